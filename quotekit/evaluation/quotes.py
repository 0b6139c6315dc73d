"""Precision and recall of predicted quotes against gold.

Everything is counted over words (`\\w+`), so that marks, punctuation and spaces at the edges of a span never matter.

- exact: one attribution's words of a role, all of them and no others. pieces: each of its spans by itself. overlap:
  the words of that role in the article, whoever's they are.
- attribution: all three roles exact at once.
- quotes: attributions with words between quotation marks; predicted, those whose kind says so. Found: pairs whose
  common words are at least half of all their words. With source: found, and a source with a word in common, or none on
  both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from quotekit.evaluation.predictions import Prediction
from quotekit.evaluation.wordsets import Words, WordTable, paired, union, words_of
from quotekit.gold import ROLES, Attribution, GoldArticle, Places

_DIRECT = 0.9
"""The least share of words between marks in a direct quote."""
_NOTHING: Attribution = {role: [] for role in ROLES}


class Roles(NamedTuple):
    """The words of an attribution, in the order of `ROLES`."""

    source: Words
    cue: Words
    content: Words


def _roles(table: WordTable, attribution: Attribution) -> Roles:
    return Roles(*(table.under(attribution[role]) for role in ROLES))


# --- Counts ---


class Tally(NamedTuple):
    """How many were right, predicted and asked for."""

    hits: int
    predicted: int
    gold: int

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 in percent; 0 where nothing was predicted or asked for.

        >>> Tally(1, 2, 4).figures()
        {'p': 50.0, 'r': 25.0, 'f1': 33.33, 'predicted': 2, 'gold': 4}
        """
        p, r = percent(self.hits, self.predicted), percent(self.hits, self.gold)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        figures = {"p": round(p, 2), "r": round(r, 2), "f1": round(f1, 2)}
        return {**figures, "predicted": self.predicted, "gold": self.gold}


def percent(part: int, whole: int) -> float:
    """The part in percent of the whole, not rounded; 0 where there is no whole.

    >>> percent(1, 4), percent(0, 0)
    (25.0, 0.0)
    """
    return 100 * part / whole if whole else 0.0


Tallies = dict[str, Tally]
"""By the name of the figure."""


def tally(article: GoldArticle, predicted: Sequence[Prediction]) -> Tallies:
    """The counts of one article.

    >>> gold = GoldArticle("a", "“It held,” she said.", [{"source": [(11, 14)], "cue": [], "content": [(1, 9)]}])
    >>> counts = tally(gold, [Prediction("direct", {"source": [], "cue": [], "content": [(0, 10)]}, None)])
    >>> counts["content, exact"], counts["quotes with source"]
    (Tally(hits=1, predicted=1, gold=1), Tally(hits=0, predicted=1, gold=1))
    """
    table = words_of(article.text)
    gold = [_roles(table, attribution) for attribution in article.attributions]
    own = [_roles(table, {**_NOTHING, **prediction.places}) for prediction in predicted]
    asked = [roles for roles in gold if roles.content & table.quoted]
    given = [r for r, prediction in zip(own, predicted) if prediction.kind in ("direct", "mixed") and r.content]
    return {
        **_by_role(gold, own),
        **_by_piece(table, article.attributions, [prediction.places for prediction in predicted]),
        "attribution, exact": _equal(gold, own),
        **_by_quote(asked, given, table.quoted),
    }


def _equal(gold: Sequence[object], predicted: Sequence[object]) -> Tally:
    """Counts of equal items, each used once."""
    return Tally((Counter(gold) & Counter(predicted)).total(), len(predicted), len(gold))


def _by_role(gold: list[Roles], predicted: list[Roles]) -> Tallies:
    found = {}
    for number, role in enumerate(ROLES):
        asked, given = ([roles[number] for roles in side if roles[number]] for side in (gold, predicted))
        found[f"{role}, exact"] = _equal(asked, given)
        every_asked, every_given = union(asked), union(given)
        common = (every_asked & every_given).bit_count()
        found[f"{role}, overlap"] = Tally(common, every_given.bit_count(), every_asked.bit_count())
    return found


