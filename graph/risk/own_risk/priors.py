"""Priors: what is assumed of a party before anything is known of it, from its country and goods.

Listed country × good: the pack's `listed` line; region rows stand over country rows. Not listed, or
country unknown: the `world` line with its wide range, and the state is unknown, never low. A proposed
country is not a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.graph.records import Prior
from headwater.graph.risk.own_risk.probability import beta_range
from headwater.graph.snapshot import PriorRow, Snapshot
from headwater.graph.statements import PartyDoc, Ref
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.lines import PriorLine, fold_word

FORCED_CHILD_LABOUR = "forced_child_labour"
"""Counts for both issues (contract)."""

_BOTH = ("child_labour", "forced_labour")
_CUT = re.compile(r"[,;/|]")
Basis = tuple[str | None, str | None, tuple[str, ...]]
"""Country, region and goods of a party: all that its priors depend on."""


@dataclass(frozen=True, slots=True)
class Context:
    """The prior of one issue on one basis: mean, range, whether listed, and why."""

    mean: float
    low: float
    high: float
    listed: bool
    words: str
    refs: tuple[Ref, ...]


class Priors:
    """The priors of a snapshot under a pack."""

    def __init__(self, snapshot: Snapshot, pack: Pack) -> None:
        self.pack = pack
        self.rows = _latest(snapshot.priors, pack)
        self.goods = frozenset(good for _, good, _ in self.rows)
        self._contexts: dict[tuple[Basis, str], Context] = {}
        self._words: dict[tuple[object, ...], Basis] = {}

    def same_under(self, pack: Pack) -> bool:
        """Whether another pack gives the same priors on every basis: all that is read of it here is equal."""
        mine = self.pack
        lines = (mine.issues, mine.priors, mine.goods, mine.inputs) == (
            pack.issues, pack.priors, pack.goods, pack.inputs,
        )  # fmt: skip
        return lines and all(mine.setting(x) == pack.setting(x) for x in ("prior_pseudo_count", "range_mass"))

    def goods_of(self, party: PartyDoc) -> tuple[str, ...]:
        """What a party makes, in the pack's words, sorted: its good, else its product, else its sector."""
        for said in (party.good, party.product, *(party.sector or ())):
            if said and (goods := self._goods(str(said))):
                return goods
        return ()

    def _goods(self, text: str) -> tuple[str, ...]:
        found = {self.good(x) for x in (text, *(_CUT.split(text)))} - {None}
        whole = self.good(text)
        return (whole,) if whole else tuple(sorted(g for g in found if g))

    def good(self, text: str) -> str | None:
        """The good that words mean: the pack's, else one that a row of context names."""
        return self.pack.good_of(text) or (fold_word(text) if fold_word(text) in self.goods else None)

    def basis(self, party: PartyDoc) -> Basis:
        """What the priors of a party depend on; region only with its country's code (ISO 3166-2)."""
        words = (party.country, party.region, party.good, party.product, tuple(party.sector or ()))
        held = self._words.get(words)
        if held is None:
            country, region = party.country, party.region
            if not (country and isinstance(region, str) and region.startswith(f"{country}-")):
                region = None
            held = self._words[words] = country, region, self.goods_of(party)
        return held

    def context(self, basis: Basis, issue: str) -> Context:
        """The prior on a basis: listed where any of its goods is."""
        held = self._contexts.get((basis, issue))
        if held is None:
            held = self._contexts[basis, issue] = self._context(basis, issue)
        return held

    def _context(self, basis: Basis, issue: str) -> Context:
        country, _, goods = basis
        if country is None:
            return self._world("country unknown")
        if listed := self.listed(basis, issue):
            line = self.pack.prior("listed")
            names = ", ".join(row.record.good_name or good for good, row in listed)
            lists = sorted(
                {f"{row.ref.source}{f' {row.record.edition}' if row.record.edition else ''}" for _, row in listed}
            )
            low, high = self.range_of(self.pack, line)
            words = f"country context: listed for {names} ({listed[0][1].record.region or country}), {', '.join(lists)}"
            return Context(line.mean, low, high, True, words, tuple(sorted({row.ref for _, row in listed})))
        if not goods:
            return self._world(f"goods unknown ({country})")
        said = [(good, self._deciding(country, basis[1], good, issue)) for good in goods]
        denied = [(good, row) for good, row in said if row is not None]
        silent = [good for good, row in said if row is None]
        why = [self._not_listed(good, row, issue) for good, row in denied]
        why += [f"{', '.join(silent)} from {country} not on a list"] if silent else []
        return self._world("; ".join(why), sorted({row.ref for _, row in denied}))

    def _not_listed(self, good: str, row: PriorRow, issue: str) -> str:
        """Say which row calls a good not listed, and that a region's stands over a listed one of its country."""
        r = row.record
        where = f"{row.ref.file} row {row.ref.row}"
        if not r.region:
            return f"{good} from {r.country}: the country's row says not listed ({where})"
        country = self.rows.get((r.country, good, issue))
        over = " and stands over the country's, which is listed" if country and country.record.listed else ""
        return f"{good} from {r.region}: the region's row says not listed ({where}){over}"

    def listed(self, basis: Basis, issue: str) -> list[tuple[str, PriorRow]]:
        """The goods of a basis that a list names for an issue, each with its row."""
        country, region, goods = basis
        if country is None:
            return []
        return [(good, row) for good in goods if (row := self._row(country, region, good, issue)) is not None]

    def unmapped(self, basis: Basis, issue: str) -> tuple[float, float, float]:
        """Mean, low and high prior of what is bought in unseen: the inputs of its goods, from its country.

        The world line where country, goods or inputs are unknown. Inputs weigh the same (Assumed).
        """
        country, region, goods = basis
        inputs = sorted({i for g in goods for i in self.pack.inputs_of(g)})
        if country is None or not inputs:
            c = self._world("")
            return c.mean, c.low, c.high
        each = [self.context((country, region, (i,)), issue) for i in inputs]
        n = len(each)
        return sum(c.mean for c in each) / n, sum(c.low for c in each) / n, sum(c.high for c in each) / n

    def _row(self, country: str, region: str | None, good: str, issue: str) -> PriorRow | None:
        """The row that lists a good, where the row that decides does."""
        held = self._deciding(country, region, good, issue)
        return held if held is not None and held.record.listed else None

    def _deciding(self, country: str, region: str | None, good: str, issue: str) -> PriorRow | None:
        """The row about a good: a region's row stands over its country's, whatever it says. None: no row."""
        return (self.rows.get((region, good, issue)) if region else None) or self.rows.get((country, good, issue))

    def _world(self, why: str, rows: Sequence[Ref] = ()) -> Context:
        line = self.pack.prior("world")
        low, high = self.range_of(self.pack, line)
        return Context(line.mean, low, high, False, f"unknown, world prior: {why}", (*rows, pack_ref(self.pack, line)))

    @staticmethod
    def range_of(pack: Pack, line: PriorLine) -> tuple[float, float]:
        """Low and high of a prior: as stated, else from its Beta."""
        if line.low is not None and line.high is not None:
            return line.low, line.high
        count, mass = pack.setting("prior_pseudo_count"), pack.setting("range_mass")
        low, high = beta_range(line.mean, count=count, mass=mass)
        return (low if line.low is None else line.low), (high if line.high is None else line.high)


