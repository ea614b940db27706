"""What a Neo4j database needs before it holds a graph: constraints, indexes, and the stamp of the schema."""

from __future__ import annotations

from headwater.graph.errors import StoreMismatch, StoreMissing
from headwater.graph.stores.base import SCHEMA
from headwater.graph.stores.model.rows import LEVELS
from headwater.graph.stores.neo4j.connection import Connection, run

UNIQUE: tuple[tuple[str, str], ...] = (
    ("HeadwaterState", "id"),
    ("HeadwaterStatement", "id"),
    ("HeadwaterLink", "id"),
    ("HeadwaterQueue", "id"),
    ("HeadwaterDecision", "id"),
    ("HeadwaterLoad", "revision"),
    ("Headwater", "view_id"),
)
"""Labels and the property by which MERGE finds a node again."""
INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("HeadwaterStatement", ("party",)),
    ("HeadwaterStatement", ("a",)),
    ("HeadwaterStatement", ("b",)),
    ("HeadwaterStatement", ("source", "closed")),
    ("HeadwaterStatement", ("opened",)),
    ("HeadwaterStatement", ("shut",)),
    ("HeadwaterStatement", ("start",)),
    ("HeadwaterStatement", ("sort",)),
    ("HeadwaterStatement", ("valid_to",)),
    ("HeadwaterStatement", ("os_id",)),
    ("HeadwaterStatement", ("lei",)),
    ("HeadwaterStatement", ("registry_number",)),
    ("HeadwaterPerson", ("party",)),
    ("HeadwaterLink", ("key",)),
    ("HeadwaterLink", ("canon",)),
    ("HeadwaterLink", ("opened",)),
    ("HeadwaterLink", ("closed",)),
    ("HeadwaterQueue", ("a",)),
    ("HeadwaterQueue", ("opened",)),
    ("HeadwaterQueue", ("closed",)),
    ("HeadwaterDecision", ("a", "b")),
    ("HeadwaterDecision", ("opened",)),
    ("HeadwaterDecision", ("closed",)),
)
TEXT: tuple[tuple[str, str], ...] = (("HeadwaterStatement", "look"), ("Party", "name"))
"""Full-text search inside words: Neo4j's index over trigrams, the same notion as the other store's."""
PICTURE: tuple[tuple[str, str], ...] = (
    ("Party", "id"),
    ("Party", "name"),
    ("Brand", "name"),
    ("Facility", "name"),
    ("Organisation", "name"),
    ("Group", "name"),
    ("Source", "name"),
    ("Country", "name"),
    ("Country", "code"),
)
"""What Cypher readers begin a pattern with."""
WAIT_SECONDS = 300
"""How long new indexes may take to come online."""


def statements() -> list[str]:
    """The schema, each sentence repeatable."""
    out = []
    for label, name in UNIQUE:
        called = f"{label}_{name}".lower()
        out.append(f"CREATE CONSTRAINT {called} IF NOT EXISTS FOR (c:{label}) REQUIRE c.{name} IS UNIQUE")
    for label, names in (*INDEXES, *((label, (name,)) for label, name in PICTURE)):
        called = "_".join((label, *names)).lower()
        out.append(f"CREATE INDEX {called} IF NOT EXISTS FOR (c:{label}) ON ({', '.join(f'c.{n}' for n in names)})")
    for label, name in TEXT:
        called = f"{label}_{name}_words" if (label, name) in PICTURE else f"{label}_{name}"
        out.append(f"CREATE TEXT INDEX {called.lower()} IF NOT EXISTS FOR (c:{label}) ON (c.{name})")
    return out


def index(connection: Connection) -> None:
    """Make the constraints and indexes that aren't there yet, and wait for them."""
    for sentence in statements():
        connection.auto(sentence)
    connection.auto("CALL db.awaitIndexes($seconds)", seconds=WAIT_SECONDS)


def prepare(connection: Connection, *, make: bool) -> None:
    """Check the stamp of a database that is in use; make an empty one ready where that is asked for.

    Raises:
        StoreMissing: It is empty, and is to be read.
        StoreMismatch: It holds somebody else's nodes, or was written by a newer program.
    """
    where = connection.address.url
    rows = connection.read("MATCH (s:HeadwaterState {id: 1}) RETURN s.schema")
    if not rows:
        others = connection.read("MATCH (n) RETURN labels(n) LIMIT 1")
        if others:
            labels = ", ".join(others[0][0]) or "no label"
            raise StoreMismatch(
                f"{where}: the database holds nodes that aren't Headwater's (one has {labels}); nothing was written; "
                "name an empty database after the port, or empty this one"
            )
        if not make:
            raise StoreMissing(where, "the database is empty")
        index(connection)
        stamp = "MERGE (s:HeadwaterState {id: 1}) ON CREATE SET s.schema = $schema, s.revision = 0, s.seen = $seen "
        stamp += "RETURN s.schema"
        rows = connection.write(lambda tx: run(tx, stamp, schema=SCHEMA, seen=[0 for _ in LEVELS]))
    schema = int(rows[0][0])
    if schema > SCHEMA:
        raise StoreMismatch(
            f"{where}: the store has schema {schema}, this program knows {SCHEMA}; use a newer headwater"
        )
    if schema < SCHEMA:
        raise StoreMismatch(
            f"{where}: the store has schema {schema}, this program needs {SCHEMA}; "
            "load the sources and the decisions into an empty one"
        )
