"""Whether what is found at a location is a matter of single factories, of one owner, or of the location itself.

Thresholds are the pack's (`settings.csv`: systemic_*, owner_group_*), *Assumed*: method 8.

A verdict stands only if it holds whoever the unknown owners are: they don't count as different ones
towards the fewest owners, and might all be one towards "no owner holds half" (docs/decisions/0010).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from headwater.graph import numbers
from headwater.graph.risk.systemic.counts import Counts, jeffreys
from headwater.graph.vocabulary import Pack

_EXACT = 1e-9
"""Slack of comparisons with a share of a whole number: 0.6 · 5 is 3."""


class Verdict(StrEnum):
    """Where the matter lies."""

    SYSTEMIC = "systemic"
    OWNER_GROUP = "owner group"
    ENTERPRISE = "enterprise"
    UNSURE = "not enough evidence"


VERDICTS: tuple[Verdict, ...] = tuple(Verdict)
"""From the location itself to what nobody can tell: the order in which points of one issue are compared."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and its reasons, one sentence each; `owner` is the owner of an owner group."""

    verdict: Verdict
    reasons: tuple[str, ...]
    owner: int | None = None


def judge(by_owner: Mapping[int | None, Counts], chains: int, pack: Pack, *, exact: bool = True) -> Judged:
    """Judge the assessed factories of one location at one compliance point.

    Args:
        by_owner: Owner → its factories' counts; None: those of unknown owners.
        chains: Distinct buyers at the ends of their chains, known ones.
        pack: Has the thresholds.
        exact: Whether counts by owner may be told; not where the whole's could be subtracted from.

    Returns:
        The verdict; its reasons name no owner, and no count under the pack's `small_cell`.
    """
    known = {o: c for o, c in by_owner.items() if o is not None}
    unknown = by_owner.get(None, Counts(0, 0))
    total = Counts(sum(c.assessed for c in by_owner.values()), sum(c.bad for c in by_owner.values()))
    if missing := _missing(total.assessed, len(known), chains, pack):
        return Judged(Verdict.UNSURE, missing)
    least, half = pack.setting("systemic_lower_bound"), pack.setting("systemic_owner_half") * total.bad
    often = jeffreys(total, pack.setting("systemic_interval"))[0] >= least
    most = max((c.bad for c in known.values()), default=0)
    if often and most + unknown.bad < half - _EXACT:
        said = (
            f"The lower end of the interval is at least {numbers.percent(least)}, and no owner can hold half of them."
        )
        return Judged(Verdict.SYSTEMIC, (said,))
    clean = Counts(unknown.assessed - unknown.bad, 0)
    for owner, c in known.items():
        # The worst case for the owner group: all compliant factories of unknown owners are its own.
        if _leads(c, total, pack) and _apart(_join(c, clean), total, pack):
            share = pack.setting("owner_group_share")
            said = f"One owner holds at least {numbers.percent(share)} of them; the rate at the others is at most half"
            return Judged(Verdict.OWNER_GROUP, (f"{said} of its own.",), owner)
    best = [_join(c, Counts(unknown.bad, unknown.bad)) for c in (*known.values(), Counts(0, 0))]
    if (often and most < half - _EXACT) or any(_leads(c, total, pack) and _apart(c, total, pack) for c in best):
        return Judged(Verdict.UNSURE, (_unowned(unknown.bad, total.less(unknown).bad, pack, exact),))
    if often:
        said = "They are many, but one owner may hold half of them, and the others aren't far enough from it."
    else:
        said = f"The lower end of the interval is under {numbers.percent(least)}, and no owner stands out."
    return Judged(Verdict.ENTERPRISE, (said, "What is found stands at single factories."))


def _unowned(unknown: int, others: int, pack: Pack, exact: bool) -> str:
    """What to find out; the number where neither it nor that of the others is too small."""
    many = f"{unknown}" if exact and min(unknown, others) >= pack.setting("small_cell") else "some"
    return f"Who owns {many} of the non-compliant factories isn't known, and it decides: find out."


def _missing(factories: int, owners: int, chains: int, pack: Pack) -> tuple[str, ...]:
    """What the evidence falls short of, in words."""
    k = int(pack.setting("small_cell"))
    out = []
    for what, held, name in (
        ("assessed factory", factories, "systemic_factories"),
        ("known owner", owners, "systemic_owners"),
        ("known buyer's chain", chains, "systemic_buyers"),
    ):
        if held < (least := pack.setting(name)):
            few = what == "assessed factory" and held < k
            said = f"Fewer than {k} {numbers.plural(what)}" if few else numbers.count(held, what)
            out.append(f"{said}; at least {least:.0f} are needed.")
    if owners < pack.setting("systemic_owners"):
        out.append("Owners that nobody names don't count as different ones.")
    return tuple(out)


def _join(a: Counts, b: Counts) -> Counts:
    return Counts(a.assessed + b.assessed, a.bad + b.bad)


def _leads(owner: Counts, total: Counts, pack: Pack) -> bool:
    """Whether the owner holds so much of the non-compliant factories, and more than one."""
    enough = owner.bad >= pack.setting("owner_group_share") * total.bad - _EXACT
    return enough and owner.bad >= pack.setting("owner_group_factories")


def _apart(owner: Counts, total: Counts, pack: Pack) -> bool:
    """Whether the rate at the others is at most so much of the owner's own."""
    return total.less(owner).rate <= pack.setting("owner_group_rate") * owner.rate + _EXACT
