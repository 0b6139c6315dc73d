"""The ways to choose sentences, by name. A package adds one by an entry point of `quotekit.methods`.

A method is a function that takes a `Task` and adds passages to its outline until no more fits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from quotekit import plugins
from quotekit.errors import UsageError
from quotekit.plugins import added, addition, load

if TYPE_CHECKING:
    from quotekit.summary.coverage import Task

Method = Callable[["Task"], object]

METHODS = {
    "coverage": "quotekit.summary.coverage:by_coverage",
    "centroid": "quotekit.summary.rankings:by_centroid",
    "lexrank": "quotekit.summary.rankings:by_lexrank",
    "mmr": "quotekit.summary.rankings:by_mmr",
    "lead": "quotekit.summary.rankings:by_place",
}
"""The functions by the names that `--method` takes, the default first."""


def method_of(method: str | Method) -> Method:
    """The method of a name, ours or that of a package; a function is one itself. Raises UsageError for anything else.

    >>> method_of("lsa")
    Traceback (most recent call last):
    ...
    quotekit.errors.UsageError: method is one of coverage, centroid, lexrank, mmr, lead, not 'lsa'
    """
    found: Any = method if callable(method) else None
    if isinstance(method, str):
        found = load(METHODS[method]) if method in METHODS else addition(plugins.METHODS, method, Callable)
    if found is None:
        known = dict.fromkeys((*METHODS, *added(plugins.METHODS)))
        raise UsageError(f"method is one of {', '.join(known)}, not {method!r:.80}")
    return cast(Method, found)
