"""What was found in an article, as records: quotes, speakers, mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge

from quotekit.analysis import Analysis
from quotekit.attribution.drafts import QuoteDraft
from quotekit.headlines.find import Found, Text
from quotekit.records import Article, Mention, Part, Quote, Span, Speaker
from quotekit.speakers.choice.chosen import Entity
from quotekit.speakers.mentions import mention_of, speaker
from quotekit.speakers.relays import relays
from quotekit.text.document import View


def analysis_of(article: Article, text: Text, headlines: list[Found]) -> Analysis:
    """What was found in an article: the quotes of its title, then all others in the order of the text."""
    via = relays(text.view, text.drafts, text.speakers, text.cast)
    ids = _ids(article, [*text.speakers, *(found.speaker for found in headlines)])
    quotes = [
        _quote(text.view, article.id, f"{number}", draft, ids.get(id(entity)), relay.name if relay else None)
        for number, (draft, entity, relay) in enumerate(zip(text.drafts, text.speakers, via), 1)
    ]
    above = [_in_headline(article.id, number, found, ids) for number, found in enumerate(headlines, 1)]
    titled = [quote for quote in above if quote.part == "title"]
    others = merge(quotes, (quote for quote in above if quote.part != "title"), key=_start)
    return Analysis((article,), (*titled, *others), tuple(_speakers(article, text, headlines, ids)))


def _start(quote: Quote) -> int:
    return quote.content[0].start


def _ids(article: Article, chosen: Sequence[Entity | None]) -> dict[int, str]:
    ids: dict[int, str] = {}
    for entity in chosen:
        if entity is not None and id(entity) not in ids:
            ids[id(entity)] = f"{article.id}:s{len(ids) + 1}"
    return ids


def _speakers(article: Article, text: Text, headlines: list[Found], ids: dict[int, str]) -> Iterator[Speaker]:
    """Who speaks, each with the sources that stand in the text."""
    mentions: dict[int, list[Mention]] = {}
    for draft, entity in zip(text.drafts, text.speakers):
        if entity is not None and draft.source:
            mentions.setdefault(id(entity), []).append(mention_of(text.view, draft.source, text.cast))
    entities = {id(one): one for one in (*text.speakers, *(found.speaker for found in headlines)) if one is not None}
    for key, identity in ids.items():
        yield speaker(entities[key], identity, tuple(mentions.get(key, ())))


def _in_headline(article: str, number: int, found: Found, ids: dict[int, str]) -> Quote:
    """A quote in a headline, with positions where that is printed."""
    line, who = found.seen.line, ids.get(id(found.speaker))
    quote = _quote(found.seen.view, article, f"h{number}", found.draft, who, None)
    parts = quote.content, quote.cue, quote.source
    content, cue, source = (_moved(spans, line.start, len(line.text)) for spans in parts)
    return replace(quote, part=line.part, content=content, cue=cue, source=source)


def _moved(spans: Sequence[Span], by: int, length: int) -> tuple[Span, ...]:
    """Spans of a headline where it is printed, without the stop that was put behind it."""
    return tuple(Span(span.start + by, min(span.end, length) + by) for span in spans if span.start < length)


def _quote(seen: View, article: str, number: str, draft: QuoteDraft, identity: str | None, via: str | None) -> Quote:
    return Quote(
        id=f"{article}-{number}",
        article=article,
        kind=draft.kind,
        act=draft.act,
        content=_spans(seen, draft.content),
        cue=_spans(seen, (draft.cue,) if draft.cue else ()),
        source=_spans(seen, (draft.source,) if draft.source else ()),
        speaker=identity,
        confidence=draft.confidence,
        rule=draft.rule,
        denied=draft.denied,
        via=via,
        part=_part(seen, draft),
    )


def _part(seen: View, draft: QuoteDraft) -> Part:
    return "caption" if seen.table.paragraph_kind[seen.paragraph(draft.start)] == "caption" else "body"


def _spans(seen: View, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    start, end = seen.table.start, seen.table.end
    return tuple(Span(int(start[first]), int(end[last - 1])) for first, last in ranges)
