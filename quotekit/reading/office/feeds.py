"""Articles from the entries of a feed, RSS or Atom, that lies in a file: nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft, draft_of
from quotekit.reading.problems import Flaw, short_reason

_COLUMNS = {name: name for name in ("text", "title", "url", "date", "outlet", "author", "section")}


def feed_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """An article for each entry: its whole content where the feed has it, else its summary.

    The number of an article is that of its entry, from 1; the outlet is the title of the feed. Raises ValueError where
    feedparser is missing, the file is no feed, or has no entries.
    """
    try:
        import feedparser
    except ImportError:
        raise ValueError("needs feedparser: pip install 'quotekit[office]'") from None
    feed = feedparser.parse(io.BytesIO(source.data()), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        damaged = f": {short_reason(feed.bozo_exception)}" if feed.bozo else ""
        raise ValueError(f"a feed without entries{damaged}" if feed.get("version") else f"no feed{damaged}")
    if feed.bozo:
        yield Flaw(f"damaged: {short_reason(feed.bozo_exception)}; what could be read is", rejected=False)
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        yield from draft_of(_record(entry, outlet), _COLUMNS, number, f", entry {number}")


def _record(entry: Any, outlet: str | None) -> dict[str, Any]:
    contents = [one.get("value") for one in entry.get("content", ())]
    return {
        "text": next(filter(None, contents), None) or entry.get("summary"),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "date": entry.get("published") or entry.get("updated"),
        "outlet": outlet,
        "author": entry.get("author"),
        "section": next((tag.get("term") for tag in entry.get("tags", ())), None),
    }
