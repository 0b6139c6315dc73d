"""Whether what was found on a page is an article, or only a list of links to others with their first sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quotekit.reading.markup.blocks import Block
from quotekit.reading.markup.trees import BLOCKS, HEADINGS, letters, text_in

_FEW = 3
"""Headings that are links; a page with fewer is no list of articles."""
_LONGEST = 60
"""Words below one of them; more are an article, as on the front page of a blog."""


class Listed(NamedTuple):
    """What a page lists."""

    links: frozenset[str]
    """The letters of paragraphs and headings that are links and nothing else."""
    teasers: frozenset[str]
    """The letters of the paragraphs below headings that are links."""


def listed_in(tree: Any, address: str | None, title: str | None) -> Listed:
    """The links of a page to other articles, and what stands below those that are headings.

    A heading that links to the page itself, as that of a blog does, is none.
    """
    links: set[str] = set()
    teasers: set[str] = set()
    headings = 0
    below: list[str] | None = None
    own = letters(title or "")
    for element, text, linked in _paragraphs(tree):
        is_link = bool(text) and 10 * len(linked) >= 9 * len(text)
        is_own = is_link and (own == text or _path(element) == _path_of(address))
        if is_link and not is_own:
            links.add(text)
        if element.tag in HEADINGS:
            teasers.update(_short(below))
            below = [] if is_link and not is_own else None
            headings += below is not None
        elif below is not None and not is_link:
            below.append(text_in(element))
    teasers.update(_short(below))
    return Listed(frozenset(links), frozenset(teasers) if headings >= _FEW else frozenset())


def are_links(blocks: Sequence[Block], listed: Listed) -> bool:
    """Whether all that blocks tell are links, and what stands below them."""
    told = [block for block in blocks if block.is_told]
    return bool(told) and all(letters(block.text) in listed.links | listed.teasers for block in told)


def _paragraphs(tree: Any) -> Iterator[tuple[Any, str, str]]:
    """The blocks of a page that hold no others, each with its letters and those of its links."""
    for element in tree.iter(BLOCKS):
        if not any(inner.tag in BLOCKS for inner in element.iterdescendants()):
            link = next(element.iterancestors("a"), None)
            text = letters(text_in(element))
            yield element, text, text if link is not None else letters(" ".join(map(text_in, element.iter("a"))))


def _short(texts: list[str] | None) -> Iterator[str]:
    if texts and sum(len(text.split()) for text in texts) <= _LONGEST:
        yield from map(letters, texts)


def _path(element: Any) -> str | None:
    link = next(element.iter("a"), None)
    link = next(element.iterancestors("a"), None) if link is None else link
    return None if link is None else _path_of(link.get("href"))


def _path_of(address: str | None) -> str | None:
    try:
        return urlsplit(address).path.rstrip("/") if address else None
    except ValueError:
        return None
