"""What an indicator is: a question asked of the whole graph, its parameters, its values, what lies behind one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic

from headwater.graph.risk.explain.asked import Asked, Explained
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import P, Params, narrow
from headwater.graph.risk.values.result import Result
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Indicator(ABC, Generic[P]):
    """One question asked of the whole graph; its members are in `INDICATORS`.

    A member says its `name`, its `title` (name: question), its own parameters, the document that explains it, and how
    to `solve` and to `take_apart`. Everything that offers indicators finds it there.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[type[Explained]]
    params: type[P]

    @abstractmethod
    def solve(
        self, net: Network, snapshot: Snapshot, own: Own, params: P, *, viewed: Sequence[int] | None = None
    ) -> Result:
        """Give every value over a network, which a what-if may have edited.

        Makes a `Result(indicator=self.name, values=…, …, **about(net, snapshot, own, params))` of arrays with a row for
        each party and a column for each of `own.issues`. NaN is "not known", for whatever reason, never 0; `low`,
        `high` (and `evidence`, `context`, `unmapped`, where nothing adds up) are NaN throughout where there are none.

        `method` has a party's place in `METHODS`, `intervals` says in words what low and high are, by method. `unknown`
        has a word for each issue whose values rest on priors that the pack lacks (`unknown_of(beyond(own),
        Unknown.OPEN)`), and None for each where they rest on no prior. A member that rests on priors takes `unmapped`,
        and knows nothing of an issue that nobody knows.

        `viewed` are places of parties that must have their best value on any graph; None: nobody said which.
        """

    @abstractmethod
    def take_apart(self, asked: Asked, params: P) -> Explained:
        """Say what lies behind the value of one party and issue; `explain` says how it may fail.

        `side_by_side` puts the party's values of all issues together, `asked.choose(by_issue, self.name, why)` gives
        the column to explain and refuses a value that isn't known with `why`, the end of a sentence ("isn't known: …"),
        and `**asked.solved(result, k, by_issue)` fills all fields of `Explained` but range and `params`.
        """

    def score(
        self, snapshot: Snapshot, own: Own, params: P | None = None, *, viewed: Sequence[str] | None = None
    ) -> Result:
        """Give every party's value with its range; `viewed` are ids of parties, see `solve`."""
        seen = None if viewed is None else [i for i in map(snapshot.find, viewed) if i is not None]
        return self.solve(network(snapshot), snapshot, own, narrow(self.params, params), viewed=seen)

    def explain(
        self,
        snapshot: Snapshot,
        own: Own,
        party: str,
        issue: str | None = None,
        params: P | None = None,
        top: int = 10,
        *,
        pack: Pack | None = None,
    ) -> Explained:
        """Take the value of one party apart.

        Args:
            snapshot: The graph.
            own: Own risks on the day asked about.
            party: Canonical id or source key.
            issue: One of `own.issues`; None: the one with the largest value.
            params: The indicator's own; None: its defaults.
            top: Lines a list; each list says what it leaves out.
            pack: What issues are called; None: their ids stand.

        Raises:
            NotFound: No such party.
            UsageError: No such issue, or the value isn't known or computed.
        """
        return self.take_apart(Asked.of(snapshot, own, party, issue, top, pack), narrow(self.params, params))


__all__ = ["Indicator", "Params"]
