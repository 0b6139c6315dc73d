"""Ten articles of our corpus counted by hand, by the tables of their gold: an audit of that gold has the same figures.

The gold tells who says what; so these figures do not change with what is found. The genders were read in the articles.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from marked import read_gold

from quotekit.analysis import Analysis
from quotekit.auditing.counting import audit
from quotekit.auditing.records import Audit, Group
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.store.store import Store

CORPUS = Path(__file__).parents[2] / "corpus"
WOMEN = {"Hilary Pellow", "Joan Carveth", "Louise Pardoe", "Philippa Strang", "one mum of three"}
MEN = {"Alistair Renwick", "Tobias Okonjo", "Okonjo", "Imran Sheikh", "Martin Pellow", "Javier Mascherano"}
MEN |= {"Steve Cherundolo"}

# outlet: statements, sources, women among them
BY_OUTLET = {
    "courier": (11, 6, 3),
    "echo": (12, 9, 4),
    "gazette": (12, 8, 3),
    "review": (10, 8, 3),
    "wire": (10, 9, 3),
    "courant": (8, 2, 0),
    "dailypost": (6, 2, 0),
    "planner": (0, 0, 0),
    "sentinel": (7, 2, 0),
    "sportline": (7, 2, 0),
}
# division and value: statements, sources
BY_VALUE = {
    "gender": {"women": (20, 5), "men": (52, 6), "unknown": (3, 2), "no person": (8, 6)},
    "kind": {"person": (71, 10), "organization": (4, 2), "group": (4, 4), "unnamed": (3, 3), "unknown": (1, 0)},
    "named": {"named": (75, 12), "unnamed": (7, 7), "unknown": (1, 0)},
    "role": {
        "politics": (7, 2),  # Sheikh, who leads the council, and one of its officials
        "business": (2, 1),  # Pellow, a bookkeeper
        "police and courts": (24, 6),  # Renwick, Okonjo, Pardoe, Strang, prosecutors, Wessland Police
        "sport": (28, 2),
        "civil society": (1, 1),  # a spokesman for the trust
        "citizens": (19, 6),  # Mrs Pellow, Carveth, neighbours, residents, a mum, the fishermen and their association
        "unknown": (2, 1),  # the crews
    },
    "met": {"first": (24, 1), "repeated": (51, 11), "unknown": (8, 7)},  # only the police are in one article alone
}


def gold(name: str) -> Analysis:
    """What the gold of an article says."""
    text, found = read_gold(CORPUS / f"{name}.gold")
    told: dict[str, list[str]] = {}
    kinds = {quote.speaker: quote.speaker_kind for quote in found if quote.speaker}
    for quote in found:
        if quote.speaker:
            told.setdefault(quote.speaker, []).extend([quote.role] if quote.role else [])
    people = {
        who: Speaker(
            f"{name}:s{number}",
            who,
            kinds[who],  # type: ignore[arg-type]
            roles=tuple(dict.fromkeys(roles)),
            gender="f" if who in WOMEN else "m" if who in MEN else None,
        )
        for number, (who, roles) in enumerate(told.items(), 1)
    }
    quotes = (
        Quote(
            f"{name}-{quote.id}",
            name,
            quote.kind,  # type: ignore[arg-type]
            quote.act,  # type: ignore[arg-type]
            tuple(Span(*span) for span in quote.content),
            speaker=people[quote.speaker].id if quote.speaker else None,
        )
        for quote in found
    )
    article = Article(text, name, outlet=name.partition("-")[2])
    return Analysis((article,), tuple(quotes), tuple(people.values()))


@lru_cache(1)
def ten() -> list[Analysis]:
    return [gold(f"{'harbour' if number < 5 else 'tie'}-{outlet}") for number, outlet in enumerate(BY_OUTLET)]


def figures(group: Group, division: str) -> dict[str, tuple[int, int]]:
    lines = group.division(division).lines
    return {line.value: (line.statements, line.sources) for line in lines if line.statements}


def test_all_articles_together_are_what_was_counted() -> None:
    found = audit(ten())
    assert (found.whole.articles, found.whole.total.statements, found.whole.total.sources) == (10, 83, 19)
    assert found.left_out == {"belief": 8}
    assert found.whole.is_small


@pytest.mark.parametrize("division", BY_VALUE)
def test_the_values_of_a_division_are_what_was_counted(division: str) -> None:
    assert figures(audit(ten()).whole, division) == BY_VALUE[division]


def by_outlet(found: Audit) -> dict[str | None, tuple[int, int, int]]:
    return {
        one.name: (one.total.statements, one.total.sources, one.division("gender").line("women").sources)
        for one in found.breakdowns[0].groups
    }


def test_each_outlet_is_what_was_counted(tmp_path: Path) -> None:
    assert by_outlet(audit(ten(), by=["outlet"])) == BY_OUTLET
    with Store(tmp_path / "news.db") as store:
        store.add(ten())
        assert by_outlet(audit(store, by=["outlet"])) == BY_OUTLET


def test_words_are_what_was_counted() -> None:
    assert audit([gold("tie-dailypost")]).whole.total.words == 23 + 7 + 7 + 15 + 12 + 12
