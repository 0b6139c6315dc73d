"""An analysis as rows, and rows as CSV, JSON Lines, tables and data frames; summaries as text, Markdown and JSON.

Knows no linguistics. Every writer takes an iterator and flushes as it goes, so memory stays flat. Article text is
hostile: what a spreadsheet would run, a terminal would obey or UTF-8 cannot hold is made harmless on the way out.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from quotekit.errors import QuotekitError, UsageError
from quotekit.records import Analysis, Pick, Quote, Span, Speaker, Summary

if TYPE_CHECKING:
    from rich.console import Console

Row = dict[str, Any]
Section = tuple[str, Summary]
"""A heading, empty for none, and the summary under it."""

QUOTE_COLUMNS = (
    *("article", "id", "kind", "act", "speaker", "speaker_kind", "role", "quote", "start", "end"),
    *("content", "cue", "source", "source_text", "confidence", "rule"),
)
SPEAKER_COLUMNS = ("name", "kind", "quotes", "articles", "aliases", "roles")
QUOTE_TABLE = {"speaker": 0.25, "kind": 0.12, "quote": 0.43, "article": 0.2}
"""Columns of the table on a terminal, and their shares of its width."""
SPEAKER_TABLE = {"name": 0.3, "kind": 0.17, "quotes": 0.1, "articles": 0.2, "roles": 0.23}

# ASVS 1.2.10: = + - @ tab CR NUL. Apostrophes in front count too, so that taking one away again is never in doubt.
_FORMULA = re.compile(r"['\s\0]*[=+\-@]|'*[\t\r\n\0]")
# csv.writer of Python 3.11 and 3.12 leaves a lone \r unquoted when lines end in \n, and its reader then splits the row.
_QUOTED = re.compile(r'[",\r\n]')
# JSON allows these bare, but line readers split at some, terminals obey some and UTF-8 has no form for the surrogates.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Terminal controls, and the marks that would show a line in another order than it is stored.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|~])")
_BATCH = 25


def quote_row(analysis: Analysis, quote: Quote) -> Row:
    """One quote as the object of the JSON Lines contract: its keys in their order, positions in code points.

    `quote` and `source_text` are for reading (line breaks become spaces, parts are joined by " ... "); the spans are
    for finding the words in the article. None means that nobody or nothing is known.
    """
    text = next(article.text for article in analysis.articles if article.id == quote.article)
    return _quote_row(text, quote, analysis.speaker_of(quote))


def _quote_row(text: str, quote: Quote, speaker: Speaker | None) -> Row:
    return {
        "article": quote.article,
        "id": quote.id,
        "kind": quote.kind,
        "act": quote.act,
        "quote": _joined(quote.content, text),
        "content": _pairs(quote.content),
        "cue": _pairs(quote.cue),
        "source": _pairs(quote.source),
        "source_text": _joined(quote.source, text) if quote.source else None,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "role": next(iter(speaker.roles), None) if speaker else None,
        "confidence": round(quote.confidence, 3),
        "rule": quote.rule,
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _joined(spans: Iterable[Span], text: str) -> str:
    return " ... ".join(_one_line(span.of(text)) for span in spans)


def _one_line(text: str) -> str:
    return " ".join(filter(None, (line.strip() for line in re.split(r"[\r\n]+", text))))


def rows(analysis: Analysis, acts: str = "statement") -> list[Row]:
    """The rows of the quotes, in text order: statements, or beliefs too where `acts` is "all".

    Raises UsageError where `acts` is anything else.
    """
    texts = {article.id: article.text for article in analysis.articles}
    return [_quote_row(texts[quote.article], quote, analysis.speaker_of(quote)) for quote in quotes_of(analysis, acts)]


def quotes_of(analysis: Analysis, acts: str = "statement") -> Iterator[Quote]:
    """The quotes, in text order: statements, or beliefs too where `acts` is "all"; UsageError for any other value."""
    if acts not in ("statement", "all"):
        raise UsageError(f"acts is 'statement' or 'all', not {acts!r}")
    return (quote for quote in analysis.quotes if acts == "all" or quote.act == "statement")


def frame(analysis: Analysis, acts: str = "statement") -> Any:
    """A pandas data frame with the columns of the CSV, lists as lists; QuotekitError where pandas is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise QuotekitError("a data frame needs pandas: pip install pandas") from None
    flat = ({column: _value(row, column) for column in QUOTE_COLUMNS} for row in rows(analysis, acts))
    return pandas.DataFrame(list(flat), columns=list(QUOTE_COLUMNS))


