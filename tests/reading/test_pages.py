"""Pages: what is no article, what is cut away, what a page tells of itself, and that the quotes come out right."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from webpage_samples import NEWSPAPER, OLD, PARAGRAPHS, SAMPLES, TITLE, URL

from quotekit.pipeline import analyze
from quotekit.reading import pages
from quotekit.reading.pages import page_draft
from quotekit.reading.reader import Problem, read
from quotekit.records import Article

NO_ARTICLES = [
    "<html><body></body></html>",
    "<!doctype html><title>App</title><div id=root></div><script>render()</script>",
    "<html><body><nav><a href=/>Home</a><a href=/n>News</a></nav></body></html>",
    "<!-- a comment -->",
    "<html><head><meta http-equiv=refresh content='0; url=/x'></head></html>",
    "<",
    "<html><body><p>\x01\x02</p></body></html>",
]


def read_page(folder: Path, page: str | bytes, name: str = "page.html") -> Article:
    (folder / name).write_bytes(page.encode() if isinstance(page, str) else page)
    [article] = read(folder / name)
    return article


@pytest.mark.parametrize("page", NO_ARTICLES)
def test_a_page_without_an_article(
    page: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_text(page)
    problems: list[Problem] = []
    assert list(read(tmp_path, problems=problems.append)) == []
    assert [str(problem) for problem in problems] == [f"{tmp_path}/a.html: no article was found in this page"]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("page", [NO_ARTICLES[0], NEWSPAPER])
def test_loggers_of_others_are_silent_only_meanwhile(page: str, tmp_path: Path) -> None:
    logger = logging.getLogger("trafilatura")
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        list(read(tmp_path, problems=lambda problem: None))
        assert logger.level == logging.INFO
    finally:
        logger.setLevel(before)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n", "only white space"),
        (b"%PDF-1.7", "binary: PDF, not plain text"),
        (
            b"SQLite format 3\0\x10\0\1\1",
            "binary: SQLite, which quotekit store and quotekit audit take, not plain text",
        ),
        (b"<html>\0</html>", "binary: has NUL bytes (UTF-16 needs a byte-order mark)"),
    ],
)
def test_bytes_that_are_no_page(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes(data)
    problems: list[Problem] = []
    assert list(read(tmp_path, problems=problems.append)) == []
    assert problems == [Problem(f"{tmp_path}/a.htm", message, rejected=True)]


def test_a_page_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST", 100)
    with pytest.raises(ValueError, match="a page of 101 bytes; at most 100 are read"):
        page_draft(b"x" * 101)


def test_a_failure_of_the_library_is_a_page_without_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> object:
        raise AttributeError("'NoneType' object has no attribute 'text'")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    with pytest.raises(ValueError, match=r"\Ano article was found in this page: AttributeError\Z"):
        page_draft(NEWSPAPER.encode())


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ValueError, match="web pages need trafilatura: pip install trafilatura lxml-html-clean"):
        page_draft(NEWSPAPER.encode())


# --- The article and nothing else ---


@pytest.mark.parametrize("name", SAMPLES)
def test_the_article_and_nothing_around_it(name: str) -> None:
    text = page_draft(SAMPLES[name].encode("cp1252" if name == "old" else "utf-8"))[0].text
    assert "oise" not in text  # what is around it says so
    if name == "data-only":  # the page itself has no paragraphs
        assert text == " ".join(PARAGRAPHS)  # nor has its JSON-LD
    else:
        assert [block for block in text.split("\n\n") if len(block) > 50] == list(PARAGRAPHS)


def test_what_a_page_tells_of_itself(tmp_path: Path) -> None:
    articles = {name: read_page(tmp_path, page, f"{name}.html") for name, page in SAMPLES.items() if name != "old"}
    told = {name: (article.title, article.outlet, article.published) for name, article in articles.items()}
    assert told == {
        "newspaper": (TITLE, "Penmorrow Echo", "2025-06-03"),
        "blog": (TITLE, "Penmorrow Echo", "2025-06-03"),
        "app": (TITLE, "Penmorrow Echo", "2025-06-03T07:30:00+01:00"),
        "saved": (TITLE, "echo.example", None),
        "xhtml": (TITLE, None, None),
        "data-only": (TITLE, "Penmorrow Echo", "2025-06-03T07:30:00+01:00"),
    }
    assert [articles[name].author for name in ("newspaper", "blog", "app", "saved")] == [
        *("Jo Trelawny", "Jo Trelawny", "Jo Trelawny; Sam Poe", None),
    ]
    assert [articles[name].url for name in ("newspaper", "saved", "xhtml")] == [
        *(URL, "https://www.echo.example/news/harbour", None),
    ]
    assert [articles[name].id for name in articles] == list(articles)


@pytest.mark.parametrize("name", ["newspaper", "blog", "app", "old", "saved", "xhtml"])
def test_the_quotes_come_out_right(name: str) -> None:
    text = page_draft(SAMPLES[name].encode("cp1252" if name == "old" else "utf-8"))[0].text
    rows = analyze(Article(text, "a")).rows()
    said = {(row["quote"], row["speaker"]) for row in rows if row["kind"] != "indirect"}
    assert said == {
        ("I am sorry for everything, ... I let the whole town down.", "Martin Pellow"),
        ("that prison was “inevitable”", "Ruth Okello"),
        ("We trusted him, ... It is only money, but it was ours.", "Ana Reyes"),
    }


# --- What stands in JSON-LD only ---

SAID = (
    "“The company knew that the pump was faulty,” Judge Anna Keller said of the ship, which was forty years old.",
    "“It sailed anyway, and nobody was told.",
    "“It should not have.”",
)


def data_page(body: str, inner: str = "<div id=root></div>", head: str = "", **more: Any) -> bytes:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": body, **more}
    script = f"<script type='application/ld+json'>{json.dumps([{'@type': 'WebSite'}, data])}</script>"
    return f"<html><head><title>x</title>{head}{script}</head><body>{inner}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (" ".join(SAID), " ".join(SAID)),
        ("\n".join(SAID), "\n".join(SAID)),
        ("\n\n".join(SAID), "\n\n".join(SAID)),
        ("\r\n \r\n".join(SAID), "\n\n".join(SAID)),
        ("".join(f"<p>{one}</p>" for one in SAID), "\n\n".join(SAID)),
        ("".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in SAID), "\n\n".join(SAID)),
        ("<br><br />".join(SAID), "\n\n".join(SAID)),
        ("<br>".join(SAID), "\n".join(SAID)),
        ("<p>\n" + "\n</p>\n<p>".join(SAID).replace(" said", "\nsaid"), "\n\n".join(SAID)),
        ("\n\n".join(SAID).replace("faulty", "<em>faulty</em>").replace("“", "&ldquo;"), "\n\n".join(SAID)),
        ("\n\n".join(SAID) + "<figure><p>Noise</p></figure>", "\n\n".join(SAID)),
    ],
)
def test_paragraphs_of_json_ld(body: str, expected: str) -> None:
    assert page_draft(data_page(body))[0].text == expected


def test_a_quote_over_two_paragraphs_of_json_ld_is_whole() -> None:
    [row] = analyze(Article(page_draft(data_page("\n\n".join(SAID)))[0].text, "a")).rows()
    assert (row["speaker"], len(row["content"])) == ("Anna Keller", 3)
    assert row["quote"].endswith("It should not have.")


def test_the_page_goes_before_its_json_ld() -> None:
    article = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article>"
    expected = "\n\n".join((TITLE, *PARAGRAPHS))
    for body in (" ".join(PARAGRAPHS), "\n\n".join(PARAGRAPHS), PARAGRAPHS[0], "x" * 99, "", "<p>"):
        assert page_draft(data_page(body, article))[0].text == expected


def test_a_page_with_less_than_half_of_its_json_ld_gives_that() -> None:
    teaser = "<article><p>Read the whole story in our app, which is where our readers are.</p></article>"
    assert page_draft(data_page("\n\n".join(PARAGRAPHS), teaser))[0].text == "\n\n".join(PARAGRAPHS)
    related = [{"@type": "Article", "articleBody": f"{number} {'Another one. ' * 99}"} for number in (1, 2)]
    assert page_draft(data_page("", teaser, hasPart=related))[0].text.startswith("Read the whole story")


@pytest.mark.parametrize("data", ["{", "[]", "3", "[" * 9999, '{"articleBody": 3}', '{"articleBody": ["x"]}', ""])
def test_json_ld_that_tells_nothing(data: str) -> None:
    page = f"<html><body><script type='application/ld+json'>{data}</script><p>{PARAGRAPHS[0]}</p></body></html>"
    draft = page_draft(page.encode())[0]
    assert (draft.text, draft.url) == (PARAGRAPHS[0], None)


@pytest.mark.parametrize(
    ("told", "url", "outlet"),
    [
        ({"url": "/news/1"}, None, None),
        ({"url": "javascript:alert(1)", "@id": "#article"}, None, None),
        ({"url": "http://[x"}, None, None),
        ({"mainEntityOfPage": True}, None, None),
        ({"author": {"@type": "Person", "url": "https://echo.example/jo"}}, None, None),
        ({"url": URL}, URL, "echo.example"),
        ({"mainEntityOfPage": f" {URL} "}, URL, "echo.example"),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": URL}, "publisher": {"name": "Echo"}}, URL, "echo.example"),
    ],
)
def test_the_address_of_json_ld(told: dict[str, Any], url: str | None, outlet: str | None) -> None:
    draft = page_draft(data_page(" ".join(PARAGRAPHS), **told))[0]
    assert (draft.url, draft.outlet) == (url, outlet)


@pytest.mark.parametrize(
    ("head", "told", "section"),
    [
        ("", {}, None),
        ("<meta property='article:section' content=' '>", {"articleSection": []}, None),
        ("<meta property='article:section' content='Local  news'>", {}, "Local news"),
        ("<meta property='article:section' content='News'>", {"articleSection": ["Sport", "Cricket"]}, "Sport"),
    ],
)
def test_the_section_that_a_page_tells(head: str, told: dict[str, Any], section: str | None) -> None:
    page = data_page("\n\n".join(PARAGRAPHS), f"<p>{'</p><p>'.join(PARAGRAPHS)}</p>", head, **told)
    assert page_draft(page)[0].section == section


def test_other_addresses_go_before_that_of_json_ld() -> None:
    page = data_page(" ".join(PARAGRAPHS), head=f"<link rel=canonical href={URL}>", url="https://x.example/1")
    assert page_draft(page)[0].url == URL
    assert page_draft(page, url="https://y.example/1")[0].url in (URL, "https://y.example/1")


# --- Marks and paragraphs ---


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>It was <q>grave</q>, he said.</p>", "It was “grave”, he said."),
        ("<p><q>He said <q>no</q></q> twice.</p>", "“He said ‘no’” twice."),
        ("<p><q><b>All</b> of it</q> went.</p>", "“All of it” went."),
        ("<p>&ldquo;It held,&rdquo; she&nbsp;said &amp; left.</p>", "“It held,” she said & left."),
        (
            "<p>“It <em>held</em>, <a href=x>all</a> of it,” she <span>said</span>.</p>",
            "“It held, all of it,” she said.",
        ),
        ("<p>“It\n   held,”\tshe said.</p>", "“It held,” she said."),
        ("<p>“It held&shy;ed,” she&#8203; said.</p>", "“It helded,” she said."),
        ("<p>“One.</p><p>“Two.”</p>", "“One.\n\n“Two.”"),
        ("<p>“One,” he said.<br>“Two,” she said.</p>", "“One,” he said.\n“Two,” she said."),
        ("<ul><li>“One,” he said.</li><li>“Two,” she said.</li></ul>", "“One,” he said.\n\n“Two,” she said."),
        (
            "<blockquote>We had no boats.<footer>— Ana Reyes</footer></blockquote>",
            "> We had no boats.\n\n> — Ana Reyes",
        ),
        ("<h2>‘No boats’</h2><p>He left.</p>", "‘No boats’\n\nHe left."),
    ],
)
def test_marks_and_paragraphs(inner: str, expected: str) -> None:
    lead, end = (
        "The river rose all night long, and nobody in the town slept well.",
        "In the morning everybody went home.",
    )
    page = f"<html><body><article><h1>Flood</h1><p>{lead}</p>{inner}<p>{end}</p></article></body></html>"
    assert page_draft(page.encode())[0].text == f"Flood\n\n{lead}\n\n{expected}\n\n{end}"


@pytest.mark.parametrize(
    ("head", "encoding", "doubt"),
    [
        ('<meta charset="windows-1252">', "cp1252", None),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252", None),
        ('<meta charset="utf-8">', "utf-8", None),
        ("", "utf-8", None),
        ('<meta charset="windows-1252">', "utf-8-sig", None),
        ('<meta charset="utf-8">', "utf-16", None),
        ('<meta charset="iso-8859-15">', "iso-8859-15", None),
        ('<meta charset="utf-8">', "cp1252", "not UTF-8, read as cp1252"),
        ('<meta charset="no-such">', "cp1252", "not UTF-8, read as cp1252"),
        ('<meta charset="hex">', "utf-8", None),
        ("", "cp1252", "not UTF-8, read as cp1252"),
    ],
)
def test_the_declared_encoding_counts(head: str, encoding: str, doubt: str | None) -> None:
    said = "José said at the café: it cost a lot of money, but never mind." + "”“" * (encoding != "iso-8859-15")
    page = f"<html><head>{head}</head><body><article><p>{said}</p></article></body></html>"
    draft, told = page_draft(page.encode(encoding))
    assert (draft.text, told) == (said, doubt)


def test_a_charset_from_elsewhere_goes_before_that_of_the_page() -> None:
    page = OLD.replace("iso-8859-1", "koi8-r").encode("cp1252")
    assert "£212,000" in page_draft(page, "windows-1252")[0].text


def test_trafilatura_is_imported_for_pages_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "b.csv").write_text("text\nB.\n")
    code = (
        "import sys; from quotekit.reading.reader import read; print(len(list(read(sys.argv[1]))), "
        "{'trafilatura', 'lxml', 'pyarrow', 'warcio'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=Path(pages.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2 set()\n"
