"""Who speaks in a headline, completed from the text: "Bell" is Nia Bell, "MP" whom the text calls one.

A headline shortens. Names are looked up in the cast of the text, roles among those who speak there, and what is left
open by both is told by the words: whoever says in the text what the headline repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.headlines.headline import REPORTS
from quotekit.headlines.seen import SHORT, Seen
from quotekit.headlines.told import Text, Told, plain_words, telling_stems
from quotekit.speakers.cast import Cast, Entity, cast_of
from quotekit.speakers.choice.named import leading_person, named_behind_office, plain_name
from quotekit.speakers.choice.source import Source, source_of
from quotekit.speakers.mentions import are_joined
from quotekit.speakers.surnames import is_full
from quotekit.text.document import View
from quotekit.text.lexicon import PRONOUN, ROLE
from quotekit.text.phrases import Range

_FEWEST = 3
"""Words that are looked for as they stand: two may be said by anybody."""
_BEFORE, _BEHIND, _PLACES = 4, 6, 20
"""Tokens before and behind a name in which a noun may say what somebody is, and names that are looked at."""
_LIKE, _SURELY = 0.6, 0.75
"""How much of a headline's words somebody says in one statement of the text, for words without a name, and for those of
"the minister" of whom the text does not say that he is one."""


class Below:
    """The text below the headlines of an article: its cast, with those whom the headlines name, and what it tells."""

    def __init__(self, text: Text, headings: Sequence[Seen]) -> None:
        self.told = Told(text.view, text.drafts, text.speakers)
        self._cast, self._view = text.cast, text.view
        self._known = {entity.name.casefold(): entity for entity in reversed(text.cast.entities)}
        self._known |= {entity.name.casefold(): entity for entity in self.told.speakers}
        self._casts = list(_casts(text, headings))

    def named(self, heading: Seen, number: int, source: Range) -> Entity | None:
        """Whom the name in some tokens of a headline means; None where they have none of their own."""
        view, cast = heading.view, self._casts[number]
        found = plain_name(view, cast.at(*source), *source)
        if found:
            return found
        full = source_of(view, cast, *source)
        found = plain_name(view, full.named, full.first, full.last)
        if found is None and len(full.own) == 2 and are_joined(view, list(full.own)):
            both = f"{full.own[0][1].name} and {full.own[1][1].name}"
            found = self._known.setdefault(both.casefold(), Entity("group", view.lexicon, {tuple(both.split()): 1}))
        found = found or leading_person(view, full)
        if found or full.form != "named":
            return found or named_behind_office(view, full)
        return full.own[-1][1] if len(full.own) == 1 else None

    def is_known(self, entity: Entity | None) -> bool:
        """Whether somebody is named in the text."""
        return entity is not None and (entity in self._cast.entities or entity in self.told.speakers)

    def speaker(self, heading: Seen, number: int, draft: QuoteDraft) -> Entity | None:
        """Who speaks a draft of a headline; None where neither it nor the text tells."""
        view = heading.view
        stems = telling_stems(view, draft.tokens)
        if draft.source is None or _is_pronoun(view, draft.source):
            return self._saying(view, draft, stems) or self._before(heading, number, draft)
        named = self.named(heading, number, draft.source)
        if named is not None:
            return named
        source = source_of(view, self._casts[number], *draft.source)
        if all(view.named[at] for at in range(*draft.source)) and not view.bits[draft.source[1] - 1] & ROLE:
            # "White House: ...", which names a place
            return self._described(source, view)
        called = self._called(source, stems)
        if called is None or called.kind == "unnamed":
            said = self.told.likest(stems, _SURELY) if len(stems) >= _FEWEST else None
            called = said if said and said.kind == "person" and source.description.role else called
        return called or self._saying(view, draft, frozenset()) or self._described(source, view)

    def _before(self, heading: Seen, number: int, draft: QuoteDraft) -> Entity | None:
        """The one person whom a headline names before "he" or "she" speaks in it."""
        if draft.source is None or heading.view.lower(draft.source[0]) not in ("he", "she"):
            return None
        named = {entity for _, entity in self._casts[number].at(0, draft.source[0]) if entity.kind == "person"}
        return next(iter(named)) if len(named) == 1 else None

    def _saying(self, view: View, draft: QuoteDraft, stems: frozenset[str]) -> Entity | None:
        """Whoever alone says the words of a draft in the text, or most of them."""
        words = plain_words(view, draft.tokens)
        found = set(self.told.quoted(words)) if words.count(" ") > _FEWEST else set()
        return next(iter(found)) if len(found) == 1 else self.told.likest(stems, _LIKE)

    def _called(self, source: Source, stems: frozenset[str]) -> Entity | None:
        """Who has the role or the noun of a source in the text: of several who speak the one who says most of it."""
        head = source.description.head
        if head in REPORTS and not source.description.role:
            return self._reporting(head, stems)
        speaking = [one for one in self.told.speakers if _is_called(one, head)]
        speaking = speaking or [one for one in self.told.speakers if self._stands_beside(one, head)]
        called = speaking or [one for one in self._cast.entities if one.kind == "person" and _is_called(one, head)]
        if len(called) > 1:
            worth = [(_shared_words(one, source), self.told.share(one, stems)) for one in called]
            called = [one for one, its in zip(called, worth) if its == max(worth)]
        return called[0] if len(called) == 1 else None

    def _reporting(self, head: str, stems: frozenset[str]) -> Entity | None:
        """Which report, poll or office speaks: of several of a name the one that says most of it, and no person."""
        called = [one for one in self.told.speakers if one.kind != "person" and _is_called(one, head)]
        most = max((self.told.share(one, stems) for one in called), default=0.0)
        return next((one for one in called if self.told.share(one, stems) == most), None)

    def _stands_beside(self, entity: Entity, head: str) -> bool:
        """Whether a noun stands near the name of somebody: "Tom Orr, an MP who lives on the island, said"."""
        view = self._view
        near = (
            view.word[max(first - _BEFORE, view.bounds[view.sentence[first]][0]) : first]
            + view.word[last : min(last + _BEHIND, view.bounds[view.sentence[first]][1])]
            for first, last in entity.places[:_PLACES]
            if entity.kind == "person"
        )
        return any(word.lower() == head for words in near for word in words)

    def _described(self, source: Source, view: View) -> Entity:
        """Somebody new, as the source describes them, or who is listed so already."""
        text = source.description.text
        known = self._known.get(text.casefold())
        if known is None:
            known = Entity(source.description.kind, view.lexicon, {tuple(text.split()): 1}, source.description.gender)
            self._known[text.casefold()] = known
        return known


def _is_pronoun(view: View, source: Range) -> bool:
    """Whether a source is a pronoun: "he", but not "US"."""
    word = view.word[source[0]]
    return (
        source[1] - source[0] == 1 and bool(view.bits[source[0]] & PRONOUN) and not (word.isupper() and len(word) > 1)
    )


def _is_called(entity: Entity, head: str) -> bool:
    words = entity.role_words if entity.kind == "person" else entity.naming().words
    return head in words or f"{head}s" in words or (head in SHORT and words >= SHORT[head])


def _shared_words(entity: Entity, source: Source) -> int:
    """How many words of a source are in the roles or the name of somebody."""
    return len(source.words & (entity.role_words | entity.naming().words))


def _casts(text: Text, headings: Sequence[Seen]) -> Iterator[Cast]:
    """The names of each headline with whom they mean: those of the text where its cast has them."""
    ends = [len(text.view.word)]
    for heading in headings:
        ends.append(ends[-1] + len(heading.view.word))
    moved = [
        name._replace(first=name.first + end, last=name.last + end)
        for heading, end in zip(headings, ends)
        for name in heading.names
    ]
    together = cast_of([*text.names, *moved], text.view.lexicon)
    own = {name.first: entity for name, entity in text.cast.mentions}
    met = {entity: own.get(entity.places[0][0], entity) for entity in together.entities}
    for begin, end in pairwise(ends):
        found = Cast()
        for name, entity in together.at(begin, end):
            who = met[entity]
            if is_full(name) and not who.well_named:  # "Nia Bell: ‘The well is dry’" above a text that has "Ms. Bell"
                who.learn(name)
            found.mentions.append((name._replace(first=name.first - begin, last=name.last - begin), who))
            found.firsts.append(name.first - begin)
        yield found
