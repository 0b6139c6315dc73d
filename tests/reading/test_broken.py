"""Files that are broken in a known way, each with the records that must survive: one bad record costs itself."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from quotekit.reading.reader import Problem, read

EVERY = (1, 2, 3, 4, 5, 6)
BUT_3 = (1, 2, 4, 5, 6)
UP_TO_3 = (1, 2, 3)
JUNK = bytes(range(128, 256)) * 3


class Broken(NamedTuple):
    """A broken file, the numbers of the records that survive, and whether something must be said."""

    suffix: str
    data: bytes
    survive: tuple[int, ...]
    is_told: bool = True


def text_of(number: int) -> str:
    return f"Number {number}. “It rained all day in Telford,” said Ana Ruiz of ward {zlib.crc32(bytes([number])):x}."


# --- Tables and lines: a head, and six records of bytes ---


def json_record(number: int) -> bytes:
    return json.dumps({"text": text_of(number), "id": f"r{number}"}, ensure_ascii=False).encode() + b"\n"


def csv_record(number: int) -> bytes:
    return f'"{text_of(number)}",r{number}\n'.encode()


def tsv_record(number: int) -> bytes:
    return f"{text_of(number)}\tr{number}\n".encode()


LINED = {"jsonl": (b"", json_record), "csv": (b"text,id\n", csv_record), "tsv": (b"text\tid\n", tsv_record)}
# What is done to the third record, which costs nothing but a warning, and what costs it.
MENDED: dict[str, Callable[[bytes], bytes]] = {
    "a NUL byte": lambda record: record.replace(b"rained", b"rai\0ned"),
    "a byte that is no UTF-8": lambda record: record.replace(b"rained", b"rai\xffned"),
    "half a character of UTF-8": lambda record: record.replace(b"rained", b"rai\xe2\x80ned"),
    "a surrogate as UTF-8": lambda record: record.replace(b"rained", b"rai\xed\xa0\x80ned"),
    "a character lost before": lambda record: record.replace(b"rained", "rai\ufffdned".encode()),
}
COSTLY: dict[str, dict[str, Callable[[bytes], bytes]]] = {
    "jsonl": {
        "a brace is missing": lambda record: record.replace(b"}", b""),
        "a comma is missing": lambda record: record.replace(b'", "', b'" "'),
        "its text is a number": lambda record: b'{"text": 3, "id": "r3"}\n',
        "its text is empty": lambda record: b'{"text": "", "id": "r3"}\n',
        "it is a list": lambda record: b'["Number 3."]\n',
        "it is nested deep": lambda record: b"[" * 100_000 + b"\n",
    },
    "csv": {
        "a cell is missing": lambda record: record.replace(b",r3", b""),
        "a cell too many": lambda record: record.replace(b",r3", b",r3,x"),
        "its text is empty": lambda record: b",r3\n",
        "a mark inside": lambda record: record.replace(b"rained", b'rai"ned'),
        "a mark is not closed": lambda record: record.replace(b'",r3', b",r3"),
    },
    "tsv": {
        "a cell is missing": lambda record: record.replace(b"\tr3", b""),
        "a cell too many": lambda record: record.replace(b"\tr3", b"\tr3\tx"),
        "its text is empty": lambda record: b"\tr3\n",
        "its text is null": lambda record: b"\\N\tr3\n",
    },
}
# Rows that lie between the second and the third record.
BETWEEN = {
    "a row of NULs": b"\0" * 50 + b"\n",
    "a row of junk": JUNK + b"\n",
    "a row of a megabyte": b"x" * 2**20 + b"\n",
    "a row of stops": b"." * 40 + b"\n",
}
# What is done to all of a file, and whether that is told.
WHOLE: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    "as it should be": (lambda data: data, False),
    "lines of Windows": (lambda data: data.replace(b"\n", b"\r\n"), False),
    "lines of an old Mac": (lambda data: data.replace(b"\n", b"\r"), False),
    "blank lines": (lambda data: data.replace(b"\n", b"\n\n"), False),
    "a byte-order mark": (lambda data: b"\xef\xbb\xbf" + data, False),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), False),
    "UTF-32": (lambda data: data.decode().encode("utf-32"), False),
    "no end of line": (lambda data: data.rstrip(b"\n"), False),
    "NULs behind its end": (lambda data: data + b"\0" * 500, True),
}


def lined(form: str) -> Iterator[tuple[str, bytes, tuple[int, ...], bool]]:
    head, record = LINED[form]
    records = [record(number) for number in EVERY]
    data = head + b"".join(records)
    for name, (damage, is_told) in WHOLE.items():
        yield name, damage(data), EVERY, is_told
    for kinds, survive in ((MENDED, EVERY), (COSTLY[form], BUT_3)):
        for name, damaged in kinds.items():
            yield name, head + b"".join([*records[:2], damaged(records[2]), *records[3:]]), survive, True
    for name, row in BETWEEN.items():
        yield name, head + b"".join([*records[:2], row, *records[2:]]), EVERY, True
    cut = len(head) + sum(map(len, records[:3])) + 40
    yield "cut in the fourth record", data[:cut], UP_TO_3, True


def of_lines() -> Iterator[tuple[str, Broken]]:
    """Each of them as it is, packed with gzip, and in a ZIP."""
    for form in LINED:
        for name, data, survive, is_told in lined(form):
            yield f"{form}: {name}", Broken(f".{form}", data, survive, is_told)
            yield f"{form} in gzip: {name}", Broken(f".{form}.gz", gzip.compress(data), survive, is_told)
            yield f"{form} in a ZIP: {name}", Broken(".zip", zipped(f"a.{form}", data), survive, is_told)
    for number in (b"9" * 10_000, b"1e400", b"NaN", b"-Infinity"):
        data = json_record(1) + b'{"text": "Number 3.", "id": ' + number + b"}\n" + json_record(2)
        yield f"jsonl: an id of {number[:9].decode()}", Broken(".jsonl", data, UP_TO_3, number != b"NaN")
    items = [json_record(number).strip() for number in EVERY]
    long = b'{"text": "It rained.", "id": ' + b"9" * 10_000 + b"}"
    yield "json: an id of 10,000 digits", Broken(".json", b"[" + b",".join([*items, long]) + b"]", EVERY)
    yield "json: cut", Broken(".json", b"[" + b",".join(items[:3]) + b"," + items[3][:30], UP_TO_3)
    yield "json: not closed", Broken(".json", b"[" + b",".join(items), EVERY)
    packed = gzip.compress(b"[" + b",".join(items) + b"]")
    yield "json in gzip: its checksum is wrong", Broken(".json.gz", packed[:-8] + bytes(4) + packed[-4:], EVERY)
    yield "json in gzip: its end is cut off", Broken(".json.gz", packed[:-5], EVERY)


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


# --- gzip ---


def flushed(parts: list[bytes]) -> tuple[bytes, list[int]]:
    """Parts in one gzip stream, and where each of them ends in it."""
    packer = zlib.compressobj(wbits=31)
    data, ends = b"", []
    for part in parts:
        data += packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
        ends.append(len(data))
    return data + packer.flush(), ends


def of_gzip() -> Iterator[tuple[str, Broken]]:
    for form, (head, record) in LINED.items():
        records = [record(number) for number in EVERY]
        suffix, data = f".{form}.gz", head + b"".join(records)
        whole, ends = flushed([head, *records])
        small = gzip.compress(data)
        rest = gzip.compress(b"".join(records[3:]))
        first = gzip.compress(head + b"".join(records[:3]))
        cases = {
            "text behind its end": (small + b"junk", EVERY),
            "junk behind its end": (small + JUNK, EVERY),
            "one byte behind its end": (small + b"j", EVERY),
            "zeros behind its end": (small + bytes(512), EVERY),
            "two members": (first + rest, EVERY),
            "two members with zeros between": (first + bytes(100) + rest, EVERY),
            "the second member is cut off": (first + rest[:12], UP_TO_3),
            "the head of the second member is cut off": (first + rest[:5], UP_TO_3),
            "the second member is junk": (first + b"\x1f\x8b\x08" + JUNK, UP_TO_3),
            "its checksum is wrong": (small[:-8] + bytes(4) + small[-4:], EVERY),
            "its length is wrong": (small[:-4] + bytes(4), EVERY),
            "its checksum is cut off": (small[:-8], EVERY),
            "it is cut behind a record": (whole[: ends[3]], UP_TO_3),
            "it is cut in a record": (whole[: ends[3] + 20], UP_TO_3),
            "junk behind a record": (whole[: ends[3]] + b"\xff" * 40, UP_TO_3),
            "zeros behind a record": (whole[: ends[3]] + b"\x06" + bytes(40), UP_TO_3),
        }
        untold = "zeros behind its end", "two members", "two members with zeros between"
        for name, (packed, survive) in cases.items():
            yield f"{suffix[1:]}: {name}", Broken(suffix, packed, survive, name not in untold)
        inner = bytearray(zipped(f"a.{form}", data))
        inner[14] ^= 0xFF  # the checksum, in both places where it stands
        inner[inner.rfind(b"PK\x01\x02") + 16] ^= 0xFF
        yield f"{form} in a ZIP: its checksum is wrong", Broken(".zip", bytes(inner), EVERY)
        yield f"{suffix[1:]} in a ZIP: text behind its end", Broken(".zip", zipped(f"a{suffix}", small + b"j"), EVERY)


# --- Texts and pages ---

ONE = {"txt": text_of(1), "md": f"# A dam\n\n{text_of(1)}", "html": f"<html><body><article><p>{text_of(1)}</p></body>"}
OF_ONE: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    **{name: case for name, case in WHOLE.items() if name != "NULs behind its end"},
    "a NUL byte": (MENDED["a NUL byte"], True),
    "NULs behind its end": (lambda data: data + bytes(500), True),
    "NULs in front": (lambda data: bytes(500) + data, True),
    "a character lost before": (MENDED["a character lost before"], True),
    "a byte that is no UTF-8": (MENDED["a byte that is no UTF-8"], True),
    "controls of C1": (lambda data: data.replace("“".encode(), b"\xc2\x93").replace("”".encode(), b"\xc2\x94"), False),
    "cp1252": (lambda data: data.decode().encode("cp1252"), True),
}


def of_texts() -> Iterator[tuple[str, Broken]]:
    for form, text in ONE.items():
        for name, (damage, is_told) in OF_ONE.items():
            data = damage(text.encode())
            yield f"{form}: {name}", Broken(f".{form}", data, (1,), is_told)
            yield f"{form} in gzip: {name}", Broken(f".{form}.gz", gzip.compress(data), (1,), is_told)
        yield f"{form} in gzip: it is cut off", Broken(f".{form}.gz", gzip.compress(text.encode())[:-9], ())
        yield f"{form}: UTF-16 without a mark", Broken(f".{form}", text.encode("utf-16-le"), ())
        yield (
            f"{form}: Chinese as UTF-16 without a mark",
            Broken(f".{form}", ("大雨。" * 99 + "\n").encode("utf-16-le"), ()),
        )


# --- Crawls ---


def crawl(packed: bool) -> tuple[bytes, list[int]]:
    """Six texts as `conversion` records, and where each of them ends."""
    from warcio.warcwriter import WARCWriter

    stream, ends = io.BytesIO(), []
    writer = WARCWriter(stream, gzip=packed)
    for number in EVERY:
        body = io.BytesIO(text_of(number).encode())
        uri = f"http://echo.example/{number}"
        record = writer.create_warc_record(uri, "conversion", body, warc_content_type="text/plain")
        writer.write_record(record)
        ends.append(stream.tell())
    return stream.getvalue(), ends


def of_crawls() -> Iterator[tuple[str, Broken]]:
    plain, ends = crawl(packed=False)
    by_record, packed_ends = crawl(packed=True)
    whole = gzip.compress(plain)
    cut, cut_ends = flushed([plain[start:end] for start, end in zip([0, *ends], ends)])
    yield "warc: as it should be", Broken(".warc", plain, EVERY, False)
    yield "warc: cut", Broken(".warc", plain[: ends[3] - 40], UP_TO_3)
    yield "warc: junk behind its end", Broken(".warc", plain + JUNK, EVERY)
    yield "warc: junk between", Broken(".warc", plain[: ends[2]] + JUNK + plain[ends[2] :], EVERY)
    yield "warc.gz: as it should be", Broken(".warc.gz", by_record, EVERY, False)
    yield "warc.gz: cut", Broken(".warc.gz", by_record[: packed_ends[3] - 40], UP_TO_3)
    yield "warc.gz: junk behind its end", Broken(".warc.gz", by_record + JUNK, EVERY)
    third = by_record[: packed_ends[1] + 60] + bytes(30) + by_record[packed_ends[1] + 90 :]
    yield "warc.gz: zeros in the third record", Broken(".warc.gz", third, BUT_3)
    yield "warc.gz in one stream: as it is", Broken(".warc.gz", whole, EVERY, False)
    yield "warc.gz in one stream: not named so", Broken(".warc", whole, EVERY, False)
    yield "warc.gz in one stream: in a ZIP", Broken(".zip", zipped("a.warc.gz", whole), EVERY, False)
    yield "warc.gz in one stream: junk behind its end", Broken(".warc.gz", whole + JUNK, EVERY)
    yield "warc.gz in one stream: its checksum is wrong", Broken(".warc.gz", whole[:-8] + bytes(8), EVERY)
    yield "warc.gz in one stream: cut behind a record", Broken(".warc.gz", cut[: cut_ends[2]], UP_TO_3)
    yield "warc.gz in one stream: cut in a record", Broken(".warc.gz", cut[: cut_ends[2] + 60], UP_TO_3)


MATRIX = {name: case for some in (of_lines, of_gzip, of_texts, of_crawls) for name, case in some()}


def test_the_matrix_is_large() -> None:
    assert len(MATRIX) >= 200


@pytest.mark.parametrize("name", MATRIX)
def test_what_survives(name: str, tmp_path: Path) -> None:
    case = MATRIX[name]
    path = tmp_path / f"a{case.suffix}"
    path.write_bytes(case.data)
    problems: list[Problem] = []
    texts = [article.text for article in read(path, problems=problems.append)]
    assert tuple(number for number in EVERY if any(f"Number {number}." in text for text in texts)) == case.survive
    assert bool(problems) == case.is_told, problems
    assert all("\0" not in text for text in texts)
