"""From the chosen sentences to the picks of a summary: their order, their edits, and who else says the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from quotekit.plain.shown import reads
from quotekit.records import Article, Edit, Headline, Pick, Span
from quotekit.stories.saying import Sayings
from quotekit.summary.concepts import Concepts, total, weight_of
from quotekit.summary.coverage import LENGTH, SHORTEST
from quotekit.summary.outline import HEAD, Outline, Overlap
from quotekit.summary.quoting import Voice
from quotekit.summary.sentences import Sentence, with_edits
from quotekit.summary.standing.fragments import is_exclaimed, is_notice, is_opinion
from quotekit.text.rarity import Rarity

_SHARED = 0.12  # share of the shorter sentence's pairs of stems over which two sentences may say the same
_FEWEST_SHARED = 3  # pairs
_MOST_CONCEPTS = 10
_TITLE_WORDS = range(3, 26)
_NO_HEADLINE = re.compile(
    r"\b(?:photo|image|picture|video|credit)s?:|\bgetty images\b|\b(?:ap|file|reuters) photo\b|\badvertisement\b"
    r"|\bcontinue reading\b|^close\b|\btweet with a location\b|\b(?:photo|video) courtesy\b|\bnewsletter\b"
    r"|\bstory highlights\b|\bmedia (?:playback|caption)\b|\blocation to your tweets\b",
    re.I,
)  # captions and page text before the first sentence
_TWO_SENTENCES = re.compile(r"[a-z][.!?] [A-Z]")
_OWN = 0.15  # share of its telling stems that a sentence of another article has for itself at least
_FEWEST_TOLD = 2  # telling stems of a headline that the summary has
_ASIDE = 0.3  # the factor of a headline that asks, or that says that it is an opinion


class Agreement:
    """Which articles say the same as a sentence of another one: in part the same words, and of the same event."""

    def __init__(self, sentences: list[Sentence], concepts: Concepts, rarity: Rarity) -> None:
        self._sentences, self._concepts = sentences, concepts
        articles = {id(one.article): one.article for one in sentences}
        self._sayings = Sayings(list(articles.values()), rarity.of)

    @cached_property
    def _pairs(self) -> list[list[int]]:
        double = [len(key) > 1 for key in self._concepts.number]
        return [[concept for concept in held if double[concept]] for held in self._concepts.held]

    @cached_property
    def _overlap(self) -> Overlap:
        overlap = Overlap(_SHARED, _FEWEST_SHARED)
        for one, pairs in enumerate(self._pairs):
            overlap.note(one, pairs)
        return overlap

    def of(self, one: int) -> tuple[str, ...]:
        """The ids of the other articles that say what a sentence says, sorted."""
        own, same = self._sentences[one], self._sayings.same
        found = {own.article.id}
        for other in map(self._sentences.__getitem__, self._overlap.with_items(self._pairs[one])):
            if other.article.id not in found and same(own.text, own.article, other.text, other.article):
                found.add(other.article.id)
        return tuple(sorted(found - {own.article.id}))


def picks_of(
    outline: Outline,
    concepts: Concepts,
    agreement: Agreement,
    named: Mapping[int, list[Edit]],
    quoted: list[Voice],
) -> Iterator[Pick]:
    """The picks: the article that gains most first, each in the order of its text, with the names that it needs."""
    weights = [total(held, concepts.weight) for held in concepts.held]
    most = max(weights, default=0.0)
    voice_at = {min(voice.said): voice for voice in reversed(quoted)}
    for first, last in _together(outline, quoted):
        voice = next((voice_at[one] for one in range(first, last) if one in voice_at), None)
        shown = [_shown(outline, one, named.get(one, [])) for one in range(first, last)]
        begin, end = outline.sentences[first], outline.sentences[last - 1]
        best = max(range(first, last), key=lambda one: (weights[one], -one))
        yield Pick(
            article=begin.article.id,
            span=Span(begin.span.start, end.span.end),
            text=" ".join(text for text, _ in shown),
            score=round(weights[best] / most, 6) if most else 0.0,
            outlet=begin.article.outlet,
            edits=tuple(edit for _, edits in shown for edit in edits),
            concepts=_weightiest(concepts, best),
            agreement=agreement.of(best),
            quote=voice.quote.id if voice else None,
            speaker=voice.speaker.name if voice else None,
        )


def _together(outline: Outline, quoted: list[Voice]) -> Iterator[tuple[int, int]]:
    """The ranges of sentences that are one pick each, in the order of print: one, or all that give a quote."""
    of_quote = {one: voice for voice in reversed(quoted) for one in voice.passage.sentences}
    done: set[int] = set()
    for one in in_order(outline):
        if one in done:
            continue
        voice, last = of_quote.get(one), one + 1
        while voice and of_quote.get(last) is voice and last in outline.chosen and outline.follows(last - 1, last):
            last += 1
        done.update(range(one, last))
        yield one, last


def in_order(outline: Outline) -> list[int]:
    """The chosen sentences in the order in which they are printed.

    An article of which nothing near its head is chosen is told behind those that begin with what happened.
    """
    gains: dict[int, list[float]] = {}
    for one, gain in outline.chosen.items():
        gains.setdefault(id(outline.sentences[one].article), []).append(gain)
    gain_of = {article: round(math.fsum(each), 9) for article, each in gains.items()}
    heads = {id(outline.sentences[one].article) for one in outline.chosen if outline.sentences[one].position < HEAD}

    def place(one: int) -> tuple[bool, float, int]:
        article = id(outline.sentences[one].article)
        return article not in heads, -gain_of[article], one

    return sorted(outline.chosen, key=place)


def told_again(outline: Outline) -> list[int]:
    """The chosen sentences of other articles than the one that tells most with hardly a stem that no other one has.

    What that one tells of the same may have been chosen after them.
    """
    gists = {one: outline.said.gist(outline.sentences[one].text) for one in sorted(outline.chosen)}
    tellers = Counter(root for gist in gists.values() for root in gist)
    own = {one: sum(tellers[root] == 1 for root in gist) for one, gist in gists.items()}
    return [one for one, gist in gists.items() if not outline.tells_most(one) and own[one] < _OWN * len(gist)]


def _weightiest(concepts: Concepts, one: int) -> tuple[str, ...]:
    held = sorted(concepts.held[one], key=lambda each: (-concepts.weight[each], concepts.shown[each]))
    return tuple(concepts.shown[each] for each in held[:_MOST_CONCEPTS])


def _shown(outline: Outline, one: int, named: list[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """The text of a sentence as the summary shows it; what opens a passage may have to be edited."""
    sentence = outline.sentences[one]
    is_explained = one - 1 in outline.chosen and outline.follows(one - 1, one)
    edits = list(named)
    if sentence.cut and sentence.hanging and not is_explained:
        span = _cut_span(sentence, sentence.cut)
        if not edits or edits[0].span.start >= span.end:
            edits.insert(0, Edit("cut", span, sentence.text[sentence.cut].upper()))
    return (with_edits(sentence, edits) if edits else sentence.text), tuple(edits)


def _cut_span(sentence: Sentence, cut: int) -> Span:
    """The characters of the article that a cut takes, and the letter that becomes a capital."""
    words = [word.start() for word in re.finditer(r"\S+", sentence.span.of(sentence.article.text))]
    kept = words[len(sentence.text[:cut].split())]
    return Span(sentence.span.start, sentence.span.start + kept + 1)


def headline_of(outline: Outline, picks: Iterable[Pick], concepts: Concepts, rarity: Rarity) -> Headline | None:
    """The title of an article that says best, for its length, what all of them tell; None where none has one.

    Of an article that is printed, or that says what is printed: another one may tell another story of the event.
    """
    telling = {article for pick in picks for article in (pick.article, *pick.agreement)}
    begins: dict[int, int] = {}
    for sentence in outline.sentences:
        begins.setdefault(id(sentence.article), sentence.span.start)
    told = {root for one in outline.chosen for root in outline.said.gist(outline.sentences[one].text)}
    best: tuple[float, Headline] | None = None
    for article in {id(one.article): one.article for one in outline.sentences}.values():
        title = " ".join(_title(article, begins[id(article)]).split()) if article.id in telling else ""
        if len(title.split()) in _TITLE_WORDS and _is_headline(title, outline.said.gist(title), told):
            weight = weight_of(title, concepts, rarity) / (SHORTEST + len(title.split())) ** LENGTH
            weight = round(weight * (_ASIDE if is_exclaimed(title) or is_opinion(title) else 1), 9)
            if weight > (best[0] if best else 0):
                best = weight, Headline(article.id, title)
    return best[1] if best else None


def _is_headline(title: str, gist: set[str], told: set[str]) -> bool:
    """Whether a line is no caption or page text, and about what is told."""
    if _NO_HEADLINE.search(title) or is_notice(title) or _TWO_SENTENCES.search(title):
        return False
    return len(gist & told) >= min(_FEWEST_TOLD, len(gist))


def _title(article: Article, begins: int) -> str:
    """The title given with an article, or that in its text, or the line that was no sentence as it is told again."""
    from quotekit.text.paragraphs import paragraphs

    if article.title or not begins:
        title = article.title or ""
        return reads(title, 0, len(title))
    lines = [
        one for one in paragraphs(article.text, article.title) if one.kind in ("title", "body") and one.end <= begins
    ]
    lines.sort(key=lambda one: one.kind == "body")
    return reads(article.text, lines[0].start, lines[0].end).removesuffix(".") if lines else ""
