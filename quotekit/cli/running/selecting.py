"""What the filters of a command ask for, and a word on standard error where they find nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from quotekit.analysis import Analysis
from quotekit.cli.running.run import say
from quotekit.errors import counted
from quotekit.records import Quote
from quotekit.speakers.people.appearances import Words, folded
from quotekit.speakers.people.roster import Selection

Kept = TypeVar("Kept")
_LIKE = 0.75
"""How alike names are to be told: "mascerano" is like "mascherano", "lee" is not like "lea"."""
_MOST = 3


@dataclass(frozen=True)
class Telling(Selection):
    """A selection that says, unless it is `quiet`, what was asked for in vain, and which speakers are called alike."""

    quiet: bool = False

    def kept(self, analyses: Iterable[Analysis], keep: Callable[[Analysis, Quote], Kept]) -> Iterator[Kept]:
        """What `keep` makes of each wanted quote."""
        if not self._asked:
            yield from super().kept(analyses, keep)
            return
        seen = Counter[str | None]()
        is_vain = True
        for one in super().kept(_noted(analyses, seen), keep):
            is_vain = False
            yield one
        if is_vain:
            self._tell(seen)

    def narrowed(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """The analyses with the wanted quotes only."""
        if self.names or not self._asked:  # `kept`, which is asked where there are names, says so
            yield from super().narrowed(analyses)
            return
        seen = Counter[str | None]()
        is_vain = True
        for one in super().narrowed(_noted(analyses, seen)):
            is_vain = is_vain and not one.quotes
            yield one
        if is_vain:
            self._tell(seen)

    @property
    def _asked(self) -> list[str]:
        """The options that leave quotes out, as they were given."""
        asked = [f"--speaker {' '.join(name)}" for name in self.names] + [f"--kind {kind}" for kind in self.kinds]
        return asked + [f"--min-confidence {self.least:g}"] * bool(self.least)

    def _tell(self, seen: Counter[str | None]) -> None:
        if not self.quiet:
            say(f"nothing found for {' '.join(self._asked)}{seen_of(seen, self.names)}")


def _noted(analyses: Iterable[Analysis], seen: Counter[str | None]) -> Iterator[Analysis]:
    """The analyses, while it is counted how many quotes are whose."""
    for analysis in analyses:
        for quote in analysis.quotes:
            speaker = analysis.speaker_of(quote)
            seen[speaker.name if speaker else None] += 1
        yield analysis


def seen_of(seen: Counter[str | None], names: Iterable[Words]) -> str:
    """What was there instead, behind a colon; empty of nothing.

    >>> seen_of(Counter({"Ana Reyes": 2, "Bo Lee": 1, None: 1}), [("ana", "ryes")])
    ': 4 quotes seen, of 2 speakers; called alike: Ana Reyes'
    """
    people = [name for name in seen if name is not None]
    told = f": {counted(seen.total(), 'quote')} seen, of {counted(len(people), 'speaker')}"
    if like := like_those(people, names):
        return f"{told}; called alike: {', '.join(like)}"
    most = sorted(people, key=lambda name: (-seen[name], name))[:_MOST] if names else []
    return told + (f"; most quoted: {', '.join(most)}" if most else "") if seen else ""


def like_those(people: Iterable[str], names: Iterable[Words]) -> list[str]:
    """The names that are most like some that nobody has, three at most.

    >>> like_those(["Javier Mascherano", "Bo Lee"], [("mascerano",)])
    ['Javier Mascherano']
    """
    forms: dict[str, dict[str, None]] = {}
    for name in people:
        words = folded(name)
        for form in (" ".join(words), *words):
            forms.setdefault(form, {})[name] = None
    found: dict[str, None] = {}
    for asked in names:
        for form in get_close_matches(" ".join(asked), forms, _MOST, _LIKE):
            found |= forms[form]
    return list(found)[:_MOST]
