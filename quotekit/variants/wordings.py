"""The words of a quote as they are compared with those of another, and what is known of it besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import fsum
from sys import intern
from typing import NamedTuple

from quotekit.plain.shown import plain_of
from quotekit.records import NAMED, Quote, Span, Speaker
from quotekit.text.rarity import Rarity
from quotekit.variants.stems import WORD, Stems, stem_of

Pieces = tuple[tuple[frozenset[str], float], ...]

_MARKED = re.compile(r"“[^“”]+”|\"[^\"]+\"|''[^']+''|(?<!\w)‘[^‘’]+’(?!\w)|(?<!\w)'(?=\w)[^']+'(?!\w)")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_MARKS = "“”\"‘’'"
_PRONOUNS = frozenset("he she they it we i you who him her them his their its".split())
_LONGEST = 400
"""Words of a quote that are compared: laying two side by side takes the product of their lengths."""
_LONGEST_TOPIC = 40
"""Stems that stand for an article."""
_AROUND = 200
"""Characters before a quote and behind it that are looked at."""
_END = re.compile(r"[.?!…;:]")
_SENTENCE, _GAP, _MOST_PIECES = 3, 8, 12
"""Words of a sentence at least; characters between two words from which something was left out; sentences compared."""
_SMALL = frozenset("the a an of and his her their its in for at on to by with from as".split())
"""Words of a description that name nobody."""
CONTENT = 3.5
"""Rarity from which a stem is one of content."""
_ME = "i"


class Rarities(dict[str, float]):
    """How rare each stem is: the logarithm of one in how many paragraphs of news has it; looked up in a table once.

    >>> Rarities(Rarity({}, 7.0))["harbour"]
    7.0
    """

    def __init__(self, table: Rarity) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, stem: str) -> float:
        """The rarity of a stem that was not asked for yet."""
        found = self[stem] = self.table.of(stem)
        return found


def mass_of(stems: Iterable[str], rarity: Rarities) -> float:
    """The rarities of some stems together.

    >>> mass_of(("harbour", "harbour"), Rarities(Rarity({}, 7.0)))
    14.0
    """
    return fsum(map(rarity.__getitem__, stems))  # the same in whatever order a set gives them


def as_read(text: str, quote: Quote) -> tuple[str, Quote]:
    """The text of an article as a reader sees it, and a quote of it with its places in that.

    >>> text, quote = as_read("We can&rsquo;t", Quote("a-1", "a", "direct", "statement", (Span(0, 14),)))
    >>> quote.content[0].of(text)
    'We can’t'
    """
    seen = plain_of(text)
    if seen is None:
        return text, quote
    pieces = (
        [seen.within(span.start, span.end) for span in spans] for spans in (quote.content, quote.cue, quote.source)
    )
    content, cue, source = (tuple(Span(a, b) for a, b in ranges if a < b) for ranges in pieces)
    return seen.text, replace(quote, content=content, cue=cue, source=source)


class Topic(NamedTuple):
    """What an article is about: some stems, and their rarities together."""

    stems: frozenset[str] = frozenset()
    mass: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What is compared of a quote. Few words are rows, not sets: an empty set takes as much memory as twenty words."""

    stems: Stems
    marked: Stems
    """Those between quotation marks; all of a direct quote, none of an indirect one."""
    known: frozenset[str]
    """The different stems."""
    known_marked: frozenset[str]
    """Those between quotation marks."""
    names: Stems
    """The different stems of words with a capital or a digit, but for the first of each piece."""
    speaker: Stems
    """The words of the speaker's name; empty where nobody is known by name."""
    told: Stems
    """The different stems of the words that name the source and say that it speaks."""
    topic: Topic
    """What the article is about, as `topic_of` gives it."""
    kind: str
    is_belief: bool
    rarity: Rarities
    """How rare the stems are."""
    mass: float
    """The rarities of the different stems together."""
    marked_mass: float
    pieces: Pieces
    """Its sentences, and the pieces that the article parts: the stems of each, and what they weigh; empty for one."""
    described: Stems
    """The different stems of what names the speaker, be it a description, and of the roles."""
    around: Stems
    """The different stems of content that stand before it and behind it in the article."""
    figures: tuple[str, ...]
    """Its different figures, as printed."""
    is_alone: bool = False
    """Whether it is compared with nothing."""


def stems_in(text: str) -> set[str]:
    """The different stems of a text.

    >>> sorted(stems_in("The dredgers, the dredger!"))
    ['dredger', 'the']
    """
    return set(map(stem_of, WORD.findall(text)))


def topic_of(text: str, rarity: Rarities) -> Topic:
    """The stems that tell best what an article is about: by how often it has them and how rare they are.

    >>> rarity = Rarities(Rarity({}, 7.0))
    >>> rarity.update(dict.fromkeys(("the", "in", "a", "it"), 0.1))
    >>> sorted(topic_of("The dredger sank in the harbour. A dredger! It rained in the harbour.", rarity).stems)[:2]
    ['dredger', 'harbour']
    """
    seen = plain_of(text)
    often = dict[str, int]()
    for word, count in Counter(WORD.findall(text if seen is None else seen.text)).items():
        stem = stem_of(word)
        often[stem] = often.get(stem, 0) + count
    told = {stem: count**0.5 * much for stem, count in often.items() if (much := rarity[stem]) >= CONTENT}
    stems = frozenset(set(sorted(told, key=lambda stem: (-told[stem], stem))[:_LONGEST_TOPIC]))
    return Topic(stems, mass_of(stems, rarity))


