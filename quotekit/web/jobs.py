"""What `quotekit serve` has done by its workers: a job of JSON values in, the text of the answer out.

`python -m quotekit.web.jobs [MODEL [LEXICON [ALIASES]]]` is such a worker; "" stands for what the package carries.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from quotekit.exporting.summaries import pick_row
from quotekit.exporting.variants import comparison
from quotekit.models.model import Model, model_of
from quotekit.pipeline import analyze
from quotekit.reading.origin import with_origin
from quotekit.records import Article, Summary
from quotekit.rows import Row, json_line
from quotekit.speakers.people.names import Aliases, read_aliases, renamed
from quotekit.speakers.people.roster import Selection, speaker_rows
from quotekit.summary.summarize import summarize
from quotekit.web.forms import Filled, articles_in, report_page, sentences_of
from quotekit.web.work.workers import Job, work_off

Given = Mapping[str, Any]
"""An article as its fields; those that are None or missing are not known."""


def articles_of(given: Iterable[Given]) -> list[Article]:
    """The articles; one without an id gets a hash of its text, numbered where that is taken.

    >>> [article.id for article in articles_of([{"text": "It rained."}, {"text": "It rained.", "id": None}])]
    ['8b38b558e4df', '8b38b558e4df~2']
    """
    found: dict[str, Article] = {}
    for fields in given:
        article = Article(**{name: value for name, value in fields.items() if value is not None})
        name, number = article.id, 1
        while name in found:
            number += 1
            name = f"{article.id}~{number}"
        found[name] = replace(article, id=name)
    return list(found.values())


def quotes(
    articles: Iterable[Given],
    model: Model,
    aliases: Aliases,
    acts: str,
    kinds: Iterable[str],
    min_confidence: float,
    headlines: bool = False,
) -> str:
    """The quotes that are asked for and their speakers, as one JSON object of rows."""
    analysis = renamed(analyze(articles_of(articles), model, headlines), aliases)
    [kept] = Selection(tuple(kinds), acts=acts, least=min_confidence).narrowed([analysis])
    return json_line({"quotes": kept.rows("all"), "speakers": speaker_rows([kept], "all")})


def summary(articles: Iterable[Given], model: Model, aliases: Aliases, **wishes: Any) -> str:
    """A summary as one JSON object: its headline, its picks and the articles they are from."""
    known = articles_of(articles)
    found = renamed(analyze(known, model), aliases) if aliases else known
    return json_line(_summary_row(summarize(found, model=model, **wishes), known))


def compare(articles: Iterable[Given], model: Model, aliases: Aliases, min_outlets: int, headlines: bool) -> str:
    """What several outlets printed, as one JSON object of groups."""
    analysis = renamed(analyze(articles_of(articles), model, headlines), aliases)
    return json_line({"groups": comparison(analysis, min_outlets, model)})


def page(model: Model, aliases: Aliases, text: str, files: Iterable[tuple[str, str]], sentences: str) -> str:
    """The report of the text and the files of the form; the bytes of a file come as a text of code points below 256."""
    number = sentences_of(sentences)
    articles = map(with_origin, articles_of(articles_in(text, files)))
    return report_page(renamed(analyze(articles, model), aliases), Filled(text, sentences=sentences), number, model)


def _summary_row(summary: Summary, articles: list[Article]) -> Row:
    headline = {"article": summary.headline.article, "text": summary.headline.text} if summary.headline else None
    about = [
        {"id": one.id, "title": one.title, "url": one.url, "outlet": one.outlet, "published": one.published}
        for one in articles
    ]
    return {"headline": headline, "picks": [pick_row(pick) for pick in summary.picks], "articles": about}


ERRANDS: dict[str, Callable[..., str]] = {"quotes": quotes, "summary": summary, "compare": compare, "page": page}


def answer(job: Job, model: Model | None = None, aliases: Aliases | None = None) -> str:
    """What the errand of a job gives; its other values are the arguments. Raises QuotekitError for the caller's fault.

    >>> answer({"errand": "quotes", "articles": [], "acts": "all", "kinds": [], "min_confidence": 0})
    '{"quotes": [], "speakers": []}\\n'
    """
    arguments = dict(job)
    return ERRANDS[arguments.pop("errand")](model=model or Model.shipped(), aliases=aliases or {}, **arguments)


def work(path: str = "", lexicon: str = "", aliases: str = "") -> None:
    """Do jobs from standard input until it ends, with the model of a file and the word tables of a folder, or ours.

    Speakers have the names and ids of a table of `aliases`.
    """

    def begin() -> Callable[[Job], str]:
        model = model_of(path or None, lexicon or None)
        return partial(answer, model=model, aliases=read_aliases(aliases) if aliases else {})

    work_off(begin, _FIRST)


_FIRST: Job = {
    "errand": "quotes",
    "articles": [{"text": "“It held,” said Ana Reyes."}],
    "acts": "all",
    "kinds": (),
    "min_confidence": 0,
}
"""The first job of a worker loads what is loaded on first use."""

if __name__ == "__main__":
    work(*sys.argv[1:])
