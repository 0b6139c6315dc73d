"""What is fitted: how pairs of articles are weighed, and which stems stand among the same words.

`benchmarks/fit_events.py` fits it and writes the file, which lies beside that of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotekit.models.bundle import Bundle, as_array, mapping_of, number_of, written
from quotekit.wordtables import stable_hash

_FILE = Path(__file__).parents[1] / "data" / "weights" / "events.npz"

Floats = NDArray[np.float64]
Linear = Mapping[str, float]
"""A weight for each feature by its name, and the `bias`."""


@dataclass(frozen=True, eq=False)
class Kin:
    """For stems a vector each: two are near that stand among the same words, as "jobless" and "unemployment".

    Levy and Goldberg (2014), "Neural word embedding as implicit matrix factorization": the positive mutual information
    of stems within eight words, and of it the singular vectors of the largest values.
    """

    stems: NDArray[np.uint32]
    """Hashes of the stems, sorted."""
    vectors: NDArray[np.int8]
    usual: Floats
    """(2, dimensions) the direction in which all articles lie, for their stems and for their deeds."""

    def places(self, stems: Iterable[str]) -> NDArray[np.int64]:
        """For each stem its row, -1 where it has none."""
        hashes = np.array([stable_hash(stem) for stem in stems], np.uint32)
        if not len(self.stems):
            return np.full(len(hashes), -1)
        found = np.minimum(np.searchsorted(self.stems, hashes), len(self.stems) - 1)
        return np.where(self.stems[found] == hashes, found, -1)


@dataclass(frozen=True, eq=False)
class Weights:
    """Everything that is fitted for events.

    >>> sorted(Weights.shipped().pair)[:3]
    ['alike_deeds', 'alike_stems', 'bias']
    """

    kin: Kin
    pair: Linear
    """The logarithm of the odds that two articles report one event."""
    join: Linear
    """The same for two groups of articles, by how near they are to each other and to others."""
    days: tuple[float, ...]
    """What a pair gains or loses whose days are known, by how many days lie between: 0, 1, 2 ...; then as the last."""
    saying: Linear
    """The logarithm of the odds that two sentences say the same."""

    @staticmethod
    def shipped() -> Weights:
        """The weights that the package carries."""
        return _shipped()


@cache
def _shipped() -> Weights:
    return read(_FILE.read_bytes())


def read(data: bytes) -> Weights:
    """The weights that a file holds. Raises DamagedError for any other file."""
    bundle = Bundle(data)
    about = bundle.described("events")
    stems = bundle.array("kin.stems", np.uint32, None)
    vectors = bundle.array("kin.vectors", np.int8, len(stems), None)
    usual = bundle.array("kin.usual", np.float64, 2, vectors.shape[1])
    days = tuple(number_of(value, "days") for value in about.get("days", ()))
    pair, join, saying = (_linear(about, name) for name in ("pair", "join", "saying"))
    return Weights(Kin(stems, vectors, usual), pair, join, days, saying)


def _linear(about: Mapping[str, Any], name: str) -> Linear:
    return {feature: number_of(value, f"{name}: {feature:.80}") for feature, value in mapping_of(about, name).items()}


def as_file(weights: Weights) -> bytes:
    """Weights as the bytes of a file, the same every time."""
    about = {"pair": weights.pair, "join": weights.join, "days": weights.days, "saying": weights.saying}
    kin = weights.kin
    return written(
        {"events": as_array(about), "kin.stems": kin.stems, "kin.vectors": kin.vectors, "kin.usual": kin.usual}
    )
