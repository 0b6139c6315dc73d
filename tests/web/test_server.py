"""`quotekit serve` as a process: it starts, works, keeps to its limits and ends."""

from __future__ import annotations

import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import commands
import httpx
import pytest
from click.testing import Result
from served import ROOT, Server, ended, server

from quotekit.cli import serve
from quotekit.models.bundle import as_array
from quotekit.models.model import Model

TIE = (ROOT / "corpus" / "tie-sentinel.txt").read_text(encoding="utf-8")
TEXT = {"content-type": "text/plain"}
SLOW = TIE * 1500  # 3 MB: many seconds of work


@pytest.fixture(scope="module")
def quick() -> Iterator[Server]:
    """A server that gives nobody more than three seconds."""
    with server("--time-limit", "3", "--size-limit", "4") as one:
        yield one


def post(one: Server, path: str, text: str, **more: Any) -> httpx.Response:
    return httpx.post(one.address + path, content=text.encode(), headers=TEXT, timeout=30, **more)


# --- It starts ---


run = partial(commands.run, "serve")


def only_line(result: Result) -> str:
    """The one line on standard error of a run that the caller got wrong."""
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("missing", ["fastapi", "uvicorn", "python_multipart"])
def test_what_is_not_installed_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == missing else find_spec(name))
    assert only_line(run()) == f"quotekit: quotekit serve needs {missing}: pip install 'quotekit[web]'"


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = only_line(run("--port", str(port)))
    assert line == f"quotekit: --port {port}: address already in use; choose another one, or 0 for any that is free"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--port", "65536"), "65536 is not in the range"),
        (("--time-limit", "0"), "0.0 is not in the range"),
        (("--time-limit", "nan"), "--time-limit is a number of seconds, not nan"),
        (("--size-limit", "nan"), "--size-limit is a number of megabytes, not nan"),
        (("--size-limit", "-1"), "-1.0 is not in the range"),
        (("--outlet-from", "folder"), "--outlet-from folder is for the articles of a PATH: name one"),
        (("--model", "no.npz"), "no.npz: no such file"),
        (("--lexicon", "no"), "no: no folder of word tables"),
        (("--aliases", "no.csv"), "no.csv: cannot be read"),
        (("no.txt",), "no.txt: no such file"),
    ],
)
def test_wrong_usage_is_said(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, "--port", "0") if "--port" not in arguments else run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_the_model_and_the_tables_are_used_for_quotes_page_and_summary(tmp_path: Path) -> None:
    """A model that doubts whatever it finds, and a verb that no table of ours has."""
    text = "The dam is old. Ana Reyes blorped that the dam had held. The town slept well on Sunday night."
    rows = "cue\tforms\tact\tstrength\nblorp\tblorped\tstatement\t90\n"
    (tmp_path / "cues.tsv").write_text(rows, encoding="utf-8")
    bundle = Model.shipped().bundle
    header = bundle.described("header")
    for name in ("confidence", "statement"):  # what is surely a statement stays, however much it was doubted before
        header["decisions"][name][1] = -99.0
    (tmp_path / "doubting.npz").write_bytes(bundle.replaced({"header": as_array(header)}))
    for arguments, status in (("--lexicon", str(tmp_path)), 200), (("--model", str(tmp_path / "doubting.npz")), 422):
        with server(*arguments) as one:
            summary = httpx.post(f"{one.address}summary?speaker=Reyes", json={"text": text})
            quotes = httpx.post(f"{one.address}quotes", json={"articles": [{"text": f"“It held,” said Ana. {text}"}]})
        assert summary.status_code == status, summary.text
        assert len(quotes.json()["quotes"]) == (2 if status == 200 else 0)


@contextmanager
def told(monkeypatch: pytest.MonkeyPatch, found: bool) -> Iterator[list[str]]:
    """The addresses that a browser is asked to open; the server is ready at once, and ends."""
    opened: list[str] = []

    def serve_on(*_: object, ready: Callable[[], object], store: None) -> None:
        ready()
        for thread in threading.enumerate():
            if thread.name == "browser":
                thread.join()

    monkeypatch.setattr("quotekit.web.server.serve_on", serve_on)

    def browser(address: str) -> bool:
        opened.append(address)
        return found

    monkeypatch.setattr("webbrowser.open", browser)
    yield opened


@pytest.mark.parametrize("found", [True, False])
def test_the_browser_is_opened(found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with told(monkeypatch, found) as opened:
        assert run("--port", "0").stderr.count("http://127.0.0.1:") == 1
        assert not opened
        result = run("--port", "0", "--open")
    assert f"the page is at {opened[0]} on this machine only; Ctrl-C ends it" in result.stderr
    assert ("no browser was found" in result.stderr) != found


# --- It works ---


def test_a_folder_is_shown_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The dam held,” said Ana Reyes.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with server(str(tmp_path)) as one:
        assert f"{tmp_path}/b.txt: empty" in one.said
        page = httpx.get(one.address).text
        assert "Ana Reyes" in page
        assert 'action="/"' in page
        assert post(one, "quotes", TIE).status_code == 200
        assert "Ana Reyes" not in httpx.get(f"{one.address}?example").text
        assert_it_ends(one, signal.SIGINT, 130)


def test_only_this_machine_is_answered(quick: Server) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        # 127.0.0.2 is this machine as well, but a server on all addresses would answer it.
        assert other.connect_ex(("127.0.0.2", quick.port)) != 0


def test_the_page_stays_quick_while_others_work(quick: Server) -> None:
    slow = [threading.Thread(target=post, args=(quick, "quotes", SLOW)) for _ in range(4)]
    for one in slow:
        one.start()
    time.sleep(0.1)
    began = time.monotonic()
    assert httpx.get(quick.address).status_code == 200
    assert httpx.get(f"{quick.address}health").json()["status"] == "ok"
    assert time.monotonic() - began < 2
    for one in slow:
        one.join()


def test_several_at_once_get_their_own_answers(quick: Server) -> None:
    answers: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        rows = post(quick, "quotes", f"“The dam held,” said Ana Reyes. “Number {number},” said Tom Bell.").json()
        answers[number] = [row["quote"] for row in rows["quotes"]]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: ["The dam held,", f"Number {number},"] for number in range(20)}


