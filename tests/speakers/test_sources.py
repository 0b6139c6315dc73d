"""Whom a source means: noun phrases, groups, people named together, shares, and quotes that nobody says.

The rows are those of `test_resolve`: `Ruth Okello` for a person, `organization: Norrland Bank`, `group: Residents`,
`unnamed: senior official`, or None where nobody can be known.
"""

from __future__ import annotations

from typing import get_args

import pytest
from known_failures import Row, cases, failing, ids, known

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.records import SpeakerKind
from quotekit.speakers.choice.turns import nobody_speaks
from quotekit.speakers.documents import kind_of
from quotekit.speakers.entities import Entity
from quotekit.text.document import look
from quotekit.text.lexicon import Lexicon
from tests.speakers.test_resolve import problem

HALE = "Rosa Hale met reporters on Friday. "
BANK = "Norrland Bank lost £9m in May. "
PAIR = "Ruth Okello and Tom Bell walked to the dam. "

# (id, speakers, marked text)
NO_SOURCE: list[Row] = [
    ("accused-of", [None], HALE + "A man accused {q1 of burning down the mill} was freed."),
    ("was-accused-of", [None], HALE + "He was accused {q1 of burning down the mill}."),
    ("allegations-that", [None], HALE + "The club faces allegations {q1 that the vote had been bought}."),
    ("accusations-that", [None], HALE + "It follows accusations {q1 that she had taken bribes}."),
    ("rumours-that", [None], HALE + "There were rumours {q1 that the ferry would be sold}."),
    ("claims-that", [None], HALE + "The fair went on amid claims {q1 that the wheel was unsafe}."),
    ("criticism-that", [None], HALE + "The plan met criticism {q1 that it would ruin the harbour}."),
    ("reported-in-passive", [None], HALE + "It was widely reported {q1 that the mill would close}."),
    ("is-said-to", [None], HALE + "The painting is said {q1 to be worth £2m}."),
    ("were-told", [None], HALE + "Passengers were told {q1 that the ferry would not sail}."),
    ("asked-whether", ["Rosa Hale"], "Asked whether the dam was safe, Rosa Hale said {q1 that it was}."),
]

SPEAKING: list[Row] = [
    # not whoever speaks elsewhere
    (
        "a-paper-is-no-company",
        ["organization: Norrland", "organization: Leith Times"],
        "Norrland is to sell its mills. The company said {q1 that trade was slow}. The Leith Times said {q2 that it "
        "was}.",
    ),
    (
        "not-yet-named",
        ["organization: company", "organization: Norrland"],
        "Mills are shut. The company said {q1 that trade was slow}. Norrland said {q2 that it rained}.",
    ),
    (
        "another-bank-was-brought-in",
        ["organization: Norrland", "organization: Danish bank"],
        "Norrland said {q1 that it rained}. A Danish bank failed. The bank said {q2 that it was shocked}.",
    ),
    (
        "the-party-by-its-name",
        ["organization: Greens", "organization: Labour Party"],
        "The Greens said {q1 that it rained}. Then the Labour Party met. The party said {q2 that it was shocked}.",
    ),
    # who is named as a source elsewhere
    (
        "company-that-speaks-by-name",
        ["organization: Norrland", "organization: Norrland"],
        "Norrland has sold its stake in Dam Lines, which runs Quay Lines. The company said {q1 that trade was slow}. "
        "Norrland said {q2 that it would pay}.",
    ),
    (
        "paper-that-speaks-by-name",
        ["organization: Leith Times", "organization: Leith Times"],
        "The Leith Times said {q1 that the mill was shut}. The Board of Trade met. The paper said {q2 that it rained}.",
    ),
    (
        "party-that-speaks-by-name",
        ["organization: Greens", "organization: Greens"],
        "The Greens said {q1 that the mill was unsafe}. The Board of Trade met. The party said {q2 that it rained}.",
    ),
    (
        "it-of-who-acts-in-the-sentence",
        ["unnamed: Norrland spokesperson", "organization: Norrland"],
        "Norrland spoke to Ms Holt. A Norrland spokesperson confirmed on Wednesday {q1 that Ms Holt had left the "
        "firm}. "
        "Norrland has repeatedly declined to elaborate on what it calls “{q2 staff matters}”.",
    ),
    ("no-adjective-of-a-country", ["organization: firm"], "An Italian mill shut. The firm said {q1 that it rained}."),
]

