"""Hold one set of answers against another, and report what differs by question and path."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.answers.differences import Difference, differences
from tests.answers.rules import Rules
from tests.answers.words import Args, Json, question, say


@dataclass(slots=True)
class Report:
    """What was found, by question and path."""

    groups: dict[tuple[str, str, str], list[tuple[Args, Difference]]] = field(default_factory=dict)
    excused: dict[tuple[str, str], set[tuple[str, int]]] = field(default_factory=dict)
    answers: int = 0
    differing: int = 0

    def compare(self, old: Sequence[Json], new: Sequence[Json], rules: Rules, *, common: bool = False) -> None:
        """Hold one set of answers against another; `common`: only what both asked."""
        mine, theirs = _by_args(old), _by_args(new)
        keys = [k for k in mine if k in theirs] if common else [*mine, *(k for k in theirs if k not in mine)]
        for key in keys:
            answer = mine.get(key) or theirs[key]
            asked, whole = question(answer["args"]), rules.excused(answer["args"])

            def allowed(
                found: Difference, asked: str = asked, key: tuple[str, int] = key, whole: str | None = whole
            ) -> bool:
                reason = whole or rules.allowed(found, asked)
                if reason is not None:
                    self.excused.setdefault((asked, reason), set()).add(key)
                return reason is not None

            if key in mine and key in theirs:
                was, now = ({"(code)": a["code"], "(err)": a["err"]} for a in (answer, theirs[key]))
                document = rules.applied(answer["document"], asked)
                found = [
                    *differences(was, now, (), allowed),
                    *differences(document, theirs[key]["document"], (), allowed),
                ]
            else:
                alone = Difference("only in old" if key in mine else "only in new", ("(answer)",))
                found = [] if allowed(alone) else [alone]
            self._add(answer["args"], found)

    def _add(self, args: Args, found: Sequence[Difference]) -> None:
        self.answers += 1
        self.differing += bool(found)
        for d in found:
            self.groups.setdefault((question(args), d.wiped(), d.kind), []).append((args, d))

    def lines(self, *, each: bool) -> Iterator[str]:
        """The report; `each`: every difference, not only one of each kind."""
        for (asked, path, kind), held in self.groups.items():
            yield f"{asked}  {path}: {kind}, {len(held)} in {len({tuple(a) for a, _ in held})} answers"
            for args, d in held if each else held[:1]:
                yield f"    headwater {' '.join(json.dumps(a) if ' ' in a or not a else a for a in args)}"
                yield f"    {d.where()}"
                yield from (f"    {mark} {_short(x)}" for mark, x in (("-", d.old), ("+", d.new)))
        for (asked, reason), where in sorted(self.excused.items()):
            yield f"{asked}: allowed in {len(where)} answers: {reason}"
        yield f"{self.answers} answers, {self.differing} of them differ, in {len(self.groups)} ways"


def _by_args(answers: Sequence[Json]) -> dict[tuple[str, int], Json]:
    """Answers by argument list, and by its how manieth time."""
    seen: Counter[str] = Counter()
    out = {}
    for answer in answers:
        key = json.dumps(answer["args"])
        out[key, seen[key]] = answer
        seen[key] += 1
    return out


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]}… ({len(text):,} characters)"


def compare(
    old: Path,
    new: Path,
    rules: Rules,
    worlds: Sequence[str],
    stores: Sequence[str],
    *,
    each: bool = False,
    common: bool = False,
) -> int:
    """Compare two folders, or two files; 1: something differs."""
    if old.is_file() or new.is_file():
        pairs = [(old, new)]
    else:
        names = [f"{w}.{s}.json" for s in stores for w in worlds]
        pairs = [(old / n, new / n) for n in names if (old / n).is_file()]
        if not pairs:
            raise SystemExit(f"{old}: none of {', '.join(names)}")
    bad = False
    for a, b in pairs:
        say(f"# {a} and {b}")
        if not b.is_file():
            say("not there")
            bad = True
            continue
        report = Report()
        mine, theirs = (json.loads(x.read_text(encoding="utf-8")) for x in (a, b))
        report.compare(mine, theirs, rules, common=common)
        for line in report.lines(each=each):
            say(line)
        bad = bad or bool(report.groups)
    return int(bad)
