"""The updates of a live blog, as JSON-LD tells them and as the page prints them, in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from quotekit.dates import iso_date
from quotekit.reading.markup.blocks import SHORTEST, Block, blocks_in, printed
from quotekit.reading.markup.settling import settled
from quotekit.reading.markup.told import Told, addresses_of, authors_of, headline_of, plain
from quotekit.reading.markup.trees import HEADINGS, class_of, letters, text_in

_FRAME = frozenset("header footer nav button form script style time figcaption figure svg aside".split())
_BESIDE = re.compile(r"byline|author|timestamp|\btime\b|share|social|meta\b|caption|avatar")
_HOLDERS = frozenset("article li div section".split())
_BYLINE = re.compile(r"byline|author|contributor")
_LONGEST_BYLINE = 12  # words
_START = 60
"""Letters by which two printings of an update are known."""


class Update(NamedTuple):
    """An update of a live blog."""

    text: str
    headline: str | None = None
    published: str | None = None
    """ISO 8601; None where nobody says when."""
    address: str | None = None
    authors: tuple[str, ...] = ()


class _Printed(NamedTuple):
    element: Any
    update: Update
    names: tuple[str, ...]


def updates_of(tree: Any, told: Told, address: str | None) -> list[Update]:
    """The updates of a live blog, the earliest first; none where the page is no live blog.

    What is printed of them is taken out of the tree. Where both tell of one, the longer text counts.
    """
    if not (told.is_live or told.updates or _microdata(tree)):
        return []
    from_data = list(_from_data(told, address))
    shown = _printed_updates(tree, from_data, address)
    places = {name: place for place, one in reversed(list(enumerate(shown))) for name in one.names}
    data: dict[int, Update] = {}
    others: list[Update] = []
    for update in from_data:
        given = (places.get(name) for name in _names(update))
        fitting = (at for at in given if at is not None and at not in data and _agree(update, shown[at]))
        place = next(fitting, None)
        if place is None:
            others.append(update)
        else:
            data[place] = update
    found = [_put_together(data[place], one.update) if place in data else one.update for place, one in enumerate(shown)]
    for one in shown:
        one.element.drop_tree()
    return _in_order(_once(update for update in (*found, *others) if update.text))


def _names(update: Update, ids: Iterable[str] = ()) -> tuple[str, ...]:
    """By what two tellings of one update are known: its id on the page, its headline, how it begins."""
    fragment = _fragment(update.address)
    start = letters(update.text)[:_START]
    given = [f"#{one}" for one in ids] + [f"#{fragment}"] * bool(fragment)
    given += [f"title {letters(update.headline)}"] if update.headline else []
    return (*given, *([f"text {start}"] if len(start) == _START else ()))


def _from_data(told: Told, address: str | None) -> Iterator[Update]:
    for node in told.updates:
        body = next((node[key] for key in ("articleBody", "text", "description") if isinstance(node.get(key), str)), "")
        url = next(addresses_of(node), None) or _absolute(node.get("url") or node.get("@id"), address)
        text = plain(body)
        headline = headline_of(node)
        yield Update(
            text if re.search(r"\w", text) else headline or "",
            headline,
            iso_date(node.get("datePublished"))
            or iso_date(node.get("dateCreated"))
            or iso_date(node.get("dateModified")),
            url,
            authors_of(node),
        )


def _absolute(url: Any, address: str | None) -> str | None:
    if not isinstance(url, str) or not address or not url.startswith(("#", "/", "?")):
        return None
    try:
        return urljoin(address, url)
    except ValueError:
        return None


# --- What is printed ---


def _printed_updates(tree: Any, told: Sequence[Update], address: str | None) -> list[_Printed]:
    """The elements that hold one update each: those that the page marks so, else those that look alike.

    They have a time or are told by JSON-LD, which if it tells any tells one of them at least.
    """
    elements = _microdata(tree)
    if not elements:
        names = {name for update in told for name in _names(update)}
        groups = [group for group in _groups(tree, names) if not names or any(_is_known(one, names) for one in group)]
        if not groups:
            return []
        most = max(map(_size, groups))
        elements = max((group for group in groups if 5 * _size(group) >= 4 * most), key=len)
    return [printed for one in elements if (printed := _printed(one, address)).update.text]


def _microdata(tree: Any) -> list[Any]:
    found = (one for one in tree.iter(_HOLDERS) if "liveBlogUpdate" in (one.get("itemprop") or "").split())
    return _outermost(list(found))


def _outermost(elements: list[Any]) -> list[Any]:
    several = set(elements)
    return [one for one in elements if not any(outer in several for outer in one.iterancestors())]


def _groups(tree: Any, names: set[str]) -> Iterator[list[Any]]:
    """Elements of one kind, at least two, one of which has a time or a name; at least half of them tell something."""
    held: dict[Any, None] = {}
    for sign in (one for one in tree.iter() if one.tag == "time" or _is_name(one, names)):
        held.update(dict.fromkeys(one for one in (sign, *sign.iterancestors()) if one.tag in _HOLDERS))
    kinds: dict[tuple[str, str], dict[Any, None]] = {}
    for parent in {one.getparent(): None for one in held}:
        for one in () if parent is None else parent:
            kinds.setdefault((str(one.tag), one.get("class") or ""), {})[one] = None
    for group in kinds.values():
        if any(one in held for one in group):
            outermost = [one for one in _outermost(list(group)) if _words(one)]
            telling = sum(_words(one) >= SHORTEST for one in outermost)
            if len(outermost) > 1 and 2 * telling >= len(outermost):
                yield outermost


def _words(element: Any) -> int:
    """Words that are printed and are no links."""
    return len(text_in(element).split()) - sum(len(text_in(link).split()) for link in element.iter("a"))


def _is_known(element: Any, names: set[str]) -> bool:
    return any(_is_name(one, names) for one in element.iter())


def _is_name(element: Any, names: set[str]) -> bool:
    """Whether an element is named as an update that JSON-LD tells: by its id, as a heading, or by how it begins."""
    if f"#{element.get('id')}" in names:
        return True
    if element.tag in HEADINGS:
        return f"title {letters(text_in(element))}" in names
    return element.tag == "p" and f"text {letters(text_in(element))[:_START]}" in names


def _size(group: Sequence[Any]) -> int:
    return sum(len(text_in(one)) for one in group)


def _printed(element: Any, address: str | None) -> _Printed:
    headline = _property(element, "headline") or next(
        (text for one in element.iter(HEADINGS) if (text := text_in(one))), None
    )
    author = _property(element, "author") or _byline(element)
    ids = [one.get("id") for one in element.iter() if one.get("id")]
    body = next((one for one in element.iter() if one.get("itemprop") == "articleBody" and text_in(one)), element)
    blocks = [block for block in settled(blocks_in(_bared(body))) if not _is_headline(block, headline)]
    url = _property_url(element, address) or (f"{address}#{ids[0]}" if address and ids else None)
    update = Update(printed(blocks), headline, _time_of(element), url, (author,) if author else ())
    return _Printed(element, update, _names(update, ids))


def _bared(element: Any) -> Any:
    """A copy of what is printed, without time, author, pictures and buttons."""
    from copy import deepcopy

    copied = deepcopy(element)
    copied.tail = None
    for one in list(copied.iterdescendants()):
        if one.getparent() is not None and (one.tag in _FRAME or _is_beside(one)):
            one.drop_tree()
    return copied


def _is_beside(element: Any) -> bool:
    return element.tag in ("div", "span", "p", "ul") and _BESIDE.search(class_of(element)) is not None


def _is_headline(block: Block, headline: str | None) -> bool:
    return headline is not None and letters(block.text) == letters(headline)


def _property(element: Any, name: str) -> str | None:
    found = next((one for one in element.iter() if name in (one.get("itemprop") or "").split()), None)
    if found is None:
        return None
    named = next((one for one in found.iterdescendants() if one.get("itemprop") == "name"), found)
    return named.get("content") or text_in(named) or None


def _byline(element: Any) -> str | None:
    found = (one for one in element.iter("a", "p", "div", "span") if one.get("rel") == "author" or _is_byline(one))
    return next((text for one in found if 0 < len((text := text_in(one)).split()) <= _LONGEST_BYLINE), None)


def _is_byline(element: Any) -> bool:
    return _BYLINE.search(class_of(element)) is not None


def _property_url(element: Any, address: str | None) -> str | None:
    found = next((one for one in element.iter() if one.get("itemprop") == "url"), None)
    value = found.get("content") or found.get("href") if found is not None else None
    return value if value and value.startswith("http") else _absolute(value, address)


def _time_of(element: Any) -> str | None:
    told = (
        one.get("content") or one.get("datetime") for one in element.iter() if one.get("itemprop") == "datePublished"
    )
    shown = (one.get("datetime") for one in element.iter("time"))
    return next((date for one in (*told, *shown) if (date := iso_date(one))), None)


# --- Putting both together ---


def _fragment(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").fragment or None
    except ValueError:
        return None


def _agree(told: Update, shown: _Printed) -> bool:
    """Whether two updates are one: the page links to it, or one text has the beginning of the other, or is none."""
    if f"#{_fragment(told.address)}" in shown.names or told.text == told.headline:
        return True
    ours, theirs = letters(told.text), letters(shown.update.text)
    return ours[: _START // 2] in theirs or theirs[: _START // 2] in ours


def _put_together(told: Update, shown: Update) -> Update:
    is_fuller = len(letters(shown.text)) >= len(letters(told.text)) or told.text == told.headline
    return Update(
        shown.text if is_fuller and shown.text else told.text,
        told.headline or shown.headline,
        told.published or shown.published,
        told.address or shown.address,
        told.authors or shown.authors,
    )


def _once(updates: Iterable[Update]) -> Iterator[Update]:
    """Each update once: live blogs pin some to their top."""
    seen: set[tuple[str, str | None]] = set()
    for update in updates:
        key = (letters(update.text), update.published)
        if key not in seen:
            seen.add(key)
            yield update


def _in_order(updates: Iterable[Update]) -> list[Update]:
    """The earliest first. Those without a time come behind what is in front of them in the order of the page.

    That is from the last to the first, as live blogs have it, unless the times say otherwise.
    """
    listed = [(_moment(update.published), update) for update in updates]
    moments = [moment for moment, _ in listed if moment]
    if not moments or moments[0] >= moments[-1]:
        listed.reverse()
    last = min(moments, default=datetime.min.replace(tzinfo=UTC))
    timed: list[tuple[datetime, int, Update]] = []
    for place, (moment, update) in enumerate(listed):
        last = moment or last
        timed.append((last, place, update))
    return [update for _, _, update in sorted(timed, key=lambda one: one[:2])]


def _moment(published: str | None) -> datetime | None:
    """A time that can be compared; of a day its first moment, and where no zone is told that of Greenwich."""
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
