"""Who may be meant by a source: the people, organizations and groups of the article, what the source itself says, and
nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quotekit.speakers.cast import COMPANY, Cast, Entity
from quotekit.speakers.descriptions import DEFINITE, Description, describe
from quotekit.speakers.discourse import Discourse, Trace
from quotekit.speakers.mentions import Group, Named, own_names
from quotekit.text.document import View
from quotekit.text.lexicon import (
    AUXILIARY,
    CAPITAL,
    DETERMINER,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    TITLE,
    WORD,
)
from quotekit.text.phrases import POSSESSIVES, after, opens_phrase

_RECENT = 5  # with 12 as many are right (wrong 725 of 5,648 in both)
_KEPT = 4  # of those who have the role or the word, and of speakers
_NAMESAKES = 8
_SENTENCES = 3  # whose first phrase may be meant
_OTHERS = frozenset({"his", "her", "their", "its", "my", "our"})
_PRONOUNS_ONLY = frozenset("it they which who that we i you he she him her them himself herself".split())
"""Pronouns that tell nothing by themselves: who is meant is somebody else or nobody, and not "it"."""
_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_NO_PERSON = _PLURAL | {"it", "which"}
_NEW = frozenset({"bare", "indefinite"})
"""Forms of sources that mean nobody spoken of before."""
_BARRED = {
    (False, False): frozenset[str](),
    (False, True): frozenset({"organization"}),
    (True, False): frozenset({"person"}),
    (True, True): frozenset({"person", "organization"}),
}
"""Kinds that are not meant: by a form for no person, by a description of one."""
_SAYING = WORD | DETERMINER | POSSESSIVE
_WHOSE = frozenset({"who", "which", "whose"})
_TRADES = frozenset({"daily", "weekly", "giant", "maker", "chain", "service", "label", "developer", "analysts"})
"""What an organization is, besides `COMPANY`."""
_PARTISANS = frozenset({"Republican", "Democrat"})
_DASHES = frozenset({"—", "–", "--", "-"})
_OFFICE = TITLE | ROLE
_TRAILING = frozenset({"himself", "herself", "itself", "themselves", "each", "both", "alone", ",", "—", "too", "also"})


class Source(NamedTuple):
    """A source, and what its words tell of whom it means."""

    first: int
    last: int
    form: str
    """The pronoun, else `named`, `definite`, `possessive`, `bare` or `indefinite`."""
    description: Description
    words: frozenset[str]
    """What it says besides its determiner, in small letters."""
    age: str
    """"29-year-old" of "the 29-year-old", else empty."""
    named: tuple[Named, ...]
    """The names in it, whosesoever."""
    own: tuple[Named, ...]
    """Those that look like the speaker's own."""


class Candidate(NamedTuple):
    """Somebody who may be meant."""

    entity: Entity | None
    """None for nobody."""
    how: str
    """`spoken of`, `in it`, `subject`, `object`, `together`, `itself` or `nobody`."""
    trace: Trace | None = None
    description: Description | None = None
    """By which it would come in."""
    group: Group | None = None
    """Where its people were named together last."""


def source_of(view: View, cast: Cast, first: int, last: int) -> Source:
    """A source with what its words tell.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("the chief of the firm")
    >>> source = source_of(view, cast_of([], view.lexicon), 0, 5)
    >>> source.form, sorted(source.words), source.description.head
    ('definite', ['chief'], 'chief')
    """
    last = _trimmed(view, cast, first, last)
    description = describe(view, first, last)
    named = tuple(cast.at(first, last))
    if _is_partisan(view, first, last):
        description = description._replace(kind="unnamed", role=description.head)
        named = ()
    own = tuple(own_names(view, cast, first, last)) if named else ()
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Source(first, last, view.word[first].lower(), description, frozenset(), "", named, own)
    words = frozenset(
        [view.word[i].casefold() for i in description.words if view.bits[i] & _SAYING == WORD]  # no determiner
    )
    headed = any(name.first <= description.words[-1] < name.last for name, _ in named)
    age = next((word for word in sorted(words) if "year-old" in word), "")
    return Source(first, last, "named" if headed else shape(view, description), description, words, age, named, own)


