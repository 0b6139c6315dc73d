"""From the stream of one file to drafts of articles, whatever it holds."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO, Any, NamedTuple, cast

from quotekit.dates import iso_date
from quotekit.errors import UsageError
from quotekit.reading.archives import Gzip, Member, Source, Unpacking, is_packed_whole, is_zip, members, seekable
from quotekit.reading.columns import QuotesError, RecordDraft, field_of, is_header
from quotekit.reading.decoding import decoded
from quotekit.reading.formats import format_of, reader_of, sniffed, unpacked_name
from quotekit.reading.origin import ALL, is_of_one
from quotekit.reading.problems import Flaw, reason, shown

_HEAD = 8192
"""Bytes by which the format of what has no known suffix is told."""
# No prose begins with an element that holds paragraphs.
_MARKUP = re.compile(
    r"\s*<(?:!doctype|html|body|article|section|div|p|h[1-6]|ul|ol|figure|blockquote)\b[^<>]{0,2000}>", re.I
)


class Wishes(NamedTuple):
    """How files are to be read."""

    columns: dict[str, str] = {}  # noqa: RUF012 - nobody changes it
    """Columns by field, where they are not to be guessed."""
    format: str | None = None
    """The format whatever the suffix; None for that of the suffix."""
    wants: Callable[..., bool] = ALL.has
    """Whether a file, a member of an archive or a record is wanted: what is not need not be more than named."""


_ERRORS = (OSError, ValueError, EOFError)

Item = tuple[str, RecordDraft | Flaw]
"""The member of an archive, empty outside of one, and what it gave."""


def items(name: str, stream: IO[bytes], wishes: Wishes) -> Iterator[Item]:
    """The articles of a file and what is wrong with it, the members of an archive one by one.

    `name` tells by its suffix what the file holds; where it does not, the first bytes do. Raises UsageError where the
    stream is not one of bytes.
    """
    try:
        stream, head = _begun(stream)
        if _is_archive(name, head, wishes) and (name.lower().endswith(".zip") or is_zip(stream := seekable(stream))):
            yield from _of_archive(name, seekable(stream), wishes)
        else:
            own = wishes._replace(wants=partial(wishes.wants, name, ""))
            yield from (("", one) for one in _summed(_drafts(name, stream, head, own)))
    except _ERRORS as error:
        yield "", Flaw(reason(error))


def _is_archive(name: str, head: bytes, wishes: Wishes) -> bool:
    if name.lower().endswith(".zip"):
        return True
    return wishes.format is None and format_of(name) is None and head.startswith(b"PK\x03\x04")


def _of_archive(path: str, stream: IO[bytes], wishes: Wishes) -> Iterator[Item]:
    for name, inner in members(stream):
        if is_of_one(name) and not wishes.wants(path, f"/{name}"):
            yield name, RecordDraft("")
        elif isinstance(inner, Flaw):
            yield name, inner
        else:
            own = wishes._replace(wants=partial(wishes.wants, path, f"/{name}"))
            yield from ((name, one) for one in _summed(_member(name, inner, own)))


def _member(name: str, inner: Member, wishes: Wishes) -> Iterator[RecordDraft | Flaw]:
    stream, head = _begun(io.BufferedReader(inner))
    yield from _drafts(name, stream, head, wishes._replace(format=None), inner)


class _Rejoined(io.RawIOBase):
    """The bytes that were looked at, and those behind them."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _begun(stream: IO[bytes]) -> tuple[IO[bytes], bytes]:
    """A stream from its start, and its first bytes."""
    head = stream.read(_HEAD)
    if not isinstance(head, bytes):
        raise UsageError(f"stdin must be a binary stream, not {shown(stream)}")
    if getattr(stream, "seekable", bool)():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream, head
    return cast(IO[bytes], io.BufferedReader(_Rejoined(head, stream))), head


