"""The routes under /v1: one a question, made from its Ask; what else there is, written out."""

from __future__ import annotations

from fastapi import APIRouter

from headwater.api.v1 import health, parties, questions, reproduce

ROUTERS: tuple[APIRouter, ...] = (health.router, questions.router, parties.router, reproduce.router)

__all__ = ["ROUTERS"]
