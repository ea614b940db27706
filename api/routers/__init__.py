"""The routes, one file a subject."""

from __future__ import annotations

from fastapi import APIRouter

from headwater.api.routers import (
    comparison,
    health,
    leverage,
    output,
    pages,
    parties,
    register,
    research,
    risk,
    systemic,
    whatif,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    parties.router,
    register.router,
    risk.router,
    output.router,
    pages.router,
    research.router,
    systemic.router,
    leverage.router,
    whatif.router,
    comparison.router,
)

__all__ = ["ROUTERS"]
