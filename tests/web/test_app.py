"""The local server: who may ask, what it takes and gives, its limits, and what it says when something is wrong."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page import Element, parsed

from quotekit.analysis import Analysis
from quotekit.errors import QuotekitError, UsageError
from quotekit.pipeline import analyze
from quotekit.records import ACTS
from quotekit.speakers.people.names import Called
from quotekit.web import jobs
from quotekit.web.app import app
from quotekit.web.forms import first_page, report_page
from quotekit.web.schemas import SAMPLE, FoundPick, FoundQuote, FoundSpeaker
from quotekit.web.work.workers import BusyError, FailedError, Job, TookTooLongError

ROOT = Path(__file__).parents[2]
PORT, SIZE = 8765, 20_000
HERE = f"http://127.0.0.1:{PORT}"
TIE = (ROOT / "corpus" / "tie-sentinel.txt").read_text(encoding="utf-8")
HARBOUR = (ROOT / "corpus" / "harbour-wire.txt").read_text(encoding="utf-8")
JSON, TEXT = {"content-type": "application/json"}, {"content-type": "text/plain"}


QUOTES: Job = {
    "errand": "quotes",
    "articles": [{"text": SAMPLE}],
    "acts": "all",
    "kinds": ["direct", "mixed", "indirect"],
    "min_confidence": 0,
}
SUMMARY: Job = {"errand": "summary", "articles": [{"text": SAMPLE}]}


class Inline:
    """Does the work in this process, at once; instead of it, raises what `error` holds."""

    seconds = 5.0

    def __init__(self) -> None:
        self.error: Exception | None = None

    async def do(self, job: Job) -> str:
        if self.error:
            raise self.error
        return jobs.answer(json.loads(json.dumps(job)))  # as the pipe to a worker would have it


@pytest.fixture(scope="module")
def workers() -> Inline:
    return Inline()


@pytest.fixture(scope="module")
def client(workers: Inline) -> Iterator[TestClient]:
    with TestClient(app(workers, port=PORT, size=SIZE), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def broken(workers: Inline) -> Iterator[Callable[[Exception], None]]:
    """Lets the work raise something."""
    yield lambda error: setattr(workers, "error", error)
    workers.error = None


def detail(response: Any, status: int) -> str:
    """The one line of a refusal."""
    assert response.status_code == status, response.text
    line: str = response.json()["detail"]
    assert "\n" not in line
    assert "Traceback" not in line
    return line


# --- Who may ask ---


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.2:{PORT}",
        f"localhost.evil.example:{PORT}",
        f"127.0.0.1:{PORT}.evil.example",
        f"user@127.0.0.1:{PORT}",
        f"[::1]:{PORT}",
        f"0.0.0.0:{PORT}",
        f"127.1:{PORT}",
        f"127.0.0.1:0{PORT}",
        f"127.0.0.1:{PORT}, evil.example",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/health", "/openapi.json", "/nowhere"])
def test_other_hosts_are_refused(host: str, path: str, client: TestClient) -> None:
    assert "Host is 127.0.0.1:8765 or localhost:8765, not " in detail(client.get(path, headers={"host": host}), 400)


def test_two_hosts_are_refused(client: TestClient) -> None:
    hosts = [("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")]
    assert "evil.example" in detail(client.get("/health", headers=hosts), 400)


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_our_own_hosts_are_answered(host: str, client: TestClient) -> None:
    assert client.get("/health", headers={"host": host}).json()["status"] == "ok"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": f"http://evil.example:{PORT}"},
        {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://127.0.0.1"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "anything"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/quotes", "/summary"])
def test_pages_of_other_sites_cannot_post(headers: dict[str, str], path: str, client: TestClient) -> None:
    response = client.post(path, content="“Yes,” she said.", headers=TEXT | headers)
    assert "only pages of this server may send something" in detail(response, 403)


def test_no_other_site_is_allowed_to_ask_beforehand(client: TestClient) -> None:
    asked = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    response = client.options("/quotes", headers=asked)
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": HERE}, {"origin": f"http://localhost:{PORT}", "sec-fetch-site": "same-origin"}],
)
def test_our_own_page_and_programs_may_post(headers: dict[str, str], client: TestClient) -> None:
    assert client.post("/quotes", content="“Yes,” she said.", headers=TEXT | headers).status_code == 200


def test_an_unknown_address_has_a_page_that_says_what_there_is(client: TestClient) -> None:
    response = client.get("/nowhere<b>", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "/nowhere&lt;b&gt;" in response.text
    assert "<style>" in response.text
    for address in ("/", "/api"):
        assert response.text.count(f'<a href="{address}">') == 2
    assert "/search" not in response.text
    assert "<textarea" not in response.text


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [
        ("*/*", False),  # curl
        ("application/json", False),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0, */*", False),
        ("text/html;q=high", False),
        ("text/htmlx", False),
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("TEXT/HTML ; q=0.9, application/json;q=0.1", True),
    ],
)
def test_programs_get_json_and_browsers_a_page(accept: str, is_page: bool, client: TestClient) -> None:
    response = client.get("/nowhere", headers={"accept": accept})
    assert response.status_code == 404
    assert response.headers["content-type"] == ("text/html; charset=utf-8" if is_page else "application/json")
    assert is_page or response.json() == {"detail": "nothing is at '/nowhere'; /api says what there is"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 200), ("GET", "/health", 200), ("GET", "/nowhere", 404), ("GET", "/quotes", 405), ("POST", "/", 422)],
)
def test_every_answer_has_the_headers(method: str, path: str, status: int, client: TestClient) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'",) * 3
    assert policy["form-action"] == "'self'"
    assert "script-src" not in policy
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


# --- What is asked ---


@pytest.mark.parametrize(
    ("body", "status", "line"),
    [
        (b"", 400, "the body is no JSON: EOF"),
        (b'{"text": "a"', 400, "the body is no JSON: EOF while parsing an object at line 1 column 12"),
        (b'{"text": "\\ud800"}', 400, "the body is no JSON"),
        (b'{"text": NaN}', 400, "the body is no JSON"),
        (b'{"text": "caf\xe9"}', 400, "the body is not UTF-8: invalid continuation byte, byte 13"),
        (b"[" * 10_000, 400, "the body is no JSON"),
        (b"[]", 422, "not a list of 0"),
        (b"null", 422, "not None"),
        (b'"text"', 422, "not 'text'"),
        (b"{}", 422, "not an object with no keys"),
        (b'{"texts": "a"}', 422, "not an object with 'texts'"),
        (b'{"text": "a", "articles": []}', 422, "with the key text, or with the key articles, not"),
        (b'{"text": 3}', 422, "text: input should be a valid string, not 3"),
        (b'{"text": null}', 422, "text: input should be a valid string, not None"),
        (b'{"text": ["a"]}', 422, "text: input should be a valid string, not a list of 1"),
        (b'{"text": ""}', 422, "text: is empty"),
        (b'{"text": " \\n"}', 422, "text: is empty"),
        (b'{"text": "a", "acts": "all"}', 422, "acts: is not known here"),
        (b'{"articles": {}}', 422, "articles: input should be a valid list, not an object with no keys"),
        (b'{"articles": ["a"]}', 422, "articles.0: input should be an object, not 'a'"),
        (b'{"articles": [{"text": "a"}, {"title": "b"}]}', 422, "articles.1.text: is missing"),
        (b'{"articles": [{"text": "a", "url": 1}]}', 422, "articles.0.url: input should be a valid string, not 1"),
        (b'{"articles": [{"text": "a", "date": "x"}]}', 422, "articles.0.date: is not known here"),
        (b'{"articles": []}', 422, "articles: is empty"),
        (b'{"articles": [{"text": "a", "id": ""}]}', 422, "articles.0.id: is empty"),
        (b'{"articles": [{"text": "a", "published": "May"}]}', 422, "articles.0.published: is no date"),
        (b'{"articles": [{"text": "a"}], "kind": "direct"}', 422, "kind: is not known here"),
        (
            b'{"articles": [{"text": "a", "id": "x"}, {"text": "b", "id": "x"}]}',
            422,
            "articles.1.id: 'x' is the id of articles.0, too",
        ),
        (
            json.dumps({"articles": [{"text": "a"}] * 1001}).encode(),
            422,
            "articles: list should have at most 1000 items, not a list of 1001",
        ),
    ],
)
@pytest.mark.parametrize("path", ["/quotes", "/summary", "/compare"])
def test_what_is_wrong_with_json_is_said(path: str, body: bytes, status: int, line: str, client: TestClient) -> None:
    assert line in detail(client.post(path, content=body, headers=JSON), status)


@pytest.mark.parametrize(
    ("kind", "body", "status", "line"),
    [
        (None, b"a", 415, "Content-Type is application/json or text/plain, not ''"),
        ("application/x-www-form-urlencoded", b"a", 415, "not 'application/x-www-form-urlencoded'"),
        ("multipart/form-data", b"a", 415, "not 'multipart/form-data'"),
        ("text/plain; charset=latin-1", b"a", 415, "the charset is utf-8, not 'latin-1'"),
        ("text/plain", b"\xff", 400, "the body is not UTF-8: invalid start byte, byte 0"),
        ("text/plain", b"", 422, "text: is empty"),
        ("text/plain", b"\xef\xbb\xbf\r\n", 422, "text: is empty"),
    ],
)
@pytest.mark.parametrize("path", ["/quotes", "/summary", "/compare"])
def test_what_is_wrong_with_a_body_is_said(
    path: str, kind: str | None, body: bytes, status: int, line: str, client: TestClient
) -> None:
    headers = {"content-type": kind} if kind else {}
    assert line in detail(client.post(path, content=body, headers=headers), status)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("/quotes?act=all", "act: is not known here"),
        ("/quotes?acts=belief", "acts: input should be 'statement' or 'all', not 'belief'"),
        ("/quotes?kind=direct&kind=spoken", "kind.1: input should be 'direct', 'mixed' or 'indirect', not 'spoken'"),
        ("/quotes?min_confidence=2", "min_confidence: input should be less than or equal to 1, not '2'"),
        ("/quotes?min_confidence=nan", "min_confidence: "),
        ("/quotes?min_confidence=much", "min_confidence: input should be a valid number"),
        ("/summary?sentences=0", "sentences: input should be greater than or equal to 1, not '0'"),
        ("/summary?words=1.5", "words: input should be a valid integer"),
        ("/summary?percent=0", "percent: input should be greater than 0, not '0'"),
        ("/summary?position=inf", "position: input should be a finite number"),
        (
            "/summary?method=lsa",
            "method: input should be 'coverage', 'centroid', 'lexrank', 'mmr' or 'lead', not 'lsa'",
        ),
        ("/summary?only=perhaps", "only: input should be a valid boolean"),
        ("/summary?acts=all", "acts: is not known here"),
        ("/summary?speaker=Nobody+Known", "'Nobody Known'"),
        ("/summary?focus=the", "focus: 'the' holds no word that tells what it is about"),
    ],
)
def test_what_is_wrong_with_a_parameter_is_said(asked: str, line: str, client: TestClient) -> None:
    assert line in detail(client.post(asked, content=TIE, headers=TEXT), 422)


# --- What is given ---


def rows(analysis: Analysis, acts: str = "statement") -> list[dict[str, Any]]:
    return json.loads(json.dumps(analysis.rows(acts)))  # type: ignore[no-any-return]


def test_quotes_are_the_rows_of_the_contract(client: TestClient) -> None:
    found = client.post("/quotes", json={"text": TIE}).json()
    assert found["quotes"] == rows(analyze(TIE))
    assert [(one["name"], one["quotes"]) for one in found["speakers"]][:2] == [
        ("Javier Mascherano", 4),
        ("Steve Cherundolo", 1),
    ]


def test_plain_text_gives_the_same(client: TestClient) -> None:
    marked = ("\ufeff" + TIE.replace("\n", "\r\n")).encode()
    plain = client.post("/quotes", content=marked, headers={"content-type": "text/plain; charset=UTF-8"})
    assert plain.json() == client.post("/quotes", json={"text": TIE}).json()


def test_positions_are_those_of_the_text_as_sent(client: TestClient) -> None:
    text = "It rained.\r\n\r\n“The dam\r\nheld,” said Ana Reyes."
    [row] = client.post("/quotes", json={"text": text}).json()["quotes"]
    [[start, end]] = row["content"]
    assert text[start:end] == "The dam\r\nheld,"


def test_articles_have_what_is_given(client: TestClient) -> None:
    articles: list[dict[str, Any]] = [
        {
            "text": TIE,
            "id": "a",
            "title": "A",
            "url": "https://a.example/",
            "outlet": "Echo",
            "published": "2025-04-10",
        },
        {"text": TIE + "\n\nIt rained."},
        {"text": TIE + "\n\nIt rained.", "id": None},
    ]
    found = client.post("/quotes", json={"articles": articles}).json()
    ids = list(dict.fromkeys(row["article"] for row in found["quotes"]))
    assert (ids[0], ids[2]) == ("a", f"{ids[1]}~2")
    assert found["speakers"][0]["articles"] == ids
    told = client.post("/summary?sentences=1", json={"articles": articles[:1]}).json()
    assert told["articles"] == [{name: value for name, value in articles[0].items() if name != "text"}]
    assert told["picks"][0]["outlet"] == "Echo"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("acts=statement", lambda row: row["act"] == "statement"),
        ("acts=all&kind=direct", lambda row: row["kind"] == "direct"),
        ("acts=all&kind=mixed&kind=indirect", lambda row: row["kind"] != "direct"),
        ("acts=all&min_confidence=0.9", lambda row: row["confidence"] >= 0.9),
    ],
)
def test_quotes_are_chosen(asked: str, kept: Callable[[Any], bool], client: TestClient) -> None:
    everything = rows(analyze(HARBOUR), "all")
    wanted = [row for row in everything if kept(row)]
    found = client.post(f"/quotes?{asked}", json={"text": HARBOUR}).json()
    assert found["quotes"] == wanted
    assert 0 < len(wanted) < len(everything)
    assert sum(one["quotes"] for one in found["speakers"]) == sum(row["speaker"] is not None for row in wanted)


def test_a_summary_keeps_to_its_budget(client: TestClient) -> None:
    found = client.post("/summary?sentences=2&method=lead", json={"text": TIE}).json()
    assert len(found["picks"]) == 2
    for pick in found["picks"]:
        assert TIE[pick["start"] : pick["end"]].split() == pick["text"].split()


def test_a_summary_of_a_speaker(client: TestClient) -> None:
    found = client.post("/summary?speaker=Mascherano&quotes=1&resolve=true", json={"text": TIE}).json()
    assert "Javier Mascherano" in [pick["speaker"] for pick in found["picks"]]


def test_names_that_the_user_gives_are_in_quotes_page_and_summary() -> None:
    aliases: dict[tuple[str, ...], Called] = {("javier", "mascherano"): Called("Javier A. Mascherano", "Q42")}
    asked = {"articles": [{"text": TIE}], "quotes": 1, "resolve": True}
    given = {"errand": "page", "text": TIE, "files": (), "sentences": "3"}
    found = json.loads(jobs.answer({**QUOTES, "articles": [{"text": TIE}]}, None, aliases))
    picks = json.loads(jobs.answer({"errand": "summary", **asked, "speaker": "Mascherano"}, None, aliases))["picks"]
    assert {one["ref"] for one in found["speakers"]} >= {"Q42"}
    assert "Q42" in [row["speaker_ref"] for row in found["quotes"]]
    assert "Javier A. Mascherano" in [pick["speaker"] for pick in picks]
    assert "Javier A. Mascherano" in jobs.answer(given, None, aliases)


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (FoundQuote, lambda: analyze(SAMPLE).rows()[0]),
        (FoundSpeaker, lambda: json.loads(jobs.answer(QUOTES))["speakers"][0]),
        (FoundPick, lambda: json.loads(jobs.answer(SUMMARY))["picks"][0]),
    ],
)
def test_the_models_have_the_keys_of_the_rows_in_order(model: Any, row: Callable[[], dict[str, Any]]) -> None:
    assert list(model.model_fields) == list(row())


# --- How it describes itself ---


@pytest.fixture(scope="module")
def description(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def fits(value: Any, name: str, description: Any) -> None:
    """Raises where a value does not fit a schema of the description."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


