"""Functions that workers are asked: they import this module by its name."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator


def doubled(numbers: list[int]) -> Iterator[int]:
    """Twice each number, the later the smaller; what is no number of ours raises, ends or misbehaves as it says."""
    for number in numbers:
        if number == 13:
            raise ValueError("thirteen")
        if number == 99:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 77:
            print("noise")
            sys.stdout.flush()
        if number == 55:
            time.sleep(600)
        time.sleep(0.02 if number < 2 else 0)
        yield 2 * number


def environment(numbers: list[int]) -> Iterator[tuple[int, int, str | None]]:
    """Of what process a worker is, who started it, and its variable."""
    for _ in numbers:
        yield os.getpid(), os.getppid(), os.environ.get("OMP_NUM_THREADS")