BESIDE: list[Row] = [
    (
        "including-names-others",
        ["group: Several senators"],
        "Several senators, including Tom Bell and Rosa Hale, said {q1 that the bill was dead}.",
    ),
    (
        "whose-members-are-named",
        ["unnamed: lawyer"],
        "A lawyer who worked for Tom Bell and Rosa Hale said {q1 that the will was false}.",
    ),
    (
        "boss-of-others-alone",
        ["Nils Orr"],
        "Nils Orr, who worked under Tom Bell and Rosa Hale, said {q1 that the will was false}.",
    ),
    ("and-a-new-clause", ["Tom Bell"], "Ruth Okello left, and Tom Bell said {q1 that it rained}."),
    ("role-of-another", ["Nick Orr"], "Hale spokesman Nick Orr said {q1 that the vote was fair}."),
    ("boss-of-another", ["Nick Orr"], "Rosa Hale is ill. Hale’s lawyer Nick Orr said {q1 that she would be back}."),
    ("campaign-of-another", ["organization: Rosa Hale’s campaign"], "Rosa Hale’s campaign said {q1 that it was fair}."),
    (
        "apposition-with-another-name",
        ["organization: Norrland Bank"],
        "Norrland Bank, a lender with offices in Leith, said {q1 that rates would rise}.",
    ),
    (
        "apposition-with-another-firm",
        ["organization: Intara Energy"],
        "Intara Energy, the biggest rival of Norrland Bank, said {q1 that prices would fall}.",
    ),
    (
        "apposition-of-a-person",
        ["Nils Orr"],
        "Nils Orr, the head of Norrland Bank, said {q1 that rates would rise}.",
    ),
    (
        "party-in-brackets",
        ["Dana Holt"],
        "Sen. Dana Holt (D-Vt.), the chair of the panel, said {q1 that the bill was dead}.",
    ),
    (
        "party-behind-a-comma",
        ["Dana Holt"],
        "Speaker of the House Dana Holt, R-Ohio, said {q1 that the bill was dead}.",
    ),
    (
        "captain-with-the-police",
        ["Ron Marsh"],
        "Capt. Ron Marsh with the Leith Harbour Patrol said {q1 that the boat was found}.",
    ),
    ("head-of-without-comma", ["Mike Watts"], "“{q1 The well looks strong,}” Dr Mike Watts head of exploration said."),
    ("director-of", ["Jana Orr"], "Director of television Jana Orr said {q1 that the series would end}."),
    (
        "state-secretary",
        ["Dana Holt"],
        "Department of Harbours Deputy Secretary Dana Holt said {q1 that the pier was safe}.",
    ),
    ("user-who-posted-it", ["Dana Holt"], "The woman who took the picture, Dana Holt, said {q1 that it was real}."),
]

TRADES: list[Row] = [
    (
        "no-trade",
        ["organization: Marlow"],
        "Marlow lost money. Marlow met Marlow Ads. Marlow said {q1 that it was late}.",
    ),
    (
        "capitals-are-whole",
        ["organization: BBC"],
        "The BBC cut jobs. The BBC lost money. BBC Radio is in Leith. The BBC said {q1 that it was late}.",
    ),
    (
        "news-agency-belongs-to-a-name",
        ["organization: AP news agency"],
        "Prices rose. The AP news agency said {q1 that it was late}.",
    ),
    (
        "campaign-is-no-kind",
        ["organization: Hale campaign"],
        "Rosa Hale ran. The Hale campaign said {q1 that it was late}.",
    ),
    (
        "union-of-a-bank",
        ["organization: Norrland union"],
        "Norrland Bank closed. The Norrland union said {q1 that it was late}.",
    ),
    (
        "airline",
        ["organization: Delta Airlines"],
        "Delta cut jobs. Delta lost money. Delta Airlines is in Leith. Delta said {q1 that it was late}.",
    ),
    (
        "radio-beside-another",
        ["organization: Virgin Radio"],
        "Virgin cut jobs. Virgin lost money. Virgin Radio opened. Virgin Grid shut. Virgin said {q1 that it was late}.",
    ),
    (
        "network-behind-its-name",
        ["organization: Leith Press"],
        "Leith Press opened in May. The Leith Press television network said {q1 that it was late}.",
    ),
    (
        "company-behind-its-name",
        ["organization: Chimor"],
        "Chimor, a start-up, opened. The Chimor drug company said {q1 that it was late}.",
    ),
    (
        "the-outlet",
        ["organization: Leith Herald"],
        "Rosa Hale spoke to the Leith Herald on Monday about dams. The outlet said {q1 that she had wept}.",
    ),
]