def test_the_description_holds_what_it_refers_to(description: Any) -> None:
    assert set(description["paths"]) == {"/quotes", "/summary", "/compare", "/health"}
    for name in set(json.dumps(description).split('"#/components/schemas/')[1:]):
        assert name.partition('"')[0] in description["components"]["schemas"]
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_description_knows_every_act(description: Any) -> None:
    act = description["components"]["schemas"]["FoundQuote"]["properties"]["act"]
    assert act["enum"] == list(ACTS)
    assert all(f"`{name}`" in act["description"] for name in ACTS)


@pytest.mark.parametrize("path", ["/quotes", "/summary", "/compare"])
def test_the_examples_of_the_description_are_answered_as_described(
    path: str, description: Any, client: TestClient
) -> None:
    content = description["paths"][path]["post"]["requestBody"]["content"]
    answer = description["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    examples = content["application/json"]["examples"].values()
    for example in examples:
        fits(example["value"], "GivenArticles" if "articles" in example["value"] else "GivenArticle", description)
        response = client.post(path, json=example["value"])
        assert response.status_code == 200
        fits(response.json(), answer.rpartition("/")[2], description)
    assert client.post(path, content=content["text/plain"]["example"], headers=TEXT).status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/quotes?acts=all", "FoundQuotes"),
        ("/summary?quotes=2&resolve=true&sentences=9", "FoundSummary"),
    ],
)
def test_answers_are_as_described(path: str, name: str, description: Any, client: TestClient) -> None:
    fits(client.post(path, json={"text": TIE}).json(), name, description)


