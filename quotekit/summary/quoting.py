"""Quotes for a summary: who says what where, the most telling quotes, and the names behind the pronouns."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import HEADLINES, NAMED, Article, Quote, Span, Speaker
from quotekit.speakers.people.appearances import folded
from quotekit.speakers.people.roster import is_called
from quotekit.summary.outline import Overlap
from quotekit.summary.passages import LONGEST, Passage, passage_of, wider
from quotekit.summary.sentences import Sentence, hangs, with_name
from quotekit.text.lexicon import Lexicon
from quotekit.text.rarity import words_of

if TYPE_CHECKING:
    from quotekit.models.model import Model

_FEWEST_WORDS = 4  # in marks; fewer are a word that somebody used
_CLAUSE = 7  # words from which a quote is a clause and no cry; shorter ones only where there are too few of these
_SAME_WORDS = 0.4  # share of the shorter one's word pairs over which two quotes are versions of one utterance
_AGAIN = 0.05  # the factor of a quote for each quote by the same speaker that is in already


@dataclass(frozen=True, slots=True)
class Voice:
    """A quote of a known speaker and the sentences that give it whole, with who says it."""

    quote: Quote
    speaker: Speaker
    passage: Passage
    said: frozenset[int]
    """The numbers of the sentences that hold what was said."""
    pairs: frozenset[tuple[str, str]]
    """The neighbouring words of what was said."""

    @property
    def fullness(self) -> int:
        """2 for a clause in quotation marks, 1 for a short one or one partly in them, 0 for what tells nothing."""
        words = len(self.pairs) + 1
        if self.quote.kind == "direct" and words >= _FEWEST_WORDS:
            return 2 if words >= _CLAUSE else 1
        return 1 if self.quote.kind == "mixed" and words >= _CLAUSE else 0


def analyzed(
    found: Analysis | Article | str | Iterable[Article | str], articles: Sequence[Article], model: Model, jobs: int = 1
) -> Analysis:
    """What was found in some articles, in their order: in an analysis what it has of them, else what a model finds.

    Raises UsageError where two of the articles have one id.
    """
    ids = Counter(article.id for article in articles)
    if twice := [one for one, count in ids.items() if count > 1]:
        raise UsageError(f"articles: different ones have the id {twice[0]!r:.80}, so quotes cannot be told apart")
    if not isinstance(found, Analysis):
        from quotekit.pipeline import analyze  # needs numpy, and only quotes need it

        return analyze(articles, model, jobs=jobs)
    place = {identity: number for number, identity in enumerate(ids)}
    quotes = sorted((one for one in found.quotes if one.article in place), key=lambda one: place[one.article])
    speakers = sorted((one for one in found.speakers if _home(one) in place), key=lambda one: place[_home(one)])
    return Analysis(tuple(articles), tuple(quotes), tuple(speakers))


def _home(speaker: Speaker) -> str:
    """The id of the article of a speaker."""
    return speaker.id.rpartition(":")[0]


def voices_of(analysis: Analysis, sentences: list[Sentence], named: Iterable[int] = ()) -> list[Voice]:
    """The statements of known speakers that passages can show whole, in the order of the sentences.

    A passage shows a quote where the speaker's name is in it, or in `named`, the sentences that get it in brackets.
    """
    places = _Places(sentences)
    with_name = frozenset(named)
    found: list[Voice] = []
    for quote in analysis.quotes_of():
        speaker = analysis.speaker_of(quote)
        if speaker is None or speaker.kind not in NAMED or quote.part in HEADLINES:
            continue
        around, said = places.attributed(quote)
        passage = passage_of(sentences, around.start, around.stop, with_name) if around and said else None
        while passage and not _names(speaker, passage, sentences, with_name):
            passage = wider(sentences, passage, with_name)
        if passage is None:
            continue
        text = analysis.article_of(quote).text
        words = words_of(" ".join(span.of(text) for span in quote.content))
        found.append(Voice(quote, speaker, passage, said, frozenset(pairwise(words))))
    return found


def _names(speaker: Speaker, passage: Passage, sentences: list[Sentence], named: frozenset[int]) -> bool:
    if any(one in named for one in passage.sentences):
        return True
    words = {word for one in passage.sentences for word in folded(sentences[one].text)}
    return any(word in words for word in folded(speaker.name) if len(word) > 2)


class _Places:
    """Where in the list of sentences an article's characters are."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self._first: dict[str, int] = {}
        self._starts: dict[str, list[int]] = {}
        for number, one in enumerate(sentences):
            self._first.setdefault(one.article.id, number)
            self._starts.setdefault(one.article.id, []).append(one.span.start)

    def range_of(self, article: str, start: int, end: int) -> range:
        """The numbers of the sentences that hold some characters; empty where they stand before all of them."""
        starts = self._starts.get(article, [])
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
        if first < 0:
            return range(0)
        return range(self._first[article] + first, self._first[article] + last)

    def attributed(self, quote: Quote) -> tuple[range, frozenset[int]]:
        """The sentences with the words that attribute a quote and all that was said, and those that hold what was said.

        “It held,” she said. “It will hold.” has two pairs of marks. What is too long, or not in a row, is cut to the
        sentences beside the attribution.
        """
        home = quote.article
        spans = quote.cue + quote.source or quote.content
        around = self.range_of(home, min(spans).start, max(span.end for span in spans))
        parts = [self.range_of(home, span.start, span.end) for span in quote.content]
        every = [*around, *(one for part in parts for one in part)]
        beside = parts
        if not every or max(every) - min(every) >= LONGEST:
            beside = [part for part in parts if set(part) & set(around)] or parts[:1]
            every = [*around, *(one for part in beside for one in part)]
        said = frozenset(one for part in beside for one in part)
        return range(min(every), max(every) + 1) if every else range(0), said


