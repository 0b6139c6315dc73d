"""What every stage finds in our texts is what its sheets say. `python tests/support/sheets.py` writes them.

No sheet says what is right; it says what is found, so that whoever changes a rule sees all that it changes.
"""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice

import pytest
from sheets import FOLDER, SHEETS, made, path_of

_SHOWN = 30


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_is_found_is_what_the_sheet_says(sheet: str) -> None:
    written, found = path_of(sheet).read_text(encoding="utf-8"), made(sheet)
    if found != written:
        lines = unified_diff(written.splitlines(), found.splitlines(), sheet, "now", n=0, lineterm="")
        pytest.fail("\n".join([*islice(lines, _SHOWN), "meant? python tests/support/sheets.py"]), pytrace=False)


def test_every_sheet_is_of_a_text_that_is_there() -> None:
    kept = {
        str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.glob("*/*.txt") if path.parent.name != "texts"
    }
    assert kept == set(SHEETS)
