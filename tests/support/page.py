"""A page of HTML as a tree of elements, for tests to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "link", "input"})


@dataclass
class Element:
    """An element with its attributes, its children and the text between them, in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """The element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def text(self, without: str = "-") -> str:
        """The characters inside, those in elements of one class left out."""
        parts = [child if isinstance(child, str) else child.text(without) for child in self.children]
        return "" if without in self.classes else "".join(parts)

    def all(self, name: str = "", style: str = "") -> list[Element]:
        """The elements of a name and a class."""
        return [one for one in self if name in ("", one.name) and (not style or style in one.classes)]

    def at(self, identity: str) -> Element:
        """The one element of an id."""
        [found] = [one for one in self if one.attributes.get("id") == identity]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, (self.open[-1], tag)  # nothing is left open or closed twice
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(html: str) -> Element:
    """A page whose elements are all closed, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]
