"""What `quotekit serve` looks up in a store: `python -m quotekit.web.work.lookups STORE`, workers without a model."""

from __future__ import annotations

import sys
from functools import partial

from quotekit.browsing.answers import ANSWERS
from quotekit.browsing.pages import PAGES
from quotekit.browsing.shelf import Shelf
from quotekit.rows import json_line
from quotekit.web.work.workers import Job, work_off


def answer(shelf: Shelf, job: Job) -> str:
    """The page or the object at the address `at` of a job; in front of a page stands its status, in a line of its own.

    Raises UsageError where what is asked cannot be.
    """
    at, asked = job["at"], job["asked"]
    with shelf.snapshot() as connection:
        if at in ANSWERS:
            return json_line(ANSWERS[at](connection, asked))
        page = PAGES[at](connection, asked)
    return f"{page.status}\n{page.html}"


def work(path: str) -> None:
    """Look up what is asked on standard input, until it ends."""
    work_off(lambda: partial(answer, Shelf(path)), {"at": "/search", "asked": {"words": "a"}})


if __name__ == "__main__":
    work(*sys.argv[1:])
