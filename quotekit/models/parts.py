"""The parts of a model as arrays of a file, and back: each is checked when it is read.

What is checked is what the code that uses a part relies on: shapes, types, finite numbers, codes that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import numpy as np

from quotekit.models.bundle import Arrays, Bundle, DamagedError, as_array, mapping_of, number_of
from quotekit.text.casing import FORMS, Casing
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import STEPS, Rarity
from quotekit.wordtables import TABLES

REGRESSIONS = ("marked", "paraphrase")
TASKS = ("kind", "pronoun", "source")
_LATER = "source"
"""The task that older files do not have."""

Weights = Mapping[str, float]


# --- Rankers ---


def rankers(bundle: Bundle, package: Bundle) -> dict[str, Weights]:
    """The weights of the rankers by task and feature.

    A file that was written before there was a task "source" is a model still, with that of the package.
    """
    own, others = (mapping_of(one.described("rankers"), "weights") for one in (bundle, package))
    return {task: _weights(others if task == _LATER and task not in own else own, task) for task in TASKS}


def _weights(tasks: Mapping[str, Any], task: str) -> Weights:
    return {name: number_of(value, f"{task}: {name:.80}") for name, value in mapping_of(tasks, task).items()}


def odds(bundle: Bundle) -> dict[str, Weights]:
    """The odds of variants, as weights by the name of the regression and of the measure, with `bias`."""
    regressions = mapping_of(bundle.described("variants"), "weights")
    found = {name: _weights(regressions, name) for name in REGRESSIONS}
    if missing := [name for name, weights in found.items() if "bias" not in weights]:
        raise DamagedError(f"variants: {missing[0]} has no bias")
    return found


# --- Rarities ---


def rarity(bundle: Bundle, name: str) -> Rarity:
    """A table of rarities."""
    stems = bundle.array(f"{name}.stems", np.uint32, None)
    about = bundle.described(f"{name}.header")
    kind = np.uint8 if about.get("bytes") == 1 else np.uint16
    steps = bundle.array(f"{name}.steps", kind, len(stems))
    unseen = number_of(about.get("unseen"), f"{name}: unseen")
    return Rarity(dict(zip(stems.tolist(), (steps / STEPS).tolist())), unseen)


def rarity_arrays(name: str, table: Rarity, fitted_on: str) -> Arrays:
    """A table of rarities as arrays, with what it was fitted on, in words."""
    keys = sorted(table.by_hash)
    steps = [round(table.by_hash[key] * STEPS) for key in keys]
    kind = np.dtype(np.uint8 if max(steps, default=0) < 256 else np.uint16)
    about = {"fitted_on": fitted_on, "unseen": table.unseen, "bytes": kind.itemsize}
    return {
        f"{name}.header": as_array(about),
        f"{name}.stems": np.array(keys, np.uint32),
        f"{name}.steps": np.array(steps, kind),
    }


def variant_arrays(weights: Mapping[str, Weights], table: Rarity, fitted_on: str) -> Arrays:
    """The odds of variants with the rarities that they were fitted with, as arrays."""
    return {
        "variants": as_array({"weights": weights}),
        **rarity_arrays("rarity_in_paragraphs", table, fitted_on),
    }


# --- How words are printed ---

_MOST_ROWS = 1 << 20
_MOST_USUAL = 11


def casing(bundle: Bundle) -> Casing:
    """How words are usually printed."""
    bundle.described("casing.header")  # what it was fitted on, for people
    words = bundle.array("casing.words", np.uint32, None)
    usual = bundle.array("casing.usual", np.uint8, len(words))
    weights = bundle.array("casing.weights", np.int8, FORMS, None)
    rows = weights.shape[1]
    if not 2 <= rows <= _MOST_ROWS or rows & (rows - 1):
        raise DamagedError(f"casing.weights has {rows} rows, no power of two")
    if (words[1:] <= words[:-1]).any() or usual.max(initial=0) > _MOST_USUAL:
        raise DamagedError("casing.words are not in order, or casing.usual holds what no word is")
    return Casing(words, usual, np.ascontiguousarray(weights.T))


def casing_arrays(found: Casing, fitted_on: str) -> Arrays:
    """How words are usually printed as arrays, with what it was fitted on, in words."""
    return {
        "casing.header": as_array({"fitted_on": fitted_on}),
        "casing.words": found.words,
        "casing.usual": found.usual,
        "casing.weights": np.ascontiguousarray(found.weights.T),
    }


# --- Words ---

_WORDS = "words/"


def lexicon(bundle: Bundle) -> Lexicon:
    """The word tables; tables that the file lacks are those of the package."""
    names = [name.removeprefix(_WORDS) for name in bundle.names if name.startswith(_WORDS)]
    if unknown := [name for name in names if name not in TABLES]:
        raise DamagedError(f"{_WORDS}{' '.join(unknown[0].split()):.80} is no table of words")
    return Lexicon.of_texts({name: bundle.text(f"{_WORDS}{name}") for name in names})


def digest(bundle: Bundle, known: Lexicon) -> str:
    """What changes when any array or any word table does: twelve hexadecimal digits."""
    texts = "\0".join(map(known.text, TABLES))
    return sha256(bundle.data + texts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def word_arrays(known: Lexicon, tables: Iterable[str] = TABLES) -> Arrays:
    """Word tables as arrays."""
    return {f"{_WORDS}{table}": as_array(known.text(table)) for table in tables}