def _drafts(
    name: str, stream: IO[bytes], head: bytes, wishes: Wishes, packed: Unpacking | None = None
) -> Iterator[RecordDraft | Flaw]:
    inner = unpacked_name(name)
    known = wishes.format or format_of(name)
    told = format_of(name) and not wishes.format  # a .txt that is gzip is no text, and is told so
    if known == "warc":  # each of its records is packed by itself, or should be
        is_packed = head.startswith(b"\x1f\x8b\x08") and is_packed_whole(stream := seekable(stream))
    else:
        is_packed = inner != name or (not told and head.startswith(b"\x1f\x8b\x08"))
    if is_packed:
        packed = Gzip(stream)
        stream, head = _begun(io.BufferedReader(packed))
    if packed and not head:
        packed.check()
    if head[257:262] == b"ustar" and not known:
        raise ValueError("a tar archive; unpack it, or make a ZIP of it")
    form = known or format_of(inner) or sniffed(head)
    if form == "text" and not known and not format_of(inner) and (table := _table_of(head)):
        yield Flaw(f"read as text, but begins like a table: --input-format {table} reads its rows", rejected=False)
    reader = reader_of(form)
    drafts = reader.drafts(Source(stream, head, wishes.columns, packed, wishes.wants))
    yield from _without_markup(drafts, wishes.wants) if reader.has_records else drafts
    if packed and packed.doubt:
        yield Flaw(packed.doubt, rejected=False)


def _table_of(head: bytes) -> str | None:
    """The format of the table whose header the first line plainly is; None for prose."""
    line = head.decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    likely = (("\t", "tsv"), (",", "csv"), (";", "csv"))
    return next((form for sign, form in likely if is_header([cell.strip(' "\r') for cell in line.split(sign)])), None)


def _without_markup(drafts: Iterable[RecordDraft | Flaw], wants: Callable[..., bool]) -> Iterator[RecordDraft | Flaw]:
    """The same, but the text of a record that is markup, as feeds and blogs export it, is read like a page."""
    for one in drafts:
        if isinstance(one, Flaw) or not _MARKUP.match(one.text) or not wants(one.number):
            yield one
            continue
        from quotekit.reading.pages import page_draft

        try:
            page, _ = page_draft(one.text.encode("utf-8", "replace"), "utf-8")
        except ValueError as error:
            yield Flaw(f"its text is HTML: {error}", one.place)
            continue
        told = {field: value or getattr(page, field) for field, value in one._asdict().items()}
        yield RecordDraft(**{**told, "text": page.text})


def _summed(drafts: Iterable[RecordDraft | Flaw]) -> Iterator[RecordDraft | Flaw]:
    """The same, but of the warnings of one kind only the first, and at the end how many there were like it."""
    kinds: dict[str, str] = {}
    more: Counter[str] = Counter()
    for one in _caught(drafts):
        kind = "" if isinstance(one, RecordDraft) or one.rejected else re.sub(r"'.*'|\d+", "", one.message, flags=re.S)
        if kind in kinds:
            more[kind] += 1
            continue
        if kind and isinstance(one, Flaw):
            kinds[kind] = one.message
        yield one
    for kind, count in more.items():
        yield Flaw(f"{count:,} more like this: {kinds[kind]}", rejected=False)


def _caught(drafts: Iterable[RecordDraft | Flaw]) -> Iterator[RecordDraft | Flaw]:
    try:
        yield from drafts
    except _ERRORS as error:
        yield Flaw(reason(error), rejected=not isinstance(error, QuotesError))


# --- Texts ---

_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_INNER = re.compile(r"(?:[ \t]{0,20}-[ \t]+|[ \t]{1,20})(?:(\w{1,40}):[ \t]+)?(.*)")
"""A line of a list, a key of an object, or a text that goes on: "  - Ana Ruiz", "  name: Ana Ruiz"."""
_COMPARED = re.compile(r"## .+\n\n.+, \d+ outlets\n\n- .+ \((?:identical|part|changed|paraphrase)\):")
"""How what `quotekit compare` writes begins."""
_LONGEST = 20_000
"""Characters of front matter; what is longer is a text between two rules."""
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'")