def _trimmed(view: View, cast: Cast, first: int, last: int) -> int:
    """Where a source ends without what is no part of a name or description: "Reyes herself", "Reyes — the mayor —".

    In "the head of the CEI (Italian bishops), Nunzio Galantino" the name comes behind the bracket.
    """
    for at in range(first + 1, last):
        is_bracket = view.word[at] in ("(", "[")
        if is_bracket and any(entity.kind == "person" for _, entity in cast.at(at, last)):
            continue
        if view.word[at] in _DASHES or (is_bracket and not view.glued(at) and not _goes_on(view, at, last)):
            last = at
            break
    while last - first > 1 and view.word[last - 1].lower() in _TRAILING:
        last -= 1
    return last


def _goes_on(view: View, at: int, last: int) -> bool:
    """Whether a phrase goes on behind the bracket that opens at a token: "three-quarters (74%) of the voters"."""
    behind = next((i + 1 for i in range(at + 1, last) if view.word[i] in (")", "]")), last)
    return behind < last and bool(view.bits[behind] & (WORD | PREPOSITION)) and view.word[behind].islower()


def _is_partisan(view: View, first: int, last: int) -> bool:
    """Whether a source is somebody of a party, whatever looks like a name in it: "the Kentucky Republican"."""
    return view.word[last - 1] in _PARTISANS and view.word[first].lower() == "the"


def shape(view: View, description: Description) -> str:
    """How a description begins: `definite`, `possessive`, `bare` or `indefinite`."""
    word = view.word[description.first].lower()
    if word in _OTHERS or not POSSESSIVES.isdisjoint(view.word[description.first : description.words[-1] + 1]):
        return "possessive"
    if word in DEFINITE:
        return "definite"
    return "indefinite" if view.bits[description.first] & (DETERMINER | NUMBER | POSSESSIVE) else "bare"


def plain_name(view: View, named: Sequence[Named], first: int, last: int) -> Entity | None:
    """Whom a source means that is a name and nothing else, titles and roles in front or an apposition behind aside.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> from quotekit.names.find import names_by_rule
    >>> view = look("Governor Ana Reyes, a nurse, and a friend of Ana Reyes")
    >>> cast = cast_of(names_by_rule(view), view.lexicon)
    >>> found = [plain_name(view, cast.at(*words), *words) for words in [(0, 6), (7, 12)]]
    >>> [entity and entity.name for entity in found]
    ['Ana Reyes', None]
    """
    if len(named) != 1 or _is_partisan(view, first, last):
        return None
    name, entity = named[0]
    before = view.bits[first : name.first]
    if any(bits & (PREPOSITION | POSSESSIVE) or not bits & (CAPITAL | TITLE | ROLE | DETERMINER) for bits in before):
        return None
    behind = view.word[name.last] if name.last < last else ","
    return entity if behind == "," else None


def leading_person(view: View, source: Source) -> Entity | None:
    """Who stands at the head of a source, whatever comes behind: "Lydia Buchtmann for Food Standards".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("the coach of Leith")
    >>> leading_person(view, source_of(view, cast_of([], view.lexicon), 0, 4)) is None
    True
    """
    if not source.named or (source.named[0] not in source.own and not _is_of(view, source.named[0], source.last)):
        return None
    name, entity = source.named[0]
    before = view.bits[source.first : name.first]
    if name.last >= source.last:
        return None
    behind, word = view.bits[name.last], view.word[name.last]
    if (
        word == ","
        and all(bits & (TITLE | ROLE | DETERMINER) for bits in before)
        and _describes(view, name.last + 1, source.last)
    ):
        return entity
    if entity.kind != "person" or not all(bits & (TITLE | ROLE) for bits in before):
        return None
    is_apart = not behind & WORD and word != ","  # "Tom Bell </i>", "Tom Bell / BBC"
    return entity if is_apart or behind & (PREPOSITION | ROLE) else None


