"""Text in capitals as it would be printed otherwise: wires, captions, transcripts. Its length is never another.

Which words are names and which begin a sentence, `casing` tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from quotekit.text.casing import CAPITAL, CAPITALS, SMALL, Casing, forms, heads
from quotekit.text.lexicon import FUNCTION, Lexicon

Range = tuple[int, int]
"""Code points, half-open."""
Cut = Callable[[str, int, int], list[Range]]
"""What gives the tokens of a range of a text."""

_EDGE = 12
"""Characters at the head or the end of a line in capitals of which none is small: a first look."""
_SMALL_SHARE = 6  # capitals for each small letter in a line in capitals: "McCAIN SAID HE WAS"
_WHOLE_SHARE = 4  # and in a whole text
_FEWEST_WORDS = 6
"""Words of a paragraph in capitals, in a text that is not; what is shorter is a heading, a label, a cry."""
_ENDS = (".", "!", "?", "…")
_CLOSERS = "”\"’'»)] "
_WRAPPED_LINE = 100  # characters, as in `paragraphs`
_INNER = re.compile(r"(?<=[a-zà-öø-ÿ,] )[^\W\d_][\w’'-]*")
_ARTICLES = frozenset({"a", "an", "the"})
_SHORT = 4  # letters of "mc", "o'er"; longer ones are names: "McKay", "O'Neill"


def calmed(text: str, cut: Cut, lexicon: Lexicon, casing: Casing) -> str:
    """A text with small letters where its paragraphs are in capitals, but for names and heads; of the same length.

    A whole text in capitals, or paragraphs of some words that end like a sentence: headings, labels, acronyms stay.
    """
    if not any(map(_may_be_loud, text.splitlines())):
        return text
    lines = list(_lines(text))
    loud = [_is_loud(text[start:end]) for start, end in lines]
    if True not in loud:
        return text
    units = [unit for block in _blocks(text, lines, loud) for unit in _units(text, block)]
    is_whole = _is_whole(text, units)
    units = units if is_whole else [unit for unit in units if _runs_on(text[slice(*unit)])]
    if not units:
        return text
    read = [_read(text, cut(text, *unit), lexicon, casing) for unit in units]
    printed = _alike(read) | ({} if is_whole else _elsewhere(text, lines, loud))
    pieces = list(text)
    for unit in read:
        for word, (start, end) in zip(_words(unit, printed, lexicon), unit.tokens):
            if len(word) == end - start:  # "İ" in small letters is two
                pieces[start:end] = word
    return "".join(pieces)


class _Unit(NamedTuple):
    """A paragraph in capitals, token by token."""

    tokens: Sequence[Range]
    words: Sequence[str]
    """In small letters."""
    glued: Sequence[bool]
    """Whether each stands right behind the one before."""
    begins: Sequence[bool]
    """Whether each begins a sentence."""
    usual: Sequence[int]
    forms: Sequence[int]
    """Of `casing`."""


def _lines(text: str) -> Iterator[Range]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _may_be_loud(line: str) -> bool:
    """A first look at a line: nearly every one that is not in capitals has a small letter at both ends."""
    return line[:_EDGE].isupper() or line[-_EDGE:].isupper()


def _is_loud(line: str) -> bool:
    """Whether a line is in capitals."""
    return _may_be_loud(line.rstrip()) and sum(map(str.isupper, line)) > 1 and _is_mostly_capitals(line, _SMALL_SHARE)


def _is_mostly_capitals(text: str, share: int) -> bool:
    return sum(map(str.isupper, text)) >= share * sum(map(str.islower, text))


def _is_whole(text: str, loud: Iterable[Range]) -> bool:
    """Whether a whole text is in capitals, of which some ranges are."""
    return 2 * sum(end - start for start, end in loud) > len(text) and _is_mostly_capitals(text, _WHOLE_SHARE)


def _blocks(text: str, lines: Sequence[Range], loud: Sequence[bool]) -> Iterator[list[Range]]:
    """Runs of lines in capitals, without white space at their edges."""
    for is_loud, run in groupby(zip(lines, loud), key=lambda one: one[1]):
        if is_loud:
            yield [_stripped(text, line) for line, _ in run]


def _stripped(text: str, line: Range) -> Range:
    start, end = line
    held = text[start:end]
    return start + len(held) - len(held.lstrip()), end - len(held) + len(held.rstrip())


def _units(text: str, block: Sequence[Range]) -> Iterator[Range]:
    """The lines of a block, those together that were broken by hand: where the next word would not have fitted."""
    widest = max(end - start for start, end in block)
    start, last = block[0]
    for (begin, end), (line, stop) in pairwise(block):
        word = text[line : line + _WRAPPED_LINE].split()[0]
        if widest > _WRAPPED_LINE or end - begin + 1 + len(word) <= widest:
            yield start, last
            start = line
        last = stop
    yield start, last


def _runs_on(unit: str) -> bool:
    """Whether something in capitals is running text and no heading: some words that end like a sentence, no question.

    "HOW LONG WILL THE BRIDGE STAY SHUT?" stands over paragraphs in ordinary print.
    """
    ended = unit.rstrip(_CLOSERS)
    if len(unit.split()) < _FEWEST_WORDS or not ended.endswith(_ENDS):
        return False
    return not ended.endswith("?") or ended != unit or any(mark in ended[:-1] for mark in _ENDS)


def _elsewhere(text: str, lines: Sequence[Range], loud: Sequence[bool]) -> dict[str, str]:
    """Words with a capital, by their small letters, that are always alike inside sentences that are not in capitals."""
    found: dict[str, str] = {}
    for (start, end), is_loud in zip(lines, loud):
        if not is_loud:
            for word in _INNER.findall(text[start:end]):
                small = word.lower()
                found[small] = word if found.get(small, word) == word else ""
    return {small: word for small, word in found.items() if word not in ("", small)}


def _read(text: str, tokens: Sequence[Range], lexicon: Lexicon, casing: Casing) -> _Unit:
    words = [text[start:end].lower() for start, end in tokens]
    glued = [bool(at) and tokens[at - 1][1] == start for at, (start, _) in enumerate(tokens)]
    begins = heads(words, glued, lexicon)
    told = forms(words, begins, lexicon, casing)
    for at in _in_descriptions(words, lexicon):
        told[at] = SMALL
    return _Unit(tokens, words, glued, begins, casing.usual_of(words), told)


def _in_descriptions(words: Sequence[str], lexicon: Lexicon) -> Iterator[int]:
    """The words of roles of several words behind an article: "the harbour master", but "Attorney General Ana Ruiz"."""
    roles = lexicon.role_genders
    for at, word in enumerate(words[:-1], 1):
        if word in _ARTICLES:
            sizes = (size for size in (3, 2) if at + size <= len(words))  # "THE MAYOR" may end the text
            size = next((size for size in sizes if " ".join(words[at : at + size]) in roles), 0)
            yield from range(at, at + size)


def _alike(read: Iterable[_Unit]) -> dict[str, str]:
    """Unknown words inside sentences in the form that most of them have: a name is one wherever it stands."""
    told: dict[str, Counter[int]] = {}
    for _, words, _, begins, usual, found in read:
        for word, is_head, known, form in zip(words, begins, usual, found):
            if not known and not is_head and word[0].isalpha():
                told.setdefault(word, Counter())[form] += 1
    told |= {word: Counter([CAPITAL]) for word in told if _is_scottish(word)}
    most = {word: max(counts, key=lambda form: (counts[form], form)) for word, counts in told.items()}
    return {word: word.upper() if form == CAPITALS else _title(word) for word, form in most.items() if form != SMALL}


def _words(unit: _Unit, printed: Mapping[str, str], lexicon: Lexicon) -> Iterator[str]:
    """The words of a paragraph as they would be printed; `printed` are words that are known from elsewhere."""
    for at, (word, form) in enumerate(zip(unit.words, unit.forms)):
        if _is_initials(unit, at):
            found = word.upper()
        elif word == "no" and not "".join(unit.words[at + 2 : at + 3]).isdigit():  # "He said no.", but "No. 5"
            found = word
        else:
            found = printed.get(word) or _printed(word, form, lexicon)
        yield found[0].upper() + found[1:] if unit.begins[at] else found


def _is_initials(unit: _Unit, at: int) -> bool:
    """Whether a word is an initial with its point, or several: "J. BELL", "J.K. BELL"."""
    word = unit.words[at]
    if len(word) == 1:
        return word.isalpha() and unit.words[at + 1 : at + 2] == ["."] and unit.glued[at + 1]
    return not unit.usual[at] and word.endswith(".") and word[0].isalpha()


def _printed(word: str, form: int, lexicon: Lexicon) -> str:
    """A word in small letters in one of the forms of words."""
    if word == "i" or word[:2] in ("i'", "i’"):
        return "I" + word[1:]
    if form == SMALL:
        return word
    if word in lexicon.spellings:
        return lexicon.spellings[word]
    return word.upper() if form == CAPITALS else _capitalized(word, lexicon)


def _capitalized(word: str, lexicon: Lexicon) -> str:
    """ "McCain", "O’Neill", "Jean-Pierre", "Stratford-upon-Avon"."""
    first, *others = re.split("([-‑–])", word)
    parts = [part if lexicon.properties(part or "-") & FUNCTION else _title(part) for part in others]
    return "".join([_title(first), *parts])


def _is_scottish(word: str) -> bool:
    return word.startswith("mc") and len(word) > _SHORT


def _title(part: str) -> str:
    if _is_scottish(part):
        return "Mc" + part[2].upper() + part[3:]
    if part[:1] in ("o", "d", "l") and part[1:2] in ("'", "’") and len(part) > _SHORT:
        return part[:2].upper() + part[2].upper() + part[3:]
    return part[:1].upper() + part[1:]
