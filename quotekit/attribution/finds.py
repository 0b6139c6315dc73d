"""What is known of a find as a whole: its content, its cue, who speaks, and the doubts of what was decided before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.decisions.ranges import following
from quotekit.attribution.decisions.stage import BY_MARKS
from quotekit.attribution.tagging.batch import Batch, running
from quotekit.attribution.tagging.contexts import bucket
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import (
    COMMA,
    CUE,
    LEXICON,
    POS,
    STEM,
    TAGS,
    VERBS,
    WORD,
    Column,
    Columns,
    Ints,
)
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, GROUP, PREPOSITION, PRONOUN, ROLE
from quotekit.wordtables import stable_hash

TEMPLATES = """
kind rule kind&rule sure sure&kind act act&kind act&opening act&bin length&kind before.kind pieces&kind
opening opening&kind opening&source&kind first first.pos&kind second.pos&first.pos&kind finite&opening quoted&kind
verbs&opening verbs&kind opens&kind closes&kind after after.pos&kind end.pos&kind inside&kind content.sure&kind
begun&kind
stem stem&kind stem&opening stem&first.pos stem&second.pos stem2 stem2&opening tail&opening bin&kind bin&opening
bin&kind&opening cue.words&kind cue.pos&kind cue.pos&opening before before.pos before.pos&cue.pos before2
negated&kind negated&opening refused&kind modal&kind infinitive&kind passive&kind passive&opening cue.marks&kind
order&kind gap&order&kind between&order between&opening together&kind cue.sure&kind cue.sure&kind&opening
next next&stem next&opening next.pos&stem next.lexicon&opening main main&stem main&kind
stem&negated stem&passive stem&modal stem&infinitive stem&order stem&source stem&entity
source source&opening source&kind head head.pos&kind head.stem&stem lead source.words marked&kind
source.order&order&kind source.gap&source.order source.sure&kind entity entity&source&kind entity&opening
entity&head.pos
"""
_CONFIDENT = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_SURE = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
_BEGUN = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
_QUOTED = (0.01, 0.3, 0.6, 0.9)
_BESIDE = 3
"""Tokens in front of a cue that may turn its sense: "has not yet been able to say"."""


def _hashes(words: str) -> NDArray[np.uint32]:
    return np.array([stable_hash(word) for word in words.split()], np.uint32)


_THAT, _TO = _hashes("that"), _hashes("to")
_WH = _hashes("what when where why how who which whether if whom whose")
_PREPOSITIONS = _hashes("of for against about on over with from in at by as into")
_BE = _hashes("is are was were be been being 's 're am")
_MODALS = _hashes("will would may might could can should must shall 'll 'd")
_HAVE_DO = _hashes("has have had 've do does did")
_NEGATIONS = _hashes("not n't never no neither nor without cannot")
_REFUSALS = _hashes("refused refuse refuses refusing declined declines decline declining unable avoided avoid failed")
_PARTICIPLES = np.array([tag in ("VBN", "VBD") for tag in TAGS])
_GERUND = TAGS.index("VBG")


class Finds(NamedTuple):
    """Finds of a batch by place."""

    drafts: Sequence[QuoteDraft]
    """(k,)"""
    article: Ints
    """(k,) the number of its article."""
    content: Ints
    """(k, 2) from the first place of the content to its end, whatever stands between its pieces."""
    cue: Ints
    """(k, 2) half-open; (0, 0) where there is none."""
    source: Ints
    """(k, 2) half-open; (0, 0) where there is none."""
    entity: Ints
    """(k,) the kind of name in the source, an index of `names.name.NAMED`."""


def finds(batch: Batch, views: Sequence[View], drafts: Sequence[tuple[int, QuoteDraft]]) -> Finds:
    """Drafts, each behind the number of its article, as places of the batch."""
    nothing = (0, 0)
    spans = np.array(
        [(d.content[0][0], d.content[-1][1], *(d.cue or nothing), *(d.source or nothing)) for _, d in drafts], np.int64
    ).reshape(-1, 3, 2)
    article = np.array([number for number, _ in drafts], np.int64)
    head = np.cumsum([0, *batch.articles])[article]
    at = np.append(batch.at, 0)  # a batch without a token has no place 0
    first, last = at[spans[:, :, 0] + head[:, None]], at[np.maximum(spans[:, :, 1] - 1, 0) + head[:, None]] + 1
    places = np.where(spans[:, :, 1:] > 0, np.stack([first, last], axis=2), 0).astype(np.int32)
    named = [max(views[number].named[slice(*draft.source)]) if draft.source else 0 for number, draft in drafts]
    return Finds(
        [draft for _, draft in drafts],
        article.astype(np.int32),
        places[:, 0],
        places[:, 1],
        places[:, 2],
        np.array(named, np.int32),
    )


def find_columns(seen: Labelled, found: Finds) -> Columns:
    """What is known of each find, (k,) each."""
    kind = np.array([BY_MARKS.index(draft.kind) + 1 for draft in found.drafts], np.int32)
    follows = np.diff(found.article, prepend=-1) == 0  # not np.roll: the first article is not behind the last
    before = np.where(follows, np.append(0, kind)[:-1], 0)
    columns = {
        "kind": kind,
        "rule": np.array([stable_hash(draft.rule) for draft in found.drafts], np.uint32),
        "sure": np.digitize([draft.confidence for draft in found.drafts], _CONFIDENT),
        "act": np.array([1 + (draft.act == "belief") for draft in found.drafts], np.int32),
        "pieces": np.array([min(len(draft.content), 3) for draft in found.drafts], np.int32),
        "entity": found.entity,
        "before.kind": before,
    }
    columns |= _content_columns(seen, found.content, kind)
    columns |= _cue_columns(seen, found) | _source_columns(seen, found)
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


def _content_columns(seen: Labelled, content: Ints, kind: Ints) -> dict[str, Ints]:
    batch, (word, pos) = seen.batch, (seen.batch.rows[WORD], seen.batch.rows[POS])
    begin, end = content.T
    first = np.minimum(begin + (batch.words[begin + 1] == batch.words[begin]), end - 1)
    verb = VERBS[pos] | np.isin(word, np.concatenate([_BE, _MODALS, _HAVE_DO]))
    own, every = running(verb & ~batch.quoted), running(verb)
    verbs = np.where(kind == 3, every[end] - every[begin], own[end] - own[begin])
    words, quoted = batch.words[end] - batch.words[begin], batch.quoted_words[end] - batch.quoted_words[begin]
    finite = following(verb)[begin]
    inside = batch.quoted[begin] & batch.quoted[begin - 1] & batch.quoted[end - 1] & batch.quoted[end]
    return {
        "length": bucket(words),
        "opening": _opening(seen, first, verbs),
        "first": word[first],
        "first.pos": pos[first],
        "second.pos": pos[np.minimum(first + 1, end - 1)],
        "finite": np.where(finite < end, bucket(finite - begin) + 1, 0),
        "main": np.where(finite < end, seen.batch.rows[STEM][np.minimum(finite, len(word) - 1)], 0),
        "verbs": np.minimum(verbs, 3),
        "quoted": np.digitize(quoted / np.maximum(words, 1), _QUOTED),
        "opens": begin - batch.sentence[begin, 0] <= 1,
        "closes": batch.sentence[end - 1, 1] - end <= 1,
        "after": word[end],
        "after.pos": pos[end],
        "end.pos": pos[end - 1],
        "inside": inside,
        "content.sure": np.digitize(_labelled(seen, content), _SURE),
        "begun": np.digitize(seen.sure[begin, 5], _BEGUN),
    }


def _opening(seen: Labelled, first: Ints, verbs: Ints) -> Ints:
    """How each content opens: that, wh-, to, a preposition, a mark, a gerund, as a clause; 8 as a noun phrase."""
    word, pos = seen.batch.rows[WORD][first], seen.batch.rows[POS][first]
    lists = [np.isin(word, words) for words in (_THAT, _WH, _TO, _PREPOSITIONS)]
    return np.select([*lists, seen.batch.quoted[first], pos == _GERUND, verbs > 0], range(1, 8), 8).astype(np.int32)


def _labelled(seen: Labelled, spans: Ints) -> NDArray[np.float64]:
    """(k,) the mean probability of the tokens of some ranges to have any label."""
    mean: NDArray[np.float64] = np.diff(seen.labelled[spans], axis=1)[:, 0] / np.maximum(spans[:, 1] - spans[:, 0], 1)
    return mean


def _cue_columns(seen: Labelled, found: Finds) -> dict[str, Ints]:
    batch, rows = seen.batch, seen.batch.rows
    word, pos = rows[WORD], rows[POS]
    first, last = found.cue.T
    best = np.array([_strongest(rows[CUE], *span) for span in found.cue.tolist()], np.int64)
    tail, lo = np.maximum(last - 1, 0), np.maximum(first - _BESIDE, batch.sentence[first, 0])

    def held(words: NDArray[np.uint32]) -> NDArray[np.bool_]:
        count = running(np.isin(word, words))
        within: NDArray[np.bool_] = count[last] > count[lo]
        return within

    behind = np.minimum(last, len(word) - 1)
    columns = {
        "next": word[behind],
        "next.pos": pos[behind] + 1,
        "next.lexicon": rows[LEXICON][behind] + 1,
        "stem": rows[STEM][best],
        "stem2": np.where(last - first > 1, rows[STEM][np.where(best == first, tail, first)], 0),
        "tail": word[tail],
        "bin": rows[CUE][best] + 1,
        "cue.words": np.minimum(last - first, 5),
        "cue.pos": pos[best] * np.uint32(64) + pos[tail],
        "before": word[first - 1],
        "before2": word[first - 2],
        "before.pos": pos[first - 1] + 1,
        "negated": held(_NEGATIONS) + 1,
        "refused": held(_REFUSALS) + 1,
        "modal": held(_MODALS) + 1,
        "infinitive": np.isin(word[first - 1], _TO) | np.isin(word[first], _TO),
        "passive": held(_BE) & _PARTICIPLES[pos[tail]],
        "cue.marks": batch.quoted[first] + 1,
        "cue.sure": np.digitize(_labelled(seen, found.cue), _SURE) + 1,
    }
    columns |= _order_columns(batch, found)
    return {name: np.where(last > 0, values, 0) for name, values in columns.items()}


def _strongest(bins: Column, first: int, last: int) -> int:
    """The place of the likeliest cue in a range, the last of equals; 0 for none, which is (0, 0)."""
    return first if last - first < 2 else max(range(first, last), key=lambda at: (bins[at], at))


def _order_columns(batch: Batch, found: Finds) -> dict[str, Ints]:
    """Where each cue stands beside its content."""
    (first, last), (begin, end) = found.cue.T, found.content.T
    before, behind = last <= begin, first >= end
    gap = np.where(before, begin - last, np.where(behind, first - end, 0))
    sentence = batch.sentence_number
    together = (sentence[first] == sentence[begin]) | (sentence[first] == sentence[end - 1])
    return {
        "order": 1 + before + 2 * behind,
        "gap": bucket(gap),
        "between": np.where(before & (gap > 0), batch.rows[WORD][last], 1 + behind),
        "together": together + 1,
    }


def _source_columns(seen: Labelled, found: Finds) -> dict[str, Ints]:
    batch, rows = seen.batch, seen.batch.rows
    word, bits = rows[WORD], rows[LEXICON]
    first, last = found.source.T
    some, alone = last > 0, last - first == 1
    stops = following(((bits & PREPOSITION) > 0) | (rows[COMMA] > 0))
    head = np.maximum(np.minimum(stops[np.minimum(first + 1, len(word) - 1)], last) - 1, 0)
    pronoun = alone & ((bits[first] & PRONOUN) > 0)
    roles, capitals = running((bits & (ROLE | GROUP)) > 0), running((bits & CAPITAL) > 0)
    inner = np.minimum(first + 1, last)
    capital = capitals[last] > capitals[first]
    opens = batch.sentence[first, 0] == first
    sorts = [~some, pronoun, roles[last] > roles[first], capitals[last] > capitals[inner], capital & ~opens, capital]
    in_front = last <= found.cue[:, 0]
    gap = np.where(in_front, found.cue[:, 0] - last, first - found.cue[:, 1])
    columns = {
        "head": np.where(pronoun, 1, word[head]),
        "head.stem": np.where(pronoun, 1, rows[STEM][head]),
        "head.pos": rows[POS][head],
        "lead": word[first],
        "source.words": bucket(last - first),
        "marked": batch.quoted[first] + 1,
        "source.order": np.where(found.cue[:, 1] > 0, 1 + in_front, 0),
        "source.gap": np.where(found.cue[:, 1] > 0, bucket(np.maximum(gap, 0)), 0),
        "source.sure": np.digitize(_labelled(seen, found.source), _SURE) + 1,
    }
    sort = np.select(sorts, range(6), 6).astype(np.int32)
    return {"source": sort, **{name: np.where(some, values, 0) for name, values in columns.items()}}
