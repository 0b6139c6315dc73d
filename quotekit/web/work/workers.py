"""Jobs done in processes of their own, each within a time limit: what runs over is killed, not waited for.

Python cannot stop a thread, so a limit that holds needs a process. A worker is `python -m MODULE`: it says that it is
ready by an empty answer, then reads jobs from its standard input and writes answers to its standard output, each with
its length in front. It ends with its input, so none outlives the server, however that ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from typing import IO, Any, BinaryIO

from quotekit.errors import QuotekitError, UsageError
from quotekit.web.work.pipes import HEAD, receive

Job = Mapping[str, Any]
"""What is to be done, of values that JSON has."""

DONE, REFUSED, FAILED = b"+", b"-", b"!"
"""The first byte of an answer: it was done, the caller is to blame, or we are."""

_AT_ONCE = 3000
"""Bytes that any pipe takes while nobody reads."""
_START = 60.0
"""Seconds that a worker has for its imports; a machine that is busy needs some."""


class TookTooLongError(QuotekitError):
    """A job ran into the time limit, and was ended."""


class BusyError(QuotekitError):
    """Too many jobs wait already, or no worker became free within the time limit."""


class FailedError(QuotekitError):
    """A worker could not do its job by our fault, or ended meanwhile; its traceback is on standard error."""


class Workers:
    """A few worker processes. `seconds` is what a job may take, and may wait; `waiting` how many may wait at once."""

    def __init__(self, module: str, *arguments: str, number: int = 2, seconds: float = 20.0, waiting: int = 32) -> None:
        self.number, self.seconds = number, seconds
        self._command = [sys.executable, "-P", "-m", module, *arguments]
        self._free: deque[_Worker] = deque()
        self._turns = asyncio.Semaphore(0)
        """One for each that is free. (`asyncio.Queue` lets who comes just then pass those who wait.)"""
        self._alive: set[_Worker] = set()
        self._coming: set[asyncio.Task[None]] = set()
        self._waiting, self._most_waiting = 0, waiting
        self._closed = False

    async def __aenter__(self) -> Workers:
        try:
            await asyncio.gather(*(self._hire() for _ in range(self.number)))
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *error: object) -> None:
        self._closed = True
        for task in self._coming:
            task.cancel()
        while self._alive:
            self._alive.pop().end()

    async def do(self, job: Job) -> str:
        """What a worker answers.

        Raises UsageError where the job is not allowed, TookTooLongError, BusyError or FailedError where it was not
        done. A worker that was at work when anything ended the waiting is killed, and another one takes its place.
        """
        worker = await self._next()
        try:
            async with asyncio.timeout(self.seconds):
                answer = await worker.ask(json.dumps(job).encode())
        except BaseException as error:
            self._replace(worker)
            if isinstance(error, TimeoutError):
                raise TookTooLongError(f"this took longer than {self.seconds:g} seconds and was ended") from None
            if isinstance(error, EOFError | OSError):
                raise FailedError("the process that was at work ended") from None
            raise
        self._set_free(worker)
        return _text(answer)

    async def _next(self) -> _Worker:
        if self._waiting >= self._most_waiting:
            raise BusyError(f"{self._waiting} requests are waiting already")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.seconds):
                return await self._living()
        except TimeoutError:
            raise BusyError(f"no worker became free within {self.seconds:g} seconds") from None
        finally:
            self._waiting -= 1

    async def _living(self) -> _Worker:
        """The next free worker; one that was killed while it had nothing to do is replaced."""
        while True:
            await self._turns.acquire()
            worker = self._free.popleft()
            if worker.is_alive():
                return worker
            self._replace(worker)

    def _set_free(self, worker: _Worker) -> None:
        self._free.append(worker)
        self._turns.release()

    async def _hire(self) -> None:
        worker = _Worker(self._command)
        self._alive.add(worker)
        try:
            async with asyncio.timeout(_START):
                await worker.answer()
        except (TimeoutError, EOFError):
            self._dismiss(worker)
            raise FailedError(f"{' '.join(self._command)}: does not start") from None
        self._set_free(worker)

    def _dismiss(self, worker: _Worker) -> None:
        self._alive.discard(worker)
        worker.end()

    def _replace(self, worker: _Worker) -> None:
        self._dismiss(worker)
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._hire_at_last())
            self._coming.add(task)  # the loop itself holds tasks weakly
            task.add_done_callback(self._coming.discard)

    async def _hire_at_last(self) -> None:
        while not self._closed:  # a machine out of memory may have some again
            try:
                return await self._hire()
            except (FailedError, OSError):
                await asyncio.sleep(1)


class _Worker:
    """A process. `asyncio.create_subprocess_exec` is not used: cancelling it hangs on Python 3.11."""

    def __init__(self, command: list[str]) -> None:
        self._coming: asyncio.Future[bytes] | None = None
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server alone
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                # A thread for every core in every worker would only get in each other's way.
                "OMP_NUM_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
        )

    async def ask(self, job: bytes) -> bytes:
        """The answer to a job. Raises EOFError or OSError where the process has ended.

        The loop waits for it where it can wait for a pipe: a thread costs a fifth of what the server does for a page.
        """
        loop = asyncio.get_running_loop()
        coming: asyncio.Future[bytes] = loop.create_future()
        self._coming = coming
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        try:
            loop.add_reader(pipe, receive, pipe, bytearray(), coming)
        except NotImplementedError:  # Windows
            await asyncio.to_thread(self._give, job)
            return await self.answer()
        try:
            if len(job) <= _AT_ONCE:
                self._give(job)
            else:
                await asyncio.to_thread(self._give, job)
            return await coming
        finally:
            loop.remove_reader(pipe)
            if not coming.cancel() and not coming.cancelled():
                coming.exception()  # seen, though it was the job that could not be written

    async def answer(self) -> bytes:
        """The next answer. Raises EOFError where the process has ended."""
        return await asyncio.to_thread(self._answered)

    def _give(self, job: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(HEAD.pack(len(job)) + job)
        self._process.stdin.flush()

    def _answered(self) -> bytes:
        assert self._process.stdout
        answer = _next(self._process.stdout)
        if answer is None:
            raise EOFError
        return answer

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill the process; whoever waits for its answer sees the end of it."""
        self._process.kill()
        self._process.wait()
        if self._coming and not self._coming.done():  # the pipe is closed before the loop looks at it again
            self._coming.set_exception(EOFError())
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream:
                    stream.close()


