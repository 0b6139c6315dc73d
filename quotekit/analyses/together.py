"""A few articles through all stages together, because the model is quicker with several at once."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.analyses.records import analysis_of
from quotekit.analysis import Analysis
from quotekit.attribution.find import find_drafts
from quotekit.headlines.find import Found, Text, found_in, headlines_of
from quotekit.layout.read import read_layout, with_layout
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.records import Article
from quotekit.speakers.cast import Known
from quotekit.speakers.choice.chosen import chosen
from quotekit.text.document import look


def analyses_of(group: list[Article], model: Model, headlines: bool = False) -> Iterator[Analysis]:
    """An analysis for each of some articles.

    >>> [one] = analyses_of([Article("“It held,” said Ana Reyes.")], Model.shipped())
    >>> one.speakers[0].name
    'Ana Reyes'
    """
    for article, (text, found) in zip(group, texts_of(group, model, headlines)):
        yield analysis_of(article, text, found)


def texts_of(
    group: list[Article], model: Model, headlines: bool = False, known: Known | None = None
) -> Iterator[tuple[Text, list[Found]]]:
    """What was found in each of some articles, and in its headlines; `known` are those who are named before it."""
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
        cast, speakers = chosen(view, names, own, model.rankers, article.outlet, known)
        text = Text(view, names, cast, own, speakers)
        yield text, list(found_in(above, [next(found) for _ in above], text, table))