def _is_of(view: View, named: Named, last: int) -> bool:
    """Whether a full name is followed by where somebody belongs: "with the guild", "head of", but not "Bell aide"."""
    name, entity = named
    if entity.kind != "person" or (len(name.words) < 2 and not name.titled) or name.last + 1 >= last:
        return False
    if view.bits[name.last] & ROLE:
        return view.word[name.last + 1] in ("of", "for", "at")
    return view.word[name.last] in ("with", "of", "from", "(")


def _describes(view: View, at: int, last: int) -> bool:
    """Whether what stands behind a name and a comma tells of it, and names nobody else beside it: ", a company in"."""
    word = view.word[at] if at < last else ""
    if not word or not (view.bits[at] & (DETERMINER | ROLE | PREPOSITION) or word in _WHOSE or word.endswith("ing")):
        return False
    return not any(view.word[i] == "and" and view.word[i - 1] == "," for i in range(at, last))


def named_behind_office(view: View, source: Source) -> Entity | None:
    """Who stands at the end of a source behind an office, with whose office it is: "Secretary of State Ana Reyes",
    "Bank of Leith governor Tom Bell, a banker"; not "the mother of coach Tom Bell".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("the coach of Leith")
    >>> named_behind_office(view, source_of(view, cast_of([], view.lexicon), 0, 4)) is None
    True
    """
    people = [(name, entity) for name, entity in source.named if entity.kind == "person"]
    if len(people) != 1:
        return None
    name, entity = people[0]
    if name.last < source.last and view.word[name.last] != ",":
        return None
    if view.bits[source.first] & TITLE and all(
        view.bits[at] & (CAPITAL | TITLE | ROLE) or view.word[at] in ("of", "for")
        for at in range(source.first, name.first)
    ):
        return entity
    others = {at for one, _ in source.named if one is not name for at in range(one.first, one.last)}
    apart = [at for at in range(source.first, name.first) if at not in others]
    is_office = bool(apart) and apart[-1] == name.first - 1 and bool(view.bits[apart[-1]] & _OFFICE)
    return entity if is_office and not any(_breaks_office(view, at) for at in apart) else None


def _breaks_office(view: View, at: int) -> bool:
    """Whether a word in front of a name, in no name itself, parts it from the organization before: "of", "and", ","."""
    word, bits = view.word[at], view.bits[at]
    if word == "and":  # "Work and Pensions Secretary", not "Bank of Leith and Mayor"
        return not view.bits[at - 1] & CAPITAL or not view.bits[at + 1] & CAPITAL or bool(view.bits[at + 1] & _OFFICE)
    is_word = bits & WORD or word in POSSESSIVES or view.glued(at)
    return not is_word or bool(bits & (PREPOSITION | AUXILIARY)) or word == "or"


def named_behind_kind(view: View, source: Source) -> Entity | None:
    """The organization at the end of a source behind what it is: "the security firm Norrland", "Spanish daily El Sol".

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> view = look("a security firm")
    >>> named_behind_kind(view, source_of(view, cast_of([], view.lexicon), 0, 3)) is None
    True
    """
    if len(source.named) != 1:
        return None
    name, entity = source.named[0]
    before = range(source.first, name.first)
    if entity.kind != "organization" or name.last != source.last or not before:
        return None
    if any(view.bits[at] & PREPOSITION or view.word[at] in POSSESSIVES or view.word[at] == "," for at in before):
        return None
    kind = view.word[name.first - 1]
    return entity if kind in COMPANY or kind in _TRADES else None


def candidates_for(discourse: Discourse, source: Source) -> list[Candidate]:
    """Everybody who may be meant, each once; last what the source itself says, and nobody."""
    found: dict[Entity, Candidate] = {}
    for one, entity in _in_phrases(discourse, source):
        if entity not in found and not _is_other(source, one, entity):
            found[entity] = one
    if source.form not in _NEW:
        traces, barred = discourse.traces, _barred(source)
        for entity in _spoken_of(discourse, source):
            if entity not in found and entity.kind not in barred and not _is_another(source, entity):
                found[entity] = Candidate(entity, "spoken of", traces.get(entity))
        for group in discourse.groups_back(source.first, source.description.head):
            found.setdefault(group.entity, Candidate(group.entity, "together", traces.get(group.entity), group=group))
    if source.form not in _PRONOUNS_ONLY:
        owner = discourse.meant.get(source.first) if source.last - source.first > 1 else None
        known = None if owner else discourse.descriptions.known(source.description)
        itself = known or discourse.descriptions.drawn(source.description, owner)
        found.pop(itself, None)
        found[itself] = Candidate(itself, "itself", discourse.traces.get(itself), source.description)
    return [*found.values(), Candidate(None, "nobody")]


