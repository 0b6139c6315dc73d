"""Candidates for sources: the runs that the sequence model labels so, and noun phrases by their usual parts of speech.

Neither tagger nor parser: the usual tag of each word, written as one letter, and one pattern over a batch of articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.contents import Spans
from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.ranges import Indices, following, gaps, starts, windows
from quotekit.attribution.decisions.stage import Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.batch import Batch, running
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import CUE, LEXICON, POS, STEM, TAGS, WORD, Columns, Ints
from quotekit.text.lexicon import SUBJECT
from quotekit.wordtables import stable_hash

DECISION = Decision(
    "source",
    strength=0.1,
    least=(-0.7, -2.0, -3.0),  # marks call for a source
    templates="""
side side&type side&far side&rivals side&next.cue side&before.cue side&next side&before side&next.pos side&before.pos
before2&before next&next2 head type labelled labelled&side labelled&side&labels labelled&near&side labelled&type&side
labelled&kind&side opens&side paragraph&side lead&side tail&side next.cue&before.cue&side&type parts&side
cue.side&kind cue.side&cue.far cue.side&cue.far&type cue.side&cue.rivals cue.side&cue.far&labelled cue.side&cue.between
cue.side&cue.stem cue.side&cue.stem&cue.far cue.side&cue.cues cue.side&cue.cues&labelled cue.side&cue.rivals&labelled
cue.side&side cue.side&side&labelled cue.side&side&far&cue.far cue.side&cue.before cue.side&before cue.side&next
cue.side&before&cue.stem cue.side&type&next.pos cue.side&cue.rivals&type cue.side&side&type&labelled
kind&side&far kind&cue.side&cue.far kind&labelled doubt doubt&cue.side&cue.far doubt&side cue.side&cue.after head&side
length length&labelled cue.side&cue.sentence cue.side&cue.sentence&labelled cue.side&order cue.side&order&labelled first
""",
)
BEFORE, BEHIND = 100, 60
"""Places from the first and the last of cue and content within which a source is looked for."""
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
    codes = _letters(batch)
    found = [match.span() for match in _CHUNK.finditer(str(codes.tobytes(), "ascii"))]
    chunks = np.array(found, np.int32).reshape(-1, 2)
    taken = running((seen.labels + 1) // 2 == 1)
    chunks = chunks[taken[chunks[:, 1]] == taken[chunks[:, 0]]]
    spans = np.concatenate([runs, chunks])
    labelled = np.arange(len(spans)) < len(runs)
    order = np.argsort(spans[:, 0], kind="stable")
    spans, labelled = spans[order], labelled[order]
    head = _heads(codes, spans)
    return Candidates(spans, head, _kinds(batch, codes, spans, head), labelled)


def _letters(batch: Batch) -> NDArray[np.uint8]:
    """One letter for each place: what its word usually is; "x" for verbs and the like, inside marks and outside
    of running text, "o" for what joins two noun phrases."""
    rows = batch.rows
    codes: NDArray[np.uint8] = _LETTER[rows[POS]]
    codes[(rows[POS] == TAGS.index("VBN")) & (rows[CUE] >= _CUE_LIKE)] = ord("x")
    codes[(rows[POS] == TAGS.index("VBG")) & (rows[CUE] >= _CUE_LIKE)] = ord("x")
    codes[np.isin(rows[WORD], _JOINS)] = ord("o")
    codes[rows[WORD] == _WHO] = ord("R")
    codes[(rows[LEXICON] & SUBJECT > 0) & (codes == ord("x"))] = ord("R")
    codes[batch.quoted | (batch.around[:, 1] == 0)] = ord("x")
    return codes


def _heads(codes: NDArray[np.uint8], spans: Ints) -> Ints:
    """The last noun of each span before what joins it to another noun phrase; its last place where there is none."""
    first, last = spans.T
    stop = np.minimum(following(codes == ord("o"))[first], last)
    nouns = np.flatnonzero((codes == ord("N")) | (codes == ord("P")))
    noun = np.append(-1, nouns)[np.searchsorted(nouns, stop)]
    head: Ints = np.where(noun >= first, noun, last - 1).astype(np.int32)
    return head


def _kinds(batch: Batch, codes: NDArray[np.uint8], spans: Ints, head: Ints) -> NDArray[np.uint8]:
    code = codes[head]
    alone = spans[:, 1] - spans[:, 0] == 1
    pronoun = alone & ((code == ord("R")) | (batch.rows[LEXICON][spans[:, 0]] & SUBJECT > 0))
    choices = [pronoun, code == ord("P"), code == ord("N")]
    return np.select(choices, [PRONOUN, NAME, NOMINAL], OTHER).astype(np.uint8)


class Nearby(NamedTuple):
    """Attributions and the candidates near them, in pairs of indices."""

    candidates: Candidates
    left: Indices
    """(p,) an attribution, never falling."""
    right: Indices
    """(p,) a candidate."""


class Sources(NamedTuple):
    """The likeliest source of each attribution."""

    spans: Ints
    """(a, 2) half-open places; (0, 0) where none is likely."""
    odds: Floats
    """(a,) logarithm of the odds that it is right; very low where there was no candidate."""


def _asked(before: Decided) -> Rows[Nearby]:
    found = before[Attributions]
    given = candidates(before.seen)
    near = Nearby(given, *nearby(before.seen.batch, found, given.spans))
    return Rows(near, source_columns(before.seen, found, before[Spans].cues, near))


def _answered(before: Decided, rows: Rows[Nearby], odds: Floats) -> Sources:
    given, left, right = rows.about
    kind = before[Attributions].kind
    source, surest = np.zeros((len(kind), 2), np.int32), np.full(len(kind), -99, np.float32)
    best = best_of(left, odds, len(kind))
    some = best >= 0
    source[some], surest[some] = given.spans[right[best[some]]], odds[best[some]]
    source[surest <= np.array(DECISION.least, np.float32)[kind]] = 0
    return Sources(source, surest)


def best_of(left: Indices, odds: Floats, count: int) -> NDArray[np.int64]:
    """(count,) index of the surest pair of each left end; -1 where it has none. `left` does not fall."""
    best = np.full(count, -1, np.int64)
    order = np.lexsort((odds, left))
    best[left[order]] = order  # the last one written is the surest
    return best


def nearby(batch: Batch, found: Attributions, spans: Ints) -> tuple[Indices, Indices]:
    """Indices of attributions and of the candidates near them, those inside its own content left out."""
    cued = found.cue[:, 1] > 0
    first = np.where(cued, np.minimum(found.cue[:, 0], found.content[:, 0]), found.content[:, 0])
    last = np.where(cued, np.maximum(found.cue[:, 1], found.content[:, 1]), found.content[:, 1])
    lo, hi = np.searchsorted(spans[:, 0], first - BEFORE), np.searchsorted(spans[:, 0], last + BEHIND)
    left, right = windows(lo, hi)
    paragraph, article, at = batch.paragraph_number, batch.article_number, spans[right, 0]
    begin, end = paragraph[found.content[left, 0]], paragraph[found.content[left, 1] - 1]
    keep = (paragraph[at] >= begin - (found.kind[left] > 0)) & (paragraph[at] <= end)
    keep &= (article[at] == article[found.content[left, 0]]) & (found.owner[at] != left)
    return left[keep], right[keep]


def source_columns(seen: Labelled, found: Attributions, cues: Ints, near: Nearby) -> Columns:
    """What is known of pairs of an attribution and a candidate, (p,) each."""
    given, left, right = near
    batch, rows = seen.batch, seen.batch.rows
    word, pos, n = rows[WORD], rows[POS], len(batch.types)
    span, content, cue = given.spans[right], found.content[left], found.cue[left]
    kind = found.kind[left].astype(np.int32)
    first, last = span.T
    of_candidate, of_cue = starts(batch, given.spans), starts(batch, cues)
    before, lo, hi = gaps(content, span)
    after = first >= content[:, 1]
    sentence, paragraph = batch.sentence_number, batch.paragraph_number
    edge = np.where(before, content[:, 0], content[:, 1] - 1)
    same = (sentence[first] == sentence[edge]) | ~(before | after)
    here = paragraph[first] == paragraph[edge]
    cued = cue[:, 1] > 0
    cue_before, cue_lo, cue_hi = gaps(cue, span)
    cue_gap = np.where(cued, cue_hi - cue_lo, 99)
    labels_cue = (seen.labels == 3) | (seen.labels == 4)
    strong = np.where(batch.quoted, 0, rows[CUE])
    behind, behind2 = np.minimum(last + 1, n - 1), np.minimum(last + 2, n - 1)
    columns = {
        "side": 1 + before + 2 * after + 4 * same + 8 * here,
        "type": given.kind[right],
        "kind": kind + 1,
        "far": bucket(hi - lo),
        "rivals": np.minimum(of_candidate[hi] - of_candidate[lo], 4),
        "next.cue": np.max([strong[last], strong[behind], strong[behind2]], axis=0),
        "before.cue": strong[first - 1],
        "next": word[last],
        "next2": word[behind],
        "before": word[first - 1],
        "before2": word[first - 2],
        "next.pos": pos[last],
        "before.pos": pos[first - 1],
        "head": word[given.head[right]],
        "first": word[first],
        "labelled": given.labelled[right] + 1,
        "labels": _labels_in_sentences(batch, content, given),
        "near": labels_cue[last] | labels_cue[behind] | labels_cue[first - 1],
        "opens": batch.sentence[first, 0] == first,
        "paragraph": batch.around[first, 0] == first,
        "lead": word[content[:, 0] - 1],
        "tail": word[np.maximum(content[:, 1] - 2, 0)],
        "parts": np.minimum(found.pieces[left], 2),
        "cue.side": np.where(cued, 1 + cue_before + 2 * (sentence[first] == sentence[cue[:, 0]]), 9),
        "cue.far": bucket(cue_gap),
        "cue.rivals": np.where(cued, np.minimum(of_candidate[cue_hi] - of_candidate[cue_lo], 4), 9),
        "cue.cues": np.where(cued, np.minimum(of_cue[cue_hi] - of_cue[cue_lo], 2), 9),
        "cue.between": np.where(cue_gap == 1, word[cue_lo], np.minimum(cue_gap, 3)),
        "cue.stem": rows[STEM][cue[:, 1] - 1],
        "cue.before": word[cue[:, 0] - 1],
        "cue.after": word[cue[:, 1]],
        "cue.sentence": np.where(cued, np.minimum(np.abs(sentence[first] - sentence[cue[:, 0]]), 3), 9),
        "doubt": np.where(given.labelled[right], (seen.sureness(span) * 6).astype(np.int32) + 1, 0),
        "length": bucket(last - first),
        "order": np.where(cued, _order(content, cue, span), 9),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _labels_in_sentences(batch: Batch, content: Ints, given: Candidates) -> Ints:
    """How many labelled sources begin in the sentences where a content begins and ends, up to 2."""
    count = starts(batch, given.spans[given.labelled])
    bounds = batch.sentence
    first, last = bounds[content[:, 0], 0], bounds[content[:, 1] - 1, 1]
    labelled: Ints = np.minimum(count[last] - count[first], 2)
    return labelled


def _order(content: Ints, cue: Ints, span: Ints) -> Ints:
    """Where the source stands in the order of cue and content: 0 to 3."""
    inverted = (span[:, 0] >= cue[:, 1]) & (content[:, 0] >= span[:, 1])
    outside = (span[:, 1] <= cue[:, 0]) & (cue[:, 1] <= content[:, 0])
    behind = (content[:, 1] <= span[:, 0]) | (content[:, 1] <= cue[:, 0])
    order: Ints = inverted + outside * 2 + behind * 3
    return order


STAGE = Stage(DECISION, _asked, _answered)
