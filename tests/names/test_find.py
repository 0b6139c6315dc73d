"""Names of people, organizations and places: words that are no names first, then names with what stands beside them.

In the second table every name is tagged, as `marked.parse` reads it, and described in order by its kind and, if the row
is about them, gender and role: `person/f/harbour manager`. An empty field is not compared.
"""

from __future__ import annotations

from types import ModuleType

import pytest
from known_failures import NAMES, Row, cases, ids
from marked import parse

from quotekit.models.model import Model
from quotekit.names import appositions, ordinary
from quotekit.names.find import with_names
from quotekit.names.name import Name
from quotekit.text.document import View, look

# (id, text): no person in it
NOBODY: list[Row] = [
    ("ordinary-sentence-starts", "Rain fell. Snow followed. Trains stopped."),
    ("adverb-start", "Later the pitch dried. Meanwhile the crowd sang."),
    ("gerund-start", "Walking home was slow. Driving was worse."),
    ("participle-start", "Founded in 1902, the club has no ground."),
    ("preposition-start", "After the storm the ferry sailed. Under the pier it was dry."),
    ("determiner-start", "The ferry sailed. A dog barked. Every window broke."),
    ("pronoun-start", "She left. He stayed. They argued."),
    ("question-start", "Why did it rain? Where is the dog?"),
    ("residents-said", "Residents said the noise was awful. Neighbours agreed."),
    ("police-said", "Police said the road was shut."),
    ("officials-said", "Officials said nothing. Doctors said less."),
    ("critics-say", "Critics say the dam leaks. Supporters deny it."),
    ("role-start", "Nurses walked out. Farmers blocked the bridge."),
    ("weekdays", "The match was moved from Saturday to Sunday. Monday is free."),
    ("months", "Snow fell in January and February. March was dry. In May it rained."),
    ("month-and-day", "The trial opens on June 9 and closes on July 3."),
    ("nationalities", "The French won and the Germans drew. Danish trains were late."),
    ("languages", "She speaks Welsh and Swahili, and he reads Latin."),
    ("religious-feasts", "The shop is shut at Easter and at Christmas."),
    ("places", "The train from London to Glasgow stops in York."),
    ("countries", "Kenya and Norway signed the treaty in Geneva."),
    ("capital-inside-a-word", "The paper read ProHarbour and StopLeaks."),
    ("organization-only", "The Ministry of Health paid Norrland Bank."),
    ("acronyms", "NATO and the WHO met the BBC."),
    ("quotation-start", "“Nothing works,” she said. “Everything leaks.”"),
    ("title-alone", "The Mayor left early and the Judge stayed."),
    ("roman-numerals", "World War II ended in 1945."),
    ("capital-after-colon", "One rule counts: Never run."),
    ("platform-of-a-letter", "In a statement on X, the mayor was angry."),
    ("plea", "“Please do not travel,” she said. “Please be careful.”"),
    ("headline-in-capitals", "FLOOD WARNING IN LEITH\n\nIt rained."),
    ("nothing-of-its-own", "Rain cut the forecast. Nurses cut its budget."),
    ("compass", "The North was wet and the South was dry."),
]

