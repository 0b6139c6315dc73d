"""Reads who speaks in annotated articles, and what the rankers of speakers decide there: for fitting only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.gold import Places, read_attributions
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.choice.resolve import walk
from quotekit.speakers.discourse import HE, Discourse
from quotekit.text.document import View, look
from quotekit.text.ranking import Features, named
from quotekit.training.rankers import Decision, decision

QUOTES = "quotes.jsonl"
"""What has sources and speakers of its own, where a folder has it."""
_TITLES = frozenset(
    "mr mrs ms dr sen senator rep gov governor president the a an sir former secretary judge justice gen".split()
)


class Gold(NamedTuple):
    """What is known of the quotation of a draft."""

    speaker: tuple[str, ...]
    """The words of the full name in small letters; none where nobody is named."""
    is_group: bool
    """Whether that is several people, and so no one of them."""
    is_pronoun: bool
    """Whether its source is "he" or "she"."""


Known = list[tuple[QuoteDraft, Gold | None]]
"""The quotations of an article in the order of the text, and who speaks where it was read."""


def decisions_in(folder: Path, model: Model) -> Iterator[tuple[str, Decision]]:
    """What the rankers decide on the quotations of a folder, and what would be right.

    `quotes.jsonl` has sources of its own; where there is none, those of the attributions go with `speakers.jsonl`.
    """
    whole = (folder / QUOTES).exists()
    gold = rows_by_article(folder / (QUOTES if whole else "speakers.jsonl"))
    for article, rows in sorted(gold.items()):
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        view, names = with_names(look(text, model.lexicon, model.casing), model.kinds)
        if whole:
            known = _of_quotes(view, rows)
        else:
            path = min((folder / "attributions").glob(f"{article}_*.ann"))
            known = [(draft, _gold_of(view, draft, rows)) for draft in read_brat(path, view)]
        discourse = Discourse(view, cast_of(names, model.lexicon), model.rankers)
        yield from _watched(article, discourse, sorted(known, key=lambda item: item[0].start))


def _watched(article: str, discourse: Discourse, known: Known) -> Iterator[tuple[str, Decision]]:
    wanted: dict[int, Gold] = {}
    for draft, gold in known:
        if gold and draft.source:
            wanted.setdefault(draft.source[0], gold)
    found: list[tuple[str, Decision]] = []

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        gold = wanted.get(discourse.at)
        if gold is None or (task == "pronoun" and not gold.is_pronoun):
            return discourse.rankers[task].best(rows)
        right = _closest([i for i, entity in enumerate(entities) if _is_right(entity, gold)], entities, gold)
        found.append((task, decision(article, map(named, rows), right)))
        return right[0] if right else discourse.rankers[task].best(rows)

    discourse.choose = choose
    walk(discourse, [draft for draft, _ in known])
    return iter(found)


def _closest(right: list[int], entities: Sequence[Entity | None], gold: Gold) -> list[int]:
    """Of several who go with the gold those whose names are the nearest: Ana Ruiz, not "fire chief Ana Ruiz"."""
    if len(right) < 2:
        return right
    away = {i: abs(len(_words(entity.name)) - len(gold.speaker)) for i in right if (entity := entities[i])}
    return [i for i in right if away.get(i) == min(away.values())]


def _is_right(entity: Entity | None, gold: Gold) -> bool:
    if entity is None:
        return not gold.speaker
    return is_called(entity.name, gold.speaker) and not (gold.is_group and entity.kind == "person")


def rows_by_article(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of a file of JSON Lines by their article, both in the order of the file."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(row)
    return rows


def _of_quotes(view: View, rows: Sequence[dict[str, Any]]) -> Known:
    """The quotations of `quotes.jsonl`, each with its own source."""
    known: Known = []
    for row in rows:
        content = tuple(sorted(_tokens(view, row["content"])))
        if content:
            source, cue = _longest(view, row["source"]), next(_tokens(view, row["cue"]), None)
            draft = QuoteDraft(content, "gold", source=source, cue=cue, kind=row["kind"])
            known.append((draft, _gold(view, draft, row)))
    return known


def _gold_of(view: View, draft: QuoteDraft, rows: Sequence[dict[str, Any]]) -> Gold | None:
    """The gold quotation that shares half of the characters with a draft."""
    start, end = view.table.start, view.table.end
    own = {i for first, last in draft.content for i in range(start[first], end[last - 1])}
    for row in rows:
        content = {i for first, last in row["content"] for i in range(first, last)}
        if 2 * len(own & content) >= len(own | content):
            return _gold(view, draft, row) if row["speaker"] else None
    return None


def _gold(view: View, draft: QuoteDraft, row: dict[str, Any]) -> Gold | None:
    if row.get("unsure"):
        return None
    source = draft.source
    is_pronoun = source is not None and source[1] - source[0] == 1 and view.word[source[0]].lower() in HE
    is_group = (row.get("speaker_kind") or row.get("kind")) == "group"
    return Gold(_words(row["speaker"]) if row["speaker"] else (), is_group, is_pronoun)


def _words(name: str) -> tuple[str, ...]:
    words = "".join(c if c.isalnum() else " " for c in name.replace("’s", "").replace("'s", "").casefold()).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return tuple(words)


def is_called(name: str, speaker: tuple[str, ...]) -> bool:
    """Whether a name goes with the words of a full one: a part of it, or more, with the same last word.

    >>> is_called("Okello", ("ruth", "okello")), is_called("Ruth", ("ruth", "okello"))
    (True, False)
    """
    short, long = sorted((_words(name), speaker), key=len)
    return bool(short) and set(short) <= set(long) and short[-1] == long[-1]


def read_brat(path: Path, view: View) -> Iterator[QuoteDraft]:
    """The attributions of one brat file as drafts, each with the longest piece of its source."""
    for attribution in read_attributions(path, len(view.table.text)):
        content = tuple(sorted(_tokens(view, attribution["content"])))
        if content:
            yield QuoteDraft(content, "brat", source=_longest(view, attribution["source"]))


def _longest(view: View, places: Places) -> tuple[int, int] | None:
    return max(_tokens(view, places), key=lambda piece: piece[1] - piece[0], default=None)


def _tokens(view: View, places: Places) -> Iterator[tuple[int, int]]:
    for start, end in places:
        first = int(view.table.end.searchsorted(start, "right"))
        last = int(view.table.start.searchsorted(end, "left"))
        if first < last:
            yield first, last
