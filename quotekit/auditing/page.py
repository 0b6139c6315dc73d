"""An audit as HTML: a fragment for other pages, and a page of its own that needs nothing from elsewhere.

Charts are drawn in the page as SVG, each with its figures as a table behind it. There is no script. What is printed
passes the escaping of the report.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotekit.auditing.charts import bars, stacks
from quotekit.auditing.notes import INTERVAL, TITLE, UNIT, notes_of, percent, title_of, warning_of
from quotekit.auditing.records import FEW, Audit
from quotekit.auditing.sources.divisions import DIVISIONS
from quotekit.reporting import page as report
from quotekit.reporting.articles import shortened

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def fragment(audit: Audit) -> Markup:
    """The sections of an audit, from headings of the second level on, for a page with the style sheet `styles`.

    Ids begin with `audit`, so that nothing else of a page has them.

    >>> from quotekit.auditing.counting import audit
    >>> str(fragment(audit([]))).startswith('<section id="audit-all"')
    True
    """
    from markupsafe import Markup

    return Markup(_rendered("fragment", audit))


def audit_page(audit: Audit, title: str = TITLE) -> str:
    """A whole page of HTML with an audit under a title; the same audit gives the same page.

    >>> from quotekit.auditing.counting import audit
    >>> audit_page(audit([]), "Who <speaks>").count("<h1>Who &lt;speaks&gt;</h1>")
    1
    """
    return _rendered("page", audit, title)


@lru_cache(1)
def styles() -> str:
    """The style sheet of a page with a `fragment`: that of a report, and that of the charts."""
    return report.styles() + own_styles()


def own_styles() -> str:
    """What a page with a `fragment` needs beside the style sheet of a report."""
    return Path(__file__).with_name("audit.css").read_text(encoding="utf-8")


def _rendered(macro: str, audit: Audit, title: str = "") -> str:
    template: Template = report.templates(Path(__file__).parent).get_template("audit.html.j2")
    return template.render(
        whole_page=macro == "page",
        title=title,
        audit=audit,
        notes=notes_of(audit),
        divisions=DIVISIONS,
        bars=bars,
        stacks=[(one, title_of(one.by), stacks(one, audit.whole)) for one in audit.breakdowns],
        percent=percent,
        warning=warning_of(audit.whole),
        few=FEW,
        unit=UNIT,
        interval=INTERVAL,
        shortened=shortened,
        style=report.markup(styles()),
        policy=report.policy(styles()),
    )
