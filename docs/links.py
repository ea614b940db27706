"""Look through a built site: does every link within it lead somewhere, and does it load nothing from elsewhere?

Run by `make docs`: python docs/links.py build/docs
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {"a": "href", "area": "href"}
LOADS = {
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "link": "href",
    "object": "data", "script": "src", "source": "src", "video": "src",
}  # fmt: skip
"""Tag → the attribute whose target a browser fetches by itself."""
IN_STYLES = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


class Page(HTMLParser):
    """What one page links to, loads, and can be entered at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one tag."""
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if said.get(LINKS.get(tag, "")):
            self.links.append(said[LINKS[tag]])
        if said.get(LOADS.get(tag, "")):
            self.loads.append(said[LOADS[tag]])


def elsewhere(target: str) -> bool:
    """Whether a target lies outside of the site, on a named host."""
    parts = urlsplit(target)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def troubles(site: Path) -> list[str]:
    """Every link that leads nowhere and everything loaded from elsewhere, as `page: what`; empty where all is well."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        inside = [t for t in (*page.links, *page.loads) if not elsewhere(t) and urlsplit(t).scheme != "data"]
        found += [f"{path.name}: {t} {why}" for t in inside if (why := _lost(t, path, pages))]
        found += [f"{path.name}: loads {t} from elsewhere" for t in page.loads if elsewhere(t)]
    for path in sorted(site.rglob("*.css")):
        loads = [a or b for a, b in IN_STYLES.findall(path.read_text(encoding="utf-8"))]
        found += [f"{path.name}: loads {t} from elsewhere" for t in loads if elsewhere(t)]
    return found


def _lost(target: str, page: Path, pages: dict[Path, Page]) -> str | None:
    """Why a link within the site leads nowhere."""
    parts = urlsplit(target)
    file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not file.is_file():
        return "is not there"
    anchor = unquote(parts.fragment)
    if anchor and file in pages and anchor not in pages[file].anchors:
        return "names a section that is not there"
    return None


def main(words: list[str]) -> int:
    """Print what is wrong with a site; 1 where something is."""
    found = troubles(Path(words[0]))
    for line in found:
        print(line, file=sys.stderr)  # noqa: T201
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
