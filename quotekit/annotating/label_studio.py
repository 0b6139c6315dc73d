"""Quotes as tasks of Label Studio: JSON that its import takes, for projects with the interface `label_studio.xml`.

A task is an article; its prediction has a region for each piece of content, cue and source. The first piece of a
quote's content holds kind, act and speaker, and relations lead from it to the other pieces. Positions are code points,
as Label Studio counts them. What regions cannot hold is in `data`, which comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import IO, Any

from quotekit.analysis import Analysis
from quotekit.annotating.halves import in_halves
from quotekit.annotating.notes import RELATIONS, ROLES, known_of, note_of, titled_in
from quotekit.records import Article, Quote, Span, Speaker
from quotekit.rows import json_line


def interface() -> str:
    """The labeling interface of projects that import the tasks: to be pasted at Settings, Labeling Interface, Code.

    >>> interface().startswith("<View>")
    True
    """
    return Path(__file__).with_name("label_studio.xml").read_text(encoding="utf-8")


def write_label_studio(analyses: Iterable[Analysis], stream: IO[str]) -> None:
    r"""Write a JSON array of tasks, one an article, one a line.

    >>> import io
    >>> write_label_studio([], stream := io.StringIO())
    >>> stream.getvalue()
    '[\n]\n'
    """
    before = "[\n"
    for analysis in (part for several in analyses for part in several.by_article()):
        for article in analysis.articles:
            stream.write(before + json_line(_task(analysis, article)).rstrip("\n"))
            before = ",\n"
    stream.write(("\n" if before[0] == "," else before) + "]\n")


def _task(analysis: Analysis, article: Article) -> dict[str, Any]:
    inside = [quote for quote in analysis.quotes if quote.content and not article.is_apart(quote)]
    numbered = list(enumerate(inside, 1))
    result = [region for number, quote in numbered for region in _regions(analysis, quote, number, article.text)]
    beside = {
        "article": known_of(article),
        "speakers": [asdict(speaker) for speaker in analysis.speakers],
        "quotes": {_name(number): note_of(analysis, quote) for number, quote in numbered},
        "in_title": titled_in(analysis, article),
    }
    score = min((quote.confidence for quote in inside), default=1.0)
    return {
        # A header without a title would print "$title".
        "data": {"text": article.text, "title": article.title or article.id, "quotekit": json.dumps(in_halves(beside))},
        "predictions": [{"model_version": _version(), "score": round(score, 3), "result": result}],
    }


def _name(number: int) -> str:
    return f"q{number}"


def _regions(analysis: Analysis, quote: Quote, number: int, text: str) -> Iterator[dict[str, Any]]:
    """The pieces of a quote, what its first piece of content holds, and the relations between them."""
    pieces = list(_pieces(quote, _name(number)))
    first = pieces[0][0]
    for piece, role, span in pieces:
        yield {**_item(piece, "labels", "part", span, text, [role]), "score": round(quote.confidence, 3)}
    speaker = analysis.speaker_of(quote)
    held = ("choices", "kind", quote.kind), ("choices", "act", quote.act), ("textarea", "speaker", speaker)
    for kind, control, value in held:
        if value:
            told = value.name if isinstance(value, Speaker) else value
            yield _item(first, kind, control, quote.content[0], text, [told])
    for piece, role, _ in pieces[1:]:
        relation = {"from_id": first, "to_id": piece, "labels": [RELATIONS[role]]}
        yield {"type": "relation", **relation, "direction": "right"}


def _pieces(quote: Quote, name: str) -> Iterator[tuple[str, str, Span]]:
    """The pieces of a quote with their ids and roles, those of its content first."""
    for role, spans in zip(reversed(ROLES), (quote.content, quote.cue, quote.source)):
        for place, span in enumerate(spans, 1):
            yield f"{name}-{role.lower()}-{place}", role, span


def _item(region: str, kind: str, control: str, span: Span, text: str, told: list[str]) -> dict[str, Any]:
    """What a control says of a region; of a text area, what was written takes the place of the region's words."""
    key = "text" if kind == "textarea" else kind
    value = {"start": span.start, "end": span.end, "text": span.of(text), key: told}
    return {"id": region, "type": kind, "from_name": control, "to_name": "text", "value": value}


@cache
def _version() -> str:
    from importlib.metadata import version

    return f"quotekit {version('quotekit')}"
