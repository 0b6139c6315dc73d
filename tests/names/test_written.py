"""Names as they are written: suffixes, peers, particles, offices in front, and all that stands beside and is no name.

Every person of a text is tagged, as `marked.parse` reads it, with all that the name has and nothing else. Rows without
a tag come first: words that look like a name and are none. A role is that of the first person; None is not compared.
"""

from __future__ import annotations

import pytest
from known_failures import Row, ids
from marked import parse

from quotekit.models.model import Model
from quotekit.names.find import names_by_rule, with_names
from quotekit.text.document import look

# (id, text): nobody in it
NOBODY: list[Row] = [
    ("paper-reports", "USA Today reports that the dam has held."),
    ("paper-with-a-day", "The Harbour Herald last week said the dam had held."),
    ("highway", "The Marlow Highway was closed on Sunday."),
    ("adverb-after-said", "It was late, he said Flatly."),
    ("will-the-verb", "Will the dam hold? Will it rain?"),
    ("may-the-month", "In May the ferry sailed. May was wet."),
    ("may-the-verb", "May we sail? It may rain."),
    ("hope-the-noun", "Hope was fading on Sunday. The crew gave up hope."),
    ("mark-the-verb", "Mark the date, the poster says."),
    ("rose-the-verb", "Rose prices fell. The river rose."),
    ("bill-the-law", "The Bill was passed on Monday. A Bill of this kind is rare."),
    ("x-the-site", "He wrote on X that the dam had held."),
    ("office-with-and-alone", "The Minister of Trade and Industry left."),
    ("office-of-union-alone", "The Humanitarian Aid Commissioner left."),
    ("secretary-general-alone", "The Secretary General left."),
    ("junior-alone", "The Junior League met on Monday."),
    ("senior-alone", "Senior officials met on Monday."),
    ("law-of-a-place", "The Sarbanes Act was passed in June."),
    ("weekday-behind-said", "It will rain, they said Tuesday."),
    ("judicial-watch", "Judicial Watch said the files were lost."),
    ("black-friday", "Black Friday was quiet, and Cyber Monday was not."),
    ("good-morning", "Good Morning, the host said. Happy Birthday, they sang."),
    ("number-ten", "Number 10 declined to comment on Monday."),
    ("page-furniture", "Read More. Click Here. Sign Up."),
    ("team", "Crystal Palace won. Aston Villa lost."),
    ("prize", "The Man Booker Prize was given on Tuesday."),
    ("storm", "Hurricane Katrina came in August."),
    ("team-of-somebody", "Team Okello was late. Snow fell on Team Moss."),
    ("hall", "The show at Carnegie Hall was late."),
]

