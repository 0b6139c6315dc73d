"""A headline as its rules see it, and what they share: who may be somebody, and a draft of what stands in a range."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import GROUP, ROLE, WORD
from quotekit.text.phrases import Range

RULE = "headline"
REPORTS = frozenset(
    "agency airline analysis bank board charity club company cop cops court data dems documents feds hospital inquiry "
    "lawsuit ministry officials paper pm police poll polls probe prof profs report reports research researchers source "
    "sources studies study survey think-tank union watchdog".split()
)
"""Nouns that stand for who says something, beside roles and groups: "Pumps failed: report"."""
DASHES = frozenset({"-", "–", "—", "--"})
ASKING = frozenset("how why what who when where which whose".split())
"""What opens a question or a list of things: "Bell: how she won"."""
FEWEST = 3
"""Words of a clause without a verb, and of words between marks that are looked for in the text."""
_FIRST_PERSON = frozenset("i we my our us me i'm we're i've we've i'll we'll i'd we'd".split())
_DIVIDERS = frozenset({":", ";", "|", "?", "!"}) | DASHES
_DIRECT = 0.9
"""The share of words between marks from which all of them are somebody's own."""
SURE: dict[QuoteKind, float] = {"direct": 0.95, "mixed": 0.9, "indirect": 0.85}
"""How sure what the print tells is, as reading headlines has shown."""


class Headline(NamedTuple):
    """A headline, and what its article tells of it."""

    view: View
    end: int
    """One past its last token as printed."""
    has_verb: Callable[[Range], bool]
    """Whether some tokens hold a finite verb."""
    is_known: Callable[[Range], bool]
    """Whether the text has a person or an organization whom some tokens name."""
    shared: Callable[[Range, Range], float | None]
    """How much of what the second tokens tell is in what whom the first name says in the text, 0 to 1; None where
    nobody of that name speaks there."""
    is_named: Callable[[Range], bool]
    """Whether the text has some tokens as a name, a place's too."""
    has_speaker: Callable[[Range], bool]
    """Whether the model finds that somebody speaks within some tokens."""


def has_office(view: View, at: int) -> bool:
    """Whether a token is a role, a group or what reports, and not the last word of a name.

    >>> from quotekit.text.document import look
    >>> view = look("Pumps failed: report")
    >>> has_office(view, 3), has_office(view, 0)
    (True, False)
    """
    is_office = view.bits[at] & (ROLE | GROUP) or view.lower(at) in REPORTS
    return bool(is_office) and not view.named[at]


def is_own(view: View, words: Range) -> bool:
    """Whether some tokens say "I" or "our": they are somebody's own.

    >>> from quotekit.text.document import look
    >>> is_own(look("I felt sick"), (0, 3)), is_own(look("Bell felt sick"), (0, 3))
    (True, False)
    """
    return any(view.lower(at).replace("’", "'") in _FIRST_PERSON for at in range(*words))


def is_spaced(view: View, at: int) -> bool:
    """Whether a space stands on either side of a token, as around a dash.

    >>> from quotekit.text.document import look
    >>> is_spaced(look("Dam safe - Orr"), 2)
    True
    """
    return not view.glued(at) and not view.glued(at + 1)


def clause_before(view: View, last: int) -> int:
    """Where the clause that ends before a token begins: behind a colon or a dash, or at the beginning.

    >>> from quotekit.text.document import look
    >>> clause_before(look("Is it safe? No, says Orr"), 6)
    4
    """
    return next((at + 1 for at in range(last - 1, -1, -1) if view.word[at] in _DIVIDERS and view.pair[at] < 0), 0)


def draft_of(view: View, content: Range, source: Range, cue: Range) -> QuoteDraft | None:
    """A draft of what stands in a range, without the marks around it where all of it is in marks; None without a word.

    >>> from quotekit.text.document import look
    >>> draft_of(look("‘It held’ - Orr"), (0, 4), (5, 6), (4, 5)).content
    ((1, 3),)
    """
    first, last = without_stops(view, *content)
    words = [at for at in range(first, last) if view.bits[at] & WORD]
    if not words:
        return None
    marked = sum(view.pair[at] >= 0 for at in words)
    kind: QuoteKind = "direct" if marked >= _DIRECT * len(words) else "mixed" if marked else "indirect"
    piece = _inside_marks(view, first, last) if kind == "direct" else (first, last)
    return QuoteDraft((piece,), RULE, cue, source, "statement", kind, confidence=SURE[kind])


def without_stops(view: View, first: int, last: int) -> Range:
    """A range without the stops and commas at its end.

    >>> from quotekit.text.document import look
    >>> without_stops(look("It held."), 0, 3)
    (0, 2)
    """
    while last > first and view.word[last - 1] in (",", ".", ";"):
        last -= 1
    return first, last


def _inside_marks(view: View, first: int, last: int) -> Range:
    """From the first word between marks to the last one."""
    pairs = [view.pairs[view.pair[at]] for at in range(first, last) if view.pair[at] >= 0]
    return max(first, pairs[0].first), min(last, pairs[-1].last)
