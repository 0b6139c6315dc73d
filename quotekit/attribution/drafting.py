"""Drafts in tokens of the articles: what the fitted decisions found, what belongs together, what print alone shows.

What print shows are rules like those of `repairs.py`; their examples stand in `rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from quotekit.attribution.decisions.acts import Acts
from quotekit.attribution.decisions.confidence import Confidence
from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.ranges import all_tokens, all_tokens_if_any
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.stage import BY_MARKS, Decided
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, CUE, DETERMINER, PRONOUN
from quotekit.text.marks import Pair
from quotekit.text.phrases import Range, after

SAID = frozenset(
    "say says said writes wrote argues argued notes noted adds added claims claimed insists insisted explains "
    "explained suggests suggested states stated reads asks asked warns warned complains complained".split()
)
"""Verbs that stand alone beside who speaks."""
_DASHES = frozenset("—–-―") | {"--"}
_FULL_STOPS = frozenset({".", "?", "!"})
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


def labelled(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each attribution that has a cue, as its article's number and a draft in tokens of it."""
    return _drafts(found, cued=True)


def marked(found: Decided) -> Iterator[tuple[int, QuoteDraft]]:
    """Each that has none."""
    return _drafts(found, cued=False)


def _drafts(found: Decided, cued: bool) -> Iterator[tuple[int, QuoteDraft]]:
    batch, own = found.seen.batch, found[Attributions]
    pieces = all_tokens(batch, found[Spans].contents)
    cues, sources = (all_tokens_if_any(batch, spans) for spans in (own.cue, found[Sources].spans))
    articles, kinds = batch.article_number[own.content[:, 0]].tolist(), own.kind.tolist()
    sure = found[Confidence].sure.tolist()
    for number, claim in enumerate(own.claims):
        if (claim.cue >= 0) is cued:
            yield (
                articles[number],
                QuoteDraft(
                    content=tuple(pieces[content] for content in claim.contents),
                    cue=cues[number],
                    source=sources[number],
                    act=found[Acts].acts[number],
                    kind=BY_MARKS[kinds[number]],
                    confidence=round(sure[number], 3),
                ),
            )


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
    return draft._replace(
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
    return draft._replace(cue=(at, at + 1), source=source, confidence=_BY_PRINT)


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
    return draft._replace(cue=(at, at + 1), source=source, confidence=_BY_PRINT)


def paragraph_alone(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A quotation that is a paragraph by itself, or several: the paragraphs around it say whose it is."""
    if draft.cue or draft.kind != "direct" or not all(fills_paragraph(view, first) for first, _ in draft.content):
        return None
    if not view.pairs[view.pair[draft.content[-1][0]]].closed:
        return None
    return draft._replace(confidence=max(draft.confidence, _STANDING))


def fills_paragraph(view: View, at: int) -> bool:
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
            new.append(sourced[-1]._replace(content=content, kind="direct"))
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
            found += [draft._replace(content=draft.content[:cut]), rest]
        else:
            found.append(draft)
    return found


def _answers(view: View, before: Range, behind: Range) -> bool:
    """Whether a quotation that fills its paragraph follows on another in the one before, and one of both asks."""
    first, last = before[0], behind[0]
    if view.paragraph(last) != view.paragraph(first) + 1 or not fills_paragraph(view, last) or view.pair[first] < 0:
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
            draft = before._replace(content=before.content + draft.content)
        found.append(draft)
    return found


def _reopens(view: View, before: QuoteDraft, draft: QuoteDraft) -> bool:
    """Whether a quotation without a cue of its own stands in marks that reopen those of the one before."""
    pair = view.pair[draft.start]
    if draft.cue or draft.kind == "indirect" or before.kind == "indirect" or pair < 1 or not view.pairs[pair].carried:
        return False
    return view.pair[before.content[-1][1] - 1] == pair - 1 and not view.pairs[pair - 1].closed


def sources_divided(view: View, drafts: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts in order, what stands in a source behind a full stop with its cue: `“No,” said Bell. Orr said it.`"""
    found = list(drafts)
    for at, (draft, behind) in enumerate(pairwise(drafts), 1):
        if draft.source and behind.cue and not behind.source:
            half = _within(view, draft.source, view.sentence[behind.cue[0]])
            if half and draft.source[0] < half[0] <= behind.cue[0] - 1 <= half[1] + 1:
                found[at] = behind._replace(source=half)
    return found


def one_sentence(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """No source across a full stop: of "Ana Ruiz. Tom Bell" the one in the sentence of the cue."""
    if not draft.source or not draft.cue:
        return None
    own = _within(view, draft.source, view.sentence[draft.cue[0]])
    return draft._replace(source=own) if own and own != draft.source else None


def _within(view: View, source: Range, sentence: int) -> Range | None:
    """What of a source stands in a sentence, without its full stop; None where nothing does."""
    begin, end = view.bounds[sentence]
    first, last = max(source[0], begin), min(source[1], end)
    if (first, last) != source and view.word[last - 1] == "." and last - first > 1:
        last -= 1
    return (first, last) if first < last else None


def marks_closed(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """A content up to the marks that close with its sentence: `“at least May.” Even so, ...`"""
    if draft.kind != "mixed":
        return None
    first, last = draft.content[-1]
    at = next((i for i in range(last - 1, first, -1) if view.pair[i] >= 0), first)
    pair = view.pairs[view.pair[at]] if at > first else None
    if not pair or not pair.closed or not first < pair.last < pair.close < last - 2:
        return None
    ends = view.word[pair.last - 1] in _FULL_STOPS and view.bits[pair.close] & CAPITAL
    if not ends or (draft.cue and draft.cue[0] >= pair.close):
        return None
    return draft._replace(content=(*draft.content[:-1], (first, pair.last)))


def aside_apart(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """Two pieces where dashes interrupt the speech: `“We will open”—he paused—“whatever they say.”`"""
    pieces = tuple([part for piece in draft.content for part in _around_aside(view, *piece)])
    if pieces == draft.content:
        return None
    in_marks = all(view.pair[first] >= 0 and view.pair[first] == view.pair[last - 1] for first, last in pieces)
    return draft._replace(content=pieces, kind="direct" if in_marks else draft.kind)


def _around_aside(view: View, first: int, last: int) -> list[Range]:
    pair = view.pair[first]
    if pair < 0 or view.pair[last - 1] != pair + 1:
        return [(first, last)]
    before, behind = view.pairs[pair], view.pairs[pair + 1]
    if behind.open - before.close < 3 or not {view.word[before.close], view.word[behind.open - 1]} <= _DASHES:
        return [(first, last)]
    return [(first, before.close), (behind.open, last)]


def verb_in_source(view: View, draft: QuoteDraft, before: QuoteDraft | None) -> QuoteDraft | None:
    """The verb of a quotation that was taken for a part of its source: "the memo states", "complains Ana Ruiz"."""
    if draft.cue or not draft.source or draft.source[1] - draft.source[0] < 2:
        return None
    first, last = draft.source
    if view.word[last - 1] in SAID:
        return draft._replace(source=(first, last - 1), cue=(last - 1, last))
    turned = view.word[first] in SAID and view.bits[first + 1] & (CAPITAL | DETERMINER | PRONOUN)
    return draft._replace(source=(first + 1, last), cue=(first, first + 1)) if turned else None
