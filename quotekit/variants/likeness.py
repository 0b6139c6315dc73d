"""How likely two quotes render one utterance: what is known of a pair, and the fitted logistic regressions over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, repeat
from math import fsum, inf
from operator import gt, mul
from typing import Any, NamedTuple

from quotekit.variants.alignment import common_length
from quotekit.variants.measures import (
    ENOUGH,
    NEARLY,
    ONE_TOPIC,
    STEP,
    Known,
    have_other_figures,
    holds,
    in_one_stretch,
    known_of,
    topic_share,
)
from quotekit.variants.wordings import CONTENT, Wording, agreement, mass_of

_HOPELESS = 0.2
"""Share of the shortest wording, by rarity, below which two quotes are not compared."""

_EVIDENCE = 8.0
"""Rarity of what two quotes share at least, if they are not one speaker's: two telling words or three others."""
_SURE, _SURER = 2.0, 30.0
"""Odds of quotes that are as alike as it takes to be nearly the same, and what is added for the rest of the words."""

_PHRASE = 3
"""Stems in marks up to which a mixed quote is a phrase, and compared with those alone that have it in marks too."""
_LITTLE = 2
"""Stems up to which a quote without a word of content, and below which any, is compared with the same words alone."""

_REPORTED = 8
"""Stems below which all but a few of a quote have to be in the other, in order, where either is indirect."""

_TELLING, _OWN = 12.0, 24.0
"""Rarity from which words in marks that are told again are one utterance: on one topic, and one speaker's on any."""
_TOLD_AGAIN, _AGAIN = 1.0, 2.0
"""Odds of what is nearly so in a stretch of the other, and what is added where it is so word by word."""

_APART = 0.4
"""Share of what two quotes each have in common with a third, by rarity, below which these are two parts of it."""


@dataclass(frozen=True)
class Regression:
    """A fitted sum over what is known of a pair: the logarithm of the odds."""

    bias: float
    measures: tuple[tuple[str, float], ...]
    """The weights by the names of measures; a measure that there is not counts nothing."""
    steps: tuple[tuple[str, float, float], ...] = ()
    """Measures, what each has to exceed, and what it then adds."""

    def of(self, known: Known) -> float:
        """The logarithm of the odds of a pair.

        >>> Regression(-1.0, (("run", 2.0),), (("piece", 0.5, 1.5),)).of({"run": 1.0, "piece": 0.7})
        2.5
        """
        names, weights, limited, least, added = self._columns
        values = map(known.get, names, repeat(0.0))
        above = map(gt, map(known.get, limited, repeat(-inf)), least)
        return fsum((self.bias, *map(mul, weights, values), *compress(added, above)))

    @cached_property
    def _columns(self) -> tuple[tuple[Any, ...], ...]:
        """The names and weights of the measures, and the names, limits and weights of the steps."""
        return (
            *(zip(*self.measures) if self.measures else _NO_MEASURES),
            *(zip(*self.steps) if self.steps else _NO_STEPS),
        )


_NO_MEASURES: tuple[tuple[Any, ...], ...] = (), ()
_NO_STEPS = *_NO_MEASURES, ()


class Odds(NamedTuple):
    """What decides whether two quotes render one utterance."""

    marked: Regression
    """For quotes with marks."""
    paraphrase: Regression
    """Where either is indirect."""

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> Odds:
        """From the weights of both by the names of measures, with `bias`; one that is missing never says yes.

        `run > 0.5` is a step: its weight counts where the measure `run` is more than that.

        >>> Odds.of({"marked": {"bias": -1.0, "run": 2.0}}).marked.measures
        (('run', 2.0),)
        """
        return cls(*(_regression(weights.get(name, {"bias": -inf})) for name in cls._fields))


def _regression(weights: Mapping[str, float]) -> Regression:
    named = {name: weight for name, weight in weights.items() if name != "bias"}
    measures = tuple(item for item in named.items() if STEP not in item[0])
    told = ((name.partition(STEP), weight) for name, weight in named.items() if STEP in name)
    return Regression(
        weights["bias"], measures, tuple((name, float(least), weight) for (name, _, least), weight in told)
    )


def likeness(one: Wording, other: Wording, odds: Odds) -> float:
    """The logarithm of the odds that two quotes render one utterance; 0 is where they are linked.

    Two regressions: one for pairs of quotes with marks, a more careful one where either is indirect. Indirect speech
    is compared only where the articles tell one topic: minus infinity otherwise.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> rarity, odds = Rarities(Rarity({}, 7.0)), Odds.of({"marked": {"bias": -5.0, "run": 3.0}})
    >>> said = ["The dredger sank in the harbour.", "The dredger sank in our harbour.", "It rained in the harbour."]
    >>> quotes = [Quote("a", "a", "direct", "statement", (Span(0, len(text)),)) for text in said]
    >>> a, b, c = (wording_of(text, quote, None, rarity) for text, quote in zip(said, quotes))
    >>> likeness(a, b, odds) > 0 > likeness(a, c, odds)
    True
    """
    indirect = "indirect" in (one.kind, other.kind)
    if indirect and not (is_one_topic(one, other) and _may_report(one, other)):
        return -inf
    if _is_hopeless(one, other):
        return -inf
    alike = _alike(one, other)
    if alike >= NEARLY:
        return _SURE + _SURER * (alike - NEARLY)
    if indirect:
        return odds.paraphrase.of(known_of(one, other))
    found = odds.marked.of(known_of(one, other))
    return found if found > 0 else max(found, _told_again(one, other))


