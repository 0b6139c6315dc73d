"""Quotes as brat standoff: a folder, or a .zip of one, that brat opens and that `quotekit evaluate` reads as gold.

`text/NAME.txt` are the articles, `attributions/NAME_quotekit.ann` their annotations, each with a copy of its text
beside it, for brat. `speakers.jsonl` says who speaks, `articles.jsonl` what else is known of articles and
speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from quotekit.analysis import Analysis
from quotekit.annotating.folders import INDEX, Add, digest, file_name, fill_folder, fill_zip, unchanged, write_at
from quotekit.annotating.halves import in_halves
from quotekit.annotating.notes import ROLES, known_of, note_of, titled_in
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import json_line

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


def write_standoff(analyses: Iterable[Analysis], path: str) -> None:
    """Write brat standoff: a .zip where the path ends so, else a folder; whole or not at all.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_standoff([], f"{folder}/gold.zip")
    ...     Path(folder, "gold.zip").is_file()
    True
    """
    write_at(path, partial(_write, analyses), is_as_written)


def write_folder(analyses: Iterable[Analysis], path: str) -> None:
    """Write a folder of brat standoff, whole or not at all.

    One that is there is replaced where it is empty or as we wrote it: corrections by hand are never lost. Raises
    UsageError where it is not, and where it cannot be written.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_folder([], f"{folder}/out")
    ...     sorted(path.name for path in Path(folder, "out").iterdir())
    ['articles.jsonl', 'attributions', 'speakers.jsonl']
    """
    fill_folder(path, partial(_write, analyses), is_as_written)


def write_zip(analyses: Iterable[Analysis], stream: BinaryIO) -> None:
    """Write the same folder as a .zip, the same bytes for the same quotes.

    >>> import io
    >>> write_zip([], stream := io.BytesIO())
    >>> stream.getvalue()[:2]
    b'PK'
    """
    fill_zip(stream, partial(_write, analyses))


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


is_as_written = partial(
    unchanged,
    annotated="attributions/{name}_quotekit.ann",
    beside=("text/{name}.txt", "attributions/{name}_quotekit.txt"),
    fixed=(_SPEAKERS, _CONFIGURATION),
)
"""Whether a folder holds what we wrote there and nothing else, with no annotation changed."""
