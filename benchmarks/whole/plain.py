"""What a user would write instead: networkx built from the same CSV files, and asked the same.

    python -m benchmarks.whole.plain QUESTION PARTIES LINKS FINDINGS BRAND

No sources, no ranges, no priors, no history: the least that answers the question.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Callable

import networkx as nx

SETTLED = 1e-6
"""Where the loop of burdens stops."""
DAMPING = 0.85


def graph(parties: str, links: str, findings: str) -> nx.DiGraph:
    """Buyers point at their suppliers; a party's `own` is the gravest scale of its findings over 5."""
    g = nx.DiGraph()
    with open(parties, encoding="utf-8", newline="") as f:  # noqa: PTH123 - as a script does
        for row in csv.DictReader(f):
            g.add_node(row["id"], name=row["name"], kind=row["kind"], own=0.0, findings=[])
    with open(findings, encoding="utf-8", newline="") as f:  # noqa: PTH123
        for row in csv.DictReader(f):
            node = g.nodes[row["party"]]
            node["own"] = max(node["own"], int(row["scale"]) / 5)
            node["findings"].append(row)
    with open(links, encoding="utf-8", newline="") as f:  # noqa: PTH123
        g.add_weighted_edges_from((r["buyer"], r["supplier"], float(r["share"])) for r in csv.DictReader(f))
    return g


def score(g: nx.DiGraph, brand: str) -> object:
    """Each party's own, and a damped part of its suppliers' by share, until nothing moves."""
    del brand
    now = {n: d["own"] for n, d in g.nodes(data=True)}
    while True:
        new = {
            n: d["own"] + (1 - d["own"]) * DAMPING * sum(e["weight"] * now[s] for s, e in g.adj[n].items())
            for n, d in g.nodes(data=True)
        }
        if max(abs(new[n] - now[n]) for n in new) < SETTLED:
            return sorted((v, n) for n, v in new.items() if g.nodes[n]["kind"] == "brand")
        now = new


def priorities(g: nx.DiGraph, brand: str) -> object:
    """The findings upstream of a brand, gravest first."""
    upstream = nx.descendants(g, brand)
    rows = [f for n in upstream for f in g.nodes[n]["findings"]]
    return sorted(rows, key=lambda f: (-int(f["scale"]), -int(f["irremediability"]), -int(f["scope"])))


def trace(g: nx.DiGraph, brand: str) -> object:
    """Who stands upstream, by tier."""
    tiers: dict[int, list[str]] = {}
    for n, tier in nx.single_source_shortest_path_length(g, brand).items():
        tiers.setdefault(tier, []).append(g.nodes[n]["name"])
    return tiers


def show(g: nx.DiGraph, brand: str) -> object:
    """One party with its suppliers."""
    return g.nodes[brand], list(g.adj[brand].items())


QUESTIONS: dict[str, Callable[[nx.DiGraph, str], object]] = {
    "score": score, "priorities": priorities, "trace": trace, "show": show,
}  # fmt: skip


def insert(file: str, database: str) -> None:
    """The rows of a file into one table of a new database, as a script does; nothing else is kept."""
    with open(file, encoding="utf-8", newline="") as f, sqlite3.connect(database) as db:  # noqa: PTH123
        rows = csv.reader(f)
        head = next(rows)
        db.execute(f"create table rows ({', '.join(head)})")
        db.executemany(f"insert into rows values ({', '.join('?' * len(head))})", rows)
    db.close()


def main(words: list[str]) -> int:
    """Answer one question, or insert a file."""
    if words[0] == "insert":
        insert(*words[1:])
    else:
        question, *files, brand = words
        sys.stdout.write(f"{str(QUESTIONS[question](graph(*files), brand))[:200]}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
