"""How likely two quotes render one utterance: what is known of a pair, and the fitted logistic regressions over it."""

from __future__ import annotations

from collections.abc import Mapping
from math import expm1, inf, log1p
from typing import NamedTuple

from quotekit.variants.alignment import common_length, longest_run
from quotekit.variants.wordings import Stems, Wording, mass_of

_ONE_TOPIC = 0.1
"""Share of the topic that two articles have in common on one event: 95 in 100 have it, of two events 2 in 100."""

_HOPELESS = 0.2
"""Share of the shortest wording, by rarity, below which two quotes are not compared."""

_EVIDENCE = 8.0
"""Rarity of what two quotes share at least, if they are not one speaker's: two telling words or three others."""
_ENOUGH, _NEARLY, _SURE = 6, 0.8, 2.0
"""Stems from which, and share of the words of both in order by which, two quotes are one utterance, and its odds."""

_MUCH = 32.0
"""Rarity of what is quoted again days later: "a long way in the last nine months" is said every week."""

_APART = 0.4
"""Share of what two quotes each have in common with a third, by rarity, below which these are two parts of it."""

Known = dict[str, float]

_NO_MARKS = dict.fromkeys(("marks run", "marks run mass", "marks whole", "marks whole mass", "marks share"), 0.0)


class Regression(NamedTuple):
    """A fitted logistic regression over what is known of a pair."""

    bias: float
    measures: tuple[tuple[str, float], ...]
    """The weights by the names of measures; a measure that there is not counts nothing."""


class Odds(NamedTuple):
    """What decides whether two quotes render one utterance."""

    marked: Regression
    """For quotes with marks."""
    paraphrase: Regression
    """Where either is indirect."""

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> Odds:
        """From the weights of both by the names of measures, with `bias`; one that is missing never says yes.

        >>> Odds.of({"marked": {"bias": -1.0, "run": 2.0}}).marked.measures
        (('run', 2.0),)
        """
        return cls(*(_regression(weights.get(name, {"bias": -inf})) for name in cls._fields))


def _regression(weights: Mapping[str, float]) -> Regression:
    return Regression(weights["bias"], tuple(item for item in weights.items() if item[0] != "bias"))


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
    if indirect and not is_one_topic(one, other):
        return -inf
    if _is_hopeless(one, other):
        return -inf
    bias, measures = odds.paraphrase if indirect else odds.marked
    known = known_of(one, other)
    found = bias + sum(weight * known[name] for name, weight in measures if name in known)
    return max(found, _SURE) if _is_nearly_the_same(one, other, known) else found


def is_repeated(one: Wording, other: Wording) -> bool:
    """Whether two quotes of six words or more are alike, or the marks of one hold those of the other, six in a row.

    What is not in marks counts only in the first case: "to bomb the hell out of" whom is the reporter's.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> rarity = Rarities(Rarity({}, 7.0))
    >>> a = wording_of("It held.", Quote("a", "a", "direct", "statement", (Span(0, 8),)), None, rarity)
    >>> is_repeated(a, a)
    False
    """
    if min(len(one.stems), len(other.stems)) < _ENOUGH:
        return False
    both = len(one.stems) + len(other.stems)
    if 2 * common_length(one.stems, other.stems) >= _NEARLY * both:
        return True
    ones, others = (one.marked, other.marked) if one.marked and other.marked else (one.stems, other.stems)
    held = mass_of(set(ones) & set(others), one.rarity)
    return held >= _MUCH and _holds(ones, others) and longest_run(ones, others, one.rarity)[0] >= _ENOUGH


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
    return _holds(one.stems, other.stems) or (bool(one.marked and other.marked) and _holds(one.marked, other.marked))


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


def _holds(one: Stems, other: Stems) -> bool:
    return common_length(one, other) >= _NEARLY * min(len(one), len(other))


def _is_nearly_the_same(one: Wording, other: Wording, known: Known) -> bool:
    """Whether at least six words are so alike that neither the speaker nor the topic can speak against it."""
    shares = known["in order of the shorter"], known["in order of the longer"]
    return min(len(one.stems), len(other.stems)) >= _ENOUGH and 2 * shares[0] * shares[1] >= _NEARLY * sum(shares)


def _is_hopeless(one: Wording, other: Wording) -> bool:
    """Whether so little is shared that the rest need not be looked at: saves half of the time.

    Few common words ("We'll see") link only where both are the same speaker's.
    """
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
    return topic_share(one, other) >= _ONE_TOPIC


def topic_share(one: Wording, other: Wording) -> float:
    """How much of what the one's article is about the other's is about too, 0 to 1, by rarity."""
    least = min(one.topic.mass, other.topic.mass)
    return mass_of(one.topic.stems & other.topic.stems, one.rarity) / least if least else 1.0


