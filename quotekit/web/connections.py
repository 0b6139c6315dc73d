"""The connections of the local server: how long a request may take to begin, and how many may be on their way at once.

uvicorn waits for the head of a request for ever, and counts whoever keeps it waiting among those whom it serves. Here a
head has a time limit, and where too many requests are half there, the oldest of them makes room: that bounds every
client, and all of them together, and whoever sends a whole request is always heard.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""What the head of a request may take, from the connection or the last answer on."""
MOST_COMING = 64
"""Connections whose request has not come as a whole, those that wait for another one among them."""


class Coming:
    """The connections whose request has not come as a whole; at most `most`, each `seconds` without a head at most."""

    def __init__(self, seconds: float = HEAD_SECONDS, most: int = MOST_COMING) -> None:
        self.seconds = seconds
        self._most = most
        self._oldest_first: dict[Connection, None] = {}

    def add(self, connection: Connection) -> None:
        """Count one more; where that is too many, the oldest is closed."""
        self._oldest_first.setdefault(connection)
        if len(self._oldest_first) > self._most:
            oldest = next(iter(self._oldest_first))
            del self._oldest_first[oldest]
            oldest.transport.close()

    def discard(self, connection: Connection) -> None:
        """Count one less, if it was counted: its request is there, or it has gone."""
        self._oldest_first.pop(connection, None)


class Connection(H11Protocol):
    """A connection of uvicorn that is counted among those `coming`, and closed where its head does not come."""

    def __init__(self, *given: Any, coming: Coming, **named: Any) -> None:
        super().__init__(*given, **named)
        self._coming = coming
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """Read on, and see whether the request is there."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Wait for another request."""
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._wait_no_more()
        self._coming.discard(self)
        super().connection_lost(exc)

    def _look(self) -> None:
        """Do what is to be done for as much of a request as there is."""
        state = self.conn.their_state
        if state is not h11.IDLE:
            self._wait_no_more()
        elif self._late is None:
            self._late = self.loop.call_later(self._coming.seconds, self.transport.close)
        if state in (h11.IDLE, h11.SEND_BODY):  # the body has the time limit of the guard
            self._coming.add(self)
        else:
            self._coming.discard(self)

    def _wait_no_more(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None