def _by_piece(table: WordTable, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Tallies:
    found = {}
    for role in ROLES:
        asked, given = (_pieces(table, (each.get(role, []) for each in side)) for side in (gold, predicted))
        found[f"{role}, pieces"] = _equal(asked, given)
    return found


def _pieces(table: WordTable, several: Iterable[Places]) -> list[Words]:
    return [words for places in several for place in places if (words := table.under([place]))]


def _by_quote(gold: list[Roles], predicted: list[Roles], quoted: Words) -> Tallies:
    pairs = paired([roles.content for roles in gold], [roles.content for roles in predicted])
    both = [(gold[g], predicted[p]) for g, p in pairs]
    named = [(asked, given) for asked, given in both if asked.source]
    right = sum(bool(asked.source & given.source) for asked, given in named)
    unnamed = sum(not asked.source and not given.source for asked, given in both)
    same = sum(asked.content == given.content for asked, given in both)
    matched = {g for g, _ in pairs}
    kinds = [_kind(roles.content, quoted) for roles in gold]
    found = Counter(kinds[g] for g in matched)
    return {
        "quotes, found": Tally(len(pairs), len(predicted), len(gold)),
        "quotes, exact": Tally(same, len(predicted), len(gold)),
        "quotes with source": Tally(right + unnamed, len(predicted), len(gold)),
        "sources": Tally(right, len(named), len(named)),
        **{kind: Tally(found[kind], found[kind], kinds.count(kind)) for kind in ("direct", "mixed")},
    }


def _kind(content: Words, quoted: Words) -> str:
    return "direct" if (content & quoted).bit_count() >= _DIRECT * content.bit_count() else "mixed"


# --- Figures ---


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts of all articles; how many there are, and how many of them have predictions."""

    tallies: Tallies
    articles: int
    predicted: int

    def as_dict(self) -> dict[str, Any]:
        """The figures, as they are written as JSON; percents are rounded to two places."""
        figures = {name: tally.figures() for name, tally in self.tallies.items()}
        ways = ("exact", "pieces", "overlap")
        asked = self.tallies["sources"].gold
        return {
            "articles": self.articles,
            "articles_predicted": self.predicted,
            "roles": {role: {way: figures[f"{role}, {way}"] for way in ways} for role in ROLES},
            "attribution_exact": figures["attribution, exact"],
            "quotes": {
                "found": figures["quotes, found"],
                "exact": figures["quotes, exact"],
                "recall_by_kind": {kind: _recall(self.tallies[kind]) for kind in ("direct", "mixed")},
            },
            "sources": {
                "asked": asked,
                "accuracy": figures["sources"]["r"],
                "end_to_end": figures["quotes with source"],
            },
        }

    def table(self) -> str:
        """The figures as lines for people."""
        ways = [f"{role}, {way}" for role in ROLES for way in ("exact", "pieces", "overlap")]
        names = (*ways, "attribution, exact", "quotes, found", "quotes, exact", "quotes with source")
        rows = [("", "P", "R", "F1", "predicted", "gold"), *(_row(name, self.tallies[name]) for name in names)]
        kinds = ", ".join(f"{kind} {self.tallies[kind].hits}/{self.tallies[kind].gold}" for kind in ("direct", "mixed"))
        sources = self.tallies["sources"]
        return "\n".join(
            [
                *aligned(rows),
                f"quotes found by kind: {kinds}",
                f"source accuracy on found quotes: {sources.figures()['r']:.2f} of {sources.gold}",
                f"articles: {self.articles}, with predictions: {self.predicted}",
            ]
        )


def _recall(tally: Tally) -> dict[str, float | None]:
    return {"found": tally.hits, "gold": tally.gold, "r": tally.figures()["r"] if tally.gold else None}


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    figures = tally.figures()
    percents = (f"{figures[key]:.2f}" for key in ("p", "r", "f1"))
    return name, *percents, str(tally.predicted), str(tally.gold)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a table as lines: the first column to the left, the others to the right.

    >>> aligned([("", "P"), ("cue", "100")])
    ['       P', 'cue  100']
    """
    widths = [max(map(len, column)) for column in zip(*rows)]
    return [
        "  ".join([name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:]))])
        for name, *cells in rows
    ]


def evaluate(articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Prediction]]) -> Evaluation:
    """The figures of predicted quotes, by article name, against the gold.

    >>> gold = GoldArticle("a", "“It held,” she said.", [{"source": [(11, 14)], "cue": [], "content": [(1, 9)]}])
    >>> evaluate([gold], {}).as_dict()["quotes"]["found"]
    {'p': 0.0, 'r': 0.0, 'f1': 0.0, 'predicted': 0, 'gold': 1}
    """
    total = tally(GoldArticle("", "", []), ())
    count = predicted = 0
    for article in articles:
        count += 1
        predicted += article.name in predictions
        for name, (hits, given, asked) in tally(article, predictions.get(article.name, ())).items():
            total[name] = Tally(total[name].hits + hits, total[name].predicted + given, total[name].gold + asked)
    return Evaluation(total, count, predicted)
