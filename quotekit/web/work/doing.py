"""Who does the work: workers, those that start when the first job comes, and what keeps the answers given before."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from quotekit.web.work.workers import Job, Workers

_MOST = 16_000_000
"""Characters that are kept, the ones that were asked for last."""


class Doing(Protocol):
    """Who does the work: `Workers`, or a stand-in for them."""

    seconds: float

    async def do(self, job: Job) -> str:
        """What the job gives."""


class Kept:
    """Has jobs done, each once for one `state`: what that gives changes whenever the answers may."""

    def __init__(self, doing: Doing, state: Callable[[], object], most: int = _MOST) -> None:
        self.seconds = doing.seconds
        self._doing, self._state, self._most = doing, state, most
        self._answers: OrderedDict[str, str] = OrderedDict()
        self._size = 0
        self._of: object = None

    async def do(self, job: Job) -> str:
        """What the job gives, or gave before."""
        key, state = json.dumps(job, sort_keys=True), self._state()
        if state != self._of:
            self._answers.clear()
            self._of, self._size = state, 0
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        answer = await self._doing.do(job)
        if state == self._of and key not in self._answers:  # else it is of what was before
            self._keep(key, answer)
        return answer

    def _keep(self, key: str, answer: str) -> None:
        self._answers[key] = answer
        self._size += len(answer)
        while self._size > self._most:
            self._size -= len(self._answers.popitem(last=False)[1])


class OnDemand:
    """Some workers, started by the first job: who only looks into a store need not wait for a model, nor hold it."""

    def __init__(self, workers: Workers) -> None:
        self.seconds = workers.seconds
        self._workers = workers
        self._starting = asyncio.Lock()
        self._is_ready = False

    async def __aenter__(self) -> OnDemand:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._workers.__aexit__(*error)

    async def do(self, job: Job) -> str:
        """What a worker answers. Raises what `Workers.do` does, and FailedError where none starts."""
        async with self._starting:
            if not self._is_ready:
                await self._workers.__aenter__()
                self._is_ready = True
        return await self._workers.do(job)
