"""Short cases of courts, councils, sports, local news, science and agencies, for whatever finds the quotations.

A row is an id that says why it exists, the kinds of its quotes in order, and a text with the quotes tagged as
`marked.parse` reads them; `quote_rows` says what the kinds are. Only `quotekit.analyze` is asked. Cue and source are
compared only where the row tags them; what counts, and what belongs to a span, is said in `corpus/README.md`.
"""

from __future__ import annotations

import pytest
from known_failures import Row, cases, failing, ids, known
from marked import kind_by_marks, parse
from quote_rows import of_marked, of_nobody

# (id, text): nobody is quoted
NEGATIVES: list[Row] = [
    # courts
    ("street-said-to-be", "Marine Parade, said to be the windiest street in the county, was closed on Sunday."),
    ("trader-as", "Pym, who traded as ‘Top Hat Roofing’, wore a grey suit."),
    ("boat-in-marks", "The cruiser ‘Maid of Slate’ was seized in October."),
    ("nickname-in-court", "Ivor ‘the Ledger’ Penrose sat between two guards."),
    ("house-name", "The couple live at ‘Dunroamin’, a bungalow on the coast road."),
    ("possessives-two", "The jurors’ room and the barristers’ corridor were flooded at five o’clock."),
    ("clipped-words", "The lads went down the chip shop ’cause the pub was shut, an’ that was that."),
    ("charge-that-is-read", "The charges were read at noon, and the hearing lasted nine minutes."),
    ("court-rose", "The court rose at four. The trial continues."),
    ("sentence-was-told", "The story is told in three volumes."),
    # councils
    ("sign-for-sale", "The ‘For Sale’ board at the gate has gone."),
    ("banner-reading", "A bedsheet reading ‘Hands off our pips’ hangs from the lychgate."),
    ("poster-read", "A poster on the fence read “See you soon, Otters.”"),
    ("graffito", "Someone has painted “Mind the ducks” across the bypass."),
    ("scare-straight-single", "The 'temporary' pumps have run since January."),
    ("scare-community", "The firm has planted a 'community orchard' of six trees."),
    ("fund-so-called", "The so-called 'fighting fund' stands at £912."),
    ("councillor-known-as", "Cllr Askew, known in the chamber as 'Marge in Charge', chairs the committee."),
    ("report-runs-to", "The officer's report runs to 118 pages and weighs as much as a cat."),
    ("plan-proposed", "The proposed bypass was dropped in March."),
    ("call-in-noun", "The call-in deadline is Friday."),
    ("considered-plain", "The application will be considered again in June."),
    # sports
    ("nickname-between-names", 'Tilly "The Wall" Marsden opened the batting.'),
    ("nickname-before-name", "“Tank” Aldous took four for 30."),
    ("club-song", 'The band struck up "Bowl, Kestrel, Bowl" at tea.'),
    ("end-named", "He bowled from the ‘Chapel End’ all afternoon."),
    ("umpire-called-wide", "The umpire called a wide and then a no-ball."),
    ("batter-added-runs", "Osei and Van Wyk added 61 for the fifth wicket."),
    ("keeper-appealed", "The wicketkeeper appealed, and the finger went up."),
    ("winger-promised-much", "The left wing promised much and delivered a single try."),
    ("referee-explained-nothing", "The referee blew, pointed to the line and walked away."),
    ("score-line-colon", "Half-time: Merrow 12, Ashdale 9. Full-time: Merrow 12, Ashdale 30."),
    ("shirt-number", "A flag with “10” on it flew over the stand."),
    # local news
    ("musical-title", "The third-graders’ musical, “Otter Nonsense,” has been postponed."),
    ("mural-title", "The mural “Otters at Play” survived the fire."),
    ("cart-nickname", "A janitor’s cart nicknamed “Big Earl” was found in the creek."),
    ("temporary-annex", "The “temporary” annex went up in 1974."),
    ("height-and-board", "Crews laid a 16' board across the 3'6\" gap."),
    ("refused-to-say", "Braithwaite refused to say whether she would retire."),
    ("declined-comment-fire", "The marshal’s office declined to comment."),
    ("did-not-respond", "The district did not respond to a request for comment."),
    ("statement-noun", "The board will issue a statement after the holiday."),
    ("posts-as-mail", "She posts forty parcels a week from the shop in Lower Falls."),
    # science
    ("species-said-to-be", "The oldest eel in the tank is said to be 31."),
    ("gene-so-called", "Genes for so-called “homing” lie on two chromosomes."),
    ("film-long-drift", "The laboratory’s film “The Long Drift” has been watched two million times."),
    ("term-glossed", "The larvae, or “leaves,” drift for two years."),
    ("eel-methuselah", "“Methuselah,” the largest of them, died in May."),
    ("found-a-thing", "Divers found a wreck and two anchors off Cape Orra."),
    ("study-noun", "The study took nine years and cost $4 million."),
    ("cell-suggested-dose", "The suggested dose is 5 mg."),
    # agencies
    ("scheme-title", 'Turnout was highest in districts where the "Meetha Bharosa" scheme began.'),
    ("film-opens", 'A film about the mills, "The Weighbridge", opens on Friday.'),
    ("shares-claimed", "Shares claimed back most of their losses by noon."),
    ("rate-per-kilogram", "Sugar costs 46 rupees per kilogram at retail level."),
    ("bank-notes", "The bank notes were withdrawn in 2016."),
    ("reported-profit-adjective", "Reported profit fell by a fifth."),
    ("dateline", "NAIROBI, March 4 (KPA) - Tea prices fell for a third week on thin demand."),
    ("according-honour", "Full honours were accorded to the late senator."),
]