def _in_phrases(discourse: Discourse, source: Source) -> Iterator[tuple[Candidate, Entity]]:
    """Those whom the source names, and whom the phrases before it mean."""
    for _, entity in source.named:
        yield Candidate(entity, "in it", discourse.traces.get(entity)), entity
    if source.form not in _NEW:
        for description, entity in _subjects(discourse, source.first):
            if description.head != source.description.head:  # not "The company fell. The company said"
                yield Candidate(entity, "subject", discourse.traces.get(entity), description), entity
    if source.form == "they":
        for description, entity in _objects(discourse, source.first):
            yield Candidate(entity, "object", discourse.traces.get(entity), description), entity


def _spoken_of(discourse: Discourse, source: Source) -> Iterator[Entity]:
    """Those who were spoken of last, who spoke last, who have the role, and whom the noun may stand for."""
    head, role = source.description.head, source.description.role
    yield from islice(reversed(discourse.traces), _RECENT)
    for _, entity in islice(discourse.speakers_back(), _KEPT):
        yield entity
    for entity in discourse.cast.roles.get(role, ())[:_NAMESAKES]:
        if entity in discourse.traces:
            yield entity
    yield from discourse.cast.organizations.called(head, source.first)
    yield from discourse.descriptions.organizations.called(head, source.first)


def _barred(source: Source) -> frozenset[str]:
    """The kinds of those spoken of that cannot be meant: one person by "they" or "it", an agency by "the minister"."""
    of_person = source.description.kind == "unnamed" and bool(source.description.role)
    return _BARRED[source.form in _NO_PERSON, of_person]


def _is_another(source: Source, entity: Entity) -> bool:
    """Whether somebody unnamed is called otherwise: an old bishop is not "the minister"."""
    return entity.kind == "unnamed" and bool(source.words) and source.description.head not in entity.naming().words


def _is_other(source: Source, one: Candidate, entity: Entity) -> bool:
    """Whether somebody in a phrase cannot be meant: one person by "they", Ana Reyes by "a spokesman for Ms. Reyes"."""
    if entity.kind != "person":
        return one.how == "subject" and _is_another(source, entity)
    in_it = one.how == "in it" and all(own is not entity for _, own in source.own)
    return source.form in _NO_PERSON or in_it


def _objects(discourse: Discourse, at: int) -> Iterator[tuple[Description, Entity]]:
    """The groups described anywhere in this sentence and the one before it: "She met commentators, who said they"."""
    view = discourse.view
    place = view.bounds[max(view.sentence[at] - 1, 0)][0]
    while place < at:
        found = after(view, place) if opens_phrase(view, place) else None
        if found and found[1] <= at and not view.bits[place] & PRONOUN and not own_names(view, discourse.cast, *found):
            description = describe(view, *found)
            if description.kind == "group":
                known = discourse.descriptions.known(description)
                yield description, known or discourse.descriptions.drawn(description)
        place = max(place + 1, found[1] if found else 0)


def _subjects(discourse: Discourse, at: int) -> Iterator[tuple[Description, Entity]]:
    """The phrases at the head of this sentence and of those before it that are no names: "The ministry" for "it"."""
    view = discourse.view
    here = view.sentence[at]
    for sentence in range(here, max(here - _SENTENCES, -1), -1):
        first = view.bounds[sentence][0]
        found = after(view, first) if view.pair[first] < 0 and first < at else None
        if not found or found[1] > at or view.bits[found[0]] & PRONOUN:
            continue
        if own_names(view, discourse.cast, *found):
            continue
        description = describe(view, *found)
        known = discourse.descriptions.known(description)
        yield description, known or discourse.descriptions.drawn(description)