def pack_ref(pack: Pack, line: PriorLine) -> Ref:
    """Where a number of the pack stands: its file and row."""
    return Ref(f"pack {pack.name}", "priors.csv", pack.files["priors.csv"], line.row, None)


def _latest(rows: Iterable[PriorRow], pack: Pack) -> dict[tuple[str, str, str], PriorRow]:
    """Row by (region or country, good, issue): the latest, then by source name.

    Of one date, forced child labour that is listed stands over a "not listed" of its two issues.
    """
    out: dict[tuple[str, str, str], PriorRow] = {}
    ordered = sorted(rows, key=lambda r: (r.ref.source, r.ref.file, r.ref.row, r.record.key))
    for row in sorted(ordered, key=lambda r: r.ref.dated or "", reverse=True):
        record: Prior = row.record
        good = pack.good_of(record.good) or fold_word(record.good)
        issues = _BOTH if fold_word(record.issue) == fold_word(FORCED_CHILD_LABOUR) else (record.issue,)
        for issue in issues:
            at = (record.region or record.country, good, pack.issue_named(issue) or issue)
            held = out.get(at)
            both = issues is _BOTH and record.listed
            if held is None or (both and not held.record.listed and held.ref.dated == row.ref.dated):
                out[at] = row
    return out


@dataclass(frozen=True, eq=False)
class PriorTable:
    """The priors of all parties, each distinct basis once.

    `of` (n,) is the row of each party's basis in `all`; the other arrays are (bases, K).
    """

    all: tuple[Basis, ...]
    of: NDArray[np.int32]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    listed: NDArray[np.bool_]
    unmapped: NDArray[np.float64]
    """Shape (bases, K, 3): mean, low, high."""


def prior_table(snapshot: Snapshot, priors: Priors) -> PriorTable:
    """Look up the priors of every distinct (country, region, goods). O(parties + bases · K)."""
    index: dict[Basis, int] = {}
    of = np.empty(len(snapshot.parties), dtype=np.int32)
    for i, p in enumerate(snapshot.parties):
        of[i] = index.setdefault(priors.basis(p), len(index))
    issues = priors.pack.issue_ids
    all_bases = tuple(index)
    found = [[priors.context(at, k) for k in issues] for at in all_bases]
    shape = (len(all_bases), len(issues))

    def table(values: Iterable[float]) -> NDArray[np.float64]:
        return np.array(list(values), dtype=np.float64).reshape(shape)

    rest = np.array([[priors.unmapped(at, k) for k in issues] for at in all_bases], dtype=np.float64)
    return PriorTable(
        all=all_bases,
        of=of,
        mean=table(c.mean for row in found for c in row),
        low=table(c.low for row in found for c in row),
        high=table(c.high for row in found for c in row),
        listed=np.array([[c.listed for c in row] for row in found], dtype=np.bool_).reshape(shape),
        unmapped=rest.reshape((*shape, 3)),
    )
