"""Who speaks: every source to a person, group or organization.

"Mascherano" is Javier Mascherano where the article names him in full; "he" is the person who fits best of those spoken
of before; "the coach" is whoever was called one. Where the article leaves it open, so does this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quotekit.cast import COMPANY, Cast, Entity, company
from quotekit.descriptions import Descriptions, gender_of_role, head_words, kind_of_description, role_in
from quotekit.drafts import Draft
from quotekit.lexicon import AUXILIARY, CAPITAL, CUE, DETERMINER, PREPOSITION, PRONOUN, ROLE, WORD
from quotekit.names import Name
from quotekit.phrases import LONGEST, Range, after, antecedent
from quotekit.records import Mention, MentionKind, Span, Speaker
from quotekit.view import View

_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_DEFINITE = frozenset({"the", "this", "that"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_BEHIND_NAME = frozenset({"of", "and", "in", "from", "at", "who"})
_FAR = 4  # paragraphs after which a person is out of mind for a pronoun
_MENTIONS = 80  # names that a pronoun looks back on at most: keeps every search bounded
_QUOTES = 40  # quotes that it looks back on


@dataclass(slots=True, eq=False)
class Story:
    """An article as far as it has been read: who is named in it, and who spoke so far."""

    view: View
    cast: Cast
    descriptions: Descriptions = field(default_factory=Descriptions)
    spoken: list[tuple[int, Entity | None]] = field(default_factory=list)
    """The place of each quote so far, its source's if it has one, with its speaker."""
    sourced: list[bool] = field(default_factory=list)
    """Whether each quote so far has a source."""
    starts: dict[int, Entity | None] = field(default_factory=dict)
    """The speaker by the first token of a quote."""

    def add(self, draft: Draft, entity: Entity | None) -> None:
        """Go on to the next quote."""
        self.spoken.append((draft.source[0] if draft.source else draft.start, entity))
        self.sourced.append(draft.source is not None)
        self.starts.setdefault(draft.start, entity)
        if entity is not None and entity.kind == "person":
            entity.sure = True

    def speakers_before(self, at: int) -> Iterator[tuple[int, Entity]]:
        """The last known speakers placed before a token, last first, with the places."""
        return ((place, entity) for place, entity in self.spoken[: -_QUOTES - 1 : -1] if entity and place < at)

    def sources_before(self, at: int) -> list[tuple[int, Entity]]:
        """The last known sources placed before a token, in order, with the places."""
        last = zip(self.spoken[-_QUOTES:], self.sourced[-_QUOTES:])
        return [(place, entity) for (place, entity), sourced in last if entity and sourced and place < at]

    def named(self, first: int, last: int) -> list[tuple[Name, Entity]]:
        """The names in a noun phrase that are its own and not only mentioned in it."""
        return _own_names(self.view, self.cast, first, last)

    def company(self, head: int) -> Entity | None:
        """The organization that "the ministry" or "the company" at a token means."""
        return company(self.view.word[head].lower(), head, self.cast.organizations, self.descriptions.organizations)


def resolve(view: View, drafts: list[Draft], cast: Cast) -> list[Entity | None]:
    """The speaker of each draft, in order; None where nobody is known.

    >>> from quotekit.attribution import find_drafts
    >>> from quotekit.cast import cast_of
    >>> from quotekit.names import with_names
    >>> from quotekit.view import look
    >>> view, names = with_names(look("Coach Ana Ruiz was proud. “We won,” she said."))
    >>> [entity.name for entity in resolve(view, find_drafts(view), cast_of(names))]
    ['Ana Ruiz']
    """
    story = Story(view, cast)
    for draft in drafts:
        if draft.source:
            entity = _of_source(story, *draft.source)
        else:
            entity = story.starts.get(draft.same_as) if draft.same_as is not None else None
        story.add(draft, entity)
    return [entity for _, entity in story.spoken]


def _of_source(story: Story, first: int, last: int) -> Entity | None:
    view, word = story.view, story.view.word[first].lower()
    if word == "who" and last - first == 1:
        first, last = antecedent(view, first) or (first, last)
    if last - first == 1 and view.bits[first] & PRONOUN:
        return _of_pronoun(story, first, word)
    named = story.named(first, last)
    people = [item for item in named if item[1].kind == "person"]
    if len(people) > 1 and _joined(view, people):
        group = story.descriptions.add(view, first, last)
        group.kind = "group"
        return group
    if named:
        return (people or named)[0][1]
    return _of_description(story, first, last)


