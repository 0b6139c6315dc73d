"""Connections that keep a server waiting: each has an end, and however many there are, others are answered."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx
import pytest
import uvicorn
from served import Server, server

from quotekit.web.connections import MOST_COMING, Coming, Connection

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n"
WHOLE = HEAD + b"\r\n"
BODY = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nHe s"

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers when the body is there."""
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


def with_server(do: Callable[[Callable[[], Awaitable[Streams]]], Awaitable[Any]], coming: Coming) -> Any:
    """What `do` makes of a function that opens connections to a server of its own."""

    async def main() -> Any:
        http = partial(Connection, coming=coming)
        config = uvicorn.Config(echo, http=http, ws="none", lifespan="off", log_config=None)  # type: ignore[arg-type]
        served = uvicorn.Server(config)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            running = asyncio.create_task(served.serve(sockets=[listener]))
            try:
                return await do(lambda: asyncio.open_connection(*listener.getsockname()))
            finally:
                served.should_exit = served.force_exit = True
                await running

    return asyncio.run(main())


async def until_closed(streams: Streams) -> float:
    """Seconds until the other side closes a connection."""
    began = time.monotonic()
    await asyncio.wait_for(streams[0].read(), 5)
    return time.monotonic() - began


@pytest.mark.parametrize(
    "sent", [b"", b"G", HEAD, WHOLE + HEAD], ids=["nothing", "a letter", "half", "half of another"]
)
def test_a_head_that_does_not_come_is_not_waited_for(sent: bytes) -> None:
    async def do(opened: Callable[[], Awaitable[Streams]]) -> float:
        streams = await opened()
        streams[1].write(sent)
        return await until_closed(streams)

    assert 0.15 < with_server(do, Coming(seconds=0.2)) < 2


@pytest.mark.parametrize("sent", [BODY], ids=["body"])
def test_a_body_has_the_time_of_the_application(sent: bytes) -> None:
    async def do(opened: Callable[[], Awaitable[Streams]]) -> bytes:
        reader, writer = await opened()
        writer.write(sent)
        await asyncio.sleep(0.5)
        writer.write(b"aid.!")
        return await asyncio.wait_for(reader.readuntil(b"ok"), 5)

    assert with_server(do, Coming(seconds=0.2)).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("sent", [b"", HEAD, BODY], ids=["nothing", "half", "body"])
def test_the_oldest_makes_room(sent: bytes) -> None:
    async def do(opened: Callable[[], Awaitable[Streams]]) -> list[int]:
        held = []
        for _ in range(6):
            held.append(await opened())
            held[-1][1].write(sent)
        await asyncio.sleep(0.1)
        asked = await opened()
        asked[1].write(WHOLE)
        assert (await asyncio.wait_for(asked[0].readuntil(b"ok"), 5)).startswith(b"HTTP/1.1 200")
        return [number for number, streams in enumerate(held) if streams[0].at_eof()]

    assert with_server(do, Coming(seconds=60, most=4)) == [0, 1, 2]


def test_an_answer_that_takes_long_is_not_cut_off() -> None:
    async def do(opened: Callable[[], Awaitable[Streams]]) -> bytes:
        first = await opened()
        first[1].write(WHOLE)
        await first[0].readuntil(b"ok")
        await asyncio.sleep(0.05)  # idle, and within its time
        first[1].write(WHOLE)
        return await asyncio.wait_for(first[0].readuntil(b"ok"), 5)

    assert with_server(do, Coming(seconds=0.3)).endswith(b"ok")


# --- The server itself ---


@pytest.fixture(scope="module")
def one() -> Iterator[Server]:
    with server() as started:
        yield started


@pytest.mark.parametrize("sent", [b"POST /quotes HTTP/1.1\r\n", BODY], ids=["heads", "bodies"])
def test_a_hundred_half_sent_requests_leave_room(sent: bytes, one: Server) -> None:
    with ExitStack() as stack:
        for _ in range(100 + MOST_COMING):
            stack.enter_context(socket.create_connection(("127.0.0.1", one.port), timeout=5)).sendall(sent)
        began = time.monotonic()
        assert httpx.get(f"{one.address}health").status_code == 200
        assert time.monotonic() - began < 5


def test_forty_posts_at_once_are_queued(one: Server) -> None:
    statuses: Counter[int] = Counter()

    def ask() -> None:
        text = "“The dam held,” said Ana Reyes.\n\n" * 50
        response = httpx.post(
            f"{one.address}quotes", content=text.encode(), headers={"content-type": "text/plain"}, timeout=60
        )
        statuses[response.status_code] += 1

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == {200: 40}


def test_the_next_request_after_killed_workers_succeeds(one: Server) -> None:
    for _ in range(2):
        for pid in one.workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
        response = httpx.post(
            f"{one.address}quotes",
            content="“It held,” said Ana Reyes.".encode(),
            headers={"content-type": "text/plain"},
            timeout=30,
        )
        assert (response.status_code, len(response.json()["quotes"])) == (200, 1)
