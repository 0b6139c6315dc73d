"""Who speaks: the names of an article as people and organizations, and every source to one of them.

"Mascherano" is Javier Mascherano where the article names him in full; "he" is the person who fits best of those spoken
of before; "the coach" is whoever was called one. Where the article leaves it open, so does this.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from quotekit import lexicon
from quotekit.drafts import Draft
from quotekit.lexicon import (
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    GROUP,
    NUMBER,
    ORGANIZATION,
    PREPOSITION,
    PRONOUN,
    ROLE,
    WORD,
)
from quotekit.names import Name
from quotekit.records import Mention, MentionKind, Span, Speaker, SpeakerKind
from quotekit.phrases import Range, after, antecedent
from quotekit.view import View

_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_DEFINITE = frozenset({"the", "this", "that"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_COMPANY = frozenset(
    "report statement study poll survey campaign company firm letter newspaper paper magazine agency department ministry "
    "office group club team union committee council court government party organization organisation association charity "
    "university school bank website site blog account editorial article document filing lawsuit complaint memo email ad "
    "network channel outlet results findings police".split()
)
_FAR = 4  # paragraphs after which a person is out of mind for a pronoun


@dataclass(slots=True, eq=False)
class Entity:
    """A person or organization while an article is read."""

    kind: SpeakerKind
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    gender: str = "-"
    roles: list[str] = field(default_factory=list)
    places: list[Range] = field(default_factory=list)
    sure: bool = False
    """Known to be a person by title, given name or role, or because it spoke; others are no match for "he" and "she"."""

    @property
    def name(self) -> str:
        """The fullest form: the most words, then the most frequent, then the first in the alphabet."""
        return " ".join(max(self.forms, key=lambda form: (len(form), self.forms[form], form)))


@dataclass(slots=True, eq=False)
class Cast:
    """The entities of one article, and where each stands."""

    entities: list[Entity] = field(default_factory=list)
    mentions: list[tuple[Name, Entity]] = field(default_factory=list)

    def at(self, first: int, last: int) -> list[tuple[Name, Entity]]:
        """The names whose first token lies in the range."""
        return [(name, entity) for name, entity in self.mentions if first <= name.first < last]


def cast_of(names: list[Name]) -> Cast:
    """The people and organizations that an article names, each with all its forms.

    >>> from quotekit.names import find_names
    >>> from quotekit.view import look
    >>> names = find_names(look("Ruth van Dyk won. Mr. Diaz lost. Van Dyk smiled, and Ruth sang."))
    >>> [(e.name, len(e.places)) for e in cast_of(names).entities]
    [('Ruth van Dyk', 3), ('Diaz', 1)]
    """
    cast = Cast()
    names = [name for name in names if name.kind != "place"]
    full = [name for name in names if name.kind == "person" and len(name.words) > 1]
    known: dict[str, list[Entity]] = {}
    for name in full:
        entity = _same_person(known.get(_surname(name), []), name)
        if entity is None:
            entity = Entity("person")
            known.setdefault(_surname(name), []).append(entity)
            cast.entities.append(entity)
        _add(entity, name)
        cast.mentions.append((name, entity))
    first_names = _by_first_name(cast.entities)
    others: dict[tuple[str, ...], Entity] = {}
    for name in names:
        if name.kind == "person" and len(name.words) > 1:
            continue
        entity = _of_one_word(name, known, first_names, cast) or others.get(name.words)
        if entity is None:
            entity = others[name.words] = Entity("organization" if name.kind == "organization" else "person")
            cast.entities.append(entity)
        _add(entity, name)
        cast.mentions.append((name, entity))
    cast.mentions.sort(key=lambda item: item[0].first)
    cast.entities.sort(key=lambda entity: min(entity.places))
    return cast


def _surname(name: Name) -> str:
    return name.words[-1].casefold()


def _same_person(candidates: list[Entity], name: Name) -> Entity | None:
    """The entity of that surname whose first name agrees: equal, an initial, or one more name in between."""
    for entity in candidates:
        for form in entity.forms:
            a, b = form[0].casefold().rstrip("."), name.words[0].casefold().rstrip(".")
            if a == b or (len(min(a, b, key=len)) == 1 and a[0] == b[0]):
                return entity
    return None


def _by_first_name(entities: list[Entity]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        for first in {form[0].casefold() for form in entity.forms}:
            found.setdefault(first, []).append(entity)
    return found


def _of_one_word(
    name: Name, known: dict[str, list[Entity]], first_names: dict[str, list[Entity]], cast: Cast
) -> Entity | None:
    """The person whom a bare surname or first name means: by title's gender, then whoever was named last before it."""
    if name.kind == "organization":
        return None
    candidates = known.get(_surname(name)) or first_names.get(name.words[0].casefold(), [])
    if name.titled and name.gender in ("m", "f"):
        candidates = [e for e in candidates if e.gender in (name.gender, "-")]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    before = [e for e in candidates if min(e.places)[0] < name.first] or candidates
    return max(before, key=lambda e: max((a for a, _ in e.places if a < name.first), default=-min(e.places)[0]))