# (id, names, text): every person and organization is tagged; places only where the row names them
TAGGED: list[Row] = [
    # titles, initials, particles, suffixes, hyphens, diacritics
    ("full-name-female", "person/f", "Later {q1 Ruth Okello} left."),
    ("full-name-male", "person/m", "Later {q1 Tom Bell} left."),
    ("title-mr", "person/m", "Mr. {q1 Diaz} left."),
    ("title-mr-british", "person/m", "Mr {q1 Pellow} left."),
    ("title-mrs", "person/f", "Mrs {q1 Carveth} left."),
    ("title-ms-full-name", "person/f", "Ms. {q1 Lena Fox} left."),
    ("title-dr-no-gender", "person/-", "Dr. {q1 Okonjo} left."),
    ("title-sir", "person/m", "Sir {q1 Alan Pryce} left."),
    ("title-dame", "person/f", "Dame {q1 Joan Tull} left."),
    ("title-before-neutral-given-name", "person/f", "Mrs {q1 Robin Lark} left."),
    ("title-gen", "person", "Gen. {q1 Pavel Strand} left."),
    ("title-councillor", "person", "Cllr {q1 Joan Tull} left."),
    ("title-congresswoman", "person/f", "Congresswoman {q1 Holt} left."),
    (
        "office-of-two-tasks",
        "person//Work and Pensions Secretary",
        "They met Work and Pensions Secretary {q1 Ruth Hale} there.",
    ),
    (
        "office-in-a-body-with-of",
        "organization person//Bank of Leith chief",
        "Later {q1 Bank of Leith} chief {q2 Ruth Hale} left.",
    ),
    ("people-in-a-run", "person", "They met the South Carolina Republican {q1 Ruth Hale} there."),
    ("what-somebody-is-by-its-end", "person", "They met Olympian {q1 Ruth Hale} there."),
    ("title-not-part-of-name", "person//Mayor", "Mayor {q1 Pia Strand} left."),
    ("title-of-two-words", "person//Police Chief", "Police Chief {q1 Ann Moss} left."),
    ("initial-between", "person/f", "Later {q1 Ruth K. Okello} left."),
    ("initials-first", "person", "Later {q1 J. R. Okello} left."),
    ("initials-glued", "person", "Later {q1 J.R. Okello} left."),
    ("initial-and-surname", "person", "Mr. {q1 T. Bell} left."),
    ("particle-van-der", "person/f", "Later {q1 Anna van der Berg} left."),
    ("particle-van", "person/f", "Later {q1 Ruth van Dyk} left."),
    ("particle-de-la", "person/m", "Later {q1 Carlos de la Cruz} left."),
    ("particle-von", "person/m", "Later {q1 Karl von Trotten} left."),
    ("particle-al", "person/m", "Later {q1 Ahmed al-Rashid} left."),
    ("particle-bin", "person/m", "Later {q1 Ahmed bin Rashid} left."),
    ("o-apostrophe", "person/f", "Later {q1 Mary O’Dea} left."),
    ("o-straight-apostrophe", "person/f", "Later {q1 Mary O'Dea} left."),
    ("mc", "person/m", "Later {q1 Sean McCrory} left."),
    ("suffix-jr", "person/m", "Later {q1 Martin Hale Jr.} left."),
    ("suffix-jr-without-point", "person/m", "Later {q1 Martin Hale Jr} left."),
    ("suffix-jr-behind-a-comma", "person/m", "Later {q1 Martin Luther King, Jr.}, left."),
    ("saint-in-the-name", "person//University Chancellor", "University Chancellor {q1 Finis E. St. John IV} left."),
    ("particle-al-behind-title", "person/m", "Mr {q1 al-Rashid} left."),
    ("peer-with-seat", "person/f", "Baroness {q1 Hale of Redmoor} left."),
    ("peer-with-seat-and-role", "person/m/judge", "Lord {q1 Bell of Leith}, a judge, left."),
    ("nobody-with-a-seat", "person/f place", "Later {q1 Ruth} of {q2 London} left."),
    ("site", "organization organization", "The {q1 BBC} and {q2 HarbourWatch.org} left."),
    ("no-site", "person/f person/m", "Later {q1 Ruth} left.Then {q2 Tom} came."),
    ("capitals", "person/f", "“I saw smoke,” said {q1 SOPHIE WARD}."),
    ("capitals-with-title", "person/m", "“We have a name,” said DET INSP {q1 RAY COLE}."),
    ("nickname-in-marks", "person/m", "Later {q1 Tom “Red” Bell} left."),
    ("title-as-surname", "person", "Later Mr {q1 Mervyn King} left."),
    (
        "profile-behind-the-name",
        "person/f person/f person",
        "Later Sen. {q1 Patty Moss} Patricia ({q2 Patty}) {q3 Lynn Moss} left.",
    ),
    ("suffix-roman", "person/m", "Later {q1 Martin Hale III} left."),
    ("hyphen-surname", "person/f", "Later {q1 Ruth Hale-Okello} left."),
    ("hyphen-given-name", "person/m", "Later {q1 Jean-Paul Marchet} left."),
    ("diacritics", "person/f", "Later {q1 Agnès Lefèvre} left."),
    ("diacritics-capital", "person/m", "Later {q1 Øystein Ågård} left."),
    ("three-words", "person/f", "Later {q1 Ana María Ruiz} left."),
    ("possessive-off", "person/f", "Later {q1 Ruth Okello}’s boat sank."),
    ("possessive-of-plural-name", "person/m", "Later {q1 Martin Hales}’ boat sank."),
    ("at-sentence-start", "person/f", "{q1 Ruth Okello} left."),
    ("surname-at-sentence-start", "person person", "Later {q1 Ruth Okello} left. {q2 Okello} was tired."),
    ("behind-party", "person/f", "Voters like Democrat {q1 Ruth Okello}."),
    ("behind-adjective", "person/f", "Brave {q1 Ruth Okello} swam on."),
    ("inside-quotation", "person/f", "“Later {q1 Ruth Okello} left,” she said."),
    ("two-joined", "person/f person/m", "Later {q1 Ruth Okello} and {q2 Tom Bell} left."),
    ("three-in-a-list", "person person person", "Later {q1 Ruth Okello}, {q2 Tom Bell} and {q3 Mia Lund} left."),
    ("surname-is-a-word", "person/f", "Later {q1 Ruth Baker} left."),
    ("given-name-is-a-month", "person/f", "Later {q1 April Strand} left."),
    ("given-name-is-a-place", "person", "Later {q1 Paris Okello} left."),
    # organizations and places
    ("ministry-of", "organization", "The {q1 Ministry of Health} paid."),
    ("university-of-the", "organization", "The {q1 University of the Cape} paid."),
    ("university-last", "organization", "The roof of {q1 Thornbury University} leaks."),
    ("bank", "organization", "Later {q1 Norrland Bank} paid."),
    ("association-genitive", "organization", "The {q1 Fishermen’s Association} paid."),
    ("acronym", "organization", "The {q1 BBC} paid."),
    ("acronym-with-points", "organization", "The {q1 F.B.I.} paid."),
    ("company-suffix", "organization", "Later {q1 Harlow Foods Ltd} paid."),
    ("club", "organization", "Later {q1 Thornbury United} paid."),
    ("council", "organization", "Later {q1 Leith City Council} paid."),
    ("named-after-person", "organization", "The {q1 Joan Carveth Foundation} paid."),
    ("department-for", "organization", "The {q1 Department for Transport} paid."),
    ("what-has-something-of-its-own", "organization", "{q1 Intara} cut its forecast."),
    ("double-name-without-article", "organization", "Later {q1 Immigration and Customs Enforcement} paid."),
    ("begins-as-a-day", "organization", "The {q1 Labor Department} paid."),
    ("double-name", "organization", "The {q1 Food and Drug Administration} paid."),
    (
        "and-joins-two-offices",
        "organization organization",
        "Later the {q1 Bank of Leith} and the {q2 Ministry of Defence} paid.",
    ),
    (
        "and-joins-an-office-and-somebody",
        "organization person/f",
        "The {q1 Ministry of Health} and {q2 Ruth Okello} paid.",
    ),
    ("on-a-day", "organization", "The {q1 Harbour Committee} on Tuesday paid."),
    ("two-tasks", "organization", "The {q1 Department of Health and Human Services} paid."),
    ("two-tasks-for", "organization", "The {q1 Centers for River Control and Prevention} paid."),
    ("task-of-a-task", "organization", "The {q1 Committee for Freedom of the Coast} paid."),
    ("for-the", "organization", "The {q1 Association for the Relief of Sailors} paid."),
    ("on-a-subject", "organization", "The {q1 Panel on Coastal Change} paid."),
    ("double-name-of-a-state", "organization", "Later the {q1 U.S. Fish and Wildlife Service} paid."),
    ("numbered", "organization", "Later {q1 Harbour Radio 2} paid."),
    ("written-like-a-function-word", "organization", "Later the {q1 WHO} paid."),
    ("two-organizations", "organization organization", "The {q1 BBC} and {q2 Norrland Bank} paid."),
    ("two-tasks-one-of-them-an-office", "organization", "The {q1 Ministry of Communications and Transport} paid."),
    ("genitive-of-a-plural", "organization", "Later the {q1 British Bankers’ Association} paid."),
    ("genitive-of-a-name", "organization organization", "Later the {q1 Hales}’ {q2 Norrland Bank} paid."),
    ("and-company", "organization", "Later {q1 Strand & Sons} paid."),
    ("royal-society", "organization", "The {q1 Royal Society} paid."),
    ("place-alone", "place", "The ferry left {q1 Glasgow} late."),
    ("place-of-two-words", "place", "The ferry left {q1 New York} late."),
    (
        "organization-before-role",
        "organization person//Norrland Bank manager",
        "{q1 Norrland Bank} manager {q2 Ruth Okello} left.",
    ),
    ("office-alone-beside-a-name", "person/f", "The Culture Secretary met {q1 Ruth Okello} there."),
    ("office-of-alone-beside-a-name", "person/f", "The former Secretary of State met {q1 Ruth Okello} there."),
    ("organization-that-ends-in-a-title", "organization", "Later {q1 Norrland General Hospital} paid."),
    # roles
    ("office-of", "person//Secretary of State", "Secretary of State {q1 Ruth Okello} left."),
    ("office-of-a-place", "person/f", "Mayor of Redmoor {q1 Ruth Okello} left."),
    (
        "office-of-a-department",
        "organization person",
        "{q1 Department of Homeland Security} Acting Deputy Secretary {q2 Ken Bell} left.",
    ),
    ("role-before", "person//museum manager", "The museum manager {q1 Ruth Okello} left."),
    ("role-before-no-article", "person//striker", "Later striker {q1 Tom Bell} left."),
    ("role-before-adjectives", "person//veteran midfielder", "Later veteran midfielder {q1 Tom Bell} left."),
    ("role-before-with-club", "organization person//LAFC coach", "{q1 LAFC} coach {q2 Steve Cherundolo} left."),
    ("role-former", "person//former goalkeeper", "The former goalkeeper {q1 Tom Bell} left."),
    ("role-possessive", "person//captain", "Their captain, {q1 Tom Bell}, left."),
    ("role-behind", "person//marine biologist", "Later {q1 Ruth Okello}, a marine biologist, left."),
    (
        "role-behind-of",
        "person//head of the harbour trust",
        "Later {q1 Ruth Okello}, the head of the harbour trust, left.",
    ),
    ("role-behind-at", "person//judge at the show", "Later {q1 Ruth Okello}, a judge at the show, left."),
    ("role-behind-at-end", "person//solicitor", "He was with {q1 Lena Fox}, a solicitor."),
    ("role-with-a-word-that-can-be-a-cue", "person//harbour manager", "The harbour manager {q1 Ruth Okello} left."),
    ("role-in-front-comma", "person//museum manager", "The museum manager, {q1 Ruth Okello}, left."),
    ("role-in-front-club", "organization person//LAFC coach", "The {q1 LAFC} coach, {q2 Steve Cherundolo}, left."),
    ("no-role-age", "person", "Later {q1 Tom Bell}, 43, left."),
    ("gender-from-role", "person/f", "The actress {q1 Quill Marsh} left."),
    ("gender-from-role-behind", "person/m", "Later {q1 Quill Marsh}, a businessman, left."),
    ("gender-unknown", "person/-", "Dr {q1 Marsh} left."),
    ("gender-title-beats-name", "person/f", "Mrs {q1 Tom Bell} left."),
]