# (id, role of the first person or None, text)
NAMED: list[Row] = [
    # suffixes
    ("jr-with-comma", None, "Later {q1 Carl Jackson, Jr.}, left."),
    ("jr-without-comma", None, "Later {q1 Carl Jackson Jr.} left."),
    ("jr-without-point", None, "Later {q1 Carl Jackson Jr} left."),
    ("sr", None, "Later the Rev. {q1 Carl Jackson Sr.} left."),
    ("jr-alone", None, "{q1 Carl Jackson Jr.} left. Later {q2 Jackson Jr.} came."),
    ("third", None, "Later {q1 Carl Jackson III} left."),
    ("second", None, "Later {q1 Carl Jackson II} left."),
    ("fourth", None, "Later {q1 Carl Jackson IV} left."),
    ("jr-and-possessive", None, "{q1 Carl Jackson Jr.}’s boat sank."),
    ("jr-at-the-end", None, "They met {q1 Carl Jackson Jr.} Later it rained."),
    ("postnominals-mp", None, "Later {q1 Ruth Okello} MP left."),
    ("postnominals-qc", None, "Later {q1 Ruth Okello} QC left."),
    ("postnominals-phd", None, "Later {q1 Ruth Okello}, PhD, left."),
    ("postnominals-md", None, "Later {q1 Ruth Okello}, MD, left."),
    ("postnominals-cbe", None, "Later {q1 Ruth Okello} CBE left."),
    ("postnominals-esq", None, "Later {q1 Ruth Okello} Esq. left."),
    ("party-brackets", None, "Sen. {q1 Ruth Okello} (D-Ohio) left."),
    ("party-comma", None, "Sen. {q1 Ruth Okello}, D-Ohio, left."),
    # peers, royals
    ("baroness-of", None, "Baroness {q1 Hale of Redmoor} left."),
    ("lord-of-two-words", None, "Lord {q1 Hale of Upper Redmoor} left."),
    ("lord-alone", None, "Lord {q1 Hale} left."),
    ("countess-behind-comma", None, "{q1 Marie-Claire, Countess of Orme}, left."),
    ("duke-behind-comma", None, "{q1 Edmund, Duke of Orme}, left."),
    ("prince-with-particle", None, "Prince {q1 Saud Al-Faisal} left."),
    ("prince-of-one-name", None, "Prince {q1 Edmund} left."),
    ("princess-of-one-name", None, "Princess {q1 Ines} left."),
    ("crown-prince", None, "Crown Prince {q1 Edmund} left."),
    ("king-with-number", None, "King {q1 Edmund III} left."),
    ("pope-with-number", None, "Pope {q1 Benedict XVI} left."),
    ("queen-with-number", None, "Queen {q1 Margaret II} left."),
    ("sir-and-honours", None, "Sir {q1 Tom Bell} KBE left."),
    ("dame", None, "Dame {q1 Ruth Okello} left."),
    ("bishop-of", None, "The Bishop of Redmoor, the Rt Rev {q1 Tom Bell}, left."),
    ("sheikh-particles", None, "Sheikh {q1 Hamad bin Khalifa al-Thani} left."),
    # particles and order
    ("al-in-small-letters", None, "Later {q1 Ghazi al-Gosaibi} left."),
    ("al-in-capitals", None, "Later {q1 Ghazi Al-Gosaibi} left."),
    ("al-apart", None, "Later {q1 Ghazi Al Gosaibi} left."),
    ("el-in-small-letters", None, "Later {q1 Mohamed el-Baradei} left."),
    ("bin", None, "Later {q1 Tariq bin Saud} left."),
    ("surname-first", None, "Premier {q1 Wen Jiabao} left."),
    ("surname-first-of-three", None, "President {q1 Roh Moo-hyun} left."),
    ("surname-first-plain", None, "{q1 Wen Jiabao} said it would rain. {q2 Wen} left."),
    ("de-la", None, "Later {q1 Ana de la Cruz} left."),
    ("van-den", None, "Later {q1 Tom van den Berg} left."),
    ("von-und-zu", None, "Later {q1 Ruth von der Leyen} left."),
    ("o-apostrophe", None, "Later {q1 Tom O’Neil} left."),
    ("d-apostrophe", None, "Later {q1 Ana D’Souza} left."),
    ("mac", None, "Later {q1 Tom MacDonald} left."),
    ("le", None, "Later {q1 Ruth Le Guin} left."),
    ("y-between", None, "Later {q1 Ana Ruiz y Soto} left."),
    ("hyphens-both", None, "Later {q1 Mary-Ann Bell-Moss} left."),
    ("accents", None, "Later {q1 José Núñez} left."),
    ("slavic", None, "Later {q1 Zdeněk Škromach} left."),
    # initials
    ("initial-in-the-middle", None, "Later {q1 Tom J. Bell} left."),
    ("initials-two", None, "Later {q1 J. R. Bell} left."),
    ("initials-glued", None, "Later {q1 J.R. Bell} left."),
    ("initials-without-points", None, "Later {q1 JR Bell} left."),
    ("initial-first", None, "Later {q1 F. Tom Bell} left."),
    ("initial-at-line-end", None, "They met {q1 George W. Bell}. It rained."),
    # offices in front
    ("office-with-and", "Minister of Trade and Industry", "Minister of Trade and Industry {q1 Ana Ruiz} left."),
    ("office-with-for", "Minister for Trade", "Minister for Trade {q1 Ana Ruiz} left."),
    ("office-with-and-for", "Secretary for Health and Welfare", "Secretary for Health and Welfare {q1 Ana Ruiz} left."),
    ("office-of-state", "Secretary of State", "Secretary of State {q1 Ana Ruiz} left."),
    ("office-and-comma", None, "The EU's Humanitarian Aid Commissioner, {q1 Louis Michel}, left."),
    ("office-and-comma-of", None, "The union's Commissioner for Aid and Relief, {q1 Louis Michel}, left."),
    ("office-of-research", "Head of Research and Development", "Head of Research and Development {q1 Tim Voss} left."),
    ("attorney-general", "Attorney General", "Attorney General {q1 Ana Ruiz} left."),
    ("lieutenant-governor", "Lieutenant Governor", "Lieutenant Governor {q1 Ana Ruiz} left."),
    ("director-general", None, "The BBC's Director General, {q1 Tom Bell}, left."),
    ("vice-president", "Vice President", "Vice President {q1 Ana Ruiz} left."),
    ("chief-of-staff", "White House Chief of Staff", "White House Chief of Staff {q1 Ana Ruiz} left."),
    ("two-titles", None, "Prof. Dr. {q1 Ana Ruiz} left."),
    ("rt-hon", None, "The Rt Hon {q1 Ana Ruiz} left."),
    ("party-and-state", None, "Ohio Democrat {q1 Ana Ruiz} left."),
    ("shadow-office", "Shadow Home Secretary", "Shadow Home Secretary {q1 Ana Ruiz} left."),
    ("organization-and-role", "Norrland Bank chief executive", "Norrland Bank chief executive {q1 Ana Ruiz} left."),
    ("elder", None, "Elder {q1 Tom Bell} left."),
    ("lance-corporal", None, "Lance Corporal {q1 Tom Bell} left."),
    # what follows
    ("last-week", None, "Mr {q1 Howard} last week said it would rain."),
    ("adverb", None, "“It rains,” said {q1 Josie} flatly."),
    ("weekday", None, "“It rains,” said {q1 Ruth Okello} Tuesday."),
    ("weekday-of-last", None, "“It rains,” said Mr. {q1 Howard} last Monday."),
    ("outlet-behind", None, "“It rains,” {q1 Ruth Okello} told USA Today."),
    ("reporter-of-an-agency", None, "{q1 Ruth Okello} reports for USA Today."),
    ("however", None, "{q1 Ruth Okello} However said it would rain."),
    ("and-two", None, "{q1 Ruth Okello} and {q2 Tom Bell} left."),
    ("slash-outlet", None, "Later {q1 Ruth Okello}/BBC left."),
    ("age", None, "Later {q1 Ruth Okello}, 43, left."),
    # words that are names
    ("will", None, "{q1 Will Moss} left. {q2 Will} was tired, said {q3 Moss}."),
    ("may", None, "{q1 Theresa May} left. Mrs {q2 May} was tired."),
    ("hope", None, "{q1 Hope Moss} left. “It rains,” said {q2 Hope}."),
    ("mark", None, "{q1 Mark Moss} left."),
    ("grace", None, "{q1 Grace Moss} left. “It rains,” {q2 Grace} said."),
    ("rose", None, "{q1 Rose Moss} left."),
    ("bill", None, "{q1 Bill Moss} left."),
    ("rich", None, "{q1 Rich Moss} left."),
    ("young", None, "Mr. {q1 Young} left."),
    ("king-surname", None, "{q1 Jessica King} left. Ms. {q2 King} was tired."),
    ("law-surname", None, "{q1 Steven Law} left."),
    ("page-surname", None, "{q1 Jimmy Page} left."),
    ("elder-surname", None, "{q1 Larry Elder} left."),
    ("bishop-surname", None, "{q1 Joey Bishop} left."),
    ("baker-surname", None, "Later {q1 Chip Baker} left."),
    ("judge-surname", None, "{q1 Mike Judge} left."),
    ("x-the-leader", None, "{q1 Malcolm X} left."),
]


