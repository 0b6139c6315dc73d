"""One person, one entry: score the entries of 200 names in ../shared/data/unlabelled, or draw names and print theirs.

    python benchmarks/people.py                     # the verdicts of people.tsv, people_roles.tsv; exit 1 below a floor
    python benchmarks/people.py --draw 14 --names 9 # the entries of nine surnames drawn by how often they speak
    python benchmarks/people.py --keep news.pickle  # what was found is kept there, and read from there the next time

`people.tsv` says of each time that somebody of a drawn surname speaks who that is: surname, article, name as found, and
the person; `-` is nobody (a company, a party). `people_roles.tsv` says of roles whether a reader would print them: the
person, a hash of the role in small letters, yes or no. Names are facts; no text is kept. One reader read them all, half
of the surnames before the rules for people were written and half after.

An entry is merged wrongly where it holds two people, a person is split where several entries hold it. Somebody whose
name has changed since is looked up by surname where the article has one. Without ../shared this says so and passes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import pickle
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from quotekit.analysis import Analysis
from quotekit.pipeline import analyze_each
from quotekit.records import Article
from quotekit.rows import Row
from quotekit.speakers.people.roster import speaker_rows

HERE = Path(__file__).resolve().parent
MOST_MERGED, MOST_SPLIT, LEAST_GOOD = 1.0, 5.0, 95.0
"""Percent of the entries with two people, of the people with two entries, of the roles that a reader would print."""

Said = tuple[str, str]
"""An article, and the id of an entry."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--draw", type=int, metavar="SEED")
    parser.add_argument("--names", type=int, default=200)
    parser.add_argument("--show", action="store_true", help="each entry and person that is wrong, each role not judged")
    options = parser.parse_args()
    news = options.shared / "data/unlabelled/news.jsonl.gz"
    if not news.is_file():
        print(f"{news} is not here: people are not scored")
        return 0
    entries = [row for row in speaker_rows(found_in(news, options.keep)) if row["kind"] == "person"]
    if options.draw is not None:
        print_entries(entries, options.draw, options.names)
        return 0
    return 0 if score(entries, options.show) else 1


def found_in(news: Path, keep: Path | None) -> Iterator[Analysis]:
    """What is found in each article, or was found before and kept."""
    if keep and keep.is_file():
        yield from pickle.loads(keep.read_bytes())
        return
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    about = ("title", "outlet", "published")
    articles = (Article(row["text"], row["id"], **{name: row.get(name) for name in about}) for row in rows)
    kept = []
    for analysis in analyze_each(articles):
        kept += [analysis] if keep else []
        yield analysis
    if keep:
        keep.write_bytes(pickle.dumps(kept))


# --- What is to be read ---


def print_entries(entries: list[Row], seed: int, names: int) -> None:
    """All entries of some surnames, which are drawn by how many articles they are in."""
    by_surname: dict[str, list[Row]] = defaultdict(list)
    for entry in entries:
        by_surname[surname(entry)].append(entry)
    places = sorted((article, surname(entry)) for entry in entries for article in entry["articles"])
    random.Random(seed).shuffle(places)
    for name in list(dict.fromkeys(name for _, name in places))[:names]:
        print(f"## {name}")
        for entry in sorted(by_surname[name], key=lambda entry: -len(entry["articles"])):
            told = {key: value for key, value in entry.items() if key not in ("kind", "articles")}
            print(f"{len(entry['articles'])} articles, {told}: {' '.join(entry['articles'][:3])}")


def surname(entry: Row) -> str:
    """The surname of an entry, as its id has it."""
    return str(entry["id"]).split(":")[1].rpartition("-")[2]


# --- What was read ---


def score(entries: list[Row], show: bool) -> bool:
    """Print how many entries, people and roles are right; whether all floors are held."""
    who = held_people(entries)
    entries_of: dict[str, set[str]] = defaultdict(set)
    for identity, people in who.items():
        for person in people:
            entries_of[person].add(identity)
    merged = {identity: people for identity, people in who.items() if len(people) > 1}
    split = {person: ids for person, ids in entries_of.items() if len(ids) > 1}
    often = [person for person, number in Counter(row["person"] for row in rows("people.tsv")).items() if number > 1]
    good, roles, unread = judged_roles(entries, who)
    if show:
        for one, others in sorted((*merged.items(), *split.items())):
            print(f"  {one}: {', '.join(sorted(others))}")
        for person, role in unread:
            print(f"  not judged: {person}: {role}")
    shares = [100 * len(merged) / len(who), 100 * len(split) / len(entries_of), 100 * good / max(1, roles)]
    print(f"{len(who)} entries, {len(merged)} hold two people: {shares[0]:.1f} %")
    print(f"{len(entries_of)} people, {len(split)} have two entries: {shares[1]:.1f} %")
    print(f"of the {len(often) - ('-' in often)} who speak in two articles: {100 * len(split) / len(often):.1f} %")
    print(f"{roles} roles that were read, {good} good: {shares[2]:.1f} %; {len(unread)} not read")
    return shares[0] <= MOST_MERGED and shares[1] <= MOST_SPLIT and shares[2] >= LEAST_GOOD


def rows(table: str) -> list[dict[str, str]]:
    with (HERE / table).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def held_people(entries: list[Row]) -> dict[str, set[str]]:
    """The people whom each entry holds, by its id; entries of nobody are left out."""
    by_name: dict[Said, list[str]] = defaultdict(list)
    by_surname: dict[Said, list[str]] = defaultdict(list)
    for entry in entries:
        for article in entry["articles"]:
            for name in {entry["name"], *entry["aliases"]}:
                by_name[article, name].append(entry["id"])
            by_surname[article, surname(entry)].append(entry["id"])
    found: dict[str, set[str]] = defaultdict(set)
    missing = 0
    for row in rows("people.tsv"):
        of_name, of_surname = by_name[row["article"], row["name"]], by_surname[row["article"], row["surname"]]
        ids = set(of_name) & set(of_surname) or set(of_name) or set(of_surname)
        if row["person"] == "-":
            continue
        if len(ids) == 1:
            found[ids.pop()].add(row["person"])
        else:
            missing += 1
    print(f"{missing} of the times that somebody spoke are not found under one name any more")
    return found


def judged_roles(entries: list[Row], who: dict[str, set[str]]) -> tuple[int, int, list[Said]]:
    """How many roles of the entries are good, of how many that were read, and those that were not."""
    verdicts = {(row["person"], row["role"]): row["good"] for row in rows("people_roles.tsv")}
    good, read, unread = 0, 0, []
    for entry in entries:
        for person in sorted(who.get(entry["id"], ()))[:1]:
            for role in entry["roles"]:
                verdict = verdicts.get((person, hashed(role)))
                good, read = good + (verdict == "yes"), read + (verdict is not None)
                unread += [(person, role)] if verdict is None else []
    return good, read, unread


def hashed(role: str) -> str:
    """What stands for a role in the table of verdicts."""
    return hashlib.sha256(role.casefold().encode()).hexdigest()[:10]


if __name__ == "__main__":
    sys.exit(main())
