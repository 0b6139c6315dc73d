"""A linear-chain conditional random field over source, cue and content: marginals and the best labels, in numpy alone.

Paragraphs are the sequences. Weights are whole numbers of eight bits; those of the seven labels lie side by side in
sixteen-bit lanes, so that scoring a token is one look-up and one addition for each template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.tagging.wordtypes import Ints

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
N_LABELS = len(LABELS)

Floats = NDArray[np.float32]
Labels = NDArray[np.int8]
Indices = NDArray[np.int32] | NDArray[np.intp]
Shared = tuple[Iterable[Indices], int, Ints]
"""Indices of templates at a few rows, how many rows these are, and (n,) which of them each place has."""
Number = TypeVar("Number", np.float32, np.float64)

_BIAS = 128
_LOWEST = np.float32(-1e4)


class Chain(NamedTuple):
    """What labels earn from their neighbours."""

    transition: Floats
    """(7, 7) from a label to the next."""
    initial: Floats
    """(7,) at the beginning of a paragraph."""

    def constrained(self) -> Chain:
        """The same, where what may not be set loses against anything."""
        starts = np.arange(N_LABELS) % 2 == 1
        starts[0] = True
        return Chain(np.where(allowed(), self.transition, _LOWEST), np.where(starts, self.initial, _LOWEST))


def allowed() -> NDArray[np.bool_]:
    """(7, 7) whether a label may follow another: what goes on must have begun.

    >>> bool(allowed()[LABELS.index("B-cue"), LABELS.index("I-source")])
    False
    """
    may = np.ones((N_LABELS, N_LABELS), bool)
    for inner in range(2, N_LABELS, 2):
        may[:, inner] = False
        may[inner - 1 : inner + 1, inner] = True
    return may


def pack(weights: NDArray[np.int8]) -> NDArray[np.uint64]:
    """Rows of seven small numbers as rows of two large ones."""
    lanes = np.zeros((len(weights), 8), np.uint16)
    lanes[:, :N_LABELS] = weights.astype(np.int16) + _BIAS
    return lanes.view(np.uint64)


def emissions(
    lanes: NDArray[np.uint64],
    indices: Iterable[Indices],
    n: int,
    scales: tuple[float, ...],
    shared: Iterable[Shared] = (),
) -> list[Floats]:
    """(n, 7) the scores of every label at every place, for each model whose lanes lie side by side.

    `indices` are the rows of the lanes that each template finds at the `n` places, a template at a time; `shared` are
    those of templates that find the same at many places.
    """
    total, templates = _added(lanes, indices, n)
    for few, rows, at in shared:
        found, more = _added(lanes, few, rows)
        total += found.take(at, axis=0)
        templates += more
    counts = total.view(np.uint16).astype(np.float32)  # the eighth lane too: seven of eight take twice the time
    counts -= _BIAS * templates
    models = counts.reshape(n, -1, 8)
    return [(models[:, model] * np.float32(scale))[:, :N_LABELS] for model, scale in enumerate(scales)]


def _added(lanes: NDArray[np.uint64], indices: Iterable[Indices], n: int) -> tuple[NDArray[np.uint64], int]:
    """The sum of the lanes that templates find at some places, and the number of templates."""
    total = np.zeros((n, lanes.shape[1]), np.uint64)
    found = np.empty_like(total)
    templates = 0
    for row in indices:
        lanes.take(row, axis=0, out=found, mode="clip")
        total += found
        templates += 1
    return total, templates


class Sequences(NamedTuple):
    """Paragraphs, the longest first, laid side by side so that all take a step at once."""

    first: Ints
    """(n_sequences,) place of the first token."""
    length: Ints
    """(n_sequences,) not growing, at least 1."""
    active: list[int]
    """For each step, the number of sequences that reach it."""

    @property
    def steps(self) -> int:
        """The length of the longest."""
        return len(self.active)


def sequences(bounds: Ints) -> Sequences:
    """Sort half-open ranges of places by length; empty ones are left out."""
    length = bounds[:, 1] - bounds[:, 0]
    order = np.argsort(-length, kind="stable")
    order = order[length[order] > 0]
    length = length[order]
    steps = np.arange(int(length[0]) if len(length) else 0)
    active = np.searchsorted(-length, -steps, side="left")
    return Sequences(bounds[order, 0], length, active.tolist())


_TOGETHER = 1024  # sequences: those of one length and a few longer ones would otherwise fill the memory with nothing


def grouped(bounds: Ints) -> Iterator[Sequences]:
    """Half-open ranges of places as sequences, those of like length together."""
    order = np.argsort(bounds[:, 0] - bounds[:, 1], kind="stable")
    for first in range(0, len(order), _TOGETHER):
        yield sequences(bounds[order[first : first + _TOGETHER]])


def marginals(scores: Floats, bounds: Ints, chain: Chain) -> Floats:
    """(n, 7) the probability of every label at every place; nothing but O outside the half-open ranges of places."""
    result = np.zeros_like(scores)
    result[:, 0] = 1
    for paragraphs in grouped(bounds):
        if paragraphs.steps:
            place, sure = _marginals(scores, paragraphs, chain)
            result[place] = sure
    return result


def _marginals(scores: Floats, paragraphs: Sequences, chain: Chain) -> tuple[Ints, NDArray[np.float64]]:
    """Places in sequences and the probabilities of their labels.

    Forward and backward pass run in one loop, the second from the other end. As the probabilities of one place are
    scaled to 1 in the end, it does not matter by how much each step was scaled.
    """
    transition, initial = chain.constrained()
    steps = _by_step(paragraphs)
    own = scores.take(steps.place, axis=0)
    own -= _across(np.maximum, own)
    gain = np.exp(own, out=own).astype(np.float64)
    step = np.stack([np.exp(transition), np.exp(transition.T)]).astype(np.float64)
    state = np.stack([gain, gain.take(steps.mirrored, axis=0)])
    before = state[:, : paragraphs.active[0]]
    before[0] *= np.exp(initial)
    for turn, n in enumerate(paragraphs.active[1:], 1):
        now = state[:, steps.first[turn] : steps.first[turn] + n]
        now *= np.matmul(before[:, :n], step)
        if turn % 16 == 0:
            now /= now.sum(axis=2, keepdims=True)
        before = now
    both: NDArray[np.float64] = state[1].take(steps.mirrored, axis=0)
    both *= state[0]
    both /= gain
    both /= _across(np.add, both)
    return steps.place, both


def _across(function: np.ufunc, values: NDArray[Number]) -> NDArray[Number]:
    """(n, 1) a function over the labels of each place, label by label: `max(axis=1)` takes ten times as long."""
    folded: NDArray[Number] = reduce(function, values.T)[:, None]
    return folded


class _Steps(NamedTuple):
    """The tokens of some sequences in a row: the first of each, the second of each that has two, and so on."""

    first: list[int]
    """Where in the row each step begins."""
    place: Ints
    """(n,) the place of each token."""
    mirrored: NDArray[np.int64]
    """(n,) where in the row the token stands that is as far from the end as this one from the beginning."""


def _by_step(paragraphs: Sequences) -> _Steps:
    active = np.array(paragraphs.active)
    first = np.cumsum(active) - active
    step = np.repeat(np.arange(len(active)), active)
    sequence = np.arange(len(step)) - first[step]
    mirrored = first[paragraphs.length[sequence] - 1 - step] + sequence
    return _Steps(first.tolist(), (paragraphs.first[sequence] + step).astype(np.int32), mirrored)


def steps_of(paragraphs: Sequences) -> tuple[Ints, Ints]:
    """Sequence and step of every token in sequences."""
    sequence = np.repeat(np.arange(len(paragraphs.length), dtype=np.int32), paragraphs.length)
    before = np.cumsum(paragraphs.length) - paragraphs.length
    return sequence, np.arange(len(sequence), dtype=np.int32) - np.repeat(before, paragraphs.length).astype(np.int32)


def best_labels(scores: Floats, bounds: Ints, chain: Chain) -> Labels:
    """(n,) the labels of the likeliest paths (Viterbi); O outside the half-open ranges of places."""
    result = np.zeros(len(scores), np.int8)
    for paragraphs in grouped(bounds):
        if paragraphs.steps:
            place, labels = _followed(scores, paragraphs, chain)
            result[place] = labels
    return result


def _followed(scores: Floats, paragraphs: Sequences, chain: Chain) -> tuple[Ints, Labels]:
    """Places in sequences and the labels of the likeliest paths."""
    transition, initial = chain.constrained()
    steps = _by_step(paragraphs)
    best = np.ascontiguousarray(scores.take(steps.place, axis=0).T)
    before = best[:, : paragraphs.active[0]]
    before += initial[:, None]
    step = transition[:, :, None]
    for turn, n in enumerate(paragraphs.active[1:], 1):
        now = best[:, steps.first[turn] : steps.first[turn] + n]
        now += (before[:, None, :n] + step).max(axis=0)
        before = now
    label = np.zeros(len(paragraphs.first), np.intp)
    labels = np.empty(len(steps.place), np.int8)
    into = transition.T
    onward = 0
    for n, first in zip(paragraphs.active[::-1], steps.first[::-1]):
        score = best[:, first : first + n].T.copy()
        score[:onward] += into[label[:onward]]
        labels[first : first + n] = label[:n] = score.argmax(axis=1)
        onward = n
    return steps.place, labels
