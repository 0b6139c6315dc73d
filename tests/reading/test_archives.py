"""What is packed, Parquet and crawls: what is damaged and where, then what is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpage_samples import BLOG, NEWSPAPER, PARAGRAPHS, TITLE

from quotekit.reading import archives
from quotekit.reading.reader import Problem, read
from quotekit.records import Article

LINES = "".join(json.dumps({"text": f"Number {n}."}) + "\n" for n in range(1, 4))


def found(path: Path | str, data: bytes | None = None, **options: Any) -> tuple[list[Article], list[str]]:
    """The articles of a path, written first where `data` is given, and what is said, without the folder's name."""
    if isinstance(path, Path) and data is not None:
        path.write_bytes(data)
    problems: list[Problem] = []
    articles = list(read(path, problems=problems.append, **options))
    folder = f"{path.parent}/" if isinstance(path, Path) else "standard input"
    return articles, [str(problem).removeprefix(folder) for problem in problems]


def unnamed(value: object) -> str | None:
    """Names of cases hold no packed bytes: these have the time in them, and xdist wants names that are the same."""
    return "data" if isinstance(value, bytes) else None


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


# --- gzip ---


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv.gz", b"text\nA.\n", "a.csv.gz: damaged gzip: not a gzipped file (b'te')"),
        ("a.txt.gz", b"", "a.txt.gz: empty"),
        ("a.txt.gz", gzip.compress(b""), "a.txt.gz: empty"),
        ("a.txt.gz", gzip.compress(b"It rained.")[:-9], "a.txt.gz: damaged gzip: it is cut off"),
        ("a.txt.gz", gzip.compress(b"It rained.")[:-8] + b"\0" * 8, "a.txt.gz: damaged gzip: its checksum is wrong"),
        ("a.txt.gz", gzip.compress(b"\0\1\2"), "a.txt.gz: binary: has NUL bytes"),
        ("a.tar.gz", gzip.compress(b"a.txt".ljust(257, b"\0") + b"ustar"), "a.tar.gz: a tar archive; unpack it"),
        ("a.txt", gzip.compress(b"It rained."), "a.txt: binary: gzip, not plain text"),
        ("a.jsonl", gzip.compress(b"It rained."), "a.jsonl: binary: gzip, not plain text"),
    ],
    ids=unnamed,
)
def test_a_gzip_without_articles(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    articles, told = found(tmp_path / name, data)
    assert (articles, len(told)) == ([], 1)
    assert told[0].startswith(message)


@settings(deadline=None, max_examples=30)
@given(st.integers(20, 4000), st.sampled_from(["jsonl", None]))
def test_a_gzip_that_is_cut_gives_what_is_whole(cut: int, form: str | None) -> None:
    rows = [f"{number} {os.urandom(40).hex()}" for number in range(100)]
    packed = gzip.compress("".join(json.dumps({"text": row}) + "\n" for row in rows).encode())
    assert len(packed) > 4000
    problems: list[Problem] = []
    articles = read("-", stdin=io.BytesIO(packed[:cut]), input_format=form, problems=problems.append)
    whole = [article.text for article in articles]
    assert whole == rows[: len(whole)]
    assert len(problems) == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.gz", "a"])
def test_gzip_is_unpacked(name: str, tmp_path: Path) -> None:
    articles, told = found(tmp_path / name, gzip.compress(LINES.encode()))
    assert ([article.id for article in articles], told) == (["a:1", "a:2", "a:3"], [])


def test_gzip_of_a_text_and_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress("“No,” she said.\r\n".encode("utf-16")))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(NEWSPAPER.encode()))
    articles = list(read(tmp_path))
    assert [(article.id, article.title) for article in articles] == [("a", None), ("b", TITLE)]
    assert articles[0].text == "“No,” she said.\n"


# --- Bombs ---


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.html"])
@pytest.mark.parametrize("packer", ["gz", "zip"])
def test_what_expands_as_no_text_does_is_given_up(
    name: str, packer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_FREE", 2**16)
    data = b"text\n" + b"x" * 2**22
    packed = gzip.compress(data) if packer == "gz" else zipped({name: data})
    articles, told = found(tmp_path / (f"{name}.gz" if packer == "gz" else "z.zip"), packed)
    assert articles == []
    assert len(told) == 1
    assert "expands to more than 200 times its size: no text does" in told[0]


def test_a_packed_text_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="more than 100 bytes when unpacked"):
        archives.whole(cast(IO[bytes], archives.Gzip(io.BytesIO(gzip.compress(b"x" * 101)))), 100)
    assert archives.whole(cast(IO[bytes], archives.Gzip(io.BytesIO(gzip.compress(b"x" * 100)))), 100) == b"x" * 100


