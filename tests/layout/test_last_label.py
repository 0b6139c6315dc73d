"""A label that is the last line of a text: nothing is said behind it."""

from __future__ import annotations

import pytest

from quotekit.layout.speech import is_spoken, says_i
from quotekit.pipeline import analyze
from quotekit.text.document import look


def test_nobody_speaks_in_no_words() -> None:
    view = look("MR. BELL:")
    end = len(view.word)
    assert not is_spoken(view, end, end)
    assert not says_i(view, end, end)


@pytest.mark.parametrize("label", ["MR. BELL:", "MR. BELL", "Q:", "BELL:", "Bell:"])
def test_a_transcript_may_end_with_a_label(label: str) -> None:
    turns = "MR. BELL: I came here at noon.\n\nMS. REYES: And what did you see?\n\n" * 3
    assert analyze(turns + label).quotes
    assert not analyze(label).quotes
