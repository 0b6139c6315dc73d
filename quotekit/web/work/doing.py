"""Who does the work: workers, those that start when the first job comes, and what keeps the answers given before."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from time import monotonic
from typing import NamedTuple, Protocol

from quotekit.web.work.workers import Job, Workers

_MOST = 4_000_000
"""Characters that are kept, the ones that were asked for last."""


class Doing(Protocol):
    """Who does the work: `Workers`, or a stand-in for them."""

    seconds: float

    async def do(self, job: Job) -> str:
        """What the job gives."""


class _Answer(NamedTuple):
    text: str
    state: object
    """That in which it was asked for, or an earlier one than that which it tells of."""
    at: float


class Kept:
    """Has jobs done, each once for one `state`: what that gives changes whenever the answers may.

    What takes long is told in `calm`, by the address that its job is `at`: for so many seconds it is not done again,
    whatever changes.
    """

    def __init__(
        self, doing: Doing, state: Callable[[], object], calm: Mapping[str, float] | None = None, most: int = _MOST
    ) -> None:
        self.seconds = doing.seconds
        self._doing, self._state, self._calm, self._most = doing, state, calm or {}, most
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._size = 0

    async def do(self, job: Job) -> str:
        """What the job gives, or gave before."""
        key, state = json.dumps(job, sort_keys=True), self._state()
        kept = self._answers.get(key)
        if kept and (kept.state == state or monotonic() - kept.at < self._calm.get(job["at"], 0)):
            self._answers.move_to_end(key)
            return kept.text
        answer = _Answer(await self._doing.do(job), state, monotonic())
        self._keep(key, answer)
        return answer.text

    def _keep(self, key: str, answer: _Answer) -> None:
        if old := self._answers.pop(key, None):
            self._size -= len(old.text)
        self._answers[key] = answer
        self._size += len(answer.text)
        while self._size > self._most:
            self._size -= len(self._answers.popitem(last=False)[1].text)


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