# --- ZIP ---


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "z.zip: damaged ZIP: file is not a zip file"),
        (zipped({"a.txt": "A."})[:40], "z.zip: damaged ZIP: file is not a zip file"),
        (zipped({}), "z.zip: no files in this ZIP that can be read"),
        (zipped({"a.png": "x", ".h.txt": "x", "__MACOSX/a.txt": "x", "d/": ""}), "z.zip: no files in this ZIP that"),
        (zipped({"a.zip": "PK"}), "z.zip/a.zip: a ZIP inside a ZIP is not read; unpack it first"),
        (zipped({"a.txt": ""}), "z.zip/a.txt: empty"),
        (zipped({"d/a\n.csv": "a,b\n1,2\n"}), "z.zip/d/a\\n.csv: no column of texts; its columns are a, b;"),
    ],
    ids=unnamed,
)
def test_a_zip_without_articles(data: bytes, message: str, tmp_path: Path) -> None:
    articles, told = found(tmp_path / "z.zip", data)
    assert (articles, len(told)) == ([], 1)
    assert told[0].startswith(message)


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    members = {"a.txt": "A. " * 99, "b.txt": "B. " * 99, "c.jsonl": LINES, "d.txt": "D. " * 99}
    data = bytearray(zipped(members))
    for name in (b"b.txt", b"c.jsonl"):
        data[data.find(name) + len(name) + 2] ^= 0xFF
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("d.txt")
    central = data.rfind(b"d.txt")
    data[central - 46 + 8] |= 1  # encrypted
    assert info.filename == "d.txt"
    articles, told = found(tmp_path / "z.zip", bytes(data))
    assert [article.id for article in articles][:1] == ["a"]
    assert list(dict.fromkeys(line.partition(": ")[0].partition(":")[0] for line in told)) == [
        f"z.zip/{n}" for n in ("b.txt", "c.jsonl", "d.txt")
    ]
    assert "damaged in the ZIP" in "".join(line for line in told if "c.jsonl" in line)
    assert told[-1] == "z.zip/d.txt: encrypted"


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        **{"sub/b.html": BLOG, "a.txt": "A.", "c.jsonl.gz": gzip.compress(LINES.encode()), "sub/a.txt": "AA."},
        **{"x.csv": "text\nX.\n,\n", "readme.md": "no", "bad.jsonl": '{"text": 3}\n{"text": "B."}\n'},
    }
    articles, told = found(tmp_path / "z.zip", zipped(members))
    assert [article.id for article in articles] == ["a", "bad:2", "c:1", "c:2", "c:3", "sub/a", "b", "x:2"]
    assert told == ["z.zip/bad.jsonl:1: its text is no text: 3", "z.zip/x.csv:3: its text is empty"]
    with pytest.MonkeyPatch.context() as patch:  # a pipe cannot go back
        patch.setattr(archives, "_IN_MEMORY", 10)
        problems: list[Problem] = []
        piped = read("-", stdin=Pipe((tmp_path / "z.zip").read_bytes()), problems=problems.append)  # type: ignore[arg-type]
        assert [article.text for article in piped] == [article.text for article in articles]
    assert problems[0].path == "standard input/bad.jsonl:1"


def test_the_outlet_of_a_member_is_its_folder_or_its_archive(tmp_path: Path) -> None:
    from quotekit.reading.origin import with_origin

    (tmp_path / "echo.zip").write_bytes(zipped({"a.txt": "A.", "wire/b.txt": "B."}))
    articles = read(tmp_path, origin=lambda article, path: with_origin(article, path, "folder"))
    assert [article.outlet for article in articles] == ["echo", "wire"]


