"""From articles to an `Analysis`: what is read together, and by how many processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from quotekit.analyses.long import analysis_of_long
from quotekit.analyses.together import analyses_of
from quotekit.analysis import Analysis, each_article, joined
from quotekit.models.model import Given, Model, model_of
from quotekit.plain.languages import warned
from quotekit.plain.windows import LONG
from quotekit.records import Article, Quote, Speaker
from quotekit.workers.garbage import uncollected
from quotekit.workers.pool import each

_TOGETHER = 64
_LONG_TOGETHER = 150_000
"""Articles that are read together, and the characters from which fewer are: they take 150 bytes each."""


def analyze(
    articles: Article | str | Iterable[Article | str], model: Given = None, headlines: bool = False, jobs: int = 1
) -> Analysis:
    """All quotes and speakers of one or many articles, given as `Article` or as plain text.

    `model` is a `Model`, or the path of one that `quotekit train` wrote; None takes the model that the package carries.
    With `headlines` the title and the headings are quoted from too. With several `jobs` so many processes are at work,
    with 0 one for each core, and what they find is the same. Raises UsageError for a path that holds no model and a
    number that is not allowed, WorkerError where a process is killed. Warns of the first article in each language other
    than English (`plain.languages.LanguageWarning`), unless `read` has done so.

    >>> analysis = analyze("Ms. Reyes was glad. “The dam held,” she said.")
    >>> [(quote.kind, analysis.speaker_of(quote).name) for quote in analysis.quotes]
    [('direct', 'Reyes')]
    """
    model = model_of(model)
    return joined(analyze_each(articles, model, headlines, jobs)).without_page_text(model.rarity)


def analyze_each(
    articles: Article | str | Iterable[Article | str], model: Given = None, headlines: bool = False, jobs: int = 1
) -> Iterator[Analysis]:
    """One `Analysis` for each article, in their order: memory does not grow with their number.

    A few articles are read ahead, because the model is quicker with several at once; with several `jobs` twice as many
    for each of them. Arguments and errors are those of `analyze`.
    """
    fitted = model_of(model)
    known = None if fitted is Model.shipped() else fitted  # other processes have their own
    held: deque[Article] = deque()
    groups = _held(_groups(warned(each_article(articles), "quotes are found in English alone")), held)
    for quotes, speakers in each(partial(_found_in, model=known, headlines=headlines), groups, jobs):
        yield Analysis((held.popleft(),), quotes, speakers)


def _held(groups: Iterable[list[Article]], held: deque[Article]) -> Iterator[list[Article]]:
    """The groups as plain articles, which any process knows; those that were given are put into `held`."""
    for group in groups:
        held.extend(group)
        yield [Article(one.text, one.id, one.title, one.url, one.outlet, one.published, one.author) for one in group]


def _found_in(
    group: list[Article], model: Model | None, headlines: bool
) -> Iterator[tuple[tuple[Quote, ...], tuple[Speaker, ...]]]:
    """What was found in each article, without the article: who asked has it."""
    fitted = model_of(model)
    for is_long, some in groupby(group, key=_is_long):
        if is_long:
            found: Iterable[Analysis] = (analysis_of_long(one, fitted, headlines) for one in some)
        else:
            with uncollected():
                found = list(analyses_of(list(some), fitted, headlines))
        yield from ((one.quotes, one.speakers) for one in found)


def _is_long(article: Article) -> bool:
    return len(article.text) > LONG


def _groups(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """The articles in groups; what was read before an error is handed on before it."""
    group: list[Article] = []
    try:
        for article in articles:
            group.append(article)
            if len(group) == _TOGETHER or sum(len(one.text) for one in group) > _LONG_TOGETHER:
                yield group
                group = []
    except Exception:
        if group:
            yield group
        raise
    if group:
        yield group
