"""Time that putting speakers together across articles takes, for a growing number of made-up articles.

    python benchmarks/identities.py         # exit 1 if four times the articles take over six times as long

Names are drawn as in news: few people speak often, surnames repeat, one in four is a bare surname. No text is read.
"""

from __future__ import annotations

import random
import sys
import time

from quotekit.records import Speaker
from quotekit.speakers.people.identities import identities

SIZES = (2_500, 10_000, 40_000)
SPEAKERS = 6
"""A made-up article has so many."""
FIRSTS = [
    f"{a}{b}" for a in ("An", "Be", "Cor", "Dal", "Em", "Fin", "Gor", "Hel") for b in ("a", "is", "on", "ur", "y")
]
LASTS = [
    f"{a}{b}{c}" for a in ("Al", "Bor", "Cas", "Dun", "Er") for b in ("b", "d", "m", "t") for c in ("an", "ez", "ow")
]
LIMIT = 6.0
"""How much longer four times the articles may take."""


def main() -> int:
    before, held = 0.0, True
    for size in SIZES:
        speakers = made_up(size)
        started = time.process_time()
        found = identities(speakers)
        took = time.process_time() - started
        people = len({identity.id for identity in found.values()})
        growth = f", {took / before:.1f} times the time of a quarter" if before else ""
        print(f"{size:6} articles, {len(speakers)} speakers: {took:.2f} s, {people} identities{growth}")
        held = held and (not before or took < LIMIT * before)
        before = took
    return 0 if held else 1


def made_up(articles: int) -> list[tuple[str, Speaker]]:
    """The speakers of so many articles, the same ones on every call."""
    chance = random.Random(articles)
    people = [
        f"{first} {last}{number}" for first in FIRSTS for last in LASTS for number in range(1, 1 + articles // 2_500)
    ]
    found = []
    for number in range(articles):
        for place in range(SPEAKERS):
            name = people[int(len(people) * chance.random() ** 3)]
            shown = name.split()[1] if chance.random() < 0.25 else name
            roles = (f"head of office {chance.randrange(50)}",)
            found.append((f"a{number}", Speaker(f"a{number}:s{place}", shown, "person", (), roles)))
    return found


if __name__ == "__main__":
    sys.exit(main())