def people(text: str) -> list[tuple[int, int]]:
    """Where the people of a text are named."""
    view = look(text)
    names = with_names(view, Model.shipped().kinds)[1]
    table = view.table
    return [
        (int(table.start[name.first]), int(table.end[name.last - 1]))
        for name in names
        if name.kind in ("person", "unknown")
    ]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOBODY])
def test_nobody_is_named(text: str) -> None:
    assert [text[start:end] for start, end in people(text)] == []


@pytest.mark.parametrize(("role", "marked"), [pytest.param(role, text, id=name) for name, role, text in NAMED])
def test_who_is_named(role: str | None, marked: str) -> None:
    text, spans = parse(marked)
    wanted = [spans[f"q{number}"][0] for number in range(1, len(spans) + 1)]
    assert [text[start:end] for start, end in people(text)] == [text[start:end] for start, end in wanted]
    view = look(text)
    first = next(name for name in with_names(view, Model.shipped().kinds)[1] if name.kind == "person")
    assert role is None or first.role == role


def test_rows_have_names_of_their_own() -> None:
    names = ids(NOBODY, NAMED)
    assert len(names) == len(set(names)) >= 90


# (names, text): a verb of a headline is no part of a name, a plural may be
HEADLINES = [
    (["John Sides"], "Later John Sides left."),
    (["Constellation Brands"], "Later Constellation Brands left."),
    (["Court of Appeals"], "The Court of Appeals left."),
    (["Consumer Reports Inc"], "Later Consumer Reports Inc left."),
    (["Ruiz", "Leith"], "Later Ruiz Blasts Leith in court."),
    (["Hale"], "Later Hale Says it rained."),
    (["Rosa Hale", "Leith"], "Later Rosa Hale Floats Leith Plan on dams."),
]


@pytest.mark.parametrize(("names", "text"), HEADLINES)
def test_verbs_of_headlines(names: list[str], text: str) -> None:
    view = look(text)
    assert [view.text(name.first, name.last) for name in names_by_rule(view)] == names
