"""Whom a question about a group means: its brands, for a group buys nothing itself.

Source: `docs/method.md`, Data.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.errors import UsageError
from headwater.graph.records import PartyKind
from headwater.graph.risk.network.distances import links_at, with_members
from headwater.graph.risk.network.named import by_name, index_of
from headwater.graph.snapshot import Snapshot

NAMED = 10
"""Members that an error names; the others are counted. Assumed: readable."""


def meant(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    """Indexes of the companies that a name asks for, by (name, id).

    One that is no group and has no members stands for itself; else its members, of members' members too, stand
    for it. It stands beside them only where a source says that it buys something itself.

    Raises:
        NotFound: Nobody has that id or key.
        UsageError: A group of which no source names a member.
    """
    at = index_of(snapshot, key)
    family = with_members(snapshot, [key])
    if family == (at,) and not _is_group(snapshot, at):
        return (at,)
    held = [i for i in family if _buys(snapshot, i) or (i != at and not _is_group(snapshot, i))]
    if not held:
        raise UsageError(
            f"{snapshot.parties[at].name} is a group and buys nothing itself, and no source names a brand of it; "
            "load the list that does, or ask for a brand by name"
        )
    return tuple(by_name(snapshot, held))


def alone(snapshot: Snapshot, at: int) -> int:
    """The index given, where it can be asked for alone: it is no group, or buys something itself.

    Raises:
        UsageError: It is a group and buys nothing; the message names whom to ask for instead.
    """
    held = meant(snapshot, snapshot.ids[at])
    if at not in held:
        raise UsageError(
            f"{snapshot.parties[at].name} is a group and buys nothing itself; ask for one of its "
            f"{members_word(snapshot, held)}: {some_names(snapshot, held)}"
        )
    return at


def members_word(snapshot: Snapshot, held: Sequence[int]) -> str:
    """What the members of a group are called: brands where all of them are."""
    return "brands" if all(snapshot.parties[i].kind == PartyKind.BRAND for i in held) else "members"


def silent(snapshot: Snapshot) -> tuple[int, ...]:
    """Indexes of the groups that buy nothing themselves, by (name, id): a number of their own would say nothing."""
    groups = [i for i in range(len(snapshot.ids)) if _is_group(snapshot, i) and not _buys(snapshot, i)]
    return tuple(by_name(snapshot, groups))


def buyers(snapshot: Snapshot) -> tuple[int, ...]:
    """Indexes of the brands that buy or have members, and of the groups of such a brand, by (name, id)."""
    buying = {*snapshot.buyer.tolist(), *(snapshot.index[g] for g in snapshot.members)}
    brands = {i for i in buying if snapshot.parties[i].kind == PartyKind.BRAND}
    groups = {
        at
        for group, members in snapshot.members.items()
        if snapshot.parties[at := snapshot.index[group]].kind == PartyKind.GROUP
        and any(snapshot.index.get(m) in brands for m in members)
    }
    return tuple(sorted(brands | groups, key=lambda i: (snapshot.parties[i].name.casefold(), snapshot.ids[i])))


def some_names(snapshot: Snapshot, held: Sequence[int]) -> str:
    """The first names in words, and how many more there are."""
    names = [snapshot.parties[i].name for i in held]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _is_group(snapshot: Snapshot, at: int) -> bool:
    """Whether a list calls it a group, or nothing but its members is known of it."""
    kind = snapshot.parties[at].kind
    return kind == PartyKind.GROUP or (kind == "stub" and snapshot.ids[at] in snapshot.members)


def _buys(snapshot: Snapshot, at: int) -> bool:
    return bool(links_at(snapshot, at, "suppliers"))