def is_within(one: Wording, other: Wording) -> bool:
    """Whether nearly all words of the shorter of two quotes, or of what it has in marks, are in the other, in order.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> said, rarity = ("It held.", "It."), Rarities(Rarity({}, 7.0))
    >>> a, b = (wording_of(t, Quote("a", "a", "direct", "statement", (Span(0, len(t)),)), None, rarity) for t in said)
    >>> is_within(a, b)
    True
    """
    return holds(one.stems, other.stems) or (bool(one.marked and other.marked) and holds(one.marked, other.marked))


def holds_apart(whole: Wording, one: Wording, other: Wording) -> bool:
    """Whether a quote has mostly other words in common with one quote than with another.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> rarity = Rarities(Rarity({}, 7.0))
    >>> said = ("The dredger sank. It rained in the harbour.", "The dredger sank.", "It rained in our harbour.")
    >>> quotes = [Quote("a", "a", "direct", "statement", (Span(0, len(text)),)) for text in said]
    >>> a, b, c = (wording_of(text, quote, None, rarity) for text, quote in zip(said, quotes))
    >>> holds_apart(a, b, c), holds_apart(a, b, b)
    (True, False)
    """
    ones, others = whole.known & one.known, whole.known & other.known
    rarity = whole.rarity
    return mass_of(ones & others, rarity) < _APART * min(mass_of(ones, rarity), mass_of(others, rarity))


def _alike(one: Wording, other: Wording) -> float:
    """Which part of the words of two quotes of six words or more is the same in order; 0 where it is not most of them.

    Of what is nearly the same neither the speaker nor the topic can say otherwise, and nothing else has to be measured.
    """
    short, long = sorted((len(one.stems), len(other.stems)))
    least = NEARLY * (short + long) / 2
    if short < ENOUGH or short < least or len(one.stems) - len(one.known - other.known) < least:
        return 0.0
    return 2 * common_length(one.stems, other.stems) / (short + long)


def _told_again(one: Wording, other: Wording) -> float:
    """The odds at least of what is in marks in one, and nearly so in one stretch of what is in marks in the other.

    "Look here, buddy, you are out!" is a part of a tirade that holds "look here, bodyguard, you are out", however much
    else the tirade holds. Fewer than six words may be a phrase of the day ("Boats or bust"), unless one speaker's.
    """
    agreed = agreement(one.speaker, other.speaker)
    short = min(len(one.marked), len(other.marked))
    if not short or agreed == "other" or (short < ENOUGH and agreed != "same"):
        return -inf
    mass = mass_of(one.known_marked & other.known_marked, one.rarity)
    is_enough = agreed == "same" and mass >= _OWN
    if mass < _TELLING or not (is_enough or is_one_topic(one, other)):
        return -inf
    alike = in_one_stretch(one.marked, other.marked)
    return _TOLD_AGAIN + _AGAIN * (alike - NEARLY) / (1 - NEARLY) if alike else -inf


def _is_hopeless(one: Wording, other: Wording) -> bool:
    """Whether so little is shared that the rest need not be looked at: saves half of the time.

    Few common words ("We'll see") link only where both are the same speaker's, and one or two ("Yes") only to the same.
    """
    if one.stems != other.stems and one.marked != other.marked and (_is_little(one) or _is_little(other)):
        return True
    if one.kind == other.kind == "mixed" and _is_other_phrase(one, other):
        return True
    shared = mass_of(one.known & other.known, one.rarity)
    if shared < _EVIDENCE and agreement(one.speaker, other.speaker) != "same":
        return True
    return shared < _HOPELESS * min(one.mass, other.mass, one.marked_mass or one.mass, other.marked_mass or other.mass)


def is_one_topic(one: Wording, other: Wording) -> bool:
    """Whether the articles of two quotes share enough of what they are about.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, topic_of, wording_of
    >>> quote = Quote("a", "a", "indirect", "statement", (Span(0, 8),))
    >>> rarity, told = Rarities(Rarity({}, 7.0)), ("The dredger sank.", "A penguin hatched.")
    >>> a, b = (wording_of("It held.", quote, None, rarity, topic_of(text, rarity)) for text in told)
    >>> is_one_topic(a, a), is_one_topic(a, b)
    (True, False)
    """
    return topic_share(one, other) >= ONE_TOPIC


def _may_report(one: Wording, other: Wording) -> bool:
    """Whether one of two quotes may report the other, or both the same: other figures and few other words say no.

    "At 9:09" and "at 9:06" are two calls; "the joke is on him" has nothing of its own but what jokes have in common.
    """
    if have_other_figures(one, other):
        return False
    return min(len(one.stems), len(other.stems)) >= _REPORTED or holds(one.stems, other.stems)


def _is_other_phrase(one: Wording, other: Wording) -> bool:
    """Whether one of two quotes has a few words in marks that the other, if at all, does not have in marks.

    "Death Wish" in marks is a title; who is said to play the hero of Death Wish, and is quoted with "shocked", is not.
    """
    return min(len(one.marked), len(other.marked)) <= _PHRASE and not holds(one.marked, other.marked)


def _is_little(one: Wording) -> bool:
    """Whether a quote is one word, or two that anybody says."""
    return len(one.stems) <= _LITTLE and (
        len(one.stems) < _LITTLE or all(one.rarity[stem] < CONTENT for stem in one.stems)
    )
