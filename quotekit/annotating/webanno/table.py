"""A WebAnno TSV file as its text, the annotations of our layers, and the relations between them.

Read as INCEpTION reads it: the text is that of the sentences, one annotation is what has one number in several rows.
What other layers hold is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quotekit.annotating.notes import ROLES
from quotekit.annotating.webanno.cells import FEATURES, LINK_LAYER, SPAN_LAYER, Units, plain_text, references, stacked
from quotekit.errors import InputError
from quotekit.records import Span

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.[23]")
_LAYER = re.compile(r"#T_(SP|RL|CH)=([^|]+)((?:\|.*)?)")
_ROW = re.compile(r"(\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(\d{1,9})-(\d{1,9})\t")
_TEXT = "#Text="


@dataclass(frozen=True, slots=True)
class Annotation:
    """A piece of a quote."""

    span: Span
    role: str
    features: dict[str, str | None]
    line: int
    """Where it begins in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds."""

    text: str
    annotations: list[Annotation]
    """In the order in which they begin."""
    links: list[tuple[int, int]]
    """Relations, as two indices of annotations."""


def table_of(file: str, where: str) -> Table:
    r"""What a file holds. Raises InputError, with the file in front as `where`, and the line.

    >>> file = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=It held.\n1-1\t0-2\tIt\n1-2\t3-7\theld\n1-3\t7-8\t.\n"
    >>> table_of(file, "a.tsv").text
    'It held.'
    """
    lines = file.removeprefix("\ufeff").split("\n")
    if not _FORMAT.fullmatch(lines[0]):
        raise InputError(f"{where}:1: not #FORMAT=WebAnno TSV 3.3 or 3.2: {lines[0]!r:.60}")
    columns, end = _columns(lines, where)
    reading = _Reading(columns, where)
    for number, line in enumerate(lines[end:], end + 1):
        reading.take(number, line)
    return reading.table()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which fields of a row hold what, from 0; None for what the file has not."""

    count: int
    features: dict[str, int]
    links: int | None


def _columns(lines: list[str], where: str) -> tuple[_Columns, int]:
    """The columns that the header names, and the line behind it."""
    at, features, links, number = 3, dict[str, int](), None, 1
    while number < len(lines) and (line := lines[number]).strip():
        found = _LAYER.fullmatch(line)
        if found is None:
            raise InputError(f"{where}:{number + 1}: neither a layer nor the empty line behind them: {line!r:.60}")
        kind, layer, names = found[1], found[2], [name for name in found[3].split("|") if name]
        if kind == "SP" and layer == SPAN_LAYER:
            features = {name: at + place for place, name in enumerate(names) if name in FEATURES}
            if "role" not in features:
                raise InputError(f"{where}:{number + 1}: {SPAN_LAYER} has no role, of {', '.join(ROLES)}")
        if kind == "RL" and layer == LINK_LAYER:
            links = next((at + place for place, name in enumerate(names) if name == f"BT_{SPAN_LAYER}"), None)
        at += max(1, len(names))
        number += 1
    return _Columns(at, features, links), number


@dataclass(slots=True)
class _Part:
    """An annotation as far as it has been read: its UTF-16 units."""

    start: int
    end: int
    features: dict[str, str | None]
    line: int


