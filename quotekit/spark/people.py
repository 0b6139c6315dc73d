"""Who is one across the articles of a data frame of quotes: a surname at a time, as `identities` does all at once.

First, who of those with a first name are one, which their surname and they themselves tell. Then who speaks in the
same articles. Then whom a bare surname means, for which all of that counts.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from quotekit.records import Speaker
from quotekit.spark.engine import checked, grouped, sql
from quotekit.spark.evidence import EVIDENCE
from quotekit.speakers.people.appearances import Appearance, Place, Setting
from quotekit.speakers.people.identities import Identity, appearances, gathered
from quotekit.speakers.people.namesakes import keys_of_full


def speakers(quotes: Any) -> Any:
    """A data frame of who speaks in `quotes`, a row for each speaker of an article, with who that is across articles.

    The columns are `article`, `speaker` (its id in the article), `identity`, which is the same for all who are one, and
    of the identity `name`, `kind`, `aliases`, `gender`, `open` (whether it is a bare surname of which it is not known
    whose) and `ref` (the id of the user). It is what `identities` makes of the same speakers in one process.

    `quotes` is what `quotekit.spark.quotes` gives, and is read once. Raises UsageError for any other frame.
    """
    functions = sql()
    checked(quotes, (EVIDENCE, "article", "speaker", "outlet"), "quotes(frame)")
    about = ("speaker", "surname", "aliases", "roles", "gender")
    told = quotes.where(f"{EVIDENCE}.speaker IS NOT NULL").select(
        *("article", "outlet", "published", "speaker_kind", "speaker_ref"),
        functions.col("speaker").alias("name"),
        *(functions.col(f"{EVIDENCE}.{name}").alias(name) for name in about),
    )
    keyed = grouped(told, "surname", _with_keys, _told_schema())
    beside = grouped(keyed, "article", _with_others, _told_schema())
    return grouped(beside, "surname", _gathered, _identity_schema())


def _told_schema() -> Any:
    """What is known of a speaker, the key of one with a first name, and the keys of those in the same article."""
    import pyarrow as arrow

    names = "article outlet published speaker_kind speaker_ref name speaker surname gender key".split()
    lists = [(name, arrow.list_(arrow.string())) for name in ("aliases", "roles", "others")]
    return arrow.schema([*((name, arrow.string()) for name in names), *lists])


def _identity_schema() -> Any:
    import pyarrow as arrow

    texts = [(name, arrow.string()) for name in ("article", "speaker", "identity", "name", "kind")]
    rest = [("aliases", arrow.list_(arrow.string())), ("gender", arrow.string()), ("open", arrow.bool_())]
    return arrow.schema([*texts, *rest, ("ref", arrow.string())])


# --- On a worker ---


def _with_keys(table: Any) -> Any:
    """Each speaker once, with the key that `keys_of_full` gives it; families of several surnames do not meet there."""
    rows = {(row["article"], row["speaker"]): row for row in table.to_pylist()}
    keys = keys_of_full(one for one in _met(rows) if one.is_full)
    return _told([{**row, "key": keys.get(place), "others": []} for place, row in rows.items()])


def _with_others(table: Any) -> Any:
    """Each speaker with the keys of those who speak in its article."""
    rows = table.to_pylist()
    speaking: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        speaking[row["article"]] |= {row["key"]} - {None}
    return _told([{**row, "others": sorted(speaking[row["article"]])} for row in rows])


def _gathered(table: Any) -> Any:
    """The identities of the speakers of some surnames."""
    import pyarrow as arrow

    rows = {(row["article"], row["speaker"]): row for row in table.to_pylist()}
    keys = {place: row["key"] for place, row in rows.items() if row["key"]}
    keys |= {(row["article"], f"beside {key}"): key for row in rows.values() for key in row["others"]}
    found = gathered(_met(rows), keys)
    return arrow.Table.from_pylist([_row(place, one) for place, one in found.items()], _identity_schema())


def _row(place: Place, one: Identity) -> dict[str, Any]:
    return {
        **{"article": place[0], "speaker": place[1], "identity": one.id, "name": one.name, "kind": one.kind},
        **{"aliases": list(one.aliases), "gender": one.gender, "open": one.is_open, "ref": one.ref},
    }


def _told(rows: list[dict[str, Any]]) -> Any:
    import pyarrow as arrow

    return arrow.Table.from_pylist(rows, _told_schema())


def _met(rows: dict[Place, dict[str, Any]]) -> list[Appearance]:
    settings = {place[0]: Setting.of(row["outlet"], row["published"]) for place, row in rows.items()}
    return appearances(((place[0], _speaker(row)) for place, row in rows.items()), None, settings)


def _speaker(row: dict[str, Any]) -> Speaker:
    names, roles = tuple(row["aliases"]), tuple(row["roles"])
    return Speaker(
        row["speaker"], row["name"], row["speaker_kind"], names, roles, (), row["gender"], row["speaker_ref"]
    )
