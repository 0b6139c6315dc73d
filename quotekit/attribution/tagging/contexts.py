"""What surrounds each token, as columns of whole numbers: marks, cues, verbs, clauses, and the labels of a pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.batch import FRAME, Batch, running
from quotekit.attribution.tagging.grains import Grain, of_words, spread
from quotekit.attribution.tagging.wordtypes import (
    COMMA,
    CUE,
    NAMES,
    POS,
    SEGMENTS,
    STEM,
    THAT,
    VERBS,
    WORD,
    Column,
    Columns,
    Ints,
)

_BUCKET = np.array([0, 1, 2, 3, 4, 4, *[6] * 4, *[10] * 10, *[20] * 20, 40], np.uint32)
_STRONG = 3  # a cue bin that makes other tokens look at the word

KEPT = "word pos part.first left.far left.cue left.word right.far right.cue right.word".split()
"""Columns that are looked at after the first pass: by the second, and of marks. All others take 250 bytes a token."""


def columns(batch: Batch) -> Columns:
    """Every column that the templates of the first pass name, (n,) each."""
    found, shared = divided_columns(batch)
    return found | spread(shared)


def divided_columns(batch: Batch) -> tuple[Columns, list[Grain]]:
    """The same, but those that many places share apart, a row for each word type, part of a sentence, pair of marks."""
    rows = batch.rows
    found: Columns = dict(zip(NAMES, rows))
    found |= _sentence_columns(batch, rows)
    found |= _mark_columns(batch)
    beside, cues = _cue_columns(batch, rows)
    of_places, parts = _part_columns(batch, rows)
    return found | beside | of_places, [*of_words(batch, rows), _pairs(batch, rows), *cues, parts]


def bucket(distance: Ints) -> Column:
    """Distances in tokens, coarser as they grow; at most 40."""
    return _BUCKET.take(distance, mode="clip")


def _previous(batch: Batch, flags: NDArray[np.bool_], floor: Ints) -> Ints:
    """The last flagged place before each place, not before `floor`; -1 where there is none."""
    found = np.full(len(flags), -1, np.int32)
    np.maximum.accumulate(np.where(flags, batch.places, -1)[:-1], out=found[1:])
    return np.where(found >= floor, found, -1)


def _following(batch: Batch, flags: NDArray[np.bool_], ceiling: Ints) -> Ints:
    """The next flagged place after each place, before `ceiling`; -1 where there is none."""
    n = len(flags)
    found = np.full(n, n, np.int32)
    found[:-1] = np.minimum.accumulate(np.where(flags, batch.places, n)[:0:-1])[::-1]
    return np.where(found < ceiling, found, -1)


def _mark(batch: Batch) -> Column:
    return batch.style[batch.pair].astype(np.uint32)


def _sentence_columns(batch: Batch, rows: Column) -> Columns:
    first, last = batch.sentence[:, 0], batch.sentence[:, 1]
    inside = last > first
    mark = _mark(batch)
    final = np.maximum(last - 1, 0)
    cues = running((rows[CUE] >= _STRONG) & (mark == 0))
    return {
        "first": np.where(inside, np.clip(batch.places - first, 0, 3) + 1, 0).astype(np.uint32),
        "last": np.where(inside, np.clip(final - batch.places, 0, 3) + 1, 0).astype(np.uint32),
        "sentence.marks": mark[first] * 3 + mark[final],
        "sentence.first": rows[WORD][first],
        "sentence.cues": np.clip(cues[last] - cues[first], 0, 3).astype(np.uint32),
    }


def _pairs(batch: Batch, rows: Column) -> Grain:
    """The pair of marks around each place."""
    n = len(batch.types)
    opened, first, last, closed = batch.pairs.T
    word, shapes = rows[WORD], rows[1]
    none = np.arange(len(opened)) == len(opened) - 1
    cue = np.concatenate([rows[CUE], np.zeros(2 * FRAME, np.uint32)])
    before, after = np.maximum(opened - 1, 0), np.minimum(closed, n - 2)
    near = np.max([cue[closed], cue[closed + 1], cue[closed + 2]], axis=0)
    of_pair = {
        "mark": batch.style,
        "mark.length": bucket(last - first),
        "mark.before": word[before],
        "mark.after": word[after],
        "mark.after2": word[after + 1],
        "mark.end": word[np.maximum(last - 1, 0)],
        "mark.shape": shapes[first],
        "mark.cues": np.max([cue[before], cue[np.maximum(opened - 2, 0)]], axis=0) * 8 + near + 1,
    }
    return Grain({name: np.where(none, 0, values).astype(np.uint32) for name, values in of_pair.items()}, batch.pair)


def _mark_columns(batch: Batch) -> Columns:
    """Where in its pair of marks each place stands, and the nearest pairs beside it in the sentence."""
    mark, opened, closed = _mark(batch), batch.pairs[:, 0], batch.pairs[:, 3]
    first, last = batch.places - opened.take(batch.pair), closed.take(batch.pair) - 1 - batch.places
    found = {
        "mark.first": np.where(mark > 0, np.clip(first, 0, 3), 9).astype(np.uint32),
        "mark.last": np.where(mark > 0, np.clip(last, 0, 3), 9).astype(np.uint32),
    }
    return found | _beside(batch, batch.rows, mark)


def _beside(batch: Batch, rows: Column, mark: Column) -> Columns:
    """How far the nearest pair of marks to the left and right is in the same sentence, and how the left one ends."""
    inside = mark > 0
    left = _previous(batch, inside, batch.sentence[:, 0])
    right = _following(batch, inside, batch.sentence[:, 1])
    ending = rows[WORD][np.maximum(left - 1, 0)]
    return {
        "out.left": np.where(left < 0, 99, bucket(batch.places - left)).astype(np.uint32),
        "out.right": np.where(right < 0, 99, bucket(right - batch.places)).astype(np.uint32),
        "out.leftend": np.where(left < 0, 0, ending).astype(np.uint32),
    }


def _cue_columns(batch: Batch, rows: Column) -> tuple[Columns, list[Grain]]:
    """The nearest strong cues outside marks in the sentence, what lies between, and the nearest verbs of any kind."""
    strong = (rows[CUE] >= _STRONG) & (_mark(batch) == 0)
    finite = VERBS[rows[POS]]
    counts = {name: running(flags) for name, flags in (("verbs", finite), ("comma", rows[COMMA]), ("that", rows[THAT]))}
    left = _previous(batch, strong, batch.sentence[:, 0])
    right = _following(batch, strong, batch.sentence[:, 1])
    found = _toward(batch, counts, left, "left")
    found |= _toward(batch, counts, right, "right")
    cues = [_cues(rows, strong, left, "left"), _cues(rows, strong, right, "right")]
    verb = finite | strong
    for name, place in (
        ("before", _previous(batch, verb, batch.sentence[:, 0])),
        ("after", _following(batch, verb, batch.sentence[:, 1])),
    ):
        none = place < 0
        found[f"{name}.stem"] = np.where(none, 0, rows[STEM][place])
        found[f"{name}.far"] = np.where(none, 99, bucket(np.abs(batch.places - place))).astype(np.uint32)
    return found, cues


def _cues(rows: Column, strong: NDArray[np.bool_], place: Ints, side: str) -> Grain:
    """What the nearest cue on one side of each place is; row 0 is none."""
    at = np.flatnonzero(strong)
    beside = np.minimum(at + 1, len(strong) - 1) if side == "left" else np.maximum(at - 1, 0)
    columns = {
        "word": rows[WORD][at],
        "stem": rows[STEM][at],
        "cue": rows[CUE][at],
        "pair": rows[WORD][at] * np.uint32(31) ^ rows[WORD][beside],
        "pos": rows[POS][at] * np.uint32(64) + rows[POS][beside],
    }
    none = np.zeros(1, np.uint32)
    numbered = {f"{side}.{name}": np.concatenate([none, values]) for name, values in columns.items()}
    return Grain(numbered, np.where(place < 0, 0, np.cumsum(strong, dtype=np.int32).take(place)))


def _toward(batch: Batch, counts: dict[str, Ints], place: Ints, side: str) -> Columns:
    """How far the nearest cue on one side is, and what lies between."""
    none = place < 0
    here = batch.places
    lo, hi = np.minimum(here, place) + 1, np.maximum(here, place)
    between = {name: np.where(none, 9, np.clip(count[hi] - count[lo], 0, 3)) for name, count in counts.items()}
    found = {f"{side}.{name}": values.astype(np.uint32) for name, values in between.items()}
    found[f"{side}.far"] = np.where(none, 99, bucket(hi - lo + 1)).astype(np.uint32)
    return found


def _part_columns(batch: Batch, rows: Column) -> tuple[Columns, Grain]:
    """The parts into which punctuation cuts a sentence: what each begins with, its strongest cue, its neighbours."""
    cuts = rows[SEGMENTS].astype(bool) | (batch.types == 0)
    begins = cuts.copy()
    begins[1:] |= cuts[:-1]
    begins |= batch.places == batch.sentence[:, 0]
    begins[0] = True
    first = np.flatnonzero(begins).astype(np.int32)
    part = np.cumsum(begins, dtype=np.int32) - 1
    length = np.diff(first, append=len(begins)).astype(np.int32)
    # The strongest cue, and of equals the first: one maximum over cue and reversed place.
    ranked = rows[CUE].astype(np.int64) << 32 | (len(begins) - batch.places)
    best = np.maximum.reduceat(ranked, first)
    cue = (best >> 32).astype(np.uint32)
    cue_word = np.where(cue >= 2, rows[WORD][len(begins) - (best & 0xFFFFFFFF)], 0)
    verbs = running(VERBS[rows[POS]])
    of_part: Columns = {
        "cue": cue + np.uint32(1),
        "cueword": cue_word.astype(np.uint32),
        "word": rows[WORD][first],
        "pos": rows[POS][first],
        "length": bucket(length),
        "verbs": np.clip(verbs[first + length] - verbs[first], 0, 2).astype(np.uint32) + np.uint32(1),
        "mark": _mark(batch)[first] * np.uint32(8) + cue + np.uint32(1),
    }
    found = {f"part.{name}": values for name, values in of_part.items()}
    sentence = batch.sentence[first, 0]
    for step in (-2, -1, 1, 2):
        other = np.clip(np.arange(len(first)) + step, 0, len(first) - 1)
        same = (sentence[other] == sentence) & (batch.types[first] > 0)
        for name in ("cue", "cueword", "pos", "mark", "word", "verbs"):
            found[f"part{step:+d}.{name}"] = np.where(same, of_part[name][other], 0).astype(np.uint32)
    begun = first.take(part)
    of_places = {
        "part.first": np.clip(batch.places - begun, 0, 3).astype(np.uint32),
        "part.last": np.clip(begun + length.take(part) - 1 - batch.places, 0, 3).astype(np.uint32),
    }
    return of_places, Grain(found, part)


_SURE = np.array([0.3, 0.5, 0.7, 0.85, 0.95, 0.99], np.float32)
_DOUBT = np.array([0.01, 0.05, 0.15, 0.3], np.float32)


def label_columns(batch: Batch, sure: NDArray[np.float32]) -> Columns:
    """What the first pass said, from its marginals `sure` (n, 7) by place."""
    inside = batch.types > 0
    labels = sure.argmax(axis=1)
    here = batch.places
    best = sure[here, labels]
    rest = sure.copy()
    rest[here, labels] = -1
    second = rest.argmax(axis=1)
    doubt = np.searchsorted(_DOUBT, rest[here, second], side="right")
    found: Columns = {
        "label": np.where(inside, labels + 1, 0).astype(np.uint32),
        "sure": np.searchsorted(_SURE, best, side="right").astype(np.uint32),
        "other": ((second + 1) * 8 + doubt).astype(np.uint32),
    }
    begun = np.stack([running(labels == begin) for begin in (1, 3, 5)])
    in_sentence = np.clip(begun[:, batch.sentence[:, 1]] - begun[:, batch.sentence[:, 0]], 0, 2)
    found["label.counts"] = (in_sentence[0] * 9 + in_sentence[1] * 3 + in_sentence[2]).astype(np.uint32)
    for number, role in enumerate(("source", "cue", "content")):
        role_at = inside & ((labels + 1) // 2 == number + 1)
        found |= _nearest(batch, role_at, role)
        found[f"seen.{role}"] = _seen(batch, role_at)
    return found


def _nearest(batch: Batch, flags: NDArray[np.bool_], role: str) -> Columns:
    """How many sentences and tokens away the nearest tokens of a role are in the paragraph, and their words."""
    word = batch.rows[WORD]
    sentences = running(batch.places == batch.sentence[:, 0])
    around = batch.around
    found: Columns = {}
    for side, place in (
        ("left", _previous(batch, flags, around[:, 0])),
        ("right", _following(batch, flags, around[:, 1])),
    ):
        none = place < 0
        far = np.clip(np.abs(sentences[batch.places + 1] - sentences[place + 1]), 0, 5)
        near = bucket(np.abs(batch.places - place))
        found[f"{role}.{side}"] = np.where(none, 999, far * 64 + near).astype(np.uint32)
        found[f"{role}.{side}word"] = np.where(none, 0, word[place] + np.minimum(far, 1)).astype(np.uint32)
    return found


def _seen(batch: Batch, flags: NDArray[np.bool_]) -> Column:
    """How often the word of each place is flagged elsewhere in its article, up to 3."""
    same = batch.same
    count = np.bincount(same, weights=flags)[same] - flags
    return np.clip(count, 0, 3).astype(np.uint32)