def test_refusals_are_as_described(description: Any, client: TestClient) -> None:
    for status in ("400", "403", "408", "413", "415", "422", "500", "503"):
        assert status in description["paths"]["/quotes"]["post"]["responses"]
    fits(client.post("/quotes", json={}).json(), "Refusal", description)
    assert "HTTPValidationError" not in description["components"]["schemas"]


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_that_loads_from_elsewhere(path: str, client: TestClient) -> None:
    assert detail(client.get(path), 404) == f"nothing is at {path!r}; /api says what there is"


# --- Limits ---


@pytest.mark.parametrize("path", ["/quotes", "/summary", "/compare"])
def test_a_large_request_is_refused(path: str, client: TestClient) -> None:
    line = detail(client.post(path, content="a" * (SIZE + 1), headers=TEXT), 413)
    assert line.startswith("a request has at most 20,000 bytes")
    assert client.post(path, content="a" * SIZE, headers=TEXT).status_code == 200


def test_a_large_request_in_pieces_is_refused(client: TestClient) -> None:
    detail(client.post("/quotes", content=iter([b"a" * 15_000] * 2), headers=TEXT), 413)


@pytest.mark.parametrize("path", ["/quotes", "/summary", "/"])
@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (TookTooLongError("this took longer than 5 seconds"), 503, "this took longer than 5 seconds"),
        (BusyError("32 requests are waiting already"), 503, "32 requests are waiting already"),
        (FailedError("our fault: ZeroDivisionError"), 500, "our fault: ZeroDivisionError"),
        (UsageError("text: is bad"), 422, "text: is bad"),
        (QuotekitError("no such thing"), 500, "no such thing"),
        (ZeroDivisionError("secret"), 500, "our fault"),
        (MemoryError("secret"), 500, "our fault"),
    ],
)
def test_what_goes_wrong_is_one_line(
    path: str,
    error: Exception,
    status: int,
    line: str,
    broken: Callable[[Exception], None],
    client: TestClient,
    capfd: pytest.CaptureFixture[str],
) -> None:
    broken(error)
    response = client.post(path, data={"text": TIE}) if path == "/" else client.post(path, json={"text": TIE})
    assert response.status_code == status
    assert line in response.text
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert ("retry-after" in response.headers) == (status == 503)
    assert ("secret" in capfd.readouterr().err) == ("secret" in str(error))


