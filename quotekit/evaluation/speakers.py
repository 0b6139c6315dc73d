"""How often a quote in the gold has got its speaker, by full name.

A quote is found by the prediction that has the most characters in common with it, at least half of all of theirs. Names
are compared without case, titles and marks. Exact: the same words in the same order. Same: exact, or one name's words
are among the other's, they end alike, and no other speaker of the article fits as well ("Obama" for "Barack Obama", but
not "Clinton" where both Clintons speak).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quotekit.errors import InputError
from quotekit.evaluation.predictions import Prediction, json_rows, places_at, text_at
from quotekit.evaluation.quotes import percent
from quotekit.gold import Places

Name = tuple[str, ...]
"""The words of a name."""
Counts = dict[str, int]

_WORD = re.compile(r"\w+")
_LEAST = 0.5
"""The least share of common characters."""
# Not our lexicon's titles: what is left aside here is part of what the figure means, and stays when the lexicon grows.
_LEFT_ASIDE = frozenset(
    "mr mrs ms dr sen senator rep gov governor president the a an sir vice former secretary judge justice gen col prof "
    "professor rev lord lady congressman congresswoman representative mayor chairman prime minister".split()
)


class GoldSpeaker(NamedTuple):
    """Who speaks a quote."""

    article: str
    content: Places
    name: Name | None
    """None where nobody can tell."""
    kind: str
    mention: str
    sure: bool


def read_speakers(path: Path, lengths: Mapping[str, int]) -> list[GoldSpeaker]:
    """The lines of a speakers.jsonl; `lengths` holds the code points of each article's text.

    Keys: `article`, `content` as a list of `[start, end]`, `speaker` a name or null, `kind`, `mention`, and `unsure`
    where the reader was. Raises InputError, which names the line, for anything else and for an article that is not in
    `lengths`.
    """
    return [_gold_speaker(row, lengths, where) for where, row in json_rows(path)]


def _gold_speaker(row: Mapping[str, Any], lengths: Mapping[str, int], where: str) -> GoldSpeaker:
    article, name, kind, mention = (text_at(row, key, where) for key in ("article", "speaker", "kind", "mention"))
    if article is None or article not in lengths:
        raise InputError(f"{where}: article is {article!r:.60}, not one of the {len(lengths)} that are annotated")
    if kind is None or mention is None:
        raise InputError(f"{where}: kind is {kind!r:.60} and mention {mention!r:.60}, but both must be texts")
    content = places_at(row, "content", lengths[article], where)
    return GoldSpeaker(article, content, words_of_name(name) if name else None, kind, mention, not row.get("unsure"))


def words_of_name(name: str | None) -> Name:
    """The words by which a name is compared.

    >>> words_of_name("Sen. Barbara Boxer’s"), words_of_name("The President"), words_of_name(None)
    (('barbara', 'boxer'), ('president',), ())
    """
    words = _WORD.findall((name or "").replace("’s", "").replace("'s", "").casefold())
    first = next((at for at, word in enumerate(words) if word not in _LEFT_ASIDE), len(words) - 1)
    return tuple(words[max(first, 0) :])


def fits(name: Name, other: Name) -> bool:
    """Whether one name may be a shorter form of the other.

    >>> fits(("obama",), ("barack", "obama")), fits(("barack",), ("barack", "obama")), fits((), ("obama",))
    (True, False, False)
    """
    if not name or not other:
        return False
    short, long = sorted((name, other), key=len)
    return name == other or (set(short) <= set(long) and short[-1] == long[-1])


def score_speakers(gold: Sequence[GoldSpeaker], predictions: Mapping[str, Sequence[Prediction]]) -> dict[str, Any]:
    """Counts and percents of all quotes, of each kind of speaker and of each kind of mention.

    Quotes are left out where the gold is unsure or knows no speaker; a quote that was not found counts as wrong.

    >>> gold = [GoldSpeaker("a", [(1, 9)], ("ana", "reyes"), "person", "name", True)]
    >>> quote = Prediction("direct", {"content": [(1, 8)]}, "Ms. Reyes")
    >>> score_speakers(gold, {"a": [quote]})["all"]["same_pct"]
    100.0
    """
    people: dict[str, set[Name]] = {}
    for one in gold:
        people.setdefault(one.article, set()).update([one.name] if one.name else [])
    characters = {
        article: [(_characters(prediction.places["content"]), prediction) for prediction in several]
        for article, several in predictions.items()
    }
    counts: dict[str, Counts] = {}
    for one in gold:
        if one.sure and one.name is not None:
            best = _best(one, characters.get(one.article, []))
            verdict = _verdict(one.name, best, people[one.article])
            for group in ("all", f"kind {one.kind}", f"mention {one.mention}"):
                total = counts.setdefault(group, dict.fromkeys(verdict, 0))
                total.update({key: total[key] + value for key, value in verdict.items()})
    return {group: {**total, **_percents(total)} for group, total in sorted(counts.items())}


def _characters(places: Places) -> int:
    """The set of the characters in some places, as bits."""
    found = 0
    for start, end in places:
        found |= (1 << end) - (1 << start)
    return found


def _best(gold: GoldSpeaker, predictions: Sequence[tuple[int, Prediction]]) -> Prediction | None:
    """The prediction that covers the quote best, of equals the last; None where none covers enough."""
    own, best, most = _characters(gold.content), None, _LEAST
    for characters, prediction in predictions:
        common = (own & characters).bit_count()
        if common and common / (own | characters).bit_count() >= most:
            best, most = prediction, common / (own | characters).bit_count()
    return best


def _verdict(name: Name, prediction: Prediction | None, people: set[Name]) -> Counts:
    got = words_of_name(prediction.speaker) if prediction else ()
    exact = bool(got) and name == got
    others = any(fits(other, got) and not fits(other, name) for other in people if other != name)
    same = exact or (fits(name, got) and not others)
    return {"asked": 1, "found": int(prediction is not None), "exact": int(exact), "same": int(same)}


def _percents(total: Counts) -> dict[str, float | None]:
    return {
        "exact_pct": round(percent(total["exact"], total["asked"]), 2),
        "same_pct": round(percent(total["same"], total["asked"]), 2),
        "same_given_found_pct": round(percent(total["same"], total["found"]), 2) if total["found"] else None,
    }


def speaker_table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures of `score_speakers` as lines for people.

    >>> print(speaker_table({}))
                              asked  found  exact %   same %  given found %
    """
    lines = [f"{'':24}{'asked':>7}{'found':>7}{'exact %':>9}{'same %':>9}{'given found %':>15}"]
    for group, row in figures.items():
        percents = f"{row['exact_pct']:>9.2f}{row['same_pct']:>9.2f}{row['same_given_found_pct'] or 0:>15.2f}"
        lines.append(f"{group:24}{row['asked']:>7}{row['found']:>7}{percents}")
    return "\n".join(lines)
