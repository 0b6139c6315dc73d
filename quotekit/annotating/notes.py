"""What no annotation of a tool holds of articles, quotes and speakers, as JSON beside it, and read back from there.

A note is edited by people too: what is wrong in one is told by the place of the annotation.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

from quotekit.analysis import Analysis
from quotekit.errors import InputError
from quotekit.records import PARTS, Article, Mention, Quote, Span, Speaker, SpeakerKind
from quotekit.rows import COLUMNS, named

ROLES = ("Source", "Cue", "Content")
"""What the spans of a quote are called in annotation tools."""
RELATIONS = {"Cue": "cue", "Source": "source", "Content": "goes on"}
"""What the relation is called between a piece of a role and the first piece of content of its quote."""
NOTED = ("denied", "via", "part", *named("decision"))
"""Columns of a quote that its note holds, beside its id and its speaker."""
NOT_AS_WRITTEN = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What reading JSON that is no note of ours raises."""


def complaint(error: Exception) -> str:
    """What one of these says, for whoever wrote the JSON.

    >>> complaint(KeyError("data")), complaint(ValueError("speaker is a text, not 7"))
    ("it has no 'data'", 'speaker is a text, not 7')
    """
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)


# --- Written ---


def note_of(analysis: Analysis, quote: Quote) -> dict[str, Any]:
    """The note of a quote: its id, who speaks, how it was decided.

    >>> note_of(Analysis((), (), ()), Quote("a-1", "a", "direct", "statement", ()))["id"]
    'a-1'
    """
    speaker = analysis.speaker_of(quote)
    known = {"speaker": speaker.name, "speaker_kind": speaker.kind, "speaker_id": speaker.id} if speaker else {}
    return {"id": quote.id, **known, **{name: getattr(quote, name) for name in NOTED}}


def known_of(article: Article) -> dict[str, Any]:
    """What is known of an article beside its text.

    >>> known_of(Article("It rained.", "rain"))["id"]
    'rain'
    """
    return {one.name: getattr(article, one.name) for one in fields(article) if one.name not in ("text", "place")}


def titled_in(analysis: Analysis, article: Article) -> list[dict[str, Any]]:
    """The quotes in a title that the text does not have: no tool has a place for them.

    >>> titled_in(Analysis((), (), ()), Article("It rained.", "rain"))
    []
    """
    return [_titled(analysis, quote) for quote in analysis.quotes if article.is_apart(quote)]


def _titled(analysis: Analysis, quote: Quote) -> dict[str, Any]:
    places = {role.lower(): [[span.start, span.end] for span in getattr(quote, role.lower())] for role in ROLES}
    return {**note_of(analysis, quote), "kind": quote.kind, "act": quote.act, **places}


# --- Read back ---


def article_of(text: str, known: dict[str, Any], otherwise: str) -> tuple[Article, dict[str, Speaker]]:
    """The article with what `known_of` and the key `speakers` say, and its speakers by id. Raises `NOT_AS_WRITTEN`.

    >>> article_of("It rained.", {}, "rain")[0].id
    'rain'
    """
    rest = {one.name: known.get(one.name) for one in fields(Article) if one.name not in ("id", "text", "place")}
    speakers = [_speaker(row) for row in known.get("speakers", ())]
    return Article(text, known.get("id") or otherwise, **rest), {one.id: one for one in speakers}


def _speaker(row: dict[str, Any]) -> Speaker:
    mentions = tuple(Mention(Span(**one["span"]), one["kind"], one["name"]) for one in row["mentions"])
    lists = {key: tuple(row[key]) for key in ("aliases", "roles")}
    return Speaker(**row | lists | {"mentions": mentions})


def titled_of(row: dict[str, Any], article: Article) -> Quote:
    """A quote of `titled_in`. Raises `NOT_AS_WRITTEN`."""
    source, cue, content = (tuple(Span(*pair) for pair in row[role.lower()]) for role in ROLES)
    given = row["id"], article.id, row["kind"], row["act"], content, cue, source, row.get("speaker_id")
    return Quote(*given, **{name: row[name] for name in NOTED})


_KINDS = {"text": str, "integer": int, "number": int | float, "true or false": bool}


def decided(note: dict[str, Any], where: str) -> dict[str, Any]:
    """What a note says of its quote beside who speaks. Raises InputError, which says where, for other values.

    >>> decided({"confidence": 1, "speaker": "Ana"}, "a.ann:1")
    {'confidence': 1.0}
    """
    found = {name: of_type(note, name, _KINDS[COLUMNS[name].type], where) for name in NOTED}
    if found["part"] not in (None, *PARTS):
        raise InputError(f"{where}: part in its note is {found['part']!r:.60}, not one of {', '.join(PARTS)}")
    known = {name: value for name, value in found.items() if value is not None}
    return {name: float(value) if COLUMNS[name].type == "number" else value for name, value in known.items()}


def of_type(note: dict[str, Any], key: str, kind: Any, where: str) -> Any:
    """A value of a note, None where there is none. Raises InputError for one of another type.

    >>> of_type({"id": 7}, "id", str, "a.ann:1")
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: a.ann:1: id in its note is 7
    """
    value = note.get(key)
    if value is not None and not isinstance(value, kind):
        raise InputError(f"{where}: {key} in its note is {value!r:.60}")
    return value


def speaker_id(note: dict[str, Any], article: Article, speakers: dict[str, Speaker], where: str) -> str | None:
    """The id of who speaks by the note, who is put among the speakers where they are not known so; None for nobody.

    >>> speakers = {}
    >>> speaker_id({"speaker": "Ana"}, Article("It held.", "a"), speakers, "a.ann:1"), speakers["a:s1"].kind
    ('a:s1', 'person')
    """
    name, identity = (of_type(note, key, str, where) for key in ("speaker", "speaker_id"))
    if name is None:
        return None
    if identity in speakers and speakers[identity].name == name:
        return str(identity)
    same = next((one.id for one in speakers.values() if one.name == name), None)
    if same is None:
        same = next(free for n in range(1, len(speakers) + 2) if (free := f"{article.id}:s{n}") not in speakers)
        kind: Any = note.get("speaker_kind")
        speakers[same] = Speaker(same, name, kind if kind in get_args(SpeakerKind) else "person")
    return same
