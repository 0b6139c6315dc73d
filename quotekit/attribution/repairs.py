"""Repairs of drafts when the fitted decisions have spoken: edges, and what print alone shows without a verb of speech.

Each is told a draft and the mended one before it in its article, and gives back the draft mended; None where it does
not apply. Their names, their order and an example of each stand in `rules.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from quotekit.attribution.drafts import QuoteDraft
from quotekit.text.document import View
from quotekit.text.lexicon import AUXILIARY, CAPITAL, CUE, PREPOSITION, WORD
from quotekit.text.marks import Pair
from quotekit.text.phrases import LONGEST, Range, after, is_finite

_DASHES = frozenset("—–-―") | {"--"}
_RELATIVE = frozenset({"who", "which", "that", "whose"})
_CLOSING = frozenset(")]}%!?…'’") | {"..."}
_OPENING = frozenset("([{$£€#@'‘…") | {"..."}
_SAY = frozenset({"say", "says", "said", "writes", "wrote"})
_PARTS = frozenset({";", ":"}) | _DASHES
_LONGEST_LABEL = 4
_MOST_IN_PARAGRAPH = 40
"""Drafts of a paragraph that are looked at: keeps every search bounded."""
_LONGEST_ASIDE = 14
"""Tokens between the marks, dashes included."""
_LONGEST_NAME = 15
_BY_PRINT = 0.9
"""Confidence of an attribution that print alone shows, set by hand: PolNeAR train has few."""
_STANDING = 0.3
"""Least confidence of a quotation that is a paragraph: PolNeAR, which the confidence is fitted to, leaves most out."""


def edges_trimmed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Contents without the marks that enclose them, and without the punctuation outside of marks at their edges."""
    pieces = tuple(_bare(view, piece) for piece in draft.content)
    return replace(draft, content=pieces) if pieces != draft.content else None


def _bare(view: View, piece: Range) -> Range:
    """A content without the marks that enclose it, and without the punctuation outside of marks at its edges."""
    first, last = piece
    pair = view.pair[first]
    if pair >= 0 and pair == view.pair[last - 1]:
        inner = max(first, view.pairs[pair].first), min(last, view.pairs[pair].last)
        return inner if inner[0] < inner[1] else piece
    while last - first > 1 and view.pair[last - 1] < 0 and _hangs(view, last - 1, _CLOSING):
        last -= 1
    while last - first > 1 and view.pair[first] < 0 and _hangs(view, first, _OPENING):
        first += 1
    return (first, last) if (first, last) == piece else _bare(view, (first, last))


def _hangs(view: View, at: int, kept: frozenset[str]) -> bool:
    return not view.bits[at] & WORD and view.word[at] not in kept and not view.word[at].isalnum()


def aside_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Two pieces where dashes interrupt the speech: `“We will open”—he paused—“whatever they say.”`"""
    pieces = tuple(part for piece in draft.content for part in _around_aside(view, *piece))
    if pieces == draft.content:
        return None
    in_marks = all(view.pair[first] >= 0 and view.pair[first] == view.pair[last - 1] for first, last in pieces)
    return replace(draft, content=pieces, kind="direct" if in_marks else draft.kind)


def _around_aside(view: View, first: int, last: int) -> list[Range]:
    pair = view.pair[first]
    if pair < 0 or view.pair[last - 1] != pair + 1:
        return [(first, last)]
    before, behind = view.pairs[pair], view.pairs[pair + 1]
    if behind.open - before.close < 3 or not {view.word[before.close], view.word[behind.open - 1]} <= _DASHES:
        return [(first, last)]
    return [(first, before.close), (behind.open, last)]


def source_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """No source where it is a noun phrase that runs into the cue or the content."""
    if not draft.source:
        return None
    taken = (*draft.content, draft.cue) if draft.cue else draft.content
    overlaps = any(draft.source[0] < last and first < draft.source[1] for first, last in taken)
    return replace(draft, source=None) if overlaps else None


def source_trimmed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A source without the comma or the relative pronoun at its end: "Alan Berger, a gynecologist, who" """
    if not draft.source:
        return None
    first, last = draft.source
    while last - first > 1 and (_is_relative(view.word[last - 1]) or _hangs(view, last - 1, _CLOSING)):
        last -= 1
    return replace(draft, source=(first, last)) if last != draft.source[1] else None


def _is_relative(word: str) -> bool:
    return word.lower() in _RELATIVE and not word.isupper()  # "The WHO said"