def _add(entity: Entity, name: Name) -> None:
    entity.forms[name.words] += 1
    entity.places.append((name.first, name.last))
    entity.sure = entity.sure or name.kind == "person"
    if entity.gender == "-" or name.titled and name.gender != "-":
        entity.gender = name.gender
    if name.role and name.role not in entity.roles:
        entity.roles.append(name.role)


def resolve(view: View, drafts: list[Draft], cast: Cast) -> list[Entity | None]:
    """The speaker of each draft, in order; None where nobody is known.

    >>> from quotekit.attribution import find_drafts
    >>> from quotekit.names import with_names
    >>> from quotekit.view import look
    >>> view, names = with_names(look("Coach Ana Ruiz was proud. “We won,” she said."))
    >>> [entity.name for entity in resolve(view, find_drafts(view), cast_of(names))]
    ['Ana Ruiz']
    """
    chosen: list[Entity | None] = []
    described: dict[str, Entity] = {}
    for draft in drafts:
        if draft.source:
            entity = _of_source(view, draft, drafts, chosen, cast, described)
        elif draft.same_as is not None:
            entity = next((e for d, e in zip(drafts, chosen) if d.start == draft.same_as), None)
        else:
            entity = None
        chosen.append(entity)
        if entity is not None and entity.kind == "person":
            entity.sure = True
    return chosen


def _of_source(
    view: View, draft: Draft, drafts: list[Draft], chosen: list[Entity | None], cast: Cast, described: dict[str, Entity]
) -> Entity | None:
    first, last = draft.source or (0, 0)
    word = view.word[first].lower()
    if word == "who" and last - first == 1:
        first, last = antecedent(view, first) or (first, last)
    if last - first == 1 and view.bits[first] & PRONOUN:
        return _of_pronoun(view, first, word, drafts, chosen, cast, described)
    named = [(name, entity) for name, entity in cast.at(first, last) if _heads(view, name, first, last)]
    people = [item for item in named if item[1].kind == "person"]
    if people or named:
        if len(people) > 1 and _joined(view, people):
            return _group(view, first, last, described)
        return (people or named)[0][1]
    return _of_description(view, first, last, draft, drafts, chosen, cast, described)


def _heads(view: View, name: Name, first: int, last: int) -> bool:
    """Whether a name in a source is the speaker's own, and not what a description mentions ("a spokesman for Ms. Reyes")."""
    if name.last < last and view.word[name.last] in _POSSESSIVES:
        return False
    if (
        name.last < last
        and view.word[name.last].islower()
        and view.word[name.last] not in ("of", "and", "in", "from", "at", "who")
        and not view.word[name.last].endswith("self")
    ):
        return False
    start = name.first
    while start > first and (view.bits[start - 1] & CAPITAL or view.word[start - 1] == "."):
        start -= 1
    if start > first and view.bits[start - 1] & PREPOSITION:
        return False
    if (
        start > first
        and view.bits[start - 1] & DETERMINER
        and not view.bits[start - 1] & CAPITAL
        and name.kind == "person"
    ):
        return name.last >= last or view.word[name.last] == ","
    return True