def find_names(view: View) -> list[Name]:
    return with_names(view, Model.shipped().kinds)[1]


def people(view: View) -> list[str]:
    return [view.text(name.first, name.last) for name in find_names(view) if name.kind in ("person", "unknown")]


def seen(view: View, name: Name) -> tuple[int, int, str]:
    table = view.table
    return int(table.start[name.first]), int(table.end[name.last - 1]), view.text(name.first, name.last)


def fields(name: Name, described: str) -> str:
    """A name in the notation of the table, as far as the row describes it."""
    wanted = described.split("/")
    own = [name.kind, name.gender, name.role or ""]
    return "/".join(value if want else "" for value, want in zip(own, wanted))


def split(names: str) -> list[str]:
    """The descriptions of a row: a blank parts them only before a kind."""
    parts: list[str] = []
    for word in names.split(" "):
        if word.split("/")[0] in ("person", "organization", "place", "unknown"):
            parts.append(word)
        else:
            parts[-1] += " " + word
    return parts


@pytest.mark.parametrize("text", cases(NOBODY, NAMES))
def test_nobody_is_named(text: str) -> None:
    assert people(look(text)) == []


@pytest.mark.parametrize(("names", "marked"), cases(TAGGED, NAMES))
def test_names(names: str, marked: str) -> None:
    text, spans = parse(marked)
    view, wanted = look(text), split(names)
    found = [name for name in find_names(view) if name.kind != "place" or "place" in wanted]
    tagged = [(start, end, text[start:end]) for start, end in (spans[f"q{n}"][0] for n in range(1, len(wanted) + 1))]
    assert [seen(view, name) for name in found] == tagged
    assert [fields(name, described) for name, described in zip(found, wanted)] == wanted


def test_known_failures_are_rows() -> None:
    names = ids(NOBODY, TAGGED)
    assert len(names) == len(set(names))
    assert NAMES.keys() <= set(names)


@pytest.mark.parametrize(
    ("module", "number"),
    [
        pytest.param(module, number, id=reason.name)
        for module in (ordinary, appositions)
        for number, reason in enumerate(module.REASONS)
    ],
)
def test_without_a_reason_its_example_is_read_otherwise(
    module: ModuleType, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = module.REASONS
    view = look(reasons[number].example)
    read = find_names(view)
    monkeypatch.setattr(module, "REASONS", reasons[:number] + reasons[number + 1 :])
    monkeypatch.setattr(ordinary, "is_ordinary", ordinary.found_ordinary)  # which would remember
    assert find_names(view) != read
