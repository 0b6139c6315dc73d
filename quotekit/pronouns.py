"""Whom "he" and "she" mean: features of everybody who may be meant, for the ranker."""

from __future__ import annotations

from quotekit.cast import Entity
from quotekit.drafts import Draft
from quotekit.ranking import Features
from quotekit.story import HE, Story, Trace

_PROOF = 1.5
"""Votes for a gender that count more than a given name."""
_SUBJECTS = frozenset({"he", "she"})
_DISTANCE = tuple(f"{number} sentences back" for number in range(8))
_PARAGRAPHS = tuple(f"{number} paragraphs back" for number in range(5))
_RANKS = ("spoken of last", "spoken of second", "spoken of third", "spoken of earlier")


def pronouns_of(story_words: list[str], pair: list[int]) -> list[int]:
    """The tokens outside quotation marks that are "he", "she" or a case of them.

    >>> pronouns_of(["She", "saw", "him", "."], [-1, -1, -1, -1])
    [0, 2]
    """
    return [at for at, word in enumerate(story_words) if pair[at] < 0 and word.lower() in HE]


def candidates(story: Story, gender: str) -> list[Trace]:
    """Who may be meant by a pronoun of a gender, the last one spoken of first."""
    sign = 1 if gender == "m" else -1
    return [
        trace
        for trace in story.recent()
        if trace.entity.gender in (gender, "-")
        or (not trace.entity.titled and sign * story.votes.get(trace.entity, 0.0) >= _PROOF)
    ]


def features(story: Story, at: int, found: list[Trace], draft: Draft | None) -> list[Features]:
    """What is true of each candidate for the pronoun at a token, which is the source of a draft or of none."""
    top = max((len(trace.entity.places) for trace in found), default=0)
    last = story.spoken[-1][0] if story.spoken else -1
    since = sum(trace.token > last for trace in found)
    said = [entity for _, entity in zip(range(3), story.speakers_back())]
    rows = []
    for rank, trace in enumerate(found):
        row = [_RANKS[min(rank, 3)]]
        _add_place(story, at, trace, row)
        _add_speech(story, at, trace, row, said)
        _add_person(story, at, trace, row, top)
        if trace.token > last:
            places = trace.entity.places
            new = "introduced" if places and places[0][0] > last else "named" if trace.form == "name" else "meant"
            row.append(f"{new} since the last quote, {min(since, 3)}")
        if draft is not None:
            _add_draft(story, at, trace, row, draft)
        rows.append(row)
    return rows


def _add_place(story: Story, at: int, trace: Trace, row: Features) -> None:
    view = story.view
    if trace.token < 0:
        row.append("only in quotes")
        token = trace.quoted
    else:
        token = trace.token
    sentences = view.sentence[at] - view.sentence[max(token, 0)]
    paragraphs = view.paragraph(at) - view.paragraph(max(token, 0))
    row.append(_DISTANCE[min(sentences, 7)])
    row.append(_PARAGRAPHS[min(paragraphs, 4)])
    if trace.token < 0:
        return
    near = "same sentence" if sentences == 0 else "sentence before" if sentences == 1 else "earlier"
    row.append(f"{trace.role}, {near}")
    row.append(f"by {trace.form}, {near}")
    if trace.first:
        row.append(f"first person, {near}")
    case = "subject" if view.word[at].lower() in _SUBJECTS else "other case"
    row.append(f"{case} for {trace.role}, {near}")
    if at - view.bounds[view.sentence[at]][0] <= 1:
        row.append(f"begins sentence, {trace.role}, {near}")
    if view.paragraph_opens(at) or paragraphs:
        row.append(f"new paragraph, {trace.role}, {min(paragraphs, 2)}")


def _add_speech(story: Story, at: int, trace: Trace, row: Features, said: list[tuple[int, Entity]]) -> None:
    if trace.spoke < 0:
        row.append("never spoke")
        return
    for rank, (place, entity) in enumerate(said):
        if entity is trace.entity:
            distance = min(abs(story.view.sentence[at] - story.view.sentence[place]), 3)
            row.append(f"speaker {rank}")
            row.append(f"speaker {rank}, {distance} sentences back")
            break
    else:
        row.append("spoke earlier")


def _add_person(story: Story, at: int, trace: Trace, row: Features, top: int) -> None:
    entity = trace.entity
    gender = HE[story.view.word[at].lower()]
    known = "known" if entity.gender == gender else "open" if entity.gender == "-" else "other"
    vote = story.votes.get(entity, 0.0) * (1 if gender == "m" else -1)
    row.append(f"gender {known}")
    row.append(f"gender {known}, votes {max(-2, min(2, round(vote)))}")
    row.append(f"mentioned {min(trace.count.bit_length(), 5)}")
    if len(entity.places) == top:
        row.append("most mentioned")
    if entity.kind == "unnamed":
        row.append("unnamed")
    elif not entity.sure:
        row.append("perhaps no person")
    if story.cast.firsts and entity.places and entity.places[0][0] == story.cast.firsts[0]:
        row.append("first name of the article")


def _add_draft(story: Story, at: int, trace: Trace, row: Features, draft: Draft) -> None:
    behind = draft.start < at
    if trace.spoke >= 0 and trace.spoke == len(story.spoken) - 1:
        row.append("last speaker, pronoun behind" if behind else "last speaker, pronoun in front")
    if any(first <= trace.quoted < last or first <= trace.token < last for first, last in draft.content):
        row.append("named in the quote")