def text_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article that is a text."""
    text, doubt = decoded(source.data())
    if doubt:
        yield Flaw(doubt, rejected=False)
    yield RecordDraft(text)


def markdown_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article of a file in Markdown. Its front matter is not in the text, which has as many spaces there."""
    text, doubt = decoded(source.data())
    if doubt:
        yield Flaw(doubt, rejected=False)
    if _COMPARED.match(text) or _is_summary(text):
        raise QuotesError("is Markdown that quotekit wrote, not an article: passed over")
    end = front_matter_end(text)
    told = told_in(text[:end])
    if (day := told.get("date")) and iso_date(day) is None:
        yield Flaw(f"its date is left out: {shown(day, 40)} is not clearly a day", rejected=False)
    body = re.sub(r"[^\n]", " ", text[:end]) + text[end:]
    if body.isspace():
        raise ValueError("only front matter")
    about = told.get("title"), told.get("url"), told.get("outlet"), iso_date(day), told.get("author")
    yield RecordDraft(body, None, None, *about, told.get("section"))


def _is_summary(text: str) -> bool:
    """Whether all lines are those of a summary: headings, and sentences with the articles that they are from."""
    lines = [line for line in text.split("\n") if line]
    return "\n- " in f"\n{text}" and all(line.startswith("## ") or _is_picked(line) for line in lines)


def _is_picked(line: str) -> bool:
    return line.startswith("- ") and line.endswith(")") and " (" in line


def front_matter_end(text: str) -> int:
    r"""Where the text behind the front matter begins; 0 where there is none.

    >>> front_matter_end("---\ntitle: Rain\n---\nIt rained."), front_matter_end("---\nIt rained.\n---\n")
    (19, 0)
    """
    start = _FENCE.match(text)
    end = _END.search(text, start.end(), start.end() + _LONGEST) if start else None
    if start is None or end is None:
        return 0
    lines = [line for line in text[start.end() : end.start()].split("\n") if line.strip()]
    begins = bool(lines) and (_PAIR.fullmatch(lines[0]) is not None or lines[0].startswith("#"))
    return end.end() if begins and all(map(_is_yaml, lines)) else 0


def _is_yaml(line: str) -> bool:
    """Whether it can be a line of front matter: a pair, an item, a comment, or one that goes on, which is indented."""
    return line[0] in " \t-#}]" or _PAIR.fullmatch(line) is not None


def told_in(front_matter: str) -> dict[str, str]:
    r"""The fields of an article that front matter has: pairs on a line, lists in brackets or as lines of their own.

    >>> told_in('---\ntitle: "Dam: it holds"\nauthors: [Ana Ruiz, Tom Bell]\ntags:\n  - dam\n---\n')
    {'title': 'Dam: it holds', 'author': 'Ana Ruiz; Tom Bell'}
    """
    values: dict[str, list[str]] = {}
    field: str | None = None
    for line in front_matter.split("\n")[1:]:
        if inner := _INNER.fullmatch(line):
            if field and (not inner[1] or inner[1] == "name"):
                values[field].append(_unquoted(inner[2]))
        elif pair := _PAIR.fullmatch(line):
            field = field_of(pair[1])
            field = None if field in (*values, "text", "id") else field  # of two names for a field the first counts
            if field:
                values[field] = list(_listed(pair[2] or ""))
    return {field: "; ".join(filter(None, several)) for field, several in values.items() if any(several)}


def _listed(value: str) -> Iterator[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        yield from map(_unquoted, re.findall(r"\"[^\"]*\"|'[^']*'|[^,\s][^,]*", value[1:-1]))
    elif value not in (">", "|", ">-", "|-", "~", "null"):
        yield _unquoted(value)


def _unquoted(value: str) -> str:
    """A value of YAML as a text on one line, without quotation marks and the comment behind it."""
    found = _QUOTED.match(value.strip())
    if found is None:
        return " ".join(re.sub(r"\s+#.*\Z|\A#.*\Z", "", value).split())
    text = re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2].replace("''", "'")
    return " ".join(text.split())
