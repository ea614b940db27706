"""The fold of statements into what readers see: a pure function of the open statements.

It never looks at load order or at when something was recorded. Precedence (`order`): a person's entry,
then latest valid-from, then source rank (pack), then source name, then value as text. What loses stays
visible as a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.graph.records import BY_NAME, Form
from headwater.graph.statements.statement import Ref, Statement, dumps


def subject(st: Statement, canon: Mapping[str, str]) -> tuple[str, ...]:
    """What a statement is about, after resolution: its kind, then the parts that its `Form` names.

    Statements of one subject fold into one document.
    """
    form = BY_NAME[st.kind].form
    if form is Form.PARTY:
        return ("party", canon.get(st.key, st.key))
    ends = tuple(canon.get(x, x) for x in (st.a, st.b) if x is not None)
    return (st.kind, *ends, st.source, st.key) if form is Form.ABOUT else (st.kind, *ends, st.key)


def order(st: Statement, ranks: Mapping[str, int]) -> tuple[Any, ...]:
    """Sort key of the fold's precedence; the first wins."""
    newest = tuple(-ord(c) for c in st.valid_from) if st.valid_from else (1,)
    return (newest, ranks.get(st.source, 100), st.source, dumps(st.props), st.file, st.row)


@dataclass(frozen=True, slots=True)
class Folded:
    """What readers see of one subject.

    `by` names, per property, the statements that say the winning value (places in `statements`);
    `conflicts` the other values, each with the place of the statement that says so.
    """

    props: dict[str, Any]
    by: dict[str, list[int]]
    conflicts: dict[str, list[tuple[Any, int]]]
    statements: tuple[Statement, ...]

    def refs(self) -> tuple[Ref, ...]:
        """The source rows behind it."""
        return tuple(s.ref for s in self.statements)


def fold(
    statements: Iterable[Statement],
    ranks: Mapping[str, int] | None = None,
    *,
    entries: Iterable[Statement] = (),
) -> Folded:
    """Fold the statements of one subject; a person's `entries` outrank them all."""
    said, people = list(statements), list(entries)
    if len(said) == 1 and not people:
        props = said[0].props
        return Folded(dict(props), {k: [0] for k in props}, {}, (said[0],))
    ranked = sorted(said, key=lambda s: order(s, ranks or {}))
    people.sort(key=lambda s: order(s, {}))
    people.sort(key=lambda s: s.props.get("date") or "", reverse=True)
    rows = [({s.key: s.props["value"]}, s) for s in people] + [(s.props, s) for s in ranked]
    props = {}
    by: dict[str, list[int]] = {}
    conflicts: dict[str, list[tuple[Any, int]]] = {}
    for i, (values, _) in enumerate(rows):
        for k, v in values.items():
            if k not in props:
                props[k], by[k] = v, [i]
            elif props[k] == v and type(props[k]) is type(v):
                by[k].append(i)
            else:
                conflicts.setdefault(k, []).append((v, i))
    return Folded(props, by, conflicts, tuple(s for _, s in rows))