def is_rendering(quote: Quote) -> bool:
    """Whether a quote may render an utterance: "the crash" in "he spoke of the crash" holds nothing that was said.

    >>> [is_rendering(Quote("a-1", "a", "indirect", act, (Span(0, 9),))) for act in ("statement", "mention", "belief")]
    [True, False, False]
    """
    return quote.kind != "indirect" or quote.act == "statement"


def wording_of(
    text: str, quote: Quote, speaker: Speaker | None, rarity: Rarities, topic: Topic | None = None
) -> Wording:
    """The wording of a quote in the article `text`, which is about `topic`.

    >>> quote = Quote("a-1", "a", "mixed", "statement", (Span(3, 22),))
    >>> wording_of("He felt “gutted” then.", quote, None, Rarities(Rarity({}, 7.0))).marked
    ('gutt',)
    """
    text, quote = as_read(text, quote)
    words = [word for span in quote.content for word in WORD.finditer(text, span.start, span.end)]
    printed = [word[0] for word in words]
    stems = tuple(map(stem_of, printed[:_LONGEST]))
    marked = stems if quote.kind == "direct" else _marked(text, quote)
    starts = {span.start for span in quote.content}
    named = (told for told, word in zip(printed, words) if not told[0].islower() and word.start() not in starts)
    return Wording(
        stems,
        marked,
        known := frozenset(set(stems)),  # of a set, not of a row: so it takes half the memory
        known_marked := known if marked is stems else frozenset(set(marked)),
        _once(stem for stem in map(stem_of, named) if stem != _ME),
        name_of(speaker),
        _once(_stems_in(text, quote.source + quote.cue)),
        topic or Topic(),
        quote.kind,
        quote.act == "belief",
        rarity,
        mass := mass_of(known, rarity),
        mass if marked is stems else mass_of(known_marked, rarity),
        _pieces(text, words[:_LONGEST], stems, rarity),
        _described(speaker),
        _around(text, quote, rarity),
        _once(figure for span in quote.content for figure in _FIGURE.findall(text, span.start, span.end)),
        not is_rendering(quote),
    )


def _pieces(text: str, words: list[re.Match[str]], stems: Stems, rarity: Rarities) -> Pieces:
    """The sentences of some words, each of three words at least, and the pieces between which the article says more.

    Empty where there is one alone.
    """
    cuts, end = [0], words[0].end() if words else 0
    for place, word in enumerate(words):
        start = word.start()
        if start > end + 1 and place >= cuts[-1] + _SENTENCE and (start > end + _GAP or _END.search(text, end, start)):
            cuts.append(place)
        end = word.end()
    if len(cuts) == 1:
        return ()
    ranges = zip(cuts[:_MOST_PIECES], [*cuts[1:], len(words)])
    return tuple((known := frozenset(set(stems[first:last])), mass_of(known, rarity)) for first, last in ranges)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _described(speaker: Speaker | None) -> Stems:
    if speaker is None:
        return ()
    stems = (stem_of(word) for text in (speaker.name, *speaker.roles) for word in WORD.findall(text))
    return _once(stem for stem in stems if stem not in _SMALL)


def _around(text: str, quote: Quote, rarity: Rarities) -> Stems:
    if not quote.content:
        return ()
    start, end = quote.content[0].start, quote.content[-1].end
    around = f"{text[max(0, start - _AROUND) : start]} {text[end : end + _AROUND]}"
    return tuple(stem for stem in stems_in(around) if rarity[stem] >= CONTENT)


def _marked(text: str, quote: Quote) -> Stems:
    """The stems between marks of a mixed quote; all of them where its marks are not seen."""
    if quote.kind == "indirect":
        return ()
    found: list[Span] = []
    for span in quote.content:
        start = span.start - (text[max(0, span.start - 1) : span.start] in tuple(_MARKS))
        end = span.end + (text[span.end : span.end + 1] in tuple(_MARKS))
        found.extend(Span(*stretch.span()) for stretch in _MARKED.finditer(text, start, end))
    return tuple(_stems_in(text, tuple(found) or quote.content)[:_LONGEST])


def _stems_in(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [stem_of(word) for span in spans for word in WORD.findall(text, span.start, span.end)]


def name_of(speaker: Speaker | None) -> Stems:
    """The words of the name of a person, an organization or a document, folded; empty for all others and a pronoun.

    >>> name_of(Speaker("a:s1", "Ana Reyes", "person")), name_of(Speaker("a:s1", "the coach", "unnamed"))
    (('ana', 'reyes'), ())
    """
    if speaker is None or speaker.kind not in NAMED:
        return ()
    words = tuple(intern(word.casefold().replace("’", "'").removesuffix("'s")) for word in WORD.findall(speaker.name))
    return () if len(words) == 1 and words[0] in _PRONOUNS else words


def agreement(one: Stems, other: Stems) -> str:
    """Whether two names may be one speaker's: "same", "near" (a word in common), "other"; "open" where one is empty.

    >>> agreement(("javier", "mascherano"), ("mascherano",)), agreement(("ann", "lee"), ("bo", "lee"))
    ('same', 'other')
    """
    if not one or not other:
        return "open"
    if one[-1] != other[-1]:
        return "near" if set(one) & set(other) else "other"
    whole = len(one) > 1 < len(other)
    return "other" if whole and one[0][0] != other[0][0] else "same"
