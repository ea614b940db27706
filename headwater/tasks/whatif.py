"""What a change would move, and the largest changes of an indicator. Nothing is saved."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headwater.graph.errors import UsageError
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.values.params import UpstreamOptions, narrow
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.largest import Largest
from headwater.graph.risk.whatif.largest import largest as make_largest
from headwater.graph.risk.whatif.whatif import WhatIf
from headwater.graph.risk.whatif.whatif import whatif as make_whatif
from headwater.tasks.scoring import params_of
from headwater.tasks.workspace import Workspace


def _taken(indicator: Any, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters that an indicator takes; one that it holds at None isn't its own."""
    fields = indicator.params.model_fields
    return {k: v for k, v in params.items() if k in fields and fields[k].annotation is not type(None)}


def whatif(
    workspace: Workspace,
    party: str,
    *,
    drop: Sequence[str] = (),
    replace: Sequence[str] = (),
    remediate: Sequence[str] = (),
    close_country: Sequence[str] = (),
    policy: Sequence[str] = (),
    respread: bool = False,
    ours: bool = False,
    issue: str | None = None,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> WhatIf:
    """Before and after in two ledgers; nothing is saved. Parameters go to each indicator that takes them."""
    if not (drop or replace or remediate or close_country or policy):
        raise UsageError(
            "say what to change: --drop, --replace OLD=NEW, --remediate PARTY[:ISSUE], --close-country CC or "
            "--policy ISSUE=EFFECT[@CC],SOURCE"
        )
    party_id = workspace.party(party, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    edits = parse_edits(
        own.issues,
        drop=drop,
        replace=replace,
        remediate=remediate,
        close=close_country,
        policy=policy,
        respread=respread,
        ours=ours,
        pack=workspace.pack,
        named=lambda text: workspace.party(text, as_of=as_of),
    )
    known = {n for x in INDICATORS for n in x.params.model_fields}
    if unknown := sorted(set(params or {}) - known):
        raise UsageError(f"no indicator has a parameter {unknown[0]!r}")
    settings = {x.name: params_of(x.name, _taken(x, params or {}), workspace.pack) for x in INDICATORS}
    return make_whatif(snapshot, own, workspace.pack, party_id, edits, issue=issue, params=settings)


def largest(
    workspace: Workspace,
    buyer: str,
    *,
    issue: str | None = None,
    top: int = 10,
    costs: Sequence[str] = (),
    budget: float | None = None,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> Largest:
    """Whose findings, remedied, would move upstream_risk of a buyer most; `costs` are PARTY=NUMBER."""
    party_id = workspace.party(buyer, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    price = {}
    for text in costs:
        name, equals, number = text.rpartition("=")
        try:
            price[workspace.party(name, as_of=as_of)] = float(number)
        except ValueError:
            equals = ""
        if not equals:
            raise UsageError(f"cost {text!r}: write PARTY=NUMBER")
    settings = narrow(UpstreamOptions, params_of("upstream_risk", params or {}, workspace.pack))
    return make_largest(
        snapshot,
        own,
        workspace.pack,
        party_id,
        issue=issue,
        top=top,
        costs=price or None,
        budget=budget,
        options=settings,
    )


def read_costs(path: Path) -> list[str]:
    """The lines of a CSV `party,cost`, as PARTY=NUMBER. Raises UsageError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"party", "cost"} <= set(rows.fieldnames or ()):
                raise UsageError(f"{path}: the first line must name the columns party,cost")
            return [f"{r['party']}={r['cost']}" for r in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: can't be read as a CSV in UTF-8: {error}") from error
