"""Labels: what stands before a colon at the head of a paragraph and may say whose turn it is ("DANA REYES, HOST:")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import Label as LabelKind
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CALENDAR,
    CAPITAL,
    CONJUNCTION,
    CUE,
    FUNCTION,
    GIVEN,
    PREPOSITION,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.phrases import Range

_IN_FRONT = frozenset({"the", ".", "by", "an", "a", "several", "hon", "honourable", "honorable"})
"""What stands in front of a name or an office in a label: "An hon. Member"."""
_RANKS = frozenset("DS DC DI DCI PC PS SGT CPL LT INSP SUPT COL GEN ADM".split())
"""Ranks of police and army that stand in front of a name in capitals: "DS INNES"."""
_LONGEST = 16
"""Tokens up to the colon, with a description: "WILL HOLLIS, CHAIR OF THE HARBOUR TRUST:"."""
_LONGEST_NAME = 5
_LONGEST_BARE = 10
"""Tokens of a name with a time on a line of its own."""
_LETTERS = frozenset({"Q", "A"})
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
BULLETS = frozenset({"—", "–", "-", "--", "―", "*", "•", "·", "▪"})
SMALL = frozenset({"of", "the", "and", "for", "van", "de", "der", "al", "bin", "von", "la", "le", "du", "y", "&"})
"""Small words that stand inside a name or an office."""
_LEAST = 2
"""Letters of a name in capitals, so that "I:" and "B:" are none."""


class Label(NamedTuple):
    """A label, in tokens."""

    paragraph: int
    first: int
    last: int
    """One past its last token, the colon and a time not counted."""
    name: Range
    """The tokens of who speaks, without title and description: "DANA REYES" of "DANA REYES, HOST"."""
    content: int
    """The first token behind it."""
    key: str
    """Its name in small letters, by which two labels are the same."""
    kind: LabelKind
    in_capitals: bool
    alone: bool
    """Whether nothing stands behind it in its paragraph: what was said follows in the next one."""
    is_bare: bool = False
    """Whether not even a colon tells that it is a label."""
    is_set_off: bool = False
    """Whether a time stands beside it, or it is in bold."""
    asker: Range | None = None
    """Of a letter for who asks, the tokens that name them elsewhere: "BY MR. HOLT:" above."""


def labels_of(view: View) -> list[Label]:
    """The paragraphs of a text that begin with what may be a label, in order.

    >>> from quotekit.text.document import look
    >>> view = look("Q: Why?\\nLENA ORTIZ, MAYOR: I do not know.\\nNote: no.")
    >>> [(label.key, label.kind) for label in labels_of(view)]
    [('q', 'question'), ('lena ortiz', 'name')]
    """
    return list(_labels(view))


def _labels(view: View) -> Iterator[Label]:
    asker = None
    kinds = view.table.paragraph_kind
    for paragraph, (lo, hi) in enumerate(view.table.paragraph_token.tolist()):
        at = _past_time(view, lo, hi)
        label = _letter(view, paragraph, at, hi) or _named(view, paragraph, at, hi) or _bare(view, paragraph, at, hi)
        if label is None or (kinds[paragraph] == "title" and _is_headline(view, label, hi)):
            continue
        if view.word[at] in ("BY", "By") and label.alone and label.kind == "name":
            asker = label.name
            continue
        yield label._replace(
            is_set_off=at - lo > 1 or label.is_set_off or _is_bold(view, label.first),
            asker=asker if label.kind == "question" else None,
        )


def _is_bold(view: View, at: int) -> bool:
    """Whether two asterisks stand in front of a token: `**Mara:** It echoes.`"""
    start = int(view.table.start[at])
    return view.table.text[max(start - 2, 0) : start] == "**"


def _is_headline(view: View, label: Label, hi: int) -> bool:
    """Whether what stands behind a label is printed like a headline: "Bell: We Are Broke"."""
    words = [at for at in range(label.content, hi) if view.word[at].isalpha() and not view.bits[at] & FUNCTION]
    return bool(words) and all(view.bits[at] & CAPITAL for at in words)


def _past_time(view: View, at: int, hi: int) -> int:
    """Behind a time in brackets, a dash or a bullet at the head of a paragraph: "[00:01:12] Ana:"."""
    if at < hi and (view.word[at] in BULLETS or _opens_marks(view, at)):
        at += 1
    return _bracketed_time(view, at, hi) or at


def _opens_marks(view: View, at: int) -> bool:
    """Whether marks open at a token in front of a label: `“WALLACE: Will you?”`"""
    return view.pair[at] >= 0 and view.pairs[view.pair[at]].open == at and at + 1 < len(view.word)


def _bracketed_time(view: View, at: int, hi: int) -> int:
    """One past the bracket that closes a time; 0 where none opens here."""
    if at + 2 < hi and view.word[at] in _OPENING and view.word[at + 1][0].isdigit() and view.word[at + 2] in _CLOSING:
        return at + 3
    is_time = at < hi and ":" in view.word[at] and view.word[at].replace(":", "").isdigit()
    return at + 1 if is_time else 0


def _letter(view: View, paragraph: int, at: int, hi: int) -> Label | None:
    """ "Q:" and "A.": letters for the one who asks and the one who answers."""
    if at + 2 > hi or view.word[at] not in _LETTERS or view.word[at + 1] not in (":", "."):
        return None
    kind: LabelKind = "question" if view.word[at] == "Q" else "answer"
    return Label(paragraph, at, at + 1, (at, at + 1), at + 2, view.lower(at), kind, True, at + 2 >= hi)


def _named(view: View, paragraph: int, first: int, hi: int) -> Label | None:
    """A name, an office or a word for who speaks before a colon: "MS. DREW:", "The Minister (Ana Ruiz):", "Dana:"."""
    if ":" not in view.word[first : min(hi, first + _LONGEST)]:
        return None
    colon = view.word.index(":", first)
    if colon == first or (colon + 1 < hi and view.glued(colon + 1) and view.word[colon + 1][0].isdigit()):
        return None
    outer = view.pair[first] if view.word[first].isupper() and not _opens_marks(view, first) else -1
    if any(view.pair[at] not in (-1, outer) or _says(view, at) for at in range(first, colon)):
        return None
    last = _before_time(view, first, colon)
    end = next((at for at in range(first, last) if view.word[at] == "," or view.word[at] in _OPENING), last)
    name = _in_brackets(view, first, end, last) or _without_titles(view, first, end)
    label = _label(view, paragraph, (first, last), name, colon + 1, hi)
    return label and label._replace(is_set_off=last < colon)


def _bare(view: View, paragraph: int, first: int, hi: int) -> Label | None:
    """A name that is a paragraph by itself, with a time or without: "Dana Reyes 00:12"."""
    if hi - first > _LONGEST_BARE:
        return None
    last = _before_time(view, first, hi)
    if not 0 < last - first <= _LONGEST_NAME or paragraph + 1 == len(view.table.paragraph_token):
        return None
    return _label(view, paragraph, (first, last), _without_titles(view, first, last), hi, hi, is_bare=True)


def _label(
    view: View, paragraph: int, place: Range, name: Range | None, content: int, hi: int, is_bare: bool = False
) -> Label | None:
    """The label that a range with a name is; None where it is printed like none, or is a notice."""
    if name is None or not _may_speak(view, place[0], *name):
        return None
    words = [view.lower(at) for at in range(*name) if view.bits[at] & WORD]
    kind = _kind_of(view, [word for word in words if not word.isdigit()])
    if kind is None:
        return None
    in_capitals = all(view.word[at].isupper() for at in range(*name) if view.word[at][0].isalpha())
    return Label(paragraph, *place, name, content, " ".join(words), kind, in_capitals, content >= hi, is_bare)


def named_in(view: View, first: int, begin: int, last: int) -> Label:
    """The label that words of running text may stand for, their name from token `begin`: "THE HONORABLE MARTA VELL"."""
    key = view.text(begin, last).lower()
    return Label(view.paragraph(first), first, last, (begin, last), last, key, "name", True, True)


def _says(view: View, at: int) -> bool:
    """Whether a word is a verb, so that a clause stands before the colon and no label: "Orr wrote in May:"."""
    is_verb = view.bits[at] & (CUE | AUXILIARY) and not view.bits[at] & (ROLE | PREPOSITION)
    return bool(is_verb) and view.word[at].islower()


def _before_time(view: View, first: int, last: int) -> int:
    """Where a label ends before a time in brackets: "Ana [00:01:12]:"."""
    for at in range(first + 1, last):
        if _bracketed_time(view, at, last):
            return at
    return last


def _in_brackets(view: View, first: int, end: int, last: int) -> Range | None:
    """The name in brackets behind an office: "The Minister of Ports (Ana Ruiz)"; None where a role stands there."""
    if end + 2 >= last or view.word[end] not in _OPENING or view.word[last - 1] not in _CLOSING:
        return None
    inside = _without_titles(view, end + 1, last - 1)
    is_office = any(view.bits[at] & (ROLE | TITLE) for at in range(first, end)) and view.word[first] in ("The", "THE")
    return inside if is_office and inside and inside[1] - inside[0] > 1 else None


def _without_titles(view: View, first: int, last: int) -> Range | None:
    """A name without what stands before it: "DREW" of "MS. DREW", "Pell" of "Director Pell", "COURT" of "THE COURT"."""
    while first < last - 1 and (view.lower(first) in _IN_FRONT or _is_title(view, first)):
        if view.lower(first + 1) in ("of", "for"):
            return first, last  # "The Minister of Harbours"
        first += 1
    for at in range(last - 2, first - 1, -1):
        if _is_role(view, at):
            behind = at + 3 if view.lower(at + 1) in ("of", "for") else at + 1
            return (behind, last) if behind < last and not _is_role(view, last - 1) else (first, last)
    return (first, last) if first < last else None


def _is_role(view: View, at: int) -> bool:
    return bool(view.lexicon.properties(view.lower(at)) & ROLE)


def _is_title(view: View, at: int) -> bool:
    return view.word[at] in _RANKS or bool(view.lexicon.properties(view.word[at].capitalize()) & TITLE)


def _may_speak(view: View, first: int, begin: int, end: int) -> bool:
    """Whether a label is printed like a name or an office: few words, with capitals, no sentence."""
    words = [at for at in range(begin, end) if view.bits[at] & WORD]
    if not 1 <= len(words) <= _LONGEST_NAME or any(view.bits[at] & CALENDAR for at in words):
        return False
    if any(view.word[at] in (".", "!", "?", ";") and not _abbreviates(view, at, first) for at in range(first, end)):
        return False
    is_known = any(view.lexicon.labels.get(view.lower(at)) == "speaker" for at in words)
    small = [at for at in words if view.lower(at) not in SMALL and _is_small(view, at) and not is_known]
    is_plain = not any(view.word[at][0].isdigit() for at in words[:1]) and not small
    longest = max(len(view.word[at]) for at in words)
    is_word = all(view.bits[at] & FUNCTION for at in words) and not is_known
    return is_plain and longest >= _LEAST and not is_word


def _is_small(view: View, at: int) -> bool:
    """Whether a word stands in no name: one without a capital, and "TO" of "SHUTDOWNS TO DATE"."""
    return not view.bits[at] & CAPITAL or bool(view.bits[at] & (PREPOSITION | CONJUNCTION))


def _abbreviates(view: View, at: int, first: int) -> bool:
    """Whether a full stop in a label belongs to a title or an initial: "MR. BELL", "J. Orr"."""
    before = view.word[at - 1] if at > first else ""
    return (
        len(before) == 1
        or before.lower() in _IN_FRONT
        or _is_title(view, at - 1)
        or f"{before.capitalize()}." in view.lexicon.abbreviations
    )


def _kind_of(view: View, words: list[str]) -> LabelKind | None:
    """What the table of labels says of the words of a label; None for a notice ("Note:")."""
    known = view.lexicon.labels
    if words[0] in known and (len(words) == 1 or known[words[0]] == "notice"):
        return _KINDS[known[words[0]]]
    return "speaker" if "speaker" in (known.get(words[0]), known.get(words[-1])) else "name"


_KINDS: dict[str, LabelKind | None] = {"question": "question", "answer": "answer", "speaker": "speaker", "notice": None}


def is_known_person(view: View, label: Label) -> bool:
    """Whether the words of a label are those of somebody, beyond its print: a given name, a title, a role."""
    words = [view.word[at].capitalize() for at in range(label.first, label.last) if view.bits[at] & WORD]
    known = view.lexicon.labels
    return label.kind != "name" or any(
        view.lexicon.properties(word) & (GIVEN | TITLE | ROLE) or known.get(word.lower()) == "speaker" for word in words
    )
