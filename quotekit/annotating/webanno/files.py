"""Quotes as WebAnno TSV 3.3: a folder, or a .zip of one, whose files INCEpTION imports, one an article.

`layers.xml` are the layers that a project needs first. A piece of a quote is an annotation of the layer `QuotePart`;
the first piece of content holds kind, act, speaker, denied and confidence, and relations of the layer `QuoteLink` lead
there from the others. What annotations cannot hold is in `articles.jsonl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from quotekit.analysis import Analysis
from quotekit.annotating.folders import INDEX, Add, digest, file_name, unchanged, write_at
from quotekit.annotating.halves import in_halves
from quotekit.annotating.notes import RELATIONS, ROLES, known_of, note_of, titled_in
from quotekit.annotating.webanno.cells import FEATURES, LINK_FEATURE, LINK_LAYER, SPAN_LAYER, fit
from quotekit.annotating.webanno.rows import Piece, body
from quotekit.records import Article, Quote, Span
from quotekit.rows import json_line

_LAYERS = "layers.xml"
_HALF = re.compile("[\ud800-\udfff]")
_HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n",
    f"#T_SP={SPAN_LAYER}|{'|'.join(FEATURES)}\n",
    f"#T_RL={LINK_LAYER}|{LINK_FEATURE}|BT_{SPAN_LAYER}\n",
    "\n\n",
)
Numbered = list[tuple[str, Quote]]
"""The quotes of an article, each with what its pieces have as `quote`."""


def layers() -> str:
    """The layers of the files, as INCEpTION imports them at Settings, Layers: a type system of UIMA.

    >>> layers().startswith("<?xml")
    True
    """
    return Path(__file__).with_name("layers.xml").read_text(encoding="utf-8")


def write_webanno(analyses: Iterable[Analysis], path: str) -> None:
    """Write WebAnno TSV: a .zip where the path ends so, else a folder; whole or not at all.

    A folder that is there is replaced where it is empty or as we wrote it: corrections by hand are never lost. Raises
    UsageError where it is not, and where it cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_webanno([], f"{folder}/out")
    ...     sorted(path.name for path in Path(folder, "out").iterdir())
    ['articles.jsonl', 'layers.xml']
    """
    write_at(path, partial(_write, analyses), partial(unchanged, annotated="{name}.tsv", fixed=(_LAYERS,)))


def _write(analyses: Iterable[Analysis], add: Add) -> None:
    taken: dict[str, int] = {}
    add(_LAYERS, [layers()])
    with TemporaryFile("w+", encoding="utf-8") as index:
        for analysis in (part for several in analyses for part in several.by_article()):
            for article in analysis.articles:
                name, numbered = file_name(article.id, taken), _numbered(analysis, article)
                pieces = list(_pieces(analysis, article, numbered))
                file = "".join((*_HEADER, *body(_held(article.text), pieces)))
                add(f"{name}.tsv", [file])
                index.write(json_line(in_halves(_article_row(analysis, article, numbered, name, file))))
        index.seek(0)
        add(INDEX, index)


def _numbered(analysis: Analysis, article: Article) -> Numbered:
    inside = (quote for quote in analysis.quotes if not article.is_apart(quote))
    return [(f"q{number}", quote) for number, quote in enumerate(inside, 1)]


def _held(text: str) -> str:
    """The text as it is read back: white space before the first sentence as spaces, no halves of characters."""
    begin = len(text) - len(text.lstrip())
    begin = 0 if begin == len(text) else begin
    return " " * begin + _HALF.sub("\N{REPLACEMENT CHARACTER}", text[begin:])


def _article_row(analysis: Analysis, article: Article, numbered: Numbered, name: str, file: str) -> dict[str, Any]:
    read = enumerate(zip(article.text, _held(article.text)))
    return {
        "name": name,
        **known_of(article),
        "altered": [[place, char] for place, (char, held) in read if char != held],
        "speakers": [asdict(speaker) for speaker in analysis.speakers],
        "quotes": {key: note_of(analysis, quote) for key, quote in numbered},
        "in_title": titled_in(analysis, article),
        "annotations": digest(file.encode()),
    }


# --- Pieces ---


def _pieces(analysis: Analysis, article: Article, numbered: Numbered) -> Iterator[Piece]:
    numbers = count(1)
    for key, quote in numbered:
        first = None
        for role, spans in zip(reversed(ROLES), (quote.content, quote.cue, quote.source)):
            for span in filter(None, (_trimmed(span, article.text) for span in spans)):
                number = next(numbers)
                features = {"quote": key, "role": role}
                if first is None:
                    first, features = number, features | _told(analysis, quote)
                    yield Piece(number, span, features)
                else:
                    yield Piece(number, span, features, (RELATIONS[role], first))


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without white space at its ends, in which the format has no place to begin; None where nothing is left.

    >>> _trimmed(Span(2, 9), "It held. Ana")
    Span(start=3, end=8)
    """
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None


def _told(analysis: Analysis, quote: Quote) -> dict[str, str]:
    """What the first piece says of its quote."""
    speaker = analysis.speaker_of(quote)
    name = {"speaker": fit(speaker.name)} if speaker and speaker.name else {}
    confidence = str(round(quote.confidence, 3))
    return {"kind": quote.kind, "act": quote.act, "denied": str(quote.denied).lower(), "confidence": confidence} | name
