"""What every stage finds in a text, printed as lines that a reader can check: the sheets of `tests/golden`.

A change that is meant to change what is found writes them all anew, and `git diff tests/golden` shows what it did:

    python tests/support/sheets.py

`sheets.py --in-full scraps/council` prints what a sheet of scraps sums, to be compared between two checkouts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import scraps
import sheets_additions
import sheets_attribution
import sheets_people
import sheets_scraps
import sheets_scraps_speakers
import sheets_speakers
import sheets_store
import sheets_text
from readings_of import CORPUS, TEXTS

FOLDER = Path(__file__).resolve().parents[1] / "golden"
OF_TEXTS: dict[str, Callable[[str], Iterator[str]]] = {
    "text": sheets_text.lines,
    "calmed": sheets_text.calmed_lines,
    "phrases": sheets_text.phrase_lines,
    "names": sheets_text.name_lines,
    "labels": sheets_attribution.label_lines,
    "drafts": sheets_attribution.draft_lines,
    "repairs": sheets_attribution.repair_lines,
    "regrouped": sheets_attribution.regrouped_lines,
    "sources": sheets_speakers.source_lines,
    "speakers": sheets_speakers.speaker_lines,
    "choices": sheets_speakers.choice_lines,
    "turns": sheets_speakers.turn_lines,
}
"""Sheets of one text each, by what they are called: functions from the name of the text to lines."""
OF_TABLES: dict[str, Callable[[], Iterator[str]]] = {
    **sheets_people.SHEETS,
    "store": sheets_store.lines,
    "asked": sheets_store.asked_lines,
    "additions": sheets_additions.addition_lines,
    "versions": sheets_store.version_lines,
    "exported": sheets_store.exported_lines,
}
"""Sheets of rows that their modules hold."""
OF_CORPUS = ("drafts", "sources", "speakers", "turns")
"""Sheets that are made of the corpus too."""
LONG = "speech"
"""A text with paragraphs so long that they are read in parts; other sheets of it would have thousands of lines."""
OF_LONG = ("drafts", "turns")
OF_SCRAPS: dict[str, Callable[[str], Iterator[scraps.Line]]] = {
    **{f"scraps/{name}": sheets_scraps.lines for name in scraps.SOURCES},
    **{f"walks/{name}": sheets_scraps_speakers.lines for name in scraps.SOURCES},
    **{f"crowds/{part}": sheets_scraps_speakers.crowd_lines for part in "abcdef"},
}
"""What is summed: functions from the name behind the bar to lines."""


def _summed(of: Callable[[str], Iterator[scraps.Line]], name: str) -> Iterator[str]:
    return scraps.summed(of(name))


SHEETS: dict[str, Callable[[], Iterator[str]]] = {
    **{
        f"{sheet}/{text}": partial(of, text)
        for sheet, of in OF_TEXTS.items()
        for text in TEXTS
        if text != LONG or sheet in OF_LONG
    },
    **{f"{sheet}/{text}": partial(OF_TEXTS[sheet], text) for sheet in OF_CORPUS for text in CORPUS},
    **{sheet: partial(_summed, of, sheet.partition("/")[2]) for sheet, of in OF_SCRAPS.items()},
    **{f"tables/{sheet}": of for sheet, of in OF_TABLES.items()},
}
"""All of them."""


def made(sheet: str) -> str:
    """A sheet as it should be."""
    return "".join(f"{line}\n" for line in SHEETS[sheet]())


def path_of(sheet: str) -> Path:
    """Where a sheet is kept."""
    return FOLDER / f"{sheet}.txt"


def print_in_full(sheet: str) -> None:
    """What a sheet of scraps sums, line by line."""
    for of, line in OF_SCRAPS[sheet](sheet.partition("/")[2]):
        print(f"{of}: {line}")


def main() -> None:
    if sys.argv[1:2] == ["--in-full"]:
        return print_in_full(sys.argv[2])
    for sheet in sys.argv[1:] or SHEETS:
        path = path_of(sheet)
        path.parent.mkdir(exist_ok=True)
        path.write_text(made(sheet), encoding="utf-8")
    if not sys.argv[1:]:
        for path in FOLDER.glob("*/*.txt"):
            if path.parent.name != "texts" and str(path.relative_to(FOLDER).with_suffix("")) not in SHEETS:
                path.unlink()


if __name__ == "__main__":
    main()
