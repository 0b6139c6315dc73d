"""Quotations with their cue and source: the rules of `direct.py` and `reported.py` in one list."""

from __future__ import annotations

from quotekit.cues import find_cues
from quotekit.direct import find_direct
from quotekit.drafts import Draft
from quotekit.reported import find_reported
from quotekit.view import View


def find_drafts(view: View) -> list[Draft]:
    """Every quotation of an article in the order of the text, contents disjoint."""
    sites = find_cues(view)
    direct = find_direct(view, sites)
    reported = find_reported(view, sites, direct)
    return sorted(direct + reported, key=lambda draft: draft.start)
