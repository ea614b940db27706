"""The reads of the port, the same over every adapter: what a viewer may not see has no part in any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from headwater.graph.errors import UsageError
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.review import ReviewItem
from headwater.graph.statements import RELATION_KINDS, PartyDoc, RelationDoc, Statement, fold, party
from headwater.graph.stores.base import PUBLIC, Direction, Hit, Load, Viewer
from headwater.graph.stores.model import search
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.linking import highest, links_at, ranked_decisions
from headwater.graph.stores.model.rows import TOP, Link, Where

if TYPE_CHECKING:  # who only looks something up waits for no picture
    from headwater.graph.snapshot import Snapshot


class Reader(Adapter):
    """The reads over an adapter's primitives."""

    def revision(self, *, viewer: Viewer = PUBLIC) -> int:
        """The published revision as the viewer may know it; 0 where it sees no load."""
        return self._state().seen[viewer.level]

    def loads(self, *, viewer: Viewer = PUBLIC) -> list[Load]:
        """The load log as the viewer may know it, by its revision."""
        lines = [x for x in self._log() if x.seen[viewer.level] is not None]
        return [y for n, x in enumerate(lines, 1) if (y := x.load(viewer.level, n)) is not None]

    def canon(self, *, viewer: Viewer = PUBLIC) -> Mapping[str, str]:
        """Source key → canonical id, only keys whose id is another key."""
        return {x.key: x.canon for x in links_at(self, self._state().revision, viewer.level)}

    def links(self, *, viewer: Viewer = PUBLIC) -> list[tuple[str, str, str]]:
        """(key, key, reason): why keys are one party."""
        held = links_at(self, self._state().revision, viewer.level)
        return sorted((x.key, x.via, x.reason) for x in held if x.via)

    def resolve(self, key: str, *, viewer: Viewer = PUBLIC) -> str:
        """The canonical id of a key or former id (itself where it is none)."""
        return self._ids([key], Where(self._state().revision, viewer, None))[key]

    def decisions(self, *, viewer: Viewer = PUBLIC) -> list[PartyDecision]:
        """The decisions in force whose two keys the viewer may have heard of, sorted."""
        held = ranked_decisions(self, self._state().revision)
        return sorted((d for d, at in held if at <= viewer.level or viewer.level == TOP), key=lambda d: (d.a, d.b))

    def review(self, *, viewer: Viewer = PUBLIC) -> list[ReviewItem]:
        """Pairs of keys that may be one party, for people to decide, sorted."""
        queue = highest(self._queue(self._state().revision, viewer.level), lambda x: (x.a, x.b))
        items = [ReviewItem(x.name, x.a, x.b, x.country, x.reason) for x in queue.values() if x.reason]
        return sorted(items, key=lambda i: (i.name, i.country or "", i.a, i.b))

    def get(self, ids: Sequence[str], *, viewer: Viewer, as_of: str) -> dict[str, PartyDoc]:
        """Parties by the id asked for (canonical id, source key or former id); absent what isn't visible."""
        where = Where(self._state().revision, viewer, as_of)
        canon = self._ids(ids, where)
        docs = self._docs(sorted(set(canon.values())), where)
        return {i: docs[canon[i]] for i in ids if canon[i] in docs}

    def find(self, text: str, *, viewer: Viewer, as_of: str, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """Search names, aliases and ids: exact, prefix, word, text; then by name and id."""
        where = Where(self._state().revision, viewer, as_of)
        best: dict[str, tuple[int, str]] = {}
        key = self._ids([text.strip()], where)[text.strip()]
        best[key] = (0, text.strip())
        wanted = search.query(text)
        if wanted:
            found = self._candidates(wanted, where, search.CANDIDATES)
            canon = self._ids([k for k, _ in found], where)
            for k, said in found:
                fit = search.fits(wanted, said)
                if fit is not None and (canon[k] not in best or fit < best[canon[k]]):
                    best[canon[k]] = fit
        hits: list[Hit] = []
        for rank, why in enumerate(search.WHY):
            if len(hits) >= limit:
                break
            docs = self._docs(sorted(i for i, fit in best.items() if fit[0] == rank), where)
            hits += [
                Hit(d.id, d.name, d.kind, d.country, f"{why}: {best[d.id][1]}")
                for d in sorted(docs.values(), key=lambda d: (d.name, d.id))
                if (kind is None or d.kind == kind) and d.folded.statements
            ]
        return hits[:limit]

    def neighbours(
        self, ids: Sequence[str], *, direction: Direction, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str, limit: int | None = None,
    ) -> list[RelationDoc]:  # fmt: skip
        """Relations at `ids`, sorted by (start, end, kind, key); without those of a party with itself."""
        where = Where(self._state().revision, viewer, as_of)
        keys = self._members(sorted(set(self._ids(ids, where).values())), where)
        wanted = sorted(RELATION_KINDS if kinds is None else RELATION_KINDS.intersection(kinds))
        found: list[Statement] = []
        if direction != "buyers":
            found += self._statements(replace(where, end=keys, kinds=wanted))
        if direction != "suppliers":
            held = set(keys) if direction == "both" else set()
            more = self._statements(replace(where, start=keys, kinds=wanted))
            found += [s for s in more if s.b not in held]
        canon = self._ids([x for s in found for x in (s.a or "", s.b or "")], where)
        grouped: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
        for s in found:
            a, b = canon[s.a or ""], canon[s.b or ""]
            if a != b:
                grouped[a, b, s.kind, s.key].append(s)
        return [
            RelationDoc(kind, a, b, key, fold(grouped[a, b, kind, key], self.ranks))
            for a, b, kind, key in sorted(grouped)[:limit]
        ]

    def statements(
        self, ids: Sequence[str] | None = None, *, source: str | None = None, kinds: Sequence[str] | None = None,
        viewer: Viewer, as_of: str | None,
    ) -> Iterator[Statement]:  # fmt: skip
        """Open statements: all, in no order, or of the given parties and about them, sorted.

        Relations of the given parties come along only where `kinds` names theirs.
        """
        where = Where(self._state().revision, viewer, as_of, source=source, kinds=kinds)
        if ids is None:
            return self._statements(where)
        keys = self._members(sorted(set(self._ids(ids, where).values())), where)
        asked = [replace(where, keys=keys), replace(where, about=keys)]
        if kinds is not None and RELATION_KINDS.intersection(kinds):
            asked += [replace(where, start=keys), replace(where, end=keys)]
        found = {(s.hash, s.valid_from or "", s.valid_to or ""): s for w in asked for s in self._statements(w)}
        return iter(sorted(found.values(), key=lambda s: (s.kind, s.key, s.source, s.file, s.row, s.hash)))

    def snapshot(self, *, as_of: str, revision: int | None = None, viewer: Viewer = PUBLIC) -> Snapshot:
        """The viewer's graph on a day, for whole-graph work, as it stood at a published `revision` (None: now).

        Natural persons come along only where the viewer asks for them.
        """
        state = self._state()
        published = state.seen[viewer.level]
        number = published if revision is None else revision
        if not 0 <= number <= published:
            raise UsageError(f"no revision {number} in this store; the latest is {published}")
        r = state.revision if number == published else self._own(number, viewer)
        from headwater.graph.snapshot import Snapshot

        return Snapshot.of(
            self._statements(Where(r, viewer, as_of)),
            revision=number,
            as_of=as_of,
            canon={x.key: x.canon for x in links_at(self, r, viewer.level)},
            ranks=self.ranks,
        )

    def _own(self, number: int, viewer: Viewer) -> int:
        """The store's own revision at which the viewer's had this number."""
        return ([0] + [x.revision for x in self._log() if x.seen[viewer.level] is not None])[number]

    def _ids(self, keys: Iterable[str], where: Where) -> dict[str, str]:
        """Each key's canonical id, for the viewer."""
        asked = list(dict.fromkeys(keys))
        held = links_at(self, where.revision, where.viewer.level, keys=asked) if asked else []
        canon = {x.key: x.canon for x in held}
        return {k: canon.get(k, k) for k in asked}

    def _members(self, ids: Sequence[str], where: Where) -> list[str]:
        """The keys of canonical ids, the ids among them."""
        if not ids:
            return []
        return sorted({*ids, *(x.key for x in links_at(self, where.revision, where.viewer.level, canons=ids))})

    def _docs(self, ids: Sequence[str], where: Where) -> dict[str, PartyDoc]:
        """Fold the parties with these canonical ids that are visible."""
        if not ids:
            return {}
        links = links_at(self, where.revision, where.viewer.level, canons=ids)
        canon = {x.key: x.canon for x in links} | {i: i for i in ids}
        keys = sorted(canon)
        named: dict[str, list[Statement]] = defaultdict(list)
        about: dict[str, list[Statement]] = defaultdict(list)
        for s in self._statements(replace(where, keys=keys)):
            named[canon[s.key]].append(s)
        for s in self._statements(replace(where, about=keys)):
            about[canon[s.a or ""]].append(s)
        out: dict[str, PartyDoc] = {}
        reasons: dict[str, list[Link]] = defaultdict(list)
        for x in links:
            reasons[x.canon].append(x)
        for i in ids:
            if i in named or i in about:
                seen = {s.key for s in named[i]}
                why = [(x.key, x.via, x.reason) for x in reasons[i] if x.key in seen and x.via in seen]
                out[i] = party(i, named[i], self.ranks, about=about[i], links=why)
        return out