@dataclass(slots=True)
class _Reading:
    """The lines read so far."""

    columns: _Columns
    where: str
    length: int = 0
    """Of the sentences that have begun, in units."""
    pieces: list[str] = field(default_factory=list)
    """The text up to there."""
    sentence: list[str] = field(default_factory=list)
    """The lines of a text whose first token is yet to come."""
    is_inside: bool = False
    """Whether rows of a sentence come."""
    words: list[tuple[int, int, int, str]] = field(default_factory=list)
    """The line of each row, its place in units, and its words."""
    parts: list[_Part] = field(default_factory=list)
    by_id: dict[int, int] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    """The annotations in each row."""
    links: list[tuple[int, str, str]] = field(default_factory=list)
    """The line, the row and the cell of relations."""

    def take(self, number: int, line: str) -> None:
        """Read a line."""
        here = f"{self.where}:{number}"
        if line.startswith("#"):
            if line.startswith(_TEXT):
                self.sentence.append(plain_text(line.removeprefix(_TEXT)))
        elif line:
            row, fields = _ROW.match(line), line.split("\t")
            if row is None:
                raise InputError(f"{here}: not a token, such as 1-1, 0-5 and its words: {line!r:.60}")
            if len(fields) < self.columns.count:
                raise InputError(f"{here}: {len(fields)} columns, but the header tells of {self.columns.count}")
            start, end = int(row[2]), int(row[3])
            self._go_on(start, here)
            self.words.append((number, start, end, fields[2]))
            try:
                self._annotate(number, row[1], start, end, fields)
            except ValueError as error:
                raise InputError(f"{here}: {error}") from None
        elif self.sentence:
            raise InputError(f"{here}: a sentence without a token")
        else:
            self.is_inside = False

    def _go_on(self, start: int, here: str) -> None:
        if self.sentence:
            self._begin(start, here)
            self.is_inside = True
        elif not self.is_inside:
            raise InputError(f"{here}: a token of no sentence: no #Text= in front of it")

    def _begin(self, start: int, here: str) -> None:
        """Put a sentence behind the others, with its first token at a unit."""
        gap = start - self.length
        if self.pieces and gap < 0:
            raise InputError(f"{here}: begins at {start}, but the text before it ends at {self.length}")
        # The line end behind a sentence is there only where there is room for it.
        between = ("\n" if self.pieces else " ") + " " * (gap - 1) if gap > 0 else ""
        words = "\n".join(self.sentence)
        self.pieces += (between, words)
        self.length = start + _units(words)
        self.sentence = []

    def _annotate(self, number: int, row: str, start: int, end: int, fields: list[str]) -> None:
        columns = {name: stacked(fields[at]) for name, at in self.columns.features.items()}
        here = self.rows.setdefault(row, [])
        for place, (_, identity) in enumerate(columns.get("role", ())):
            values = {name: column[place][0] for name, column in columns.items() if place < len(column)}
            known = self.by_id.get(identity) if identity is not None else None
            if known is None:
                known = len(self.parts)
                self.parts.append(_Part(start, end, values, number))
                if identity is not None:
                    self.by_id[identity] = known
            self.parts[known].end = max(end, self.parts[known].end)
            here.append(known)
        if self.columns.links is not None and fields[self.columns.links] != "_":
            self.links.append((number, row, fields[self.columns.links]))

    def table(self) -> Table:
        """What all lines hold."""
        if self.sentence:
            raise InputError(f"{self.where}: ends in a sentence without a token")
        text = "".join(self.pieces)
        units = Units(text)
        for number, start, end, words in self.words:
            held = text[units.place(start) : units.place(end)]
            if held not in (words, plain_text(words)):
                raise InputError(f"{self.where}:{number}: {words!r:.60}, but the text has {held!r:.60} there")
        rest = text[units.place(max((end for _, _, end, _ in self.words), default=0)) :]
        if re.search(r"\w", rest):
            raise InputError(f"{self.where}: ends within a sentence, before {rest!r:.60}")
        return Table(text, [self._annotation(part, units) for part in self.parts], list(self._linked()))

    def _annotation(self, part: _Part, units: Units) -> Annotation:
        here, role = f"{self.where}:{part.line}", part.features.get("role")
        start, end = units.place(part.start), units.place(part.end)
        if start is None or end is None or start >= end:
            allowed = f"of {units.before(-1)} units of UTF-16"
            raise InputError(f"{here}: {part.start} to {part.end} is no place in a text {allowed}")
        if role not in ROLES:
            raise InputError(f"{here}: the role of an annotation is {role!r:.60}, not one of {', '.join(ROLES)}")
        return Annotation(Span(start, end), role, part.features, part.line)

    def _linked(self) -> Iterator[tuple[int, int]]:
        for number, row, cell in self.links:
            try:
                for source_row, source, target in references(cell):
                    yield self._end(source_row, source), self._end(row, target)
            except ValueError as error:
                raise InputError(f"{self.where}:{number}: {error}") from None

    def _end(self, row: str, identity: int) -> int:
        """The annotation at an end of a relation: that with the number, else the first of the row."""
        here = self.rows.get(row, [])
        found = self.by_id.get(identity) if identity else next(iter(here), None)
        if found is None:
            raise ValueError(f"a relation leads to {f'the number {identity}' if identity else row}, which is no piece")
        return found


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
