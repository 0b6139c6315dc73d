"""A worker: a process that asks one function about chunk after chunk, until nobody wants to know any more.

It is started by `pool`, and ends with the process that started it, however that ends and whatever it is at.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from quotekit.workers.messages import received, send


class Answer(NamedTuple):
    """What a function gave for a chunk: some things, and the error that ended it, if one did."""

    found: list[Any]
    error: Exception | None = None


def work() -> None:
    """Answer what comes on standard input, on standard output: first the function, then chunks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    chunks, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    with suppress(OSError):  # standard error may be closed
        os.dup2(2, 1)  # what any library prints must not get between the answers
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read, args=(chunks, waiting), daemon=True).start()
    function = waiting.get()
    while True:
        send(answers, _packed(_answer(function, waiting.get())))


def _read(stream: IO[bytes], waiting: SimpleQueue[bytes]) -> None:
    """Read ahead, so that the end of the input is seen at once: then nobody waits for what is being done."""
    with suppress(OSError):
        while (message := received(stream)) is not None:
            waiting.put(message)
    os._exit(0)


def _answer(function: bytes, chunk: bytes) -> Answer:
    found: list[Any] = []
    try:
        for one in _unpacked(function)(pickle.loads(chunk)):
            found.append(one)
    except Exception as error:
        error.add_note(f"in a worker:\n{traceback.format_exc()}")
        return Answer(found, error)
    return Answer(found)


_KNOWN: dict[bytes, Any] = {}


def _unpacked(function: bytes) -> Any:
    """The function, unpacked once."""
    if function not in _KNOWN:
        _KNOWN[function] = pickle.loads(function)
    return _KNOWN[function]


def _packed(answer: Answer) -> bytes:
    try:
        packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        if answer.error:
            pickle.loads(packed)  # some errors can be packed and not unpacked
    except Exception:
        told = f"{type(answer.error).__name__}: {answer.error}"
        error = RuntimeError(told) if answer.error else RuntimeError("what a worker found cannot be sent")
        return pickle.dumps(Answer([], error))
    return packed
