"""Whom "he" and "she" mean: features of everybody who may be meant, for the ranker."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from math import ceil, floor
from typing import NamedTuple

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.speakers.cast import Entity
from quotekit.speakers.discourse import HE, Discourse, Trace
from quotekit.text.document import View
from quotekit.text.ranking import Features, Group, Names, crossed, given

_FORMS = frozenset({*HE, *(word.capitalize() for word in HE)})
PROOF = 1.5
"""Votes for a gender that count more than a given name."""
_SUBJECTS = frozenset({"he", "she"})
_RANKS = ("spoken of last", "spoken of second", "spoken of third", "spoken of earlier")


def pronouns_of(words: list[str], pair: list[int]) -> list[int]:
    """The tokens outside quotation marks that are "he", "she" or a case of them.

    >>> pronouns_of(["She", "saw", "him", "."], [-1, -1, -1, -1])
    [0, 2]
    """
    return [at for at in compress(range(len(words)), map(_FORMS.__contains__, words)) if pair[at] < 0]


def candidates(discourse: Discourse, gender: str) -> list[Trace]:
    """Who may be meant by a pronoun of a gender, the last one spoken of first.

    Whose given name is of the other gender counts only where the pronouns near the name prove it wrong. What is
    unnamed and has no role is "the box", and nobody.
    """
    sign = 1 if gender == "m" else -1
    return [
        trace
        for trace in discourse.recent()
        if (trace.entity.sure or trace.entity.kind != "unnamed")
        and (
            trace.entity.gender in (gender, "-")
            or (not trace.entity.titled and sign * discourse.votes.get(trace.entity, 0.0) >= PROOF)
        )
    ]


class _Here(NamedTuple):
    """What is known of a pronoun before any candidate is looked at."""

    gender: str
    case: str
    sentence: int
    paragraph: int
    begins: bool
    """Whether it begins its sentence."""
    opens: bool
    """Whether it opens its paragraph."""

    @classmethod
    def of(cls, view: View, at: int) -> _Here:
        word, sentence = view.lower(at), view.sentence[at]
        case = "subject" if word in _SUBJECTS else "other case"
        begins = at - view.bounds[sentence][0] <= 1
        return cls(HE[word], case, sentence, view.paragraphs[sentence], begins, view.paragraph_opens(at))


def features(discourse: Discourse, at: int, people: list[Trace], draft: QuoteDraft | None) -> list[Features]:
    """What is true of each candidate for the pronoun at a token, which is the source of a draft or of none."""
    top = max((len(trace.entity.places) for trace in people), default=0)
    news = discourse.news(people)
    here = _Here.of(discourse.view, at)
    near = [trace.token >= 0 and here.sentence - discourse.view.sentence[trace.token] < 2 for trace in people]
    alone = "alone near" if sum(near) == 1 else "one of several near"
    said = [item for _, item in zip(range(3), discourse.speakers_back())]
    rows: list[Features] = []
    for rank, trace in enumerate(people):
        new = (given, _RANKS[min(rank, 3)], news[rank], alone if near[rank] else "not near")
        place = _place_of(discourse, here, trace)
        behind = (_behind, *_behind_of(discourse, at, trace.entity))
        speech, person = _speech_of(discourse, at, trace, said), _person_of(discourse, here.gender, trace, top)
        row: Features = (new, place, speech, person, behind, (crossed, speech, person))
        if draft is not None:
            told = _in_draft(discourse, at, trace, draft)
            row = (*row, told, (crossed, told, person), (crossed, told, new))
        rows.append(row)
    return rows


def _place_of(discourse: Discourse, here: _Here, trace: Trace) -> Group:
    view = discourse.view
    sentence = view.sentence[trace.token if trace.token >= 0 else max(trace.quoted, 0)]
    sentences = min(here.sentence - sentence, 7)
    paragraphs = min(here.paragraph - view.paragraphs[sentence], 4)
    if trace.token < 0:
        return _quoted_place, sentences, paragraphs
    role, opens = discourse.role_of(trace), paragraphs > 0 or here.opens
    return _place, sentences, paragraphs, role, trace.form, trace.first, here.case, here.begins, opens


def _behind_of(discourse: Discourse, at: int, entity: Entity) -> tuple[int, bool]:
    """How many sentences behind a token somebody is named next, three for more and never; and whether in marks."""
    index = bisect_left(entity.places, (at, 0))
    if index == len(entity.places):
        return 3, False
    place = entity.places[index][0]
    return min(discourse.view.sentence[place] - discourse.view.sentence[at], 3), discourse.view.pair[place] >= 0


def _behind(sentences: int, quoted: bool) -> Names:
    return f"named {sentences} sentences behind", f"named {sentences} sentences behind, quoted {quoted}"


def _quoted_place(sentences: int, paragraphs: int) -> Names:
    return "only in quotes", f"{sentences} sentences back", f"{paragraphs} paragraphs back"


def _place(
    sentences: int, paragraphs: int, role: str, form: str, first: bool, case: str, begins: bool, opens: bool
) -> Names:
    near = ("same sentence", "sentence before")[sentences] if sentences < 2 else "earlier"
    group = [f"{sentences} sentences back", f"{paragraphs} paragraphs back"]
    group += [f"{role}, {near}", f"by {form}, {near}", f"{case} for {role}, {near}"]
    if first:
        group.append(f"first person, {near}")
    if begins:
        group.append(f"begins sentence, {role}, {near}")
    if opens:
        group.append(f"new paragraph, {role}, {min(paragraphs, 2)}")
    return tuple(group)


def _speech_of(discourse: Discourse, at: int, trace: Trace, said: list[tuple[int, Entity]]) -> Group:
    if trace.spoke < 0:
        return given, "never spoke"
    for rank, (place, entity) in enumerate(said):
        if entity is trace.entity:
            return _speech, rank, min(abs(discourse.view.sentence[at] - discourse.view.sentence[place]), 3)
    return given, "spoke earlier"


def _speech(rank: int, sentences: int) -> Names:
    return f"speaker {rank}", f"speaker {rank}, {sentences} sentences back"


def _person_of(discourse: Discourse, gender: str, trace: Trace, top: int) -> Group:
    entity = trace.entity
    known = "known" if entity.gender == gender else "open" if entity.gender == "-" else "other"
    vote = discourse.votes.get(entity, 0.0) * (1 if gender == "m" else -1)
    sort = "unnamed" if entity.kind == "unnamed" else "a person" if entity.sure else "perhaps no person"
    leads = bool(entity.places) and bool(discourse.cast.firsts) and entity.places[0][0] == discourse.cast.firsts[0]
    often = min(trace.count.bit_length(), 5)
    votes = max(-2, min(2, ceil(vote) if vote > 0 else floor(vote)))
    return _person, known, votes, often, len(entity.places) == top, sort, leads


def _person(known: str, votes: int, often: int, most: bool, sort: str, leads: bool) -> Names:
    group = [f"gender {known}", f"gender {known}, votes {votes}", f"mentioned {often}", sort]
    if most:
        group.append("most mentioned")
    if leads:
        group.append("first name of the article")
    return tuple(group)


def _is_named(entity: Entity, first: int, last: int) -> bool:
    """Whether somebody is named among some tokens."""
    index = bisect_left(entity.places, (first, 0))
    return index < len(entity.places) and entity.places[index][0] < last


def _in_draft(discourse: Discourse, at: int, trace: Trace, draft: QuoteDraft) -> Group:
    names = []
    if trace.spoke >= 0 and trace.spoke == len(discourse.spoken) - 1:
        names.append("last speaker, pronoun behind" if draft.start < at else "last speaker, pronoun in front")
    was_named = is_named = False
    for first, last in draft.content:
        was_named = was_named or first <= trace.quoted < last or first <= trace.token < last
        is_named = is_named or _is_named(trace.entity, first, last)
    if was_named:
        names.append("named in the quote")
    if is_named:
        side = "behind" if draft.start > at else "in front"
        names += [f"a name in the quote {side}", f"a name in the quote {side}, {draft.kind}"]
    return given, *names
