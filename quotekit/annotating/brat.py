"""Quotes as brat standoff: a folder, or a .zip of one, that brat opens and that `quotekit evaluate` reads as gold.

`text/NAME.txt` are the articles, `attributions/NAME_quotekit.ann` their annotations, each with a copy of its text
beside it, for brat. `speakers.jsonl` says who speaks, `articles.jsonl` what else is known of articles and
speakers.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quotekit.analysis import Analysis
from quotekit.annotating.halves import in_halves
from quotekit.annotating.notes import ROLES, known_of, note_of, titled_in
from quotekit.atomic import replacing_bytes, replacing_folder
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import json_line

Add = Callable[[str, Iterable[str]], None]
"""Puts a file, named by its path in the folder, there with the pieces of its text."""

INDEX = "articles.jsonl"
_SPEAKERS = "speakers.jsonl"
_CONFIGURATION = "attributions/annotation.conf"
# In the order of brat's sections. Whoever corrects our quotes in brat is offered these types.
_TYPES = """[entities]
Source
Cue
Content

[relations]

[events]
Attribution Content+:Content, Cue*:Cue, Source*:Source

[attributes]
Kind Arg:<EVENT>, Value:direct|mixed|indirect
Act Arg:<EVENT>, Value:statement|mention|belief|asks
"""
# What UTF-8 has no form for, what readers of text fold, drop or take for binary: `articles.jsonl` says what it was.
_UNFIT = re.compile("[\\0\\r\ud800-\udfff]|\\A\ufeff")
# Everything at which some reader of lines ends one.
_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_NAME = 150
"""Bytes of a NAME, so that file systems with 255 for a name take what is put behind it."""


def write_standoff(analyses: Iterable[Analysis], path: str) -> None:
    """Write brat standoff: a .zip where the path ends so, else a folder; whole or not at all.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_standoff([], f"{folder}/gold.zip")
    ...     Path(folder, "gold.zip").is_file()
    True
    """
    if path.lower().endswith(".zip"):
        with replacing_bytes(path) as stream:
            write_zip(analyses, stream)
    else:
        write_folder(analyses, path)


def write_folder(analyses: Iterable[Analysis], path: str) -> None:
    """Write a folder of brat standoff, whole or not at all.

    One that is there is replaced where it is empty or as we wrote it: corrections by hand are never lost. Raises
    UsageError where it is not, and where it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_folder([], f"{folder}/out")
    ...     sorted(path.name for path in Path(folder, "out").iterdir())
    ['articles.jsonl', 'attributions', 'speakers.jsonl', 'text']
    """
    with replacing_folder(path, is_as_written) as folder:
        (folder / "text").mkdir()
        (folder / "attributions").mkdir()

        def add(name: str, pieces: Iterable[str]) -> None:
            with open(folder / name, "x", encoding="utf-8", newline="") as stream:
                stream.writelines(pieces)

        _write(analyses, add)


def write_zip(analyses: Iterable[Analysis], stream: BinaryIO) -> None:
    """Write the same folder as a .zip, the same bytes for the same quotes.

    >>> import io
    >>> write_zip([], stream := io.BytesIO())
    >>> ZipFile(stream).namelist()
    ['attributions/annotation.conf', 'articles.jsonl', 'speakers.jsonl']
    """
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:

        def add(name: str, pieces: Iterable[str]) -> None:
            entry = ZipInfo(name)  # of 1980, whenever it is written
            entry.compress_type = ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                file.writelines(piece.encode() for piece in pieces)

        _write(analyses, add)


def _write(analyses: Iterable[Analysis], add: Add) -> None:
    taken: dict[str, int] = {}
    add(_CONFIGURATION, [_TYPES])
    with TemporaryFile("w+", encoding="utf-8") as index, TemporaryFile("w+", encoding="utf-8") as speakers:
        for analysis in (part for several in analyses for part in several.by_article()):
            for article in analysis.articles:
                name, text = file_name(article.id, taken), _UNFIT.sub(_stand_in, article.text)
                inside = [quote for quote in analysis.quotes if not article.is_apart(quote)]
                unbroken, numbered = _unbroken(text, inside), enumerate(inside)
                lines = [line for number, quote in numbered for line in _lines(analysis, quote, number, unbroken)]
                add(f"text/{name}.txt", [text])
                add(f"attributions/{name}_quotekit.txt", [unbroken])
                add(f"attributions/{name}_quotekit.ann", lines)
                index.write(json_line(in_halves(_article_row(analysis, article, name, "".join(lines)))))
                speakers.writelines(json_line(_speaker_row(analysis, quote, name)) for quote in inside)
        for path, lines_of in (INDEX, index), (_SPEAKERS, speakers):
            lines_of.seek(0)
            add(path, lines_of)


def _unbroken(text: str, quotes: Iterable[Quote]) -> str:
    """The text with spaces for line ends in what is annotated: brat refuses an annotation that goes over one."""
    characters = list(text)
    for quote in quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            characters[span.start : span.end] = _BREAK.sub(" ", span.of(text))
    return "".join(characters)


def _stand_in(unfit: re.Match[str]) -> str:
    return " " if unfit[0] in "\r\ufeff" else "\N{REPLACEMENT CHARACTER}"


def file_name(identity: str, taken: dict[str, int]) -> str:
    """A name for the files of an article that every file system takes, and that is not in `taken`, where it is put.

    Letters, digits, `-`, `_` and `.` stay; names that differ by case or normal form alone count as the same. `taken`
    counts how often a name came.

    >>> taken = {}
    >>> file_name("news/Año.1", taken), file_name("news_año.1", taken), file_name("..", taken)
    ('news_Año.1', 'news_año.1~2', 'article')
    """
    plain = unicodedata.normalize("NFC", identity)
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" or char in "-._~" else "_" for char in plain)
    stem = kept.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(".") or "article"
    if stem.casefold().partition(".")[0] in _RESERVED:
        stem = f"_{stem}"
    name, first = stem, _key(stem)
    while _key(name) in taken:  # the count lives on, so that a million articles of one name take a million steps
        taken[first] += 1
        name = f"{stem}~{taken[first]}"
    taken[_key(name)] = 1
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


_RESERVED = frozenset("con prn aux nul".split()) | {f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)}
"""What Windows takes for devices, whatever the suffix."""


# --- Lines ---


def _lines(analysis: Analysis, quote: Quote, number: int, text: str) -> Iterator[str]:
    """The lines of the quote with this number, from 0, in its article: places, event, attributes, note."""
    first = 4 * number + 1
    parts = dict(zip(ROLES, (quote.source, quote.cue, quote.content)))
    arguments = [f"Attribution:T{first + 3}"]
    for place, (role, spans) in enumerate(parts.items()):
        if spans:
            yield _place(first + place, role, spans, text)
            arguments.append(f"{role}:T{first + place}")
    # An event has words of its own; where there is no cue, as in a bare paragraph of speech, they are the source's.
    yield _place(first + 3, "Attribution", quote.cue or quote.source or quote.content[:1], text)
    yield f"E{number + 1}\t{' '.join(arguments)}\n"
    yield f"A{2 * number + 1}\tKind E{number + 1} {quote.kind}\n"
    yield f"A{2 * number + 2}\tAct E{number + 1} {quote.act}\n"
    yield f"#{number + 1}\tAnnotatorNotes E{number + 1}\t{json_line(in_halves(note_of(analysis, quote)))}"


def _place(number: int, label: str, spans: tuple[Span, ...], text: str) -> str:
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    return f"T{number}\t{label} {offsets}\t{' '.join(span.of(text) for span in spans)}\n"


# --- What no annotation holds ---


def _article_row(analysis: Analysis, article: Article, name: str, annotations: str) -> dict[str, Any]:
    altered = [[found.start(), found[0]] for found in _UNFIT.finditer(article.text)]
    return {
        "name": name,
        **known_of(article),
        "altered": altered,
        "speakers": [asdict(speaker) for speaker in analysis.speakers],
        "in_title": titled_in(analysis, article),
        "annotations": digest(annotations.encode()),
    }


def digest(data: bytes) -> str:
    """What tells whether annotations are still as we wrote them.

    >>> digest(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


_GOLD_KINDS = {None: "unknown", "unnamed": "anonymous", "document": "anonymous"}


def _speaker_row(analysis: Analysis, quote: Quote, name: str) -> dict[str, Any]:
    """The quote as a line of gold for `quotekit evaluate --speakers`."""
    speaker, row = analysis.speaker_of(quote), analysis.row_of(quote)
    kind = speaker.kind if speaker else None
    return {
        **{"id": quote.id, "article": name, "content": row["content"], "cue": row["cue"], "source": row["source"]},
        **{"speaker": row["speaker"], "kind": _GOLD_KINDS.get(kind, kind), "mention": _mention(speaker, quote)},
        **{"role": row["role"], "quote_kind": quote.kind},
    }


def _mention(speaker: Speaker | None, quote: Quote) -> str:
    places = {mention.span: mention.kind for mention in speaker.mentions} if speaker else {}
    return next((places[span] for span in quote.source if span in places), "none")


def is_as_written(folder: Path) -> bool:
    """Whether a folder holds what we wrote there and nothing else, with no annotation changed.

    >>> is_as_written(Path("no/such"))
    False
    """
    try:
        rows = [json.loads(line) for line in (folder / INDEX).read_text(encoding="utf-8").splitlines()]
        annotated = {f"attributions/{row['name']}_quotekit.ann": row["annotations"] for row in rows}
        others = {INDEX, _SPEAKERS, _CONFIGURATION, *(f"text/{row['name']}.txt" for row in rows)}
        others.update(name.removesuffix(".ann") + ".txt" for name in annotated)
        paths = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
        found = {path.as_posix() for path in paths if not path.name.startswith(".")}  # as brat and Finder leave behind
        same = all(digest((folder / name).read_bytes()) == wanted for name, wanted in annotated.items())
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return same and found == others | annotated.keys()
