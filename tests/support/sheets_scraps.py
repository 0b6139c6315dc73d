"""Sheets of scraps (`scraps.py`): what all stages of attribution find in them, and make of drafts nobody would make.

What is found in all scraps of a text is too much to print: a sheet has sums of it. `python tests/support/sheets.py
--in-full scraps/council` prints what was summed, to be compared between two checkouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from scraps import Chance, Line, read
from sheets_attribution import draft_line

from quotekit.attribution.clauses import second_verb
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.sources import candidates
from quotekit.attribution.decisions.stage import BY_MARKS, Decided
from quotekit.attribution.decisions.words import Words, words_of
from quotekit.attribution.denials import is_denied
from quotekit.attribution.find import find_drafts
from quotekit.attribution.finds import find_columns, finds
from quotekit.attribution.negation import is_bare_object, negation, says_nothing
from quotekit.attribution.rules import LAST, MAKERS, PROPOSERS, REGROUPINGS, REPAIRS, drafted, mended
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging.tagger import label
from quotekit.attribution.verdicts import Beliefs, Mentions, Proposals, judged
from quotekit.models.model import Model
from quotekit.text.document import View
from quotekit.text.lexicon import CUE
from quotekit.text.phrases import Range, after

_DRAFTS = 60
"""Drafts of a scrap that nobody would make."""
_SPOILT = 5
"""Changed ones of each that is there."""


def lines(name: str) -> Iterator[Line]:
    """What all stages of attribution find in all scraps of a text at once, and what they make of odd drafts."""
    views = [scrap.view for scrap in read(name)]
    model = Model.shipped()
    seen = label(views, model.passes)
    yield from _arrays("seen", {"runs": seen.runs, "candidates": candidates(seen), **seen.columns})
    before = Decided(views, seen)
    for stage in STAGES:
        rows = stage.rows(before)
        if stage.decision.name not in ("mention", "belief"):  # which look at the columns of "statement"
            yield from _arrays(stage.decision.name, rows.columns)
        before = stage.after(before, rows, model.decisions[stage.decision.name])
    for kind, record in before.records.items():
        yield from _arrays(kind.__name__, _parts(record))
    words = list(words_of(before))
    for one in words:
        yield from _arrays("words", {"verbs": one.verbs, "commas": one.commas, "cues": one.cues})
    made: list[list[QuoteDraft]] = [[*own] for own in drafted(before)]
    for rule in MAKERS:
        for number, draft in rule.function(before):
            yield f"drafts: {rule.name}", draft_line(views[number], draft)
            made[number].append(draft)
    for told, found in {
        "drafted": drafted(before),
        "judged": judged(before),
        "told": find_drafts(views, model.passes, model.decisions),
    }.items():
        yield from ((f"drafts: {told}", draft_line(view, draft)) for view, own in zip(views, found) for draft in own)
    odd = [odd_drafts(one, own, f"{name} {number}") for number, (one, own) in enumerate(zip(views, made))]
    for one, drafts in zip(words, odd):
        yield from _mended(one, drafts)
    yield from _judged(before, odd)


def _arrays(of: str, columns: Any) -> Iterator[Line]:
    """Whole numbers and words, by their column; what is not whole may differ by a bit from machine to machine."""
    for column, values in columns.items():
        whole = _whole(values)
        if whole is not None:
            yield f"{of}: {column}", repr(whole)


def _whole(values: Any) -> Any:
    if isinstance(values, np.ndarray):
        return values.tolist() if values.dtype.kind in "iub" else None
    return [_whole(one) for one in values] if isinstance(values, (list, tuple)) else values


def _parts(record: Any) -> dict[str, Any]:
    """The parts of a record that are lists or arrays of whole numbers, or names."""
    names = [one.name for one in fields(record)] if is_dataclass(record) else record._fields
    held = {name: getattr(record, name) for name in names}
    return {name: one for name, one in held.items() if isinstance(one, (list, tuple, np.ndarray))}


def odd_drafts(view: View, made: Sequence[QuoteDraft], seed: str) -> list[QuoteDraft]:
    """Drafts of ranges drawn by chance, and some that are there with one thing changed; in order."""
    chance = Chance(seed)
    found = list(_drawn(view, chance))
    found += made
    found += [_spoilt(view, draft, chance) for draft in made for _ in range(_SPOILT)]
    return sorted(found, key=lambda one: one.start)


def _drawn(view: View, chance: Chance) -> Iterator[QuoteDraft]:
    """Drafts of phrases, verbs, what is in marks, sentences, and any tokens."""
    count = len(view.word)
    phrases = [place for place in (after(view, at) for at in range(count)) if place] or [(0, 1)]
    cues = [at for at, bits in enumerate(view.bits) if bits & CUE] or [0]
    marked = [(pair.first, pair.last) for pair in view.pairs if pair.first < pair.last] or phrases
    for _ in range(min(_DRAFTS, 2 * count)):
        verb = chance.one(cues)
        begin, end = view.bounds[view.sentence[verb]]
        cue = chance.one(
            [None, (verb, verb + 1), (max(verb - 1, 0), verb + 1), (verb, verb + 1), _any(count, 2, chance)]
        )
        behind, ahead = after(view, verb + 1), _before(phrases, verb)
        source = chance.one([None, chance.one(phrases), behind, ahead, _any(count, 5, chance)])
        pieces = [(begin, max(verb, begin + 1)), (min(verb + 1, end - 1), end), _any(count, 25, chance)]
        both = {chance.one([chance.one(marked), chance.one(pieces)]) for _ in range(1 + (chance.below(3) == 0))}
        yield _draft(view, sorted(both), cue, source, chance)


def _draft(view: View, pieces: Sequence[Range], cue: Range | None, source: Range | None, chance: Chance) -> QuoteDraft:
    content = tuple(one for n, one in enumerate(pieces) if n == 0 or pieces[n - 1][1] <= one[0])
    quoted = [view.pair[at] >= 0 for piece in content for at in range(*piece)]
    kind = chance.one(BY_MARKS) if chance.below(6) == 0 else BY_MARKS[all(quoted) + any(quoted)]
    return QuoteDraft(content, chance.one(_RULES), cue, source, kind=kind, confidence=chance.one((0.0, 0.2, 0.5, 0.9)))


def _spoilt(view: View, draft: QuoteDraft, chance: Chance) -> QuoteDraft:
    """A draft without its source or its cue, with both exchanged, or with a range a token longer or shorter."""
    how = chance.below(8)
    if how == 0:
        return draft._replace(source=None)
    if how == 1:
        return draft._replace(cue=None)
    if how == 2:
        return draft._replace(cue=draft.source and (draft.source[0], draft.source[0] + 1), source=draft.cue)
    if how == 3 and draft.source:
        return draft._replace(source=_moved(view, draft.source, chance))
    if how == 4 and draft.cue:
        return draft._replace(cue=_moved(view, draft.cue, chance))
    if how == 5 and draft.source and draft.cue:  # the verb was taken for a part of the source
        both = sorted((*draft.source, *draft.cue))
        return draft._replace(cue=None, source=(both[0], both[-1])) if both[-1] - both[0] < 12 else draft
    return _draft(view, [_moved(view, one, chance) for one in draft.content], draft.cue, draft.source, chance)


def _moved(view: View, place: Range, chance: Chance) -> Range:
    first = min(max(place[0] + chance.below(3) - 1, 0), len(view.word) - 1)
    return first, min(max(place[1] + chance.below(3) - 1, first + 1), len(view.word))


_RULES = ("", "", "", "labelled", "marked", "in-front", "named-so", "branded-so", "relayed")


def _any(count: int, most: int, chance: Chance) -> Range:
    first = chance.below(count)
    return first, min(first + 1 + chance.below(most), count)


def _before(phrases: Sequence[Range], verb: int) -> Range | None:
    return next((place for place in phrases[::-1] if place[1] <= verb), None)


def _mended(words: Words, drafts: Sequence[QuoteDraft]) -> Iterator[Line]:
    """What each rule and each question makes of drafts."""
    view, last = words.view, None
    for draft in drafts:
        for rule in (*REPAIRS, *LAST):
            if better := rule.function(view, draft, last):
                yield f"rules: {rule.name}", _line(view, better)
        for question in (is_denied, says_nothing, is_bare_object):
            yield f"asked: {question.__name__}", str(question(view, draft))
        verb = draft.cue[0] if draft.cue else draft.start
        yield "asked: negation", str(negation(view, verb, draft.source))
        yield "asked: second_verb", str(second_verb(view, draft, verb + 1))
        last = draft
    for few in (drafts[::7], drafts[::3]):
        own: Sequence[QuoteDraft] = few
        for regroup in REGROUPINGS:
            own = regroup(view, own)
            yield from ((f"regrouped: {regroup.__name__}", _line(view, one)) for one in own)
        for proposer in PROPOSERS:
            yield from ((f"proposed: {proposer.name}", _line(view, one)) for one in proposer.function(words, few))
    yield from (("drafts: mended", _line(view, one)) for one in mended(view, drafts[::5]))


def _line(view: View, draft: QuoteDraft) -> str:
    return f"{draft.content} {draft.cue} {draft.source} {draft_line(view, draft)}"


def _judged(before: Decided, odd: Sequence[Sequence[QuoteDraft]]) -> Iterator[Line]:
    """What is known of odd drafts as whole finds, and which of them are told when anything is as likely as not."""
    listed = [(number, draft) for number, own in enumerate(odd) for draft in own[::2]]
    found = finds(before.seen.batch, before.views, listed)
    columns = find_columns(before.seen, found)
    yield from _arrays("odd", columns)
    chance = Chance("judged")
    sure = [np.array([chance.below(101) / 100 for _ in listed]) for _ in range(3)]
    again = Proposals(found, columns, before[Proposals].hashes, sure[0])
    judged_so = judged(before.and_then(again).and_then(Mentions(sure[1])).and_then(Beliefs(sure[2] * sure[2])))
    for view, own in zip(before.views, judged_so):
        yield from (("drafts: odd judged", f"{_line(view, draft)} {draft.confidence}") for draft in own)
