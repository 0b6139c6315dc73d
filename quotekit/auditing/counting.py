"""The audit of what was found, or of what a store holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quotekit.analysis import Analysis
from quotekit.auditing.asked import Asked
from quotekit.auditing.found import audit_of_analyses
from quotekit.auditing.records import Audit
from quotekit.auditing.sources.genders import read_genders
from quotekit.auditing.sources.roles import groups_of, shipped_groups
from quotekit.auditing.stored import audit_of_rows
from quotekit.errors import UsageError
from quotekit.models.model import Given, model_of
from quotekit.store.file import complaints, opened
from quotekit.store.store import Store


def audit(
    found: Analysis | Iterable[Analysis] | Store,
    by: Sequence[str] = (),
    genders: str | os.PathLike[str] | Mapping[tuple[str, ...], str] | None = None,
    model: Given = None,
    **narrowed: Any,
) -> Audit:
    """Who is quoted, counted: statements, words and distinct sources by gender, kind, name, role, and first or again.

    `found` is an `Analysis`, several as `analyze_each` gives them, or a `Store`, whose rows are counted. `by` groups
    the articles: outlet, month, year, section, author, part, or some of them joined as "outlet+month". `genders` is a
    CSV file with the columns name and gender, or what `read_genders` made of one: they stand above what articles tell.
    A `model` is asked for its table of roles alone. `since`, `until`, `outlets`, `kinds`, `acts` and `least` narrow
    what is counted, as `Asked` has them; who was quoted before is known of all articles.

    Raises UsageError, one line, for what is not allowed, and for a file that cannot be read.

    >>> import quotekit
    >>> told = audit(quotekit.analyze("“The dam held,” said Ana Reyes, the mayor. She said it would hold."))
    >>> told.whole.total.statements, told.whole.total.sources, told.whole.division("gender").share("women").value
    (2, 1, 1.0)
    """
    asked = Asked(by, **narrowed)
    given = genders if isinstance(genders, Mapping) else {} if genders is None else read_genders(os.fspath(genders))
    roles = shipped_groups() if model is None else groups_of(model_of(model).lexicon.rows("role_groups"))
    if isinstance(found, Store):
        with complaints(found.path):
            connection = opened(found.path, write=False)
            try:
                return audit_of_rows(connection, asked, given, roles)
            finally:
                connection.close()
    if not isinstance(found, Analysis | Iterable):
        raise UsageError(f"an audit is of analyses or of a Store, not of {found!r:.80}")
    return audit_of_analyses([found] if isinstance(found, Analysis) else found, asked, given, roles)
