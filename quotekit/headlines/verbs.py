"""Verbs of speech behind what is said: “‘Never’, says Orr”, "More rain ahead says office", "Dam safe, MP says"."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.headlines.headline import FEWEST, REPORTS, Headline, clause_before, draft_of, has_office
from quotekit.text.document import View
from quotekit.text.lexicon import DETERMINER, POSSESSIVE
from quotekit.text.phrases import Range, after

_INVERTED = frozenset("say says said warn warns claim claims insist insists admit admits".split())
"""Verbs that stand between a clause without marks and who says it."""
_FINDS = frozenset("find finds found show shows suggest suggests reveal reveals".split())
"""What reports do: "Pumps failed, report finds"."""
_NOUNS = frozenset({"states", "reports", "plans", "promises", "demands", "calls"})
"""Forms of verbs of speech that are more often nouns: "..., flip swing states"."""
_STRONG = 50
"""Strength of a verb in the tables from which it surely tells of speech."""
_FAR = 9
"""Tokens between a comma and the verb that ends a headline at most."""


def behind(line: Headline) -> Iterator[QuoteDraft]:
    """What stands in front of a verb and of who speaks."""
    return (draft for at in range(1, line.end - 1) if (draft := _behind(line, at)))


def _behind(line: Headline, at: int) -> QuoteDraft | None:
    """The draft of a verb at a token.

    Without marks it is "says" or the like, and who speaks ends the headline: "Orr, who has left, attacks his party".
    """
    view = line.view
    if view.pair[at] >= 0 or not _is_strong(view, at):
        return None
    source = after(view, at + 1)
    if source is None or view.bits[source[0]] & (DETERMINER | POSSESSIVE) or not _is_somebody(view, source):
        return None
    is_apart = view.word[at - 1] == ","
    first, last = clause_before(view, at), at - is_apart
    is_marked = view.pair[last - 1] >= 0
    ends = view.lower(at) in _INVERTED and source[1] >= line.end and (is_apart or last - first >= FEWEST)
    return draft_of(view, (first, last), source, (at, at + 1)) if is_marked or ends else None


def at_end(line: Headline) -> Iterator[QuoteDraft]:
    """What stands in front of a comma, of who speaks and of a verb that ends the headline."""
    view, at = line.view, line.end - 1
    far = range(at - 1, max(0, at - _FAR), -1)
    comma = next((i for i in far if view.word[i] == "," and view.pair[i] < 0), None)
    if comma is None or comma + 1 >= at:
        return
    finds = view.lower(at) in _FINDS and view.lower(at - 1) in REPORTS
    if finds or (_is_strong(view, at) and _is_somebody(view, (comma + 1, at))):
        draft = draft_of(view, (clause_before(view, comma), comma), (comma + 1, at), (at, at + 1))
        yield from [draft] if draft else []


def _is_strong(view: View, at: int) -> bool:
    """Whether a token is a verb of speech as headlines have them, and no noun: "says", "warned"."""
    word = view.lower(at)
    is_form = word in ("say", "said", "told") or (word.endswith(("s", "ed")) and word not in _NOUNS)
    cue = view.lexicon.cues.get(word) if is_form else None
    return cue is not None and cue.act == "statement" and cue.strength >= _STRONG


def _is_somebody(view: View, source: Range) -> bool:
    last = view.word[source[1] - 1]
    return (last.islower() and last.endswith("s")) or any(
        view.named[at] or has_office(view, at) for at in range(*source)
    )
