"""What stands before the local server: whom it answers, how much it reads, and the headers of every answer.

A page of any site can make the browser of this machine ask 127.0.0.1. So only the names of this server are answered
(a foreign name that was made to point here, DNS rebinding, is refused), and only its own pages may post.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it the browser would call the origin of our own form "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAFE = frozenset({"GET", "HEAD"})
_DRAINED = 20
"""So many times the size limit is read and thrown away, because a browser shows no answer that comes meanwhile."""

Refuse = Callable[[Scope, int, str], Response]


class Guard:
    """The application behind it, for those that may ask; `refuse` makes the answer for the others from one line.

    `policy` is the content security policy of every answer, `size` the most bytes of a request, `seconds` the time in
    which they must have come. Whoever leaves before the answer is there has its work cancelled.
    """

    def __init__(self, app: ASGIApp, *, port: int, size: int, seconds: float, policy: str, refuse: Refuse) -> None:
        self._app, self._size, self._seconds, self._refuse = app, size, seconds, refuse
        self._headers = [
            (name.lower().encode(), value.encode())
            for name, value in {"Content-Security-Policy": policy, **_HEADERS}.items()
        ]
        self._hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
        if port == 80:
            self._hosts += ["127.0.0.1", "localhost"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        answer = _Answer(send, self._headers)
        try:
            body = await self._admitted(scope, receive)
            await _while_there(receive, self._app(scope, _Replay(body), answer))
        except _RefusedError as refused:
            await self._refuse(scope, refused.status, refused.line)(scope, receive, answer)
        except ConnectionError:
            return
        except Exception:  # the application has answered; standard error is for whoever runs it
            traceback.print_exc(file=sys.stderr)

    async def _admitted(self, scope: Scope, receive: Receive) -> bytes:
        """The body of a request. Raises _RefusedError, and ConnectionError where the other side has left."""
        self._check(scope)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._body(receive)
        except TimeoutError:
            raise _RefusedError(408, f"the request did not come within {self._seconds:g} seconds") from None

    def _check(self, scope: Scope) -> None:
        """Raise _RefusedError for whoever may not ask."""
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            seen = ", ".join(map(_shown, hosts)) or "missing"
            raise _RefusedError(400, f"Host is {' or '.join(self._hosts)}, not {seen}")
        if scope["method"] in _SAFE:
            return
        ours = [f"http://{host}" for host in self._hosts]
        for origin in _values(scope, b"origin"):
            if origin.lower() not in ours:
                raise _RefusedError(403, f"only pages of this server may send something; Origin is {_shown(origin)}")
        for site in _values(scope, b"sec-fetch-site"):
            if site not in ("same-origin", "none"):
                line = f"only pages of this server may send something; Sec-Fetch-Site is {_shown(site)}"
                raise _RefusedError(403, line)

    async def _body(self, receive: Receive) -> bytes:
        parts: list[bytes] = []
        size, more = 0, True
        while more and size <= self._size * _DRAINED:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > self._size:
                parts.clear()
        if size > self._size:
            raise _RefusedError(413, f"a request has at most {self._size:,} bytes: send less at once")
        return b"".join(parts)


class _RefusedError(Exception):
    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status, self.line = status, line


class _Answer:
    """Sends an answer on, with our headers."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send, self._headers = send, headers

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *self._headers]}
        await self._send(message)


class _Replay:
    """A body that has been read already, once."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body

    async def __call__(self) -> Message:
        if self._body is None:
            await asyncio.Event().wait()  # for ever: it is `_while_there` that waits for the end of the connection
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


async def _while_there(receive: Receive, work: Awaitable[None]) -> None:
    """Do some work, but only until the other side leaves."""
    working: asyncio.Future[Any] = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait([working, leaving], return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _values(scope: Scope, name: bytes) -> list[str]:
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _shown(value: str) -> str:
    return repr(value[:80])
