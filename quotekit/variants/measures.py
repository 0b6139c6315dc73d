"""What is known of a pair of quotes: measures of how much of their words, names, figures and speakers they share."""

from __future__ import annotations

from math import expm1, fsum, log1p, sqrt

from quotekit.variants.alignment import common_length, likest_stretch, longest_run
from quotekit.variants.stems import Stems, stem_of
from quotekit.variants.wordings import Wording, agreement, mass_of

ONE_TOPIC = 0.1
"""Share of the topic that two articles have in common on one event: 95 in 100 have it, of two events 2 in 100."""

_LITTLE = 4.0
"""Rarity of what a quote says besides the topic at least: less is no measure of a share."""
_ALIKE = 0.25
"""Square of the cosine from which two sentences are alike."""

_BRIEF, _LONG = 10, 20
"""Words below which a quote is brief: much of it is soon shared; and from which it is not."""
_NOT = frozenset(map(stem_of, "not no never nobody none nothing neither nor without cannot can't don't".split()))
_NOT |= frozenset(
    map(stem_of, "doesn't didn't won't wouldn't isn't aren't wasn't weren't couldn't hasn't hadn't".split())
)
"""Stems of words that deny: where one of two quotes has one, and both are brief, they may say the opposite."""
_SHARED = "share of the shorter", "rest share", "rest mass", "in order of the shorter"

ENOUGH, NEARLY = 6, 0.8
"""Stems from which, and share of the words of both in order by which, two quotes are one utterance."""

STEP = " > "
"""Between the measure of a step and what it has to exceed."""

_MUCH = 32.0
"""Rarity of what is quoted again days later: "a long way in the last nine months" is said every week."""

_MOST = 40
"""Stems of a row that is looked for in another in one stretch, at most: of longer ones enough is known."""

Known = dict[str, float]

_NO_MARKS = dict.fromkeys(("marks run", "marks run mass", "marks whole", "marks whole mass", "marks share"), 0.0)


def topic_share(one: Wording, other: Wording) -> float:
    """How much of what the one's article is about the other's is about too, 0 to 1, by rarity."""
    return _share_of_topic(one.topic.stems & other.topic.stems, one, other)


def _share_of_topic(common: frozenset[str], one: Wording, other: Wording) -> float:
    least = min(one.topic.mass, other.topic.mass)
    return mass_of(common, one.rarity) / least if least else 1.0