def _own_names(view: View, cast: Cast, first: int, last: int) -> list[tuple[Name, Entity]]:
    return [(name, entity) for name, entity in cast.at(first, last) if _heads(view, name, first, last)]


def _heads(view: View, name: Name, first: int, last: int) -> bool:
    """Whether a name in a source is the speaker's own, not one mentioned in it ("a spokesman for Ms. Reyes")."""
    following = view.word[name.last] if name.last < last else ""
    if following in _POSSESSIVES:
        return name.last + 1 == last  # "Reyes’s" of "Reyes’s claim"
    if following.islower() and following not in _BEHIND_NAME and not following.endswith("self"):
        return False
    start = name.first
    while start > first and (view.bits[start - 1] & CAPITAL or view.word[start - 1] == "."):
        start -= 1
    left = view.bits[start - 1] if start > first else 0
    if left & PREPOSITION:
        return False
    if left & DETERMINER and not left & CAPITAL and name.kind == "person":
        return following in ("", ",")
    return True


def _joined(view: View, people: list[tuple[Name, Entity]]) -> bool:
    first, second = people[0][0], people[1][0]
    between = range(first.last, second.first)
    return any(view.word[i] == "and" for i in between) and not any(view.bits[i] & DETERMINER for i in between)


def _of_pronoun(story: Story, at: int, word: str) -> Entity | None:
    if word in _HE:
        return _person_before(story, at, _HE[word])
    if word in _PLURAL or word == "it":
        kinds = ("organization",) if word == "it" else ("group", "organization")
        return _subject_of_kind(story, at, kinds) or _last_of_kind(story, at, kinds)
    return None


def _subject_of_kind(story: Story, at: int, kinds: tuple[str, ...]) -> Entity | None:
    """The subject of one of the two sentences before, if it is a group or an organization: "The ministry" for "it"."""
    view = story.view
    here = view.sentence[at]
    for sentence in range(here, max(here - 3, -1), -1):
        first = view.bounds[sentence][0]
        found = after(view, first) if view.pair[first] < 0 and first < at else None
        if not found or found[1] > at or view.bits[found[0]] & PRONOUN:
            continue
        named = story.named(*found)
        if named:
            return named[0][1] if named[0][1].kind in kinds else None
        if kind_of_description(view, *found) in kinds:
            return story.company(head_words(view, *found)[0]) or story.descriptions.add(view, *found)
    return None


def _person_before(story: Story, at: int, gender: str) -> Entity | None:
    """The person a pronoun means: near, a subject, a speaker, of that gender, named outside quotations."""
    view = story.view
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    mentions = [
        (name.first, e, _salience(view, name)) for name, e in story.cast.before(at, _MENTIONS) if _fits(e, gender)
    ]
    sources = [(place, entity, 3.0) for place, entity in story.sources_before(at) if _fits(entity, gender)]
    for place, entity, bonus in (*mentions, *sources):
        if view.paragraph(at) - view.paragraph(place) <= _FAR:
            key, close = id(entity), view.sentence[at] - view.sentence[place] <= 3
            entities[key] = entity
            score = bonus + _nearness(view, at, place) + (1.2 if entity.gender == gender else 0.0)
            scores[key] = max(scores.get(key, -99.0), score) + (0.2 if close else 0.0)
    if not scores:
        return None
    best = entities[max(scores, key=lambda key: (scores[key], -entities[key].places[0][0]))]
    if best.gender == "-":
        best.gender = gender
    return best


def _fits(entity: Entity, gender: str) -> bool:
    return entity.sure and entity.gender in (gender, "-")


def _nearness(view: View, at: int, place: int) -> float:
    """How well a pronoun at a token goes with a person at another, by distance and quotation marks.

    The weights are those of a small study on PolNeAR train (`docs/experiments.md`).
    """
    sentences, paragraphs = view.sentence[at] - view.sentence[place], view.paragraph(at) - view.paragraph(place)
    return place * 1e-5 - 0.9 * sentences - 0.25 * paragraphs - (2.5 if view.pair[place] >= 0 else 0.0)