def known_of(one: Wording, other: Wording) -> Known:
    """What is known of a pair by the name of each measure; the order of the two does not matter.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> rarity = Rarities(Rarity({}, 7.0))
    >>> a = wording_of("It held.", Quote("a", "a", "direct", "statement", (Span(0, 8),)), None, rarity)
    >>> known_of(a, a)["in order of the shorter"]
    1.0
    """
    known = _overlap(one, other)
    known |= _order(one, other)
    known |= _marks(one, other, known)
    agreed = agreement(one.speaker, other.speaker)
    known |= {f"speaker {name}": float(agreed == name) for name in ("same", "near", "other")}
    known["mixed"] = float((one.kind == "mixed") + (other.kind == "mixed"))
    known["indirect"] = float((one.kind == "indirect") + (other.kind == "indirect"))
    known["belief"] = float(one.is_belief + other.is_belief)
    known["names"] = min(4.0, len(one.names & other.names))
    known["story"] = topic = topic_share(one, other)
    known["story over .1"] = float(topic >= _ONE_TOPIC)
    known["story over .3"] = max(0.0, topic - 0.3)
    known["told"] = log1p(mass_of(one.told & other.told, one.rarity))
    return known | _together(known)


def _overlap(one: Wording, other: Wording) -> Known:
    rare = sorted(map(one.rarity.__getitem__, one.known & other.known), reverse=True)
    shared = sum(rare)
    share = shared / (min(one.mass, other.mass) or 1.0)
    return {
        "share of the shorter": share,
        "share of both": shared / (one.mass + other.mass - shared or 1.0),
        "share over .5": max(0.0, share - 0.5),
        "share over .7": max(0.0, share - 0.7),
        "share over .9": max(0.0, share - 0.9),
        "shared mass": log1p(shared),
        "rarest": rare[0] if rare else 0.0,
        "second rarest": rare[1] if len(rare) > 1 else 0.0,
        "third rarest": rare[2] if len(rare) > 2 else 0.0,
    }


def _order(one: Wording, other: Wording) -> Known:
    short, long = sorted((len(one.stems), len(other.stems)))
    length = common_length(one.stems, other.stems)
    run, weight = longest_run(one.stems, other.stems, one.rarity)
    in_order = length / (short or 1)
    return {
        "in order of the shorter": in_order,
        "in order of the longer": length / (long or 1),
        "in order over .7": max(0.0, in_order - 0.7),
        "in order over .9": max(0.0, in_order - 0.9),
        "run": log1p(run),
        "run mass": log1p(weight),
        "run of the shorter": run / (short or 1),
        "long run": max(0.0, min(run, 8) - 3.0),
        "short": log1p(short),
        "long": log1p(long),
    }


def _marks(one: Wording, other: Wording, known: Known) -> Known:
    """What is between marks in one and anywhere in the other, and between marks in both."""
    shared = ((a, mass_of(a.known_marked & b.known, a.rarity)) for a, b in ((one, other), (other, one)))
    held = max(mass / (whole.marked_mass or 1.0) for whole, mass in shared)
    found = {"marks held": held, "marks held over .8": max(0.0, held - 0.8)}
    short = min(len(one.marked), len(other.marked))
    if not short:
        return found | _NO_MARKS
    if one.kind == other.kind == "direct":  # as if nothing but marks were there
        run, weight = round(known["run of the shorter"] * short), expm1(known["run mass"])
    else:
        run, weight = longest_run(one.marked, other.marked, one.rarity)
    least = min(one.marked_mass, other.marked_mass)
    return found | {
        "marks run": run / short,
        "marks run mass": log1p(weight),
        "marks whole": float(run == short),
        "marks whole mass": weight * (run == short) / 10,
        "marks share": mass_of(one.known_marked & other.known_marked, one.rarity) / (least or 1.0),
    }


def _together(known: Known) -> Known:
    """Who speaks counts more where little else is known, so that the products of both count."""
    same, other = known["speaker same"], known["speaker other"]
    return {
        "same, share": same * known["share of the shorter"],
        "same, mass": same * known["shared mass"],
        "same, run mass": same * known["run mass"],
        "same, marks whole": same * known["marks whole"],
        "other, share": other * known["share of the shorter"],
        "other, run mass": other * known["run mass"],
        "mass, share": known["shared mass"] * known["share of the shorter"],
    }


def agreement(one: Stems, other: Stems) -> str:
    """Whether two names may be one speaker's: "same", "near" (a word in common), "other"; "open" where one is empty.

    >>> agreement(("javier", "mascherano"), ("mascherano",)), agreement(("ann", "lee"), ("bo", "lee"))
    ('same', 'other')
    """
    if not one or not other:
        return "open"
    if one[-1] != other[-1]:
        return "near" if set(one) & set(other) else "other"
    whole = len(one) > 1 < len(other)
    return "other" if whole and one[0][0] != other[0][0] else "same"
