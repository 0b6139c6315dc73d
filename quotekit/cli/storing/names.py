"""`quotekit store alias`: the names by which speakers of a store are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from quotekit.cli.running import options
from quotekit.cli.running.output import write_rows
from quotekit.cli.running.run import say
from quotekit.cli.storing.arguments import check_there, database, run_of
from quotekit.errors import counted

if TYPE_CHECKING:
    from quotekit.models.model import Model
    from quotekit.speakers.people.names import Aliases
    from quotekit.store.keeping.names import NameRow
    from quotekit.store.store import Store


@click.command()
@database
@click.argument("names", metavar="[FILE]", required=False, type=click.Path(readable=False))
@click.option("--undo", is_flag=True, help="Take the names of FILE back, or all of them.")
@options.model
def alias(database: str, names: str | None, undo: bool, model: Model | None) -> None:
    """Correct and merge speakers by the names in FILE, a CSV file as --aliases takes it; print them without FILE.

    The names stay in the store, and count for what is added later. Speakers whom one name cannot make one, because
    their work or gender differs, are one by an id.

    \b
    quotekit store alias news.db names.csv
    quotekit store alias news.db names.csv --undo
    quotekit store alias news.db
    """
    from quotekit.speakers.people.names import read_aliases
    from quotekit.store.keeping.names import aliases_of
    from quotekit.store.store import Store

    if names is None and not undo:
        with Store(database, write=False) as kept:
            _print(kept.names(), database)
        return
    check_there(database)
    given = read_aliases(names) if names else None
    with Store(database) as kept:
        before = kept.names()
        given = aliases_of(before) if given is None else given
        surnames = _surnames(kept, given)
        borne = kept.alias(given, undo, model)
        if undo:
            _tell_undone(database, names, given, before, kept)
        else:
            _tell_done(database, str(names), given, borne, kept)
            _tell_alone(str(names), surnames, given, kept)


def _print(rows: Iterable[NameRow], database: str) -> None:
    from quotekit.store.keeping.names import NameRow

    with run_of(database, None).stream(exact=True) as stream:
        write_rows((row._asdict() for row in rows), stream, "csv", {}, NameRow._fields, raw=True)


def _tell_done(database: str, path: str, given: Aliases, borne: set[tuple[str, ...]], kept: Store) -> None:
    from quotekit.store.keeping.names import name_rows

    rows = name_rows(given)
    found = [row for row in rows if tuple(row.alias.split()) in borne]
    for row in rows:
        if row not in found:
            say(f"{path}: {row.alias!r} is nobody in the store")
    for name in sorted({row.name for row in rows}):
        if (several := [one for one in kept.speakers([name]) if one["name"] == name]) and len(several) > 1:
            say(f"{path}: {name!r} are {len(several)} people by what articles tell of them; one id makes them one")
    say(f"{database}: {counted(len(found), 'name')} of {len(rows)} found, {len(kept.names())} kept")


def _surnames(kept: Store, given: Aliases) -> dict[str, set[str]]:
    """The bare surnames by which those are called, too, who have one of some names, by the name to use."""
    from quotekit.speakers.people.appearances import folded

    found: dict[str, set[str]] = {}
    for alias, called in given.items():
        for row in kept.speakers([" ".join(alias)]):
            forms = {form: folded(form) for form in (row["name"], *row["aliases"])}
            if row["kind"] == "person" and alias in forms.values():
                found.setdefault(called.name, set()).update(form for form, words in forms.items() if len(words) == 1)
    return found


def _tell_alone(path: str, before: dict[str, set[str]], given: Aliases, kept: Store) -> None:
    """Say which bare surnames are left by those who are called otherwise now."""
    from quotekit.speakers.people.appearances import folded
    from quotekit.speakers.people.names import Called

    for name, forms in sorted(before.items()):
        left = forms - _surnames(kept, {folded(name): Called(name)}).get(name, set())
        for form in sorted(left):
            if folded(form) not in given:
                say(f"{path}: {form!r} was {name!r} too, and is somebody else now: give it a row of its own")


def _tell_undone(database: str, path: str | None, given: Aliases, before: Iterable[NameRow], kept: Store) -> None:
    from quotekit.store.keeping.names import name_rows

    known, left = {(row.name, row.alias) for row in before}, kept.names()
    taken = len(known) - len(left)
    for row in name_rows(given):
        if (row.name, row.alias) not in known:
            say(f"{path}: {row.alias!r} is no name for {row.name!r} in the store")
    say(f"{database}: {counted(taken, 'name')} taken back, {len(left)} kept")
