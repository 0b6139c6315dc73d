"""The parsed page: what its elements print, and the layout of it noted in its text by characters that no text has.

Trafilatura finds the article in several ways, and most of them give paragraphs without anything else. What is noted in
the text itself comes out of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NO_ARTICLE = "no article was found in this page"
BLOCKS = frozenset(
    "p div section article main aside header footer nav figure figcaption blockquote pre ul ol li dl dt dd table thead "
    "tbody tfoot tr td th form fieldset address center details summary h1 h2 h3 h4 h5 h6 hr".split()
)
"""Elements that browsers print as blocks of their own; all others stand in a line."""
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SILENT = frozenset("script style noscript template svg iframe object select".split())


def parsed(markup: str) -> HtmlElement:
    """The tree of a page, without comments. Raises ValueError where there is none."""
    from trafilatura import load_html

    markup = without_notes(markup)
    tree = load_html(markup)
    if tree is None:  # a piece of a page
        tree = load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        raise ValueError(NO_ARTICLE)
    return tree


def text_in(element: Any) -> str:
    """What an element prints, on one line; scripts and their like print nothing."""
    if next(element.iter(_SILENT), None) is None:
        return " ".join("".join(element.itertext()).split())
    return " ".join(_heard(element).split())


def _heard(element: Any) -> str:
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one.tag in _SILENT:
            walk.skip_subtree()
        elif event == "start":
            pieces.append(one.text or "")
        if event == "end" and one is not element:
            pieces.append(one.tail or "")
    return "".join(pieces)


def class_of(element: Any) -> str:
    """The class and the id of an element, in small letters."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def letters(text: str) -> str:
    """The letters and digits of a text, in small letters: what two printings of it have in common.

    >>> letters("“It held,” she said.")
    'itheldshesaid'
    """
    return re.sub(r"[\W_]+", "", without_notes(text)).casefold()


def prints(element: Any) -> bool:
    """Whether an element prints anything; where it does, most of it need not be looked at."""
    for one in element.iter():
        if one.tag not in _SILENT and (one.text or "").strip():
            return True
        if one is not element and (one.tail or "").strip():
            return True
    return False


def is_followed(element: Any, within: Any) -> bool:
    """Whether anything is printed behind an element inside another one."""
    while element is not None and element is not within:
        if (element.tail or "").strip() or any(_is_seen(one) for one in element.itersiblings()):
            return True
        element = element.getparent()
    return False


def is_preceded(element: Any, within: Any) -> bool:
    """Whether anything is printed in front of an element inside another one."""
    while element is not None and element is not within:
        outer = element.getparent()
        if outer is None:
            return False
        if (outer.text or "").strip() or any(_is_seen(one) for one in element.itersiblings(preceding=True)):
            return True
        element = outer
    return False


def _is_seen(element: Any) -> bool:
    return prints(element) or bool((element.tail or "").strip())


# --- Paragraphs ---


def put_in_paragraphs(container: Any) -> None:
    """Put what stands in lines between the blocks of an element into paragraphs; two line breaks end one."""
    run = None
    text, container.text = container.text, None
    if text and text.strip():
        run = container.makeelement("p")
        run.text = text
        container.insert(0, run)
    for child in [one for one in container if one is not run]:
        if child.tag in BLOCKS:
            if child.tag not in ("p", "pre") and any(inner.tag in BLOCKS for inner in child):
                put_in_paragraphs(child)
            run = None
            tail, child.tail = child.tail, None
            if tail and tail.strip():
                run = container.makeelement("p")
                run.text = tail
                child.addnext(run)
        elif run is not None and child.tag == "br" and _is_empty_line(child):
            run = None
        else:
            if run is None:
                run = container.makeelement("p")
                child.addprevious(run)
            run.append(child)


def _is_empty_line(line_break: Any) -> bool:
    after = line_break.getnext()
    return not (line_break.tail or "").strip() and after is not None and after.tag == "br"


