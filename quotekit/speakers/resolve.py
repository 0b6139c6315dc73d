"""Who speaks: every source to a person, group or organization.

"Mascherano" is Javier Mascherano where the article names him in full; "he" is the person who fits best of those spoken
of before; "the coach" is whoever was called one. Where the article leaves it open, so does this.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from itertools import islice

from quotekit.attribution.drafts import QuoteDraft
from quotekit.speakers.cast import COMPANY, Cast, Entity, company, learn_beside
from quotekit.speakers.descriptions import Description, describe
from quotekit.speakers.discourse import HE, Discourse, role_in_clause, votes_of
from quotekit.speakers.mentions import are_joined, group_before, group_called, group_of, own_names
from quotekit.speakers.nominals import features_of, people_for
from quotekit.speakers.pronouns import PROOF, candidates, features, pronouns_of
from quotekit.speakers.turns import speaker_behind, speaker_by_turn
from quotekit.text.document import View
from quotekit.text.lexicon import PRONOUN, SUBJECT
from quotekit.text.phrases import after, antecedent
from quotekit.text.ranking import Rankers

_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_RELATIVE = frozenset({"who", "which", "that"})
_DEFINITE = frozenset({"the", "this", "that"})
_ACCOUNTS = frozenset({"account", "feed", "page", "blog", "profile"})
"""What speaks for the one whose it is."""
_BACK = 40  # quotes and names that a search looks back on at most


def resolve(view: View, drafts: list[QuoteDraft], cast: Cast, rankers: Rankers) -> list[Entity | None]:
    """The speaker of each draft, in order; None where nobody is known.

    One walk through the article: names, pronouns and sources in the order of the text, so that "he" is whoever was in
    mind by then.

    >>> from quotekit.attribution.find import find_drafts
    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.models.model import Model
    >>> from quotekit.text.names import with_names
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
            learn_beside(view, *names[at])
            discourse.mention(names[at][1], at, "name", role_in_clause(view, names[at][0]))
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
    if draft.source:
        return _of_source(discourse, *draft.source)
    return speaker_by_turn(discourse, drafts, speakers, number)


def _of_source(discourse: Discourse, first: int, last: int) -> Entity | None:
    view, word = discourse.view, discourse.view.word[first].lower()
    if word in _RELATIVE and last - first == 1:
        first, last = antecedent(view, first) or (first, last)
        word = view.word[first].lower()
    if last - first == 1 and view.bits[first] & PRONOUN:
        return discourse.meant.get(first) if word in HE else _of_pronoun(discourse, first, word)
    named = own_names(view, discourse.cast, first, last)
    people = [item for item in named if item[1].kind == "person"]
    together = group_of(discourse.groups, first, last)
    if together and named:
        insort(together.places, (first, last))
        return together
    if len(named) > 1 and are_joined(view, named):
        group = discourse.descriptions.add(describe(view, first, last))
        group.kind = "group"
        group.forms = Counter({tuple(f"{named[0][1].name} and {named[1][1].name}".split()): 1})
        return group
    if named:
        return (people or named)[0][1]
    return _of_description(discourse, first, last)


def _of_pronoun(discourse: Discourse, at: int, word: str) -> Entity | None:
    if word == "they" and discourse.they:
        return discourse.they
    if word in _PLURAL or word in ("it", "which"):
        kinds = ("organization",) if word in ("it", "which") else ("group", "organization")
        together = group_before(discourse.view, discourse.groups, at) if "group" in kinds else None
        return _subject_of_kind(discourse, at, kinds) or _last_of_kind(discourse, at, kinds) or together
    return None


def _subject_of_kind(discourse: Discourse, at: int, kinds: tuple[str, ...]) -> Entity | None:
    """The subject of one of the two sentences before, if it is a group or an organization: "The ministry" for "it"."""
    view = discourse.view
    here = view.sentence[at]
    for sentence in range(here, max(here - 3, -1), -1):
        first = view.bounds[sentence][0]
        found = after(view, first) if view.pair[first] < 0 and first < at else None
        if not found or found[1] > at or view.bits[found[0]] & PRONOUN:
            continue
        together = group_of(discourse.groups, *found) if "group" in kinds else None
        if together:
            return together
        named = own_names(view, discourse.cast, *found)
        if named:
            return named[0][1] if named[0][1].kind in kinds else None
        description = describe(view, *found)
        if description.kind in kinds:
            return _company(discourse, description) or discourse.descriptions.add(description)
    return None


def _company(discourse: Discourse, description: Description) -> Entity | None:
    """The organization that "the ministry" or "the company" means."""
    place = description.words[-1]
    return company(description.head, place, discourse.cast.organizations, discourse.descriptions.organizations)


def _last_of_kind(discourse: Discourse, at: int, kinds: tuple[str, ...]) -> Entity | None:
    """The last speaker of some kind within three sentences, else the last organization named there."""
    view = discourse.view
    for place, entity in islice(discourse.speakers_back(), _BACK):
        if entity.kind in kinds and view.sentence[at] - view.sentence[place] <= 3:
            return entity
    named = [(name, e) for name, e in discourse.cast.before(at, _BACK) if e.kind in kinds]
    if named and view.sentence[at] - view.sentence[named[-1][0].first] <= 1:
        return named[-1][1]
    return None


def _of_description(discourse: Discourse, first: int, last: int) -> Entity | None:
    """Whom "the coach", "the 37-year-old" or "a spokeswoman" means: a person called so, or somebody unnamed."""
    description = describe(discourse.view, first, last)
    owner = discourse.meant.get(first)
    if owner and description.head in _ACCOUNTS:
        return owner
    if owner and (description.head in COMPANY or description.kind == "group"):
        return discourse.descriptions.add_owned(discourse.view, description, owner)
    is_definite = discourse.view.word[first].lower() in _DEFINITE
    together = _group_called(discourse, description) if is_definite else None
    if together:
        return together
    organization = _company(discourse, description) if is_definite and description.head in COMPANY else None
    person = _person_called(discourse, description) if not organization else None
    return (
        organization or person or discourse.descriptions.known(description) or discourse.descriptions.add(description)
    )


def _group_called(discourse: Discourse, description: Description) -> Entity | None:
    return group_called(discourse.groups, description, discourse.has_spoken)


def _person_called(discourse: Discourse, description: Description) -> Entity | None:
    """The person spoken of before whom a description means; None for nobody, a group or an organization."""
    if description.kind != "unnamed" or description.is_new:
        return None
    people = people_for(discourse, description)
    candidates = [*(trace.entity for trace in people), None]
    return candidates[discourse.choose("description", features_of(discourse, description, people), candidates)]
