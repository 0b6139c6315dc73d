"""Candidates for sources: the runs that the sequence model labels so, and noun phrases by their usual parts of speech.

Neither tagger nor parser: the usual tag of each word, written as one letter, and one pattern over a batch of articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.layout import Batch, running
from quotekit.lexicon import SUBJECT
from quotekit.spans import Labelled
from quotekit.wordtypes import CUE, LEXICON, POS, TAGS, WORD, Ints, stable_hash

PRONOUN, NAME, NOMINAL, OTHER = range(4)
_LETTERS = {
    **dict.fromkeys(("DT", "PRP$", "PDT", "WP$"), "D"),
    **dict.fromkeys(("JJ", "JJR", "JJS", "CD"), "J"),
    **dict.fromkeys(("NN", "NNS"), "N"),
    **dict.fromkeys(("NNP", "NNPS"), "P"),
    **dict.fromkeys(("VBG", "VBN"), "V"),
    **dict.fromkeys(("PRP", "WP"), "R"),
    "POS": "S",
}
_LETTER = np.array([ord(_LETTERS.get(tag, "x")) for tag in TAGS], np.uint8)
_CHUNK = re.compile(r"R|(?:D*[JNPV][JNPVS]*|D+)(?:o(?:D*[JNPV][JNPVS]*))*")
_JOINS = np.array([stable_hash("of"), stable_hash("&")], np.uint32)
_WHO = np.uint32(stable_hash("who"))
_CUE_LIKE = 2  # cue bin from which a participle is no modifier


class Candidates(NamedTuple):
    """Spans that may be the source of something, in order and disjoint."""

    spans: Ints
    """(k, 2) half-open places."""
    head: Ints
    """(k,) place of the head noun, roughly: the last noun before any "of"."""
    kind: NDArray[np.uint8]
    """(k,) PRONOUN, NAME, NOMINAL or OTHER."""
    labelled: NDArray[np.bool_]
    """(k,) whether the sequence model says so."""


def candidates(seen: Labelled) -> Candidates:
    """The source runs of the sequence model, and the noun phrases that overlap none of them."""
    batch = seen.batch
    runs = seen.runs[0]
    letters = _letters(batch)
    chunks = np.array([match.span() for match in _CHUNK.finditer(letters)], np.int32).reshape(-1, 2)
    taken = running(np.isin((seen.labels + 1) // 2, (1,)))
    chunks = chunks[taken[chunks[:, 1]] == taken[chunks[:, 0]]]
    spans = np.concatenate([runs, chunks])
    labelled = np.arange(len(spans)) < len(runs)
    order = np.argsort(spans[:, 0], kind="stable")
    spans, labelled = spans[order], labelled[order]
    head = _heads(letters, spans)
    return Candidates(spans, head, _kinds(batch, letters, spans, head), labelled)


def _letters(batch: Batch) -> str:
    """One letter for each place: what its word usually is; "x" for verbs and the like, inside marks and outside
    of running text, "o" for what joins two noun phrases."""
    rows = batch.rows
    codes = _LETTER[rows[POS]]
    codes[(rows[POS] == TAGS.index("VBN")) & (rows[CUE] >= _CUE_LIKE)] = ord("x")
    codes[(rows[POS] == TAGS.index("VBG")) & (rows[CUE] >= _CUE_LIKE)] = ord("x")
    codes[np.isin(rows[WORD], _JOINS)] = ord("o")
    codes[rows[WORD] == _WHO] = ord("R")
    codes[(rows[LEXICON] & SUBJECT > 0) & (codes == ord("x"))] = ord("R")
    codes[batch.quoted | (batch.around[:, 1] == 0)] = ord("x")
    return str(codes.tobytes(), "ascii")


def _heads(letters: str, spans: Ints) -> Ints:
    found = []
    for first, last in spans.tolist():
        text = letters[first:last]
        stop = text.find("o") if "o" in text else len(text)
        at = max(text.rfind("N", 0, stop), text.rfind("P", 0, stop))
        found.append(first + at if at >= 0 else last - 1)
    return np.array(found, np.int32)


def _kinds(batch: Batch, letters: str, spans: Ints, head: Ints) -> NDArray[np.uint8]:
    code = np.frombuffer(letters.encode("ascii"), np.uint8)[head]
    alone = spans[:, 1] - spans[:, 0] == 1
    pronoun = alone & ((code == ord("R")) | (batch.rows[LEXICON][spans[:, 0]] & SUBJECT > 0))
    choices = [pronoun, code == ord("P"), code == ord("N")]
    return np.select(choices, [PRONOUN, NAME, NOMINAL], OTHER).astype(np.uint8)
