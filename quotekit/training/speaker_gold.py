"""Reads who speaks in annotated articles, and what the rankers of speakers decide there: for fitting only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotekit.attribution.drafts import QuoteDraft
from quotekit.gold import Places, read_attributions
from quotekit.models.model import Model
from quotekit.speakers.cast import Entity, cast_of
from quotekit.speakers.discourse import HE, Discourse
from quotekit.speakers.resolve import walk
from quotekit.text.document import View, look
from quotekit.text.names import with_names
from quotekit.text.ranking import Features
from quotekit.training.rankers import Decision, decision

_TITLES = frozenset(
    "mr mrs ms dr sen senator rep gov governor president the a an sir former secretary judge justice gen".split()
)


class Gold(NamedTuple):
    """A quotation and its speaker by full name."""

    content: frozenset[int]
    """Code points."""
    speaker: tuple[str, ...]
    """The words of the name in small letters."""
    nominal: bool


def decisions_in(folder: Path, model: Model) -> Iterator[tuple[str, Decision]]:
    """What the rankers decide on the quotations of a folder, and what would be right."""
    gold = _read_gold(folder / "speakers.jsonl")
    for article, wanted in sorted(gold.items()):
        text = (folder / "text" / f"{article}.txt").read_text(encoding="utf-8")
        view, names = with_names(look(text, model.lexicon), model.kinds)
        path = min((folder / "attributions").glob(f"{article}_*.ann"))
        drafts = sorted(read_brat(path, view), key=lambda draft: draft.start)
        discourse = Discourse(view, cast_of(names, model.lexicon), model.rankers)
        yield from _watched(article, discourse, drafts, wanted)


def _watched(
    article: str, discourse: Discourse, drafts: list[QuoteDraft], wanted: list[Gold]
) -> Iterator[tuple[str, Decision]]:
    view = discourse.view
    speakers: dict[tuple[int, str], tuple[str, ...]] = {}
    for draft in drafts:
        gold = _gold_of(view, draft, wanted)
        if gold and draft.source:
            bare = draft.source[1] - draft.source[0] == 1 and view.word[draft.source[0]].lower() in HE
            if bare or gold.nominal:
                speakers[draft.source[0], "pronoun" if bare else "description"] = gold.speaker
    found: list[tuple[str, Decision]] = []

    def choose(task: str, rows: Sequence[Features], entities: Sequence[Entity | None]) -> int:
        want = speakers.get((discourse.at, task))
        if want is None:
            return discourse.rankers[task].best(rows)
        right = [i for i, entity in enumerate(entities) if entity and is_called(entity.name, want)]
        if task == "description" and not right:
            right = [i for i, entity in enumerate(entities) if entity is None]
        found.append((task, decision(article, rows, right)))
        return right[0] if right else discourse.rankers[task].best(rows)

    discourse.choose = choose
    walk(discourse, drafts)
    return iter(found)


def _read_gold(path: Path) -> dict[str, list[Gold]]:
    gold: dict[str, list[Gold]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["speaker"] and not row.get("unsure"):
            content = frozenset(i for start, end in row["content"] for i in range(start, end))
            nominal = row["mention"] == "nominal"
            gold.setdefault(row["article"], []).append(Gold(content, _words(row["speaker"]), nominal))
    return gold


def _gold_of(view: View, draft: QuoteDraft, wanted: list[Gold]) -> Gold | None:
    """The gold quotation that shares half of the characters with a draft."""
    start, end = view.table.start, view.table.end
    own = {i for first, last in draft.content for i in range(start[first], end[last - 1])}
    return next((gold for gold in wanted if 2 * len(own & gold.content) >= len(own | gold.content)), None)


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
            source = max(_tokens(view, attribution["source"]), key=lambda piece: piece[1] - piece[0], default=None)
            yield QuoteDraft(content, "brat", source=source)


def _tokens(view: View, places: Places) -> Iterator[tuple[int, int]]:
    for start, end in places:
        first = int(view.table.end.searchsorted(start, "right"))
        last = int(view.table.start.searchsorted(end, "left"))
        if first < last:
            yield first, last
