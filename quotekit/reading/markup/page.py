"""A page as a whole: the text of its article, what it tells of itself, the updates of a live blog."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quotekit.dates import iso_date
from quotekit.reading.markup.blocks import SHORTEST, Block, blocks_in, printed
from quotekit.reading.markup.bodies import join_bodies
from quotekit.reading.markup.bylines import authors_of, fuller_authors, site_in_front, title_of
from quotekit.reading.markup.emphasis import mark_emphasis
from quotekit.reading.markup.links import Listed, are_links, listed_in
from quotekit.reading.markup.live import Update, updates_of
from quotekit.reading.markup.quotations import mark_quotations
from quotekit.reading.markup.settling import settled
from quotekit.reading.markup.surroundings import cut_surroundings
from quotekit.reading.markup.told import Told, fuller, told_by
from quotekit.reading.markup.trees import NO_ARTICLE, letters, parsed, revised, text_in

_DATES = {"original_date": True, "extensive_search": False}  # no year of a copyright line


class Page(NamedTuple):
    """A page; None for what it does not tell."""

    text: str
    """Paragraphs, headings and items of lists, with an empty line between them. Empty where all are updates."""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    """The name of the site, else its host."""
    published: str | None = None
    author: str | None = None
    """Names, divided by semicolons."""
    section: str | None = None
    """Of the site, as JSON-LD or a meta element says."""
    updates: tuple[Update, ...] = ()
    """Of a live blog, the earliest first; their texts are not in the text of the page."""


def page_of(markup: str, url: str | None = None, is_record: bool = False) -> Page:
    """What a page tells. `url` is where it was, as far as that is known. Raises ValueError where there is no article.

    With `is_record` it is the text of a record: one article, whether it is a live blog or has nothing but links.
    """
    from trafilatura import extract_metadata

    tree = parsed(markup)
    found = extract_metadata(tree, default_url=url, date_config=_DATES, extensive=False)
    told = told_by(tree, found.title)
    address = found.url or url or told.address
    host = _host(address)
    headings, browser_title = _titles(tree)
    sites = (found.sitename, told.publisher, found.hostname, host, site_in_front(browser_title, headings))
    given = (told.headline, None) if told.is_live else (found.title, found.author)  # it takes those of the updates
    title = title_of([given[0], *headings, browser_title], sites, told.headline)
    section = _line(next(iter(tree.xpath("//meta[@property='article:section']/@content")), None))
    mark_quotations(tree)
    mark_emphasis(tree)
    updates = [] if is_record else updates_of(tree, told, address)
    cut_surroundings(tree)
    listed = None if is_record else listed_in(tree, address, title)
    join_bodies(tree, told.is_live)
    text = _rest(tree, updates) if updates else _text(tree, listed, told)
    return Page(
        text,
        title,
        address,
        _line(found.sitename or found.hostname or host),
        told.published if told.is_live and told.published else _date(iso_date(found.date or ""), told.published),
        fuller_authors(authors_of([given[1]], sites), authors_of(told.authors, sites)),
        told.section or section,
        tuple(updates),
    )


def _text(tree: Any, listed: Listed | None, told: Told) -> str:
    """The text of the article.

    At first only what is surely the article, without tables; where that is nothing, as in old pages that are one table
    and in those that have their text in JSON-LD only, whatever Trafilatura takes for one. It joins the paragraphs of
    JSON-LD: `fuller` has them.
    """
    only_links = False
    for sure in (True, False):
        blocks = _blocks(tree, sure)
        ours = printed(blocks)
        text = fuller(ours, told.bodies)
        if text == ours and listed is not None and are_links(blocks, listed):
            only_links = True
            text = told.bodies[0] if len(told.bodies) == 1 else ""
        if text and _is_article(text):
            return text
    raise ValueError(f"{NO_ARTICLE}: nothing but links to others" if only_links else NO_ARTICLE)


def _rest(tree: Any, updates: Sequence[Update]) -> str:
    """What a live blog has besides its updates; empty where that tells nothing."""
    said = {letters(block) for update in updates for block in update.text.split("\n\n")}
    said.update(letters(update.headline) for update in updates if update.headline)
    blocks = [block for block in _blocks(tree, sure=True) if letters(block.text) not in said]
    return printed(blocks) if any(block.is_told for block in blocks) else ""


def _blocks(tree: Any, sure: bool) -> list[Block]:
    from trafilatura import bare_extraction, external

    setattr(external, "revise_paragraph_classification", revised)  # noqa: B010 - jusText's own takes the square of the paragraphs
    found = bare_extraction(
        deepcopy(tree),
        include_comments=False,
        include_tables=not sure,
        favor_precision=sure,
        with_metadata=False,
    )
    return [] if found is None or isinstance(found, dict) else settled(blocks_in(found.body))


def _is_article(text: str) -> bool:
    return any(len(block.split()) >= SHORTEST for block in text.split("\n\n"))


def _titles(tree: Any) -> tuple[list[str], str]:
    """The heading of a page, if it has one, and its title in the browser."""
    headings = [text_in(one) for one in tree.iter("h1")]
    title = tree.find(".//head/title")
    return headings if len(headings) == 1 else [], "" if title is None else text_in(title)


def _date(printed: str | None, told: str | None) -> str | None:
    """The date that the page declares, with the time of day that JSON-LD has of the same day."""
    if printed is None or (told and told[:10] == printed[:10]):
        return told or printed
    return printed


def _host(address: str | None) -> str | None:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
