"""A page as a parser of HTML reads it: elements, what is inside them, and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Element:
    """An element: its name, its attributes, all the elements inside in order, and all the text."""

    name: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str, /, **attrs: str) -> list[Element]:
        """The elements inside of a name, with these attributes (`aria_label` for `aria-label`)."""
        wanted = {k.replace("_", "-"): v for k, v in attrs.items()}
        return [e for e in self.inside if e.name == name and wanted.items() <= e.attrs.items()]

    def one(self, name: str, /, **attrs: str) -> Element:
        """The first such element; there must be one."""
        found = self.all(name, **attrs)
        assert found, f"no <{name}> {attrs} in <{self.name}>, which holds {sorted({e.name for e in self.inside})}"
        return found[0]

    @property
    def links(self) -> dict[str, str]:
        """Text → address of the links inside."""
        return {" ".join(a.text.split()): a.attrs["href"] or "" for a in self.all("a")}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        for element in self.open:
            element.inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        names = [e.name for e in self.open]
        assert tag in names[1:], f"</{tag}> ends nothing"
        del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(text: str) -> Element:
    """The page as one element that holds all others."""
    reader = _Reader()
    page = reader.open[0]
    reader.feed(text)
    reader.close()
    return page