CURL = re.findall(
    r"^curl .*127\.0\.0\.1:8765/(?!api).*$", (ROOT / "docs" / "serving.md").read_text(encoding="utf-8"), re.M
)


@pytest.mark.parametrize("line", CURL)
def test_the_examples_of_the_page_are_answered(line: str, quick: Server) -> None:
    url, *options = shlex.split(line)[1:]
    given = dict(zip(options[::2], options[1::2]))
    data = given.get("-d") or (ROOT / given["--data-binary"].removeprefix("@")).read_text(encoding="utf-8")
    name, _, value = given["-H"].partition(": ")
    response = httpx.post(url.replace(":8765/", f":{quick.port}/"), content=data.encode(), headers={name: value})
    assert response.status_code == 200, response.text
    assert response.json().get("quotes") or response.json()["picks"]


def test_there_are_examples() -> None:
    assert len(CURL) >= 3


# --- It keeps to its limits ---


def test_what_takes_too_long_is_ended(quick: Server) -> None:
    before = set(quick.workers())
    response = post(quick, "quotes", SLOW)
    assert response.status_code == 503
    assert response.json() == {"detail": "this took longer than 3 seconds and was ended"}
    assert any(ended(pid, 1) for pid in before - set(quick.workers()))
    assert post(quick, "quotes", TIE).status_code == 200


def test_who_leaves_frees_the_worker(quick: Server) -> None:
    def workers() -> set[int]:
        while len(found := quick.workers()) < 2:
            time.sleep(0.02)
        return set(found)

    before = workers()
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{quick.address}quotes", content=SLOW.encode(), headers=TEXT, timeout=0.2)
    until = time.monotonic() + 2.5  # before the time limit of the work
    while workers() == before and time.monotonic() < until:
        time.sleep(0.02)
    assert len(before - workers()) == 1


def test_a_large_request_is_answered(quick: Server) -> None:
    line = "a request has at most 4,000,000 bytes: send less at once"
    response = post(quick, "quotes", "a" * 8_000_000)
    assert (response.status_code, response.json()) == (413, {"detail": line})
    page = httpx.post(quick.address, data={"text": "a" * 4_000_000}, timeout=30)
    assert page.status_code == 413
    assert line in page.text


def test_a_request_that_does_not_come_is_not_waited_for(quick: Server) -> None:
    with socket.create_connection(("127.0.0.1", quick.port), timeout=10) as slow:
        head = f"POST /quotes HTTP/1.1\r\nHost: 127.0.0.1:{quick.port}\r\nContent-Type: text/plain\r\n"
        slow.sendall(f"{head}Content-Length: 100\r\n\r\nHe said".encode())
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    "sent",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"\0" * 1000, b"A" * 200_000],
)
def test_what_is_no_http_is_no_trouble(sent: bytes, quick: Server) -> None:
    with socket.create_connection(("127.0.0.1", quick.port), timeout=10) as other:
        with suppress(OSError):  # it may hang up before all of it was sent
            other.sendall(sent)
            other.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            assert b"Traceback" not in other.recv(10_000)
    assert httpx.get(f"{quick.address}health").status_code == 200


# --- It ends ---


def assert_it_ends(one: Server, how: int, status: int) -> None:
    """By a signal, quietly, with its workers, though one of them is at work."""
    workers = one.workers()
    assert workers
    statuses: list[int] = []

    def ask() -> None:
        with suppress(httpx.HTTPError):
            statuses.append(post(one, "quotes", TIE * 900).status_code)

    busy = threading.Thread(target=ask)
    busy.start()
    time.sleep(0.2)
    assert one.end(how) == (status, "")
    assert all(ended(pid) for pid in workers)
    busy.join()
    assert statuses in ([], [500])


def test_sigterm_ends_it_and_its_workers() -> None:
    with server() as one:
        assert_it_ends(one, signal.SIGTERM, 143)


def test_workers_end_with_a_server_that_is_killed() -> None:
    with server() as one:
        workers = one.workers()
        one.end(signal.SIGKILL)
        assert workers
        assert all(ended(pid) for pid in workers)


def test_ctrl_c_while_it_starts_is_quiet() -> None:
    command = [sys.executable, "-m", "quotekit", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, **commands.HEARD)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode in (130, -signal.SIGINT)  # to a shell both are 130; the latter before Python has started
    assert "Traceback" not in said
