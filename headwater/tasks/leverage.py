"""Who buys at a facility and how few could ask together; the sheet that may be passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph.errors import HeadwaterError, UsageError
from headwater.graph.risk.leverage.leverage import Leverage
from headwater.graph.risk.leverage.leverage import leverage as make_leverage
from headwater.graph.risk.leverage.sheet import Sheet
from headwater.graph.risk.leverage.sheet import sheet as make_sheet
from headwater.graph.snapshot import Snapshot
from headwater.tasks.workspace import Workspace


def shares(given: Sequence[str]) -> dict[str, float]:
    """BUYER=SHARE words as a mapping. Raises UsageError."""
    out: dict[str, float] = {}
    for word in given:
        name, _, value = word.rpartition("=")
        try:
            out[name.strip()] = float(value)
        except ValueError:
            name = ""
        if not name.strip():
            raise UsageError(f"{word!r}: write it as BUYER=SHARE, with a share from 0 to 1")
    return out


def leverage(
    workspace: Workspace,
    facility: str,
    *,
    target: float = 0.5,
    takes: Mapping[str, float] | None = None,
    as_of: str | None = None,
) -> Leverage:
    """Who buys there, the fewest that take the target share of the output, who is missing.

    `facility` is a facility, a facility with an issue or compliance point (FACILITY:ISSUE), or a finding's key.
    """
    snapshot, own = workspace.picture(as_of)
    at, subject = _subject(workspace, snapshot, facility, as_of)
    given = {workspace.party(name, as_of=as_of): share for name, share in (takes or {}).items()}
    return make_leverage(snapshot, workspace.pack, at, today=own.today, target=target, takes=given, subject=subject)


def sheet(workspace: Workspace, facility: str, to: str, *, as_of: str | None = None) -> Sheet:
    """The sheet for one buyer: no other buyer's volume, share or price is in it."""
    snapshot, own = workspace.picture(as_of)
    at, subject = _subject(workspace, snapshot, facility, as_of)
    buyer = workspace.party(to, as_of=as_of)
    return make_sheet(snapshot, workspace.pack, at, buyer, today=own.today, subject=subject)


def _subject(workspace: Workspace, snapshot: Snapshot, text: str, as_of: str | None) -> tuple[str, str | None]:
    """The facility that is meant, and the issue, point or finding asked about; None: all findings."""
    about = next((e for e in snapshot.findings if e.record.key == text), None)
    if about is not None:
        return snapshot.ids[about.party], text
    try:
        return workspace.party(text, as_of=as_of), None
    except HeadwaterError:
        name, _, last = text.rpartition(":")
        subject = workspace.pack.point_of(last) or workspace.pack.issue_named(last)
        if not name or subject is None:
            raise
        return workspace.party(name, as_of=as_of), subject
