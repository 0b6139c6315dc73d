"""The server over a store: its addresses, its REST API, what it keeps, and that it sees what is added."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from commands import run
from fastapi.testclient import TestClient
from newsroom import filled
from page import parsed
from served import ROOT, ended, server
from stores import DAM, analysis

from quotekit.browsing.shelf import Shelf
from quotekit.store.store import Store
from quotekit.web import jobs
from quotekit.web.app import app
from quotekit.web.work import lookups
from quotekit.web.work.doing import Kept, OnDemand
from quotekit.web.work.workers import BusyError, Job, TookTooLongError, Workers

PORT = 8765
HERE = f"http://127.0.0.1:{PORT}"
HTML = {"accept": "text/html"}


class Readers:
    """Do what is done with texts, in this process."""

    seconds = 5.0

    async def do(self, job: Job) -> str:
        return jobs.answer(json.loads(json.dumps(job)))


class Lookups:
    """Look up in a store in this process; instead of it, raise what `error` holds."""

    seconds = 5.0

    def __init__(self, path: Path) -> None:
        self.path, self.error, self.asked = path, None, list[Job]()

    async def do(self, job: Job) -> str:
        self.asked.append(job)
        if self.error:
            raise self.error
        return lookups.answer(Shelf(str(self.path)), json.loads(json.dumps(job)))


@pytest.fixture(scope="module")
def looking(tmp_path_factory: pytest.TempPathFactory) -> Lookups:
    return Lookups(filled(tmp_path_factory.mktemp("web") / "news.db"))


@pytest.fixture(scope="module")
def client(looking: Lookups) -> Iterator[TestClient]:
    served = app(Readers(), port=PORT, lookups=looking)
    with TestClient(served, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


# --- Pages ---


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/quote/999999", 404, "Not found"),
        ("/quote/1/2", 404, "Not found"),
        ("/speaker", 404, "Not found"),
        ("/article?key=x", 404, "Not found"),
        ("/nowhere", 404, "Not found"),
        ("/search?since=x", 422, "Error: Search"),
        ("/", 200, "Who said what"),
        ("/search?words=dam+held&page=1", 200, "dam held – Search"),
        ("/speakers?name=reyes", 200, "Speakers"),
        ("/speaker?id=person:ana-reyes", 200, "Ana Reyes"),
        ("/article?key=id:wire", 200, f"“{DAM}” Reyes said."),
        ("/audit", 200, "Source audit"),
        ("/audit?by=month&since=2025", 200, "Source audit"),
        ("/audit?by=x", 422, "Error: Source audit"),
        ("/read", 200, "Who said what"),
        ("/api", 200, "API"),
    ],
)
def test_every_address_has_its_page(path: str, status: int, title: str, client: TestClient) -> None:
    response = client.get(path, headers=HTML)
    assert response.status_code == status
    page = parsed(response.text)
    assert page.all("title")[0].text() == title
    assert "/search" in [one.attributes["href"] for one in page.all("a")] or status == 422
    assert response.headers["x-frame-options"] == "DENY"
    assert client.head(path, headers=HTML).status_code == status


def test_the_pages_are_behind_the_guard(client: TestClient) -> None:
    for path in ("/", "/search?words=dam", "/api/quotes"):
        assert client.get(path, headers={"host": "evil.example"}).status_code == 400
    assert client.post("/search", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/search").status_code == 405


def test_what_goes_wrong_is_a_page_with_the_way_back(client: TestClient, looking: Lookups) -> None:
    for error, status in ((BusyError("all are busy"), 503), (TookTooLongError("too long"), 503)):
        looking.error = error  # type: ignore[assignment]
        response = client.get("/search", headers=HTML)
        assert response.status_code == status
        assert str(error) in parsed(response.text).at("problem").text()
        assert response.headers["retry-after"] == "5"
        assert client.get("/api/quotes").json() == {"detail": str(error)}
    looking.error = None


def test_texts_are_read_beside_the_store(client: TestClient) -> None:
    assert parsed(client.get("/read?example").text).at("text").text()
    assert "Ana Reyes" in client.post("/", data={"text": f"“{DAM}” Ana Reyes said."}).text


# --- For programs ---


@pytest.fixture(scope="module")
def description(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


@pytest.mark.parametrize(
    ("path", "name", "count"),
    [
        ("/api/quotes?words=snow", "quotes", 0),
        ("/api/quotes?words=penalty", "quotes", 2),
        ("/api/quotes?words=penalty&acts=all&kind=direct&kind=mixed", "quotes", 3),
        ("/api/quotes?speaker=Ann+Long&limit=40&page=2", "quotes", 5),
        ("/api/quotes?speaker=person:ana-reyes&speaker=Bo+Lee&outlet=Wire&since=2025", "quotes", 2),
        ("/api/speakers?name=nobody", "speakers", 0),
        ("/api/speakers", "speakers", 5),
        ("/api/groups?min_outlets=4", "groups", 0),
        ("/api/groups", "groups", 1),
        ("/api/audit", "groups", 1),
        ("/api/audit?by=year&by=outlet%2Bpart&outlet=Wire&kind=direct&min_confidence=0.5", "groups", 4),
    ],
)
def test_answers_are_as_described(path: str, name: str, count: int, description: Any, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.json()[name]) == count
    responses = description["paths"][path.partition("?")[0]]["get"]["responses"]
    schema = {**responses["200"]["content"]["application/json"]["schema"], "components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer.json())
    assert {"422", "503"} <= set(responses)


def test_rows_are_those_of_the_store(client: TestClient, looking: Lookups) -> None:
    with Store(looking.path, write=False) as store:
        rows = [{"number": None, **row} for row in store.search("penal*", limit=3)]
        found = client.get("/api/quotes?words=penal*&limit=3").json()["quotes"]
        assert [{**row, "number": None} for row in found] == rows
        assert client.get("/api/speakers?limit=2").json()["speakers"] == store.speakers(limit=2)
    assert found[0]["quote"] in parsed(client.get(f"/quote/{found[0]['number']}").text).text()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/api/quotes?limit=0", "limit: input should be greater than or equal to 1, not '0'"),
        ("/api/quotes?limit=101", "limit: input should be less than or equal to 100, not '101'"),
        ("/api/quotes?page=51", "page: input should be less than or equal to 50, not '51'"),
        ("/api/quotes?word=dam", "word: is not known here"),
        ("/api/quotes?since=2026&until=2025-12", "since is no later than until, which is '2025-12', not '2026'"),
        ("/api/quotes?since=x", "since is a year, a month or a day, such as 2025-04-01, not 'x'"),
        ("/api/quotes?words=pe*", "words: three letters at least stand before a star, not as in 'pe*'"),
        ("/api/quotes?speaker=%3F", "'?' is no name"),
        ("/api/speakers?name=%3F", "'?' is no name"),
        (
            "/api/audit?by=x",
            "by is outlet, month, year, section, author or part, or some joined as outlet+month, not 'x'",
        ),
        ("/api/groups?limit=51", "limit: input should be less than or equal to 50, not '51'"),
    ],
)
def test_what_is_wrong_with_a_question_is_one_line(path: str, line: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 422
    assert response.json() == {"detail": line}


def test_articles_are_compared(client: TestClient) -> None:
    articles = [{"text": f"“{DAM}” Ana Reyes said.", "id": name, "outlet": name} for name in ("Echo", "Wire")]
    articles.append({"text": "“It rained all night,” Bo Lee said.", "id": "Blog", "outlet": "Blog"})
    for article, end in zip(articles, (" The mayor spoke at noon.", " It was " + "late and the hall was full. " * 9)):
        article["text"] += end
    [group] = client.post("/compare", json={"articles": articles}).json()["groups"]
    assert group["outlets"] == ["Echo", "Wire"]
    assert group["speaker"] == "Ana Reyes"
    assert client.post("/compare?min_outlets=3", json={"articles": articles}).json() == {"groups": []}
    assert client.post("/compare?min_outlets=0", json={"articles": articles}).status_code == 422


def test_the_page_of_the_api_tells_of_every_address_and_parameter(client: TestClient, description: Any) -> None:
    page = parsed(client.get("/api").text)
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            part = page.at(f"{method}{path.replace('/', '-')}")
            assert f"{method.upper()} {path}" in part.all("h2")[0].text()
            assert {one["name"] for one in told.get("parameters", ())} <= {code.text() for code in part.all("code")}
    assert page.all("script") == []


# --- What is kept ---


def test_an_answer_is_looked_up_once_as_long_as_nothing_changes(looking: Lookups) -> None:
    async def ask() -> None:
        state = [0]
        kept = Kept(looking, lambda: state[0], most=60_000)
        for path, fresh in (("/search", 1), ("/search", 0), ("/speakers", 1), ("/speakers", 0), ("/search", 0)):
            await looked(kept, path, fresh)
        state[0] = 1
        await looked(kept, "/search", 1)
        for page in "23456":  # until what was asked for first is no longer kept
            await looked(kept, "/search", 1, page=page)
        await looked(kept, "/search", 1)

    async def looked(kept: Kept, at: str, fresh: int, **asked: str) -> None:
        before = len(looking.asked)
        assert (await kept.do({"at": at, "asked": asked})).startswith("200\n")
        assert len(looking.asked) - before == fresh

    asyncio.run(ask())


def test_what_takes_long_is_kept_though_something_changes(looking: Lookups) -> None:
    async def ask(at: str) -> int:
        states, before = iter(range(9)), len(looking.asked)
        kept = Kept(looking, lambda: next(states), {"/speakers": 60.0})
        for _ in range(3):
            await kept.do({"at": at, "asked": {}})
        return len(looking.asked) - before

    assert [asyncio.run(ask(at)) for at in ("/search", "/speakers")] == [3, 1]


def test_what_changes_meanwhile_is_not_kept(looking: Lookups) -> None:
    async def ask() -> None:
        states = iter((0, 1, 1))
        kept = Kept(looking, lambda: next(states))
        await asyncio.gather(kept.do({"at": "/search", "asked": {}}), kept.do({"at": "/speakers", "asked": {}}))
        before = len(looking.asked)
        await kept.do({"at": "/search", "asked": {}})
        assert len(looking.asked) == before + 1

    asyncio.run(ask())


def test_a_mistake_is_not_kept(looking: Lookups) -> None:
    async def ask() -> None:
        kept = Kept(looking, lambda: 0)
        looking.error = BusyError("busy")  # type: ignore[assignment]
        with pytest.raises(BusyError):
            await kept.do({"at": "/search", "asked": {}})
        looking.error = None
        assert (await kept.do({"at": "/search", "asked": {}})).startswith("200\n")

    asyncio.run(ask())


def test_workers_start_with_the_first_job(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add(analysis("one", ("Ana Reyes", "The dam held.")))

    async def ask() -> None:
        workers = Workers("quotekit.web.work.lookups", str(tmp_path / "a.db"), number=1, seconds=20)
        async with OnDemand(workers) as found:
            assert not workers._alive
            several = await asyncio.gather(*(found.do({"at": "/speakers", "asked": {}}) for _ in range(3)))
            assert len(workers._alive) == 1
        assert len(set(several)) == 1
        assert not workers._alive

    asyncio.run(ask())


# --- As a process ---


def fetched(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_store_is_served_while_it_is_written(tmp_path: Path) -> None:
    path = filled(tmp_path / "news.db")
    with server(str(path)) as one:
        assert "Nothing found" in fetched(f"{one.address}search?words=zebra")[1]
        with Store(path) as store:
            store.add(analysis("zebra", ("Ana Reyes", "A zebra crossed.")))
        assert "1&nbsp;quote" in fetched(f"{one.address}search?words=zebra")[1]
        with sqlite3.connect(path, isolation_level=None) as writer:
            writer.execute("BEGIN IMMEDIATE")  # somebody who writes for long
            assert fetched(f"{one.address}speakers")[0] == 200
            writer.execute("ROLLBACK")
        workers = one.workers()
        assert one.end() == (130, "")
        assert all(map(ended, workers))
    assert len(workers) <= 4  # none that reads texts has been needed


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (b"SQLite format 3\0 and nothing", [], "is no SQLite file"),
        ("news", [str(ROOT / "corpus")], "is a store, and is served alone, not with 1 other paths"),
        ("news", ["--outlet-from", "folder"], "--outlet-from folder is for articles"),
        ("old", [], "is the store of an older quotekit"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    make: bytes | str, arguments: list[str], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    if isinstance(make, bytes):
        path.write_bytes(make)
    else:
        Store(path).close()
    if make == "old":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 1")
    done = run("serve", path, *arguments, "--port", "0")
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
