"""From articles to an `Analysis`: the stages in order, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotekit.analysis import Analysis, joined
from quotekit.attribution.drafts import QuoteDraft
from quotekit.attribution.find import find_drafts
from quotekit.models.model import Given, Model, model_of
from quotekit.names.find import Name, with_names
from quotekit.records import Article, Mention, Part, Quote, Span, Speaker, each_article
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.choice.resolve import resolve
from quotekit.speakers.mentions import mention_of, speaker
from quotekit.speakers.relays import relays
from quotekit.text.document import View, look
from quotekit.text.phrases import Range

_TOGETHER = 16
_LONG = 200_000
"""Articles that are read together, and the characters from which fewer are."""


def analyze(articles: Article | str | Iterable[Article | str], model: Given = None) -> Analysis:
    """All quotes and speakers of one or many articles, given as `Article` or as plain text.

    `model` is a `Model`, or the path of one that `quotekit train` wrote; None takes the model that the package carries.
    Raises UsageError for a path that holds none.

    >>> analysis = analyze("Ms. Reyes was glad. “The dam held,” she said.")
    >>> [(quote.kind, analysis.speaker_of(quote).name) for quote in analysis.quotes]
    [('direct', 'Reyes')]
    """
    return joined(analyze_each(articles, model))


def analyze_each(articles: Article | str | Iterable[Article | str], model: Given = None) -> Iterator[Analysis]:
    """One `Analysis` for each article, in their order: memory does not grow with their number.

    A few articles are read ahead, because the model is quicker with several at once.
    """
    model = model_of(model)
    for group in _groups(each_article(articles)):
        views = [with_names(look(article.text, model.lexicon, article.title), model.kinds) for article in group]
        drafts = find_drafts([view for view, _ in views], model.passes, model.decisions)
        for article, (view, names), own in zip(group, views, drafts):
            yield _analysis(article, view, names, own, model)


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


def _analysis(article: Article, seen: View, names: list[Name], drafts: list[QuoteDraft], model: Model) -> Analysis:
    cast = cast_of(names, model.lexicon)
    chosen = resolve(seen, drafts, cast, model.rankers)
    ids = _ids(article, chosen)
    via = [entity.name if entity else None for entity in relays(seen, drafts, chosen, cast)]
    mentions: dict[int, list[Mention]] = {}
    for draft, entity in zip(drafts, chosen):
        if entity is not None and draft.source:
            mentions.setdefault(id(entity), []).append(mention_of(seen, draft.source, cast))
    return Analysis(
        (article,),
        tuple(
            _quote(seen, article, number, draft, ids.get(id(entity)), relay)
            for number, (draft, entity, relay) in enumerate(zip(drafts, chosen, via), 1)
        ),
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


def _quote(
    seen: View, article: Article, number: int, draft: QuoteDraft, identity: str | None, via: str | None
) -> Quote:
    return Quote(
        id=f"{article.id}-{number}",
        article=article.id,
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


def _spans(seen: View, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    start, end = seen.table.start, seen.table.end
    return tuple(Span(int(start[first]), int(end[last - 1])) for first, last in ranges)
