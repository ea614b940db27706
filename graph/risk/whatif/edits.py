"""What a what-if may change: leave a supplier, replace it, close a country, remedy. Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from headwater.graph.documents import Document
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.plain import number
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.vocabulary import Pack


class Edit(Document):
    """One change that a what-if asks for; parties are ids or names that only one party has.

    - leave: `party`; `respread`: its share goes to the buyers' other suppliers.
    - replace: `party` by `by`.
    - remedy: the findings of `party`, of an `issue`, compliance `point` or `event` (None: all).
    - close: every supplier in `country` is left.
    - policy: the open events of an `issue` or `point`, in `country` or everywhere (None), by `effect`,
      0 to 1, verified by a type of source (`verified`; None: nobody, so nothing changes).

    `ours`: only the viewed buyer leaves or replaces; else every buyer does.
    """

    kind: Literal["leave", "replace", "remedy", "close", "policy"]
    party: str | None = None
    by: str | None = None
    issue: str | None = None
    point: str | None = None
    event: str | None = None
    country: str | None = None
    effect: float | None = None
    verified: str | None = None
    respread: bool = False
    ours: bool = False


def columns_of(own: Own, issue: str | None) -> list[int]:
    """The columns of an issue, or of all where none is named. Raises UsageError where nobody knows it."""
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    return [k for k, name in enumerate(own.issues) if issue in (None, name)]


def parse_edits(
    issues: Sequence[str],
    *,
    drop: Sequence[str] = (),
    replace: Sequence[str] = (),
    remediate: Sequence[str] = (),
    close: Sequence[str] = (),
    policy: Sequence[str] = (),
    respread: bool = False,
    ours: bool = False,
    pack: Pack | None = None,
    named: Callable[[str], str] = str,
) -> tuple[Edit, ...]:
    """Read the command line's words.

    Args:
        issues: Issues with an own risk.
        drop: X.
        replace: OLD=NEW.
        remediate: X, X:ISSUE, X:POINT or X:EVENT; an event by its key or a finding's, colons and all.
        close: Country codes.
        policy: ISSUE=EFFECT, with @CC for one country and ,SOURCE for who verified it.
        respread: Of `drop` and `close`.
        ours: Of all that leave or replace.
        pack: Knows compliance points and sources; needed for POINT and policies.
        named: Gives the id of a party by what people call it; raises NotFound.

    Raises:
        UsageError: Words that can't be read; says how to write them.
    """
    out = [Edit(kind="leave", party=named(x), respread=respread, ours=ours) for x in drop]
    for text in replace:
        old, equals, new = text.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise UsageError(f"--replace {text!r}: write OLD=NEW")
        out.append(Edit(kind="replace", party=named(old.strip()), by=named(new.strip()), ours=ours))
    out += [_remedy(text, issues, pack, named) for text in remediate]
    for text in close:
        code = text.strip().upper()
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise UsageError(f"--close-country {text!r}: write a country code of two letters, such as BD")
        out.append(Edit(kind="close", country=code, respread=respread, ours=ours))
    out += [_policy(text, pack) for text in policy]
    return tuple(out)


def _remedy(text: str, issues: Sequence[str], pack: Pack | None, named: Callable[[str], str]) -> Edit:
    name, _, last = text.rpartition(":")
    if name and last in issues:
        return Edit(kind="remedy", party=named(name), issue=last)
    point, issue = (pack.point_of(last), pack.issue_named(last)) if name and pack else (None, None)
    if point is not None:
        return Edit(kind="remedy", party=named(name), point=point)
    if issue in issues:
        return Edit(kind="remedy", party=named(name), issue=issue)
    party, event = _party_and_event(text, named)
    return Edit(kind="remedy", party=party, event=event)


def _party_and_event(text: str, named: Callable[[str], str]) -> tuple[str, str | None]:
    """The party, and the event behind it: the longest beginning that is a party, for both may hold colons."""
    refused: list[NotFound] = []
    name = text
    while name or not refused:
        try:
            return named(name), text[len(name) + 1 :] or None
        except NotFound as error:
            refused.append(error)
        name = name.rpartition(":")[0]
    raise next((error for error in refused if error.hints), refused[:2][-1])


def _policy(text: str, pack: Pack | None) -> Edit:
    words, _, source = text.partition(",")
    name, equals, rest = words.partition("=")
    effect, at, country = rest.partition("@")
    how = f"--policy {text!r}: write ISSUE=EFFECT[@CC][,SOURCE], such as forced_labour=0.5@BD,audit"
    size = number(effect)
    if size is None:
        raise UsageError(how)
    if not (equals and name.strip() and 0.0 <= size <= 1.0 and bool(at) == bool(country.strip())):
        raise UsageError(f"{how}; the effect is a number from 0 to 1")
    if pack is None:
        raise UsageError("a policy needs a pack that knows its issue")
    issue, point = pack.issue_named(name), pack.point_of(name)
    if issue is None and point is None:
        raise UsageError(f"--policy {text!r}: no issue or compliance point named {name!r}")
    known = [c.id for c in pack.credibilities if c.of == "source_type"]
    if source.strip() and source.strip() not in known:
        raise UsageError(f"--policy {text!r}: no source type {source.strip()!r}; known: {', '.join(known)}")
    return Edit(
        kind="policy",
        issue=issue,
        point=None if issue else point,
        effect=size,
        country=country.strip().upper() or None,
        verified=source.strip() or None,
    )