def to_csv(analysis: Analysis, acts: str = "statement", raw: bool = False) -> str:
    """The quotes as CSV, as `write_csv` writes it.

    >>> to_csv(Analysis((), (), ())).startswith("article,id,kind,act,speaker,")
    True
    """
    return "".join(_csv_lines(rows(analysis, acts), raw, QUOTE_COLUMNS))


def to_json(analysis: Analysis, acts: str = "statement") -> str:
    """The quotes as JSON Lines: one object a line, the empty string where there are no quotes.

    >>> to_json(Analysis((), (), ()))
    ''
    """
    return "".join(map(_json_line, rows(analysis, acts)))


def write_csv(rows: Iterable[Row], stream: IO[str], raw: bool = False, columns: Iterable[str] = QUOTE_COLUMNS) -> None:
    r"""Write rows as CSV: a header, RFC 4180 quoting, lines that end in \n as csvkit's do.

    `start` and `end` span the whole quote; other positions and lists are JSON; None is an empty cell. A text that a
    spreadsheet would run as a formula gets an apostrophe in front, unless `raw`. A lone surrogate becomes `\udc80`.
    """
    _write_all(_csv_lines(rows, raw, tuple(columns)), stream)


def _csv_lines(rows: Iterable[Row], raw: bool, columns: tuple[str, ...]) -> Iterator[str]:
    rows = iter(rows)
    first = list(islice(rows, 1))  # before the header: a run that cannot read anything writes nothing
    yield ",".join(columns) + "\n"
    for row in chain(first, rows):
        line = ",".join(_cell(_value(row, column), raw) for column in columns) + "\n"
        yield line.encode("utf-8", "backslashreplace").decode()


def _value(row: Row, column: str) -> Any:
    if column == "start":
        return row["content"][0][0]
    return row["content"][-1][1] if column == "end" else row[column]


