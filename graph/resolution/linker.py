"""Which source keys are one party: decisions, strong ids, then exact normalised name and country."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """What one party statement says that linking looks at."""

    key: str
    kind: str
    source: str
    level: int
    norm: str | None
    """The normalised name."""
    country: str | None
    """As stated; never the proposed one."""
    os_id: str | None
    lei: str | None
    registry_number: str | None
    current: bool
    """Whether it has no end (`valid_to` is None): only these link by name."""
