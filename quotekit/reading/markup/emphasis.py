"""Bold type, the questions of an interview and the terms of a list, noted in the text of a page."""

from __future__ import annotations

import re
from typing import Any

from quotekit.reading.markup.trees import BLOCKS, BOLD, HEADINGS, PLAIN, class_of, enclose, text_in

_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_QUESTIONS = frozenset("h3 h4 h5 h6".split())
_ASKED = re.compile(r"(?:^|\s)(?:[\w-]{1,20}__)?(?:interview-?|qa-?)?question(?:\s|$)")
"""<p class="question">"""


def mark_emphasis(tree: Any) -> None:
    """Note what is bold in the paragraphs of a page, its small headings that ask, and the terms of its lists."""
    for element in list(tree.iter("strong", "b", "span", "dt", "p", "div", *_QUESTIONS)):
        if _is_emphatic(element) and next(element.iterdescendants(BLOCKS), None) is None:
            enclose(element, BOLD, PLAIN)


def _is_emphatic(element: Any) -> bool:
    if element.tag in _QUESTIONS:
        return text_in(element).endswith("?")
    if element.tag in ("p", "div"):
        return _ASKED.search(class_of(element)) is not None
    if element.tag == "span" and not _BOLD_STYLE.search((element.get("style") or "").lower()):
        return False
    return next(element.iterancestors(HEADINGS), None) is None
