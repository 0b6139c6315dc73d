"""From articles to an `Analysis`: the stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge

from quotekit.analysis import Analysis, joined
from quotekit.attribution.drafts import QuoteDraft
from quotekit.attribution.find import find_drafts
from quotekit.headlines.find import Found, Text, found_in, headlines_of
from quotekit.layout.read import read_layout, with_layout
from quotekit.models.model import Given, model_of
from quotekit.names.find import with_names
from quotekit.records import Article, Mention, Part, Quote, Span, Speaker, each_article
from quotekit.speakers.choice.chosen import Entity, chosen
from quotekit.speakers.mentions import mention_of, speaker
from quotekit.speakers.relays import relays
from quotekit.text.document import View, look

_TOGETHER = 16
_LONG = 200_000
"""Articles that are read together, and the characters from which fewer are."""


def analyze(
    articles: Article | str | Iterable[Article | str], model: Given = None, headlines: bool = False
) -> Analysis:
    """All quotes and speakers of one or many articles, given as `Article` or as plain text.

    `model` is a `Model`, or the path of one that `quotekit train` wrote; None takes the model that the package carries.
    With `headlines` the title and the headings are quoted from too. Raises UsageError for a path that holds no model.

    >>> analysis = analyze("Ms. Reyes was glad. “The dam held,” she said.")
    >>> [(quote.kind, analysis.speaker_of(quote).name) for quote in analysis.quotes]
    [('direct', 'Reyes')]
    """
    model = model_of(model)
    return joined(analyze_each(articles, model, headlines)).without_page_text(model.rarity)


def analyze_each(
    articles: Article | str | Iterable[Article | str], model: Given = None, headlines: bool = False
) -> Iterator[Analysis]:
    """One `Analysis` for each article, in their order: memory does not grow with their number.

    A few articles are read ahead, because the model is quicker with several at once.
    """
    model = model_of(model)
    for group in _groups(each_article(articles)):
        looked = [look(article.text, model.lexicon, model.casing, article.title) for article in group]
        views = [with_names(view, model.kinds) for view in looked]
        seen = [headlines_of(one, *view, model) if headlines else [] for one, view in zip(group, views)]
        table = model.passes.table
        asked = [view for view, _ in views] + [one.view for own in seen for one in own]
        found = iter(find_drafts(asked, model.passes, model.decisions))
        drafts = [next(found) for _ in group]
        for article, (view, names), own, above in zip(group, views, drafts, seen):
            layout = read_layout(view, names, article.outlet)
            view, names = layout.named(view, names)
            own = with_layout(view, own, layout)
            cast, speakers = chosen(view, names, own, model.rankers, article.outlet)
            text = Text(view, names, cast, own, speakers)
            yield _analysis(article, text, list(found_in(above, [next(found) for _ in above], text, table)))


def _groups(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """The articles in groups; what was read before an error is handed on before it."""
    group: list[Article] = []
    try:
        for article in articles:
            group.append(article)
            if len(group) == _TOGETHER or sum(len(one.text) for one in group) > _LONG:
                yield group
                group = []
    except Exception:
        if group:
            yield group
        raise
    if group:
        yield group


def _analysis(article: Article, text: Text, headlines: list[Found]) -> Analysis:
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
