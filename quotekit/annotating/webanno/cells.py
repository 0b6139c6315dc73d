r"""What WebAnno TSV 3.3 makes of texts and values: escapes, stacked values, positions in UTF-16 units.

Its description asks for more escapes than INCEpTION writes and reads; here is what INCEpTION does: of texts backslashes
and controls, of values what has a meaning in a cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

SPAN_LAYER, LINK_LAYER = "webanno.custom.QuotePart", "webanno.custom.QuoteLink"
"""The layers that a project needs: pieces of quotes, and what ties them together."""
FEATURES = ("quote", "role", "kind", "act", "speaker", "denied", "confidence")
"""The features of a piece, in the order of their columns."""
LINK_FEATURE = "role"
NOTHING, NO_VALUE = "_", "*"
"""A cell without an annotation, and an annotation without a value."""

_NAMED = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}
_BY_NAME = {name: char for char, name in _NAMED.items()}
_IN_TEXTS = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")  # U+000B goes as it is, INCEpTION has no escape for it
_ESCAPED_IN_TEXTS = re.compile(r"\\([\x00-\x07\x0e-\x1ftnfrb\\])")
_IN_VALUES = re.compile(r"->|[\\\[\]|_;\t\n*]")
_ESCAPED_IN_VALUES = re.compile(r"\\(->|[\\\[\]|_;tn*])")
_STACKED = re.compile(r"(?:[^\\|]|\\.?)+", re.DOTALL)
_WITH_ID = re.compile(r"((?:[^\\\[\]]|\\.)*)(?:\[(\d{1,9})\])?", re.DOTALL)
_REFERENCE = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)(?:\[(\d{1,9})_(\d{1,9})\])?")
# A line end that the values of cells have no escape for, and what UTF-8 has no form for.
_UNFIT = re.compile("[\r\ud800-\udfff]")


def fit(text: str) -> str:
    r"""A value as a file can hold it: a carriage return is a space, half a character U+FFFD.

    >>> fit("a\rb")
    'a b'
    """
    return _UNFIT.sub(lambda found: " " if found[0] == "\r" else "\N{REPLACEMENT CHARACTER}", text)


def escaped_text(text: str) -> str:
    r"""A text for `#Text=`, and the words of a token.

    >>> escaped_text("a\tb\\")
    'a\\tb\\\\'
    """
    return _IN_TEXTS.sub(lambda found: "\\" + _NAMED.get(found[0], found[0]), text)


def plain_text(text: str) -> str:
    r"""The text of `#Text=`; a backslash that escapes nothing is one.

    >>> plain_text("a\\tb\\\\ \\q") == "a\tb\\ \\q"
    True
    """
    return _ESCAPED_IN_TEXTS.sub(lambda found: _BY_NAME.get(found[1], found[1]), text)


def cell(value: str | None, identity: int) -> str:
    """A value of the annotation with this number; it may be None.

    >>> cell("Ana [sic]", 3), cell(None, 4)
    ('Ana \\\\[sic\\\\][3]', '*[4]')
    """
    told = NO_VALUE if value is None else _IN_VALUES.sub(lambda found: "\\" + _letter(found[0]), value)
    return f"{told}[{identity}]"


def _letter(char: str) -> str:
    return {"\t": "t", "\n": "n"}.get(char, char)


def stacked(text: str) -> list[tuple[str | None, int | None]]:
    """The values of a cell with the numbers of their annotations; both may be None. Raises ValueError.

    >>> stacked("Ana[3]|*[4]"), stacked("_"), stacked("*")
    ([('Ana', 3), (None, 4)], [], [(None, None)])
    """
    return [] if text == NOTHING else [_value(one) for one in _STACKED.findall(text) or [""]]


def _value(text: str) -> tuple[str | None, int | None]:
    found = _WITH_ID.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r:.60} is no value with the number of its annotation in brackets")
    value = _ESCAPED_IN_VALUES.sub(lambda one: {"t": "\t", "n": "\n"}.get(one[1], one[1]), found[1])
    return None if found[1] == NO_VALUE else value, int(found[2]) if found[2] else None


def reference(row: str, source: int, target: int) -> str:
    """Where a relation comes from: the row where its source begins, and the numbers of both ends.

    >>> reference("1-5", 3, 1)
    '1-5[3_1]'
    """
    return f"{row}[{source}_{target}]"


def references(text: str) -> list[tuple[str, int, int]]:
    """The row, source and target of each relation in a cell; a number is 0 where it has none. Raises ValueError.

    >>> references("1-5[3_1]|2-1"), references("_")
    ([('1-5', 3, 1), ('2-1', 0, 0)], [])
    """
    found = [] if text == NOTHING else [_REFERENCE.fullmatch(one) for one in text.split("|")]
    if None in found:
        raise ValueError(f"{text!r:.60} is no row with a relation from it, such as 1-5[3_1]")
    return [(one[1], int(one[2] or 0), int(one[3] or 0)) for one in found if one is not None]


class Units:
    """The places of a text in UTF-16 units, in which Java counts: two for a character beyond U+FFFF.

    >>> units = Units("😀 a")
    >>> units.before(2), units.place(3), units.place(1)
    (3, 2, None)
    """

    __slots__ = ("_before",)

    def __init__(self, text: str) -> None:
        self._before = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]

    def before(self, place: int) -> int:
        """How many units are before a code point."""
        return self._before[place]

    def place(self, unit: int) -> int | None:
        """The code point that begins at a unit; None within a character and behind the end."""
        at = bisect_left(self._before, unit)
        return at if at < len(self._before) and self._before[at] == unit else None
