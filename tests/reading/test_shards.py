"""Shares of the articles: each in one, with the id that it has without shares, and nothing else told twice."""

from __future__ import annotations

import gzip
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from quotekit.errors import UsageError
from quotekit.reading.origin import Shard, shard_of
from quotekit.reading.problems import Problem
from quotekit.reading.reader import read

PAGE = "<html><body><article><p>It rained all day in Telford, and nobody minded.</p></article></body></html>"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with all kinds of files: texts of one name, pages, records, some of them bad, packed and not."""
    for day in ("monday", "tuesday", "wednesday"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "lead.txt").write_text(f"It rained on {day}.")
        (tmp_path / day / "page.html").write_text(PAGE.replace("day ", f"{day} "))
    lines = [json.dumps({"text": f"Rain {n}.", **({"id": "same"} if n % 3 else {})}) for n in range(20)]
    (tmp_path / "records.jsonl").write_text("\n".join([*lines[:5], "{bad", *lines[5:]]))
    (tmp_path / "table.csv").write_text("text,title\n" + "".join(f"Snow {n}.,T\n" for n in range(10)))
    with gzip.open(tmp_path / "packed.jsonl.gz", "wt") as stream:
        stream.write("\n".join(json.dumps({"text": PAGE.replace("all", f"{n}")}) for n in range(4)))
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        for n in range(6):
            archive.writestr(f"{n}.html", PAGE.replace("Telford", f"Town {n}"))
        archive.writestr("more.jsonl", '{"text": "Hail."}\n{"text": "Fog."}\n')
    (tmp_path / "empty.txt").touch()
    return tmp_path


def found(path: Path, shard: str | None) -> tuple[list[tuple[str, str]], list[str]]:
    problems: list[Problem] = []
    articles = [(one.id, one.text) for one in read(path, shard=shard, problems=problems.append)]
    return articles, [str(problem) for problem in problems]


@pytest.mark.parametrize("of", [1, 2, 7])
def test_every_article_and_every_problem_is_in_one_share(news: Path, of: int) -> None:
    whole, problems = found(news, None)
    parts = [found(news, f"{number}/{of}") for number in range(1, of + 1)]
    assert sorted(one for articles, _ in parts for one in articles) == sorted(whole)
    assert sorted(one for _, told in parts for one in told) == sorted(problems)
    assert len(problems) == 2
    order = {one: place for place, one in enumerate(whole)}
    for articles, _ in parts:
        assert [order[one] for one in articles] == sorted(order[one] for one in articles)


def test_shares_are_about_as_large() -> None:
    counts = [sum(Shard(number, 4).has("news.jsonl", "", n) for n in range(4000)) for number in (1, 2, 3, 4)]
    assert sum(counts) == 4000
    assert min(counts) > 900


def test_a_file_that_comes_later_moves_no_other(news: Path) -> None:
    before = found(news, "2/3")[0]
    (news / "another.txt").write_text("It is dry.")
    assert [one for one in found(news, "2/3")[0] if one[0] != "another"] == before


def test_of_a_text_of_another_share_nothing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\x01 no text")
    told = [found(path, f"{number}/2")[1] for number in (1, 2)]
    assert sorted(map(len, told)) == [0, 1]


def test_records_of_a_crawl_are_divided_before_they_are_read() -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for n in range(8):
        body = BytesIO(PAGE.replace("Telford", f"Town {n}").encode())
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(f"https://echo.test/{n}", "response", payload=body, http_headers=headers)
        )

    def ids(shard: str | None) -> list[str]:
        stream.seek(0)
        return [one.id for one in read("-", stdin=stream, input_format="warc", shard=shard)]

    whole = ids(None)
    assert len(whole) == 8
    assert sorted([*ids("1/2"), *ids("2/2")]) == sorted(whole)


def test_what_is_no_share_is_refused() -> None:
    assert (shard_of(None), shard_of("2/2"), shard_of(Shard(1, 3))) == (Shard(1, 1), Shard(2, 2), Shard(1, 3))
    for given in ("0/3", "4/3", "x", "1/0", " 1/3", "1/3\n", "١/٣"):
        with pytest.raises(UsageError, match="no share such as 3/100"):
            shard_of(given)