# --- The page ---

FORM = parsed(first_page())
MARKUP = "</textarea></title></style>\"'><script>alert(1)</script>&amp;"


def filled(client: TestClient, text: str = "", files: Any = (), status: int = 200, **fields: str) -> Element:
    """The page that comes back."""
    parts = [("files", (name, data, "text/plain")) for name, data in files]
    response = client.post("/", data={"text": text, "sentences": "5", **fields}, files=parts or {"files": ("", b"")})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return parsed(response.text)


def problem(page: Element) -> str:
    [found] = [one for one in page if one.attributes.get("role") == "alert"]
    assert "autofocus" in found.attributes
    return found.all("p")[0].text()


def test_the_page_holds_a_form_for_this_server(client: TestClient) -> None:
    assert client.get("/").text == first_page()
    assert client.head("/").status_code == 200
    [form] = FORM.all("form")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/")
    assert {one.attributes["name"] for one in (*form.all("input"), *form.all("textarea"))} == {
        "text",
        "files",
        "sentences",
    }
    for link in FORM.all("a"):
        assert client.get(link.attributes["href"]).status_code == 200


def test_its_style_is_the_one_that_is_allowed(client: TestClient) -> None:
    for page in (client.get("/"), client.post("/", data={"text": TIE}), client.post("/", data={"text": ""})):
        [style] = parsed(page.text).all("style")
        digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}' " in page.headers["content-security-policy"]
        assert not parsed(page.text).all("script")
        assert not [one for one in parsed(page.text) if "style" in one.attributes or "onclick" in one.attributes]
        assert "http-equiv" not in page.text


