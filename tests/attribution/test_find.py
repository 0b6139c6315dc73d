"""Quotations, cues and sources, one construction a row: what must not be found first, then what must.

A row is an id that says why it exists, the kinds of its quotes in order, and a text with the quotes tagged as
`marked.parse` reads them; `quote_rows` says what the kinds are. Cue and source are compared only where the row tags
them.
"""

from __future__ import annotations

import pytest
from known_failures import Row, cases, failing, ids, known
from marked import parse
from quote_rows import of_marked, of_nobody

from quotekit.attribution.find import find_drafts
from quotekit.attribution.rules import MAKERS, PROPOSERS, REPAIRS
from quotekit.models.model import Model
from quotekit.pipeline import analyze

# (id, text): nobody is quoted
NEGATIVES: list[Row] = [
    ("nickname-double", "Ana “La Roca” Ruiz won the bout in the third round."),
    ("nickname-single", "Danny ‘the Cat’ Pell kept goal for Thornbury for nine seasons."),
    ("nickname-straight", 'William "Big Bill" Strand opened the bakery in 1961.'),
    ("title-of-novel", "Her second novel, “The Salt Road,” is set on a barge."),
    ("titles-of-films", "The festival opens with ‘Winter Bees’ and closes with ‘The Long Furrow’."),
    ("title-of-song", "The band played “Harbour Lights” twice."),
    ("title-of-painting-at-end", "The thieves took one painting, “Girl with Heron”."),
    ("scare-quotes-adjective", "The “luxury” flats have no hot water."),
    ("scare-quotes-single", "The bakery sells ‘artisan’ loaves from a factory in Leeds."),
    ("scare-quotes-two", "The “fresh” fish was older than the “vintage” wine."),
    ("scare-quotes-headline", "Thornbury’s ‘last waltz’ ends in the rain\n\nThe town lost by four goals on Saturday."),
    ("title-in-headline", "‘Winter Bees’ opens the festival\n\nThe film was shot in Leith over nine weeks."),
    ("word-as-word", "The word “mardy” is still heard in Derby."),
    ("so-called", "The so-called “puddle tax” was scrapped in 2031."),
    ("known-as", "The lane, known as “the Snicket”, floods every winter."),
    ("inches", 'The board was 12" wide and 30" long.'),
    ("feet-and-inches", "The door is 6' 8\" high."),
    ("curly-inches", "The screen measures 27” from corner to corner."),
    ("plural-possessives", "The dogs' owners and the players' wives left at six o'clock."),
    ("clipped-decades", "The '90s bus still runs, and so does the '80s tram."),
    ("glottal-letters", "The O’Dea brothers won the ’98 final."),
    ("noun-claims", "The claims were read out in court."),
    ("noun-report", "The report runs to ninety pages."),
    ("noun-statement", "A statement from the bank is due on Friday."),
    ("noun-question", "The question is on every ballot."),
    ("noun-calls", "Three calls went unanswered."),
    ("noun-comment", "The comment was deleted within the hour."),
    ("noun-demand", "The demand for salt fell by a tenth."),
    ("adjective-proposed", "The proposed ban on trawling takes effect in May."),
    ("adjective-alleged", "The alleged thief is due in court on Monday."),
    ("adjective-noted", "The noted pianist played Chopin."),
    ("adjective-suggested", "The suggested price is £4."),
    ("adjective-stated", "The stated aim is cheaper bread."),
    ("adjective-asking", "The asking price fell by a tenth."),
    ("adjective-said", "The said premises were locked."),
    ("participle-accused", "The accused sat between two guards."),
    ("passive-maintained", "The park is maintained by volunteers."),
    ("declined-to-comment", "The bank declined to comment."),
    ("did-not-explain", "The minister did not explain why the bridge had closed."),
    ("did-not-say", "The firm did not say how many jobs would go."),
    ("train-added-coaches", "The train added two coaches at York."),
    ("keeper-claimed-the-ball", "The goalkeeper claimed the ball from a corner."),
    ("referee-pointed", "The referee pointed to the spot."),
    ("bank-charged-fee", "The bank charged him a fee of £30."),
    ("plain-narrative", "It rained for nine days. The river rose and the bridge fell."),
    ("chemistry-formula", "The cell yields 4.2 volts at −5 °C and 3.9 volts at 20 °C."),
]

