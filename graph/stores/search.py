"""Search: the engine proposes candidates, this one function filters and orders them."""

from __future__ import annotations