def known_of(one: Wording, other: Wording) -> Known:
    """What is known of a pair by the name of each measure; the order of the two does not matter.

        >>> from quotekit.records import Quote, Span
        >>> from quotekit.text.rarity import Rarity
        >>> from quotekit.variants.stems import Stems, stem_of
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
    known["names"] = min(4.0, len(set(one.names).intersection(other.names)))
    common = one.topic.stems & other.topic.stems
    known["story"] = topic = _share_of_topic(common, one, other)
    known["story over .1"] = float(topic >= ONE_TOPIC)
    known["story over .3"] = max(0.0, topic - 0.3)
    known["told"] = log1p(mass_of(set(one.told).intersection(other.told), one.rarity))
    known |= _own(one, other, common)
    known |= _best_piece(one, other)
    known |= _beside(one, other, common)
    known |= _together(known)
    return known


def _own(one: Wording, other: Wording, common: frozenset[str]) -> Known:
    """What is shared besides the words that tell the event: "raccoon" is in all quotes of a story of a raccoon."""
    rarity = one.rarity
    shared = [rarity[stem] for stem in (one.known & other.known) - common]
    least = min(each.mass - mass_of(each.known & common, rarity) for each in (one, other))
    return {
        "rest mass": log1p(mass := fsum(shared)),
        "rest share": mass / max(least, _LITTLE),
        "rest rarest": max(shared, default=0.0),
    }


def _best_piece(one: Wording, other: Wording) -> Known:
    """How alike the two sentences are that are most alike: a long quotation may hold one that others print alone."""
    best = best_mass = 0.0
    for stems, mass in one.pieces or ((one.known, one.mass),):
        for others, weight in other.pieces or ((other.known, other.mass),):
            shared = mass_of(stems & others, one.rarity)
            alike = shared * shared / (mass * weight or 1.0)
            if alike > best:
                best, best_mass = alike, shared
    return {
        "piece": sqrt(best),
        "piece over .7": max(0.0, sqrt(best) - 0.7),
        "piece mass": log1p(best_mass) if best > _ALIKE else 0.0,
    }


def _beside(one: Wording, other: Wording, common: frozenset[str]) -> Known:
    """Who is said to speak, a description too, and what stands before the quotes and behind them."""
    rarity = one.rarity
    described = set(one.described).intersection(other.described)
    around = set(one.around).intersection(other.around)
    return {
        "described": log1p(mass_of(described, rarity)),
        "described other": float(bool(one.described and other.described) and not described),
        "around": log1p(mass_of(around - common, rarity)),
        "around topic": log1p(mass_of(around, rarity)),
        "negation": (denied := float(one.known.isdisjoint(_NOT) != other.known.isdisjoint(_NOT))),
        "negation, words": denied * max(0.0, 1 - min(len(one.stems), len(other.stems)) / _LONG),
        "figures clash": float(have_other_figures(one, other)),
    }


def have_other_figures(one: Wording, other: Wording) -> bool:
    """Whether two quotes have figures, and none in common.

    >>> from quotekit.records import Quote, Span
    >>> from quotekit.text.rarity import Rarity
    >>> from quotekit.variants.wordings import Rarities, wording_of
    >>> quote, rarity = Quote("a", "a", "direct", "statement", (Span(0, 10),)), Rarities(Rarity({}, 7.0))
    >>> nine, ten, none = (wording_of(text, quote, None, rarity) for text in ("It held 9.", "It held 10", "It held it"))
    >>> have_other_figures(nine, ten), have_other_figures(nine, none)
    (True, False)
    """
    return bool(one.figures and other.figures) and set(one.figures).isdisjoint(other.figures)


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
    shared = (
        mass_of(a.known_marked & b.known, a.rarity) / (a.marked_mass or 1.0) for a, b in ((one, other), (other, one))
    )
    held = max(shared)
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
    """Who speaks counts more where little else is known, and a share less of few words: products of both count."""
    same, other = known["speaker same"], known["speaker other"]
    share, rest, mass, order = (known[name] for name in _SHARED)
    words = expm1(known["short"])
    brief = max(0.0, 1 - words / _BRIEF)
    return {
        "brief": brief,
        "brief, share": brief * share,
        "brief, rest": brief * rest,
        "brief, order": brief * order,
        "rest, words": rest * min(words / _LONG, 1.0),
        "rest, mass": rest * mass,
        "order, rest mass": order * mass,
        "same, rest mass": same * mass,
        "other, rest mass": other * mass,
        "same, share": same * known["share of the shorter"],
        "same, mass": same * known["shared mass"],
        "same, run mass": same * known["run mass"],
        "same, marks whole": same * known["marks whole"],
        "other, share": other * known["share of the shorter"],
        "other, run mass": other * known["run mass"],
        "mass, share": known["shared mass"] * known["share of the shorter"],
    }


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
    if min(len(one.stems), len(other.stems)) < ENOUGH:
        return False
    both = len(one.stems) + len(other.stems)
    if 2 * common_length(one.stems, other.stems) >= NEARLY * both:
        return True
    ones, others = (one.marked, other.marked) if one.marked and other.marked else (one.stems, other.stems)
    held = mass_of(set(ones) & set(others), one.rarity)
    return held >= _MUCH and holds(ones, others) and longest_run(ones, others, one.rarity)[0] >= ENOUGH


def in_one_stretch(one: Stems, other: Stems) -> float:
    """How alike the shorter row and a stretch of the longer are, if nearly so: the share of both that is in order.

    0 where it is less, of fewer than three stems, and of rows that are both long.

    >>> in_one_stretch(("look", "here"), ("look", "here")), in_one_stretch(tuple("abc"), tuple("a..b..c"))
    (0.0, 0.0)
    >>> in_one_stretch(tuple("abc"), tuple("..abc.."))
    1.0
    """
    short, long = sorted((one, other), key=len)
    return likest_stretch(short, long, NEARLY) if len(short) <= _MOST else 0.0


def holds(one: Stems, other: Stems) -> bool:
    """Whether nearly all stems of the shorter row are in the longer, in order.

    >>> holds(("it", "held"), ("it", "all", "held"))
    True
    """
    return common_length(one, other) >= NEARLY * min(len(one), len(other))
