"""Whether a result came out the same, in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from headwater.visualizations.text.console import Item

SHOWN = 20
"""Values printed; --json gives more."""


def text(doc: Any, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The file, the verdict, what differs."""
    del ask
    r = doc.made
    yield (
        f"{doc.file}: {r.question} of revision {r.revision}, {r.today}, pack {r.pack}, method version "
        f"{r.method_version}."
    )
    differ = "value differs" if doc.count == 1 else "values differ"
    yield "The same: every value comes out again." if doc.same else f"Not the same: {doc.count} {differ}."
    for d in doc.differs:
        yield f"  {d.what}: then {d.was}, now {d.now}."
    for v in doc.values[:SHOWN]:
        moved = "" if v.change is None else f" (by {v.change:+.6g})"
        yield f"  {v.path}: then {_brief(v.was)}, now {_brief(v.now)}{moved}."
    if doc.count > SHOWN:
        yield f"  and {doc.count - min(SHOWN, len(doc.values))} more."
    yield from doc.notes


def _brief(value: Any) -> str:
    said = "not there" if value is None else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 80 else f"{said[:79]}…"
