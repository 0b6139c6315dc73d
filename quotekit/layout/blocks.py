"""Block quotes: paragraphs set apart by `>` or indentation, behind words that hand over to them or over a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.layout.signatures import BY_PRINT, Signature, post_of, signature
from quotekit.layout.speech import enclosing_marks
from quotekit.names.name import Name
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB, AUXILIARY, CUE, DETERMINER, POSSESSIVE, PREPOSITION, PRONOUN, SUBJECT
from quotekit.text.phrases import BE, POSSESSIVES, Range, after, before, can_speak

_SET_APART = re.compile(r"^(?:>|[ \t]{2})", re.M)
_INDENT = 2
"""Blanks in front of an indented paragraph, where most begin at the margin."""
_READS = frozenset({"reads", "read", "follows", "full", "ran", "goes"})
"""What hands over without speech: "the statement reads:", "in full:"."""
_POSTED = frozenset({"tweeted", "posted", "tweets", "posts", "texted", "retweeted", "continued", "responded"})
"""Verbs behind which what is said needs neither marks nor a block, beside those that nearly always tell of speech."""
_STRONG = 60
"""The strength of a cue from which on it does so."""
_NOUNS = frozenset("state praise questions voices remarks comments warnings complaints".split())
"""Words behind a noun that look like such verbs: "the secretary of state:"."""
_OPENING = frozenset({"[", "(", "…", "..."})
_RELAYED = frozenset({"report", "reports", "reported"})
_THIS = frozenset({"this", "that", "the", "following", "as", "follows", "also", "too", "again"})
_TAIL = 9
"""Tokens between such a verb and the colon: "wrote in a letter to the harbour board:"."""
_SHORTEST = 5
"""Tokens of a paragraph that is handed over without being set apart."""
_BACK = 30
"""Tokens in front of a colon in which the cue stands."""


def blocks_of(view: View, names: Mapping[int, Name]) -> Iterator[QuoteDraft]:
    """The block quotes of an article of which something tells that somebody says them, in order.

    >>> from quotekit.text.document import look
    >>> view = look("Ana Ruiz rose. She said:\\n\\n> The motion is plain.\\n\\nNobody spoke.")
    >>> [(view.text(*block.content[0]), view.text(*block.source)) for block in blocks_of(view, {})]
    [('The motion is plain.', 'She')]
    """
    bounds = view.table.paragraph_token.tolist()
    for run in _runs(view):
        content = [piece for number in run if (piece := _inside(view, *bounds[number])) and piece[0] < piece[1]]
        if not content:
            continue
        signed = signature(view, names, *content[-1]) if len(content) > 1 else None
        if signed:
            content = content[:-1]
        elif run[-1] + 1 < len(bounds):
            signed = _signed_below(view, names, *bounds[run[-1] + 1])
        if any(post for piece in content for post in post_of(view, *piece)):
            continue
        enclosing = [enclosing_marks(view, *piece) for piece in content]
        if all(enclosing):
            content = [(pair.first, pair.last) for pair in enclosing if pair]
        elif _is_marked(view, content):
            continue
        handed = _handed_over(view, bounds[run[0] - 1]) if run[0] else None
        if handed or signed:
            source, cue = (signed.source, signed.cue) if signed else handed or (None, None)
            yield QuoteDraft(tuple(content), "block", cue, source, confidence=BY_PRINT)


def said_below(view: View) -> Iterator[QuoteDraft]:
    """Paragraphs without marks around them behind "Ana Ruiz wrote in a letter:", set apart or not.

    >>> from quotekit.text.document import look
    >>> view = look("Ana Ruiz wrote in a letter:\\n\\nThe dam held through all of the storm.\\n\\nNobody spoke.")
    >>> [view.text(*block.content[0]) for block in said_below(view)]
    ['The dam held through all of the storm.']
    """
    bounds = view.table.paragraph_token.tolist()
    for paragraph, below in pairwise(bounds):
        first, last = _inside(view, *below)
        if view.word[paragraph[1] - 1] != ":" or last - first < _SHORTEST or not _is_plain(view, first):
            continue
        handed = _said_above(view, paragraph[1] - 1)
        if handed and not enclosing_marks(view, first, last) and not any(post_of(view, first, last)):
            source, cue = handed
            yield QuoteDraft(((first, last),), "block", cue, source, confidence=BY_PRINT)


def is_relayed(view: View, block: QuoteDraft) -> bool:
    """Whether a block is the report of another outlet, so that those whom it quotes speak too."""
    return block.cue is not None and view.word[block.cue[1] - 1] in _RELAYED


def _is_plain(view: View, at: int) -> bool:
    """Whether a paragraph begins as running text: with no mark and no bullet."""
    return view.pair[at] < 0 and (view.word[at][0].isalpha() or view.word[at] in _OPENING)


def _said_above(view: View, colon: int) -> tuple[Range, Range] | None:
    """Source and cue of a sentence that ends in a colon and tells who says what stands below."""
    begin = view.bounds[view.sentence[colon]][0]
    if view.lower(begin) == "according" and view.lower(begin + 1) == "to":
        found = after(view, begin + 2)
        return (found, (begin, begin + 2)) if found and found[1] == colon else None
    for at in range(colon - 1, max(begin, colon - _TAIL) - 1, -1):
        if view.pair[at] >= 0 or view.word[at] in (",", ";"):
            return None
        if _hands_over(view, at):
            source = _subject(view, at, begin) if _is_tail(view, at + 1, colon) else None
            return (source, (at, at + 1)) if source else None
    return None


def _hands_over(view: View, at: int) -> bool:
    word, cue = view.word[at], view.lexicon.cues.get(view.word[at])
    is_strong = cue is not None and cue.act == "statement" and cue.strength >= _STRONG
    return word in _POSTED or (is_strong and word not in _NOUNS and not word.endswith("ing"))


def _is_tail(view: View, first: int, colon: int) -> bool:
    """Whether what stands between a verb and a colon is who hears, where, or "the following"."""
    if first == colon or view.bits[first] & PREPOSITION:
        return True
    return all(view.named[at] or view.bits[at] & PRONOUN or view.lower(at) in _THIS for at in range(first, colon))


def _subject(view: View, verb: int, begin: int) -> Range | None:
    """Who says what a verb hands over: a pronoun, or a phrase that can speak."""
    at = verb
    while at > begin and view.bits[at - 1] & (ADVERB | AUXILIARY):
        at -= 1
        if view.lower(at) in BE:
            return None
    if at > begin and view.bits[at - 1] & SUBJECT:
        return at - 1, at
    found = before(view, at, begin)
    is_noun = view.word[at - 1] in POSSESSIVES or view.bits[at - 1] & (DETERMINER | POSSESSIVE)  # "Rosen's report"
    return found if found and not is_noun and can_speak(view, *found) else None


def _runs(view: View) -> Iterator[list[int]]:
    """The paragraphs set apart, those that follow each other together."""
    text = view.table.text
    if not _SET_APART.search(text):
        return
    starts = view.table.paragraph[:, 0].tolist()
    apart = [_is_quoted(text, start) for start in starts]
    if not any(apart):
        apart = _indented(text, starts)
    for is_apart, group in groupby(range(len(starts)), key=apart.__getitem__):
        if is_apart:
            yield list(group)


def _line(text: str, start: int) -> str:
    """What stands in front of a place in its line."""
    return text[text.rfind("\n", 0, start) + 1 : start]


def _is_quoted(text: str, start: int) -> bool:
    return text.startswith(">", start) or _line(text, start).strip().startswith(">")


def _indented(text: str, starts: Sequence[int]) -> list[bool]:
    """Which paragraphs are indented, where at most half are."""
    indents = [len(_line(text, start).expandtabs(4)) for start in starts]
    apart = [indent >= _INDENT and not _line(text, start).strip() for indent, start in zip(indents, starts)]
    return apart if 2 * sum(apart) <= len(apart) else [False] * len(apart)


def _inside(view: View, first: int, last: int) -> Range:
    """A paragraph without the `>` in front."""
    while first < last and view.word[first] == ">":
        first += 1
    return first, last


def _signed_below(view: View, names: Mapping[int, Name], first: int, last: int) -> Signature | None:
    """Who is named below a block with a dash: "— Ana Ruiz, mayor"."""
    signed = signature(view, names, first, last)
    return signed if signed and signed.cue else None


def _is_marked(view: View, content: Sequence[Range]) -> bool:
    """Whether there are marks in a block: it is running text set apart, and attribution reads it as any other."""
    return any(view.pair[at] >= 0 and not view.pairs[view.pair[at]].single for piece in content for at in range(*piece))


def _handed_over(view: View, paragraph: Range) -> tuple[Range | None, Range | None] | None:
    """Source and cue of words that end in a colon and hand over to a block: "She said:"; None where none do."""
    last = paragraph[1]
    if view.word[last - 1] != ":":
        return None
    begin = view.bounds[view.sentence[last - 1]][0]
    for at in range(last - 2, max(begin, last - _BACK) - 1, -1):
        if view.word[at].islower() and (view.bits[at] & CUE or view.word[at] in _READS):
            return before(view, at, begin), (at, at + 1)
    return None
