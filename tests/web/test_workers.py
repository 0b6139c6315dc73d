"""Work in processes: the time limit ends it, what dies is replaced, nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from quotekit.errors import QuotekitError, UsageError
from quotekit.web.work.workers import BusyError, FailedError, TookTooLongError, Workers


def with_workers(do: Callable[[Workers], Awaitable[Any]], *arguments: str, **options: Any) -> Any:
    """What `do` makes of some workers, and the processes that were there at any time."""

    async def main() -> Any:
        async with Workers("stand_in_worker", *arguments, **{"number": 1, "seconds": 20.0, **options}) as workers:
            return await do(workers)

    return asyncio.run(main())


def gone(process: str) -> bool:
    """Whether a process has ended, within a second."""
    for _ in range(100):
        if not Path(f"/proc/{process}/stat").exists():
            try:
                os.kill(int(process), 0)
            except ProcessLookupError:
                return True
        time.sleep(0.01)
    return False


async def failing(workers: Workers, job: dict[str, Any]) -> QuotekitError:
    with pytest.raises(QuotekitError) as caught:
        await workers.do(job)
    return caught.value


@pytest.mark.parametrize("text", ["", "plain", "“é” 🎉\n\0", pytest.param("x" * 3_000_000, id="long")])
def test_text_comes_and_goes_whole(text: str) -> None:
    async def do(workers: Workers) -> None:
        assert await workers.do({"say": text or "-"}) == (text or "-")

    with_workers(do)


@pytest.mark.parametrize(
    ("job", "kind", "line"),
    [
        ({"how": "refuse", "say": "text: is bad"}, UsageError, "text: is bad"),
        ({"how": "fail", "say": "our fault: KeyError"}, FailedError, "our fault: KeyError"),
    ],
)
def test_a_worker_outlives_what_it_could_not_do(job: dict[str, Any], kind: type, line: str) -> None:
    async def do(workers: Workers) -> None:
        process = await workers.do({})
        error = await failing(workers, job)
        assert (type(error), str(error)) == (kind, line)
        assert await workers.do({}) == process

    with_workers(do)


def test_what_takes_too_long_is_killed_and_replaced() -> None:
    async def do(workers: Workers) -> tuple[str, str]:
        first = await workers.do({})
        workers.seconds = 0.1
        began = time.monotonic()
        error = await failing(workers, {"sleep": 60})
        assert time.monotonic() - began < 5
        assert (type(error), str(error)) == (TookTooLongError, "this took longer than 0.1 seconds and was ended")
        workers.seconds = 20
        return first, await workers.do({})

    first, second = with_workers(do)
    assert first != second
    assert gone(first)


def test_a_worker_that_dies_is_replaced() -> None:
    async def do(workers: Workers) -> tuple[str, str]:
        first = await workers.do({})
        error = await failing(workers, {"die": 7})
        assert (type(error), str(error)) == (FailedError, "the process that was at work ended")
        return first, await workers.do({})

    first, second = with_workers(do)
    assert first != second


def test_who_does_not_wait_frees_the_worker() -> None:
    async def do(workers: Workers) -> str:
        first = await workers.do({})
        waiting = asyncio.create_task(workers.do({"sleep": 60}))
        await asyncio.sleep(0.05)
        waiting.cancel()
        assert await workers.do({}) != first
        return first

    assert gone(with_workers(do))


def test_several_work_at_once() -> None:
    async def do(workers: Workers) -> None:
        began = time.monotonic()
        assert len(set(await asyncio.gather(*(workers.do({"sleep": 0.3}) for _ in range(3))))) == 3
        assert time.monotonic() - began < 0.9

    with_workers(do, number=3)


def test_more_than_may_wait_are_turned_away() -> None:
    async def do(workers: Workers) -> list[Any]:
        jobs = [workers.do({"sleep": 0.2, "say": str(number)}) for number in range(4)]
        return list(await asyncio.gather(*jobs, return_exceptions=True))

    answers = with_workers(do, waiting=2)
    assert [str(one) for one in answers] == ["0", "1", "2", "2 requests are waiting already"]
    assert isinstance(answers[3], BusyError)


def test_waiting_has_an_end() -> None:
    async def do(workers: Workers) -> tuple[Any, ...]:
        await workers.do({})
        slow = asyncio.create_task(workers.do({"sleep": 0.25}))
        await asyncio.sleep(0)
        workers.seconds = 0.05
        error = await failing(workers, {})
        return type(error), str(error), bool(await slow)

    assert with_workers(do) == (BusyError, "no worker became free within 0.05 seconds", True)


def test_the_end_ends_whoever_is_at_work() -> None:
    async def do(workers: Workers) -> str:
        process = await workers.do({})
        task = asyncio.create_task(workers.do({"sleep": 60}))
        await asyncio.sleep(0.05)
        task.cancel()
        return process

    began = time.monotonic()
    assert gone(with_workers(do))
    assert time.monotonic() - began < 10


def test_what_does_not_start_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    async def do(workers: Workers) -> None:
        raise AssertionError("it started")

    with pytest.raises(FailedError, match="stand_in_worker never: does not start"):
        with_workers(do, "never")
    assert "no such model" in capfd.readouterr().err


def test_nobody_passes_those_who_wait() -> None:
    async def do(workers: Workers) -> list[str]:
        done: list[str] = []

        async def ask(name: str) -> None:
            done.append(await workers.do({"sleep": 0.02, "say": name}))
            if name.isdigit():  # who comes the moment that a worker is free, and somebody waits for it
                await ask(f"{name} again")

        await asyncio.gather(*(ask(str(number)) for number in range(4)))
        return done

    assert with_workers(do) == [*"0123", *(f"{number} again" for number in range(4))]