def _text(answer: bytes) -> str:
    kind, text = answer[:1], answer[1:].decode()
    if kind == REFUSED:
        raise UsageError(text)
    if kind == FAILED:
        raise FailedError(text)
    return text


# --- On the other side ---


def next_job(stream: BinaryIO) -> Job | None:
    """The next job that a worker reads; None where there will be no more.

    >>> import io
    >>> next_job(io.BytesIO(bytes([0, 0, 0, 2]) + b"{}")), next_job(io.BytesIO())
    ({}, None)
    """
    found = _next(stream)
    return None if found is None else json.loads(found)


def _next(stream: IO[bytes]) -> bytes | None:
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (length,) = HEAD.unpack(head)
    found = stream.read(length)
    return found if len(found) == length else None


def give(stream: BinaryIO, kind: bytes = b"", text: str = "") -> None:
    """Write an answer: `DONE`, `REFUSED` or `FAILED` and its text; nothing at all says that a worker is ready.

    >>> import io
    >>> stream = io.BytesIO()
    >>> give(stream, DONE, "5")
    >>> stream.getvalue()
    b'\\x00\\x00\\x00\\x02+5'
    """
    answer = kind + text.encode("utf-8", "backslashreplace")
    stream.write(HEAD.pack(len(answer)) + answer)
    stream.flush()


def work_off(begin: Callable[[], Callable[[Job], str]], first: Job) -> None:
    """Do jobs from standard input until it ends, by what `begin` gives.

    The `first` is done for nothing: it loads what is loaded on first use.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what any library prints must not get between the answers
    answer = begin()
    answer(first)
    gc.freeze()  # what is loaded stays: the collector need not go through it again and again
    give(answers)
    while (job := next_job(jobs)) is not None:
        try:
            give(answers, DONE, answer(job))
        except QuotekitError as error:
            give(answers, REFUSED, str(error))
        except BrokenPipeError:  # the server is gone
            os._exit(0)
        except Exception as error:
            traceback.print_exc()
            give(answers, FAILED, f"our fault: {type(error).__name__}")
