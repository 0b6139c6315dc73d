"""Reads gold coreference (GUM's CoNLL-U) and what the rankers of speakers decide on it: for fitting only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotekit.attribution.find import find_drafts
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.choice.resolve import walk
from quotekit.speakers.discourse import Discourse
from quotekit.text.document import View, look
from quotekit.text.ranking import Features, named
from quotekit.training.rankers import Decision, decision

_GENRES = frozenset({"news", "bio", "interview", "voyage", "speech"})
_BRACKET = re.compile(r"[()]|[^()]+")


class Place(NamedTuple):
    """Where a person is mentioned, in code points, and the number of the chain."""

    start: int
    end: int
    chain: str


def decisions_of(paths: Iterable[Path], weight: float, model: Model) -> Iterator[tuple[str, Decision]]:
    """What "he" and "she" mean in files of gold coreference, as decisions with their task.

    Of GUM the genres that are like news are read.
    """
    for path in paths:
        corpus, genre = [*path.stem.split("_"), ""][:2]
        if corpus != "GUM" or genre in _GENRES:
            text, places = read_conllu(path.read_text(encoding="utf-8"))
            if places:
                yield from _decided(path.stem, text, places, weight, model)


def read_conllu(document: str) -> tuple[str, list[Place]]:
    r"""The text of a document, paragraphs divided by empty lines, and its mentions of people.

    >>> line = "1\tAnn\t_\t_\t_\t_\t_\t_\t_\tEntity=(4-person-new)"
    >>> read_conllu(line)
    ('Ann ', [Place(start=0, end=3, chain='4')])
    """
    text = ""
    places: list[Place] = []
    opened: list[tuple[str, int, str]] = []
    for line in document.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip() + "\n\n"
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        misc = dict(cell.split("=", 1) for cell in cells[9].split("|") if "=" in cell)
        start, end = len(text), len(text) + len(cells[1])
        text += cells[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
        places += _closed(misc.get("Entity", ""), opened, start, end)
    return text, places


def _closed(brackets: str, opened: list[tuple[str, int, str]], start: int, end: int) -> Iterator[Place]:
    """The mentions of people that end at a token; those that begin there are put on the stack `opened`."""
    opening, label = False, ""
    for piece in _BRACKET.findall(brackets):
        if piece == ")":
            chain = "" if opening else label
            last = [i for i, one in enumerate(opened) if chain in ("", one[0])]
            if last:
                found, begin, kind = opened.pop(last[-1])
                if kind == "person":
                    yield Place(begin, end, found)
        elif piece != "(" and opening:
            chain, kind = [*piece.split("-"), ""][:2]
            opened.append((chain, start, kind))
        opening = piece == "(" or (opening and piece not in "()")
        label = piece if piece not in "()" else ""


def _decided(
    article: str, text: str, places: list[Place], weight: float, model: Model
) -> Iterator[tuple[str, Decision]]:
    view, names = with_names(look(text, model.lexicon, model.casing), model.kinds)
    cast = cast_of(names, model.lexicon)
    chains = {entity: _chain_of(view, entity, places) for entity in cast.entities}
    exact = {(place.start, place.end): place.chain for place in places}
    [drafts] = find_drafts([view], model.passes, model.decisions)
    found: list[tuple[str, Decision]] = []
    discourse = Discourse(view, cast, model.rankers)

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        at = discourse.at
        want = exact.get((int(view.table.start[at]), int(view.table.end[at]))) if task == "pronoun" else None
        right = [i for i, entity in enumerate(entities) if entity and want and chains.get(entity) == want]
        if right:
            found.append((task, decision(article, map(named, rows), right, weight)))
        return right[0] if right else model.rankers[task].best(rows)

    discourse.choose = choose
    walk(discourse, drafts)
    return iter(found)


def _chain_of(view: View, entity: Entity, places: list[Place]) -> str | None:
    """The chain of most of the mentions of an entity: of the shortest gold mention around each."""
    found: Counter[str | None] = Counter()
    for first, last in entity.places[:6]:
        start, end = int(view.table.start[first]), int(view.table.end[last - 1])
        around = [p for p in places if p.start <= start and end <= p.end and p.end - p.start <= end - start + 60]
        found[min(around, key=lambda p: p.end - p.start).chain if around else None] += 1
    return found.most_common(1)[0][0]
