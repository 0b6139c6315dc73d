"""What a page marks as standing beside its article: captions, credits, boxes, forms."""

from __future__ import annotations

import re
from typing import Any

from quotekit.reading.markup.trees import CLOSED, text_in

_BESIDE = frozenset("aside form button figure figcaption dialog".split())
_MARKED = re.compile(
    r"\b(?:photo|image|picture|media|video)[-_]{0,2}(?:caption|credit|count)|figcaption"
    r"|(?:^|[\s_-])(?:captions?|credits?|photo-?count(?:er)?|slide-?count(?:er)?|showhide)(?:\s|$)"
    r"|\bnewsletter|\bsign[-_]?up\b|\bemail[-_]sign|\bsubscribe[-_](?:box|form|prompt)|gallery[-_](?:count|caption|nav)"
)
"""<div class="newsletter-box">, <span data-testid="photo-credit">"""
_ATTRIBUTES = ("class", "id", "data-component", "data-testid", "data-type", "aria-label")
_MOST = 3
"""What holds a third of the words of a page is no box: some sites put all of it into one <form>."""


def cut_surroundings(tree: Any) -> None:
    """Take away what a page marks as no part of its article, unless that is much of the page or holds a quotation."""
    whole = len(text_in(tree))
    for element in list(tree.iter(_BESIDE | {"div", "section", "p", "span", "ul"})):
        if element.getparent() is None or not (element.tag in _BESIDE or _is_marked(element)):
            continue
        text = text_in(element)
        if CLOSED not in text and _MOST * len(text) < whole and element.find(".//table") is None:
            element.drop_tree()


def _is_marked(element: Any) -> bool:
    if next(element.iter("article", "main", "h1"), None) is not None:
        return False
    return any(_MARKED.search((element.get(name) or "").lower()) for name in _ATTRIBUTES)
