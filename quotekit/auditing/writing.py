"""An audit written in the format that a command asks for."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from quotekit.auditing.notes import TITLE
from quotekit.auditing.page import audit_page
from quotekit.auditing.records import Audit
from quotekit.auditing.rows import AUDIT_COLUMNS, document, rows
from quotekit.auditing.sheets import write_markdown, write_sheets
from quotekit.errors import UsageError
from quotekit.exporting.tables import write_csv
from quotekit.rows import json_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

_TITLED = ("html", "markdown")


def check_title(form: str, title: str | None) -> None:
    """Raise UsageError where there is a title for a format that has none.

    >>> check_title("html", "Who speaks")
    """
    if title is not None and form not in _TITLED:
        raise UsageError(f"--title is for {' and '.join(_TITLED)}, not {form}")


def write(
    audit: Audit, stream: IO[str], form: str, console_on: Callable[[IO[str]], Console], title: str | None, raw: bool
) -> None:
    """Write an audit as `table`, `csv`, `json`, `markdown` or `html`; `console_on` makes the console of a table."""
    if form == "table":
        write_sheets(audit, console_on(stream))
    elif form == "csv":
        write_csv(rows(audit), stream, raw, AUDIT_COLUMNS)
    elif form == "json":
        stream.write(json_line(document(audit)))
    elif form == "markdown":
        write_markdown(audit, stream, title or TITLE)
    else:
        stream.write(audit_page(audit, title or TITLE))
