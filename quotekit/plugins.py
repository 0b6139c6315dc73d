"""What is named by a string and imported when it is first asked for: the parts of a registry, the names of a room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


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