def _joined(view: View, people: list[tuple[Name, Entity]]) -> bool:
    first, second = people[0][0], people[1][0]
    between = range(first.last, second.first)
    return any(view.word[i] == "and" for i in between) and not any(view.bits[i] & DETERMINER for i in between)


def _of_pronoun(
    view: View,
    at: int,
    word: str,
    drafts: list[Draft],
    chosen: list[Entity | None],
    cast: Cast,
    described: dict[str, Entity],
) -> Entity | None:
    if word in _HE:
        return _person_before(view, at, _HE[word], drafts, chosen, cast)
    if word in _PLURAL or word == "it":
        kinds = ("organization",) if word == "it" else ("group", "organization")
        subject = _subject_of_kind(view, at, kinds, cast, described, drafts, chosen)
        return subject or _last_of_kind(view, at, kinds, drafts, chosen, cast)
    return None


def _subject_of_kind(
    view: View,
    at: int,
    kinds: tuple[str, ...],
    cast: Cast,
    described: dict[str, Entity],
    drafts: list[Draft],
    chosen: list[Entity | None],
) -> Entity | None:
    """The subject of one of the two sentences before, if it is a group or an organization: "The ministry" for "it"."""
    here = view.sentence[at]
    for sentence in range(here, max(here - 3, -1), -1):
        first, last = view.bounds[sentence]
        found = after(view, first) if view.pair[first] < 0 and first < at else None
        if not found or found[1] > at or view.bits[found[0]] & PRONOUN:
            continue
        named = [entity for name, entity in cast.at(*found) if _heads(view, name, *found)]
        if named:
            return named[0] if named[0].kind in kinds else None
        if _kind_of_description(view, *found) in kinds:
            heads = _head_words(view, *found)
            return _company(view, heads[0], cast, described, drafts, chosen) or _described(view, *found, described)
    return None


def _person_before(
    view: View, at: int, gender: str, drafts: list[Draft], chosen: list[Entity | None], cast: Cast
) -> Entity | None:
    """The person a pronoun means: near, a subject, a speaker, of that gender, named outside quotations.

    The weights are those of a small study on PolNeAR train (`docs/experiments.md`).
    """
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}

    def consider(entity: Entity, place: int, bonus: float) -> None:
        far = view.paragraph(at) - view.paragraph(place)
        if far > _FAR or not entity.sure or entity.gender not in (gender, "-"):
            return
        distance = view.sentence[at] - view.sentence[place]
        score = bonus - 0.9 * distance - 0.25 * far + (1.2 if entity.gender == gender else 0.0) + place * 1e-5
        if view.pair[place] >= 0:
            score -= 2.5
        key = id(entity)
        entities[key] = entity
        scores[key] = max(scores.get(key, -99.0), score) + (0.2 if distance <= 3 else 0.0)

    for name, entity in cast.mentions:
        if name.first >= at:
            break
        consider(entity, name.first, _salience(view, name))
    for draft, entity in zip(drafts, chosen):
        if entity is not None and draft.source and draft.source[0] < at:
            consider(entity, draft.source[0], 3.0)
    if not scores:
        return None
    best = entities[max(scores, key=lambda key: (scores[key], -min(entities[key].places, default=(0, 0))[0]))]
    if best.gender == "-":
        best.gender = gender
    return best


def _salience(view: View, name: Name) -> float:
    """How much a mention puts its person in mind: subjects more, possessives and objects less."""
    score = 0.0
    begin = view.bounds[view.sentence[name.first]][0]
    start = name.first
    while start > begin and view.bits[start - 1] & (CAPITAL | ROLE) or view.word[start - 1] == "." and start > begin:
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


def _last_of_kind(
    view: View, at: int, kinds: tuple[str, ...], drafts: list[Draft], chosen: list[Entity | None], cast: Cast
) -> Entity | None:
    """The last speaker of some kind within three sentences, else the last organization named there."""
    for draft, entity in reversed(list(zip(drafts, chosen))):
        place = draft.source[0] if draft.source else draft.start
        if entity is not None and entity.kind in kinds and place < at and view.sentence[at] - view.sentence[place] <= 3:
            return entity
    named = [(n, e) for n, e in cast.mentions if n.first < at and e.kind in kinds]
    if named and view.sentence[at] - view.sentence[named[-1][0].first] <= 1:
        return named[-1][1]
    return None


