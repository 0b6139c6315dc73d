"""A while without Python's search for circles of objects, for work that makes none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nobody looks for circles: that is a twentieth of reading articles, a third of unpacking a million sets.

    What is let go of is freed at once all the same. With threads the search may come back a little early.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
