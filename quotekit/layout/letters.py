"""Letters to an editor: what stands above a name and a town on a line of their own."""

from __future__ import annotations

from collections.abc import Mapping

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.signatures import BY_PRINT, signature
from quotekit.layout.speech import is_spoken
from quotekit.names.name import Name
from quotekit.text.document import View

_FEWEST = 2
"""Letters of a page that has no "Sir" or "Dear editor"; one may be an article with its byline below."""
_LONGEST = 30
"""Paragraphs of a letter."""
_OPENINGS = (("dear",), ("sir",), ("madam",), ("to", "the", "editor"), ("re",))


def letters_of(view: View, names: Mapping[int, Name]) -> list[QuoteDraft]:
    """The letters of an article, each with who signed it.

    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Dear editor, I saw no bin on the quay.\\n\\nWe need two.\\n\\nAna Ruiz, Leith")
    >>> [draft] = letters_of(view, {name.first: name for name in names_by_rule(view)})
    >>> len(draft.content), view.text(*draft.source)
    (2, 'Ana Ruiz, Leith')
    """
    bounds = [tuple(bounds) for bounds in view.table.paragraph_token.tolist()]
    begin, found, opened = 0, list[QuoteDraft](), False
    for number, (first, last) in enumerate(bounds):
        signed = signature(view, names, first, last) if number > begin and last - first < 12 else None
        if not signed or signed.source[1] - signed.source[0] < 3 or "," not in view.word[first:last]:
            continue
        pieces = _body(view, bounds[max(begin, number - _LONGEST) : number])
        if pieces and any(is_spoken(view, *piece) for piece in pieces):
            found.append(QuoteDraft(pieces, "letter", signed.cue, signed.source, confidence=BY_PRINT))
            opened = opened or _is_opening(view, pieces[0][0])
        begin = number + 1
    return found if opened or len(found) >= _FEWEST else []


def _body(view: View, paragraphs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a letter behind the last heading; none where marks tell whose words they are."""
    kinds = [view.table.paragraph_kind[view.paragraph(first)] for first, _ in paragraphs]
    behind = next((at + 1 for at in range(len(kinds) - 1, -1, -1) if kinds[at] != "body"), 0)
    kept = tuple(paragraphs[behind:])
    return () if any(view.pair[at] >= 0 for first, last in kept for at in (first, last - 1)) else kept


def _is_opening(view: View, first: int) -> bool:
    words = tuple(word.lower() for word in view.word[first : first + 3])
    return any(words[: len(opening)] == opening for opening in _OPENINGS)
