"""What a file holds, by its name, or by how it begins where the name does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, get_args

from quotekit.errors import UsageError

Format = Literal["text", "html", "jsonl", "csv", "tsv", "parquet", "warc"]
FORMATS: tuple[Format, ...] = get_args(Format)

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "jsonl"),
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    **dict.fromkeys((".warc", ".wet"), "warc"),
}
"""What the suffixes of files mean; a folder gives the files that have one of them, packed or not."""

_BEFORE_HTML = r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:(?!-->).){0,5000}-->\s*){0,5}"
_HTML = re.compile(rf"{_BEFORE_HTML}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
# An object, or a list of them, up to its first key: no prose begins so, though it may begin with a brace or a bracket.
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')


def checked_format(name: str | None) -> Format | None:
    """A format that a caller names, None for none. Raises UsageError for any other name.

    >>> checked_format("csv")
    'csv'
    """
    if name is not None and name not in FORMATS:
        raise UsageError(f"input_format is one of {', '.join(FORMATS)}, not {name!r}")
    return next((known for known in FORMATS if known == name), None)


def unpacked_name(name: str) -> str:
    """The name without the `.gz` at its end. A WARC keeps it: each of its records is packed by itself.

    >>> unpacked_name("news.jsonl.gz"), unpacked_name("crawl.warc.gz"), unpacked_name("a.txt")
    ('news.jsonl', 'crawl.warc.gz', 'a.txt')
    """
    return name if format_of(name) == "warc" else _without_gz(name)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def format_of(name: str) -> Format | None:
    """The format that the name of a file tells, `.gz` at its end or not; None where it tells none.

    >>> format_of("news/a.HTM"), format_of("crawl.warc.gz"), format_of("tokens.tsv.gz"), format_of("README.md")
    ('html', 'warc', 'tsv', None)
    """
    return SUFFIXES.get(PurePath(_without_gz(name)).suffix.lower())


def is_readable(name: str) -> bool:
    """Whether a folder gives the files of this name: those of a known suffix, packed or not, and archives.

    >>> [is_readable(name) for name in ("a.txt", "a.csv.gz", "a.zip", "a.md", "a.tar.gz", "a")]
    [True, True, True, False, False, False]
    """
    return format_of(name) is not None or PurePath(name).suffix.lower() == ".zip"


def sniffed(head: bytes) -> Format:
    r"""The format of what begins with `head`: `text` unless it can hardly be prose.

    >>> sniffed(b'{"text": "It rained."}\n'), sniffed(b"<!DOCTYPE html>"), sniffed(b"{sic} he wrote"), sniffed(b"<b>No")
    ('jsonl', 'html', 'text', 'text')
    """
    if head.startswith(b"WARC/1."):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    # Latin-1 reads anything, and what is looked for is ASCII; UTF-16 has a NUL beside each of its characters.
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe").decode("latin-1")
    if _HTML.match(start):
        return "html"
    return "jsonl" if _JSON.match(start) else "text"


def stem_of(name: str) -> str:
    """The name of a file without its folder, its suffix and `.gz`.

    >>> stem_of("news/echo.jsonl.gz"), stem_of("a.txt"), stem_of("crawl.warc.gz"), stem_of(".b.txt")
    ('echo', 'a', 'crawl', '.b')
    """
    path = PurePath(name)
    known = path.suffix.lower() == ".gz" and format_of(path.name) is not None
    return PurePath(path.stem).stem if known else path.stem