NAMED_IN_IT: list[Row] = [
    ("first-is-named-in-it", ["Ana Ruiz"], "Rosa Hale spoke to Ana Ruiz. “{q1 We love Hale,}” she said."),
    ("second-is-named-in-it", ["Rosa Hale"], "Rosa Hale spoke to Ana Ruiz. “{q1 We love Ruiz,}” she said."),
    ("winner-is-named-in-it", ["Ana Ruiz"], "Rosa Hale won. Ana Ruiz lost. “{q1 We love Hale,}” she said."),
    ("loser-is-named-in-it", ["Rosa Hale"], "Rosa Hale won. Ana Ruiz lost. “{q1 We love Ruiz,}” she said."),
]
"""Whom a quote names does not say it."""

ORGANIZATIONS: list[Row] = [
    ("several-of-a-kind", ["group: Four newspapers"], "Four newspapers said {q1 that the vote was void}."),
    (
        "firm-and-another",
        ["organization: Norrland Bank"],
        "Norrland Bank met Intara. Norrland Bank said {q1 that it would wait}.",
    ),
    ("security-firm", ["organization: Clearholt"], "The security firm Clearholt said {q1 that the worm was new}."),
    ("anti-virus-firm", ["organization: Sophron"], "“{q1 The worm is new,}” said anti-virus firm Sophron."),
    (
        "newspaper-before-its-name",
        ["organization: Harbour Times"],
        "The newspaper Harbour Times said {q1 that the vote was void}.",
    ),
    # a paper's name with what it is, and what more is told of it
    (
        "owner-of-a-paper",
        ["unnamed: owner of the Leith Times newspaper"],
        "The owner of the Leith Times newspaper said {q1 that trade was slow}.",
    ),
    ("magazine-as-named", ["organization: Dam magazine"], "The Dam magazine said {q1 that trade was slow}."),
    (
        "big-foreign-paper",
        ["organization: big Slovenian newspaper"],
        "A big Slovenian newspaper said {q1 that it rained}.",
    ),
    (
        "left-leaning-paper",
        ["organization: Leith Times"],
        "The left-leaning Leith Times newspaper said {q1 that the vote was void}.",
    ),
    (
        "paper-that-supports-a-name",
        ["organization: Daily Mercury"],
        "The Ferry-supporting Daily Mercury newspaper said {q1 that the vote was void}.",
    ),
    # short names that are usual, where the article has the whole one
    ("fed-alone", ["organization: Fed"], "The Fed said {q1 that prices were up}."),
    (
        "fed-of-the-reserve",
        ["organization: Federal Reserve"],
        "The Federal Reserve met in May. The Fed said {q1 that prices were up}.",
    ),
    (
        "usual-short-name",
        ["organization: Coca-Cola"],
        "Trade was slow at Coca-Cola in May. Coke said {q1 that it rained}.",
    ),
    (
        "site-without-its-end",
        ["organization: FactLens.org"],
        "A report by FactLens.org was read in Leith. FactLens said {q1 that the vote was void}.",
    ),
    (
        "initials-with-a-hyphen",
        ["organization: Anti-Doping League"],
        "The Anti-Doping League sued. The ADL said {q1 that the tests were fair}.",
    ),
    (
        "initials-in-brackets-with-a-hyphen",
        ["organization: Norrland Anti-Fouling Agency"],
        "The Norrland Anti-Fouling Agency (NAFA) met. NAFA said {q1 that the paint was banned}.",
    ),
    (
        "two-organizations",
        ["group: Norrland Bank and Harbour Board"],
        "Norrland Bank and the Harbour Board said {q1 that the pier would be sold}.",
    ),
    (
        "it-is-no-person",
        ["organization: Norrland Bank"],
        "Tom Bell left Norrland Bank. It said {q1 that he would be missed}.",
    ),
    (
        "apposition-of-what-it-makes",
        ["organization: Intara"],
        "Intara, which makes turbines, said {q1 that orders had doubled}.",
    ),
]

