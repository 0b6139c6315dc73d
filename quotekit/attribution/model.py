"""The fitted model: every weight that the package carries, in one file of arrays."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging import crf
from quotekit.attribution.tagging.crf import Chain
from quotekit.attribution.tagging.logistic import Logistic
from quotekit.attribution.tagging.tagger import Passes
from quotekit.attribution.tagging.wordtypes import TypeTable, Vocabulary
from quotekit.errors import UsageError
from quotekit.text import lexicon

MODEL = lexicon.WEIGHTS / "model.npz"
Arrays = Mapping[str, NDArray[Any]]


class Model(NamedTuple):
    """Everything that is fitted."""

    passes: Passes
    """The sequence model."""
    decisions: Mapping[str, Logistic]
    """A regression for each decision of `STAGES`, by its name."""
    header: dict[str, Any]
    """What the model was fitted on, when, and with which settings."""


@cache
def shipped() -> Model:
    """The model that the package carries."""
    return read_model(MODEL)


def read_model(path: Path) -> Model:
    """Unpack a model file. Raises UsageError where it is none."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return unpacked(stored)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; a model is a file that `quotekit train` wrote") from None
    except (OSError, EOFError, ValueError, TypeError, LookupError, BadZipFile, zlib.error):
        raise UsageError(f"{path}: not a model that `quotekit train` wrote") from None


def unpacked(arrays: Arrays) -> Model:
    """The model that some arrays hold."""
    header = json.loads(bytes(arrays["header"]).decode())
    names = [stage.decision.name for stage in STAGES]
    decisions = {name: Logistic(arrays[name], *header["decisions"][name]) for name in names}
    return Model(unpacked_passes(arrays, header), decisions, header)


def unpacked_passes(arrays: Arrays, header: dict[str, Any]) -> Passes:
    """The sequence model that some arrays hold."""
    bits = int(header["bits"])
    words = dict(zip(arrays["words"].tolist(), map(tuple, arrays["word_classes"].tolist())))
    endings = dict(zip(arrays["endings"].tolist(), map(tuple, arrays["ending_classes"].tolist())))
    first, second, own = (_lanes(bits, arrays[f"rows{n}"], arrays[f"weights{n}"]) for n in range(3))
    one, two = (Chain(arrays[f"transition{n}"], arrays[f"initial{n}"]) for n in range(2))
    shared = np.concatenate([first, second], axis=1)
    return Passes(TypeTable(Vocabulary(words, endings)), bits, shared, own, tuple(header["scales"]), (one, two))


def _lanes(bits: int, gaps: NDArray[np.uint32], weights: NDArray[np.int8]) -> NDArray[np.uint64]:
    """A table of packed weights from its rows that are not all zero, each found by its distance from the one before."""
    full = np.zeros((1 << bits, crf.N_LABELS), np.int8)
    full[np.cumsum(gaps, dtype=np.int64)] = weights.T
    return crf.pack(full)
