"""What is worked out once for each of a few hundred thousand keys, and looked up from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """Values by their keys, each worked out when it is first asked for; at a number of them all are forgotten.

    Quicker than `lru_cache`, which puts what was asked for in order each time.

    >>> lengths = Remembered(len, 2)
    >>> [lengths[word] for word in ("one", "three", "eleven")], list(lengths)
    ([3, 5, 6], ['eleven'])
    """

    def __init__(self, work_out: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:  # a hundred million articles hold more keys than memory
            self.clear()
        value = self[key] = self._work_out(key)
        return value