def _of_description(
    view: View,
    first: int,
    last: int,
    draft: Draft,
    drafts: list[Draft],
    chosen: list[Entity | None],
    cast: Cast,
    described: dict[str, Entity],
) -> Entity | None:
    """Whom "the coach", "the 37-year-old" or "a spokeswoman" means: a person called so, or somebody unnamed."""
    heads = _head_words(view, first, last)
    if heads and view.word[first].lower() in _DEFINITE and view.word[heads[0]].lower() in _COMPANY:
        company = _company(view, heads[0], cast, described, drafts, chosen)
        if company:
            return company
    role = next((view.word[i].lower() for i in heads if view.bits[i] & ROLE), None)
    definite = view.word[first].lower() in _DEFINITE or view.word[first].lower() in ("his", "her", "their")
    age = any("year-old" in view.word[i] for i in range(first, last))
    if definite and (role or age):
        entity = _called(view, first, last, role, cast) or _known_description(view, first, last, described)
        if entity:
            return entity
        plain = last - first <= 6 and not any(
            view.word[i] in _POSSESSIVES or view.word[i] == "of" for i in range(first, last)
        )
        near = _recent_speaker(view, first, role, drafts, chosen) if plain else None
        if near:
            return near
    return _described(view, first, last, described)


def _company(
    view: View, head: int, cast: Cast, described: dict[str, Entity], drafts: list[Draft], chosen: list[Entity | None]
) -> Entity | None:
    """The organization that "the ministry" or "the company" means: the last one before with that word in its name, or
    the last that spoke or was named, for words that any of them answers to."""
    word = view.word[head].lower()
    everyone = [e for e in (*cast.entities, *described.values()) if e.kind == "organization"]
    before = [(max((a for a, _ in e.places if a < head), default=-1), e) for e in everyone]
    known = [(place, e) for place, e in before if place >= 0]
    named = [item for item in known if any(word in (w.lower() for w in form) for form in item[1].forms)]
    if not named and word in ("agency", "organization", "organisation", "group"):
        named = known
    if not named and word in ("company", "firm", "club", "team"):  # no union, ministry or court
        named = [item for item in known if not any(w.lower() in _COMPANY for form in item[1].forms for w in form)]
    return max(named, key=lambda item: item[0])[1] if named else None


def _head_words(view: View, first: int, last: int) -> list[int]:
    """The words of a noun phrase before its first preposition, comma or relative: its head is the last of them."""
    found = []
    for i in range(first, last):
        if i > first and (view.bits[i] & PREPOSITION or view.word[i] in (",", "who", "which", "that")):
            break
        found.append(i)
    return found[::-1]


def _called(view: View, first: int, last: int, role: str | None, cast: Cast) -> Entity | None:
    """The one person named before whose roles share the description's words."""
    words = {
        view.word[i].casefold() for i in range(first, last) if view.bits[i] & WORD and not view.bits[i] & DETERMINER
    }
    best: tuple[float, int, Entity] | None = None
    for entity in cast.entities:
        if entity.kind != "person" or min(entity.places)[0] > first:
            continue
        theirs = {word.casefold() for text in entity.roles for word in text.replace("-", " ").split()}
        if not role or role not in theirs:
            continue
        place = max(a for a, _ in entity.places if a < first)
        score = len(words & theirs) / len(words) + 1e-6 * place
        if best is None or score > best[0]:
            best = (score, place, entity)
    return best[2] if best else None


@cache
def _gender_of_role(role: str) -> str:
    return lexicon.column("roles", "role", "gender").get(role, "-")


def _recent_speaker(
    view: View, first: int, role: str | None, drafts: list[Draft], chosen: list[Entity | None]
) -> Entity | None:
    """The person who spoke last, at most two paragraphs before, for a short description such as "the 37-year-old"."""
    gender = _gender_of_role(role or "")
    for draft, entity in reversed(list(zip(drafts, chosen))):
        place = draft.source[0] if draft.source else draft.start
        if entity is None or entity.kind != "person" or place >= first:
            continue
        if view.paragraph(first) - view.paragraph(place) > 2:
            return None
        if gender == "-" or entity.gender in (gender, "-"):
            return entity
    return None


