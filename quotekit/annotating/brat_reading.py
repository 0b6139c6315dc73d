"""Quotes read back from brat standoff, as `brat` writes it, corrections by hand included."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from quotekit.analysis import Analysis
from quotekit.annotating.folders import INDEX, Files, Index, files_in, index_in, restored, text_in
from quotekit.annotating.halves import joined_halves
from quotekit.annotating.notes import (
    NOT_AS_WRITTEN,
    ROLES,
    article_of,
    complaint,
    decided,
    of_type,
    speaker_id,
    titled_of,
)
from quotekit.errors import InputError
from quotekit.gold import Places, places_of
from quotekit.records import ACTS, QUOTE_KINDS, Article, Quote, Span, Speaker


def read_standoff(path: str | Path) -> Iterator[Analysis]:
    """The articles of a folder or .zip of brat standoff, each with its quotes, in the order in which they were written.

    Any .ann with its text is read: ../text/NAME.txt for NAME_ANNOTATOR.ann, else NAME.txt beside NAME.ann. An event
    without an attribute `Act` is a statement; quotes without content are left out. Who speaks is what the event's note
    says; what else is known of articles and speakers is in `articles.jsonl`, where it is there.

    Raises InputError, which names file and line, for what cannot be read, and for a quote without an attribute `Kind`.

    >>> next(read_standoff("no/such"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such: no such folder or .zip
    """
    with ExitStack() as stack:
        files = files_in(Path(path), stack)
        annotated = [PurePosixPath(name) for name in files if name.endswith(".ann")]
        if not annotated:
            raise InputError(f"{path}: no *.ann in it")
        indices = {
            folder: index_in(files, (folder / INDEX).as_posix(), path)
            for folder in {one.parent.parent for one in annotated}
        }
        for one in sorted(annotated, key=lambda one: (_known(one, indices)[0], one)):
            yield _analysis(files, one, _known(one, indices)[1], f"{path}/{one}")


def _known(annotations: PurePosixPath, indices: Mapping[PurePosixPath, Index]) -> tuple[int, dict[str, Any]]:
    """What the index says of an article, with its number there; what it does not know comes last."""
    index = indices[annotations.parent.parent]
    return index.get(annotations.stem.rpartition("_")[0]) or (len(index), {})


# --- An article ---


@dataclass(slots=True)
class _Annotations:
    """The lines of one .ann file, by what they are."""

    places: dict[str, Places] = field(default_factory=dict)
    events: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    """For each event where it is, and its arguments."""
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    """Values, by event and attribute."""
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)


def _analysis(files: Files, annotations: PurePosixPath, known: dict[str, Any], where: str) -> Analysis:
    beside, stem = annotations.with_suffix(".txt"), annotations.stem.rpartition("_")[0]
    apart = annotations.parent.parent / "text" / f"{stem}.txt"
    name = next((one.as_posix() for one in (apart, beside) if one.as_posix() in files), None)
    if name is None:
        raise InputError(f"{where}: no text: neither {apart} nor {beside} is there")
    text = text_in(files, name, f"{where}: {name}")
    found = _annotations(text_in(files, annotations.as_posix(), where), len(text), where)
    try:
        article, speakers = article_of(restored(text, known), known, annotations.stem)
        titled = [titled_of(row, article) for row in known.get("in_title", ())]
    except NOT_AS_WRITTEN as error:
        raise InputError(f"{where}: its line in {INDEX} is not as it was written: {complaint(error):.200}") from None
    quotes = [_quote(found, event, article, number, speakers) for number, event in enumerate(found.events, 1)]
    return Analysis((article,), (*titled, *(quote for quote in quotes if quote.content)), tuple(speakers.values()))


def _annotations(text: str, length: int, where: str) -> _Annotations:
    annotations = _Annotations()
    for number, line in enumerate(text.split("\n"), 1):
        name, _, rest = line.partition("\t")
        what, _, words = rest.partition("\t")
        if name[:1] == "T":
            annotations.places[name] = places_of(what, length, f"{where}:{number}")
        elif name[:1] == "E":
            annotations.events[name] = f"{where}:{number}", what.split()
        elif name[:1] in ("A", "M"):
            label, event, value, *_ = [*what.split(), "", "", ""]
            annotations.attributes[event, label] = value
        elif what.startswith("AnnotatorNotes "):
            annotations.notes[what.split()[1]] = _note(words)
    return annotations


def _note(words: str) -> dict[str, Any]:
    """What a note of ours says; nothing where somebody wrote one for people."""
    try:
        note = json.loads(words, object_hook=joined_halves)
    except (ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}


def _quote(annotations: _Annotations, event: str, article: Article, number: int, speakers: dict[str, Speaker]) -> Quote:
    where, arguments = annotations.events[event]
    note = annotations.notes.get(event, {})
    parts: dict[str, list[Span]] = {role: [] for role in ROLES}
    for argument in arguments:
        label, _, target = argument.partition(":")
        role = label.rstrip("0123456789")
        if role in parts and not target.startswith("E"):  # an event may be the content of another one
            if target not in annotations.places:
                raise InputError(f"{where}: {argument!r:.60} names no place of this file")
            parts[role] += [Span(start, end) for start, end in annotations.places[target]]
    source, cue, content = (tuple(spans) for spans in parts.values())
    return Quote(
        id=of_type(note, "id", str, where) or f"{article.id}-{number}",
        article=article.id,
        kind=_one_of(annotations, event, "Kind", QUOTE_KINDS, where),
        act=_one_of(annotations, event, "Act", ACTS, where, "statement"),
        content=content,
        cue=cue,
        source=source,
        speaker=speaker_id(note, article, speakers, where),
        **decided(note, where),
    )


def _one_of(
    annotations: _Annotations, event: str, label: str, allowed: tuple[str, ...], where: str, default: str | None = None
) -> Any:
    value = annotations.attributes.get((event, label), default)
    if value not in allowed:
        raise InputError(f"{where}: {label} of {event} is {value!r:.60}, not one of {', '.join(allowed)}")
    return value
