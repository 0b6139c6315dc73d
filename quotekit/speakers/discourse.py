"""An article as far as it has been read: who was named where, and who spoke last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from quotekit.names.name import Name
from quotekit.speakers.cast import Cast, Entity
from quotekit.speakers.descriptions import Descriptions
from quotekit.speakers.mentions import Group, called_they, groups_back, groups_in
from quotekit.text.document import View
from quotekit.text.lexicon import ADVERB, AUXILIARY, CAPITAL, CUE, FUNCTION, PREPOSITION, ROLE
from quotekit.text.phrases import POSSESSIVES
from quotekit.text.ranking import Features, Rankers


def contractions_of(pronoun: str) -> tuple[str, ...]:
    """The words that a pronoun and a verb make together, each one token.

    >>> contractions_of("he")[:2]
    ("he'd", 'he’d')
    """
    return tuple(f"{pronoun}{mark}{end}" for end in ("d", "ll", "ve", "re", "m") for mark in "'’")


HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
HE |= {contracted: HE[word] for word in ("he", "she") for contracted in contractions_of(word)}
_RECENT = 14  # people who may be meant at all: keeps every search bounded
_GROUPS = 4
_BACK = 8  # tokens that a title before a name has at most


_SINCE = 3
"""Of how many who are new is told apart."""
_NEWS = {
    (how, since): f"{how} since the last quote, {since}"
    for how in ("introduced", "named", "meant")
    for since in range(_SINCE + 1)
}


Choose = Callable[[str, Sequence[Features], Sequence[Entity | None]], int]
"""From a task and the features of some candidates to the index of one."""


@dataclass(slots=True, eq=False)
class Trace:
    """Where somebody was last spoken of."""

    entity: Entity
    token: int = -1
    """Of the last mention outside quotation marks; -1 for none."""
    form: str = ""
    """`name`, `he` or `source`: how."""
    role: str = ""
    """`subject`, `possessor`, `behind preposition` or `other`; of a name empty until `Discourse.role_of` is asked."""
    name: Name | None = None
    """The name, if it was one."""
    first: bool = False
    """Whether it was the first person of its sentence."""
    quoted: int = -1
    """The last mention inside quotation marks."""
    count: int = 0
    """Mentions so far, pronouns included."""
    spoke: int = -1
    """The number of the last quote."""
    sources: int = 0
    """Quotes so far."""
    last: int = -1
    """Where the last mention or quote stands."""

    @property
    def often(self) -> int:
        """Mentions in the whole article, and once more those so far."""
        return self.count + len(self.entity.places)


@dataclass(slots=True, eq=False)
class Discourse:
    """An article as far as it has been read."""

    view: View
    cast: Cast
    rankers: Rankers
    descriptions: Descriptions = field(init=False)
    meant: dict[int, Entity] = field(default_factory=dict)
    """Whom each pronoun so far means, by its token."""
    traces: dict[Entity, Trace] = field(default_factory=dict)
    """Whoever was spoken of, the last one last."""
    spoken: list[tuple[int, Entity | None]] = field(default_factory=list)
    """The place and the speaker of each quote so far."""
    votes: dict[Entity, float] = field(default_factory=dict)
    """How often "he" stood near a name, less how often "she" did."""
    groups: list[Group] = field(init=False)
    """Whom the article names together."""
    they: Entity | None = field(init=False)
    """The one person whom the article calls "they"."""
    choose: Choose = field(init=False)
    """Which of several candidates, by their features; the fit looks on here."""
    called: dict[str, Entity] = field(default_factory=dict)
    """Whom each head of a description meant last."""
    leads: dict[str, Entity] = field(default_factory=dict)
    """The first entity of each kind."""
    named: frozenset[Entity] = frozenset()
    """Whom some source of the article, before or behind, names and nobody else."""
    at: int = 0
    """The token up to which the article has been read."""
    turns_at: int = 0
    """The first token of the first turn behind a label: what stands before it introduces who is interviewed."""
    opened: int = -1
    """The last sentence that somebody was mentioned in."""

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.view.lexicon)
        self.groups = groups_in(self.view, self.cast)
        self.they = called_they(self.view, self.cast)
        rankers = self.rankers  # a function that held all of this would be a circle: memory until somebody looks for it
        self.choose = lambda task, rows, _: rankers[task].best(rows)

    def trace(self, entity: Entity) -> Trace:
        """The trace of an entity, which becomes the last one."""
        found = self.traces.pop(entity, None) or Trace(entity)
        self.traces[entity] = found
        return found

    def mention(self, entity: Entity, at: int, form: str, role: str = "", name: Name | None = None) -> None:
        """Go on to a mention at a token: of a name, or of a pronoun with its role."""
        trace = self.trace(entity)
        trace.count += 1
        trace.last = at
        self.leads.setdefault(entity.kind, entity)
        if self.view.pair[at] >= 0:
            trace.quoted = at
            return
        sentence = self.view.sentence[at]
        if trace.token < 0 or self.view.sentence[trace.token] != sentence:  # else the first one stays: "Diaz ... his"
            trace.first = sentence != self.opened
            trace.form, trace.role, trace.name = form, role, name
        trace.token = at
        self.opened = sentence

    def role_of(self, trace: Trace) -> str:
        """What the last mention is in its clause."""
        if not trace.role and trace.name:
            trace.role = role_in_clause(self.view, trace.name)
        return trace.role

    def speak(self, entity: Entity | None, at: int) -> None:
        """Go on to a quote, whose source, if it has one, stands at a token."""
        self.spoken.append((at, entity))
        if entity is not None:
            trace = self.trace(entity)
            trace.spoke = len(self.spoken) - 1
            trace.last = at
            trace.sources += 1

    def recent(self) -> list[Trace]:
        """Who was spoken of last, the last one first."""
        found = []
        for entity in reversed(self.traces):
            if entity.kind in ("person", "unnamed"):
                found.append(self.traces[entity])
                if len(found) == _RECENT:
                    break
        return found

    def news(self, people: list[Trace]) -> list[str]:
        """Of each candidate whether it was introduced, named or meant since the last quote, as one of how many."""
        last = self.spoken[-1][0] if self.spoken else -1
        since = min(sum([trace.token > last for trace in people]), _SINCE)
        return [_how(trace, last, since) if trace.token > last else "not since the last quote" for trace in people]

    def has_spoken(self, entity: Entity) -> bool:
        """Whether somebody is the speaker of a quote so far."""
        return entity in self.traces and self.traces[entity].sources > 0

    def groups_back(self, at: int, head: str) -> list[Group]:
        """People named together before a token: the last two, and who spoke or are called so; the last one first."""
        if not self.groups:
            return []
        found: dict[Entity, Group] = {}
        for rank, group in enumerate(groups_back(self.groups, at)):
            if rank < 2 or self.has_spoken(group.entity) or head in group.entity.role_words:
                found.setdefault(group.entity, group)
        return list(found.values())[:_GROUPS]

    def speakers_back(self) -> Iterator[tuple[int, Entity]]:
        """The known speakers so far with the places of their quotes, the last one first."""
        return ((place, entity) for place, entity in reversed(self.spoken) if entity)


def _how(trace: Trace, last: int, since: int) -> str:
    places = trace.entity.places
    how = "introduced" if places and places[0][0] > last else "named" if trace.form == "name" else "meant"
    return _NEWS[how, since]


def role_in_clause(view: View, name: Name) -> str:
    """What a name is in its clause, as far as the words beside it tell.

    >>> from quotekit.names.find import names_by_rule
    >>> from quotekit.text.document import look
    >>> view = look("Ana Reyes said Diaz’s boat went to Joe Bell.")
    >>> [role_in_clause(view, name) for name in names_by_rule(view)]
    ['subject', 'possessor', 'behind preposition']
    """
    following = view.word[name.last] if name.last < len(view.word) else ""
    if following in POSSESSIVES:
        return "possessor"
    begin = max(view.bounds[view.sentence[name.first]][0], name.first - _BACK)
    start = name.first
    while start > begin and (view.bits[start - 1] & (CAPITAL | ROLE) or view.word[start - 1] == "."):
        start -= 1
    if start > begin and view.bits[start - 1] & PREPOSITION:
        return "behind preposition"
    bits = view.bits[name.last] if following else 0
    if start == begin or bits & (AUXILIARY | CUE) or following.endswith("ed"):
        return "subject"
    sat = start > begin and view.word[start - 1].islower() and not view.bits[start - 1] & FUNCTION
    if sat and following in (",", ".") and view.bits[begin] & (PREPOSITION | ADVERB):
        return "subject"  # "In the gallery sat Ana Reyes, a widow."
    return "other"


def votes_of(view: View, cast: Cast, pronouns: list[int]) -> dict[Entity, float]:
    """For each person, how often "he" stands near the name less how often "she" does.

    A pronoun votes for the one person named before it in its sentence, else, with half a vote, for the one person of
    the sentence before.
    """
    people: dict[int, list[tuple[int, Entity]]] = {}
    for name, entity in cast.mentions:
        if entity.kind == "person" and view.pair[name.first] < 0:
            people.setdefault(view.sentence[name.first], []).append((name.first, entity))
    votes: dict[Entity, float] = {}
    for at in pronouns:
        sign = 1.0 if HE[view.word[at].lower()] == "m" else -1.0
        here = {entity for place, entity in people.get(view.sentence[at], ()) if place < at}
        if not here:
            here = {entity for _, entity in people.get(view.sentence[at] - 1, ())}
            sign /= 2
        if len(here) == 1:
            entity = here.pop()
            votes[entity] = votes.get(entity, 0.0) + sign
    return votes
