"""Who speaks: every source to a person, group or organization.

"Mascherano" is Javier Mascherano where the article names him in full; "he" is the person who fits best of those spoken
of before; "the coach" is whoever was called one. Where the article leaves it open, so does this.
"""

from __future__ import annotations

from bisect import insort

from quotekit.attribution.drafts import QuoteDraft
from quotekit.speakers.cast import COMPANY, Cast, Entity, is_company, learn_beside
from quotekit.speakers.choice.candidates import (
    Source,
    candidates_for,
    leading_person,
    named_behind_kind,
    named_behind_office,
    plain_name,
    source_of,
)
from quotekit.speakers.choice.evidence import evidence_of
from quotekit.speakers.choice.pronouns import PROOF, candidates, features, pronouns_of
from quotekit.speakers.choice.turns import nobody_speaks, speaker_behind, speaker_by_turn
from quotekit.speakers.discourse import HE, Discourse, votes_of
from quotekit.speakers.mentions import are_joined, group_called, group_of
from quotekit.text.document import View
from quotekit.text.lexicon import SUBJECT
from quotekit.text.phrases import antecedent
from quotekit.text.ranking import Rankers

_RELATIVE = frozenset({"who", "which", "that"})
_ACCOUNTS = frozenset({"account", "feed", "page", "blog", "profile"})
"""What speaks for the one whose it is."""


def resolve(view: View, drafts: list[QuoteDraft], cast: Cast, rankers: Rankers) -> list[Entity | None]:
    """The speaker of each draft, in order; None where nobody is known.

    One walk through the article: names, pronouns and sources in the order of the text, so that "he" is whoever was in
    mind by then.

    >>> from quotekit.attribution.find import find_drafts
    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.models.model import Model
    >>> from quotekit.names.find import with_names
    >>> from quotekit.text.document import look
    >>> model = Model.shipped()
    >>> view, names = with_names(look("Coach Ana Ruiz was proud. “We won,” she said."), model.kinds)
    >>> [drafts] = find_drafts([view], model.passes, model.decisions)
    >>> [entity.name for entity in resolve(view, drafts, cast_of(names, view.lexicon), model.rankers)]
    ['Ana Ruiz']
    """
    return walk(Discourse(view, cast, rankers), drafts)


def walk(discourse: Discourse, drafts: list[QuoteDraft]) -> list[Entity | None]:
    """The speaker of each draft, found on a walk through a discourse that begins at its first token."""
    view = discourse.view
    discourse.turns_at = next((draft.start for draft in drafts if draft.label), 0)
    pronouns = pronouns_of(view.word, view.pair)
    discourse.votes = votes_of(view, discourse.cast, pronouns)
    speakers: list[Entity | None] = [None] * len(drafts)
    sourced: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        sourced.setdefault(draft.source[0] if draft.source else draft.start, []).append(number)
    names = {name.first: (name, entity) for name, entity in discourse.cast.mentions}
    subjects = [at for at in pronouns if view.bits[at] & SUBJECT]  # "his" and "him" tell a gender, but no more
    for at in sorted({*subjects, *sourced, *names}):
        discourse.at = at
        if at in names:
            name, entity = names[at]
            learn_beside(view, name, entity)
            discourse.mention(entity, at, "name", name=name)
        numbers = sourced.get(at, [])
        if view.word[at].lower() in HE and (view.pair[at] < 0 or numbers):
            _meet_pronoun(discourse, at, drafts[numbers[0]] if numbers else None)
        for number in numbers:
            speakers[number] = _speaker_of(discourse, drafts, speakers, number)
            discourse.speak(speakers[number], at)
    for number, draft in enumerate(drafts):
        if speakers[number] is None and not draft.source:
            speakers[number] = speaker_behind(discourse, drafts, speakers, number)
    _learn_genders(discourse)
    return speakers


def _learn_genders(discourse: Discourse) -> None:
    """Give all the gender that the pronouns near their names tell, against a given name too ("Marty Hale ... she")."""
    for entity, vote in discourse.votes.items():
        told = "m" if vote > 0 else "f"
        if abs(vote) >= PROOF and not entity.titled and entity.gender != told:
            entity.gender = told


