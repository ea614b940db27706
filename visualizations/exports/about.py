"""What every export says about itself: versions, dates, parameters, sources and their terms."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from headwater.visualizations.subgraph import SCHEMA, Subgraph

UNKNOWN = (
    "What is unknown is absent (in CSV: empty), never zero. No open finding is not the same as nothing found: "
    "see state."
)
STATES = (
    "state: evidence (an open finding), looked (assessed, nothing found), context only, unknown. severity, 1 to 5, is "
    "that of the worst open finding and exists only for evidence; nothing in this file is propagated or summed."
)
PROPOSED = (
    "country is stated by a source or entered by a person; country_proposed is inferred, with its reason, and is "
    "no fact."
)
DIRECTION = (
    "Relations run start to end, as goods do: supplier to buyer. tier counts supply steps to the roots, 0 for a root."
)
RECORDS = (
    "Findings, assessments and actions stand as their sources state them, open or not, a row each; several rows may be "
    "reports of one event. Counts and severity of a company or facility are of events."
)
PERSONS = "Natural persons, contact columns and the other raw columns of the source rows are not in this file."

FORM = (UNKNOWN, STATES, PROPOSED, DIRECTION, RECORDS, PERSONS)
"""How every export is read."""


def about(subgraph: Subgraph) -> dict[str, Any]:
    """Give the head of an export as plain JSON values; what is unknown is absent."""
    return {
        "schema": SCHEMA,
        **subgraph.meta.model_dump(mode="json", exclude_none=True),
        "sources": [s.model_dump(mode="json", exclude_none=True) for s in subgraph.sources],
        "warnings": list(subgraph.warnings()),
        "form": list(FORM),
    }


def text(subgraph: Subgraph, *form: str) -> str:
    """Give the head of an export in plain lines; `form` says what is special about the format."""
    m = subgraph.meta
    lines = [f"Headwater export: {m.title}"]
    if m.fictional:
        lines.append("FICTIONAL WORLD: companies, facilities and findings in this file are made up.")
    lines += [
        f"Data as of {m.as_of}, reckoned on {m.today}, revision {m.revision} of the store.",
        f"Roots: {', '.join(m.roots)}. Tiers walked: {'to the end' if m.depth is None else m.depth}. "
        f"Issue: {m.issue or 'all'}.",
        f"Pack {m.pack}, method {m.method or 'not stated'}, made by {m.program}, form {SCHEMA}.",
        f"Parameters: {json.dumps(m.parameters, sort_keys=True, ensure_ascii=False)}",
        f"{len(subgraph.nodes):,} companies and facilities, {len(subgraph.edges):,} relations, "
        f"{len(subgraph.findings):,} findings, {len(subgraph.assessments):,} assessments, "
        f"{len(subgraph.actions):,} actions.",
    ]
    if m.left_out:
        lines.append(m.left_out.words())
    lines += subgraph.warnings()
    lines += ["", "Sources:"]
    for s in subgraph.sources:
        said = [f"licence: {s.licence or 'not stated'}", f"may be redistributed: {s.redistributable}"]
        said += [s.attribution] if s.attribution else []
        said += [f"dated {s.dated or 'unknown'}", *(["fictional"] if s.fictional else [])]
        lines.append(f"- {s.key}: {s.title}{', ' + s.publisher if s.publisher else ''}. {'; '.join(said)}")
    lines += ["", "How to read it:", *(f"- {f}" for f in (*FORM, *form))]
    return "\n".join(lines) + "\n"


def tidy(value: str, *, keep: str = "\t\n\r") -> tuple[str, int]:
    r"""Take out characters that XML 1.0 and spreadsheets can't hold; how many went comes second.

    Source: XML 1.0, production 2 (Char).

    >>> tidy("a\x00b\tc")
    ('ab\tc', 1)
    """
    out = "".join(
        c for c in value if c in keep or (unicodedata.category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff")
    )
    return out, len(value) - len(out)