def test_a_text_gives_its_report_and_the_form_again(client: TestClient) -> None:
    text = "Published: April 10, 2025\r\n\r\n“The dam held,”\r\nsaid Ana Reyes, the mayor."
    page = filled(client, text, sentences="1")
    assert "Ana Reyes" in page.at("speakers").text()
    assert "10 April 2025" in page.at("articles").text()
    assert page.at("text").text() == "\n" + text.replace("\r", "")
    assert page.at("sentences").attributes["value"] == "1"


def test_plain_forms_are_read_as_well(client: TestClient) -> None:
    response = client.post("/", data={"text": "“The dam held,” said Ana Reyes."})
    assert "Ana Reyes" in parsed(response.text).at("speakers").text()


def test_files_are_articles(client: TestClient) -> None:
    files = [
        ("a/one.txt", "“The dam held,” said Ana Reyes.".encode("utf-16")),
        ("one.txt", b"\x93It rained,\x94 Tom Bell said."),
    ]
    page = filled(client, "“Yes,” said Ruth Okello.", files)
    assert all(name in page.at("articles").text() for name in ("Pasted text", "one", "one~2"))
    assert all(name in page.at("speakers").text() for name in ("Ana Reyes", "Tom Bell", "Ruth Okello"))


@pytest.mark.parametrize(
    ("text", "files", "sentences", "line", "field"),
    [
        ("", [], "5", "Text of an article: paste one, or choose a file", "text"),
        (" \n\t", [], "5", "Text of an article: paste one, or choose a file", "text"),
        ("", [("a.txt", b"")], "5", "Text files: a.txt: empty", "files"),
        ("It rained.", [("a.pdf", b"%PDF-1.7")], "5", "Text files: a.pdf: binary: PDF, not plain text", "files"),
        ("It rained.", [], "", "Sentences in the summary: a whole number from 1 to 50, not ''", "sentences"),
        ("It rained.", [], "0", "Sentences in the summary: a whole number from 1 to 50, not '0'", "sentences"),
        ("It rained.", [], "51", "Sentences in the summary: a whole number from 1 to 50, not '51'", "sentences"),
        ("It rained.", [], "²", "Sentences in the summary: a whole number from 1 to 50, not '²'", "sentences"),
        ("It rained.", [], "9" * 5000, "Sentences in the summary: a whole number from 1 to 50, not '9999", "sentences"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_beside_it(
    text: str, files: Any, sentences: str, line: str, field: str, client: TestClient
) -> None:
    page = filled(client, text, files, 422, sentences=sentences)
    assert problem(page).startswith(line)
    [link] = page.at("problem").all("a")
    assert link.attributes["href"] == f"#{field}"
    assert [one.attributes["id"] for one in page if "aria-invalid" in one.attributes] == [field]
    assert page.at("text").text().strip() == text.strip()
    assert page.at("sentences").attributes["value"] == sentences


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf'),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
        ("application/x-www-form-urlencoded", b"text=%FF%FE&&&=&text"),
        ("application/x-www-form-urlencoded", b"&".join([b"text=a"] * 2000)),
        ("application/json", b'{"text": "a"}'),
        ("text/plain", b"text=a"),
    ],
)
def test_what_is_no_form_is_no_trouble(kind: str, body: bytes, client: TestClient) -> None:
    response = client.post("/", content=body, headers={"content-type": kind})
    assert response.status_code in (200, 400, 422), response.text
    assert "Traceback" not in response.text
    parsed(response.text)


def test_a_file_in_the_place_of_the_text_is_no_text(client: TestClient) -> None:
    response = client.post("/", files={"text": ("a.txt", b"It rained.")}, data={"sentences": "5"})
    assert (response.status_code, problem(parsed(response.text))[:18]) == (422, "Text of an article")


def test_everything_is_escaped(client: TestClient) -> None:
    said = f"“{MARKUP} held,” said Ana {MARKUP} Reyes."
    shown = [filled(client, said), filled(client, said, [(f"{MARKUP}.txt", said.encode())])]
    shown += [filled(client, said, status=422, sentences=MARKUP), filled(client, "a", [(MARKUP, b"")], 422)]
    for page in shown:
        assert not page.all("script")
        assert "alert(1)" in page.text()
    refused = client.get(f"/{MARKUP}", headers={"accept": "text/html"})
    assert not parsed(refused.text).all("script")
    one = {"text": said, "id": MARKUP, "title": MARKUP, "url": MARKUP, "outlet": MARKUP}
    for path in ("/quotes", "/summary"):
        answer = client.post(path, json={"articles": [one]})
        assert answer.headers["content-type"] == "application/json"
        assert MARKUP in json.dumps(answer.json(), ensure_ascii=False).replace('\\"', '"')


def test_a_page_of_articles_is_shown_first_and_not_to_others(workers: Inline) -> None:
    first = report_page(analyze("“The dam held,” said Ana Reyes."))
    with TestClient(app(workers, port=PORT, first=first), base_url=HERE) as client:
        assert client.get("/").text == first
        assert "Ana Reyes" not in client.get("/?example").text
        assert "Ana Reyes" not in client.get("/", headers={"host": "evil.example"}).text
        assert "Ana Reyes" not in client.post("/", data={"text": ""}).text


# --- Whatever comes ---

WORDS = st.sampled_from(
    ["“", "”", '"', "’", " said ", "Ana Reyes", "he", ".", ", ", "\n\n", "\r", "\0", "<b>", "=1", "🎉"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map("".join))
VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "articles", "id", "title", "url", "outlet", "published", "x"]), inner
        )
    ),
    max_leaves=8,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(text=TEXTS)