GROUPS: list[Row] = [
    ("clipped-as-printed", ["group: Norrland execs"], "Norrland execs said {q1 that trade was slow}."),
    (
        "clipped-written-out",
        ["group: Norrland executives"],
        "Five Norrland executives met. Norrland execs said {q1 that trade was slow}.",
    ),
    ("he-alone", ["Tom Bell"], PAIR + "“{q1 It was loud,}” Bell said."),
    ("two-and-a-third", ["Nils Orr"], PAIR + "“{q1 It was loud,}” said Nils Orr."),
    ("they-are-two", ["group: Ruth Okello and Tom Bell"], PAIR + "“{q1 It was loud,}” they said."),
    (
        "three-with-a-comma-before-and",
        ["group: Rosa Hale, Ana Fox and Tom Bell"],
        "Rosa Hale, Ana Fox, and Tom Bell said {q1 that the count was fair}.",
    ),
    (
        "roles-in-a-list",
        ["group: Rosa Hale, Ana Fox and Tom Bell"],
        "Rosa Hale, Mayor Ana Fox, and Senator Tom Bell said {q1 that the count was fair}.",
    ),
    (
        "they-are-three",
        ["group: Rosa Hale, Ana Fox and Tom Bell"],
        "Rosa Hale, Ana Fox, and Tom Bell met. “{q1 It was close,}” they said.",
    ),
    (
        "and-the-others",
        ["group: Rosa Hale and the other women"],
        "Rosa Hale sued the club. “{q1 We were lied to,}” Hale and the other women said.",
    ),
    (
        "two-in-a-paragraph",
        ["Ana Reyes", "Bill Voss"],
        "“{q1 The dam held,}” said Ana Reyes, the mayor. Bill Voss said {q2 it was old}.",
    ),
    (
        "and-others-who-have-a-name",
        ["group: Rosa Hale and other panel Democrats"],
        "Rosa Hale chairs the panel. “{q1 We object,}” Hale and other panel Democrats said.",
    ),
    ("saint-at-the-head", ["organization: St. Alban’s Hospital"], "St. Alban’s Hospital said {q1 that it was open}."),
    ("us-at-the-head", ["organization: US Airways"], "US Airways cut its fares. “{q1 We had to,}” the airline said."),
    ("us-alone", ["organization: US"], "The US said {q1 that the tariff was gone}."),
    (
        "zone-of-a-time",
        ["organization: Tesla"],
        "It fell at 9 a.m. PST Tesla said {q1 that all was well}.",
    ),
    (
        "and-her-throng",
        ["group: Rosa Hale and her throng"],
        "Rosa Hale came. Hale and her throng said {q1 that the price was too high}.",
    ),
    (
        "and-his-coauthor-by-name",
        ["group: Tom Bell and Rosa Hale"],
        "Tom Bell and his coauthor Rosa Hale wrote {q1 that the cod was gone}.",
    ),
    (
        "and-his-wife-by-name",
        ["group: Tom Bell and Rosa Hale"],
        "Tom Bell and his wife, Rosa Hale, said {q1 that the mill was sold}.",
    ),
    (
        "they-of-no-subject",
        ["group: growers"],
        "The minister has urged growers to wait, but they said {q1 that the frost would not}.",
    ),
    (
        "other-family",
        ["organization: Orrs"],
        "Mark and Patricia Hale live in Leith. The Orrs said {q1 that it rained}.",
    ),
    (
        "two-before-three",
        ["group: Both men"],
        "Nick Orr, Tom Bell and Ana Fox sailed to Leith. Both men said {q1 that it rained}.",
    ),
    (
        "family",
        ["group: Mark and Patricia Hale"],
        "Mark and Patricia Hale live in Leith. The Hales said {q1 that it rained}.",
    ),
    ("both-men", ["group: Nick Orr and Tom Bell"], "Nick Orr and Tom Bell sailed. Both men said {q1 that it rained}."),
    (
        "two-who-are-counted",
        ["group: Nick Orr and Tom Bell"],
        "Nick Orr and Tom Bell sailed to Leith. The two columnists said {q1 that it rained}.",
    ),
    ("both-parents", ["group: Both parents"], "Both parents said {q1 that the boy was ill}."),
]

