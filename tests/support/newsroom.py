"""A store with something for every page over it: variants, many quotes of one speaker, hostile text, no date."""

from __future__ import annotations

from pathlib import Path

from stores import BLOG, DAM, ECHO, WIRE, analysis

from quotekit.store.store import Store

HOSTILE_NAME = "Tom </title><script>alert(1)</script> Bell"
HOSTILE = analysis(
    "hostile",
    (HOSTILE_NAME, "</style><b onclick=x>A \x02dam\x03 of \u202eW" + "W" * 300 + "\"'&lt;"),
    outlet="<i>Out</i>",
    published="2025-04-11",
    title="<u>Title",
    url="https://hostile.example/?a=1&b=<2>",
)
DAM_CUT = DAM.replace("on Sunday night", "all Monday")
LATE = analysis("late", ("Ana Reyes", DAM_CUT), outlet="Late", published="2025-04-02")
MANY = [
    analysis(
        f"many-{month}",
        *(("Ann Long", f"Remark {month} number {number} of a long year.") for number in range(15)),
        ("Bo Lee", f"So month {month} went."),
        outlet="Wire" if month % 2 else "Echo",
        published=f"2024-{month:02}-03",
    )
    for month in (1, 2, 5)
]
FUTURE = analysis("future", ("Zed Zunt", "It will come."), outlet="Late", published="2999-01-01")


def filled(path: Path) -> Path:
    """The store, made at a path."""
    with Store(path) as store:
        store.add([ECHO, WIRE, BLOG, HOSTILE, LATE, *MANY, FUTURE], key=lambda article: f"id:{article.id}")
    return path
