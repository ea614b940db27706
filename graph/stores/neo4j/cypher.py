"""The texts of the store's queries, and a statement as a node's properties and back.

Values travel as parameters only. A statement is found again by a unique key, so that writing it twice
leaves the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from headwater.graph.statements import PARTY_KINDS, RELATION_KINDS, Statement
from headwater.graph.stores.base import OPEN
from headwater.graph.stores.model.rows import Row, Where

FIELDS = (
    "hash", "version", "gone", "kind", "key", "a", "b", "props", "source", "file", "sha256", "row",
    "valid_from", "valid_to", "level", "norm", "text", "country", "os_id", "lei", "registry_number",
)  # fmt: skip
SAID = ("country", "os_id", "lei", "registry_number")
"""What linking reads of a party besides its name."""
BACK = "[c.kind, c.key, c.a, c.b, c.props, c.source, c.file, c.sha256, c.row, c.valid_from, c.valid_to, c.level]"
AT = "c.opened <= $r AND c.closed > $r"
LISTS = {
    "keys": ("party", ""),
    "about": ("a", " AND c.b IS NULL"),
    "start": ("a", " AND c.b IS NOT NULL"),
    "end": ("b", ""),
}
"""What `Where` may list → the indexed property, and what else must hold."""
COMMON = PARTY_KINDS | RELATION_KINDS
NORM = 100
"""Characters of a normalised name that the index holds."""
TEXT = 32_000
"""Bytes of what search looks at that the index holds (Neo4j's limit: 32,766); what is beyond isn't searched."""


def node(x: Row, revision: int) -> dict[str, Any]:
    """The properties of a statement's node; what is None is left out."""
    out = {k: v for k, v in zip(FIELDS, x, strict=True) if v is not None}
    out |= {"id": f"{x.hash}@{x.version}@{revision}", "opened": revision, "closed": OPEN}
    if x.kind in PARTY_KINDS:
        out["party"] = x.key
        if x.norm is not None:
            out["start"] = x.norm[:NORM]
        if x.text is not None:
            out["look"] = x.text.encode()[:TEXT].decode(errors="ignore")
    elif x.kind not in RELATION_KINDS:
        out["sort"] = x.kind
    return out


def statement(row: list[Any]) -> Statement:
    """A statement from the columns of `BACK`."""
    kind, key, a, b, props, source, file, sha256, at, valid_from, valid_to, level = row
    return Statement(kind, key, a, b, json.loads(props), source, file, sha256, at, valid_from, valid_to, level)


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """What isn't None."""
    return {k: v for k, v in values.items() if v is not None}


WHERE = f"""
    {AT} AND c.level <= $level
    AND ($day IS NULL
         OR (c.valid_from IS NULL OR c.valid_from <= $day) AND (c.valid_to IS NULL OR c.valid_to > $day))
    AND ($source IS NULL OR c.source = $source)
    AND ($kinds IS NULL OR c.kind IN $kinds)
"""
"""What every read of a statement `c` asks; few texts for all reads, so that the server plans each once."""
NO_PERSONS = """
    AND c.kind <> 'person'
    AND NOT EXISTS { MATCH (p:HeadwaterPerson {party: c.a})
                     WHERE p.level <= $guarded AND p.opened <= $r AND p.closed > $r }
    AND NOT EXISTS { MATCH (p:HeadwaterPerson {party: c.b})
                     WHERE p.level <= $guarded AND p.opened <= $r AND p.closed > $r }
"""

ENDED = f"c.valid_to <= $before AND c.b IS NOT NULL AND {WHERE}"
"""Relations of which a source said on a day that they hold no more."""


def given_by(where: Where) -> dict[str, Any]:
    """The parameters of `WHERE`."""
    return {
        "r": where.revision,
        "level": int(where.viewer.level),
        "guarded": where.guarded,
        "day": where.as_of,
        "source": where.source,
        "kinds": None if where.kinds is None else sorted(where.kinds),
    }


OPEN_ROWS = "UNWIND $rows AS row MERGE (c:HeadwaterStatement {id: row.id}) ON CREATE SET c = row"
CLOSE = """
UNWIND $ids AS i
MATCH (c:HeadwaterStatement {id: i}) WHERE c.closed = $open
SET c.closed = $r, c.shut = $r
"""
END = """
UNWIND $ids AS i
MATCH (c:HeadwaterStatement {id: i}) WHERE c.closed = $open
WITH c, c {.*, id: c.hash + '@' + c.version + '@' + toString($r), opened: $r, gone: $dated,
           valid_to: CASE WHEN c.valid_to IS NULL OR c.valid_to > $dated THEN $dated ELSE c.valid_to END} AS copy
SET c.closed = $r, c.shut = $r
MERGE (d:HeadwaterStatement {id: copy.id})
ON CREATE SET d = copy
FOREACH (x IN CASE WHEN copy.kind = 'person' THEN [1] ELSE [] END | SET d:HeadwaterPerson)
"""
SHUT_LINKS = """
UNWIND $rows AS row
MATCH (x:HeadwaterLink {key: row.key}) WHERE x.level = row.level AND x.closed = $open AND x.opened < $r
SET x.closed = $r
"""
PUT_LINKS = """
UNWIND $rows AS row
MERGE (x:HeadwaterLink {id: row.id})
SET x = row, x.opened = $r, x.closed = $open
"""
SHUT_QUEUE = """
UNWIND $rows AS row
MATCH (x:HeadwaterQueue {a: row.a}) WHERE x.b = row.b AND x.level = row.level AND x.closed = $open AND x.opened < $r
SET x.closed = $r
"""
PUT_QUEUE = """
UNWIND $rows AS row
MERGE (x:HeadwaterQueue {id: row.id})
SET x = row, x.opened = $r, x.closed = $open
"""
PUT_DECISIONS = """
UNWIND $rows AS row
OPTIONAL MATCH (old:HeadwaterDecision {a: row.a, b: row.b}) WHERE old.closed = $open AND old.opened < $r
SET old.closed = $r
MERGE (x:HeadwaterDecision {id: row.id})
SET x = row, x.opened = $r, x.closed = $open
"""
