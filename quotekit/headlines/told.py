"""What the text below a headline tells: who says what there, and who says what a headline repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.names.name import Name
from quotekit.speakers.cast import Cast, Entity
from quotekit.text.document import View
from quotekit.text.stems import stem

_MOST = 200
"""Statements that are compared."""


class Text(NamedTuple):
    """The text below headlines, and what was found in it."""

    view: View
    names: Sequence[Name]
    cast: Cast
    drafts: Sequence[QuoteDraft]
    speakers: Sequence[Entity | None]


class Statement(NamedTuple):
    """What somebody says in the text."""

    stems: frozenset[str]
    words: str
    """Its words in small letters, with a space before and behind each."""
    speaker: Entity | None


class Told:
    """The statements of a text."""

    def __init__(self, view: View, drafts: Sequence[QuoteDraft], speakers: Sequence[Entity | None]) -> None:
        said = [(draft, who) for draft, who in zip(drafts, speakers) if draft.act == "statement"]
        self.statements = [_statement(view, draft, who) for draft, who in said[:_MOST]]
        self._stems: dict[Entity, set[str]] = defaultdict(set)
        for one in self.statements:
            if one.speaker is not None:
                self._stems[one.speaker] |= one.stems

    @property
    def speakers(self) -> Collection[Entity]:
        """Those who speak in the text, in the order in which they begin to."""
        return self._stems.keys()

    def share(self, speaker: Entity | None, stems: frozenset[str]) -> float:
        """How much of some stems is in what somebody says, 0 to 1."""
        said = self._stems.get(speaker, set()) if speaker else set()
        return len(stems & said) / len(stems) if stems else 0.0

    def likest(self, stems: frozenset[str], least: float) -> Entity | None:
        """Whoever says most of some stems in one statement, at least so much of them; None where two say as much."""
        best: dict[Entity, float] = {}
        for one in self.statements:
            if one.speaker is not None and stems:
                share = len(stems & one.stems) / len(stems)
                best[one.speaker] = max(best.get(one.speaker, 0.0), share)
        most = max(best.values(), default=0.0)
        found = [speaker for speaker, share in best.items() if share == most]
        return found[0] if most >= least and len(found) == 1 else None

    def quoted(self, words: str) -> list[Entity | None]:
        """Whoever says these very words, as `plain_words` gives them."""
        return [one.speaker for one in self.statements if words in one.words]


def _statement(view: View, draft: QuoteDraft, speaker: Entity | None) -> Statement:
    places = draft.tokens
    return Statement(telling_stems(view, places), plain_words(view, places), speaker)


def telling_stems(view: View, places: Iterable[int]) -> frozenset[str]:
    """The stems of some tokens that are no function words.

    >>> from quotekit.text.document import look
    >>> sorted(telling_stems(look("The dams are safe."), range(4)))
    ['dam', 'safe']
    """
    known = view.lexicon.function_words
    words = (view.word[at].lower().replace("’", "'").removesuffix("'s") for at in places)
    return frozenset(stem(word) for word in words if word[:1].isalnum() and word not in known)


def plain_words(view: View, places: Iterable[int]) -> str:
    """Some words in small letters without marks, with a space before and behind each.

    >>> from quotekit.text.document import look
    >>> plain_words(look("We’re, well, broke."), range(6))
    " we're well broke "
    """
    words = (view.word[at].lower().replace("’", "'") for at in places)
    return f" {' '.join(word for word in words if any(map(str.isalnum, word)))} "
