"""What a page tells of its article in JSON-LD: headline, authors, date, address, text, the updates of a live blog."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quotekit.dates import iso_date
from quotekit.reading.markup.trees import letters

_UNREAD = re.compile(r"<(script|style|figure|table)\b[^<>]{0,2000}>.{0,50000}?</\1\s*>", re.I | re.S)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article)\b[^<>]{0,2000}>", re.I)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]{0,2000}>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div)\b", re.I)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
_ADDRESS = re.compile(r"https?://[\w.-]{1,255}(?:[:/?#][^\s<>\"]{0,2000})?", re.I)
_ARTICLE = re.compile(r"Article|Report|Posting")
_DEEPEST = 12
_TITLE = 10  # letters by which a title that is cut off is told

Node = Mapping[str, Any]


class Told(NamedTuple):
    """What JSON-LD tells of an article; empty or None for what it does not."""

    bodies: tuple[str, ...] = ()
    """The texts of articles, each once, those of updates left out."""
    address: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    """Names as they stand there: of people, else of organizations."""
    publisher: str | None = None
    published: str | None = None
    updates: tuple[Node, ...] = ()
    """The updates of a live blog as they stand there."""
    is_live: bool = False
    section: str | None = None


def told_by(tree: Any, title: str | None = None) -> Told:
    """What JSON-LD tells of the article of a page; of several articles, that with the title of the page."""
    nodes = [node for script in tree.iter("script") if _is_data(script) for node in _nodes(_loaded(script.text or ""))]
    updates = [one for node in nodes for one in _listed(node.get("liveBlogUpdate")) if isinstance(one, Mapping)]
    inner = {id(node) for update in updates for node in _nodes(update)}
    nodes = [node for node in nodes if id(node) not in inner]
    bodies = dict.fromkeys(plain(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str))
    articles = [node for node in nodes if _ARTICLE.search(str(node.get("@type")))]
    addresses = (one for node in articles for one in addresses_of(node))
    article = _of_the_page(articles, letters(title or ""))
    return Told(
        tuple(filter(None, bodies)),
        next(addresses, None),
        headline_of(article),
        authors_of(article),
        next(_names(article.get("publisher")), None),
        iso_date(article.get("datePublished")),
        tuple(updates),
        any("LiveBlogPosting" in str(node.get("@type")) for node in nodes),
        next(_names(article.get("articleSection")), None),
    )


def _of_the_page(articles: Sequence[Node], title: str) -> Node:
    """The article that has the title of the page, else the only one; an empty one where neither is there."""
    for node in articles:
        headline = letters(headline_of(node) or "")
        if headline and (headline in title or (len(title) > _TITLE and title in headline)):
            return node
    return articles[0] if len({headline_of(node) for node in articles}) == 1 else {}


def headline_of(node: Node) -> str | None:
    """The headline of an article on one line; None where it has none."""
    found = next((one for one in (node.get("headline"), node.get("name")) if isinstance(one, str) and one.strip()), "")
    return " ".join(plain(found).split()) or None


def authors_of(node: Node) -> tuple[str, ...]:
    """The names of the authors of an article: of people, else of organizations."""
    given = [one for key in ("author", "creator") for one in _listed(node.get(key))]
    people = [one for one in given if not isinstance(one, Mapping) or "Person" in str(one.get("@type", "Person"))]
    return tuple(dict.fromkeys(name for one in people or given for name in _names(one)))


def _names(value: Any) -> Iterator[str]:
    for one in _listed(value):
        name = one.get("name") if isinstance(one, Mapping) else one
        if isinstance(name, list):
            yield from _names(name)
        elif isinstance(name, str) and name.strip():
            yield " ".join(plain(name).split())


def addresses_of(node: Node) -> Iterator[str]:
    """The addresses that a node tells of itself."""
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        for one in (value.get("@id"), value.get("url")) if isinstance(value, Mapping) else (value,):
            if isinstance(one, str) and _ADDRESS.fullmatch(one.strip()):
                yield one.strip()


# --- Texts ---


def plain(body: str) -> str:
    r"""A text of JSON-LD, which may be HTML, with an empty line between paragraphs.

    >>> plain("<p>“It sailed.</p><p>“It sank,” he&nbsp;said.</p>"), plain("One.\r\n \r\nTwo,\nthree.")
    ('“It sailed.\n\n“It sank,” he said.', 'One.\n\nTwo,\nthree.')
    """
    text = html.unescape(body) if _ESCAPED.search(body) else body
    text = _UNREAD.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _BLOCK.search(text) or _BREAK.search(text):  # in HTML a line end is a space; but empty lines are never chance
        text = "\n\n".join(block.replace("\n", " ") for block in _EMPTY_LINES.split(text))
        text = _BREAK.sub("\n", _BLOCK.sub("\n\n", text))
    text = re.sub(r"<q\b[^<>]{0,200}>", "“", re.sub(r"</q\s*>", "”", text))
    text = html.unescape(_TAG.sub("", text)).translate(_INVISIBLE)
    blocks = ([" ".join(line.split()) for line in block.split("\n")] for block in _EMPTY_LINES.split(text))
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))


def fuller(text: str, bodies: Sequence[str]) -> str:
    r"""The text of a page, or that of its JSON-LD where the page has the same without paragraphs, or only a part of it.

    A part is less than half, or less than three quarters where all that the page has stands in the other, in
    paragraphs. Those that both have come as the page has them.

    >>> fuller("One. Two.", ["One.\n\nTwo."]), fuller("One.\n\nTwo.", ["One. Two."])
    ('One.\n\nTwo.', 'One.\n\nTwo.')
    """
    body = "\n\n".join(bodies)
    ours, theirs = letters(text), letters(body)
    has_more = body.count("\n") > text.count("\n")
    is_same = bool(theirs) and theirs in ours and 5 * len(theirs) >= 4 * len(ours)
    if is_same and has_more:
        return body
    if len(bodies) != 1:  # several: those of related articles
        return text
    is_part = has_more and 4 * len(ours) < 3 * len(theirs) and _is_in(text, theirs)
    return _with_paragraphs_of(text, body) if is_part or 2 * len(ours) < len(theirs) else text


def _is_in(text: str, theirs: str) -> bool:
    """Whether all paragraphs of a text stand in the letters of another one, but for one of ten, and its title."""
    blocks = [letters(block) for block in text.split("\n\n")]
    return 10 * sum(len(block) for block in blocks[1:] if block not in theirs) <= sum(map(len, blocks))


def _with_paragraphs_of(text: str, body: str) -> str:
    """The body with the paragraphs of a text, which have their layout, in place of the same ones."""
    ours = {letters(block): block for block in text.split("\n\n")}
    return "\n\n".join(ours.get(letters(block), block) for block in body.split("\n\n"))


# --- Nodes ---


def _is_data(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _loaded(source: str) -> Any:
    try:
        return json.loads(re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?://)?(?:-->|\]\]>)\s*\Z", "", source), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    if isinstance(value, Mapping):
        yield value
    if isinstance(value, Mapping | list) and depth < _DEEPEST:
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _nodes(one, depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
