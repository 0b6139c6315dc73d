"""Whether what was found on a page is an article, or only a list of links to others with their first sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quotekit.reading.markup.blocks import SHORTEST, Block
from quotekit.reading.markup.trees import BLOCKS, HEADINGS, letters, text_in

_FEW = 3
"""Headings that are links; a page with fewer is no list of articles."""
_LONGEST, _SHORTEST = 60, 8
"""Words below one of them, all in one paragraph but for dates and names, which have fewer than eight; what is longer is
an article, as on the front page of a blog."""

_APART = HEADINGS | frozenset("a head script style noscript nav header footer aside time button select".split())


class Listed(NamedTuple):
    """What a page lists."""

    links: frozenset[str]
    """The letters of paragraphs and headings that are links and nothing else."""
    teasers: frozenset[str]
    """The letters of the paragraphs below headings that are links."""
    is_all: bool
    """Whether the page prints nothing else of five words."""


def listed_in(tree: Any, address: str | None, title: str | None) -> Listed:
    """The links of a page to other articles, and what stands below those that are headings.

    A heading that links to the page itself, as that of a blog does, is none, nor is one to another site, as in a review
    of the press.
    """
    links: set[str] = set()
    teasers: set[str] = set()
    headings = 0
    below: list[str] | None = None
    own = letters(title or "")
    for element, text, linked in _paragraphs(tree):
        is_link = bool(text) and 10 * len(linked) >= 9 * len(text)
        host, path = _target(element) if is_link else (None, None)
        is_link = is_link and own != text and path != _divided(address)[1]
        if is_link:
            links.add(text)
        if element.tag in HEADINGS:
            teasers.update(_short(below))
            below = [] if is_link and host in (None, _divided(address)[0] or host) else None
            headings += below is not None
        elif below is not None and not is_link:
            below.append(text_in(element))
    teasers.update(_short(below))
    is_all = len(links) >= _FEW and not any(len(text.split()) >= SHORTEST for text in _unlinked(tree))
    return Listed(frozenset(links), frozenset(teasers) if headings >= _FEW else frozenset(), is_all)


def are_links(blocks: Sequence[Block], listed: Listed) -> bool:
    """Whether all that blocks tell are links, and what stands below them."""
    told = [block for block in blocks if block.is_told]
    return (bool(told) and listed.is_all) or (
        bool(told) and all(letters(block.text) in listed.links | listed.teasers for block in told)
    )


def _paragraphs(tree: Any) -> Iterator[tuple[Any, str, str]]:
    """The blocks of a page that hold no others, each with its letters and those of its links."""
    for element in tree.iter(BLOCKS):
        if not any(inner.tag in BLOCKS for inner in element.iterdescendants()):
            link = next(element.iterancestors("a"), None)
            text = letters(text_in(element))
            yield element, text, text if link is not None else letters(" ".join(map(text_in, element.iter("a"))))


def _short(texts: list[str] | None) -> Iterator[str]:
    sizes = [len(text.split()) for text in texts or ()]
    if texts and sum(sizes) <= _LONGEST and sum(size >= _SHORTEST for size in sizes) < 2:
        yield from map(letters, texts)


def _unlinked(tree: Any) -> Iterator[str]:
    """What a page prints besides links, headings and what is around its article, piece by piece."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield element.tail or ""
        elif element.tag in _APART:
            walk.skip_subtree()
        else:
            yield element.text or ""


def _target(element: Any) -> tuple[str | None, str | None]:
    link = next(element.iter("a"), None)
    link = next(element.iterancestors("a"), None) if link is None else link
    return _divided(None if link is None else link.get("href"))


def _divided(address: str | None) -> tuple[str | None, str | None]:
    """Host and path of an address; None where it has none."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None, None
    return (parts.hostname or "").removeprefix("www.") or None, parts.path.rstrip("/") or None
