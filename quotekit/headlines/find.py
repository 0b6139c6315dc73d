"""The quotes of the headlines of an article: by their print, by the model in the case of running text, by the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.tagging.wordtypes import LEXICON, POS, TAGS, VERBS, TypeTable
from quotekit.headlines.divided import divided
from quotekit.headlines.headline import Headline
from quotekit.headlines.naming import Below
from quotekit.headlines.seen import Seen
from quotekit.headlines.seen import headlines_of as headlines_of
from quotekit.headlines.speech import is_speech, repeated, trimmed
from quotekit.headlines.told import Text as Text
from quotekit.headlines.told import telling_stems
from quotekit.headlines.verbs import at_end, behind
from quotekit.speakers.cast import Entity
from quotekit.text.lexicon import AUXILIARY, SUBJECT
from quotekit.text.phrases import Range

_FINITE = VERBS | np.array([tag == "VBN" for tag in TAGS])
"""Tags of words that are the verb of a headline, which prints "dam declared safe"."""


class Found(NamedTuple):
    """A quote in a headline and who speaks it."""

    seen: Seen
    draft: QuoteDraft
    speaker: Entity | None


def found_in(
    seen: Sequence[Seen], drafts: Sequence[Sequence[QuoteDraft]], text: Text, table: TypeTable
) -> Iterator[Found]:
    """The quotes of some headlines in their order, each with its speaker, from what the model found in each.

    `text` is the text below these headlines, `table` what the model knows of words.
    """
    if not seen:
        return
    below = Below(text, seen)
    for number, (one, own) in enumerate(zip(seen, drafts)):
        if one.view.table.paragraph_kind[:1] != ["body"]:  # "Read more: ..."
            continue
        line = _line(one, own, number, below, table)
        for draft in sorted(_apart(_drafts(line, own, below)), key=_start):
            kept = trimmed(line, draft)
            yield Found(one, kept, below.speaker(one, number, kept))


def _drafts(line: Headline, own: Sequence[QuoteDraft], below: Below) -> Iterator[QuoteDraft]:
    """What may be quoted of a headline, the surest first: by its print, by the model, by the text."""
    yield from islice(chain(behind(line), divided(line)), 1)
    heard = [draft for draft in own if is_speech(line, draft)]
    yield from (draft for draft in heard if draft.act == "statement")
    yield from at_end(line)
    yield from repeated(line, below.told)
    yield from (draft for draft in heard if draft.act != "statement")


def _apart(drafts: Iterable[QuoteDraft]) -> Iterator[QuoteDraft]:
    """Drafts that share no word of what is said with one before them."""
    taken: set[int] = set()
    for draft in drafts:
        if taken.isdisjoint(draft.tokens):
            taken.update(draft.tokens)
            yield draft


def _start(draft: QuoteDraft) -> int:
    return draft.start


def _line(one: Seen, own: Sequence[QuoteDraft], number: int, below: Below, table: TypeTable) -> Headline:
    """A headline with what is known of its words and of those whom it names, and what the model finds in it."""
    view = one.view
    rows = table.columns(np.array(table.ids(view.word), np.int32))
    verbs = (_FINITE[rows[POS]] | (rows[LEXICON] & (AUXILIARY | SUBJECT) > 0)).tolist()

    def shared(source: Range, content: Range) -> float | None:
        speaker = below.named(one, number, source)
        if speaker not in below.told.speakers:
            return None
        return below.told.share(speaker, telling_stems(view, range(*content)))

    return Headline(
        view,
        one.end,
        has_verb=lambda words: any(verbs[slice(*words)]),
        is_known=lambda words: below.is_known(below.named(one, number, words)),
        shared=shared,
        is_named=lambda words: view.text(*words) in one.known,
        has_speaker=lambda words: any(_is_within(draft, words) for draft in own),
    )


def _is_within(draft: QuoteDraft, words: Range) -> bool:
    """Whether source and cue of a draft lie in a range."""
    parts = (draft.source, draft.cue)
    return all(part is not None and words[0] <= part[0] and part[1] <= words[1] for part in parts)
