"""Who is measured: Headwater's engines and plain alternatives, by name and question."""

from __future__ import annotations

from benchmarks.engines.candidates import burden, edits, graph_science, harm, origins, routes
from benchmarks.engines.candidates.work import Candidate

QUESTIONS: dict[str, dict[str, Candidate]] = {
    "burden": burden.CANDIDATES,
    "origins": origins.CANDIDATES | graph_science.ORIGINS,
    "routes": routes.CANDIDATES | graph_science.ROUTES,
    "harm": harm.CANDIDATES,
    "edits": edits.CANDIDATES,
}
"""Candidates of one question take turns, so that a busy machine hits them alike."""
ON_NEO4J = frozenset(graph_science.ORIGINS | graph_science.ROUTES)
"""Those that need a server."""
CANDIDATES: dict[str, Candidate] = {name: one for asked in QUESTIONS.values() for name, one in asked.items()}
