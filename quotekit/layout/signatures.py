"""Names printed beside what was said: below a quotation, in brackets behind it, behind a post with its handle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import AUXILIARY, CALENDAR, CAPITAL, CUE, ROLE, TITLE
from quotekit.text.phrases import Range

BY_PRINT = 0.9
"""Confidence of what print alone shows, set by hand: the gold of the fits has next to none of it."""
DASHES = frozenset("—–-―~") | {"--"}
_LONGEST = 16
"""Tokens of a line that names who spoke, with a description."""
_FEWEST_WORDS = 2
"""Of a name that stands without a dash; "Monday" alone is no name."""
_ADDRESSES = ("http://", "https://", "pic.", "t.co/")
"""How the address of a picture begins that stands at the end of a post."""
_LONGEST_HANDLE = 40
"""Characters of a post's tail that are looked at for its handle, and a date behind."""


class Signature(NamedTuple):
    """Who is named beside what was said."""

    source: Range
    cue: Range | None
    """The dash in front of the name; None where there is none."""


def signature(view: View, names: Mapping[int, Name], first: int, last: int) -> Signature | None:
    """Who is named by a range of tokens that holds nothing else: "— Tim Voss, engineer", "(Ana Ruiz)".

    None where nobody is.
    `names` are those of the article by their first token.
    """
    cue = None
    if first < last and view.word[first] in DASHES:
        cue, first = (first, first + 1), first + 1
    elif last - first > 2 and view.word[first] == "(" and view.word[last - 1] == ")":
        first, last = first + 1, last - 1
    while last > first and view.word[last - 1] in (".", ","):
        last -= 1
    if not 0 < last - first <= _LONGEST or any(_is_verb(view, at) for at in range(first, last)):
        return None
    name = _leading_name(view, names, first, last)
    if name is None or (cue is None and len(name.words) < _FEWEST_WORDS and not name.titled):
        return None
    follows = view.word[name.last] if name.last < last else ","
    return Signature((first, last), cue) if follows in (",", "(", "—", "–", "of", "|") else None


def _is_verb(view: View, at: int) -> bool:
    bits = view.bits[at]
    return view.pair[at] >= 0 or bool(view.word[at].islower() and bits & (AUXILIARY | CUE) and not bits & ROLE)


def _leading_name(view: View, names: Mapping[int, Name], first: int, last: int) -> Name | None:
    """The name with which a range begins, titles in front of it allowed."""
    for at in range(first, min(first + 5, last)):
        if at in names:
            is_one = names[at].kind in ("person", "unknown", "organization") and names[at].last <= last
            return names[at] if is_one and not view.bits[at] & CALENDAR else None
        if not view.bits[at] & (TITLE | ROLE | CAPITAL) and view.word[at] != ".":
            return None
    return None


class Post(NamedTuple):
    """A post with its handle: "Stay home. — Ana Ruiz (@anaruiz) March 3, 2025"."""

    content: Range
    source: Range
    cue: Range | None


def post(view: View, first: int, last: int) -> Post | None:
    """The post that a paragraph is; None where it is none."""
    tail = range(last - 1, max(last - _LONGEST_HANDLE, first + 2), -1)
    at = next((place for place in tail if view.word[place] == "@" and view.word[place - 1] == "("), 0)
    if not at:
        return None
    dash = next((place for place in range(at - 2, max(at - 8, first), -1) if view.word[place] in DASHES), 0)
    if not dash or dash + 1 == at - 1 or not view.bits[dash + 1] & CAPITAL:
        return None
    content = _without_address(view, first, dash)
    return Post(content, (dash + 1, at - 1), (dash, dash + 1)) if content[0] < content[1] else None


def _without_address(view: View, first: int, last: int) -> Range:
    """The tokens of a post without the address of its picture at the end."""
    start, end = int(view.table.start[first]), int(view.table.end[last - 1])
    words = view.table.text[start:end].split()
    while words and words[-1].startswith(_ADDRESSES) and "/" in words[-1]:
        end = view.table.text.rindex(words.pop(), start, end)
    while last > first and view.table.end[last - 1] > end:
        last -= 1
    return first, last


def reposted(view: View, first: int, last: int) -> Post | None:
    """ "RT @anaruiz: Stay home." and "@anaruiz: Stay home.": the handle in front; None where a paragraph has none."""
    at = first + (view.word[first] == "RT")
    if at + 4 > last or view.word[at] != "@" or view.word[at + 2] != ":":
        return None
    return Post(_without_address(view, at + 3, last), (at, at + 2), None)


def post_of(view: View, first: int, last: int) -> Iterator[Post]:
    """The post of a paragraph, of either form."""
    found = post(view, first, last) or reposted(view, first, last)
    if found:
        yield found
