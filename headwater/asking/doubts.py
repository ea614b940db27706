"""What waits for a person: pairs of keys that may be one party."""

from __future__ import annotations

from headwater.graph.resolution.lookalikes import lookalikes
from headwater.graph.resolution.review import ReviewItem
from headwater.library import Reader


def doubts(reader: Reader) -> list[ReviewItem]:
    """The pairs that linking left to a person, then those whose names are merely alike."""
    listed = reader.store.review(viewer=reader.viewer)
    snapshot, _ = reader.picture()
    decided = {(min(d.a, d.b), max(d.a, d.b)) for d in reader.store.decisions(viewer=reader.viewer)}
    return [*listed, *lookalikes(snapshot.parties, decided=decided, listed=listed)]
