"""What an input may hold: formats, told by the name of a file or by how it begins, and the fields of records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, cast

from quotekit import plugins
from quotekit.errors import UsageError
from quotekit.plugins import added, addition, load


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that is read. A package adds one by an entry point of `quotekit.readers`."""

    suffixes: tuple[str, ...]
    reads: str
    """The function that does, as "package.module:name": it takes a `Source` and gives `RecordDraft` and `Flaw`."""
    has_records: bool = False
    """Whether it gives records, whose texts may be markup: such a text is read like a page."""

    def drafts(self, source: Any) -> Iterator[Any]:
        """What a source holds. Raises ValueError where it is not of this format."""
        return cast(Iterator[Any], load(self.reads)(source))


READERS = {
    "text": Reader((".txt",), "quotekit.reading.files:text_drafts"),
    "markdown": Reader((".md", ".markdown"), "quotekit.reading.files:markdown_drafts"),
    "html": Reader((".html", ".htm", ".xhtml"), "quotekit.reading.pages:page_drafts"),
    "jsonl": Reader((".jsonl", ".ndjson", ".json"), "quotekit.reading.jsonl:jsonl_drafts", has_records=True),
    "csv": Reader((".csv",), "quotekit.reading.tables:csv_drafts", has_records=True),
    "tsv": Reader((".tsv",), "quotekit.reading.tables:tsv_drafts", has_records=True),
    "parquet": Reader((".parquet",), "quotekit.reading.tables:parquet_drafts", has_records=True),
    "excel": Reader((".xlsx",), "quotekit.reading.office.sheets:sheet_drafts", has_records=True),
    "word": Reader((".docx",), "quotekit.reading.office.word:word_drafts"),
    "pdf": Reader((".pdf",), "quotekit.reading.office.pdf:pdf_drafts"),
    "feed": Reader((".rss", ".atom"), "quotekit.reading.office.feeds:feed_drafts", has_records=True),
    "warc": Reader((".warc", ".wet"), "quotekit.reading.crawls:crawl_drafts"),
}
"""The formats by the names that `--input-format` takes; packages that are installed may add others."""
SUFFIXES = {suffix: name for name, reader in READERS.items() for suffix in reader.suffixes}
"""What the suffixes of files mean; a folder gives the files that have one of them, packed or not."""

GUESSES = {
    "text": "text body content full_text fulltext article_text article_body body_text content_text plain_text maintext "
    "main_text raw_text story article",
    "id": "id article_id doc_id document_id uuid guid _id",
    "title": "title headline heading article_title",
    "date": "date published published_at published_date date_published publication_date publish_date date_publish "
    "pub_date published_on datetime timestamp created_at",
    "outlet": "outlet outlet_name source publisher publication newspaper site site_name sitename source_name "
    "source_domain domain hostname media",
    "url": "url link uri article_url source_url canonical_url permalink web_url",
    "author": "author authors byline creator writer",
    "section": "section article_section section_name news_section category topic rubric desk news_desk",
}
"""The names of columns that are taken for a field, the likeliest first; case, spaces, `_` and `-` do not matter."""
FIELDS = tuple(GUESSES)
_BEFORE_HTML = r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:(?!-->).){0,5000}-->\s*){0,5}"
_HTML = re.compile(rf"{_BEFORE_HTML}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(rf"{_BEFORE_HTML}<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
# An object, or a list of them, up to its first key: no prose begins so, though it may begin with a brace or a bracket.
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){0,200}"\s*:')


def checked_format(name: str | None) -> str | None:
    """A format that a caller names, None for none. Raises UsageError for any other name.

    >>> checked_format("csv")
    'csv'
    """
    if name is not None:
        reader_of(name)
    return name


def reader_of(name: str) -> Reader:
    """The reader of a format: ours, else that of a package that adds one. Raises UsageError where nobody has it."""
    found = READERS.get(name) or addition(plugins.READERS, name, Reader) if isinstance(name, str) else None
    if found is None:
        known = dict.fromkeys((*READERS, *added(plugins.READERS)))
        raise UsageError(f"input_format is one of {', '.join(known)}, not {name!r}")
    return cast(Reader, found)


def unpacked_name(name: str) -> str:
    """The name without the `.gz` at its end. A WARC keeps it: each of its records is packed by itself.

    >>> unpacked_name("news.jsonl.gz"), unpacked_name("crawl.warc.gz"), unpacked_name("a.txt")
    ('news.jsonl', 'crawl.warc.gz', 'a.txt')
    """
    return name if format_of(name) == "warc" else _without_gz(name)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def format_of(name: str) -> str | None:
    """The format that the name of a file tells, `.gz` at its end or not; None where it tells none.

    >>> format_of("news/a.HTM"), format_of("crawl.warc.gz"), format_of("tokens.tsv.gz"), format_of("README.rst")
    ('html', 'warc', 'tsv', None)
    """
    suffix = PurePath(_without_gz(name)).suffix.lower()
    if suffix in SUFFIXES or not suffix:
        return SUFFIXES.get(suffix)
    return next((one for one in added(plugins.READERS) if suffix in reader_of(one).suffixes), None)


def may_have_columns(name: str, form: str | None = None) -> bool:
    """Whether what a file of this name holds, or a file of a format, may have columns that can be named.

    >>> [may_have_columns(name) for name in ("a.csv.gz", "a.json", "a.txt", "a.html", "feed.rss", "-")]
    [True, True, False, False, False, True]
    """
    form = form or format_of(name)
    return form not in READERS or (READERS[form].has_records and form != "feed")


def is_readable(name: str) -> bool:
    """Whether a folder gives the files of this name: those of a known suffix, packed or not, and archives.

    A README.md tells of the folder, and is no article.

    >>> [is_readable(name) for name in ("a.txt", "a.csv.gz", "a.zip", "a.md", "README.md", "a.tar.gz", "a")]
    [True, True, True, True, False, False, False]
    """
    form = format_of(name)
    is_about = form == "markdown" and bare_name(name).lower() == "readme"
    return PurePath(name).suffix.lower() == ".zip" or (form is not None and not is_about)


def sniffed(head: bytes) -> str:
    r"""The format of what begins with `head`: `text` unless it can hardly be prose.

    >>> sniffed(b'{"text": "It rained."}\n'), sniffed(b"<!DOCTYPE html>"), sniffed(b"{sic} he wrote"), sniffed(b"<b>No")
    ('jsonl', 'html', 'text', 'text')
    """
    if head.startswith(b"WARC/1."):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"%PDF-"):
        return "pdf"
    # Latin-1 reads anything, and what is looked for is ASCII; UTF-16 has a NUL beside each of its characters.
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe").decode("latin-1")
    if _HTML.match(start):
        return "html"
    if _FEED.match(start):
        return "feed"
    return "jsonl" if _JSON.match(start) else "text"


def bare_name(name: str) -> str:
    """The name of a file without its folder, its suffix and `.gz`.

    >>> bare_name("news/echo.jsonl.gz"), bare_name("a.txt"), bare_name("crawl.warc.gz"), bare_name(".b.txt")
    ('echo', 'a', 'crawl', '.b')
    """
    path = PurePath(name)
    known = path.suffix.lower() == ".gz" and format_of(path.name) is not None
    return PurePath(path.stem).stem if known else path.stem