def leaves_in(block: Any) -> Iterator[Any]:
    """The paragraphs of an element: the blocks of it that print something and hold no others."""
    for one in list(block.iter(BLOCKS)):
        holds_blocks = next(one.iterdescendants(BLOCKS), None) is not None
        if not holds_blocks and prints(one) and next(one.iterancestors("figure", "nav", "form"), None) is None:
            yield one


# --- Notes ---

EDGE, HEADING = "\ufdd0", "\ufdd1"
"""Where a block begins or ends, and that it is a heading."""
BOLD, PLAIN = "\ufdd2", "\ufdd3"
"""Where bold type begins and ends."""
QUOTED, ATTRIBUTION, CLOSED = "\ufdd4", "\ufdd5", "\ufdd6"
"""Where a paragraph of a block quote begins, or the one that says whose it is, each with the number of the block quote
behind it, and where it ends."""
_DIGITS = {48 + digit: chr(0xFDE0 + digit) for digit in range(10)}
_NUMBERS = {ord(sign): chr(digit) for digit, sign in _DIGITS.items()}
OPENED = re.compile(f"([{QUOTED}{ATTRIBUTION}])([\ufde0-\ufde9]{{1,9}})")
_NOTES = re.compile("[\ufdd0-\ufdef]+")  # U+FDD0 to U+FDEF are for what a program notes for itself


def opened(sign: str, number: int) -> str:
    """The note with which a paragraph of the block quote of a number begins.

    >>> number_in(OPENED.match(opened(QUOTED, 12)))
    12
    """
    return sign + str(number).translate(_DIGITS)


def number_in(found: re.Match[str] | None) -> int:
    """The number of the block quote in a match of `OPENED`."""
    return int(found[2].translate(_NUMBERS)) if found else 0


def without_notes(text: str) -> str:
    """The text without what is noted in it.

    >>> without_notes(f"{BOLD}Why?{PLAIN} Rain.")
    'Why? Rain.'
    """
    return _NOTES.sub("", text)


def enclose(element: Any, before: str, after: str) -> None:
    """Put notes in front of what an element holds and behind it."""
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + after
    else:
        element.text += after


# --- What jusText does, in linear time ---


def revised(paragraphs: Sequence[Any], most: int = 200) -> None:
    """Decide which paragraphs are of the text, as `justext.core.revise_paragraph_classification` does, class by class.

    That one looks for the neighbours of each short paragraph anew: the square of them where all are short. A heading
    may stand `most` characters before its text.
    """
    for place, one in enumerate(paragraphs):
        one.class_type = one.cf_class
        if one.heading and one.class_type == "short" and _leads_to_text(paragraphs, place, most):
            one.class_type = "neargood"
    kinds = [one.class_type for one in paragraphs]
    before, behind = list(_nearest(kinds)), list(_nearest(kinds[::-1]))[::-1]
    for one, sides in zip(paragraphs, zip(before, behind)):
        if one.class_type == "short":
            sure = {side for side, _ in sides}
            is_near = any(side == "bad" and near == "neargood" for side, near in sides)
            one.class_type = "good" if sure == {"good"} or (len(sure) > 1 and is_near) else "bad"
    last = "bad"
    behind = list(_nearest([one.class_type for one in paragraphs][::-1]))[::-1]
    for one, (following, _) in zip(paragraphs, behind):
        if one.class_type == "neargood":
            one.class_type = "good" if "good" in (last, following) else "bad"
        last = one.class_type
    for place, one in enumerate(paragraphs):
        if one.heading and one.class_type == "bad" and one.cf_class != "bad":
            one.class_type = "good" if _leads_to_text(paragraphs, place, most) else "bad"


def _leads_to_text(paragraphs: Sequence[Any], place: int, most: int) -> bool:
    distance, place = 0, place + 1
    while place < len(paragraphs) and distance <= most:
        if paragraphs[place].class_type == "good":
            return True
        distance += len(paragraphs[place].text)
        place += 1
    return False


def _nearest(kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    """For each class the last one before it that is sure, and the last one that is sure or near; "bad" at the start."""
    sure = near = "bad"
    for kind in kinds:
        yield sure, near
        sure = kind if kind in ("good", "bad") else sure
        near = kind if kind != "short" else near
