"""Which lines are headlines: by the case of their words, by how they end, and by what is told again behind them.

A headline may end as a sentence does ("Bell: ‘The Well Is Dry’"), and a text may begin with speech, with a label of a
transcript or with a list of quotations: what speaks against a headline is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = frozenset(
    "a about above after against amid among an and as at before behind below between but by de down during for from if "
    "in into is it its like near nor of off on once onto or out over per since so than that the this through to under "
    "until up upon v versus via vs when while with within without yet".split()
)
"""Words that may be printed in small letters between the capitals of a headline."""
_I = re.compile(r"I(?![^\W\d_])")  # has a capital everywhere
_FEWEST = 3
"""Words besides those of `_SMALL` that a line in title case has at least: "Nia Bell." is a name."""
_LONGEST, _LONGEST_SPOKEN = 25, 16
"""Words of a headline, and of one in sentence case that ends with a quotation."""
_GOES_ON = (",", ";", ":", "—", "–", "-")
"""What ends no headline: "Dear Prime Minister,"."""
_CLOSING = "\"”’'»"
_OPENING = '"“«„'
_BULLETS = "—–―-•·*>"
_ENDS = ".!?…,;"
# "Q. Was it late?", "Ana Ruiz, mayor: “We won.”"
_LABEL = re.compile(r"(?:[QA][.:]|[A-Z][\w.'’-]{0,30}(?: [\w.,'’()-]{1,30}){0,5}:)\s")
_IN_CAPITALS = re.compile(r"[QA][.:]\s|[A-Z][A-Z .'’-]{1,40}(?:, [A-Z .'’-]{1,40})?:\s")
# `“They will not leave” - Orr`: who speaks stands behind a dash.
_SIGNED = re.compile(r"[\"“‘'«„][^\"“”«»]{1,200}[^\"“”«».!?…,;\s][\"”’'»] ?[—–―-]{1,2} ?[^\d@()\"“”.]{2,40}")
_TELLS = re.compile(r"\b(?:said|told|added|asked|wrote|replied|answered|explained|recalled|insisted|continued)\b", re.I)
"""The past of a verb of speech: headlines are in the present, "The mayor said: “The well is dry”" is none."""
_TOLD_AGAIN = 0.4
"""The share of a headline's longer words that the text repeats."""
_LOOKED_AT = 3000
"""Characters behind a line in which its words are looked for."""
_STEM = 5
"""Letters by which a longer word is found again: "Resigns" in "resigned"."""


def folded(line: str) -> str:
    """A line as its print is compared with a title: letters and digits alone, in small letters.

    >>> folded("Bell: ‘The Well Is Dry’") == folded("BELL: 'The well is dry'")
    True
    """
    return " ".join("".join(char if char.isalnum() else " " for char in line.casefold()).split())


def in_title_case(line: str) -> bool:
    """Whether a line has capitals in all its words but small ones: a sentence that names many has a verb without.

    >>> in_title_case("Dam Is Safe, Says Mayor of New Leith."), in_title_case("Ana Ruiz met Tom Bell in New Leith.")
    (True, False)
    """
    words = [word for word in _WORD.findall(line) if word.lower() not in _SMALL and not _I.match(word)]
    return len(words) >= _FEWEST and not any(map(str.islower, words))


def is_finished_headline(line: str, following: Sequence[str], first: bool, before: str = "") -> bool:
    """Whether a line that ends as a sentence or a quotation does is a headline all the same.

    `before` is the line before, `following` are the next ones; `first` says that no text stands before. A line in title
    case is one, and at the head of a text one in sentence case that ends with a quotation or its speaker and is told
    again.

    >>> text = ["There is no water in the upper town, Nia Bell said: “The well is dry.”"]
    >>> [is_finished_headline(line, text, True) for line in ("Bell: ‘The well is dry’", "“The well is dry.”")]
    [True, False]
    """
    words = line.count(" ") + 1
    if not following or words > _LONGEST or line.endswith(_GOES_ON) or is_labelled(line, following):
        return False
    if not first and before and is_labelled(line, [before]):
        return False
    if line[0] in _BULLETS or _TELLS.search(line) or (not first and (line[-1] == "." or line[0] in _OPENING)):
        return False  # "Bell, Orr, Diaz (Orr 61)." and “Help! Help!” stand inside texts
    if in_title_case(line):
        return not all(map(in_title_case, following))  # a text in capitals is so throughout
    return first and words <= _LONGEST_SPOKEN and _ends_with_speech(line) and _is_told_again(line, following)


def is_labelled(line: str, following: Sequence[str]) -> bool:
    """Whether a line begins with a label, as the next ones do: a transcript, a list of quotations.

    >>> is_labelled("Bell: ‘We Won’", ["Orr: ‘We Lost’"]), is_labelled("Bell: ‘We Won’", ["It rained."])
    (True, False)
    """
    return all(map(_has_label, (line, *following[:1])))


def _has_label(line: str) -> bool:
    label = _LABEL.match(line)
    return label is not None and not _TELLS.search(label[0])  # "The mayor of Leith said: “The well is dry.”"


def is_turn(line: str, following: Sequence[str]) -> bool:
    """Whether a line and one behind it begin with a label in capitals: "HOLLIS: Thank you", "REYES: Good morning."

    >>> is_turn("HOLLIS: Thank you", ["REYES: Good morning."]), is_turn("LIVE: Dam holds", ["It rained."])
    (True, False)
    """
    return bool(_IN_CAPITALS.match(line)) and any(map(_IN_CAPITALS.match, following[:2]))


def _is_signed(line: str) -> bool:
    return bool(_SIGNED.fullmatch(line))


def _ends_with_speech(line: str) -> bool:
    """Whether the words of somebody end a line, with no stop inside their marks, or the name of who speaks them."""
    if _is_signed(line):
        return True
    return len(line) > 2 and line[-1] in _CLOSING and line[-2] not in _ENDS


def _is_told_again(line: str, following: Sequence[str]) -> bool:
    """Whether a longer text follows, no quotation, that has a good part of the longer words of a line."""
    if max(map(len, following)) <= len(line) or following[0][0] in _BULLETS or _is_signed(following[0]):
        return False
    told = {word[:_STEM] for word in folded(" ".join(following)[:_LOOKED_AT]).split()}
    own = {word[:_STEM] for word in folded(line).split() if len(word) > 3}
    return bool(own) and len(own & told) >= _TOLD_AGAIN * len(own)