def subject_in_front(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Both sides of words that part a subject from its verb: "Loneliness, she argues, has serious consequences"."""
    if not draft.cue or not draft.source:
        return None
    at, first, last = draft.start, min(draft.cue[0], draft.source[0]), max(draft.cue[1], draft.source[1])
    begin, head = view.bounds[view.sentence[first]][0], first - 1
    if at != last + 1 or not 0 < head - begin <= LONGEST or not view.word[head] == view.word[last] == ",":
        return None
    is_verb = view.pair[at] < 0 and (view.bits[at] & AUXILIARY or is_finite(view, at))
    if not is_verb or any(view.pair[i] >= 0 for i in range(begin, head)):
        return None
    parted = next((i for i in range(head - 1, begin, -1) if view.word[i] in _PARTS), begin - 1)
    begin = head - 1 if _is_relative(view.word[head - 1]) else parted + 1
    return replace(draft, content=((begin, head), *draft.content)) if begin < head else None


def relative_ahead(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Of what leads up to a relative clause the pronoun alone: "They met a man who, police say, wore gloves"."""
    if not draft.cue or len(draft.content) < 2 or draft.content[0][1] > draft.cue[0]:
        return None
    first, last = draft.content[0]
    while last > first and not view.bits[last - 1] & WORD:
        last -= 1
    if last - first < 2 or view.pair[last - 1] >= 0 or not _is_relative(view.word[last - 1]):
        return None
    lead = () if view.bits[last - 2] & PREPOSITION else ((last - 1, last),)  # "the speech in which he announced"
    return replace(draft, content=(*lead, *draft.content[1:]))


def turned(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """What stands in front of "says" and who says it: "Their careers are over, says the boss of the board"."""
    if draft.cue is None or draft.kind != "indirect" or view.lower(draft.cue[0]) not in _SAY:
        return None
    (first, last), at = draft.content[0], draft.cue[0]
    begin, end = view.bounds[view.sentence[at]]
    if not first == draft.cue[1] == at + 1 or len(draft.content) > 1 or view.word[at - 1] != ",":
        return None
    if at - begin < 5 or last - first > LONGEST:
        return None
    if any(view.bits[i] & AUXILIARY or is_finite(view, i) for i in range(first, last)):
        return None
    source = after(view, first)
    if not source or (source[1] < end and view.word[source[1]] not in (",", ".")):
        return None
    return replace(draft, content=((begin, at - 1),), source=source)


def label_printed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A transcript's label at the head of a quotation: “WALLACE: Will you?”"""
    if draft.cue or draft.kind != "direct":
        return None
    (first, last), *others = draft.content
    at = first
    while at < min(last, first + _LONGEST_LABEL) and view.word[at].isupper() and len(view.word[at]) > 1:
        at += 1
    if at == first or at + 1 >= last or view.word[at] != ":":
        return None
    return replace(
        draft,
        content=((at + 1, last), *others),
        cue=(at, at + 1),
        source=(first, at),
        confidence=_BY_PRINT,
    )


def name_behind_dash(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """`“...” — Grace Hopper` at the end of a paragraph."""
    if draft.cue or draft.kind != "direct":
        return None
    last = draft.content[-1][1]
    at = view.pairs[view.pair[last - 1]].close if view.pair[last - 1] >= 0 else last
    end = int(view.table.paragraph_token[view.paragraph(last - 1)][1])
    if not 2 <= end - at <= _LONGEST_NAME or view.word[at] not in _DASHES:
        return None
    source = after(view, at + 1)
    if not source or not view.bits[source[0]] & CAPITAL:
        return None
    return replace(draft, cue=(at, at + 1), source=source, confidence=_BY_PRINT)


def name_behind_verb(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """`“I was there,” recalls Ana Reyes`: a verb of speech and a name behind a comma and the marks."""
    if draft.source or draft.kind != "direct":
        return None
    last = draft.content[0][1]
    if view.pair[last - 1] < 0 or view.word[last - 1] not in (",", "?", "!"):
        return None
    at = view.pairs[view.pair[last - 1]].close
    if at + 1 >= len(view.word) or not view.bits[at] & CUE or not view.word[at].islower():
        return None
    source = after(view, at + 1)
    if not source or not view.bits[source[0]] & CAPITAL or view.sentence[at] != view.sentence[source[0]]:
        return None
    return replace(draft, cue=(at, at + 1), source=source, confidence=_BY_PRINT)


def paragraph_alone(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A quotation that is a paragraph by itself, or several: the paragraphs around it say whose it is."""
    if draft.cue or draft.kind != "direct" or not all(_fills_paragraph(view, first) for first, _ in draft.content):
        return None
    if not view.pairs[view.pair[draft.content[-1][0]]].closed:
        return None
    return replace(draft, confidence=max(draft.confidence, _STANDING))


def _fills_paragraph(view: View, at: int) -> bool:
    """Whether the marks around a token are those of a whole paragraph."""
    if view.pair[at] < 0:
        return False
    pair = view.pairs[view.pair[at]]
    first, last = (int(bound) for bound in view.table.paragraph_token[view.paragraph(at)])
    return (pair.open, pair.close) == (first, last)


def interrupted(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts, one of two around an aside in dashes: `“We will open”—he paused—“whatever they say.”`"""
    asides = [pairs for pairs in pairwise(view.pairs) if _is_aside(view, *pairs)]
    if not asides:
        return list(drafts)
    holders: dict[int, list[QuoteDraft]] = {}
    for draft in drafts:
        for paragraph in {view.paragraph(first) for first, _ in draft.content}:
            holders.setdefault(paragraph, []).append(draft)
    gone, new = set[int](), list[QuoteDraft]()
    for before, behind in asides:
        near = holders.get(view.paragraph(before.first), ())[:_MOST_IN_PARAGRAPH]
        own = [one for one in near if any(a < behind.last and b > before.first for a, b in one.content)]
        sourced = [one for one in own if one.source and one.source[0] >= behind.close] or own
        if sourced and gone.isdisjoint(map(id, own)):
            content = ((before.first, before.last), (behind.first, behind.last))
            new.append(replace(sourced[-1], content=content, kind="direct"))
            gone.update(map(id, own))
    return sorted([*(draft for draft in drafts if id(draft) not in gone), *new], key=attrgetter("start"))


def _is_aside(view: View, before: Pair, behind: Pair) -> bool:
    """Whether dashes and a few words between them part two quotations of a paragraph."""
    if not 3 <= behind.open - before.close <= _LONGEST_ASIDE or view.paragraph(before.first) != view.paragraph(
        behind.first
    ):
        return False
    return view.word[before.close] in _DASHES and view.word[behind.open - 1] in _DASHES


def taking_turns(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts of an article in order, in dialogue one of its own for each paragraph.

    `“Where is it?” asked Innes.`, `“In the tin,” said Lunn.`, `“Which tin?”`: the third is no more of the second, for a
    question and its answer are not said by one.
    """
    found: list[QuoteDraft] = []
    for draft in drafts:
        cut = next((at for at in range(1, len(draft.content)) if _answers(view, *draft.content[at - 1 : at + 1])), 0)
        if cut and found and _is_of_another(view, found[-1], draft):
            rest = QuoteDraft(draft.content[cut:], confidence=draft.confidence, rule="marked")
            found += [replace(draft, content=draft.content[:cut]), rest]
        else:
            found.append(draft)
    return found


def _answers(view: View, before: Range, behind: Range) -> bool:
    """Whether a quotation that fills its paragraph follows on another in the one before, and one of both asks."""
    first, last = before[0], behind[0]
    if view.paragraph(last) != view.paragraph(first) + 1 or not _fills_paragraph(view, last) or view.pair[first] < 0:
        return False
    asked, answered = view.pairs[view.pair[first]], view.pairs[view.pair[last]]
    return asked.closed and (view.word[asked.last - 1] == "?") != (view.word[answered.last - 1] == "?")


def _is_of_another(view: View, before: QuoteDraft, draft: QuoteDraft) -> bool:
    """Whether the quotation before is another's, in the paragraph before."""
    if not before.source or not draft.source or before.kind == "indirect":
        return False
    near = view.paragraph(before.content[-1][0]) + 1 == view.paragraph(draft.start)
    return near and view.text(*before.source) != view.text(*draft.source)


def reopened(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts of an article in order, those in marks that open again what is open as pieces of the one before."""
    found: list[QuoteDraft] = []
    for draft in drafts:
        if found and _reopens(view, found[-1], draft):
            before = found.pop()
            draft = replace(before, content=before.content + draft.content)
        found.append(draft)
    return found


def _reopens(view: View, before: QuoteDraft, draft: QuoteDraft) -> bool:
    """Whether a quotation without a cue of its own stands in marks that reopen those of the one before."""
    pair = view.pair[draft.start]
    if draft.cue or draft.kind == "indirect" or before.kind == "indirect" or pair < 1 or not view.pairs[pair].carried:
        return False
    return view.pair[before.content[-1][1] - 1] == pair - 1 and not view.pairs[pair - 1].closed
