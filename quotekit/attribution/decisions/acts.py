"""Statement or belief: whether a cue says that something was said or written, or only that it is thought or wanted.

The table of cues knows most verbs; where it is silent a logistic regression over the words around decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from quotekit.attribution.decisions.joins import Attributions
from quotekit.attribution.decisions.ranges import all_tokens_if_any
from quotekit.attribution.decisions.sources import Sources
from quotekit.attribution.decisions.stage import BY_MARKS, Decided, Decision, Rows, Stage
from quotekit.attribution.tagging.crf import Floats
from quotekit.attribution.tagging.tagger import Labelled
from quotekit.attribution.tagging.wordtypes import POS, SUFFIX2, SUFFIX3, WORD, Columns
from quotekit.records import Act
from quotekit.text.document import View
from quotekit.text.lexicon import GIVEN, GROUP, PREPOSITION, PRONOUN, ROLE, SUBJECT, TITLE, Cue, Lexicon
from quotekit.text.phrases import Range

DECISION = Decision(
    "act",
    strength=0.1,
    templates="""
kind tail suffix suffix2 after first first&kind pos before pos&first tail&first order order&kind first.pos
""",
)

_LONGEST = 6
"""Words of the longest cue of the tables."""


class Acts(NamedTuple):
    """What each attribution is: something said, or something thought."""

    acts: list[Act]
    """(a,) as the tables of cues say, or the words around where those are silent; a statement where there is no cue."""


def _asked(before: Decided) -> Rows[None]:
    return Rows(None, act_columns(before.seen, before[Attributions]))


def _answered(before: Decided, rows: Rows[None], odds: Floats) -> Acts:
    batch, found = before.seen.batch, before[Attributions]
    articles = batch.article_number[found.content[:, 0]].tolist()
    cues, sources = (all_tokens_if_any(batch, spans) for spans in (found.cue, before[Sources].spans))
    direct, beliefs = (found.kind == BY_MARKS.index("direct")).tolist(), (odds > DECISION.least).tolist()
    return Acts([_act(before.views[number], *one) for number, *one in zip(articles, cues, sources, direct, beliefs)])


def _act(view: View, cue: Range | None, source: Range | None, is_direct: bool, is_belief: bool) -> Act:
    """What one attribution is, from whether the words around its cue make it a belief."""
    if not cue:
        return "statement"
    return listed_act(view, *cue, source, is_direct) or ("belief" if is_belief else "statement")


def act_columns(seen: Labelled, found: Attributions) -> Columns:
    """What is known of each cue apart from the cue verb itself, (a,) each."""
    rows = seen.batch.rows
    cue, content = found.cue, found.content
    tail = np.maximum(cue[:, 1] - 1, 0)
    columns = {
        "kind": found.kind + 1,
        "tail": np.where(cue[:, 1] - cue[:, 0] > 1, rows[WORD][tail], 0),
        "suffix": rows[SUFFIX3][cue[:, 0]],
        "suffix2": rows[SUFFIX2][cue[:, 0]],
        "pos": rows[POS][cue[:, 0]],
        "before": rows[WORD][cue[:, 0] - 1],
        "after": rows[WORD][cue[:, 1]],
        "first": rows[WORD][content[:, 0]],
        "first.pos": rows[POS][content[:, 0]],
        "order": 1 + (cue[:, 0] < content[:, 0]),
    }
    return {name: np.asarray(values).astype(np.uint32) for name, values in columns.items()}


_OF_BODIES = frozenset({"find", "hear", "learn"})
"""What a court hears is said there, and what a study finds it says; what a woman hears or finds is her belief."""
_ALOUD = frozenset({"despair", "remember"})
"""What is said where it is quoted: “I was there,” remembers Ana Reyes."""


def listed_act(view: View, first: int, last: int, source: Range | None = None, is_direct: bool = False) -> Act | None:
    """What the tables of cues say of the tokens of a cue, the strongest word first; None where they are silent.

    >>> from quotekit.text.document import look
    >>> view = look("She has said so, and hopes it helps. He ran.")
    >>> [listed_act(view, *tokens) for tokens in [(1, 3), (6, 7), (11, 12)]]
    ['statement', 'belief', None]
    """
    cue = _strongest(tuple([word.lower() for word in view.word[first:last]]), view.lexicon)
    if cue is None:
        return None
    if is_direct and cue.lemma in _ALOUD:
        return "statement"
    return "statement" if cue.lemma in _OF_BODIES and source and _is_body(view, *source) else cue.act


@lru_cache(1000)  # nearly all is "said"
def _strongest(words: tuple[str, ...], lexicon: Lexicon) -> Cue | None:
    """The strongest of the cues of the tables that begin at some of the words."""
    known = [cue for at in range(len(words)) if (cue := _longest(words[at : at + _LONGEST], lexicon))]
    return max(known, key=lambda cue: (cue.strength, len(cue.lemma)), default=None)


def _longest(words: Sequence[str], lexicon: Lexicon) -> Cue | None:
    """The longest cue of the tables at the beginning of some words: "swear by" before "swear"."""
    texts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((cue for text in texts if (cue := lexicon.cue_phrases.get(text) or lexicon.cues.get(text))), None)


def _is_body(view: View, first: int, last: int) -> bool:
    """Whether a source is neither named nor a pronoun nor a role: "the jury", "a study by the university"."""
    head = next((i for i in range(first, last) if i > first and view.bits[i] & PREPOSITION), last)
    return not any(view.bits[i] & (SUBJECT | PRONOUN | ROLE | GROUP | GIVEN | TITLE) for i in range(first, head))


STAGE = Stage(DECISION, _asked, _answered)
