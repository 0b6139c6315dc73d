"""Who speaks where the text names no source: whoever speaks in the same paragraph, or whose turn it is.

A label tells whose turn it is (`labels`); else the quotes and the people before do.
"""

from __future__ import annotations

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.speakers.cast import Entity
from quotekit.speakers.choice.labels import speaker_of_label
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB
from quotekit.text.paragraphs import RUNNING
from quotekit.text.phrases import BE

Chosen = list[Entity | None]
"""The speakers of the drafts of an article as far as they are known, one for each."""
_SAID_OF = frozenset(
    "accused charged blamed hailed credited labelled labeled dubbed billed said reported alleged believed thought "
    "rumoured rumored estimated predicted projected tipped described characterized characterised questioned asked told "
    "ordered advised warned criticised criticized pressed highlighted identified suspected expected encouraged".split()
)
"""What is said of somebody by others, behind "is"."""
_BEHIND_SAID = frozenset({"of", "with", "for", "on", "about", "over", "as"})
_ASKED = frozenset({"asked", "told"})
_WHEN = frozenset({"when", "if", "once", "i"})
_AROUND = frozenset("after against amid amidst despite following over to with without".split())
"""What stands between somebody and the claims of others."""
_RUMOURS = frozenset(
    "reports warnings claims rumours rumors allegations allegation speculation accusations accusation suggestions "
    "suggestion criticism criticisms complaints complaint revelations revelation news predictions expectation "
    "expectations confirmation charges pleas question questions requests request assertion assertions calls concerns "
    "fears reportedly allegedly supposedly".split()
)
"""Words for what is said by nobody in particular: "after reports that staff had filmed the march"."""
_BLAMED = frozenset({"accused", "charged", "blamed", "hailed", "credited", "labelled", "labeled", "dubbed", "billed"})
"""What is said of somebody by others, where no helper stands in front: "a man accused of arson"."""
_NEAR = 12  # drafts on either side that are looked at: keeps every search bounded
_FAR = 2  # paragraphs after which a speaker is out of mind


def speaker_by_turn(discourse: Discourse, drafts: list[QuoteDraft], chosen: Chosen, number: int) -> Entity | None:
    """The speaker of a draft without source by its label or what stands before it; None where that tells nothing.

    Of the same paragraph the draft before; else, of two who take turns, the other one; else the person whom the
    paragraph before is about; else the last speaker.
    """
    draft = drafts[number]
    if draft.label:
        return speaker_of_label(discourse, draft)
    if nobody_speaks(discourse.view, draft):
        return None
    paragraph = discourse.view.paragraph(draft.start)
    before = _known_before(discourse, drafts, chosen, number)
    if len(before) > 1 and _answers(discourse.view, drafts, number, before):
        return before[1][1]
    if _goes_on(discourse, drafts, number):
        return chosen[number - 1]
    if before and before[0][0] == paragraph:
        return before[0][1]
    if _sourced_behind(discourse, drafts, number) is not None:
        return None
    if len(before) > 1 and _take_turns(paragraph, before):
        return before[1][1]
    told = _told_before(discourse, paragraph, before[0][0] if before else -1)
    if told:
        return told
    return before[0][1] if before and paragraph - before[0][0] <= _FAR else None


def speaker_behind(discourse: Discourse, drafts: list[QuoteDraft], chosen: Chosen, number: int) -> Entity | None:
    """The speaker of the next draft of the paragraph that has a source: “It rained. ... “We stayed,” he said."""
    behind = None if nobody_speaks(discourse.view, drafts[number]) else _sourced_behind(discourse, drafts, number)
    return None if behind is None else chosen[behind]


def nobody_speaks(view: View, draft: QuoteDraft) -> bool:
    """Whether the article names nobody who says what a draft says that has no source or "it": "it was reported".

    >>> from quotekit.text.document import look
    >>> view = look("It was reported that rain fell. Asked if it did, she left. But said it did.")
    >>> finds = [((3, 6), (1, 3)), ((8, 11), (7, 8)), ((17, 19), (16, 17))]
    >>> [nobody_speaks(view, QuoteDraft((content,), kind="indirect", cue=cue)) for content, cue in finds]
    [True, True, False]
    """
    if draft.kind == "direct" or draft.cue is None:
        return False
    if _is_in_the_air(view, *draft.cue):
        return not draft.source or draft.source[1] <= draft.cue[0]
    if draft.source and (draft.source[1] - draft.source[0] > 1 or view.word[draft.source[0]].lower() != "it"):
        return draft.source[1] <= draft.cue[0] and _is_said_of(view, *draft.cue)
    first, last = draft.cue
    words = [view.word[at].lower() for at in range(first, last)]
    if not _RUMOURS.isdisjoint((words[0], words[-1])) or words[0] in _BLAMED:
        return True
    if words[-1] in _ASKED and (view.word[first][0].isupper() or view.word[first - 1].lower() in _WHEN):
        return True
    return len(words) > 1 and not words[-1].endswith("ing") and not BE.isdisjoint(words[:-1])


