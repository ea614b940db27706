"""A page as an HTML parser reads it: its elements with their attributes and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = frozenset({"meta", "link", "br", "wbr", "col", "path", "input", "img", "hr"})


@dataclass
class Element:
    """One element; `text` is that of all it holds."""

    tag: str
    attrs: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""
    held: list[Element] = field(default_factory=list)

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """What it holds of a tag, in order; `cls` is one of its classes."""
        cls = attrs.pop("cls", None)
        return [
            x
            for x in self.held
            if x.tag == tag
            and all(x.attrs.get(k) == v for k, v in attrs.items())
            and (cls is None or cls in x.attrs.get("class", "").split())
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, ())
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, tuple(x.tag for x in self.open[1:]))
        for above in self.open:
            above.held.append(made)
        if tag not in EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for above in self.open:
            above.text += data


def read(page: str) -> Element:
    """The whole page; fails where an element isn't closed in its turn."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, [x.tag for x in reader.open[1:]]
    return reader.root