def _salience(view: View, name: Name) -> float:
    """How much a mention puts its person in mind: subjects more, possessives and objects less."""
    score = 0.0
    begin = max(view.bounds[view.sentence[name.first]][0], name.first - LONGEST)
    start = name.first
    while start > begin and (view.bits[start - 1] & (CAPITAL | ROLE) or view.word[start - 1] == "."):
        start -= 1
    following = view.word[name.last] if name.last < len(view.word) else ""
    bits = view.bits[name.last] if following else 0
    if bits & (AUXILIARY | CUE) or following.endswith("ed") or following == ",":
        score += 1.5
    if start == begin:
        score += 0.7
    if following in _POSSESSIVES:
        score -= 1.0
    if start > begin and view.bits[start - 1] & PREPOSITION:
        score -= 0.8
    return score


def _last_of_kind(story: Story, at: int, kinds: tuple[str, ...]) -> Entity | None:
    """The last speaker of some kind within three sentences, else the last organization named there."""
    view = story.view
    for place, entity in story.speakers_before(at):
        if entity.kind in kinds and view.sentence[at] - view.sentence[place] <= 3:
            return entity
    named = [(name, e) for name, e in story.cast.before(at, _MENTIONS) if e.kind in kinds]
    if named and view.sentence[at] - view.sentence[named[-1][0].first] <= 1:
        return named[-1][1]
    return None


def _of_description(story: Story, first: int, last: int) -> Entity | None:
    """Whom "the coach", "the 37-year-old" or "a spokeswoman" means: a person called so, or somebody unnamed."""
    view, word = story.view, story.view.word[first].lower()
    heads = head_words(view, first, last)
    if heads and word in _DEFINITE and view.word[heads[0]].lower() in COMPANY:
        found = story.company(heads[0])
        if found:
            return found
    role = role_in(view, first, last)
    definite = word in _DEFINITE or word in ("his", "her", "their")
    if definite and (role or any("year-old" in view.word[i] for i in range(first, last))):
        found = _called(story, first, last) or story.descriptions.known(view, first, last)
        if not found and _is_short(view, first, last):
            found = _recent_speaker(story, first, gender_of_role(role or ""))
        if found:
            return found
    return story.descriptions.add(view, first, last)


def _is_short(view: View, first: int, last: int) -> bool:
    return last - first <= 6 and not any(
        view.word[i] in _POSSESSIVES or view.word[i] == "of" for i in range(first, last)
    )


def _called(story: Story, first: int, last: int) -> Entity | None:
    """The one person named before whose roles share the description's words."""
    view, role = story.view, role_in(story.view, first, last)
    tokens = [i for i in range(first, last) if view.bits[i] & WORD and not view.bits[i] & DETERMINER]
    return story.cast.called({view.word[i].casefold() for i in tokens}, role, first) if role else None


def _recent_speaker(story: Story, first: int, gender: str) -> Entity | None:
    """The person who spoke last, at most two paragraphs before, for a short description such as "the 37-year-old"."""
    view = story.view
    for place, entity in story.speakers_before(first):
        if entity.kind != "person":
            continue
        if view.paragraph(first) - view.paragraph(place) > 2:
            return None
        if gender == "-" or entity.gender in (gender, "-"):
            return entity
    return None


def mention_of(view: View, source: Range, cast: Cast) -> Mention:
    """A source as a mention: a name, a pronoun or a description."""
    first, last = source
    span = Span(int(view.table.start[first]), int(view.table.end[last - 1]))
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Mention(span, "pronoun")
    named = _own_names(view, cast, first, last)
    kind: MentionKind = "name" if named else "nominal"
    return Mention(span, kind, " ".join(named[0][0].words) if named else None)


def speaker(entity: Entity, identity: str, mentions: tuple[Mention, ...]) -> Speaker:
    """The record of an entity under an id, with the mentions that are sources of quotes."""
    name = entity.name
    aliases = {" ".join(form) for form in entity.forms} - {name}
    return Speaker(identity, name, entity.kind, tuple(sorted(aliases)), tuple(_ranked(entity.roles)), mentions)


def _ranked(roles: dict[str, None]) -> list[str]:
    """Roles with the most informative first: the first that says more than a bare title, not overlong."""
    return sorted(roles, key=lambda role: not 2 <= len(role.split()) <= 8)
