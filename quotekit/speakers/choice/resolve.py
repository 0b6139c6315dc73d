"""Who speaks: every source to a person, group or organization.

"Mascherano" is Javier Mascherano where the article names him in full; "he" is the person who fits best of those spoken
of before; "the coach" is whoever was called one. Where the article leaves it open, so does this.
"""

from __future__ import annotations

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.names.name import Name
from quotekit.speakers.cast import Cast, Entity, learn_beside
from quotekit.speakers.choice.meant import meant_by
from quotekit.speakers.choice.named import plain_name
from quotekit.speakers.choice.pronouns import PROOF, candidates, features, pronouns_of
from quotekit.speakers.choice.source import is_demonym
from quotekit.speakers.choice.turns import nobody_speaks, speaker_behind, speaker_by_turn
from quotekit.speakers.discourse import HE, Discourse, votes_of
from quotekit.text.document import View
from quotekit.text.lexicon import AUXILIARY, CAPITAL, CUE, FUNCTION, SUBJECT, WORD
from quotekit.text.ranking import Rankers


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
    discourse.named = _named_in(discourse, drafts)
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
            if at in sourced or not (_is_credit(view, name) or _is_adjective(view, name)):
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


def _named_in(discourse: Discourse, drafts: list[QuoteDraft]) -> frozenset[Entity]:
    """Whom sources name, and nobody else beside them: who speaks once by its name may be "the firm"."""
    view, cast = discourse.view, discourse.cast
    places = {draft.source for draft in drafts if draft.source and not draft.label}
    named = [(cast.at(*place), place) for place in places]
    return frozenset(found for names, place in named if names and (found := plain_name(view, names, *place)))


def _is_credit(view: View, name: Name) -> bool:
    """Whether a name tells who wrote or took the picture, and nobody of whom the article speaks: "By Ana Reyes"."""
    first = name.first
    if "/" in view.word[max(first - 1, 0) : first] or "/" in view.word[name.last : name.last + 1]:
        return True
    return first > 0 and view.word[first - 1] in ("By", "BY") and view.paragraph_opens(first - 1)


def _is_adjective(view: View, name: Name) -> bool:
    """Whether a name only tells of where something is: "Indian officials", but not "the French said"."""
    behind = view.bits[name.last] if name.last < len(view.word) else 0
    if not behind & WORD or behind & (CAPITAL | FUNCTION | AUXILIARY | CUE):
        return False
    return is_demonym(name.words, view.lexicon)


def _learn_genders(discourse: Discourse) -> None:
    """Give all the gender that the pronouns near their names tell, against a given name too ("Marty Hale ... she")."""
    for entity, vote in discourse.votes.items():
        told = "m" if vote > 0 else "f"
        entity.heard += 0 if discourse.turns_at else vote / 2  # "AMY HALE: He said"
        if abs(vote) >= PROOF and not entity.titled and entity.gender != told:
            entity.gender = told
    for at, entity in discourse.meant.items():
        entity.heard += 1 if HE[discourse.view.lower(at)] == "m" else -1


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
        return meant_by(discourse, *draft.source)
    return speaker_by_turn(discourse, drafts, speakers, number)
