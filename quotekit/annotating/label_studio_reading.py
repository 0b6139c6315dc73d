"""Quotes read back from Label Studio's JSON export, as `label_studio` writes tasks, corrections by hand included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotekit.analysis import Analysis
from quotekit.annotating.halves import joined_halves
from quotekit.annotating.notes import NOT_AS_WRITTEN, ROLES, article_of, complaint, decided, speaker_id, titled_of
from quotekit.errors import InputError
from quotekit.records import ACTS, QUOTE_KINDS, Article, Quote, Span, Speaker


def read_label_studio(path: str | Path) -> Iterator[Analysis]:
    """The articles of a JSON export of Label Studio, each with its quotes, in the order of its tasks.

    Of a task the last annotation that was not skipped counts, where there is none the first prediction. A content
    region to which no other leads begins a quote, those to which relations lead from there are its other pieces. A
    task of others is read too, where its data has a `text`; its number is the article's id.

    Raises InputError, which names the file and the task, for what cannot be read, and for a quote without a kind.

    >>> next(read_label_studio("no/such.json"))
    Traceback (most recent call last):
    ...
    quotekit.errors.InputError: no/such.json: no such file
    """
    for number, task in enumerate(_tasks(Path(path)), 1):
        yield _analysis(task, str(number), f"{path}: task {number}")


def annotators_in(path: Path) -> Iterator[tuple[str, Analysis]]:
    """Every annotation that was not skipped, with who made it; of several of one person the last counts."""
    for number, task in enumerate(_tasks(path), 1):
        where = f"{path}: task {number}"
        try:
            own = {_person(one): one for one in task.get("annotations", ()) if not one.get("was_cancelled")}
        except NOT_AS_WRITTEN as error:
            raise InputError(f"{where}: not a task with annotations: {complaint(error):.200}") from None
        for who, one in own.items():
            yield who, _analysis({**task, "annotations": [one]}, str(number), where)


def _person(annotation: dict[str, Any]) -> str:
    """Who made an annotation: a number in the ordinary export, an object with an address in others."""
    who = annotation.get("completed_by")
    return str((who.get("email") or who.get("id")) if isinstance(who, dict) else who)


def _tasks(path: Path) -> list[Any]:
    try:
        tasks = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from None
    if not isinstance(tasks, list):
        raise InputError(f"{path}: not an array of tasks, as Label Studio exports JSON, but {type(tasks).__name__}")
    return tasks


def _analysis(task: Any, number: str, where: str) -> Analysis:
    try:
        data = task["data"]
        beside = json.loads(data.get("quotekit", "{}"), object_hook=joined_halves)
        known = {**beside.get("article", {}), "speakers": beside.get("speakers", ())}
        article, speakers = article_of(data["text"], known, number)
        titled = tuple(titled_of(row, article) for row in beside.get("in_title", ()))
        regions, notes = _regions(_result(task), where), beside.get("quotes", {})
        quotes = [_quote(region, regions, notes, article, speakers, where) for region in regions.firsts]
    except NOT_AS_WRITTEN as error:
        raise InputError(f"{where}: not a task with a text and its regions: {complaint(error):.200}") from None
    return Analysis((article,), (*titled, *sorted(quotes, key=lambda quote: quote.content)), tuple(speakers.values()))


def _result(task: dict[str, Any]) -> list[dict[str, Any]]:
    """What was annotated, or predicted where nobody annotated."""
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    told = done[-1:] or task.get("predictions", ())[:1]
    return list(told[0]["result"]) if told else []


# --- Regions ---


@dataclass(slots=True)
class _Regions:
    """The regions of a task by their ids."""

    roles: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    held: dict[str, dict[str, str]] = field(default_factory=dict)
    """For a region what was chosen or written at it, by the name of the control."""
    leads: dict[str, list[str]] = field(default_factory=dict)
    """For a region those to which relations lead from it."""

    @property
    def firsts(self) -> list[str]:
        """The regions that begin a quote."""
        reached = {other for others in self.leads.values() for other in others}
        return [one for one, role in self.roles.items() if role == "Content" and one not in reached]

    def led_to(self, first: str, role: str) -> tuple[Span, ...]:
        """The places of a role that belong to a quote, in text order."""
        held = [one for one in self.leads.get(first, ()) if self.roles.get(one) == role]
        return tuple(sorted({self.spans[one] for one in held}))


def _regions(result: list[dict[str, Any]], where: str) -> _Regions:
    found = _Regions()
    for item in result:
        if item["type"] == "relation":
            found.leads.setdefault(item["from_id"], []).append(item["to_id"])
            continue
        value, one = item["value"], item["id"]
        if item["type"] == "labels":
            found.roles[one], found.spans[one] = value["labels"][0], Span(value["start"], value["end"])
            if found.roles[one] not in ROLES:
                raise InputError(f"{where}: a region is {found.roles[one]!r:.60}, not one of {', '.join(ROLES)}")
        elif item["type"] in ("choices", "textarea"):
            told = value["choices" if item["type"] == "choices" else "text"]
            found.held.setdefault(one, {})[item["from_name"]] = told[0] if told else ""
    return found


def _quote(
    first: str, regions: _Regions, notes: dict[str, Any], article: Article, speakers: dict[str, Speaker], where: str
) -> Quote:
    span, held, name = regions.spans[first], regions.held.get(first, {}), first.partition("-")[0]
    where = f"{where}, content at {span.start}–{span.end}"
    if span.end > len(article.text):
        raise InputError(f"{where}: the text has {len(article.text)} characters")
    note = dict(notes.get(name, {}))
    told = held.get("speaker")
    note["speaker"] = told if told or told == note.get("speaker") else None  # "" is what a cleared field holds
    return Quote(
        id=note.get("id") or f"{article.id}-{first}",
        article=article.id,
        kind=_one_of(held, "kind", QUOTE_KINDS, where),
        act=_one_of(held, "act", ACTS, where, "statement"),
        content=tuple(sorted({span, *regions.led_to(first, "Content")})),
        cue=regions.led_to(first, "Cue"),
        source=regions.led_to(first, "Source"),
        speaker=speaker_id(note, article, speakers, where),
        **decided(note, where),
    )


def _one_of(held: dict[str, str], name: str, allowed: tuple[str, ...], where: str, default: str | None = None) -> Any:
    value = held.get(name, default)
    if value not in allowed:
        raise InputError(f"{where}: its {name} is {value!r:.60}, not one of {', '.join(allowed)}")
    return value
