"""Block quotes, pull quotes and posts of a page, noted in its text paragraph by paragraph, and who is said to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotekit.reading.markup.trees import (
    ATTRIBUTION,
    BLOCKS,
    CLOSED,
    QUOTED,
    class_of,
    enclose,
    is_followed,
    is_preceded,
    leaves_in,
    opened,
    prints,
    put_in_paragraphs,
    text_in,
)

_PULLED = re.compile(
    r"pull[-_]{0,2}quote|quote[-_]{0,2}pull|(?:^|\s)(?:[\w-]{1,20}__|c-)?(?:block-?quote|quote-?block|quote)(?:\s|$)"
)
"""<aside class="element element-pullquote">, <div class="quote">"""
_POST = re.compile(
    r"\btwitter-|\btweet|\bbluesky|\bmastodon|\btext-post-media|\bfb-(?:post|xfbml)|\binstagram-|\btiktok-|\bthreads-"
)
"""<blockquote class="twitter-tweet">"""
_CUT = re.compile(r"embed|quot|tweet|twitter|social|instagram|bluesky|tiktok|mastodon|widget|media|wp-block")
"""The class of what stands around a block quote and would be cut away with it: <div class="embed-twitter">."""
_AROUND = frozenset("div section figure aside span p center".split())
_AUTHOR = re.compile(
    r"attribution|quot\w{0,12}[-_]{1,2}(?:author|by|cite|source|credit|name|speaker|person)|\bcit(?:e|ation)\b|\bspeaker\b"
)
"""The class of who is quoted: <p class="pullquote__author">."""
_INSIDE = re.compile(_AUTHOR.pattern + r"|\b(?:author|source|credit|byline)\b")
"""That inside a block quote, where an author is no journalist."""
_SHORT, _LONGEST = 15, 25
"""Words of who is quoted, office and all: behind a dash alone, and in an element of its own."""
_FEW, _MOST = 3, 250
"""Paragraphs of a short block quote; words of a pull quote, more and less than which are prices and articles."""
_HANDLE = re.compile(r"@[\w.-]{1,60}")
_LAST = 8
"""Elements at the end of a block quote among which who is quoted is looked for."""
_LOOSE = re.compile(r"pic\.(?:twitter|x)\.com/|https?://|\[image or embed\]|view (?:this|more|on|post)|♬", re.I)
"""What a post links to: "pic.twitter.com/x", "View this post on Instagram"."""
_SHARED = re.compile(r"a post shared by ", re.I)
_SIGNED = re.compile(r"(?:[—–―]|--) ?\S.{0,200}|.{0,120}\(@[\w.@-]{1,60}\).{0,80}|@[\w.-]{1,60}", re.S)
"""A whole paragraph: — Ana Ruiz (@anaruiz) March 3, 2025"""
_DASHED = re.compile(r"(?:[—–―]|--) ?[^\W\d_].{0,200}", re.S)
_DASHES = " \t\r\n—–―~-"
_BETWEEN = _DASHES + ".,"
"""What may stand between a quotation and who is quoted."""
_OPENING, _CLOSING = tuple('“"«„'), tuple('”"»')
_FINISHED = tuple(".!?…\"'”’»)]—–-―:")
_PICTURE = re.compile(r"photo|credit|image|picture|getty|file\b|\|", re.I)


def mark_quotations(tree: Any) -> None:
    """Note block quotes in their paragraphs, and turn <q>, at which Trafilatura breaks a line, into marks."""
    _mark_inline(tree)
    handled: set[Any] = set()
    for number, block in enumerate(list(tree.iter("blockquote", "aside", "figure", "div", "section", "p"))):
        if block in handled or not _is_quotation(block):
            continue
        handled.update(block.iter())
        _mark(block, number)


def _mark_inline(tree: Any) -> None:
    for quote in list(tree.iter("q")):
        depth = sum(1 for _ in quote.iterancestors("q"))
        enclose(quote, *("‘’" if depth % 2 else "“”"))
    for quote in list(tree.iter("q")):
        quote.drop_tag()


def _is_quotation(block: Any) -> bool:
    if block.tag == "blockquote":
        return True
    if _PULLED.search(class_of(block)):
        return next(block.iter("article", "main", "h1"), None) is None and _MOST > len(text_in(block).split()) > _FEW
    if block.tag != "aside" or next(block.iter("a", "form", "li"), None) is not None:
        return False
    quoted = next(block.iter("blockquote"), None)
    if quoted is not None:
        return not is_followed(quoted, block) and not is_preceded(quoted, block)
    text = text_in(block)
    return text.startswith(_OPENING) and text.endswith(_CLOSING) and len(text.split()) < _MOST


def _mark(block: Any, number: int) -> None:
    """Note a block quote. Its elements become plain ones, that Trafilatura does not cut away, or break a line at."""
    is_post = _POST.search(class_of(block)) is not None
    if is_post:
        _drop_loose(block)
    said_by = [*_attributions(block), *_behind(block)]
    outer = _bared(block)
    said_by += _behind(outer) if outer is not block else ()
    for one in said_by:
        _detach(one, block)
    for inner in list(block.iter("blockquote", "aside", "figure")):
        if inner is block or (prints(inner) and inner.find(".//img") is None):
            _plain(inner)
    _plain(block)
    put_in_paragraphs(block)
    leaves = list(leaves_in(block))
    attributions = {*said_by, *(() if said_by else _signature(leaves, is_post))}
    if is_post and not set(leaves) - attributions:
        block.drop_tree()  # a picture or a film
        return
    for leaf in leaves:
        _unlink(leaf, leaf in attributions or is_post or len(leaves) <= _FEW)
        enclose(leaf, opened(ATTRIBUTION if leaf in attributions else QUOTED, number), CLOSED)
    for leaf in attributions.intersection(leaves):
        leaf.attrib.clear()
        block.append(leaf)


def _signature(leaves: list[Any], is_post: bool) -> list[Any]:
    """The paragraph that says whose a block quote is by its words only: the last one, of a post also the first."""
    if leaves[1 - is_post :] and _is_signature(leaves[-1], is_post):
        return leaves[-1:]
    return leaves[:1] if is_post and leaves and _HANDLE.fullmatch(text_in(leaves[0])) else []


def _unlink(leaf: Any, whole: bool) -> None:
    """Take links out of a paragraph and leave their words: short blocks with links are cut away.

    Of a long block quote, which may hold an article and more, paragraphs that are links are left to be cut away.
    """
    links = list(leaf.iter("a"))
    if whole or 2 * sum(len(text_in(link)) for link in links) < len(text_in(leaf)):
        for link in links:
            link.drop_tag()


def _is_signature(leaf: Any, is_post: bool) -> bool:
    text = text_in(leaf)
    return len(text.split()) <= _LONGEST and (_SIGNED if is_post else _DASHED).fullmatch(text) is not None


def _drop_loose(post: Any) -> None:
    """Take away what a post shows besides its words, and put its signature into a paragraph of its own."""
    for link in list(post.iter("a", "div", "p", "span")):
        text = text_in(link)
        if link.tag == "a" and _LOOSE.match(text):
            link.drop_tree()
        elif shared := _SHARED.match(text):
            for one in list(link):
                one.drop_tree()
            link.text = "— " + text[shared.end() :]


def _bared(block: Any) -> Any:
    """The outermost element that holds nothing but a block quote and who is quoted, and would be cut away with it.

    It and those between are made plain. Trafilatura cuts figures, asides and embedded things away.
    """
    inner, found, between = block, block, []
    for outer in block.iterancestors():
        others = (one for one in inner.itersiblings() if prints(one) and not _is_attribution(one))
        if outer.tag not in _AROUND or is_preceded(inner, outer) or next(others, None) is not None:
            break
        between.append(outer)
        if outer.tag in ("figure", "aside") or _is_cut(outer):
            for one in between:
                _plain(one)
            found, between = outer, []
        inner = outer
    return found


def _is_cut(element: Any) -> bool:
    return _CUT.search(class_of(element)) is not None


def _plain(element: Any) -> None:
    element.tag = "div"
    element.attrib.clear()


# --- Who is quoted ---


def _attributions(block: Any) -> list[Any]:
    """The elements of a block quote that say who is quoted: the last ones of it, or the one in front."""
    named = [one for one in block.iter("cite", "footer", "figcaption", "p", "div", "span", "small") if _names(one)]
    inner = set(named)
    outer = [one for one in named if not any(up in inner for up in one.iterancestors())]
    last: list[Any] = []
    for one in reversed(outer[-_LAST:]):
        if (
            len(text_in(one).split()) <= _LONGEST
            and not _is_followed_by_others(one, block, last)
            and _stands_alone(one, block)
        ):
            last.insert(0, one)
    if not last and outer and outer[0].tag == "cite" and not is_preceded(outer[0], block):
        text = re.sub(r"(?:\s+(?:wrote|said|says))?\s*:\s*\Z", "", text_in(outer[0]))
        if text != text_in(outer[0]):  # <cite>Ana wrote:</cite>
            for inner in list(outer[0]):
                inner.drop_tree()
            outer[0].text = text
            return [outer[0]]
    return last


def _names(element: Any) -> bool:
    if element.tag in ("cite", "footer", "figcaption"):
        return True
    return _INSIDE.search(class_of(element)) is not None


def _is_followed_by_others(element: Any, block: Any, attributions: list[Any]) -> bool:
    """Whether something is printed behind an element of a block quote that does not say who is quoted, too."""
    while element is not None and element is not block:
        if (element.tail or "").strip(_BETWEEN):
            return True
        for one in element.itersiblings():
            if (prints(one) and one not in attributions) or (one.tail or "").strip(_BETWEEN):
                return True
        element = element.getparent()
    return False


def _stands_alone(element: Any, block: Any) -> bool:
    """Whether it stands behind a sentence, and is none of its words: not "as we read in <cite>The Courier</cite>"."""
    outer = element.getparent()
    before = element.getprevious()
    text = ((outer.text if before is None else before.tail) or "").strip()
    if not text and before is not None and before.tag not in BLOCKS | {"br"}:
        text = text_in(before)
    if element.tag in BLOCKS or outer.tag not in ("p", "li", "span", "em", "i", "small", "strong", "b"):
        return is_preceded(element, block)
    return is_preceded(element, block) and (not text or text.endswith(_FINISHED))


def _behind(block: Any) -> Iterator[Any]:
    """The elements right behind a block quote that say who is quoted."""
    before, one = block, block.getnext()
    while one is not None and not (before.tail or "").strip() and _is_attribution(one):
        yield one
        before, one = one, one.getnext()


def _is_attribution(element: Any) -> bool:
    text = text_in(element)
    if not text or len(text.split()) > _LONGEST or "©" in text:
        return False
    if element.tag in ("cite", "figcaption"):
        return element.tag == "cite" or not _PICTURE.search(text)
    if element.tag == "footer":
        return next(element.iter("a", "nav", "ul"), None) is None
    if element.tag == "p" and len(element) == 1 and element[0].tag == "cite":
        return not (element.text or "").strip(_DASHES) and not (element[0].tail or "").strip(" .")
    if element.tag == "p" and _DASHED.fullmatch(text) and not text.endswith((".", "!", "?", ",")):
        return len(text.split()) <= _SHORT
    if element.tag not in ("p", "div", "span", "small"):
        return False
    if _AUTHOR.search(class_of(element)):
        return True
    is_last = element.getparent().tag in ("aside", "figure") and element.getnext() is None
    return is_last and len(text.split()) <= _SHORT and not _PICTURE.search(text) and not text.endswith(".")


def _detach(element: Any, block: Any) -> None:
    """Make the last paragraph of the block quote of an element that says who is quoted."""
    before, outer = element.getprevious(), element.getparent()
    tail, element.tail = (element.tail or "").strip(_BETWEEN), None
    if before is None:  # the dash goes: <p>It held.<br>— <cite>Ana Ruiz</cite></p>
        outer.text = (outer.text or "").rstrip(_DASHES) + tail
    else:
        before.tail = (before.tail or "").rstrip(_DASHES) + tail
    for inner in list(element.iter("p", "div", "footer", "cite", "figcaption")):
        if inner is not element:
            inner.tail = f"\n{inner.tail or ''}"
            inner.drop_tag()
    element.tag = "p"
    element.attrib.clear()
    block.append(element)
