"""What people decided about which keys are one party; it outranks every score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class PartyDecision:
    """Two source keys are the same party, or are not. A later decision on the same pair replaces it."""

    a: str
    b: str
    verdict: Literal["same", "apart"]
    by: str | None = None
    reason: str | None = None
    date: str | None = None