# (id, kinds, text)
MARKED: list[Row] = [
    # `“...,” said X` and `“...,” X said`
    ("after-said-x", "direct", "“{q1 The pier is safe,}” {c1 said} {s1 Ruth Okello}."),
    ("after-x-said", "direct", "“{q1 The pier is safe,}” {s1 Ruth Okello} {c1 said}."),
    ("after-british-marks", "direct", "‘{q1 The pier is safe,}’ {c1 said} {s1 Ruth Okello}."),
    ("after-british-comma-outside", "direct", "‘{q1 The pier is safe}’, {c1 said} {s1 Ruth Okello}."),
    ("after-straight-marks", "direct", '"{q1 The pier is safe,}" {c1 said} {s1 Ruth Okello}.'),
    ("after-straight-single", "direct", "'{q1 The pier isn't safe,}' {c1 said} {s1 Ruth Okello}."),
    ("after-two-apostrophes", "direct", "''{q1 The pier is safe,}'' {c1 said} {s1 Ruth Okello}."),
    ("after-apostrophes-inside", "direct", "“{q1 The pier isn’t the town’s,}” {c1 said} {s1 Ruth Okello}."),
    ("after-question", "direct", "“{q1 Who will pay for it?}” {c1 asked} {s1 Tom Bell}."),
    ("after-exclamation", "direct", "“{q1 Get out of the water!}” {s1 the lifeguard} {c1 shouted}."),
    ("after-pronoun", "direct", "“{q1 We lost our nerve,}” {s1 she} {c1 said}."),
    ("after-short-answer", "direct", "“{q1 No,}” {s1 he} {c1 said}."),
    ("after-auxiliary", "direct", "“{q1 The seam is empty,}” {s1 the geologist} {c1 has said}."),
    ("after-adverb-outside-cue", "direct", "“{q1 The seam is empty,}” {s1 the geologist} later {c1 said}."),
    ("after-manner", "direct", "“{q1 The seam is empty,}” {s1 she} {c1 said} with a shrug."),
    ("after-time", "direct", "“{q1 The sentence was too short,}” {s1 the prosecutor} {c1 said} on Friday."),
    ("after-told", "direct", "“{q1 We were second to every ball,}” {s1 the coach} {c1 told} reporters."),
    ("after-two-sentences", "direct", "“{q1 We lost the first set. We won the next two,}” {c1 said} {s1 Mia Lund}."),
    ("after-verb-of-noise", "direct", "“{q1 It is freezing in there,}” {c1 grumbled} {s1 a swimmer}."),
    ("after-wrote", "direct", "“{q1 The cells divide at noon,}” {s1 the authors} {c1 wrote}."),
    (
        "after-inverted-apposition",
        "direct",
        "“{q1 The kelp is back,}” {c1 said} {s1 Ruth Okello, a marine biologist at the station}.",
    ),
    (
        "after-apposition-then-verb",
        "direct",
        "“{q1 The kelp is back,}” {s1 Ruth Okello, a marine biologist}, {c1 said}.",
    ),
    (
        "after-inverted-relative",
        "direct",
        "“{q1 The hens stopped laying,}” {c1 said} {s1 Joan Carveth, who farms nearby}.",
    ),
    ("after-party-in-brackets", "direct", "“{q1 The vote was close,}” {s1 Dana Holt (I-Vt.)} {c1 said}."),
    ("after-age", "direct", "“{q1 I heard a bang,}” {c1 said} {s1 Tom Bell, 43}."),
    ("after-title", "direct", "“{q1 Costs rose again,}” {c1 said} {s1 Chief Executive Pia Strand}."),
    ("after-role-of", "direct", "“{q1 Costs rose again,}” {c1 said} {s1 the head of the Thornbury Growers’ Union}."),
    ("after-organization", "direct", "“{q1 Trading was steady,}” {s1 Norrland Bank} {c1 said} in a statement."),
    ("after-group", "direct", "“{q1 Shame on you,}” {s1 protesters} {c1 chanted}."),
    ("after-name-behind-role", "direct", "“{q1 It was a dive}”, {c1 insisted} {s1 the Thornbury manager, Joe Kettle}."),
    ("after-name-in-apposition", "direct", "“{q1 He’s a good lad,}” {s1 his mother, Joan Carveth}, {c1 said}."),
    (
        "after-group-possessive",
        "direct",
        "“{q1 We are ready,}” {s1 the team’s captain} {c1 said} through an interpreter.",
    ),
    ("after-while-clause", "direct", "“{q1 This is robbery}”, {s1 one tenant} {c1 said}, as others nodded."),
    ("after-source-close-to", "direct", "“{q1 We won’t appeal,}” {s1 a source close to the firm} {c1 said}."),
    # `X said: “...”`
    ("before-colon", "direct", "{s1 Ruth Okello} {c1 said}: “{q1 The ferry will sail on Monday.}”"),
    ("before-comma", "direct", "{s1 Ruth Okello} {c1 said}, “{q1 The ferry will sail on Monday.}”"),
    ("before-british", "direct", "{s1 Ruth Okello} {c1 said}: ‘{q1 The ferry will sail on Monday.}’"),
    ("before-told-paper", "direct", "{s1 Tom Bell} {c1 told} the Thornbury Echo: “{q1 I never saw the ball.}”"),
    ("before-told-no-comma", "direct", "{s1 The coach} {c1 told} reporters “{q1 we were poor tonight}”."),
    ("before-phrase-between", "direct", "{s1 The judge} {c1 told} him, after a pause: “{q1 You had one duty.}”"),
    ("before-apposition", "direct", "{s1 Lena Fox, his solicitor}, {c1 said}: “{q1 He regrets it every day.}”"),
    ("before-added-second", "direct", "He sat down again. {s1 He} {c1 added}: “{q1 I have nothing to hide.}”"),
    (
        "before-added-by-another",
        "direct direct",
        "“{q1 It hurt,}” {s1 Mia Lund} {c1 said}. {s2 Her coach} {c2 added}: “{q2 She will run again.}”",
    ),
    ("before-clause-in-front", "direct", "Asked whether he would go, {s1 the chairman} {c1 said}: “{q1 Never.}”"),
    ("before-wrote-in-letter", "direct", "In a letter to parents, {s1 the head} {c1 wrote}: “{q1 The boiler failed.}”"),
    (
        "before-twice",
        "direct direct",
        "{s1 He} {c1 said}: “{q1 It was cold.}” {s2 She} {c2 said}: “{q2 It was not.}”",
    ),
    # one quote in several pieces
    ("split-two-words", "direct", "“{q1 It is,}” {s1 he} {c1 said}, “{q1 a very good soup.}”"),
    ("split-word", "direct", "“{q1 Why,}” {s1 she} {c1 asked}, “{q1 did nobody call me?}”"),
    ("split-british-comma-outside", "direct", "‘{q1 I’m tired}’, {c1 said} {s1 Mia Lund}. ‘{q1 My legs are gone.}’"),
    ("split-exclamation", "direct", "“{q1 Stop the car!}” {s1 he} {c1 yelled}. “{q1 Stop it now!}”"),
    (
        "split-told-long",
        "direct",
        "“{q1 I am fine,}” {s1 Mia Lund} {c1 told} the BBC after the race. “{q1 I am tired.}”",
    ),
    ("split-according-to", "direct", "“{q1 The bridge,}” {c1 according to} {s1 the minister}, “{q1 is safe.}”"),
    ("split-comma", "direct", "“{q1 If it rains,}” {s1 she} {c1 said}, “{q1 we will play indoors.}”"),
    ("split-full-stop", "direct", "“{q1 It rained all night,}” {c1 said} {s1 Tom Bell}. “{q1 We stayed in the van.}”"),
    ("split-question", "direct", "“{q1 Whose dog is it?}” {c1 asked} {s1 the clerk}. “{q1 Not mine.}”"),
    ("split-british", "direct", "‘{q1 If it rains,}’ {c1 said} {s1 the umpire}, ‘{q1 we go home.}’"),
    (
        "split-apposition-between",
        "direct",
        "“{q1 The data are thin,}” {c1 said} {s1 Ruth Okello, a biologist}. “{q1 But they agree.}”",
    ),
    (
        "split-long-rest",
        "direct",
        "“{q1 It rained,}” {c1 said} {s1 Tom Bell}. “{q1 It blew. We stayed. Then we drove home.}”",
    ),
    # two quotes
    (
        "adding-that",
        "direct indirect",
        "“{q1 No deal,}” {s1s2 he} {c1 said}, {c2 adding} {q2 that the pit would close in May}.",
    ),
    (
        "said-then-said",
        "direct direct",
        "“{q1 It is late,}” {s1 he} {c1 said}. “{q2 It is early,}” {c2 said} {s2 his sister}.",
    ),
    (
        "repeated-cue",
        "direct direct",
        "“{q1 It is late,}” {s1 she} {c1 said}. “{q2 It is cold,}” {s2 she} {c2 added}.",
    ),
    (
        "direct-then-that",
        "direct indirect",
        "“{q1 It is late,}” {s1 she} {c1 said}. {s2 She} {c2 added} {q2 that the last bus had gone}.",
    ),
    # over paragraphs
    (
        "carried",
        "direct carried",
        "“{q1 The ferry will sail,}” {s1 Ruth Okello} {c1 said}. “{q1 It always did.}\n\n“{q2 It always will.}”",
    ),
    (
        "carried-three",
        "direct carried carried",
        "{s1 Tom Bell} {c1 said}: “{q1 We had no water.}\n\n“{q2 We had no light.}\n\n“{q3 We had each other.}”",
    ),
    # nested
    ("nested-double-single", "direct", "“{q1 He told me ‘go home’ and I went,}” {s1 she} {c1 said}."),
    ("nested-single-double", "direct", "‘{q1 He shouted “fire” and ran away}’, {s1 she} {c1 said}."),
    ("nested-cue-inside", "direct", "“{q1 The vet said she would live,}” {c1 said} {s1 the farmer}."),
    # no cue verb
    ("colon", "direct", "{s1 The harbourmaster} was blunt: “{q1 The ferry will not sail on Monday.}”"),
    ("colon-noun", "direct", "{s1 The striker} had one regret: “{q1 I should have passed to Danny.}”"),
    (
        "colon-before",
        "direct",
        "{s1 Ruth Okello} put up a notice at the pier:\n\n“{q1 The ferry will not sail on Monday or on Tuesday.}”",
    ),
    (
        "colon-before-cue",
        "direct",
        "{s1 The chairman} {c1 wrote} to supporters:\n\n“{q1 The ground has been sold, and I am sorry.}”",
    ),
    ("dash", "direct", "“{q1 The ferry will always sail on a Monday.}” — {s1 Ruth Okello}"),
    ("dash-role", "direct", "“{q1 A soup is a map of a town.}” — {s1 Pia Strand, chef}"),
    ("label", "direct", "“{s1 OKELLO}: {q1 The ferry will sail on Monday, I promise you.}”"),
    (
        "alternating",
        "direct direct direct",
        "“{q1 Will it sail?}” {s1 Ruth Okello} {c1 asked}.\n\n“{q2 It will,}” {s2 Tom Bell} {c2 said}.\n\n"
        "“{q3 When does the ferry sail on Monday?}”",
    ),
    (
        "last-speaker",
        "direct carried",
        "“{q1 The ferry will sail,}” {s1 Ruth Okello} {c1 said}.\n\n“{q2 It has always sailed on a Monday.}”",
    ),
    (
        "paragraph-before",
        "direct",
        "{s1 Ruth Okello} has run the ferry since 1998.\n\n“{q1 It has always sailed on a Monday.}”",
    ),
    ("sentence-before", "direct", "{s1 Ruth Okello} shook her head. “{q1 It has always sailed on a Monday.}”"),
    (
        "sentence-before-telling",
        "direct",
        "{s1 Tom Bell} has fished here since 1998 and has no time for the council. "
        "“{q1 We were bailing with saucepans while they were on holiday.}”",
    ),
    (
        "same-paragraph",
        "direct direct",
        "“{q1 The ferry will sail,}” {s1 Ruth Okello} {c1 said}. On it went. “{q2 It has always sailed on a Monday.}”",
    ),
    ("floating", "direct", "“{q1 The ferry will not sail on a Monday again.}”"),
    # according to
    (
        "according-front",
        "indirect",
        "{c1 According to} {s1 the harbourmaster}, {q1 the ferry will sail on Monday}.",
    ),
    (
        "according-front-past",
        "indirect",
        "{c1 According to} {s1 Ruth Okello}, {q1 the ships turned back at noon}.",
    ),
    (
        "according-back",
        "indirect",
        "{q1 The ice is a metre thinner than in 1990}, {c1 according to} {s1 a study by the institute}.",
    ),
    (
        "according-back-no-comma",
        "indirect",
        "{q1 The fire began in the kitchen} {c1 according to} {s1 the brigade}.",
    ),
    (
        "according-mixed",
        "mixed",
        "{q1 The squad is “thin and tired”}, {c1 according to} {s1 its captain}.",
    ),
    (
        "in-the-view-of",
        "indirect-belief",
        "{c1 In the view of} {s1 the surveyors}, {q1 the tower could stand for years}.",
    ),
    # clauses behind the cue
    ("that-clause", "indirect", "{s1 The mayor} {c1 said} {q1 that the ferry would sail}."),
    ("that-with-hearer", "indirect", "{s1 Tom Bell} {c1 told} the inquest {q1 that the valve was open}."),
    ("that-with-time", "indirect", "{s1 The mayor} {c1 said} on Friday {q1 that the ferry would sail}."),
    ("bare-clause", "indirect", "{s1 The mayor} {c1 said} {q1 the ferry would sail on Monday}."),
    ("bare-clause-pronoun", "indirect", "{s1 The striker} {c1 claimed} {q1 he was fouled twice}."),
    ("bare-with-hearer", "indirect", "{s1 Lena Fox} {c1 told} the court {q1 her client was asleep}."),
    ("bare-group", "indirect", "{s1 Villagers} {c1 say} {q1 the quarry has cracked their walls}."),
    ("bare-organization", "indirect", "{s1 The Ministry of Health} {c1 said} {q1 the clinic would reopen in March}."),
    ("whether", "indirect", "{s1 The captain} {c1 asked} {q1 whether the pitch was fit}."),
    ("how", "indirect", "{s1 The engineer} {c1 explained} {q1 how the valve had failed}."),
    ("why", "indirect", "{s1 The minister} {c1 explained} {q1 why the bridge had closed}."),
    ("what", "indirect", "{s1 Nurses} {c1 described} {q1 what they had seen on the ward}."),
    ("to-clause", "indirect", "{s1 The mayor} {c1 promised} {q1 to reopen the library by June}."),
    ("to-with-hearer", "indirect", "{s1 Police} {c1 urged} drivers {q1 to avoid the ring road}."),
    ("refused-to", "indirect", "{s1 The shop} {c1 refused} {q1 to refund the ticket}."),
    ("object", "indirect-mention", "{s1 The mayor} {c1 praised} {q1 the crew of the ferry}."),
    ("object-called-for", "indirect-mention", "{s1 The union} {c1 called for} {q1 a ban on night shifts}."),
    ("object-denied", "indirect", "{s1 The bowler} {c1 denied} {q1 tampering with the ball}."),
    ("that-adverb-inside", "indirect", "{s1 The firm} {c1 has repeatedly said} {q1 that no data were lost}."),
    ("that-two-clauses", "indirect", "{s1 She} {c1 said} {q1 that the roof leaked and that the rent was too high}."),
    ("that-apposition", "indirect", "{s1 Ruth Okello, a marine biologist}, {c1 said} {q1 that the kelp was back}."),
    ("that-in-a-statement", "indirect", "{s1 The bank} {c1 said} in a statement {q1 that profits had fallen by 9%}."),
    (
        "bare-source-of-three-places",
        "indirect",
        "{s1 Officials in Leeds, York and Hull} {c1 said} {q1 trains were late}.",
    ),
    ("bare-age-in-brackets", "indirect", "{s1 Tom Bell (43)} {c1 said} {q1 he heard a bang}."),
    ("bare-relative-in-source", "indirect", "{s1 Ruth Okello, who led the study}, {c1 said} {q1 the reef was dead}."),
    ("object-verdict", "indirect-mention", "{s1 Bell} {c1 denied} {q1 the charge}."),
    ("to-ordered", "indirect", "{s1 The judge} {c1 ordered} the firm {q1 to pay £4,000}."),
    # clauses in front of the cue
    ("in-front", "indirect", "{q1 The ferry will sail on Monday}, {s1 the mayor} {c1 said}."),
    ("in-front-inverted", "indirect", "{q1 The roof had leaked for years}, {c1 said} {s1 Tom Bell}."),
    ("in-front-group", "indirect", "{q1 The quarry has cracked their walls}, {s1 villagers} {c1 say}."),
    ("in-front-police", "indirect", "{q1 Two men were seen running from the bank}, {s1 police} {c1 said}."),
    ("in-front-its-owner", "indirect", "{q1 The clinic will close in March}, {s1 its owner} {c1 has announced}."),
    ("in-front-with-hearer", "indirect", "{q1 The clinic will close}, {s1 the owner} {c1 told} staff on Tuesday."),
    # what somebody calls something; who relays a sentence; many inside the speech of one
    (
        "called-so",
        "mixed mixed",
        "{s1 Norrland Bank} {c1 said} {q1 it hoped to put its patents into what "
        "{s2 it} {c2 called} {q2 a “common pool”}}.",
    ),
    (
        "branded-so",
        "mixed",
        "Ruiz spoke of cuts, in {q1 a move} {c1 branded} {q1 a “full retreat”} by {s1 the Tories}.",
    ),
    ("calls-itself-so", "mixed", "{s1 The group}, on its site, {c1 describes} {q1 itself as “a family of sailors”}."),
    (
        "relayed-by-an-outlet",
        "mixed mixed",
        "{q1 {s2 Ruth Okello} {c2 said} {q2 the ferry would be “late and dirty,”}} "
        "{c1 according to} {s1 the Leith Times}.",
    ),
    (
        "many-inside",
        "mixed mixed",
        "{s1 Mr Howard} {c1 said} {q1 {s2 the police} {c2 had said} {q2 the cards could “help them foil a plot”}}.",
    ),
    ("in-the-middle", "indirect", "{q1 The storm}, {s1 forecasters} {c1 said}, {q1 would pass by noon}."),
    # relatives, coordination, gerunds, passives
    ("relative-who", "indirect", "The plan angered growers, who {c1 said} {q1 it would ruin them}."),
    ("relative-who-verb", "indirect", "Tom Bell, who {c1 said} {q1 he was sorry}, left by a side door."),
    (
        "coordinated",
        "indirect indirect",
        "{s1 The mayor} {c1 said} {q1 the road was safe} and {c2 promised} {q2 that it would stay so}.",
    ),
    (
        "coordinated-act-first",
        "indirect",
        "{s1 The coach} shook hands with the referee and {c1 said} {q1 that the better team had won}.",
    ),
    (
        "gerund-saying",
        "indirect",
        "{s1 The council} closed the pool, {c1 saying} {q1 the roof was unsafe}.",
    ),
    (
        "gerund-insisting",
        "indirect",
        "{s1 The keeper} walked off, {c1 insisting} {q1 that he had been pushed}.",
    ),
    (
        "gerund-adding-indirect",
        "indirect indirect",
        "{s1s2 The firm} {c1 said} {q1 sales had doubled}, {c2 adding} {q2 that it would hire forty people}.",
    ),
    (
        "gerund-direct",
        "direct",
        "{s1 The keeper} walked off, {c1 saying}: “{q1 I was pushed by their captain.}”",
    ),
    ("passive-by", "indirect", "It {c1 was argued} by {s1 the union} {q1 that the scheme was unlawful}."),
    ("passive-told", "indirect", "Jurors {c1 were told} by {s1 a detective} {q1 that the safe was empty}."),
    (
        "relative-then-own-verb",
        "indirect indirect",
        "{s2 The firm}, which {c1 denies} {q1 the charge}, {c2 said} {q2 it would appeal}.",
    ),
    (
        "coordinated-but",
        "mixed indirect-mention",
        "{s1s2 Kettle} {c1 said} {q1 his side “deserved nothing”}, but {c2 praised} {q2 the crowd}.",
    ),
    ("passive-quoted-as", "indirect", "{s1 The minister} {c1 was quoted as saying} {q1 that the bridge was safe}."),
    ("passive-no-speaker", "indirect", "Jurors {c1 were told} {q1 that the safe was empty}."),
    # speech inside speech
    ("inside-marks", "direct", "“{q1 She told me that the dam would hold,}” {c1 said} {s1 Ana Ruiz}."),
    (
        "inside-told",
        "indirect indirect",
        "{s1 Reuters} {c1 reported} {q1 {s2 the minister} {c2 told} us {q2 that the ferry would sail on Monday}}.",
    ),
    (
        "inside-warned",
        "indirect indirect",
        "{s1 The mayor} {c1 said} {q1 {s2 the engineers} {c2 had warned} the council {q2 that the bridge was unsafe}}.",
    ),
    # mixed
    ("mixed-end", "mixed", "{s1 The vicar} {c1 said} {q1 the noise was “beyond a joke”}."),
    ("mixed-end-that", "mixed", "{s1 The vicar} {c1 said} {q1 that the noise was “beyond a joke”}."),
    ("mixed-middle", "mixed", "{s1 The vicar} {c1 said} {q1 that “a tiny minority” had ruined the fête}."),
    ("mixed-middle-bare", "mixed", "{s1 The vicar} {c1 said} {q1 the “tiny minority” should be ashamed}."),
    ("mixed-front", "mixed", "{s1 She} {c1 said} {q1 “no tree will be felled” before the survey ends}."),
    ("mixed-two", "mixed", "{s1 The chef} {c1 said} {q1 the review was “lazy” and the score “a fraud”}."),
    ("mixed-british", "mixed", "{s1 The vicar} {c1 said} {q1 that the noise was ‘beyond a joke’}."),
    ("mixed-in-front", "mixed", "{q1 The noise was “beyond a joke”}, {s1 the vicar} {c1 said}."),
    ("mixed-belief", "mixed-belief", "{s1 The vicar} {c1 believes} {q1 that the noise is “a sin”}."),
    ("mixed-described-as", "mixed", "{s1 The critic} {c1 described} {q1 the play as “two hours of fog”}."),
    ("mixed-told", "mixed", "{s1 Mia Lund} {c1 told} the BBC {q1 that she had “nothing left to prove”}."),
    ("mixed-two-with-and", "mixed", "{s1 Lund} {c1 said} {q1 she was “over the moon” and “not even tired”}."),
    ("mixed-whole-clause", "mixed", "{s1 Lund} {c1 said} {q1 that “nobody died”}."),
    ("mixed-interrupted", "mixed", "{q1 The storm would}, {s1 she} {c1 said}, {q1 pass “quickly and quietly”}."),
    # beliefs
    ("belief-believes", "indirect-belief", "{s1 Scientists} {c1 believe} {q1 that the crater once held water}."),
    ("belief-thinks-bare", "indirect-belief", "{s1 The captain} {c1 thinks} {q1 the pitch will crumble}."),
    ("belief-hopes-to", "indirect-belief", "{s1 The club} {c1 hopes} {q1 to sign two defenders}."),
    ("belief-wants", "indirect-belief", "{s1 The union} {c1 wants} {q1 the pool to stay open}."),
    (
        "behind-the-marks-going-on",
        "direct",
        "“{q1 Winning the title meant so much to me,}” {c1 said} {s1 Yelling}. “{q1 I had waited for years.}”",
    ),
    (
        "in-the-present-behind-the-marks",
        "direct direct",
        "“{q1 I was there,}” {c1 recalls} {s1 Ana Reyes, 45}. “{q1 I saw it.}” {s2 Her brother Luis} {c2 says}: "
        "“{q2 I heard nothing.}”",
    ),
    ("belief-fears", "indirect-belief", "{s1 Traders} {c1 fear} {q1 that the market will close}."),
]


def failures() -> dict[str, dict[str, str]]:
    return {"attribution": failing(of_nobody, NEGATIVES) | failing(of_marked, MARKED)}


@pytest.mark.parametrize("text", cases(NEGATIVES, "attribution"))
def test_nobody_is_quoted(text: str) -> None:
    assert of_nobody(text) == ""


@pytest.mark.parametrize(("kinds", "marked"), cases(MARKED, "attribution"))
def test_quotes(kinds: str, marked: str) -> None:
    assert of_marked(kinds, marked) == ""


def test_every_rule_decides_a_row() -> None:
    used = {quote.rule for _, _, marked in MARKED for quote in analyze(parse(marked)[0]).quotes}
    assert used == {rule.name for rules in (MAKERS, PROPOSERS, REPAIRS) for rule in rules if rule.decides}


def test_known_failures_are_rows() -> None:
    names = ids(NEGATIVES, MARKED)
    assert len(names) == len(set(names))
    assert known("attribution").keys() <= set(names)


def test_no_articles_have_no_quotations() -> None:
    model = Model.shipped()
    assert find_drafts([], model.passes, model.decisions) == []
