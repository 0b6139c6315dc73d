"""Brat-style gold: articles of a folder and where each of their attributions has source, cue and content.

Reading it needs no tokens. Whoever wants the gold as labels of our tokens (to fit a model) asks for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quotekit.errors import InputError
from quotekit.plugins import load
from quotekit.records import ACTS, Act, Quote

if TYPE_CHECKING:
    from quotekit.analysis import Analysis
    from quotekit.text.document import View
    from quotekit.text.lexicon import Lexicon

_WORDS_ONLY = re.compile(r"\W+")
ROLES = ("source", "cue", "content")
Places = list[tuple[int, int]]
"""Ranges of code points of a text, half-open."""
Attribution = dict[str, Places]
"""The places of each of `ROLES`."""


@dataclass(frozen=True, eq=False)
class GoldArticle:
    """An annotated article.

    >>> GoldArticle("a", "She left.", []).view.word
    ['She', 'left', '.']
    """

    name: str
    text: str
    attributions: list[Attribution]
    acts: tuple[Act | None, ...] = ()
    """What each attribution is; none, or None, where the gold does not tell."""
    contradicted: tuple[str, ...] = ()
    """Where its annotations have other words than its text has at their places: "a_gold.ann:7"."""
    lexicon: Lexicon | None = None
    """By which words are told apart in the view; None for the word tables of the package."""

    @cached_property
    def view(self) -> View:
        """The text cut into tokens, when first asked for."""
        from quotekit.text.document import look  # who only counts words needs no word tables

        return look(self.text, self.lexicon)


# --- Reading ---


def read_folder(folder: Path) -> Iterator[GoldArticle]:
    """The articles of FOLDER/text/NAME.txt that have FOLDER/attributions/NAME_ANNOTATOR.ann, by name.

    The first annotator is the gold; what has a text or annotations alone is passed over. A folder that has files of
    WebAnno TSV instead is gold too. Raises InputError where nothing is left, and for what cannot be read.

    >>> next(read_folder(Path("no/such")))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such: no such folder; gold has text/NAME.txt and attributions/NAME_ANNOTATOR.ann
    """
    needed = "gold has text/NAME.txt and attributions/NAME_ANNOTATOR.ann"
    if not folder.is_dir():
        raise InputError(f"{folder}: {'a file' if folder.exists() else 'no such folder'}; {needed}")
    if not (folder / "text").is_dir() and any(folder.rglob("*.tsv")):
        yield from _of_analyses(folder)
        return
    texts = {path.stem: path for path in (folder / "text").glob("*.txt")}
    annotated = {name: next(iter(own.values())) for name, own in annotations_in(folder).items()}
    if not texts.keys() & annotated.keys():
        raise InputError(f"{folder}: no gold, {len(texts)} texts and annotations of {len(annotated)}; {needed}")
    acts = read_acts(folder / "quotes.jsonl") if (folder / "quotes.jsonl").exists() else {}
    for name in sorted(texts.keys() & annotated.keys()):
        text = text_of(texts[name])
        found = read_attributions(annotated[name], len(text))
        known = tuple(acts.get((name, *one["content"])) for one in found) if acts else ()
        yield GoldArticle(name, text, found, known, tuple(contradictions(annotated[name], text)))


def _of_analyses(folder: Path) -> Iterator[GoldArticle]:
    """The articles of a folder of WebAnno TSV, by name; where several annotated one, the first of them counts."""
    found: dict[str, Analysis] = {}
    for one in load("quotekit.annotating.webanno.reading:read_webanno")(folder):
        found.setdefault(one.articles[0].id, one)
    for name, analysis in sorted(found.items()):
        acts = tuple(quote.act for quote in _inside(analysis))
        yield GoldArticle(name, analysis.articles[0].text, attributions_of(analysis), acts)


def attributions_of(analysis: Analysis) -> list[Attribution]:
    """The places of the quotes of one article, without those in a title apart."""
    spans = [{role: getattr(quote, role) for role in ROLES} for quote in _inside(analysis)]
    return [{role: [(span.start, span.end) for span in own] for role, own in one.items()} for one in spans]


def _inside(analysis: Analysis) -> list[Quote]:
    return [quote for quote in analysis.quotes if not analysis.articles[0].is_apart(quote)]


def annotations_in(folder: Path) -> dict[str, dict[str, Path]]:
    """The files FOLDER/attributions/NAME_ANNOTATOR.ann, by NAME and, in the order of the alphabet, by ANNOTATOR.

    >>> annotations_in(Path("no/such"))
    {}
    """
    found: dict[str, dict[str, Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        found.setdefault(name, {})[annotator] = path
    return found


def read_acts(path: Path) -> dict[tuple[str | tuple[int, int], ...], Act]:
    """The act of each quote of a JSON Lines file, by the name of its article and the places of its content.

    Raises InputError, which names the line, where one lacks these or is no object.
    """
    found: dict[tuple[str | tuple[int, int], ...], Act] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        try:
            row = json.loads(line)
            act, key = row["act"], (row["article"], *((int(start), int(end)) for start, end in row["content"]))
        except (ValueError, TypeError, KeyError):
            raise InputError(f"{path}:{number}: no quote with article, content and act: {line!r:.60}") from None
        if act not in ACTS:
            raise InputError(f"{path}:{number}: act is {', '.join(ACTS[:-1])} or {ACTS[-1]}, not {act!r:.40}")
        found[key] = act
    return found


def text_of(path: Path, encoding: str = "utf-8") -> str:
    r"""The text of a UTF-8 file, every line end as \n. Raises InputError where there is none.

    >>> text_of(Path("no/such.txt"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such.txt: no such file or directory
    """
    try:
        return path.read_text(encoding=encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}") from None
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def read_attributions(path: Path, length: int) -> list[Attribution]:
    """The attribution events of one .ann file on a text of `length` code points; those without content are left out.

    Lines that begin neither with T1, T2 ... nor with E1, E2 ... are notes, or covered text that holds a line end.
    Raises InputError, which names the line, where a place is none or is outside the text, or an event names a place
    that is not in the file.
    """
    places: dict[str, Places] = {}
    events: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text_of(path, "utf-8-sig").split("\n"), 1):
        if line[:1] in ("T", "E") and line[1:2].isdigit():
            name, tab, rest = line.partition("\t")
            where, what = f"{path}:{number}", rest.partition("\t")[0]
            if not tab:
                raise InputError(f"{where}: no tab behind the name of the annotation: {line!r:.60}")
            if name.startswith("T"):
                places[name] = places_of(what, length, where)
            else:
                events.append((where, what.split()))
        elif "\0" in line:  # nobody's note: what a power cut left of a file
            raise InputError(f"{path}:{number}: has NUL bytes")
    found = [_attribution(arguments, places, where) for where, arguments in events]
    return [attribution for attribution in found if attribution["content"]]


def contradictions(path: Path, text: str) -> Iterator[str]:
    """Where an .ann file has other words for a place than its text has there ("PATH:LINE"): it is of another text.

    Only letters and digits count; line ends may be anything. The places are those that `read_attributions` takes.
    """
    for number, line in enumerate(text_of(path, "utf-8-sig").split("\n"), 1):
        if line[:1] == "T" and line[1:2].isdigit():
            what, _, words = line.partition("\t")[2].partition("\t")
            places = places_of(what, len(text), f"{path}:{number}")
            printed = "".join(text[start:end] for start, end in places)
            if not _WORDS_ONLY.sub("", printed).startswith(_WORDS_ONLY.sub("", words)):
                yield f"{path}:{number}"


def places_of(label_and_offsets: str, length: int, where: str) -> Places:
    """The places of "Content 3 10;12 20". Raises InputError where they are none of a text of `length`.

    >>> places_of("Content 3 10;12 20", 20, "a.ann:1")
    [(3, 10), (12, 20)]
    """
    _, _, offsets = label_and_offsets.partition(" ")
    try:
        places = [(int(start), int(end)) for start, end in (part.split() for part in offsets.split(";"))]
    except ValueError:
        raise InputError(
            f"{where}: not LABEL START END, or LABEL START END;START END ...: {label_and_offsets!r:.60}"
        ) from None
    for start, end in places:
        check_place(start, end, length, where)
    return places


def check_place(start: int, end: int, length: int, where: str) -> None:
    """Raise InputError, with `where` in front, unless 0 <= start < end <= length.

    >>> check_place(3, 12, 10, "a.ann:7")
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: a.ann:7: 3 to 12 is no place in a text of 10 characters: 0 <= start < end <= 10
    """
    if not 0 <= start < end <= length:
        allowed = f"in a text of {length} characters: 0 <= start < end <= {length}"
        raise InputError(f"{where}: {start} to {end} is no place {allowed}")


def _attribution(arguments: list[str], places: dict[str, Places], where: str) -> Attribution:
    attribution: Attribution = {role: [] for role in ROLES}
    for argument in arguments:
        label, _, target = argument.partition(":")
        role = label.rstrip("0123456789").lower()
        if role in attribution and not target.startswith("E"):  # an event may be the content of another one
            if target not in places:
                raise InputError(f"{where}: {argument!r:.60} names no place of this file, which has {len(places)}")
            attribution[role] += places[target]
    return attribution
