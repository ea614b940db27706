"""Which version of a source a load is: ordered by date, not by when it was loaded.

A statement lasts from the oldest version that says it to the first later one that lacks it, whatever
the order of loading; that needs each load to be older than all loaded versions, or newer than all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from headwater.graph.dates import first_day
from headwater.graph.errors import FileRefused
from headwater.graph.stores.base import LoadKey
from headwater.graph.stores.model.rows import Line

Mode = Literal["newer", "history", "correct", "replay", "no-op"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load does.

    `newer` closes what vanished; `history` is older than all loaded and closes nothing; `correct` is the
    newest version read by another mapping; `replay` a version that is in already and isn't the newest;
    `no-op` the newest, the same again. `next` is the date of the oldest loaded version ("" undated),
    None where nothing is loaded.
    """

    mode: Mode
    next: str | None


def in_force(source: str, log: Sequence[Line]) -> list[Line]:
    """The loaded versions of a source since it was last retracted, by date."""
    found: list[Line] = []
    for line in log:
        if line.source == source and line.kind == "retract":
            found = []
        elif line.source == source and line.kind in ("load", "history"):
            found.append(line)
    return sorted(found, key=lambda x: (first_day(x.dated) or "", x.revision))


def plan(load: LoadKey, log: Sequence[Line]) -> Plan:
    """Say what a load does.

    Raises:
        FileRefused: `version_undated`, `version_between` or `version_same_date`.
    """
    known = in_force(load.source, log)
    if not known:
        return Plan("newer", None)
    dates = [first_day(x.dated) or "" for x in known]
    oldest, newest = dates[0], dates[-1]
    date = first_day(load.dated) or ""
    same = [x for x in known if x.sha256 == load.sha256 and (first_day(x.dated) or "") == date]
    if same and date == newest:
        return Plan("no-op" if known[-1].mapping == load.mapping else "correct", oldest)
    if same and same[-1].mapping == load.mapping:
        return Plan("replay", oldest)
    if load.sha256 == known[-1].sha256 and load.mapping == known[-1].mapping and not date:
        return Plan("no-op", oldest)
    if not date:
        raise FileRefused(
            "version_undated",
            load.source,
            f"another version of this source is loaded already ({newest or 'undated'}): say of which day this one is "
            f"with --dated DATE, or `headwater retract {load.source}` first",
        )
    if date > newest:
        return Plan("newer", oldest)
    if date < oldest:
        return Plan("history", oldest)
    if date in dates:
        raise FileRefused(
            "version_same_date",
            load.source,
            f"another file of this source is loaded with the same date {date}: give this one its own day with "
            f"--dated DATE, or `headwater retract {load.source}` first",
        )
    raise FileRefused(
        "version_between",
        load.source,
        f"dated {date}, between versions that are loaded already ({', '.join(d or 'undated' for d in dates)}): "
        f"`headwater retract {load.source}` and load its versions in the order of their dates",
    )
