"""Quotes read back from WebAnno TSV, as `files` writes it and INCEpTION exports it, corrections by hand included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from quotekit.analysis import Analysis
from quotekit.annotating.folders import INDEX, Files, Index, files_in, index_in, restored, text_in
from quotekit.annotating.notes import NOT_AS_WRITTEN, article_of, complaint, decided, of_type, speaker_id, titled_of
from quotekit.annotating.webanno.cells import fit
from quotekit.annotating.webanno.table import Annotation, Table, table_of
from quotekit.errors import InputError
from quotekit.records import ACTS, QUOTE_KINDS, Article, Quote, Span, Speaker


def read_webanno(path: str | Path) -> Iterator[Analysis]:
    """The articles of a folder or .zip of WebAnno TSV, or of one file, each with its quotes in the order of the text.

    An annotation of the layer `webanno.custom.QuotePart` is a piece of a quote; relations of `QuoteLink`, whichever way
    they lead, tie pieces of content together, and to them their cues and sources. `articles.jsonl` says what else is
    known, where it is there: of the file NAME.tsv, or of the files in a folder NAME.tsv, one an annotator, as INCEpTION
    exports projects; what was imported there, INITIAL_CAS.tsv, is passed over.

    Raises InputError, which names file and line, for what cannot be read, and for a quote without a kind.

    >>> next(read_webanno("no/such"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such: no such folder or .zip
    """
    yield from (analysis for _, analysis in annotated_files(Path(path)))


def annotators_in(path: Path) -> Iterator[tuple[str, Analysis]]:
    """The same with who annotated each: NAME.tsv/USER.tsv of an exported project, or USER/NAME.tsv.

    What a curator made of them, in `curation`, is passed over.
    """
    for file, analysis in annotated_files(path):
        if "curation" not in file.parts:
            yield (file.stem if file.parent.suffix.lower() == ".tsv" else file.parent.name), analysis


def annotated_files(path: Path) -> Iterator[tuple[PurePosixPath, Analysis]]:
    """The files that `read_webanno` reads, each with its article."""
    with ExitStack() as stack:
        alone = path.is_file() and path.suffix.lower() == ".tsv"
        files: Files = {path.name: path.read_bytes} if alone else files_in(path, stack)
        named = (PurePosixPath(name) for name in files if name.lower().endswith(".tsv"))
        written = [one for one in named if one.stem != "INITIAL_CAS"]
        if not written:
            raise InputError(f"{path}: no *.tsv in it")
        index: Index = {}
        for name in sorted(name for name in files if PurePosixPath(name).name == INDEX):
            index |= index_in(files, name, path)
        for one in sorted(written, key=lambda one: (_known(one, index)[0], one)):
            where = str(path) if alone else f"{path}/{one}"
            yield one, _analysis(text_in(files, one.as_posix(), where), _name(one, index), _known(one, index)[1], where)


def _name(file: PurePosixPath, index: Index) -> str:
    """The NAME of the article of a file, which is that of its folder in what INCEpTION exports of a whole project."""
    return file.parent.stem if file.stem not in index and file.parent.suffix.lower() == ".tsv" else file.stem


def _known(file: PurePosixPath, index: Index) -> tuple[int, dict[str, Any]]:
    """What the index says of an article, with its number there; what it does not know comes last."""
    return index.get(_name(file, index)) or (len(index), {})


# --- An article ---


def _analysis(file: str, name: str, known: dict[str, Any], where: str) -> Analysis:
    table = table_of(file, where)
    try:
        article, speakers = article_of(restored(table.text, known), known, name)
        titled = [titled_of(row, article) for row in known.get("in_title", ())]
        notes: Mapping[str, Any] = {str(key): dict(note) for key, note in known.get("quotes", {}).items()}
    except NOT_AS_WRITTEN as error:
        raise InputError(f"{where}: its line in {INDEX} is not as it was written: {complaint(error):.200}") from None
    quote_of = partial(_quote, notes=notes, article=article, speakers=speakers, where=where)
    taken = {note.get("id") for note in notes.values()}
    free = (name for number in count(1) if (name := f"{article.id}-{number}") not in taken)
    quotes = [quote_of(contents, others, free) for contents, others in _grouped(table)]
    return Analysis((article,), (*titled, *quotes), tuple(speakers.values()))


Group = tuple[list[Annotation], list[Annotation]]
"""The pieces of the content of a quote, in text order, and its cues and sources."""


def _grouped(table: Table) -> list[Group]:
    """The quotes: pieces of content that relations tie together, and what is tied to one of them."""
    parts = table.annotations
    contents = sorted((at for at, part in enumerate(parts) if part.role == "Content"), key=lambda at: parts[at].span)
    place = {at: number for number, at in enumerate(contents)}
    leader = {at: at for at in contents}

    def led(one: int) -> int:
        while leader[one] != one:
            leader[one] = one = leader[leader[one]]
        return one

    for one, other in table.links:
        if one in place and other in place:
            first, second = sorted((led(one), led(other)), key=place.__getitem__)
            leader[second] = first
    groups: dict[int, tuple[list[int], set[int]]] = {}
    for at in contents:
        groups.setdefault(led(at), ([], set()))[0].append(at)
    for one, other in (*table.links, *((other, one) for one, other in table.links)):
        if one in place and other not in place:
            groups[led(one)][1].add(other)
    return [([parts[at] for at in own], [parts[at] for at in sorted(others)]) for own, others in groups.values()]


def _quote(
    contents: list[Annotation],
    others: list[Annotation],
    free: Iterator[str],
    notes: Mapping[str, Any],
    article: Article,
    speakers: dict[str, Speaker],
    where: str,
) -> Quote:
    first = next((one for one in contents if one.features.get("kind")), contents[0])
    here = f"{where}:{first.line}"
    note = dict(notes.get(first.features.get("quote") or "", {}))
    _corrected(note, first.features, here)
    return Quote(
        id=of_type(note, "id", str, here) or next(free),
        article=article.id,
        kind=_one_of(first, "kind", QUOTE_KINDS, here),
        act=_one_of(first, "act", ACTS, here, "statement"),
        content=_spans(contents, "Content"),
        cue=_spans(others, "Cue"),
        source=_spans(others, "Source"),
        speaker=speaker_id(note, article, speakers, here),
        **decided(note, here),
    )


def _spans(parts: list[Annotation], role: str) -> tuple[Span, ...]:
    return tuple(sorted({part.span for part in parts if part.role == role}))


def _corrected(note: dict[str, Any], features: Mapping[str, str | None], where: str) -> None:
    """Put into the note of a quote what its annotation says; what is there still as it was written stays exact."""
    speaker, known = features.get("speaker") or None, note.get("speaker")
    if speaker != (fit(known) if isinstance(known, str) and known else None):
        note["speaker"] = speaker
    if denied := features.get("denied"):
        if denied not in ("true", "false"):
            raise InputError(f"{where}: denied is {denied!r:.60}, not true or false")
        note["denied"] = denied == "true"
    if confidence := features.get("confidence"):
        try:
            told = float(confidence)
        except ValueError:
            told = -1.0
        if not 0 <= told <= 1:
            raise InputError(f"{where}: confidence is {confidence!r:.60}, not a number from 0 to 1")
        known = note.get("confidence")
        if not isinstance(known, int | float) or round(known, 3) != round(told, 3):
            note["confidence"] = told


def _one_of(part: Annotation, name: str, allowed: tuple[str, ...], where: str, default: str | None = None) -> Any:
    value = part.features.get(name) or default
    if value not in allowed:
        raise InputError(f"{where}: its {name} is {value!r:.60}, not one of {', '.join(allowed)}")
    return value
