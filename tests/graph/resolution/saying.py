"""What party statements and decisions say to the linker, made up: short builders."""

from __future__ import annotations

from typing import Any

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Linked, Said


def said(source: str, key: str, norm: str | None = None, country: str | None = None, **more: Any) -> Said:
    given = {
        "kind": "facility",
        "level": 0,
        "os_id": None,
        "lei": None,
        "registry_number": None,
        "current": True,
    } | more
    return Said(key=key, source=source, norm=norm, country=country, **given)


def same(a: str, b: str, **more: Any) -> PartyDecision:
    return PartyDecision(a, b, "same", **more)


def apart(a: str, b: str) -> PartyDecision:
    return PartyDecision(a, b, "apart")


def canon(linked: Linked) -> dict[str, str]:
    return {k: j.canon for k, j in linked.joined.items()}


KUMO = [said("blue", "row:blue:1", "kumo", "VN"), said("green", "oshub:X1", "kumo", "VN")]
