"""Quotations with their cue and source: the rules of `direct.py` and `reported.py` in one list."""

from __future__ import annotations

from quotekit.direct import find_direct
from quotekit.drafts import Draft
from quotekit.reported import find_reported
from quotekit.sources import cues_of
from quotekit.view import View


def find_drafts(view: View) -> list[Draft]:
    """Every quotation of an article in the order of the text, contents disjoint."""
    cues = cues_of(view)
    direct = find_direct(view, cues)
    reported = find_reported(view, cues, direct)
    return sorted(direct + reported, key=lambda draft: draft.start)
