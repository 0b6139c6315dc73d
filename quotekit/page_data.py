"""What a page says of its article in JSON-LD: the text with its paragraphs, and the address."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNREAD = re.compile(r"<(script|style|figure|table)\b[^<>]{0,2000}>.{0,50000}?</\1\s*>", re.I | re.S)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article)\b[^<>]{0,2000}>", re.I)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]{0,2000}>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div)\b", re.I)
_EDGE = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"https?://[\w.-]{1,255}(?:[:/?#][^\s<>\"]{0,2000})?", re.I)
_ARTICLE = re.compile(r"Article|Report|Posting")
_DEEPEST = 12
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


def told_by(tree: HtmlElement) -> tuple[tuple[str, ...], str | None]:
    """The texts of articles that JSON-LD has, each once, and the address of the first; None where it tells none."""
    nodes = [node for script in tree.iter("script") if _is_data(script) for node in _nodes(_loaded(script.text or ""))]
    bodies = dict.fromkeys(plain(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str))
    addresses = (one for node in nodes if _ARTICLE.search(str(node.get("@type"))) for one in _addresses(node))
    return tuple(filter(None, bodies)), next(addresses, None)


def plain(body: str) -> str:
    r"""A text of JSON-LD, which may be HTML, with an empty line between paragraphs.

    >>> plain("<p>“It sailed.</p><p>“It sank,” he&nbsp;said.</p>"), plain("One.\r\n \r\nTwo,\nthree.")
    ('“It sailed.\n\n“It sank,” he said.', 'One.\n\nTwo,\nthree.')
    """
    text = html.unescape(body) if _ESCAPED.search(body) else body
    text = _UNREAD.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _BLOCK.search(text) or _BREAK.search(text):  # in HTML a line end is a space; but empty lines are never chance
        text = "\n\n".join(block.replace("\n", " ") for block in _EDGE.split(text))
        text = _BREAK.sub("\n", _BLOCK.sub("\n\n", text))
    text = re.sub(r"<q\b[^<>]{0,200}>", "“", re.sub(r"</q\s*>", "”", text))
    text = html.unescape(_TAG.sub("", text)).translate(_INVISIBLE)
    blocks = ([" ".join(line.split()) for line in block.split("\n")] for block in _EDGE.split(text))
    return "\n\n".join(filter(None, ("\n".join(filter(None, block)) for block in blocks)))


def fuller(text: str, bodies: Sequence[str]) -> str:
    r"""The text of a page, or that of its JSON-LD where the page has the same without paragraphs, or not half of it.

    >>> fuller("One. Two.", ["One.\n\nTwo."]), fuller("One.\n\nTwo.", ["One. Two."])
    ('One.\n\nTwo.', 'One.\n\nTwo.')
    """
    body = "\n\n".join(bodies)
    ours, theirs = _letters(text), _letters(body)
    is_same = bool(theirs) and theirs in ours and 5 * len(theirs) >= 4 * len(ours)
    if is_same and body.count("\n") > text.count("\n"):
        return body
    return body if len(bodies) == 1 and 2 * len(ours) < len(theirs) else text  # several: those of related articles


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_data(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _loaded(source: str) -> Any:
    try:
        return json.loads(re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?://)?(?:-->|\]\]>)\s*\Z", "", source), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
    if isinstance(value, Mapping | list) and depth < _DEEPEST:
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _nodes(one, depth + 1)


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        for one in (value.get("@id"), value.get("url")) if isinstance(value, Mapping) else (value,):
            if isinstance(one, str) and _ADDRESS.fullmatch(one.strip()):
                yield one.strip()