def spoken_by(voices: list[Voice], name: str) -> list[Voice]:
    """What somebody says. Raises UsageError where the name is none, or nobody who is quoted is called so."""
    words = folded(name)
    if not words:
        raise UsageError(f"speaker: {name!r:.80} is no name")
    found = [voice for voice in voices if is_called(voice.speaker, [words])]
    if not found:
        often = Counter(voice.speaker.name for voice in voices)
        known = ", ".join(sorted(often, key=lambda one: (-often[one], one))[:5]) or "nobody"
        raise UsageError(f"speaker: nobody called {name!r:.80} is quoted; most quoted: {known}")
    return found


def most_telling(
    voices: list[Voice], number: int, worth: Callable[[Voice], float], admits: Callable[[Voice], bool]
) -> list[Voice]:
    """The `number` most telling quotes that are `admitted`: never two versions of one utterance, speakers in turn.

    A quote tells the more, the more articles give it, the more its speaker is quoted, and the more it is `worth`.
    """
    told = [voice for voice in voices if voice.fullness]
    versions = _versions(told)
    quoted = Counter(voice.speaker.name for voice in voices)
    value = [
        worth(voice) * len({told[one].quote.article for one in same}) * math.log(1 + quoted[voice.speaker.name])
        for voice, same in zip(told, versions)
    ]
    chosen: list[int] = []
    left = set(range(len(told)))
    while left and len(chosen) < number:
        heard = Counter(told[one].speaker.name for one in chosen)
        best = max(
            left,
            key=lambda one: (told[one].fullness, round(value[one] * _AGAIN ** heard[told[one].speaker.name], 9), -one),
        )
        left.discard(best)
        if admits(told[best]):
            chosen.append(best)
            left -= set(versions[best])
    return [told[one] for one in chosen]


def _versions(voices: list[Voice]) -> list[list[int]]:
    """For each quote the quotes that give the same utterance, itself among them."""
    overlap = Overlap(_SAME_WORDS, _FEWEST_WORDS - 1)
    for number, voice in enumerate(voices):
        overlap.note(number, voice.pairs)
    return [overlap.with_items(voice.pairs) for voice in voices]


def names_for_pronouns(analysis: Analysis, sentences: list[Sentence], lexicon: Lexicon) -> dict[int, tuple[Span, str]]:
    """For the sentences that stand alone once a name is in the place of a pronoun: where that is, and the name.

    Both “He said it held.” and “It held,” he said.
    """
    places = _Places(sentences)
    found: dict[int, tuple[Span, str]] = {}
    for speaker in analysis.speakers:
        for mention in speaker.mentions if speaker.kind in NAMED else ():
            for one in places.range_of(_home(speaker), mention.span.start, mention.span.end):
                pronoun = mention.kind == "pronoun" and sentences[one].hanging and one not in found
                if pronoun and not hangs(with_name(sentences[one], mention.span, speaker.name), lexicon):
                    found[one] = mention.span, speaker.name
    return found
