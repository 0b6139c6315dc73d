"""How many processes may be at work."""

from __future__ import annotations

import os

from quotekit.errors import UsageError

MOST = 1000


def jobs_of(given: object, name: str = "jobs") -> int:
    """The number of processes that a caller means: 0 is as many as there are cores for this process.

    Raises UsageError, which says `name`, for what is no whole number from 0 to 1000.

    >>> jobs_of(3), jobs_of(0) == cores()
    (3, True)
    """
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= MOST:
        raise UsageError(f"{name}: {given!r:.80} is no whole number from 0, for all cores, to {MOST}")
    return given or cores()


def cores() -> int:
    """The cores that this process may use: fewer than the machine has where it is pinned to some, as Slurm does."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1
