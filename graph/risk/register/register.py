"""The priority register: what to look at first, and why.

One row per facility and issue that has an open finding, in the order of `headwater.graph.risk.register.ranking`:
severity first. Sources: CSDDD Art. 9 and recital 44; UNGP 24; method 1.

Context alone makes no row of a facility: it makes one per country × good, whose action is to find out,
in the order of the alphabet.

A register is that of buyers (with all that is upstream), of a country, or of one facility. Filters choose
which of its rows are shown; a row keeps the rank it has among all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph import numbers
from headwater.graph.countries import country_words
from headwater.graph.documents import Answer
from headwater.graph.errors import UsageError
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.distances import distances, with_members
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import StateCounts, count, issue_asked, open_events
from headwater.graph.risk.register import cursors
from headwater.graph.risk.register.context import ContextRow, context_rows
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.ranking import RegisterRow, rank
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Register(Answer):
    """What comes first at the suppliers of a buyer, in a country or at a facility, and what is known of the rest."""

    buyer: tuple[str, ...]
    """Ids; empty for the register of a country or facility."""
    buyer_name: str
    """Whose register it is, in words: names of buyers, a country's code, or a facility's name."""
    country: str | None
    facility: str | None
    issue: str | None
    """None: all issues."""
    filters: Filters
    total: int
    """Rows of the register."""
    matched: int
    """Rows that pass the filters."""
    rows: tuple[RegisterRow, ...]
    """Those of this page, in order."""
    next: str | None
    """Cursor of the next page; None: this is the last."""
    context: tuple[ContextRow, ...]
    counts: StateCounts
    """Companies and facilities upstream (the buyer and its group's members aren't among them), in the country, or
    the facility; whatever the filters."""
    ordering: str
    """The key of the order, in words."""
    notes: tuple[str, ...]


ORDERING = (
    "Order: severity, then whether delay makes it irremediable, then likelihood, then people affected. "
    "No share, spend, tier, leverage, country or action enters. Context makes no row of a facility."
)


def priorities(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    buyers: Sequence[str] = (),
    *,
    issue: str | None = None,
    filters: Filters | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> Register:
    """Give the register of one or several buyers, of a country, or of a facility.

    A group stands for its members too. Findings at the buyer itself (its own operations) have rows as well.
    Without a buyer it is the register of `filters.country` or `filters.facility`, and ranks count there.

    Args:
        snapshot: The graph.
        own: Own risk on the day that counts; only its states and day are used.
        pack: The vocabulary.
        buyers: Ids or source keys of the buyers.
        issue: One issue, or None for all; ranks count among its rows.
        filters: Which rows are shown; None: all.
        limit: Most rows, from 1; None: all that are left.
        after: `next` of the page before; None: from the start.

    Raises:
        NotFound: A buyer or facility isn't in the graph.
        UnknownName: The issue, a point or a kind is none of the pack's or of the given risks'.
        UsageError: Nobody says whose register, or the cursor belongs to another list.
    """
    issue = issue_asked(own, pack, issue)
    chosen = (filters or Filters()).settled(snapshot, pack)
    events = open_events(snapshot, pack, own.today, issue=issue)
    reached, rest, title = _scope(snapshot, buyers, chosen)
    rows = rank(snapshot, pack, own.issues, reached, events, own.today)
    shown = [r for r in rows if chosen.keep(r)]
    ids = tuple(snapshot.ids[i] for i in _named(snapshot, buyers))
    mark = cursors.stamp(ids, issue, chosen.model_dump(), own.today, pack.version, snapshot.as_of)
    part, following = cursors.page(shown, limit=limit, after=after, revision=snapshot.revision, mark=mark)
    return Register(
        header=header_of(snapshot, own),
        buyer=ids,
        buyer_name=title,
        country=chosen.country,
        facility=chosen.facility,
        issue=issue,
        filters=chosen,
        total=len(rows),
        matched=len(shown),
        rows=part,
        next=following,
        context=context_rows(snapshot, own, pack, rest, issue),
        counts=count(rest, own, events, issue=issue),
        ordering=ORDERING,
        notes=(*own.notes, *_proposed(snapshot, chosen)),
    )


def _scope(snapshot: Snapshot, buyers: Sequence[str], filters: Filters) -> tuple[list[int], list[int], str]:
    """Who is in the register, whom its counts speak of, and whose it is in words."""
    if buyers:
        steps = distances(snapshot, with_members(snapshot, buyers))
        title = ", ".join(snapshot.parties[i].name for i in _named(snapshot, buyers))
        return list(steps), [i for i, d in steps.items() if d > 0], title
    if filters.facility is not None:
        at = snapshot.index[filters.facility]
        return [at], [at], snapshot.parties[at].name
    if filters.country is None:
        raise UsageError("say whose register: name a buyer, or a country or facility")
    inside = [i for i, p in enumerate(snapshot.parties) if p.country == filters.country]
    return inside, inside, country_words(filters.country)


def _proposed(snapshot: Snapshot, filters: Filters) -> tuple[str, ...]:
    """Say how many the rows of a country leave out because their country is only proposed."""
    guessed = sum(
        1
        for p in snapshot.parties
        if filters.country is not None and not p.country and p.country_proposed == filters.country
    )
    said = (
        f"Not in these rows: {numbers.count(guessed, 'company or facility')} whose country is only proposed as "
        f"{country_words(filters.country)}; a proposal is no fact."
    )
    return (said,) if guessed else ()


def _named(snapshot: Snapshot, keys: Sequence[str]) -> list[int]:
    return sorted({i for k in keys if (i := snapshot.find(k)) is not None})
