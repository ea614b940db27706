"""The version of the method."""

from __future__ import annotations

METHOD = "1"
"""Changes whenever equal evidence would give another number or order."""
