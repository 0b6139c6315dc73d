"""How fast and how large `quotekit serve` is: `python benchmarks/serve.py [REQUESTS]`, with the extra `web`.

Posts a 5 kB article to a server of its own, one after another and sixteen at once, to the API and to the page, and
reads the memory of the server and of its workers from Linux before and after. Then as many again, and a half-sent one
beside each: exit status 1 where the memory of all processes has grown by more than a twentieth.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
_MOST_GROWTH = 0.05


def article(size: int) -> bytes:
    """Articles of the corpus up to so many characters."""
    texts = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")))
    return texts[:size].encode()


def wait_for(port: int, path: str, kind: str = "", body: bytes | None = None) -> float:
    """Seconds until the answer was there: to a POST of a body of some kind, to a GET where there is none."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET" if body is None else "POST", path, body, {"Content-Type": kind} if kind else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return time.perf_counter() - began


def memory(process: int) -> list[int]:
    """Resident MB of a process and of those that it has started."""
    children = [one for at in Path(f"/proc/{process}/task").glob("*/children") for one in at.read_text().split()]
    statuses = (Path(f"/proc/{pid}/status").read_text() for pid in [str(process), *children])
    return [int(found[1]) // 1000 for found in (re.search(r"VmRSS:\s+(\d+)", text) for text in statuses) if found]


def growth(process: int, port: int, kinds: list[tuple[str, str, bytes]], requests: int) -> float:
    """By which share the memory of a server that is warm has grown after so many requests of all kinds."""
    before = sum(memory(process))

    def ask(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as other:
            other.sendall(b"POST /quotes HTTP/1.1\r\n")
            wait_for(port, *kinds[number % len(kinds)])

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ask, range(requests)))
    return sum(memory(process)) / before - 1


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    text = article(5000)
    command = [sys.executable, "-m", "quotekit", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        port = int(server.stderr.readline().partition("127.0.0.1:")[2].partition("/")[0])
        form = "application/x-www-form-urlencoded"
        kinds = [
            ("/quotes", "text/plain", text),
            ("/summary", "text/plain", text),
            ("/", form, urlencode({"text": text}).encode()),
        ]
        print(f"memory at first: {memory(server.pid)} MB")
        for path, kind, body in kinds:
            alone = [wait_for(port, path, kind, body) for _ in range(100)]
            began = time.perf_counter()
            with ThreadPoolExecutor(16) as pool:
                crowd = list(pool.map(lambda _, of=(path, kind, body): wait_for(port, *of), range(requests)))
            rate = requests / (time.perf_counter() - began)
            late = quantiles(crowd, n=20)[-1]
            print(
                f"POST {path:9} alone {1000 * median(alone):.0f} ms; sixteen at once {rate:.0f} a second, "
                f"median {1000 * median(crowd):.0f} ms, 95 % within {1000 * late:.0f} ms; "
                f"memory {memory(server.pid)} MB"
            )
        grown = growth(server.pid, port, kinds, requests)
        server.terminate()
    print(f"after {requests} more, each with a half-sent one beside it: {grown:+.1%} memory")
    sys.exit(grown > _MOST_GROWTH)


if __name__ == "__main__":
    main()
