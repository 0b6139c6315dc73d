"""Sheets of attribution: what is labelled, what is known of each question, drafts, and what the repairs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from readings_of import drafts_of, found_in, pieces, told

from quotekit.attribution.clauses import second_verb
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.sources import candidates
from quotekit.attribution.decisions.stage import Decided
from quotekit.attribution.decisions.words import words_of
from quotekit.attribution.denials import is_denied
from quotekit.attribution.find import find_drafts
from quotekit.attribution.negation import is_bare_object, negation, says_nothing
from quotekit.attribution.rules import MAKERS, PROPOSERS, REGROUPINGS, REPAIRS, drafted, mended
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging.crf import LABELS
from quotekit.attribution.tagging.wordtypes import stem
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.records import QuoteKind
from quotekit.text.document import View
from quotekit.text.lexicon import CUE
from quotekit.text.phrases import Range, after, before
from quotekit.wordtables import stable_hash

_FEW = 400
"""Tokens of a text whose columns are printed token by token."""


def draft_line(view: View, draft: QuoteDraft) -> str:
    """A draft as a line."""
    parts = [
        f"{draft.kind} {draft.act} {draft.rule or '-'}",
        f"source {told(view, draft.source)}",
        f"cue {told(view, draft.cue)}",
        f"content {pieces(view, draft.content)}",
        "denied" * draft.denied,
        f"label {draft.label} {told(view, draft.named)}" if draft.label or draft.named else "",
    ]
    return "; ".join(filter(None, parts))


def label_lines(name: str) -> Iterator[str]:
    """Runs of labels, candidates for sources, and the columns that each decision looks at."""
    found = found_in(name)
    view, seen = found.view, found.decided.seen
    at = {place: number for number, place in enumerate(seen.batch.at.tolist())}
    for role, runs in zip(("source", "cue", "content"), seen.runs, strict=True):
        for first, last in runs.tolist():
            yield f"{role}: {told(view, _tokens(at, first, last))}"
    given = candidates(seen)
    for (first, last), head, kind, labelled in zip(*(one.tolist() for one in given), strict=True):
        tokens = _tokens(at, first, last)
        yield f"may be a source: {told(view, tokens)}, head {view.word[at[head]]}, {kind} {'labelled' * labelled}"
    yield f"labels: {' '.join(LABELS)}"
    if len(view.word) < _FEW:
        yield from _columns("token", seen.columns, _words(view))
    before, model = Decided([view], seen), Model.shipped()
    for stage in STAGES:
        rows = stage.rows(before)
        yield from _columns(stage.decision.name, rows.columns, _words(view))
        before = stage.after(before, rows, model.decisions[stage.decision.name])


def _tokens(at: Mapping[int, int], first: int, last: int) -> Range | None:
    inner = [at[place] for place in range(first, last) if place in at]
    return (inner[0], inner[-1] + 1) if inner else None


def _words(view: View) -> dict[int, str]:
    """The words of a text, parts of them and their stems by the numbers that stand for them."""
    known = {0: "0"}
    for word in (*view.word, *map(str.lower, view.word), *map(stem, map(str.lower, view.word))):
        for part in (word, word[:3], word[-3:], word[-2:]):
            known.setdefault(int(stable_hash(part)), part)
    return known


def _columns(of: str, columns: Mapping[str, np.ndarray], words: Mapping[int, str]) -> Iterator[str]:
    """A line for each column of a decision: its values, of which large ones are words."""
    for name, column in columns.items():
        values = [
            str(value) if value < 100_000 else words.get(value, "?")
            for value in np.asarray(column).astype(np.int64).tolist()
        ]
        yield f"{of} {name}: {' '.join(_runs(values))}"


def _runs(values: Sequence[str]) -> Iterator[str]:
    """Values, those that come several times in a row once, with their number."""
    count = 0
    for value, following in zip(values, [*values[1:], None]):  # none at all, or one following each
        count += 1
        if value != following:
            yield value if count == 1 else f"{value}*{count}"
            count = 0


def draft_lines(name: str) -> Iterator[str]:
    """Drafts as they are made, regrouped, mended by each rule, proposed; and those that are judged and told."""
    found = found_in(name)
    view, [words] = found.view, words_of(found.decided)
    made = sorted((draft for rule in MAKERS for _, draft in rule.function(found.decided)), key=lambda one: one.start)
    yield from (f"made: {draft_line(view, draft)}" for draft in made)
    for regroup in REGROUPINGS:
        after_it = regroup(view, made)
        yield from (f"{regroup.__name__}: {draft_line(view, draft)}" for draft in after_it if draft not in made)
        made = after_it
    own = mended(view, made)
    for proposer in PROPOSERS:
        yield from (f"{proposer.name}: {draft_line(view, draft)}" for draft in proposer.function(words, own))
    yield from (f"drafted: {draft_line(view, draft)}" for drafts in drafted(found.decided) for draft in drafts)
    yield from (f"judged: {draft_line(view, draft)}" for draft in drafts_of(found))
    model = Model.shipped()
    [last] = find_drafts([view], model.passes, model.decisions)
    yield from (f"told: {draft_line(view, draft)}" for draft in last)


def imagined(view: View) -> Iterator[QuoteDraft]:
    """For each cue of a text the drafts that one may make of its sentence, whether or not they make sense."""
    for cue in (at for at, bits in enumerate(view.bits) if bits & CUE):
        begin, end = view.bounds[view.sentence[cue]]
        sources = [before(view, cue, begin), after(view, cue + 1), None]
        sources += [(cue - 2, cue - 1)] if cue - 2 >= begin else []
        contents = [(cue + 1, end), (begin, cue)]
        if sources[1]:
            contents.append((sources[1][1], end))
        for source in dict.fromkeys(sources):
            for content in contents:
                if content[0] < content[1] and (source is None or source[1] <= content[0] or source[0] >= content[1]):
                    quoted = [view.pair[at] >= 0 for at in range(*content)]
                    kind: QuoteKind = "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"
                    yield QuoteDraft((content,), cue=(cue, cue + 1), source=source, kind=kind)


def repair_lines(name: str) -> Iterator[str]:
    """What each repair and each question makes of drafts that may be imagined."""
    view, _ = with_names(found_in(name).view, Model.shipped().kinds)
    last: QuoteDraft | None = None
    for draft in imagined(view):
        yield f"{draft.cue[0] if draft.cue else ''} {draft_line(view, draft)}"
        for rule in REPAIRS:
            better = rule.function(view, draft, last)
            if better:
                yield f"  {rule.name}: {_difference(view, draft, better)}"
        asked = {"denied": is_denied, "says nothing": says_nothing, "bare object": is_bare_object}
        told_of = [question for question, function in asked.items() if function(view, draft)]
        verb = draft.cue[0] if draft.cue else 0
        told_of += [f"negated {how}" for how in [negation(view, verb, draft.source)] if how]
        told_of += [f"second verb {at}" for at in [second_verb(view, draft, verb + 1)] if at is not None]
        if told_of:
            yield f"  {', '.join(told_of)}"
        last = draft


def regrouped_lines(name: str) -> Iterator[str]:
    """What is made of drafts for all pairs of marks: with nobody's name, with who stands beside, with somebody's."""
    view, _ = with_names(found_in(name).view, Model.shipped().kinds)
    for sort, drafts in _of_marks(view).items():
        for regroup in REGROUPINGS:
            changed = regroup(view, drafts)
            yield from (f"{sort}, {regroup.__name__}: {draft_line(view, one)}" for one in changed if one not in drafts)
            drafts = changed
        for draft, before_it in zip(drafts, [None, *drafts]):
            for rule in REPAIRS:
                if better := rule.function(view, draft, before_it):
                    yield f"{sort}, {rule.name}: {pieces(view, draft.content)[:40]}: {_difference(view, draft, better)}"


def _of_marks(view: View) -> dict[str, list[QuoteDraft]]:
    """Drafts of each pair of marks, by how much is known of them."""
    alone, beside, cued = [], [], []
    for pair in view.pairs:
        begin, end = view.bounds[view.sentence[pair.first]]
        draft = QuoteDraft(((pair.first, pair.last),), "labelled", confidence=0.9)
        alone.append(draft)
        source = after(view, pair.close) or before(view, pair.open, begin)
        beside.append(draft._replace(source=source))
        cue = next((at for at in (*range(pair.close, end), *range(begin, pair.open)) if view.bits[at] & CUE), None)
        behind = source if cue is None or source is None or not source[0] <= cue < source[1] else None
        cued.append(draft._replace(source=behind, cue=None if cue is None else (cue, cue + 1)))
    return {"alone": alone, "beside": beside, "cued": cued}


def _difference(view: View, draft: QuoteDraft, better: QuoteDraft) -> str:
    parts = []
    if draft.source != better.source:
        parts.append(f"source {told(view, better.source)}")
    if draft.cue != better.cue:
        parts.append(f"cue {told(view, better.cue)}")
    if draft.content != better.content:
        parts.append(f"content {pieces(view, better.content)}")
    if (draft.kind, draft.act) != (better.kind, better.act):
        parts.append(f"{better.kind} {better.act}")
    return "; ".join(parts) or "the same"