# (id, kinds, text)
MARKED: list[Row] = [
    # courts
    ("told-the-jury", "indirect", "{s1 Yetunde Bakare} {c1 told} the jury {q1 that the chimney had never existed}."),
    ("court-heard", "indirect", "The court {c1 heard} {q1 that the van was parked outside all night}."),
    ("jury-was-told", "indirect", "The jury {c1 was told} {q1 that the safe had been emptied}."),
    ("prosecuting-behind", "indirect", "{s1 Ada Lunt, prosecuting}, {c1 said} {q1 the alibi was false}."),
    ("defending-front", "indirect", "For the defence, {s1 Hugh Carrow} {c1 said} {q1 his client was sorry}."),
    ("denies-charge", "indirect", "{s1 Pym, of Gannet Row}, {c1 denies} {q1 three counts of fraud}."),
    ("pleading-denied-gerund", "indirect", "{s1 The driver} {c1 denied} {q1 causing death by careless driving}."),
    (
        "judge-colon-single",
        "direct",
        "{s1 Judge Sunita Mahal} {c1 told} him: ‘{q1 You preyed on your neighbours’ trust.}’",
    ),
    ("single-plural-possessive", "direct", "‘{q1 The Ollerenshaws’ chimney isn’t there,}’ {s1 she} {c1 said}."),
    ("single-nested-double", "direct", "‘{q1 He said “cash only” and I paid him}’, {c1 said} {s1 Mrs Ollerenshaw}."),
    ("single-ends-in-possessive", "direct", "‘{q1 The boat was never ours, it was the lads’,}’ {s1 Pym} {c1 said}."),
    ("single-mixed-end", "mixed", "{s1 Her husband} {c1 said} {q1 he had ‘felt a proper Charlie’}."),
    ("single-mixed-possessive-before", "mixed", "{s1 He} {c1 said} {q1 the tenants’ deposits were ‘safe as houses’}."),
    ("put-it-to-him", "indirect", "{s1 Counsel} {c1 put it} to him {q1 that he had invented the gale}."),
    (
        "in-her-words",
        "direct",
        "It was, {c1 in} {s1 the prosecutor’s} {c1 words}, ‘{q1 a stack no living person had seen}’.",
    ),
    (
        "asked-by-then-replied",
        "direct",
        "Asked about the money, {s1 Mrs Lunt} {c1 replied}: ‘{q1 What money would that be?}’",
    ),
    ("texted", "direct", "In a message to his wife, {s1 Pym} {c1 wrote}: ‘{q1 New sofa on its way.}’"),
    (
        "witness-through-interpreter",
        "direct",
        "‘{q1 I saw nothing,}’ {c1 said} {s1 Piotr Nowak} through an interpreter.",
    ),
    ("reminded-that", "indirect", "{s1 The judge} {c1 reminded} jurors {q1 that they were under oath}."),
    ("quashing-ruled", "indirect", "{s1 The Court of Appeal} {c1 ruled} {q1 that the search had been unlawful}."),
    (
        "police-appeal-said",
        "direct",
        "{s1 A police spokesman} {c1 said}: ‘{q1 We are keeping an open mind about the motive.}’",
    ),
    # councils
    ("split-middle-single", "direct", "‘{q1 This orchard,}’ {s1 he} {c1 said}, ‘{q1 was here before the council.}’"),
    ("split-middle-straight", "direct", "'{q1 This orchard,}' {c1 said} {s1 Cllr Gill}, '{q1 isn't ours to lose.}'"),
    ("split-hearer", "direct", "'{q1 We are here,}' {s1 Cllr Askew} {c1 told} the meeting, '{q1 to apply a policy.}'"),
    (
        "split-no-mark-carried",
        "direct carried",
        "‘{q1 I was born here,}’ {s1 she} {c1 said}. ‘{q1 I could afford to stay.}\n\n‘{q2 My children can’t.}’",
    ),
    (
        "straight-single-carried",
        "direct carried",
        "{s1 Cllr Gill} {c1 said}: '{q1 It'll take one summer to lose.}\n\n'{q2 You can't replant a hundred years.}'",
    ),
    (
        "insists-mixed-straight",
        "mixed",
        "{s1 Tansyfield Homes} {c1 insists} {q1 that the lane is 'perfectly adequate'}.",
    ),
    (
        "applicant-apposition",
        "indirect",
        "{s1 Tansyfield Homes, the applicant}, {c1 says} {q1 it will keep half the trees}.",
    ),
    ("demanded-question", "direct", "‘{q1 In our yard?}’ {s1 she} {c1 demanded}. ‘{q1 They’d be in our kitchen.}’"),
    ("heckled", "direct", "‘{q1 Adequate for whom?}’ {c1 heckled} {s1 a man in a wax jacket}."),
    ("was-his-summary", "direct", "‘{q1 It’s a car park with a view of a tree,}’ {c1 was} {s1 his} {c1 summary}."),
    (
        "according-authority",
        "indirect",
        "{c1 According to} {s1 the highways authority}, {q1 the lane can take 90 more cars}.",
    ),
    (
        "report-concluded",
        "indirect",
        "{s1 A report by the case officer} {c1 concluded} {q1 that the harm would be slight}.",
    ),
    (
        "letter-read-out",
        "direct",
        "In a letter to the clerk, {s1 the vicar} {c1 wrote}: ‘{q1 I’d sooner bless them by the station.}’",
    ),
    (
        "mp-posted-facebook",
        "direct",
        "{s1 Dame Honor Lyle} {c1 posted} on Facebook: ‘{q1 Stunned. Wendling deserves better.}’",
    ),
    (
        "poll-found",
        "indirect",
        "{s1 A poll of 412 readers} {c1 found} {q1 that seven in ten wanted the orchard left alone}.",
    ),
    ("that-said-cllr", "mixed", "{q1 The claim}, {c1 said} {s1 Cllr Askew}, {q1 was ‘piffle from end to end’}."),
    ("had-warned", "indirect", "{s1 Officers} {c1 had warned} {q1 that a refusal would be overturned on appeal}."),
    ("organisers-hope", "indirect-belief", "{s1 The organisers} {c1 hope} {q1 that the wassail will go ahead}."),
    # sports
    ("laughed", "direct", '"{q1 I couldn\'t feel my hand,}" {s1 the captain} {c1 laughed}.'),
    ("quipped-colon", "direct", '{s1 Marsden} {c1 quipped}: "{q1 Mostly I was thinking about towels.}"'),
    ("deadpanned", "direct", '"{q1 It\'s very good laundry,}" {s1 Foy} {c1 deadpanned}.'),
    ("is-adamant", "indirect", "{s1 The coach} {c1 is adamant} {q1 that the try was good}."),
    ("age-as-name", "direct", '"{q1 She didn\'t pick it,}" {s1 the 31-year-old} {c1 told} TideSport.'),
    ("nationality-as-name", "direct", '"{q1 I thanked the tea ladies twice,}" {c1 said} {s1 the South African}.'),
    ("all-rounder", "direct", "“{q1 Tilly got us there,}” {c1 said} {s1 the all-rounder}, “{q1 and she will again.}”"),
    ("coach-name-after-club", "direct", "“{q1 We were soft,}” {c1 admitted} {s1 Rovers coach Winston Grant}."),
    ("captain-told-broadcaster", "direct", "{s1 Captain Freya Lindqvist} {c1 told} TideSport: “{q1 It was a dolly.}”"),
    ("felt-mixed", "mixed-belief", '{s1 Grant} {c1 felt} {q1 the umpires had "bottled it" in the drizzle}.'),
    ("reckons", "indirect", "{s1 The physio} {c1 reckons} {q1 that Osei will miss six weeks}."),
    (
        "fumed-next-paragraph",
        "direct",
        "Grant was livid.\n\n“{q1 You can’t bowl with a bar of soap,}” {s1 he} {c1 fumed}.",
    ),
    (
        "nested-in-recall",
        "direct",
        "\"{q1 Dad said, 'One day that'll be you,' and cried,}\" {s1 Qureshi} {c1 recalled}.",
    ),
    ("club-tweeted", "direct", "“{q1 Champions. Bus leaves at nine,}” {s1 the Kestrels} {c1 tweeted}."),
    ("promised-to-mixed", "mixed", "{s1 The chairman} {c1 promised} {q1 to “look at the numbers” in May}."),
    ("fit-for-ducks", "mixed", "{q1 The pitch was “fit for ducks”}, {c1 reckoned} {s1 Grant}."),
    ("colon-no-verb", "direct", "{s1 His skipper}: “{q1 It was the same soap for both teams, coach.}”"),
    ("vowing", "indirect", "{s1 The hooker} left without his boots, {c1 vowing} {q1 to return for them}."),
    # local news
    ("officials-unnamed", "indirect", "{q1 The heater was left on}, {c1 according to} {s1 two county officials}."),
    (
        "officials-not-authorized",
        "indirect",
        "{s1 The officials, who were not authorized to speak publicly}, {c1 said} {q1 the door was locked}.",
    ),
    ("us-stop-inside", "mixed", "{s1 The chief} {c1 said} {q1 the cause was “under active investigation.”}"),
    (
        "us-called-stop-inside",
        "mixed",
        "{s1 The union} {c1 called} {q1 the fire “the most predictable surprise of all.”}",
    ),
    ("resident-age-town", "direct", "“{q1 I smelled smoke,}” {c1 said} {s1 Kaylee Boone, 34, of West Tillery}."),
    ("resident-role-town", "direct", "“{q1 We all did,}” {c1 confessed} {s1 Geraldine Pruitt, a retired teacher}."),
    ("chief-who-relative", "direct", "“{q1 The roof fell in,}” {c1 said} {s1 Hutchins, 58, who grew up next door}."),
    ("shot-back", "direct", "“{q1 Then bring a bucket,}” {s1 the board’s president} {c1 shot back}."),
    ("spokeswoman-email", "direct", "“{q1 There was a work order,}” {s1 a spokeswoman} {c1 wrote} in an email."),
    ("statement-read", "direct", "“{q1 We filed grievances and photographs,}” {c1 read} {s1 the statement}."),
    (
        "posted-on-x-that",
        "indirect",
        "{s1 State Rep. Duane Whitlow} {c1 posted} on X {q1 that he would seek $4 million}.",
    ),
    ("her-claim-that", "indirect", "{s1 Her} {c1 claim} {q1 that the furnace was broken} drew applause."),
    ("party-comma", "indirect", "{s1 Rep. Lucille Moyer, D-Amity}, {c1 said} {q1 the bill was dead}."),
    ("child-asked", "direct", "“{q1 Can we keep the escalator?}” {c1 asked} {s1 his son Isaiah, 8}."),
    (
        "estimated-office",
        "indirect",
        "{s1 The fire marshal’s office} {c1 estimated} {q1 that the report would take a month}.",
    ),
    ("police-say-front", "indirect", "{q1 A driver fled the scene on foot}, {s1 state police} {c1 said} Tuesday."),
    # science
    ("paper-found", "indirect", "{s1 The paper} {c1 found} {q1 that four in five eels chose the same river}."),
    (
        "study-in-journal",
        "indirect",
        "{q1 Eels can smell rivers}, {c1 according to} {s1 a study in Estuarine Letters}.",
    ),
    (
        "says-lead-author",
        "direct",
        "“{q1 The eels don’t read,}” {c1 says} {s1 Ilse Vandermeer, the paper’s lead author}.",
    ),
    (
        "not-involved",
        "direct",
        "“{q1 It is gorgeous,}” {c1 says} {s1 Seun Adebayo, a biologist who was not involved in the study}.",
    ),
    ("calls-mixed", "mixed", "{s1 Adebayo, who was not involved}, {c1 calls} {q1 the result “gorgeous but rude”}."),
    ("team-writes-middle", "indirect", "{q1 The effect}, {s1 the team} {c1 writes}, {q1 was strongest in spring}."),
    ("points-out", "indirect", "{s1 Critics} {c1 point out} {q1 that the tanks were rinsed with tap water}."),
    ("university-said", "mixed", "{s1 The University of Sundholm} {c1 said} {q1 the work could “transform” dams}."),
    ("suspects", "indirect-belief", "{s1 Vandermeer} {c1 suspects} {q1 that mothers mark their eggs}."),
    (
        "in-the-words-of",
        "direct",
        "{c1 In the words of} {s1 her supervisor}: “{q1 Never bet on an eel, and never against one.}”",
    ),
    ("have-long-maintained", "indirect", "{s1 Fishermen} {c1 have long maintained} {q1 that the river calls them}."),
    (
        "reviewer-wrote",
        "direct",
        "{s1 One reviewer} {c1 wrote}: “{q1 I do not believe this and cannot find the mistake.}”",
    ),
    ("questions-run", "direct", "“{q1 Is it memory? Is it chemistry?}” {s1 she} {c1 asks}. “{q1 Nobody knows.}”"),
    # agencies
    (
        "minister-title-long",
        "indirect",
        "{s1 Food Minister Harbhajan Singh Tiwana} {c1 said} {q1 exports would stop in May}.",
    ),
    ("told-agency", "direct", "“{q1 The port is shut,}” {s1 Governor Wanjiru Otieno} {c1 told} the Kivu Press Agency."),
    (
        "three-that",
        "indirect",
        "{s1 He} {c1 said} {q1 that stocks were high, that exports would end and that prices would fall}.",
    ),
    (
        "statement-to-exchange",
        "indirect",
        "{s1 The company} {c1 said} in a statement {q1 that two mills would stay shut}.",
    ),
    ("notes-and-welcomes", "mixed", "{s1 The miller} {c1 said} {q1 that it “cautiously welcomes” the decision}."),
    (
        "person-with-knowledge",
        "indirect",
        "{q1 The talks have failed}, {s1 a person with knowledge of them} {c1 said}.",
    ),
    ("per-draft", "indirect", "{c1 Per} {s1 a draft order}, {q1 mills that reopen by June will get loans}."),
    (
        "as-x-put-it",
        "direct",
        "As {s1 Meera D’Souza of Tamarind Capital} {c1 put it}, “{q1 the levy was a stone in the shoe.}”",
    ),
    ("wrote-in-note", "direct", "“{q1 Margins will thin further,}” {s1 analysts at Ubora Bank} {c1 wrote} in a note."),
    ("dismissed-as", "mixed", "{s1 The opposition} {c1 dismissed} {q1 the plan as “sugar-coating of the worst kind”}."),
    (
        "stressing",
        "indirect",
        "{s1 The minister} left the hall by a side door, {c1 stressing} {q1 that levies were for the states}.",
    ),
    ("went-on-to-say", "indirect", "{s1 Tiwana} {c1 went on to say} {q1 that no cut was planned}."),
    (
        "threatened",
        "indirect",
        "{s1 The growers’ federation} {c1 threatened} {q1 to block the highways from March 20}.",
    ),
    ("by-telephone-nested", "direct", "{s1 Hiremath} {c1 said} by telephone: “{q1 I tell him, ‘We grow receipts.’}”"),
    ("analysts-expect", "indirect-belief", "{s1 Analysts} {c1 expect} {q1 margins to stay under pressure}."),
    (
        "according-front-unnamed",
        "indirect",
        "{c1 According to} {s1 two people at the ministry}, {q1 the file is lost}.",
    ),
    ("dash-attribution", "direct", "“{q1 The radio is always the last to know.}” — {s1 Noor Jehan Pasha, tea seller}"),
    ("survey-showed", "indirect", "{s1 A survey by Chaupal Metrics} {c1 showed} {q1 that turnout would fall}."),
    (
        "two-speakers-two-verbs",
        "indirect indirect",
        "{s1 The ministry} {c1 said} {q1 the dam was safe}; {s2 the mayor} {c2 said} {q2 it was not}.",
    ),
    (
        "said-and-blamed",
        "indirect indirect",
        "{s1s2 She} {c1 said} {q1 that the levy was dead} and {c2 blamed} {q2 the previous government}.",
    ),
]


def failures() -> dict[str, dict[str, str]]:
    return {"attribution_cases": failing(of_nobody, NEGATIVES) | failing(of_marked, MARKED)}


@pytest.mark.parametrize("text", cases(NEGATIVES, "attribution_cases"))
def test_nobody_is_quoted(text: str) -> None:
    assert of_nobody(text) == ""


@pytest.mark.parametrize(("kinds", "marked"), cases(MARKED, "attribution_cases"))
def test_quotes(kinds: str, marked: str) -> None:
    assert of_marked(kinds, marked) == ""


def test_every_tagged_quote_has_a_kind_that_its_marks_allow() -> None:
    for name, kinds, marked in MARKED:
        text, spans = parse(marked)
        numbers = sorted(int(tag[1:]) for tag in spans if tag[0] == "q")
        assert numbers == list(range(1, len(kinds.split()) + 1)), name
        for n, kind in enumerate(kinds.split(), 1):
            own = "direct" if kind == "carried" else kind.partition("-")[0]
            assert own == kind_by_marks(text, tuple(spans[f"q{n}"])), name


def test_known_failures_are_rows() -> None:
    names = ids(NEGATIVES, MARKED)
    assert len(names) == len(set(names))
    assert known("attribution_cases").keys() <= set(names)
