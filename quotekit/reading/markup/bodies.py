"""The body of an article that a page divides: Trafilatura takes the first of several elements that look like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quotekit.reading.markup.trees import CLOSED, HEADINGS, class_of, leaves_in, letters, text_in

_BODY = re.compile(
    r"\b(?:article|story|post|entry|page|art)[-_]{0,2}(?:body|content|text|copy)|\bbody[-_]{0,2}(?:text|content|copy)"
    r"|\bcontent[-_]{0,2}body|\bfield[-_]{1,2}(?:body|name-body)|\bparagraph--type--text|\bwpb_text_column"
    r"|\belementor-widget-text-editor|\btext[-_]block|\bfulltext"
)
"""<div class="article-body">, <div class="wpb_text_column wpb_content_element">"""
_OTHER = re.compile(
    r"comment|related|recommend|teaser|promo|\bcard|sidebar|trending|newsletter|popular|more-from|footer|respond|share"
    r"|author[-_]?(?:bio|box|info|card|profile)|\bbio\b|about-the"
)
"""The class of what holds other articles, or what readers say."""
_ELSEWHERE = frozenset("aside nav footer form".split())
_BETWEEN = ("p", "h2", "h3", "h4", "blockquote")
_SHORTEST = 5


def join_bodies(tree: Any, is_live: bool = False) -> None:
    """Put further elements with the body of an article into the first, with what the article has between them.

    Another article below the first is known by its <article>, or by its own heading, time or author, which in a live
    blog each part of the article has.
    """
    for one in list(tree.iter("article")) if is_live else ():  # the first would be taken for all
        one.tag = "div"
    found = _divided(tree, _has_body_class) or _divided(tree, _is_article)
    if not found:
        return
    everything = list(tree.iter())
    places = {element: place for place, element in enumerate(everything)}
    ends = {body: places[body] + sum(1 for _ in body.iter()) for body in found}
    first, last = found[0], ends[found[0]]
    seen = set(_paragraphs(first))
    inside, outer = {one for body in found for one in body.iter()}, set(first.iterancestors())
    known: dict[Any, bool] = {}
    for body in found[1:]:
        if not is_live and (_owner(body) is not _owner(first) or _is_another(body, first, outer, inside, known)):
            break
        between, last = everything[last : places[body]], ends[body]
        texts = set(_paragraphs(body))
        if _is_all(texts, body) and texts <= seen:  # the same for printing, or for telephones
            body.drop_tree()
            continue
        seen |= texts
        for one in between:
            if one not in inside and _is_part(one, first):
                first.append(one)
        body.tag = "div"
        body.attrib.clear()
        first.append(body)


def _paragraphs(body: Any) -> Iterator[str]:
    return (letters(text_in(one)) for one in leaves_in(body))


def _is_all(texts: set[str], body: Any) -> bool:
    """Whether paragraphs are all that a body prints."""
    return bool(texts) and 10 * sum(map(len, texts)) >= 9 * len(letters(text_in(body)))


def _divided(tree: Any, is_body: Callable[[Any], bool]) -> list[Any]:
    """The outermost bodies, or where there is only one, those inside of it; none where they are not several."""
    found = list(_outermost(tree, is_body))
    while len(found) == 1:
        found = list(_outermost(found[0], is_body))
    return found


def _outermost(tree: Any, is_body: Callable[[Any], bool]) -> Iterator[Any]:
    """The outermost elements below another one that look like the body of an article and print some words."""
    last = None
    for element in tree.iterdescendants("div", "section", "article", "main"):
        if (last is not None and last in element.iterancestors()) or not is_body(element) or _is_elsewhere(element):
            continue
        if len(text_in(element).split()) >= _SHORTEST:
            last = element
            yield element


def _has_body_class(element: Any) -> bool:
    return element.get("itemprop") == "articleBody" or _BODY.search(class_of(element)) is not None


def _is_article(element: Any) -> bool:
    return element.tag == "article" and not _OTHER.search(class_of(element))


def _is_elsewhere(element: Any) -> bool:
    """Whether it stands outside of the article, or is hidden."""
    for one in (element, *element.iterancestors()):
        is_hidden = "display:none" in (one.get("style") or "").replace(" ", "") or one.get("hidden") is not None
        if one.tag in _ELSEWHERE or is_hidden or (one.tag not in ("body", "html") and _OTHER.search(class_of(one))):
            return True
    return False


def _owner(element: Any) -> Any:
    return next(element.iterancestors("article"), None)


def _is_another(body: Any, first: Any, outer: set[Any], inside: set[Any], known: dict[Any, bool]) -> bool:
    """Whether a body has its own beginning, and is of another article than the first, whose ancestors are `outer`.

    `known` are the elements that are known to hold a beginning, or none.
    """
    if any(_is_title(one) for one in body.iter(HEADINGS)) or (body.tag == "article" and _begins(body.iter())):
        return True
    titles = _titles_before(body, inside)
    if any(one.tag == "h1" for one in titles):
        return True
    if _owner(body) is not None:  # both in one <article>
        return False
    side = body
    while side.getparent() is not None and side.getparent() not in outer:
        side = side.getparent()
    if side is not body:
        if side not in known:
            known[side] = _begins(one for one in side.iter() if one not in inside)
        return known[side]
    own = _titles_before(first, inside)  # a link that only the second has in front is a box between two bodies
    return bool(titles and own) and own[-1].tag != "h1"


def _titles_before(body: Any, inside: set[Any]) -> list[Any]:
    """The titles in the element in front of a body."""
    before = body.getprevious()
    return [] if before is None or before in inside else [one for one in before.iter(HEADINGS) if _is_title(one)]


def _begins(elements: Iterable[Any]) -> bool:
    """Whether one of some elements is what an article begins with."""
    return any(one.tag in ("time", "address") or one.get("rel") == "author" or _is_title(one) for one in elements)


def _is_title(element: Any) -> bool:
    if element.tag == "h1":
        return True
    return element.tag in HEADINGS and text_in(element) in [text_in(link) for link in element.iter("a")]


def _is_part(element: Any, first: Any) -> bool:
    """Whether a heading, a paragraph or a block quote between two bodies is one of the article's."""
    if element.tag not in _BETWEEN and CLOSED not in (element.text or ""):
        return False
    return next(element.iter("a"), None) is None and not _is_elsewhere(element) and first not in element.iterancestors()
