"""Who may be meant by a source: the people, organizations and groups of the article, what the source itself says, and
nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.descriptions import DEFINITE, Description, describe
from quotekit.speakers.discourse import Discourse, Trace
from quotekit.speakers.mentions import Group, Named, own_names
from quotekit.text.document import View
from quotekit.text.lexicon import CAPITAL, DETERMINER, NUMBER, POSSESSIVE, PREPOSITION, PRONOUN, ROLE, TITLE, WORD
from quotekit.text.phrases import POSSESSIVES, after

_RECENT = 5  # with 12 as many are right (wrong 725 of 5,648 in both)
_KEPT = 4  # of those who have the role or the word, and of speakers
_NAMESAKES = 8
_SENTENCES = 3  # whose first phrase may be meant
_OTHERS = frozenset({"his", "her", "their", "its", "my", "our"})
_PRONOUNS_ONLY = frozenset("it they which who that we i you he she him her them himself herself".split())
"""Pronouns that tell nothing by themselves: who is meant is somebody else or nobody, and not "it"."""
_PLURAL = frozenset({"they", "both", "many", "some", "others", "most", "all", "these", "those"})
_NO_PERSON = _PLURAL | {"it", "which"}
_DASHES = frozenset({"—", "–", "--", "-"})
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
    """`spoken of`, `in it`, `subject`, `together`, `itself` or `nobody`."""
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
    own = tuple(own_names(view, cast, first, last)) if named else ()
    if last - first == 1 and view.bits[first] & PRONOUN:
        return Source(first, last, view.word[first].lower(), description, frozenset(), "", named, own)
    words = frozenset(
        view.word[i].casefold()
        for i in description.words
        if view.bits[i] & WORD and not view.bits[i] & (DETERMINER | POSSESSIVE)
    )
    headed = any(name.first <= description.words[-1] < name.last for name, _ in named)
    age = next((word for word in sorted(words) if "year-old" in word), "")
    return Source(first, last, "named" if headed else shape(view, description), description, words, age, named, own)


def _trimmed(view: View, cast: Cast, first: int, last: int) -> int:
    """Where a source ends without what is no part of a name or description: "Reyes herself", "Reyes — the mayor —".

    In "the head of the CEI (Italian bishops), Nunzio Galantino" the name comes behind the bracket.
    """
    for at in range(first + 1, last):
        if any(entity.kind == "person" for _, entity in cast.at(at, last)) and view.word[at] in ("(", "["):
            continue
        if view.word[at] in _DASHES or (view.word[at] in ("(", "[") and not view.glued(at)):
            last = at
            break
    while last - first > 1 and view.word[last - 1].lower() in _TRAILING:
        last -= 1
    return last


def shape(view: View, description: Description) -> str:
    """How a description begins: `definite`, `possessive`, `bare` or `indefinite`."""
    word = view.word[description.first].lower()
    if word in _OTHERS or any(view.word[i] in POSSESSIVES for i in description.words):
        return "possessive"
    if word in DEFINITE:
        return "definite"
    return "indefinite" if view.bits[description.first] & (DETERMINER | NUMBER | POSSESSIVE) else "bare"


def plain_name(view: View, named: Sequence[Named], first: int, last: int) -> Entity | None:
    """Whom a source means that is a name and nothing else, titles and roles in front or an apposition behind aside.

    >>> from quotekit.speakers.cast import cast_of
    >>> from quotekit.text.document import look
    >>> from quotekit.text.names import names_by_rule
    >>> view = look("Governor Ana Reyes, a nurse, and a friend of Ana Reyes")
    >>> cast = cast_of(names_by_rule(view), view.lexicon)
    >>> found = [plain_name(view, cast.at(*words), *words) for words in [(0, 6), (7, 12)]]
    >>> [entity and entity.name for entity in found]
    ['Ana Reyes', None]
    """
    if len(named) != 1:
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
    if not source.own or source.named[0] != source.own[0]:
        return None
    name, entity = source.own[0]
    before = view.bits[source.first : name.first]
    if entity.kind != "person" or not all(bits & (TITLE | ROLE) for bits in before) or name.last >= source.last:
        return None
    return entity if view.bits[name.last] & PREPOSITION or view.word[name.last] == "and" else None


def candidates_for(discourse: Discourse, source: Source) -> list[Candidate]:
    """Everybody who may be meant, each once; last what the source itself says, and nobody."""
    found: dict[Entity, Candidate] = {}
    for one in _all(discourse, source):
        if one.entity is not None and not _is_other(source, one):
            found.setdefault(one.entity, one)
    if source.form not in _PRONOUNS_ONLY:
        owner = discourse.meant.get(source.first) if source.last - source.first > 1 else None
        known = None if owner else discourse.descriptions.known(source.description)
        itself = known or discourse.descriptions.drawn(source.description, owner)
        found.pop(itself, None)
        found[itself] = Candidate(itself, "itself", discourse.traces.get(itself), source.description)
    return [*found.values(), Candidate(None, "nobody")]


def _all(discourse: Discourse, source: Source) -> Iterator[Candidate]:
    for _, entity in source.named:
        yield Candidate(entity, "in it", discourse.traces.get(entity))
    if source.form in ("bare", "indefinite"):
        return
    yield from (one for one in _subjects(discourse, source.first) if not _is_again(source, one))
    traces = discourse.traces
    for entity in islice(reversed(traces), _RECENT):
        yield Candidate(entity, "spoken of", traces[entity])
    for _, entity in islice(discourse.speakers_back(), _KEPT):
        yield Candidate(entity, "spoken of", traces[entity])
    for entity in discourse.cast.roles.get(source.description.role, [])[:_NAMESAKES]:
        if entity in traces:
            yield Candidate(entity, "spoken of", traces[entity])
    for listed in (discourse.cast.organizations, discourse.descriptions.organizations):
        for entity in listed.called(source.description.head, source.first):
            yield Candidate(entity, "spoken of", traces.get(entity))
    for group in discourse.groups_back(source.first, source.description.head):
        yield Candidate(group.entity, "together", traces.get(group.entity), group=group)


def _is_other(source: Source, one: Candidate) -> bool:
    """Whether somebody cannot be meant: one person by "they" or "it", an agency or an old bishop by "the minister", Ana
    Reyes by "a spokesman for Ms. Reyes".
    """
    kind = one.entity.kind if one.entity else ""
    if kind == "person":
        in_it = one.how == "in it" and all(own is not one.entity for _, own in source.own)
        return source.form in _NO_PERSON or in_it
    if kind == "unnamed" and one.how in ("spoken of", "subject") and source.words and one.entity:
        return all(source.description.head != word.casefold() for form in one.entity.forms for word in form)
    of_person = source.description.kind == "unnamed" and bool(source.description.role)
    return kind == "organization" and of_person and one.how == "spoken of"


def _is_again(source: Source, one: Candidate) -> bool:
    """Whether a phrase is the source once more: "The company fell. The company said"."""
    return one.description is not None and one.description.head == source.description.head


def _subjects(discourse: Discourse, at: int) -> Iterator[Candidate]:
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
        entity = known or discourse.descriptions.drawn(description)
        yield Candidate(entity, "subject", discourse.traces.get(entity), description)