SHARES: list[Row] = [
    (
        "bracket-with-a-share",
        ["group: About half (51%) of the voters"],
        "About half (51%) of the voters said {q1 that the dam was safe}.",
    ),
    (
        "most-with-a-share",
        ["group: More than half (55%) of the residents"],
        "More than half (55%) of the residents said {q1 that the noise was awful}.",
    ),
    ("bracket-at-the-end", ["Dana Holt"], "Dana Holt (51) said {q1 that the dam was safe}."),
    ("handle-at-the-end", ["Dana Holt"], "Rep. Dana Holt (@danaholt) said {q1 that the dam was safe}."),
]

PARTISANS: list[Row] = [
    ("a-republican", ["unnamed: Republican"], "Dana Holt (R-Ky.) left. A Republican said {q1 that the bill was dead}."),
    (
        "the-kentucky-republican",
        ["Dana Holt"],
        "Sen. Dana Holt (R-Ky.) left early. The Kentucky Republican said {q1 that the bill was dead}.",
    ),
    (
        "the-illinois-democrat",
        ["Dana Holt"],
        "Sen. Dana Holt of Illinois left early. “{q1 The bill is dead,}” the Illinois Democrat said.",
    ),
    (
        "the-republican",
        ["Dana Holt"],
        "Rep. Dana Holt, a Republican, left early. “{q1 The bill is dead,}” the Republican said.",
    ),
]

# (id, whether nobody speaks, the words of source and cue, sentence)
SAID_OF_NOBODY: list[Row] = [
    ("active", False, "the board", "accused", "the board accused him of arson"),
    ("active-blame", False, "she", "blamed", "she blamed him for it"),
    ("quoted-as-saying", False, "Bell", "was quoted as saying", "Bell was quoted as saying it rained"),
    ("expected-to-say", False, "Bell", "is expected to say", "Bell is expected to say that it rained"),
    ("alleged-to-have-said", False, "Bell", "is alleged to have said", "Bell is alleged to have said that it rained"),
    ("adamant", False, "Bell", "is adamant", "Bell is adamant that it rained"),
    ("concerned", False, "Bell", "was concerned", "Bell was concerned that it rained"),
    ("by-somebody", False, "Bell", "was told by", "he was told by Bell that it rained"),
    ("going-on", False, "", "said", "and said it rained"),
    ("saying", False, "", "saying", "and left, saying it rained"),
    ("accused", True, "Bell", "was accused", "Bell was accused of arson"),
    ("accused-with-its-of", True, "Bell", "was accused of", "Bell was accused of arson"),
    ("accused-with-an-adverb", True, "Bell", "was also widely accused", "Bell was also widely accused of arson"),
    ("charged-with", True, "a clerk", "charged with", "a clerk charged with theft was freed"),
    ("accused-of", True, "a man", "accused", "a man accused of arson was freed"),
    ("said-to-be", True, "the painting", "is said", "the painting is said to be old"),
    ("reported", True, "Inter", "are reported", "Inter are reported to want him"),
    ("tipped", True, "Bell", "had been tipped", "Bell had been tipped for the job"),
    ("it-was-reported", True, "it", "was reported", "it was reported that it rained"),
    ("reports", True, "", "reports", "after reports that it rained"),
    ("reports-of", True, "", "reports of", "after reports of rain"),
    ("reports-emerged", True, "", "reports emerged", "when reports emerged that it rained"),
    ("suggestions", True, "", "suggestions", "at suggestions that it rained"),
    ("criticism", True, "", "criticism", "to criticism that it rained"),
    ("reportedly", True, "", "reportedly", "the mill reportedly burnt down"),
    ("told-in-front", True, "", "Told", "Told that it rained, she left"),
]

WHO: list[Row] = [
    ("adviser-to-another", ["Nils Orr"], "Nils Orr, an adviser to Tom Bell who left in May, said {q1 that it rained}."),
    ("who-of-a-subject", ["Rosa Hale"], "Rosa Hale, who angered growers, said {q1 that the frost would come}."),
    (
        "based-in",
        ["group: Wheat growers based in Leith"],
        "Wheat growers based in Leith, who met on Friday, said {q1 that the frost would come}.",
    ),
    (
        "by-some-voters",
        ["group: some voters"],
        "The plan was hailed by some voters, who said {q1 it would save the mill}.",
    ),
    ("by-a-viewer", ["unnamed: viewer"], "The station is being sued by a viewer who says {q1 the show made him ill}."),
    ("against-those", ["group: those"], "Tom Bell hit back against those who say {q1 the dam is unsafe}."),
    ("object-of-a-verb", ["group: growers"], "Tom Bell criticised growers who said {q1 the frost would come}."),
    ("among-residents", ["group: residents"], "There is anger among residents, who say {q1 the noise is awful}."),
]

