"""The parts of a model as arrays of a file, and back: each is checked when it is read.

What is checked is what the code that uses a part relies on: shapes, types, finite numbers, codes that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging import crf
from quotekit.attribution.tagging.crf import N_LABELS, Chain
from quotekit.attribution.tagging.tagger import Passes
from quotekit.attribution.tagging.wordtypes import CUE_BINS, TAGS, TypeTable, Vocabulary, believed, bin_of, stable_hash
from quotekit.models.bundle import Arrays, Bundle, DamagedError, as_array
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import STEPS, Rarity
from quotekit.wordtables import TABLES

_MOST_BITS = 20
"""Of rows that templates hash to: more than a million would take hundreds of megabytes."""
REGRESSIONS = ("marked", "paraphrase")
TASKS = ("kind", "pronoun", "description")

Weights = Mapping[str, float]


# --- Attribution: the sequence model and the decisions ---


def header(bundle: Bundle) -> dict[str, Any]:
    """What the sequence model and the decisions were fitted on, and with which settings."""
    return bundle.described("header")


def decisions(bundle: Bundle) -> dict[str, Logistic]:
    """The regressions, one for each decision."""
    scales = _mapping(header(bundle), "decisions")
    names = [stage.decision.name for stage in STAGES]
    return {name: _decision(bundle, name, scales.get(name)) for name in names}


def _decision(bundle: Bundle, name: str, scale: Any) -> Logistic:
    weights = bundle.array(name, np.int8, None)
    if not 2 <= len(weights) <= 1 << _MOST_BITS or len(weights) & (len(weights) - 1):
        raise DamagedError(f"{name} has {len(weights)} weights, no power of two")
    if not isinstance(scale, list) or len(scale) != 2:
        raise DamagedError(f"header: decisions: {name} is no pair of numbers")
    return Logistic(weights, *(_number(one, name) for one in scale))


def passes(bundle: Bundle, lexicon: Lexicon) -> Passes:
    """The sequence model."""
    about = header(bundle)
    bits = about.get("bits")
    if type(bits) is not int or not 1 <= bits <= _MOST_BITS:
        raise DamagedError(f"header: bits is a whole number from 1 to {_MOST_BITS}, not {bits!r:.80}")
    scales = about.get("scales")
    if not isinstance(scales, list) or len(scales) != 3:
        raise DamagedError("header: scales is no list of three numbers")
    first, second, own = (_lanes(bundle, bits, number) for number in range(3))
    chains = [Chain(_chain(bundle, f"transition{n}", 2), _chain(bundle, f"initial{n}", 1)) for n in range(2)]
    shared = np.concatenate([first, second], axis=1)
    table = TypeTable(_vocabulary(bundle, lexicon), lexicon)
    return Passes(table, bits, shared, own, tuple(_number(one, "scales") for one in scales), (chains[0], chains[1]))


def _chain(bundle: Bundle, name: str, dimensions: int) -> NDArray[np.float32]:
    return bundle.finite(name, *[N_LABELS] * dimensions)


def _lanes(bundle: Bundle, bits: int, number: int) -> NDArray[np.uint64]:
    """A table of packed weights from its rows that are not all zero, each found by its distance from the one before."""
    gaps = bundle.array(f"rows{number}", np.uint32, None)
    weights = bundle.array(f"weights{number}", np.int8, N_LABELS, len(gaps))
    rows = np.cumsum(gaps, dtype=np.int64)
    if len(rows) and rows[-1] >= 1 << bits:
        raise DamagedError(f"rows{number} goes beyond {1 << bits} rows")
    full = np.zeros((1 << bits, N_LABELS), np.int8)
    full[rows] = weights.T
    return crf.pack(full)


def _vocabulary(bundle: Bundle, lexicon: Lexicon) -> Vocabulary:
    """What was counted of words, and the cue verbs that were added to a lexicon, as likely as the lexicon says."""
    words = _classes(bundle, "word", 3)
    for form, cue in lexicon.added_cues.items():
        key = stable_hash(form.replace("’", "'"))
        words[key] = (*words.get(key, (0, 0))[:2], bin_of(believed(cue)))
    return Vocabulary(words, _classes(bundle, "ending", 2))  # type: ignore[arg-type]


def _classes(bundle: Bundle, name: str, width: int) -> dict[int, tuple[int, ...]]:
    keys = bundle.array(f"{name}s", np.uint32, None)
    classes = bundle.array(f"{name}_classes", np.uint8, len(keys), width)
    if len(keys) and (classes[:, 0].max() >= len(TAGS) or classes[:, 2:].max(initial=0) >= CUE_BINS):
        raise DamagedError(f"{name}_classes holds a tag or a bin that there is not")
    return dict(zip(keys.tolist(), map(tuple, classes.tolist())))


def _mapping(about: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = about.get(name)
    if not isinstance(found, dict):
        raise DamagedError(f"{name} is no object of JSON")
    return found


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1e6:
        raise DamagedError(f"{name}: {value!r:.80} is no number from -1000000 to 1000000")
    return float(value)


# --- Rankers ---


def rankers(bundle: Bundle) -> dict[str, Weights]:
    """The weights of the rankers by task and feature."""
    tasks = _mapping(bundle.described("rankers"), "weights")
    return {task: _weights(tasks, task) for task in TASKS}


def _weights(tasks: Mapping[str, Any], task: str) -> Weights:
    return {name: _number(value, f"{task}: {name:.80}") for name, value in _mapping(tasks, task).items()}


def odds(bundle: Bundle) -> dict[str, Weights]:
    """The odds of variants, as weights by the name of the regression and of the measure, with `bias`."""
    regressions = _mapping(bundle.described("variants"), "weights")
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
    unseen = _number(about.get("unseen"), f"{name}: unseen")
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


# --- Words ---

_WORDS = "words/"


def lexicon(bundle: Bundle) -> Lexicon:
    """The word tables; tables that the file lacks are those of the package."""
    names = [name.removeprefix(_WORDS) for name in bundle.names if name.startswith(_WORDS)]
    if unknown := [name for name in names if name not in TABLES]:
        raise DamagedError(f"{_WORDS}{unknown[0]:.80} is no table of words")
    return Lexicon.of_texts({name: bundle.text(f"{_WORDS}{name}") for name in names})


def word_arrays(known: Lexicon, tables: Iterable[str] = TABLES) -> Arrays:
    """Word tables as arrays."""
    return {f"{_WORDS}{table}": as_array(known.text(table)) for table in tables}
