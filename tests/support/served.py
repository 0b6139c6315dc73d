"""`quotekit serve` as a process of its own, for tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands import HEARD

ROOT = Path(__file__).parents[2]


class Server:
    """A server on a free port of this machine."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quotekit", "serve", "--port", "0", *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            **HEARD,
        )
        assert self.process.stderr
        self.said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)):
            line = self.process.stderr.readline()
            assert line, f"it ended: {self.said}"
            self.said += line
        self.address, self.port = found[0], int(found[1])

    def workers(self) -> list[int]:
        """The processes that it has started, by Linux's table of processes."""
        children = Path(f"/proc/{self.process.pid}/task")
        return [int(pid) for one in children.glob("*/children") for pid in one.read_text().split()]

    def end(self, how: int = signal.SIGINT) -> tuple[int, str]:
        """The exit status, and what was said on standard error after the address."""
        self.process.send_signal(how)
        _, rest = self.process.communicate(timeout=20)
        return self.process.returncode, rest


@contextmanager
def server(*arguments: str) -> Iterator[Server]:
    """A server that has ended when the block has."""
    one = Server(*arguments)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.end(signal.SIGTERM)


def ended(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process ends within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return True
        time.sleep(0.02)
    return False