def _is_in_the_air(view: View, first: int, last: int) -> bool:
    """Whether a cue is a noun that nobody is named with: "He resigned amid claims that", but not "his claims that"."""
    is_plural = last - first == 1 and view.word[first].islower() and view.word[first].endswith("s")
    return (
        is_plural and first > 0 and view.word[first - 1].lower() in _AROUND and view.word[last : last + 1] == ["that"]
    )


def _is_said_of(view: View, first: int, last: int) -> bool:
    """Whether a cue says what others say of its subject: "was accused of", but not "was quoted as saying"."""
    be = next((at for at in range(first, last) if view.word[at].lower() in BE), None)
    if be is None:  # "a man accused of arson"
        behind = view.word[last - 1 if last - first > 1 else last].lower() if last < len(view.word) else ""
        return view.word[first].lower() in _BLAMED and behind in ("of", "with")
    rest = [at for at in range(be + 1, last) if not view.bits[at] & ADVERB and not view.word[at].endswith("ly")]
    words = [view.word[at].lower() for at in rest]
    return bool(words) and words[0] in _SAID_OF and all(word in _BEHIND_SAID for word in words[1:])


def _sourced_behind(discourse: Discourse, drafts: list[QuoteDraft], number: int) -> int | None:
    paragraph = discourse.view.paragraph(drafts[number].start)
    for other in range(number + 1, min(number + _NEAR, len(drafts))):
        if discourse.view.paragraph(drafts[other].start) != paragraph:
            return None
        if drafts[other].source:
            return other
    return None


def _known_before(
    discourse: Discourse, drafts: list[QuoteDraft], chosen: Chosen, number: int
) -> list[tuple[int, Entity]]:
    """The drafts before with known speakers, the last one first: paragraph and speaker."""
    known = []
    for other in range(number - 1, max(number - _NEAR, 0) - 1, -1):
        entity = chosen[other]
        if entity is not None:
            known.append((discourse.view.paragraph(drafts[other].start), entity))
    return known


def _take_turns(paragraph: int, before: list[tuple[int, Entity]]) -> bool:
    """Whether the two paragraphs before are quotations of two people, and the one before them of the nearer one."""
    (near, last), (far, other) = before[0], before[1]
    if (near, far) != (paragraph - 1, paragraph - 2) or last is other:
        return False
    return len(before) > 2 and before[2] == (paragraph - 3, last)


def _goes_on(discourse: Discourse, drafts: list[QuoteDraft], number: int) -> bool:
    """Whether a draft goes on with the one before: both have marks, and they are near."""
    if not number or drafts[number].source:
        return False
    draft, last = drafts[number], drafts[number - 1]
    if "indirect" in (draft.kind, last.kind):
        return False
    return discourse.view.paragraph(draft.start) - discourse.view.paragraph(last.content[-1][0]) <= _FAR


def _answers(view: View, drafts: list[QuoteDraft], number: int, before: list[tuple[int, Entity]]) -> bool:
    """Whether a draft asks or answers the one before, by one of two who spoke in the two paragraphs before."""
    draft, last = drafts[number], drafts[number - 1]
    (near, one), (far, other) = before[0], before[1]
    paragraph = view.paragraph(draft.start)
    if one is other or (near, far) != (paragraph - 1, paragraph - 2) or "indirect" in (draft.kind, last.kind):
        return False
    return _asks(view, draft) != _asks(view, last)


def _asks(view: View, draft: QuoteDraft) -> bool:
    return view.word[draft.content[-1][1] - 1] == "?"


def _told_before(discourse: Discourse, paragraph: int, quoted: int) -> Entity | None:
    """Whom the paragraph before is about, where nobody is quoted in it: the last person first in a sentence."""
    if not paragraph or quoted >= paragraph - 1:
        return None
    first, last = (int(bound) for bound in discourse.view.table.paragraph_token[paragraph - 1])
    if discourse.view.table.paragraph_kind[paragraph - 1] not in RUNNING:
        return None
    people: dict[int, Entity] = {}
    for name, entity in discourse.cast.at(first, last):
        if entity.kind == "person" and discourse.view.pair[name.first] < 0:
            people.setdefault(discourse.view.sentence[name.first], entity)
    return people[max(people)] if people else None