def _known_description(view: View, first: int, last: int, described: dict[str, Entity]) -> Entity | None:
    exact = described.get(_plain(view, first, last).casefold())
    heads = _head_words(view, first, last)
    if exact or not heads:
        return exact
    head = view.word[heads[0]].casefold()
    alike = [e for e in described.values() if e.kind == "unnamed" and _head_of(e) == head]
    return max(alike, key=lambda e: max(e.places), default=None)


def _head_of(entity: Entity) -> str:
    """The head of an unnamed speaker's description: "official" of "senior ministry official in Nairobi"."""
    words = entity.name.casefold().split()
    stop = next((i for i, word in enumerate(words) if i and lexicon.properties(word) & PREPOSITION), len(words))
    return words[stop - 1]


def _plain(view: View, first: int, last: int) -> str:
    """A description without its article: what an unnamed speaker is listed as."""
    while last - first > 1 and view.bits[first] & DETERMINER and view.word[first].lower() in ("the", "a", "an"):
        first += 1
    for i in range(first + 1, last):
        if view.word[i].lower() in ("who", "whose", "which"):
            last = i - 1 if view.word[i - 1] == "," else i
            break
    return " ".join(view.text(first, last).split())


def _described(view: View, first: int, last: int, described: dict[str, Entity]) -> Entity | None:
    """An unnamed person, group or organization under its description."""
    text = _plain(view, first, last)
    entity = described.get(text.casefold())
    if entity is None:
        kind = _kind_of_description(view, first, last)
        entity = described[text.casefold()] = Entity(kind, Counter({tuple(text.split()): 1}), places=[(first, last)])
        role = next((view.word[i].lower() for i in _head_words(view, first, last) if view.bits[i] & ROLE), "")
        entity.sure = kind == "unnamed" and bool(role)
        entity.gender = _gender_of_role(role)
    else:
        entity.places.append((first, last))
    return entity


def _group(view: View, first: int, last: int, described: dict[str, Entity]) -> Entity | None:
    entity = _described(view, first, last, described)
    if entity:
        entity.kind = "group"
    return entity


def _kind_of_description(view: View, first: int, last: int) -> SpeakerKind:
    heads = _head_words(view, first, last)
    head = heads[0] if heads else first
    word, bits = view.word[head].lower(), view.bits[head]
    if word in _COMPANY or bits & ORGANIZATION and bits & CAPITAL:
        return "organization"
    if bits & GROUP:
        return "group"
    if bits & ROLE:
        return "unnamed"
    if word.endswith("s") and not word.endswith("ss") and not bits & CAPITAL:
        return "group"
    if any(view.bits[i] & (NUMBER | CONJUNCTION) for i in heads) and word.endswith("s"):
        return "group"
    return "organization" if bits & CAPITAL else "unnamed"


def mention_of(view: View, source: Range, cast: Cast) -> Mention:
    """A source as a mention: a name, a pronoun or a description."""
    first, last = source
    span = Span(int(view.table.start[first]), int(view.table.end[last - 1]))
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Mention(span, "pronoun")
    named = [name for name, _ in cast.at(first, last) if _heads(view, name, first, last)]
    kind: MentionKind = "name" if named else "nominal"
    return Mention(span, kind, " ".join(named[0].words) if named else None)


def speaker(entity: Entity, identity: str, mentions: tuple[Mention, ...]) -> Speaker:
    """The record of an entity under an id, with the mentions that are sources of quotes."""
    name = entity.name
    aliases = {" ".join(form) for form in entity.forms} - {name}
    return Speaker(identity, name, entity.kind, tuple(sorted(aliases)), tuple(_ranked(entity.roles)), mentions)


def _ranked(roles: list[str]) -> list[str]:
    """Roles with the most informative first: the first that says more than a bare title, not overlong."""
    return sorted(roles, key=lambda role: (not 2 <= len(role.split()) <= 8, roles.index(role)))