def test_any_text_is_answered(text: str, client: TestClient, description: Any) -> None:
    for path, name in (("/quotes", "FoundQuotes"), ("/summary", "FoundSummary")):
        body = json.dumps({"text": text})
        response = client.post(path, content=body, headers=JSON)
        assert response.status_code == (200 if text.strip() else 422), response.text
        fits(response.json(), name if text.strip() else "Refusal", description)


@quick
@given(text=TEXTS, name=TEXTS, data=st.binary(max_size=50), sentences=st.sampled_from(["1", "50", "x", ""]))
def test_any_form_is_answered(text: str, name: str, data: bytes, sentences: str, client: TestClient) -> None:
    response = client.post("/", data={"text": text, "sentences": sentences}, files={"files": (name, data)})
    assert response.status_code in (200, 400, 422), response.text
    assert not parsed(response.text).all("b")


@quick
@given(value=VALUES, path=st.sampled_from(["/quotes", "/summary"]))
def test_any_json_is_answered(value: Any, path: str, client: TestClient) -> None:
    response = client.post(path, content=json.dumps(value), headers=JSON)
    assert response.status_code in (200, 400, 422), response.text
    assert response.status_code == 200 or "\n" not in response.json()["detail"]


@quick
@given(body=st.binary(max_size=100), kind=st.sampled_from(["application/json", "text/plain", "text/plain;;", ";", "é"]))
def test_any_bytes_are_answered(body: bytes, kind: str, client: TestClient) -> None:
    response = client.post("/quotes", content=body, headers={"content-type": kind.encode()})
    assert response.status_code in (200, 400, 415, 422), response.text


@quick
@given(st.dictionaries(st.sampled_from(["acts", "kind", "min_confidence", "words", "focus", "position", "x"]), TEXTS))
def test_any_parameters_are_answered(client: TestClient, asked: dict[str, str]) -> None:
    for path in ("/quotes", "/summary"):
        assert client.post(path, params=asked, content=TIE, headers=TEXT).status_code in (200, 422)
