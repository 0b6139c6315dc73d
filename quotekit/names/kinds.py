"""Whether a name is a person's, an organization's or a place's: what the words and their neighbours tell, weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotekit.names.evidence import ArticleWords, features
from quotekit.names.name import NAME_KINDS, Name, has_article, is_settled
from quotekit.names.runs import DOMAINS
from quotekit.text.document import View
from quotekit.text.lexicon import GIVEN
from quotekit.text.ranking import Features, Group, Remembered

_Sums = tuple[float, float, float]
"""How well each of `NAME_KINDS` fits."""
_CERTAIN = 1.5
"""How much better than all others a kind must fit to be more than `unknown`."""
_MOST = 5  # mentions of a name that are looked at
_MOST_GROUPS = 20_000  # groups of features whose sums are remembered
_SURE = 0.25
"""How much better another kind must fit than the one of the rules."""


class NameKinds:
    """Tells the kinds of names by fitted weights, `KIND: FEATURE` each; what it added up is remembered.

    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Ruth Okello spoke about the Affordable Care Act.")
    >>> kinds = NameKinds({"organization: end act, more": 9.0})
    >>> [name.kind for name in kinds.typed(view, names_by_rule(view))]
    ['person', 'organization']
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._weights_of = Remembered(self._sums, _MOST_GROUPS).__getitem__

    def typed(self, view: View, names: Sequence[Name]) -> list[Name]:
        """The names, each with the kind that fits it and its like best; those with a title stay people."""
        article = ArticleWords.of(view, names)
        sums: dict[tuple[str, ...], list[_Sums]] = {}
        for name in names:
            rows = sums.setdefault(name.words, [])
            if len(rows) < _MOST:
                rows.append(self._scores(features(article, name)))
        kinds: dict[tuple[tuple[str, ...], str], str] = {}
        for name in names:
            key = name.words, name.kind
            if key not in kinds:
                kinds[key] = _kind(view, name, _means(sums[name.words]))
        return [_as(name, kinds[name.words, name.kind]) for name in names]

    def _scores(self, row: Features) -> _Sums:
        (a, b, c), (d, e, f), (g, h, i) = map(self._weights_of, row)
        return a + d + g, b + e + h, c + f + i

    def _sums(self, group: Group) -> _Sums:
        known = self.weights
        name, *told = group
        found = name(*told)
        sums = [sum([known.get(f"{kind}: {feature}", 0.0) for feature in found]) for kind in NAME_KINDS]
        return sums[0], sums[1], sums[2]


def _as(name: Name, kind: str) -> Name:
    if name.kind == kind or name.titled or name.words[-1].rpartition(".")[2] in DOMAINS:
        return name
    return Name(name.first, name.last, kind, *name[3:])  # `_replace` takes two thirds longer


def _means(rows: Sequence[_Sums]) -> _Sums:
    if len(rows) == 1:
        return rows[0]
    a, b, c = map(sum, zip(*rows))
    return a / len(rows), b / len(rows), c / len(rows)


def _kind(view: View, name: Name, scores: _Sums) -> str:
    """The kind that fits best, or that of the rules where no other fits much better."""
    if is_settled(name.words) or (name.kind == "person" and has_article(name.words)):
        return name.kind
    highest = max(scores)
    best = NAME_KINDS[scores.index(highest)]
    rule = "person" if name.kind == "unknown" else name.kind
    if best == rule:
        return best if highest - sorted(scores)[-2] > _CERTAIN else name.kind
    first = name.words[0]
    is_given = view.lexicon.properties(first) & GIVEN or len(first.rstrip(".")) == 1  # "J. R. Okello"
    given = rule == "person" and len(name.words) > 1 and is_given
    return name.kind if highest - scores[NAME_KINDS.index(rule)] < (_CERTAIN if given else _SURE) else best