def _cell(value: Any, raw: bool) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and not raw and _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def write_jsonl(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write rows as JSON Lines: one object a line, characters as they are but for controls and lone surrogates."""
    _write_all(map(_json_line, rows), stream)


def _json_line(row: Mapping[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def _write_all(pieces: Iterable[str], stream: IO[str]) -> None:
    for piece in pieces:
        stream.write(piece)
        stream.flush()


def write_table(rows: Iterable[Row], console: Console, columns: Mapping[str, float] = QUOTE_TABLE) -> None:
    """Write rows as a table for people, in batches of fixed column widths; None shows as a hyphen."""
    rows, heading = iter(rows), True
    while (batch := list(islice(rows, _BATCH))) or heading:
        _print(_table(batch, console.width, columns, heading), console)
        heading = False


def _table(batch: list[Row], width: int, columns: Mapping[str, float], heading: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=heading, padding=(0, 1, 0, 0), pad_edge=False)
    for column, share in columns.items():
        table.add_column(column, width=max(1, int(share * width) - 1), overflow="fold")
    for row in batch:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    return table


def _shown(value: Any) -> str:
    if isinstance(value, list):
        more = f" and {len(value) - 3} more" if len(value) > 3 else ""
        return harmless(", ".join(value[:3]) + more) or "-"
    return "-" if value is None else harmless(str(value))


def harmless(text: str) -> str:
    r"""Text for one line of a terminal: runs of white space as one space, controls as U+FFFD.

    >>> harmless("a\nb \x1b[2Jc")
    'a b �[2Jc'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _print(renderable: Any, console: Console, soft_wrap: bool = False) -> None:
    # rich answers a broken pipe with exit status 1; written by us, it reaches the caller.
    with console.capture() as captured:
        console.print(renderable, soft_wrap=soft_wrap)
    _write_all([captured.get()], console.file)


def write_text(sections: Iterable[Section], console: Console) -> None:
    """Write summaries as text: each sentence on a line, its article behind it in brackets."""
    from rich.text import Text

    for number, (heading, summary) in enumerate(sections):
        if heading:
            _print(Text("\n" * (number > 0) + harmless(heading) + "\n", "bold"), console, soft_wrap=True)
        for pick in summary.picks:
            article = (f" [{harmless(pick.article)}]", "dim")
            _print(Text.assemble(harmless(pick.text), article), console, soft_wrap=True)


def write_markdown(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as Markdown: bullets that end in the article's id, its characters escaped."""
    for number, (heading, summary) in enumerate(sections):
        title = "\n" * (number > 0) + f"## {_markdown(heading)}\n\n" if heading else ""
        _write_all(
            chain([title], (f"- {_markdown(pick.text)} ({_markdown(pick.article)})\n" for pick in summary.picks)),
            stream,
        )


def _markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", harmless(text))
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", escaped)  # "1. May was cold." is a sentence, not a list


def write_picks(sections: Iterable[Section], stream: IO[str]) -> None:
    """Write summaries as one JSON array of picks: article, start, end, text, score; headings are left out."""
    picks = (pick for _, summary in sections for pick in summary.picks)
    lines = (_json_line(_pick_row(pick)).rstrip("\n") for pick in picks)
    separated = (f"{',' if number else '['}\n{line}" for number, line in enumerate(lines))
    first = next(separated, "[")
    _write_all(chain([first], separated, ["\n]\n"]), stream)


def _pick_row(pick: Pick) -> Row:
    return {
        "article": pick.article,
        "start": pick.span.start,
        "end": pick.span.end,
        "text": pick.text,
        "score": round(pick.score, 4),
    }


@dataclass(slots=True)
class _Tally:
    quotes: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    roles: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For each role, in how many articles, as a negative number, and its best place in one."""

    def add(self, article: str, speaker: Speaker) -> None:
        self.quotes += 1
        if article in self.articles:
            return
        self.articles[article] = None
        self.aliases.update(speaker.aliases)
        for place, role in enumerate(speaker.roles):
            often, best = self.roles.get(role, (0, place))
            self.roles[role] = often - 1, min(best, place)


def speaker_rows(analyses: Iterable[Analysis], acts: str = "statement") -> list[Row]:
    """Who is quoted how often and where, most quoted first, then by name.

    The same full name and kind is one row across articles; the texts are not kept. `articles` are in reading order,
    `roles` by how many articles use them. Raises UsageError for an `acts` that is neither "statement" nor "all".
    """
    tallies: dict[tuple[str, str], _Tally] = {}
    for analysis in analyses:
        for quote in quotes_of(analysis, acts):
            if speaker := analysis.speaker_of(quote):
                tallies.setdefault((speaker.name, speaker.kind), _Tally()).add(quote.article, speaker)
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].quotes, item[0]))
    return [_speaker_row(name, kind, tally) for (name, kind), tally in ranked]


def _speaker_row(name: str, kind: str, tally: _Tally) -> Row:
    return {
        "name": name,
        "kind": kind,
        "quotes": tally.quotes,
        "articles": list(tally.articles),
        "aliases": sorted(tally.aliases - {name}),
        "roles": sorted(tally.roles, key=lambda role: (tally.roles[role], role)),
    }


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[str]]:
    """A UTF-8 stream whose text becomes the file at `path` when the block succeeds, all or nothing.

    On any error the old file stays as it was. Permissions stay, or follow the umask for a new file. Devices and pipes
    are written directly. Raises UsageError where `path` is a folder, its folder is missing, or it cannot be written.
    """
    with ExitStack() as stack:
        try:  # a device is appended to: `>> file` may have made /dev/stdout a file with something in it
            stream = stack.enter_context(
                _opened(path, "a") if _is_device(path) else _temporary(Path(os.path.realpath(path)))
            )
        except OSError as error:
            raise UsageError(f"{os.fspath(path)}: cannot be written: {_reason(error)}") from None
        yield stream


def _is_device(path: str | os.PathLike[str]) -> bool:
    # /dev/stdout may be an ordinary file that a rename would replace under the shell's hands.
    if os.path.abspath(path).startswith(("/dev/std", "/dev/fd/", "/proc/")):
        return True
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _opened(path: str | os.PathLike[str], mode: str) -> IO[str]:
    return open(path, mode, encoding="utf-8", errors="backslashreplace", newline="")


def _reason(error: OSError) -> str:
    return "its folder does not exist" if isinstance(error, FileNotFoundError) else (error.strerror or str(error))


@contextmanager
def _temporary(target: Path) -> Iterator[IO[str]]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    beside = target.with_name(f".quotekit-{secrets.token_hex(4)}.tmp")
    try:
        with _opened(beside, "x") as stream:
            if mode is not None:
                beside.chmod(mode)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