@pytest.mark.parametrize(
    ("member", "place"),
    [
        ("a.txt", "a.txt"),
        ("../../a.txt", "a.txt"),
        ("/etc/../a.txt", "etc/a.txt"),
        ("d/./..//a.txt", "d/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
    ],
)
def test_no_member_leads_out_of_its_archive(member: str, place: str, tmp_path: Path) -> None:
    def noted(article: Article, path: str) -> Article:
        paths.append(path)
        return article

    paths: list[str] = []
    (tmp_path / "z.zip").write_bytes(zipped({member: "A.", f"{member}.gz": "no gzip"}))
    problems: list[Problem] = []
    assert [article.id for article in read(tmp_path, origin=noted, problems=problems.append)] == ["a"]
    assert (paths, problems[0].path) == ([f"{tmp_path}/z.zip/{place}"], f"{tmp_path}/z.zip/{place}.gz")


def test_an_archive_and_a_folder_of_its_name_are_different_places(tmp_path: Path) -> None:
    (tmp_path / "nest").mkdir()
    (tmp_path / "nest" / "a.txt").write_text("A.")
    (tmp_path / "nest.zip").write_bytes(zipped({"a.txt": "B.", "../a.txt": "C.", "x y#.jsonl": '{"text": "D."}'}))
    places = {article.text: (article.place or "").removeprefix(tmp_path.as_uri()) for article in read(tmp_path)}
    assert places == {
        "A.": "/nest/a.txt",
        "B.": "/nest.zip/a.txt",
        "C.": "/nest.zip/a.txt",
        "D.": "/nest.zip/x%20y%23.jsonl#1",
    }


def test_office_files_stay_binary(tmp_path: Path) -> None:
    for name in ("[Content_Types].xml", "mimetype"):
        assert found(tmp_path / "a.odt", zipped({name: "x", "a.txt": "A."}))[1] == [
            "a.odt: binary: ZIP, DOCX or ODT, not plain text"
        ]
    assert [article.text for article in found(tmp_path / "b", zipped({"a.txt": "A."}))[0]] == ["A."]


class Pipe(io.RawIOBase):
    """Bytes that come one way only."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


# --- Parquet ---


def parquet(rows: Sequence[Any], **options: Any) -> bytes:
    from pyarrow import Table
    from pyarrow.parquet import write_table

    stream = io.BytesIO()
    write_table(Table.from_pylist(list(rows)), stream, **options)
    return stream.getvalue()


ROWS: list[dict[str, Any]] = [
    {"nr": 1, "body": "One.", "published": datetime(2025, 4, 10), "source": {"name": "Echo"}, "authors": ["Jo", "Al"]},
    {"nr": 2, "body": None, "published": None, "source": None, "authors": []},
    {"nr": 3, "body": "Three\r\nmore.", "published": None, "source": {"name": "Wire"}, "authors": None},
]


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        (b"", {}, "a.parquet: no Parquet: "),
        (b"PAR1 and no more", {}, "a.parquet: no Parquet: "),
        (parquet([{"a": 1, "b": 2}]), {}, "a.parquet: no column of texts; its columns are a, b; name it"),
        (
            parquet(ROWS),
            {"id": "id"},
            "a.parquet: no column 'id'; its columns are nr, body, published, source, authors",
        ),
        (parquet([{"text": 3}]), {}, "a.parquet, row 1: its text is no text: 3"),
    ],
    ids=unnamed,
)
def test_a_parquet_without_articles(data: bytes, columns: dict[str, str], message: str, tmp_path: Path) -> None:
    articles, told = found(tmp_path / "a.parquet", data, columns=columns)
    assert (articles, len(told)) == ([], 1)
    assert told[0].startswith(message)


def test_parquet(tmp_path: Path) -> None:
    expected = [
        Article("One.", "1", None, None, "Echo", "2025-04-10T00:00:00", "Jo; Al"),
        Article("Three\nmore.", "3", None, None, "Wire"),
    ]
    assert found(tmp_path / "a.parquet", parquet(ROWS), columns={"id": "nr"}) == (
        expected,
        ["a.parquet, row 2: no body"],
    )
    [first, third] = found("-", stdin=Pipe(parquet(ROWS)))[0]
    assert (first.id, third.id) == ("stdin:1", "stdin:3")


def test_a_damaged_group_of_rows_costs_itself(tmp_path: Path) -> None:
    from pyarrow.parquet import ParquetFile

    data = bytearray(parquet([{"text": f"Number {n}."} for n in range(1, 7)], row_group_size=2, compression="none"))
    column = ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    data[column.dictionary_page_offset : column.dictionary_page_offset + 20] = b"\xff" * 20
    articles, told = found(tmp_path / "a.parquet", bytes(data))
    assert [article.text for article in articles] == ["Number 1.", "Number 2.", "Number 5.", "Number 6."]
    assert [line.partition(": ")[0] for line in told] == ["a.parquet, rows 3 to 4"]


# --- Crawls ---


def crawl(pages: list[tuple[str, str, bytes]], packed: bool) -> bytes:
    """A WARC of responses: status, content type, body."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
    for number, (status, kind, body) in enumerate(pages, 2):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        uri = f"http://echo.example/{number}"
        writer.write_record(writer.create_warc_record(uri, "response", io.BytesIO(body), http_headers=headers))
    return stream.getvalue()


PAGES = [
    ("200 OK", "text/html; charset=utf-8", BLOG.encode()),
    ("301 Moved", "text/html", b"<html>Moved</html>"),
    ("200 OK", "image/png", b"\x89PNG"),
    ("200 OK", "text/html", b"<html><body>no</body></html>"),
    ("200 OK", "text/html; charset=windows-1252", BLOG.replace("UTF-8", "koi8-r").encode("cp1252")),
    ("200 OK", "text/html", NEWSPAPER.encode()),
]
NO_PAGE = "record 5: no article was found in this page"


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl(packed: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = "c.warc.gz" if packed else "c.warc"
    articles, told = found(tmp_path / name, crawl(PAGES, packed))
    assert [(article.id, article.url) for article in articles] == [
        (f"c:{number}", f"http://echo.example/{number}") for number in (2, 6, 7)
    ]
    assert {article.title for article in articles} == {TITLE}
    assert all(PARAGRAPHS[0] in article.text for article in articles)
    assert told == [f"{name}, {NO_PAGE}", f"{name}: 3 of 7 records are no pages: passed over"]
    assert capfd.readouterr() == ("", "")
    assert [one.text for one in found("-", stdin=Pipe(crawl(PAGES, packed)), input_format="warc")[0]] == [
        one.text for one in articles
    ]


def test_texts_and_resources_of_a_crawl(tmp_path: Path) -> None:
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    for kind, content_type, body in (
        ("conversion", "text/plain", "“No,” she said.".encode()),
        ("conversion", "application/json", b"{}"),
        ("resource", "text/html", NEWSPAPER.encode()),
        ("metadata", "text/html", NEWSPAPER.encode()),
        ("conversion", "text/plain", b""),
    ):
        uri = "http://echo.example/x"
        writer.write_record(writer.create_warc_record(uri, kind, io.BytesIO(body), warc_content_type=content_type))
    articles, told = found(tmp_path / "c.wet", stream.getvalue())
    assert [(article.id, article.title, article.url) for article in articles] == [
        ("c:1", None, "http://echo.example/x"),
        ("c:3", TITLE, "http://echo.example/x"),
    ]
    assert articles[0].text == "“No,” she said."
    assert told == ["c.wet, record 5: empty", "c.wet: 2 of 5 records are no pages: passed over"]


def damaged(packed: bool) -> Iterator[tuple[str, bytes, list[int]]]:
    """What is done to a crawl, the crawl, and the records that are still read."""
    data = crawl(PAGES, packed)
    yield "the end is cut off", data[:-300], [2, 6]
    if packed:
        second = data.find(b"\x1f\x8b\x08", 10)
        yield "rubbish in a record", data[: second + 200] + b"\0" * 60 + data[second + 260 :], [6, 7]
        yield "rubbish in a head", data[: second + 1] + b"\0" * 60 + data[second + 61 :], [6, 7]
    else:
        second = data.find(b"WARC/1.0", 10)
        yield "no head", data[:second] + b"WORC" + data[second + 4 :], [6, 7]
        length = data.find(b"Content-Length: ", second) + len(b"Content-Length: ")
        yield "too long", data[:length] + b"9" + data[length:], [6, 7]
        yield "too short", data[:length] + b"1" + data[length + 1 :], [6, 7]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("number", [1, 2])
def test_a_crawl_cut_anywhere_in_a_record_is_damaged(number: int, packed: bool) -> None:
    data = crawl(PAGES[1:3], packed)
    mark = b"\x1f\x8b\x08" if packed else b"WARC/1.0"
    starts = [begun.start() for begun in re.finditer(re.escape(mark), data)] + [len(data)]
    start, end = starts[number : number + 2]
    for cut in (start, end, end - 2):  # nothing is lost
        _, told = found("-", stdin=io.BytesIO(data[:cut]), input_format="warc")
        assert "damaged" not in "".join(told)
    for cut in [*range(start + 1, start + 24), *range(start + 24, end - 16, 7)]:
        _, told = found("-", stdin=io.BytesIO(data[:cut]), input_format="warc")
        assert [line for line in told if line.startswith(f", record {number + 1}: damaged: ")], (
            cut,
            told,
        )


DAMAGED = [(packed, *case) for packed in (False, True) for case in damaged(packed)]


@pytest.mark.parametrize(("packed", "what", "data", "whole"), DAMAGED, ids=[f"{c[1]}-{c[0]}" for c in DAMAGED])
def test_a_damaged_record_costs_itself(
    packed: bool, what: str, data: bytes, whole: list[int], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = "c.warc.gz" if packed else "c.warc"
    articles, told = found(tmp_path / name, data)
    assert [article.id for article in articles] == [f"c:{number}" for number in whole]
    assert [line for line in told if "damaged" in line]
    assert all(len(line) < 250 for line in told)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "data", [b"", b"no crawl", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", gzip.compress(b"no crawl")], ids=unnamed
)
def test_no_crawl(data: bytes, tmp_path: Path) -> None:
    articles, told = found(tmp_path / "c.warc", data)
    assert articles == []
    assert told


# --- Extras ---


@pytest.mark.parametrize(
    ("module", "name", "extra"), [("pyarrow", "a.parquet", "parquet"), ("warcio", "a.warc.gz", "warc")]
)
def test_a_missing_extra_is_named(
    module: str, name: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [known for known in sys.modules if known.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    articles, told = found(tmp_path / name, b"PAR1")
    assert articles == []
    assert len(told) == 1
    assert told[0].endswith(f"{name}: needs {module}: pip install 'quotekit[{extra}]'")
