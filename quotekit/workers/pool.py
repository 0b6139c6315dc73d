"""What a function gives for chunk after chunk, found by several processes, in the order of the chunks.

Each process is a fresh Python, fed by a pipe, and not a fork: so it needs no `if __name__ == "__main__"` in a script,
works in a notebook and beside threads, and sees the end of its input when the process that started it is killed.
A thread waits for each; all that a caller sees happens in his own.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, TypeVar

from quotekit.errors import UsageError, WorkerError
from quotekit.workers.messages import received, send
from quotekit.workers.number import jobs_of
from quotekit.workers.worker import Answer

Thing = TypeVar("Thing")
Found = TypeVar("Found")

_AHEAD = 2
"""Chunks for each process that are on their way at once: one that it is at, and one that waits for it or was done."""


def each(function: Callable[[Thing], Iterable[Found]], chunks: Iterable[Thing], jobs: int) -> Iterator[Found]:
    """What a function gives for each of some chunks, one after the other, with so many processes at work.

    One is this process, 0 is one more for each core. What is given is the same.

    The function is sent once to each process, by pickle, as are the chunks and what it gives: a function of a module,
    or a `functools.partial` of one. What it raises is raised here, behind all that it gave before; so is what the
    chunks raise. At most twice as many chunks as processes are read ahead. The processes end with the iterator.

    Raises UsageError where `jobs` is not allowed or the function cannot be sent, WorkerError where a process ends that
    should not.

    >>> list(each(sorted, [[2, 1], [4, 3]], 2))
    [1, 2, 3, 4]
    """
    jobs = jobs_of(jobs)
    if jobs == 1:
        for chunk in chunks:
            yield from function(chunk)
        return
    waiting: deque[Future[Answer]] = deque()
    failed: list[Exception] = []
    with _Workers(_packed(function), jobs) as workers:
        for chunk in _until_error(chunks, failed):
            waiting.append(workers.ask(chunk))
            while waiting and (len(waiting) >= _AHEAD * jobs or waiting[0].done()):
                yield from _told(waiting.popleft().result())
        while waiting:
            yield from _told(waiting.popleft().result())
    if failed:
        raise failed[0]


def _until_error(chunks: Iterable[Thing], failed: list[Exception]) -> Iterator[Thing]:
    """What comes before an error, which is put into `failed`: it is told behind what was found till then."""
    try:
        yield from chunks
    except Exception as error:
        failed.append(error)


def _told(answer: Answer) -> Iterator[Any]:
    yield from answer.found
    if answer.error is not None:
        raise answer.error


def _packed(function: Callable[..., Any]) -> bytes:
    try:
        return pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # pickle raises what it meets
        raise UsageError(f"jobs: this cannot be sent to other processes, so only 1 is possible: {error}") from None


_Task = tuple[Any, Future[Answer]]


class _Workers:
    """Some processes that answer, started when there is something to do for them."""

    def __init__(self, function: bytes, most: int) -> None:
        self._function, self._most = function, most
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        self._closing = Lock()
        self._closed = False

    def __enter__(self) -> _Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill them, whatever they are at: what they have not told nobody wants."""
        with self._closing:
            self._closed = True
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
        for _ in self._threads:
            self._tasks.put(None)

    def ask(self, chunk: Any) -> Future[Answer]:
        """What will be the answer about a chunk."""
        answer: Future[Answer] = Future()
        self._tasks.put((chunk, answer))
        if len(self._threads) < self._most:
            # A daemon: Python does not wait for it where the iterator is left alone until the end of the program.
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return answer

    def _serve(self) -> None:
        """Have one process answer as long as there are chunks."""
        process: subprocess.Popen[bytes] | None = None
        while task := self._tasks.get():
            chunk, answer = task
            try:
                process = process or self._start()
                answer.set_result(_asked(process, chunk))
            except BaseException as error:
                answer.set_exception(error)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._closing:
            if self._closed:
                raise EOFError
            try:
                process = _started()
            except OSError as error:
                raise WorkerError(f"a process cannot be started: {error.strerror or error}") from None
            self._processes.append(process)
        with suppress(OSError):  # where it has ended, its answer tells
            send(process.stdin, self._function)  # type: ignore[arg-type]
        return process


def _started() -> subprocess.Popen[bytes]:
    code = f"import sys; sys.path[:] = {sys.path!r}; from quotekit.workers.worker import work; work()"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the process that starts it alone
        # A thread for every core in every process would only get in each other's way.
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **os.environ},
    )


def _asked(process: subprocess.Popen[bytes], chunk: Any) -> Answer:
    """The answer of a process. Raises WorkerError where it has ended."""
    with suppress(OSError):
        send(process.stdin, pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL))  # type: ignore[arg-type]
    answer = received(process.stdout)  # type: ignore[arg-type]
    if answer is None:
        raise WorkerError(f"a process ended that was at work ({_how(process.wait())}): {_ADVICE}")
    found: Answer = pickle.loads(answer)
    return found


_ADVICE = "where memory is short, fewer --jobs need less"


def _how(status: int) -> str:
    """How a process ended, in words.

    >>> _how(-9), _how(3)
    ('killed by SIGKILL', 'exit status 3')
    """
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-status).name}"
    return f"killed by signal {-status}"
