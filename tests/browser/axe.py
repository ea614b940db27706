"""What axe finds on a page, by the rules of WCAG 2.2 A and AA."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def violations(page: Any) -> list[str]:
    """Each rule that is broken, with the first of its places. The page must be opened with `bypass_csp`."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {[n['html'] for n in v['nodes']][:3]}" for v in found]
