"""`quotekit store versions`: how articles of a store changed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import form_of, write_rows
from quotekit.cli.running.run import say
from quotekit.cli.running.scope import scope
from quotekit.cli.storing.arguments import check_there, database, limit, run_of, tell_nothing, tell_undated
from quotekit.errors import counted

if TYPE_CHECKING:
    from quotekit.rows import Row
    from quotekit.store.keeping.versions import ArticleChange
    from quotekit.store.query import ArticleQuery

_COLUMNS = (
    *("article", "outlet", "published", "version", "read", "change", "speaker", "quote", "speaker_before"),
    *("quote_before", "differences", "title", "key"),
)
_TABLE = {"outlet": 0.12, "article": 0.14, "read": 0.14, "change": 0.1, "speaker": 0.15, "differences": 0.35}


@click.command()
@database
@click.argument("ids", nargs=-1, metavar="[ID]...")
@scope
@click.option("--drop", is_flag=True, help="Forget the earlier versions of these articles, or of all.")
@limit(50)
@options.output
@options.rows_format
@options.raw
@options.excel
def versions(
    database: str, drop: bool, limit: int, output: str | None, form: str | None, raw: bool, excel: bool, **asked: Any
) -> None:
    """Show which quotes were added, changed or gone when articles changed. ID is an article's id, or its key.

    Of an article the last ten versions are kept beside the present one.

    \b
    quotekit store versions news.db
    quotekit store versions news.db lead --outlet Echo -o changes.csv
    quotekit store versions news.db --until 2024 --drop
    """
    from quotekit.store.store import Store

    run = run_of(database, output)
    form = form_of(run, form, excel)
    which = _asked(**asked)
    check_there(database)
    with Store(database, write=drop) as kept:
        tell_undated(kept, asked, database)
        if drop:
            say(f"{database}: {counted(kept.drop_versions(which), 'earlier version')} dropped")
            return
        rows = [_row(change) for change in islice(kept.changes(which), limit or None)]
    if not rows:
        tell_nothing(database, *asked.pop("ids"), **asked)
    with run.stream(exact=form != "table") as stream:
        write_rows(rows, stream, form, _TABLE, _COLUMNS, raw, excel)


def _asked(**asked: Any) -> ArticleQuery | None:
    from quotekit.store.query import ArticleQuery

    return ArticleQuery(**asked) if any(asked.values()) else None


def _row(one: ArticleChange) -> Row:
    before, after = one.change.before, one.change.after
    return {
        **{column: getattr(one, column) for column in ("article", "outlet", "published", "version", "read")},
        "change": one.change.what,
        "speaker": after and after.speaker,
        "quote": after and after.quote,
        "speaker_before": before and before.speaker,
        "quote_before": before and before.quote,
        "differences": _marked_up(before.quote if before else "", after.quote if after else ""),
        "title": one.title,
        "key": one.key,
    }


def _marked_up(before: str, after: str) -> str:
    """How the words of one quote became those of another: letters and punctuation count.

    >>> _marked_up("It held.", "It held, more or less.")
    'It [-held.-][+held, more or less.+]'
    """
    from quotekit.exporting.variants import marked_up
    from quotekit.variants.alignment import differences

    return marked_up(differences(_words(before), _words(after), str.strip))


def _words(quote: str) -> list[str]:
    return re.findall(r"\S+\s*", quote)
