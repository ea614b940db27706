"""The graph at one revision on one day, as columns for whole-graph work."""

from headwater.graph.snapshot.rows import Evidence, Links, PriorRow
from headwater.graph.snapshot.snapshot import Snapshot

__all__ = ["Evidence", "Links", "PriorRow", "Snapshot"]
