"""What was found in an article, as records: quotes, speakers, mentions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import count

from quotekit.analysis import Analysis
from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.headlines.find import Found, Text
from quotekit.records import Article, Mention, Part, Quote, Span, Speaker
from quotekit.speakers.choice.chosen import Entity
from quotekit.speakers.mentions import mention_of, speaker
from quotekit.speakers.relays import relays
from quotekit.text.document import View


@dataclass(slots=True, eq=False)
class Told:
    """What was told of an article so far: how many quotes, and who speaks."""

    article: str
    quotes: Iterator[int] = field(default_factory=lambda: count(1))
    headlines: Iterator[int] = field(default_factory=lambda: count(1))
    entities: dict[int, Entity] = field(default_factory=dict)
    """Who speaks, by `id`."""
    ids: dict[int, str] = field(default_factory=dict)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    """The sources that stand in the text."""
    settled: dict[str, Speaker | None] = field(default_factory=dict)
    """All speakers by their ids, in order; None for whoever may speak again."""

    def meet(self, entity: Entity | None) -> None:
        """Give whoever speaks an id."""
        if entity is not None and id(entity) not in self.ids:
            self.ids[id(entity)] = f"{self.article}:s{len(self.settled) + 1}"
            self.entities[id(entity)] = entity
            self.settled[self.ids[id(entity)]] = None

    def id_of(self, entity: Entity | None) -> str | None:
        """The id of a speaker."""
        return self.ids.get(id(entity))

    def settle(self, alive: Container[int] = ()) -> None:
        """Make records of all but those who may speak again, by `id`: a record takes less than half the memory."""
        for key in [key for key in self.entities if key not in alive]:
            identity, entity = self.ids.pop(key), self.entities.pop(key)
            self.settled[identity] = speaker(entity, identity, tuple(self.mentions.pop(key, ())))

    def speakers(self) -> tuple[Speaker, ...]:
        """The records of all who speak."""
        self.settle()
        return tuple(one for one in self.settled.values() if one)


def analysis_of(article: Article, text: Text, headlines: list[Found]) -> Analysis:
    """What was found in an article: the quotes of its title, then all others in the order of the text."""
    told = Told(article.id)
    quotes = quotes_of(text, headlines, told)
    return Analysis((article,), tuple(quotes), told.speakers())


def quotes_of(text: Text, headlines: Sequence[Found], told: Told, shift: int = 0) -> list[Quote]:
    """The quotes of an article, or of a window of it that begins at `shift`; whoever speaks is told from now on."""
    via = relays(text.view, text.drafts, text.speakers, text.cast)
    for entity in (*text.speakers, *(found.speaker for found in headlines)):
        told.meet(entity)
    for draft, entity in zip(text.drafts, text.speakers):
        if entity is not None and draft.source:
            mention = mention_of(text.view, draft.source, text.cast)
            mention = replace(mention, span=_moved(mention.span, shift)) if shift else mention
            told.mentions.setdefault(id(entity), []).append(mention)
    quotes = [
        _quote(text.view, told.article, f"{number}", draft, told.id_of(entity), relay.name if relay else None)
        for draft, entity, relay, number in zip(text.drafts, text.speakers, via, told.quotes)
    ]
    above = [_in_headline(told.article, number, found, told) for found, number in zip(headlines, told.headlines)]
    titled = [quote for quote in above if quote.part == "title"]
    others = merge(quotes, (quote for quote in above if quote.part != "title"), key=_start)
    return [_shifted(quote, shift) for quote in (*titled, *others)] if shift else [*titled, *others]


def _start(quote: Quote) -> int:
    return quote.content[0].start


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _shifted(quote: Quote, by: int) -> Quote:
    content, cue, source = (
        tuple(_moved(span, by) for span in spans) for spans in (quote.content, quote.cue, quote.source)
    )
    return replace(quote, content=content, cue=cue, source=source)


def _in_headline(article: str, number: int, found: Found, told: Told) -> Quote:
    """A quote in a headline, with positions where that is printed."""
    line, who = found.seen.line, told.id_of(found.speaker)
    quote = _quote(found.seen.view, article, f"h{number}", found.draft, who, None)
    parts = quote.content, quote.cue, quote.source
    content, cue, source = (_printed(spans, line.start, len(line.text)) for spans in parts)
    return replace(quote, part=line.part, content=content, cue=cue, source=source)


def _printed(spans: Sequence[Span], by: int, length: int) -> tuple[Span, ...]:
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
    return tuple([Span(start.item(first), end.item(last - 1)) for first, last in ranges])
