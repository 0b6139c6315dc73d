"""The local server as a process: its socket, its workers, its end."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from typing import Any, NamedTuple

import uvicorn

from quotekit.browsing.shelf import state_of
from quotekit.errors import UsageError
from quotekit.web.app import app
from quotekit.web.connections import Coming, Connection
from quotekit.web.work.doing import Doing, Kept, OnDemand
from quotekit.web.work.workers import Workers

HOST = "127.0.0.1"
_MOST_WORKERS = 4
_MOST_WAITING = 64
"""Requests that wait for a worker; further ones are told to come again."""
_MOST_CONNECTIONS = 200
"""More than wait, are at work and come together: so it is never those who only keep a connection that fill it."""
_CALM = dict.fromkeys(("/audit", "/api/audit"), 60.0)
"""Seconds for which what reads all of a store is kept while somebody adds to it."""
_LAST_SECONDS = 1  # for answers that are on their way when the server ends


class Limits(NamedTuple):
    """What a request may take."""

    seconds: float
    size: int
    """Bytes."""


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A socket at a port of this machine alone, 0 for a free one. Raises UsageError where it cannot be had."""
    # Its protocol is named so that asyncio sends at once; else a body waits 40 ms until the client tells of its head.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        if os.name == "posix":  # else a port that was in use a moment ago is refused; on Windows it means another thing
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"--port {port}: {reason}; choose another one, or 0 for any that is free") from None
        yield listener


def serve_on(
    listener: socket.socket,
    first: str | None,
    fitted: tuple[str, str, str],
    limits: Limits,
    ready: Callable[[], object],
    store: str | None = None,
) -> None:
    """Serve until a signal ends it. `first` is the page to show first, `fitted` the files of the model
    and of word tables, empty for the shipped ones; `ready` is called when all is up. `store` is the path of one whose
    pages are served.

    Raises KeyboardInterrupt for Ctrl-C, FailedError where a worker does not start.
    """
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)  # what goes wrong is told by the guard
    asyncio.run(_serve(listener, first, fitted, limits, ready, store))


async def _serve(
    listener: socket.socket,
    first: str | None,
    fitted: tuple[str, str, str],
    limits: Limits,
    ready: Callable[[], object],
    store: str | None,
) -> None:
    number = min(_MOST_WORKERS, os.cpu_count() or 1)
    how: dict[str, Any] = {"number": number, "seconds": limits.seconds, "waiting": _MOST_WAITING}
    readers = Workers("quotekit.web.jobs", *fitted, **how)
    async with AsyncExitStack() as stack:
        workers: Doing = await stack.enter_async_context(OnDemand(readers) if store else readers)
        lookups = await _lookups(stack, store, number, limits.seconds) if store else None
        served = app(workers, port=listener.getsockname()[1], size=limits.size, first=first, lookups=lookups)
        gc.freeze()  # else what is loaded is gone through again and again, and everybody waits meanwhile
        ready()
        await uvicorn.Server(_config(served)).serve(sockets=[listener])


async def _lookups(stack: AsyncExitStack, store: str, number: int, seconds: float) -> Doing:
    """Workers that look up in a store, as many as may ask waiting for them: a page takes some milliseconds."""
    found = Workers("quotekit.web.work.lookups", store, number=number, seconds=seconds, waiting=_MOST_CONNECTIONS)
    return Kept(await stack.enter_async_context(found), partial(state_of, store), _CALM)


def _config(served: object) -> uvicorn.Config:
    return uvicorn.Config(
        served,  # type: ignore[arg-type]
        loop="asyncio",
        http=partial(Connection, coming=Coming()),  # type: ignore[arg-type]
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
