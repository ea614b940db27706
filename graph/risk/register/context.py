"""Countries and goods to find out about: context alone makes no row of a facility, but one here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from headwater.graph.countries import country_words
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.own_risk.priors import Priors
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.lines import fold_word


class ContextRow(Document):
    """A country and good that a list names, and at whose facilities nobody has looked yet. Not in any order of risk."""

    country: str
    region: str | None
    good: str
    """In the pack's words; with the list's own where they are others, since those can mean less."""
    issues: tuple[str, ...]
    issue_titles: tuple[str, ...]
    facilities: int
    action: str
    refs: tuple[SourceRow, ...]


def context_rows(
    snapshot: Snapshot, own: Own, pack: Pack, parties: Sequence[int], issue: str | None
) -> tuple[ContextRow, ...]:
    """One row per country (or region) × good that a list names for facilities of which no more is known."""
    priors = Priors(snapshot, pack)
    facilities: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    issues: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    refs: dict[tuple[str, str, str], set[Ref]] = defaultdict(set)
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    columns = [(k, name) for k, name in enumerate(own.issues) if issue in (None, name)]
    for i in parties:
        at = None
        for k, name in columns:
            if STATES[own.state[i, k]] is not State.CONTEXT or own.given[i, k]:
                continue
            at = at or priors.basis(snapshot.parties[i])
            for good, row in priors.listed(at, name):
                key = (row.record.country, row.record.region or "", good)
                facilities[key].add(i)
                issues[key].add(name)
                refs[key].add(row.ref)
                said[key].add(row.record.good_name or good)
    titles = {g.id: g.title for g in pack.goods}
    return tuple(
        ContextRow(
            country=key[0],
            region=key[1] or None,
            good=_good_words(titles.get(key[2], key[2]), key[2], said[key]),
            issues=tuple(x for x in own.issues if x in issues[key]),
            issue_titles=tuple(pack.issue_title(x) for x in own.issues if x in issues[key]),
            facilities=len(facilities[key]),
            action="find out",
            refs=source_rows(refs[key]),
        )
        for key in sorted(facilities, key=lambda k: (country_words(k[0]), k))
    )


def _good_words(title: str, good: str, said: Iterable[str]) -> str:
    """The title of a good, with the words of the lists that say it otherwise.

    >>> _good_words("Footwear", "footwear", ["Footwear", "Footwear (sandals)"])
    'Footwear (a list says: Footwear (sandals))'
    """
    others = sorted(x for x in set(said) if fold_word(x) not in (fold_word(title), fold_word(good)))
    return f"{title} (a list says: {', '.join(others)})" if others else title