DASHES: list[Row] = [
    ("aside-about-another", ["Ana Fox"], "Ana Fox — a friend of Tom Bell — said {q1 that it rained}."),
    ("place-behind-a-dash", ["Ana Fox"], "Ana Fox — Leith’s mayor — said {q1 that it rained}."),
    ("name-behind-a-dash", ["Ana Fox"], "Another resident — Ana Fox, a clerk — said {q1 that it rained}."),
    ("name-behind-a-hyphen", ["Ana Fox"], "A former candidate - Ana Fox, who lost in May - said {q1 that it rained}."),
]

WHOSE: list[Row] = [
    ("report-is-not-its-author", ["document: report"], "Ana Fox left. A report said {q1 that the dam was unsafe}."),
    (
        "the-board-is-no-person",
        ["organization: board"],
        "Tom Bell left early. The board said {q1 that he would be missed}.",
    ),
    (
        "the-firm-is-no-person",
        ["organization: Intara Energy"],
        "Ana Fox left Intara Energy. The firm said {q1 that she would be missed}.",
    ),
    ("her-tweet", ["Ana Fox"], "Ana Fox left early. Her tweet said {q1 that the dam was unsafe}."),
    ("a-name-and-tweet", ["Ana Fox"], "Ana Fox left early. A Fox tweet said {q1 that the dam was unsafe}."),
    (
        "her-lawyer-is-not-she",
        ["unnamed: Ana Fox’s lawyer"],
        "Ana Fox left early. Her lawyer said {q1 that she was ill}.",
    ),
    (
        "three-words-are-another-name",
        ["organization: Supreme Court"],
        "The Supreme Court Building was shut. The Supreme Court said {q1 that it would hear the case}.",
    ),
]

SOURCES = [
    *NO_SOURCE,
    *SPEAKING,
    *BESIDE,
    *TRADES,
    *NAMED_IN_IT,
    *ORGANIZATIONS,
    *GROUPS,
    *SHARES,
    *PARTISANS,
    *WHO,
    *DASHES,
    *WHOSE,
]


def failures() -> dict[str, dict[str, str]]:
    return {"sources": failing(problem, SOURCES)}


@pytest.mark.parametrize(("speakers", "marked"), cases(SOURCES, "sources"))
def test_sources(speakers: list[str | None], marked: str) -> None:
    assert problem(speakers, marked) == ""


def nobody_in(source: str, cue: str, sentence: str) -> bool:
    """Whether nobody speaks a find whose content is what follows its cue."""
    view = look(f"Once {sentence}." if sentence[0].islower() else f"{sentence}.")
    words = [view.lower(at) for at in range(len(view.word))]
    places = [found(words, phrase.lower().split()) for phrase in (source, cue)]
    begin, end = places[1] or (0, 0)
    draft = QuoteDraft(((end, len(words)),), kind="indirect", cue=(begin, end), source=places[0])
    return nobody_speaks(view, draft)


def found(words: list[str], phrase: list[str]) -> tuple[int, int] | None:
    """Where the words of a phrase stand; None for no phrase."""
    places = (at for at in range(len(words)) if phrase and words[at : at + len(phrase)] == phrase)
    return next(((at, at + len(phrase)) for at in places), None)


@pytest.mark.parametrize(("nobody", "source", "cue", "sentence"), cases(SAID_OF_NOBODY, {}))
def test_who_is_only_spoken_of(nobody: bool, source: str, cue: str, sentence: str) -> None:
    assert nobody_in(source, cue, sentence) is nobody


def test_known_failures_are_rows() -> None:
    names = ids(SOURCES)
    assert len(names) == len(set(names))
    assert known("sources").keys() <= set(names)


@pytest.mark.parametrize("name", ["s", ",", "x ,", "’", "- s", "the s"])
def test_marks_and_letters_that_were_taken_for_speakers_have_a_kind(name: str) -> None:
    for kind in ("organization", "unnamed", "person"):
        assert kind_of(Entity(kind, Lexicon.shipped(), {tuple(name.split()): 1}), name) in get_args(SpeakerKind)
