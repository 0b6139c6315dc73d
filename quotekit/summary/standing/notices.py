"""Repeated page text: what an outlet prints in many articles and what is no sentence of any of them.

Sign-up lines, corrections, terms, "Hide caption". A paragraph on what happened before is printed in many articles too;
its words are those of the article around it, those of page text are not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quotekit.analysis import Analysis
from quotekit.records import Article, Quote
from quotekit.text.rarity import Rarity, words_of
from quotekit.text.stems import stem

FEWEST = 3  # articles of one outlet that share a sentence before it may be page text
_AT_HOME = 0.4  # share of its telling words that the rest of an article has, from which a sentence is the article's own
_TELLING = 1.0  # rarity of a word that tells what a sentence is about
_SHORTEST = 3  # words
_FEWEST_TELLING = 2
_MOST = 500_000  # sentences of one outlet that are counted at a time; those met once are forgotten then
_LOOKED_AT = 5  # articles in which a sentence is looked at
_MARK = re.compile(r"[\"“”«»]")
_ENDS = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n+")


def page_text(articles: Iterable[Article], rarity: Rarity) -> frozenset[str]:
    """The sentences of some articles that are page text, each as its words in small letters, one space between.

    Only articles whose outlet is known count, each text once.

    >>> from quotekit.models.model import Model
    >>> told = "The old dam held.", "Otters came back to Hale.", "A bakery in Orme burned down."
    >>> news = [Article(f"{one} Sign up for our morning newsletter.", outlet="Echo") for one in told]
    >>> sorted(page_text(news, Model.shipped().rarity))
    ['sign up for our morning newsletter']
    """
    by_outlet: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        if article.outlet:
            by_outlet[article.outlet.casefold()].setdefault(article.text, article)
    found: set[str] = set()
    for own in by_outlet.values():
        if len(own) >= FEWEST:
            found.update(_of_outlet(list(own.values()), rarity))
    return frozenset(found)


def without_page_text(found: Analysis, rarity: Rarity) -> Analysis:
    """An analysis without the quotes that are page text, and without those who speak in no other.

    >>> without_page_text(Analysis((), (), ()), Rarity({}, 1.0)).quotes
    ()
    """
    notices = page_text(found.articles, rarity)
    if not notices:
        return found

    def is_notice(quote: Quote) -> bool:
        spans = sorted((*quote.content, *quote.cue, *quote.source))
        return key_of(found.article_of(quote).told_in(quote)[spans[0].start : spans[-1].end]) in notices

    kept = tuple(quote for quote in found.quotes if not is_notice(quote))
    speaking = {quote.speaker for quote in kept}
    return Analysis(found.articles, kept, tuple(one for one in found.speakers if one.id in speaking))


def key_of(text: str) -> str:
    """A sentence as `page_text` gives it.

    >>> key_of("Sign up, now!")
    'sign up now'
    """
    return " ".join(words_of(text))


def _of_outlet(articles: Sequence[Article], rarity: Rarity) -> Iterator[str]:
    shared = _shared(articles)
    seen: dict[str, list[bool]] = {key: [] for key in shared}
    for article in articles if shared else ():
        keys = list(_keys(article.text))
        own = {key for key in keys if key in shared and len(seen[key]) < _LOOKED_AT}
        if own and 2 * sum(key in shared for key in keys) <= len(keys):  # a copy of another one shares all
            elsewhere = {stem(word) for key in keys if key not in shared for word in key.split()}
            for key in own:
                seen[key].append(_is_at_home(key, elsewhere, rarity))
    return (key for key, homes in seen.items() if 2 * sum(homes) < len(homes))


def _shared(articles: Sequence[Article]) -> set[str]:
    """The sentences that enough articles have."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(set(_keys(article.text)))
        if len(counts) > _MOST:
            counts = Counter({key: count for key, count in counts.items() if count > 1})
    return {key for key, count in counts.items() if count >= FEWEST}


def _keys(text: str) -> Iterator[str]:
    """The sentences of a text without those that hold a quotation mark: what somebody says is printed again."""
    for part in _ENDS.split(text):
        if part and part.count(" ") >= _SHORTEST - 1 and not _MARK.search(part) and (key := key_of(part)):
            yield key


def _is_at_home(key: str, elsewhere: set[str], rarity: Rarity) -> bool:
    """Whether the telling words of a sentence stand elsewhere in its article too, or it has hardly any."""
    telling = {root for root in map(stem, key.split()) if rarity.of(root) > _TELLING}
    return len(telling) < _FEWEST_TELLING or len(telling & elsewhere) >= _AT_HOME * len(telling)