def _meet_pronoun(discourse: Discourse, at: int, draft: QuoteDraft | None) -> None:
    """Find out whom "he" or "she" means, and go on to the mention."""
    people = candidates(discourse, HE[discourse.view.word[at].lower()])
    if not people:
        return
    rows = features(discourse, at, people, draft)
    entity = people[discourse.choose("pronoun", rows, [trace.entity for trace in people])].entity
    discourse.meant[at] = entity
    discourse.mention(entity, at, "he", "subject" if discourse.view.bits[at] & SUBJECT else "other")


def _speaker_of(
    discourse: Discourse, drafts: list[QuoteDraft], speakers: list[Entity | None], number: int
) -> Entity | None:
    draft = drafts[number]
    if draft.source and not draft.label and not nobody_speaks(discourse.view, draft):
        return _of_source(discourse, *draft.source)
    return speaker_by_turn(discourse, drafts, speakers, number)


def _of_source(discourse: Discourse, first: int, last: int) -> Entity | None:
    """Whom a source means: the one whom it names and nobody else, else whoever fits best."""
    view, word = discourse.view, discourse.view.word[first].lower()
    relative = word if word in _RELATIVE and last - first == 1 and not view.word[first].isupper() else ""  # the WHO
    if relative:
        first, last = antecedent(view, first) or (first, last)
        word = view.word[first].lower()
    if last - first == 1 and word in HE:
        return discourse.meant.get(first)
    if last - first == 1 and word == "they" and discourse.they:
        return discourse.they
    alone = plain_name(view, discourse.cast.at(first, last), first, last)
    if alone:
        return alone
    source = source_of(view, discourse.cast, first, last)
    if relative and source.form != relative:
        source = source._replace(form=f"{relative} behind {source.form}")
    owner = discourse.meant.get(first)
    if owner and source.description.head in _ACCOUNTS:
        return owner
    named = plain_name(view, source.named, source.first, source.last) or _together(discourse, source)
    named = (
        named or leading_person(view, source) or named_behind_office(view, source) or named_behind_kind(view, source)
    )
    return named or _namesake(discourse, source) or _fitting(discourse, source)


def _namesake(discourse: Discourse, source: Source) -> Entity | None:
    """The organization named last with the one word of a description: "the ministry" is the Ministry of Health.

    Else the only one that may be called so: Intara where "the chipmaker" speaks and no other company is named.
    """
    head = source.description.head
    if source.form != "definite" or source.words != {head} or head not in COMPANY:
        return None
    found = discourse.cast.organizations.last(head, source.first)
    if found:
        return found[1]
    companies = discourse.cast.organizations.called(head, source.first)
    return companies[0] if len(companies) == 1 and is_company(head) else None


def _together(discourse: Discourse, source: Source) -> Entity | None:
    """People whom a source names together, "Shapiro and his coauthors", or who were, "the couple"."""
    first, last, named = source.first, source.last, list(source.own)
    group = group_of(discourse.groups, first, last) if named else None
    if group is None and source.description.is_definite and source.words:
        group = group_called(discourse.groups, source.description, discourse.has_spoken)
    if group:
        insort(group.places, (first, last))
        return group
    words = _with_others(discourse.view, source) if len(named) == 1 else ()
    if len(named) >= 2 and are_joined(discourse.view, named):
        words = tuple(f"{named[0][1].name} and {named[1][1].name}".split())
    if not words:
        return None
    both = Entity("group", discourse.view.lexicon, {words: 1})
    return discourse.descriptions.add(source.description, both)


def _with_others(view: View, source: Source) -> tuple[str, ...]:
    """Somebody and those who are named with them by a description: "Tom Bell and the other women"."""
    name, entity = source.own[0]
    if entity.kind != "person" or name.first - source.first > 1 or name.last + 1 >= source.last:
        return ()
    if view.word[name.last] != "and":
        return ()
    rest = view.text(name.last + 1, source.last)
    return tuple(f"{entity.name} and {rest}".split())


def _fitting(discourse: Discourse, source: Source) -> Entity | None:
    """Whoever fits a source best: somebody spoken of before, somebody new whom it describes, or nobody."""
    people = candidates_for(discourse, source)
    rows = evidence_of(discourse, source, people)
    chosen = people[discourse.choose("source", rows, [one.entity for one in people])]
    entity = chosen.entity
    if entity is None:
        return None
    if chosen.description is not None:
        entity = discourse.descriptions.add(chosen.description, entity)
    elif chosen.group is not None:
        insort(entity.places, (source.first, source.last))
    if source.words:
        discourse.called[source.description.head] = entity
    return entity
