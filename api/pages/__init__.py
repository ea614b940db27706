"""Pages for people, one view file a screen: server-rendered, autoescaped, no script."""

from __future__ import annotations

from fastapi import APIRouter

from headwater.api.pages import ask, home, register, systemic

ROUTERS: tuple[APIRouter, ...] = (home.router, register.router, systemic.router, ask.router)

__all__ = ["ROUTERS"]
