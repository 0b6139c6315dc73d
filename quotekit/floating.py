"""Quotations without a cue of their own: the sentence, the paragraph or the speaker before says whose they are."""

from __future__ import annotations

from quotekit.drafts import Draft
from quotekit.lexicon import GIVEN, SUBJECT
from quotekit.marks import Pair
from quotekit.phrases import Range, after, before
from quotekit.sources import Cues
from quotekit.speech import ends_as_speech, word_count
from quotekit.view import View

_FEWEST_ALONE = 3  # words of a quotation that is a paragraph
_FEWEST = 5  # words; a shorter quotation without any cue is mostly a title or a scare quote


def find_floating(view: View, cues: Cues, pair: Pair, left: Range, span: Range, earlier: list[Draft]) -> Draft | None:
    """A quotation with the speaker that its context gives, or None where it is too short to be one.

    `left` are the tokens between it and the quotation before in its paragraph `span`; `earlier` all drafts before it.
    """
    content = ((pair.first, pair.last),)
    if pair.carried and earlier:
        return Draft(content, "carried", same_as=earlier[-1].start)
    alone = pair.open == span[0] and pair.close == span[1]
    if word_count(view, pair) < (_FEWEST_ALONE if alone else _FEWEST):
        return None
    if not ends_as_speech(view, pair) and pair.closed:
        return None
    if left[0] == span[0] and left[1] == left[0]:
        return _from_paragraph_before(view, cues, pair, earlier, span)
    subject = _subject_before(view, left) if left[1] > left[0] else None
    if subject:
        return Draft(content, "sentence-before", None, subject)
    if earlier and earlier[-1].start >= span[0]:
        return Draft(content, "same-paragraph", same_as=earlier[-1].start)
    return Draft(content, "floating", same_as=earlier[-1].start if earlier else None)


def _subject_before(view: View, left: Range) -> Range | None:
    """The subject of the sentence right before a quotation: "Ms. Reyes shook her head. “Never.”" """
    first = max(view.bounds[view.sentence[left[1] - 1]][0], left[0])
    found = after(view, first)
    return found if found and found[1] < left[1] else None


def _from_paragraph_before(view: View, cues: Cues, pair: Pair, earlier: list[Draft], span: Range) -> Draft | None:
    """A paragraph that begins with a quotation: a colon before it, or the last speaker, or the other of two who take
    turns."""
    content = ((pair.first, pair.last),)
    lead = _colon_lead(view, cues, span[0])
    if lead:
        return Draft(content, "colon-before", *lead)
    told = _told_before(view, earlier, span[0])
    if told:
        return Draft(content, "paragraph-before", None, told)
    if len(earlier) >= 2 and _alternates(view, earlier, span[0]):
        return Draft(content, "alternating", same_as=earlier[-2].start)
    if earlier:
        return Draft(content, "last-speaker", same_as=earlier[-1].start)
    return Draft(content, "floating")


def _told_before(view: View, earlier: list[Draft], first: int) -> Range | None:
    """Whom the paragraph before is about, where nobody is quoted in it: the subject of its last sentences."""
    if not first:
        return None
    paragraph = view.paragraph(first - 1)
    lo, hi = (int(bound) for bound in view.table.paragraph_token[paragraph])
    if view.table.paragraph_kind[paragraph] != "body" or (earlier and earlier[-1].content[-1][1] > lo):
        return None
    for sentence in range(view.sentence[hi - 1], view.sentence[lo] - 1, -1):
        begin = view.bounds[sentence][0]
        found = after(view, begin) if view.pair[begin] < 0 else None
        if found and (view.named[found[0]] or any(view.named[i] or view.bits[i] & SUBJECT for i in range(*found))):
            return found
        found = _introduced(view, *view.bounds[sentence])
        if found:
            return found
    return None


def _introduced(view: View, first: int, last: int) -> Range | None:
    """The one person whom a sentence names ("In the gallery sat Ann Lee, who")."""
    starts = [
        i
        for i in range(first, last)
        if view.named[i] and view.bits[i] & GIVEN and (i == first or not view.named[i - 1])
    ]
    if len(starts) != 1:
        return None
    return after(view, starts[0])


def _colon_lead(view: View, cues: Cues, first: int) -> tuple[Range | None, Range | None] | None:
    """Cue and source of the sentence before token `first` where it ends with a colon; None where it does not."""
    if first < 2 or view.word[first - 1] != ":" or view.pair[first - 1] >= 0:
        return None
    begin, end = view.bounds[view.sentence[first - 1]]
    for site in reversed(cues.between(begin, end)):
        source = cues.sources[site.first]
        if source:
            return (site.first, site.last), source
    return (first - 1, first), after(view, begin) or before(view, first - 1)


def _alternates(view: View, earlier: list[Draft], first: int) -> bool:
    """Whether the two paragraphs before are quotations of two speakers, as in a dialogue or an interview."""
    last, other = earlier[-1], earlier[-2]
    here, there = view.paragraph(last.start), view.paragraph(other.start)
    if view.paragraph(first) - here != 1 or here - there != 1 or not (last.source and other.source):
        return False
    names = view.text(*last.source), view.text(*other.source)
    opens = all(view.paragraph_opens(draft.start) for draft in (last, other))
    return names[0].lower() != names[1].lower() and opens and _is_question(view, other) != _is_question(view, last)


def _is_question(view: View, draft: Draft) -> bool:
    return view.word[draft.content[-1][1] - 1] == "?"
