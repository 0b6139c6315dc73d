"""The parts of a model that find attributions: the sequence model and the decisions, each checked when it is read.

Apart from the other parts, so that a summary need not import what finds quotes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.logistic import Logistic
from quotekit.attribution.stages import STAGES
from quotekit.attribution.tagging import crf
from quotekit.attribution.tagging.crf import N_LABELS, Chain
from quotekit.attribution.tagging.tagger import Passes
from quotekit.attribution.tagging.wordtypes import CUE_BINS, TAGS, TypeTable, Vocabulary, believed, bin_of
from quotekit.attribution.verdicts import OF_FINDS
from quotekit.models.bundle import Bundle, DamagedError, mapping_of, number_of
from quotekit.text.lexicon import Lexicon
from quotekit.wordtables import stable_hash

_MOST_BITS = 20
"""Of rows that templates hash to: more than a million would take hundreds of megabytes."""


def decisions(bundle: Bundle, others: Bundle) -> dict[str, Logistic]:
    """The regressions, one for each decision; those over whole finds from `others` where a file has none of them."""
    own = {stage.decision.name: bundle for stage in STAGES}
    if not any(name in bundle for name in OF_FINDS):
        own |= dict.fromkeys(OF_FINDS, others)
    return {name: _decision(one, name) for name, one in own.items()}


def _decision(bundle: Bundle, name: str) -> Logistic:
    scale = mapping_of(bundle.described("header"), "decisions").get(name)
    weights = bundle.array(name, np.int8, None)
    if not 2 <= len(weights) <= 1 << _MOST_BITS or len(weights) & (len(weights) - 1):
        raise DamagedError(f"{name} has {len(weights)} weights, no power of two")
    if not isinstance(scale, list) or len(scale) != 2:
        raise DamagedError(f"header: decisions: {name} is no pair of numbers")
    return Logistic(weights, *(number_of(one, name) for one in scale))


def passes(bundle: Bundle, lexicon: Lexicon) -> Passes:
    """The sequence model."""
    about = bundle.described("header")
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
    return Passes(table, bits, shared, own, tuple(number_of(one, "scales") for one in scales), (chains[0], chains[1]))


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
