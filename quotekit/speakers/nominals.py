"""Whom "the coach", "the Vermont senator" and "the 37-year-old" mean: features of everybody who may be meant."""

from __future__ import annotations

from quotekit.speakers.cast import Entity
from quotekit.speakers.descriptions import Description
from quotekit.speakers.discourse import Discourse, Trace
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, NUMBER, POSSESSIVE, WORD
from quotekit.text.ranking import Features

_DEFINITE = frozenset({"the", "this", "that"})
_OTHERS = frozenset({"his", "her", "their", "its", "my", "our"})
_NAMESAKES = 20  # people with the role who are looked at


def shape(view: View, description: Description) -> str:
    """How a description begins: `definite`, `possessive`, `bare` or `indefinite`."""
    word = view.word[description.first].lower()
    if word in _OTHERS or any(view.word[i] in ("'s", "’s") for i in description.words):
        return "possessive"
    if word in _DEFINITE:
        return "definite"
    return "indefinite" if view.bits[description.first] & (DETERMINER | NUMBER | POSSESSIVE) else "bare"


def people_for(discourse: Discourse, description: Description) -> list[Trace]:
    """Who may be meant by a description, the last one spoken of first."""
    gender = description.gender
    found = {trace.entity: trace for trace in discourse.recent()}
    for entity in discourse.cast.roles.get(description.role, [])[:_NAMESAKES]:
        if entity in discourse.traces:
            found.setdefault(entity, discourse.traces[entity])
    fitting = (trace for trace in found.values() if gender in ("-", trace.entity.gender) or trace.entity.gender == "-")
    return [trace for trace in fitting if not _is_called_otherwise(description, trace.entity)]


def _is_called_otherwise(description: Description, entity: Entity) -> bool:
    """Whether somebody is known by another description alone: "the old bishop" is not whom "the mayor" was."""
    if entity.kind != "unnamed":
        return False
    return all(description.head != word.casefold() for form in entity.forms for word in form)


def features_of(discourse: Discourse, description: Description, people: list[Trace]) -> list[Features]:
    """What is true of each candidate for a description, and last of nobody: that it is somebody new."""
    kind = shape(discourse.view, description)
    words = _words(discourse.view, description)
    said = [entity for _, (_, entity) in zip(range(2), discourse.speakers_back())]
    news = discourse.news(people)
    rows: list[Features] = []
    for rank, trace in enumerate(people):
        row = [f"{kind} for one known", f"rank {min(rank, 4)}", news[rank]]
        _add_match(trace.entity, words, description.role, kind, row)
        _add_nearness(discourse, description.first, trace, row)
        if trace.entity in said:
            row.append(f"speaker {said.index(trace.entity)}")
        rows.append((tuple(row),))
    return [*rows, _of_nobody(discourse.view, description, kind)]


def _words(view: View, description: Description) -> set[str]:
    """What the description says besides its role, in small letters."""
    tokens = [i for i in description.words if view.bits[i] & WORD]
    return {view.word[i].casefold() for i in tokens if not view.bits[i] & (DETERMINER | POSSESSIVE)}


def _add_match(entity: Entity, words: set[str], role: str, kind: str, row: list[str]) -> None:
    known = entity.role_words
    shared = len(words & known)
    if entity.kind == "unnamed":
        row.append("unnamed")
        known = {word.casefold() for form in entity.forms for word in form}
        shared = len(words & known)
    if role:
        row.append("same role" if role in known else "other role" if known else "no role known")
    else:
        row.append("description without role")
    row.append(f"{min(shared, 3)} words shared")
    if shared == len(words):
        row.append(f"all words shared, {kind}")
    if any("year-old" in word for word in words):
        row.append("same age" if any("year-old" in word for word in words & known) else "not that age")


def _add_nearness(discourse: Discourse, first: int, trace: Trace, row: list[str]) -> None:
    view = discourse.view
    token = max(trace.token, trace.quoted, 0)
    sentences = view.sentence[first] - view.sentence[token]
    row.append(f"{min(sentences, 5)} sentences back")
    row.append(f"{min(discourse.paragraph(first) - discourse.paragraph(token), 3)} paragraphs back")
    row.append(f"{trace.role}, {min(sentences, 2)}" if trace.token >= 0 else "only in quotes")
    row.append("mentioned once" if trace.count < 2 else "mentioned often" if trace.count > 3 else "mentioned twice")
    if trace.spoke < 0:
        row.append("never spoke")


def _of_nobody(view: View, description: Description, kind: str) -> Features:
    words = description.words
    row = ["nobody", f"nobody, {kind}", f"nobody, {'role' if description.role else 'no role'}"]
    if len(words) < description.last - description.first:
        row.append(f"nobody, more behind, {kind}")
    row.append(f"nobody, {min(len(words), 4)} words")
    if any(view.word[i].endswith("-year-old") for i in words):
        row.append("nobody, age")
    if any(view.bits[i] & CAPITAL for i in words[1:]):
        row.append("nobody, capital inside")
    return (tuple(row),)
