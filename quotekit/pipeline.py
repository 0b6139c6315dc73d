"""From articles to an `Analysis`: the stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from quotekit import lexicon
from quotekit.analysis import Analysis
from quotekit.attribution import find_drafts
from quotekit.cast import Entity, cast_of
from quotekit.drafts import Draft
from quotekit.names import with_names
from quotekit.phrases import Range
from quotekit.records import Article, Mention, Quote, Span, Speaker, each_article
from quotekit.speakers import mention_of, resolve, speaker
from quotekit.view import View, look


def analyze(articles: Article | str | Iterable[Article | str]) -> Analysis:
    """All quotes and speakers of one or many articles, given as `Article` or as plain text.

    Raises UsageError for anything else.

    >>> analysis = analyze("Ms. Reyes was glad. “The dam held,” she said.")
    >>> [(quote.kind, analysis.speaker_of(quote).name) for quote in analysis.quotes]
    [('direct', 'Reyes')]
    """
    found = list(analyze_each(articles))
    return Analysis(
        tuple(article for part in found for article in part.articles),
        tuple(quote for part in found for quote in part.quotes),
        tuple(person for part in found for person in part.speakers),
    )


def analyze_each(articles: Article | str | Iterable[Article | str]) -> Iterator[Analysis]:
    """One `Analysis` for each article, as they come: memory does not grow with their number."""
    return map(_analyze_one, each_article(articles))


def _analyze_one(article: Article) -> Analysis:
    seen, names = with_names(look(article.text))
    cast = cast_of(names)
    drafts = find_drafts(seen)
    chosen = resolve(seen, drafts, cast)
    ids = _ids(article, chosen)
    mentions: dict[int, list[Mention]] = {}
    for draft, entity in zip(drafts, chosen):
        if entity is not None and draft.source:
            mentions.setdefault(id(entity), []).append(mention_of(seen, draft.source, cast))
    return Analysis(
        (article,),
        tuple(_quote(seen, article, number, d, ids.get(id(e))) for number, (d, e) in enumerate(zip(drafts, chosen), 1)),
        tuple(_speakers(chosen, ids, mentions)),
    )


def _ids(article: Article, chosen: list[Entity | None]) -> dict[int, str]:
    ids: dict[int, str] = {}
    for entity in chosen:
        if entity is not None and id(entity) not in ids:
            ids[id(entity)] = f"{article.id}:s{len(ids) + 1}"
    return ids


def _speakers(
    chosen: list[Entity | None], ids: dict[int, str], mentions: dict[int, list[Mention]]
) -> Iterator[Speaker]:
    entities = {id(entity): entity for entity in chosen if entity is not None}
    for key, identity in ids.items():
        yield speaker(entities[key], identity, tuple(mentions.get(key, ())))


@cache
def _confidence() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in lexicon.rows("rules")}


def _quote(seen: View, article: Article, number: int, draft: Draft, identity: str | None) -> Quote:
    return Quote(
        id=f"{article.id}-{number}",
        article=article.id,
        kind=draft.kind,
        act=draft.act,
        content=_spans(seen, draft.content),
        cue=_spans(seen, (draft.cue,) if draft.cue else ()),
        source=_spans(seen, (draft.source,) if draft.source else ()),
        speaker=identity,
        confidence=_confidence()[draft.rule],
        rule=draft.rule,
    )


def _spans(seen: View, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    start, end = seen.table.start, seen.table.end
    return tuple(Span(int(start[first]), int(end[last - 1])) for first, last in ranges)
