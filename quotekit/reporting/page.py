"""A report: one page of HTML that needs nothing from elsewhere, on what some articles say and who says it.

The template is `report.html.j2`, the style sheet `page.css`. Everything that is printed goes through
`shown` and then through Jinja's escaping: no article can add an element, an attribute or a script. The policy that
the page carries forbids scripts and requests besides.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotekit.analysis import Analysis
from quotekit.errors import UsageError
from quotekit.records import Article, Pick
from quotekit.reporting.articles import PICK, Mark, marks_of, sheets, shortened, stretches
from quotekit.reporting.quotes import Note, quoted, utterances
from quotekit.reporting.timeline import timeline
from quotekit.stories.event import outlet_key
from quotekit.stories.grouping import events
from quotekit.summary.summarize import summarize

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from quotekit.models.model import Given

# What HTML cannot hold, UTF-8 has no form for, or would show a text in another order than it is stored.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BREAK = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def report(
    analysis: Analysis,
    *,
    title: str | None = None,
    sentences: int = 5,
    acts: str = "statement",
    form: Markup | None = None,
    model: Given = None,
    by_event: bool = False,
) -> str:
    """A whole page of HTML: summary, timeline, speakers, quotes, variants and every article, linked to each other.

    Nothing is left out but, unless `acts` is "all", mentions that somebody spoke and what people only think, plan or
    want. Without a `title`, that of an only article is taken. The same analysis gives the same page. `policy` is what a
    server should send with it. `form` is what `quotekit serve` puts below the heading; the page then leaves the policy
    to that server. `model` is what the quotes were found with: it tells which of them render one utterance. With
    `by_event` there is a summary of so many sentences of each event that the articles report, under its headline.

    Raises UsageError where `analysis` is none, `sentences` or `acts` is not allowed, or two different articles have
    the same id.

    >>> import quotekit
    >>> page = report(quotekit.analyze("“The dam held,” said Ana Reyes, the mayor."), title="Dam <1>")
    >>> page.splitlines()[0], "<h1>Dam &lt;1&gt;</h1>" in page, "Ana Reyes" in page
    ('<!doctype html>', True, True)
    """
    if not isinstance(analysis, Analysis):
        told = f"{type(analysis).__name__}: {analysis!r:.60}"
        raise UsageError(f"a report is of one Analysis, as analyze() gives it, not of {' '.join(told.split())}")
    if title is not None and not isinstance(title, str):
        raise UsageError(f"title is a str or None, not {title!r:.80}")
    kept = _kept(analysis, acts)
    template, contents = (
        templates(Path(__file__).parent).get_template("report.html.j2"),
        _contents(kept, title, sentences, model, by_event),
    )
    return template.render(contents, style=markup(styles()), policy=policy(), form=form)


def _kept(analysis: Analysis, acts: str) -> Analysis:
    """The analysis with what is to be shown, and each article once."""
    articles = dict.fromkeys(analysis.articles)
    ids: dict[str, Article] = {}
    for article in articles:
        if ids.setdefault(article.id, article) is not article:
            raise UsageError(f"two articles have the id {article.id!r:.80}: a report needs an id for each")
    return replace(analysis, articles=tuple(articles), quotes=tuple(dict.fromkeys(analysis.quotes_of(acts))))


def _contents(analysis: Analysis, title: str | None, sentences: int, model: Given, by_event: bool) -> dict[str, Any]:
    """What the template prints."""
    pages = sheets(analysis.articles)
    voices, said = quoted(analysis, pages)
    groups = utterances(analysis, said, model)
    summaries = _summaries(analysis, sentences, model, by_event)
    picks = [pick for _, own in summaries for pick in own]
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in said:
        if one.is_in_text:
            marks[one.quote.article] += marks_of(one.number, one.quote, one.sheet.text)
    for number, pick in picks:
        marks[pick.article].append(Mark(pick.span, PICK, number))
    return {
        "title": title or (pages[0].heading if len(pages) == 1 else "Who said what"),
        "sheets": pages,
        "sheet_of": {sheet.article.id: sheet for sheet in pages},
        "stretches_of": lambda sheet: stretches(sheet.text, marks[sheet.article.id]),
        "quotes_in": Counter(one.sheet.number for one in said),
        "outlets": len({outlet_key(article.outlet) for article in analysis.articles if article.outlet}),
        "voices": voices,
        "said": {one.number: one for one in said},
        "notes": {one.number: Note(one.voice.badge, one.number) for one in said},
        "utterances": groups,
        "utterance_of": {one.number: group for group in groups for one in group.all},
        "summaries": summaries,
        "picks": picks,
        "timeline": timeline(analysis.articles),
        "shortened": shortened,
    }


def _summaries(
    analysis: Analysis, sentences: int, model: Given, by_event: bool
) -> list[tuple[str, list[tuple[int, Pick]]]]:
    """The picks with their numbers, under a heading for each event, or all under none."""
    parts: list[tuple[str, Any]] = [("", analysis)]
    if by_event:
        found = sorted(events(analysis, model), key=lambda event: -event.texts)
        parts = [(event.headline.text if event.headline else event.id, event.articles) for event in found]
    number = count(1)
    return [
        (heading, [(next(number), pick) for pick in summarize(part, sentences=sentences, model=model).picks])
        for heading, part in parts
    ]


def shown(value: object) -> object:
    r"""A value as a page can show it: of the same length, controls and marks of direction as U+FFFD, line ends as \n.

    >>> shown("a\x1b[2J\u202eb\r\n")
    'a�[2J�b\n\n'
    """
    if not isinstance(value, str) or value.isprintable() or hasattr(value, "__html__"):
        return value  # nearly always: only what cannot be printed is looked at
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", _BREAK.sub("\n", value))


@cache
def styles() -> str:
    """The style sheet of the report, for pages that want to look like it."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@cache
def policy(*sheets: str) -> str:
    """The content security policy of a page with some style sheets, by default a report: no scripts, no requests, no
    styles but these.

    >>> policy().startswith("default-src 'none'; style-src 'sha256-")
    True
    """
    digests = [base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in sheets or (styles(),)]
    sources = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {sources}; base-uri 'none'; form-action 'none'"


def markup(text: str) -> Markup:
    """A text that is printed as it is: only for what the package carries, never for what an article says."""
    from markupsafe import Markup

    return Markup(text)


def printed(value: Any) -> Any:
    r"""What a template prints for a value: escaped as it is `shown`, markup as it is.

    >>> printed("Ana Reyes"), printed(7), printed("Rock & Roll\x00"), printed(markup("<p>"))
    ('Ana Reyes', '7', Markup('Rock &amp; Roll\ufffd'), Markup('<p>'))
    """
    kind = type(value)
    if kind is str:
        marked = "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        return value if not marked and value.isprintable() else _escaped(shown(value))
    return value if hasattr(value, "__html__") else str(value) if kind is int else _escaped(value)


def _escaped(value: object) -> Any:
    from markupsafe import escape

    return escape(value)


@cache
def templates(room: Path) -> Environment:
    """The templates that lie in a room, and ours. What they print is made fit for a page by `printed`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

    class _Template(Template):
        @classmethod
        def from_code(cls, *given: Any, **named: Any) -> Template:
            template = super().from_code(*given, **named)
            names = template.root_render_func.__globals__
            assert "escape" in names, "templates of this Jinja print by other means"
            names["escape"] = printed
            return template

    environment = Environment(
        loader=FileSystemLoader([room, Path(__file__).parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every page looks at the file of each of its templates
    )
    environment.template_class = _Template
    return environment
