"""What is named by a string and imported when it is first asked for: the parts of a registry, the names of a room.

Other packages add to a registry by an entry point of its group. These are asked only for what is not ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from quotekit.errors import UsageError

MODELS, READERS = "quotekit.models", "quotekit.readers"
EXPORTERS, METHODS = "quotekit.exporters", "quotekit.methods"
"""The groups of entry points; `docs/extending.md` says what each of them names."""


def load(place: str) -> Any:
    """What a place such as "package.module:name" holds.

    >>> load("quotekit.records:Span").__name__
    'Span'
    """
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def lazy(package: str, places: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` of a package whose names, given with their modules, are imported when first used.

    >>> find, names = lazy("quotekit", {"Span": "records"})
    >>> find("Span").__name__, names()
    ('Span', ['Span'])
    """

    def find(name: str) -> Any:
        if name in places:
            return load(f"{package}.{places[name]}:{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find, lambda: sorted(places)


# --- Parts of other packages ---


@cache
def _entries(group: str) -> dict[str, Any]:
    """The entry points of a group by name; of two with one name, that of the package first in the alphabet."""
    from importlib.metadata import entry_points  # takes 20 ms, which only unknown names are worth

    found = sorted(entry_points(group=group), key=lambda one: (one.name, one.dist.name if one.dist else ""))
    return {entry.name: entry for entry in reversed(found)}


def added(group: str) -> list[str]:
    """The names that installed packages add to a group, sorted.

    >>> added("quotekit.nothing")
    []
    """
    return sorted(_entries(group))


@cache
def addition(group: str, name: str, kind: type | tuple[type, ...] = object) -> Any:
    """What an installed package adds to a group under a name; None where none does.

    Raises UsageError, one line, where it cannot be loaded, or is not of the kind.

    >>> addition("quotekit.methods", "nobody's") is None
    True
    """
    entry = _entries(group).get(name)
    if entry is None:
        return None
    what = f"{group}: {name!r}, {entry.value}, of the package {entry.dist.name if entry.dist else 'nobody knows'}"
    try:
        found = entry.load()
    except Exception as error:  # of code that is not ours
        reason = " ".join(str(error).split())
        raise UsageError(f"{what}, cannot be loaded: {type(error).__name__}: {reason:.200}") from None
    if not isinstance(found, kind):
        raise UsageError(f"{what}, is {found!r:.80}, which is nothing that {group} takes")
    return found
