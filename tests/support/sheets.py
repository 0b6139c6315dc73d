"""What every stage finds in a text, printed as lines that a reader can check: the sheets of `tests/golden`.

A change that is meant to change what is found writes them all anew, and `git diff tests/golden` shows what it did:

    python tests/support/sheets.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import sheets_additions
import sheets_attribution
import sheets_people
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
SHEETS: dict[str, Callable[[], Iterator[str]]] = {
    **{
        f"{sheet}/{text}": partial(of, text)
        for sheet, of in OF_TEXTS.items()
        for text in TEXTS
        if text != LONG or sheet in OF_LONG
    },
    **{f"{sheet}/{text}": partial(OF_TEXTS[sheet], text) for sheet in OF_CORPUS for text in CORPUS},
    **{f"tables/{sheet}": of for sheet, of in OF_TABLES.items()},
}
"""All of them."""


def made(sheet: str) -> str:
    """A sheet as it should be."""
    return "".join(f"{line}\n" for line in SHEETS[sheet]())


def path_of(sheet: str) -> Path:
    """Where a sheet is kept."""
    return FOLDER / f"{sheet}.txt"


def main() -> None:
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
