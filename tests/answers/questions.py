"""The questions of a world, command by command, and the files that they name."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Sequence

from headwater.asking.parameters import indicator_names
from headwater.questions import QUESTIONS
from tests.answers.asking import NEXT
from tests.answers.subjects import Subjects
from tests.answers.words import Args
from tests.answers.worlds import DETAILS, Detail


def choose(world: str, lines: Sequence[str]) -> tuple[list[Args], dict[str, str]]:
    """The questions of a world, and the files that they name."""
    s, d = Subjects.of(lines), DETAILS[world]
    questions = [
        *_looked_up(s, d),
        *_first(s, d),
        *_upstream(s, d),
        *_scored(s, d),
        *_explained(s, d),
        *_changed(s, d),
        *_together(s, d),
        *_kept(s, d),
        *_drawn(s, d),
        *_refused(s),
    ]
    asked = {word for args in questions for word in args}
    plain = [[q.name] for q in QUESTIONS if q.name not in asked]
    return [*questions, *_rewritten(s, d), *plain], _files(s)


def _with(args: Sequence[str], option: str, values: Sequence[object]) -> list[Args]:
    return [[*args, option, str(v)] for v in values]


def _looked_up(s: Subjects, d: Detail) -> Iterator[Args]:
    yield from (["find", t] for t in (*d.texts, *s.brands[:3], s.group, s.twice, s.found[0], "zzzz", ""))
    yield from _with(["find", d.texts[0]], "--kind", ("facility", "brand", "group", "organisation", "nonsense"))
    yield from _with(["find", d.texts[0]], "--limit", (1, 7, 200))
    yield from _with(["find", d.texts[0]], "--as-of", d.days)
    shown = [s.group, s.owner, *s.found[:6], *s.clean[:3], *s.others[:2], *s.merged[:4], *s.brands[1:2]]
    yield from (["show", x] for x in shown)
    yield ["show", s.names[s.found[0]]]
    yield from (["show", x, "--as-of", day] for x in (s.found[0], s.group) for day in d.days)


def _first(s: Subjects, d: Detail) -> Iterator[Args]:
    ours = ["priorities", s.group]
    yield from (["priorities", b] for b in s.brands)
    yield ours
    yield ["priorities", *s.brands[:2]]
    yield ["priorities", *s.brands, s.group]
    yield ["priorities"]
    yield from _with(["priorities"], "--country", (*s.countries[:4], "Cambodia", "FR"))
    yield from _with(["priorities"], "--facility", (*s.found[:3], s.clean[0], s.names[s.found[0]]))
    yield from _with(ours, "--issue", (*s.issues[:6], *d.loose))
    yield from _with(ours, "--point", s.points[:4])
    yield [*ours, *itertools.chain(*(("--point", p) for p in s.points[:3]))]
    yield from _with(ours, "--finding", s.kinds[:4])
    yield from _with(ours, "--severity", range(1, 6))
    yield from _with(ours, "--since", (d.since, "2026-01-01"))
    yield from _with(ours, "--actions", ("any", "overdue", "none"))
    yield from _with(ours, "--text", ("wage", "FICTIONAL", "PT", "zzzz"))
    yield [*ours, "--country", s.countries[0], "--severity", "4", "--issue", s.issues[0]]
    for base in (ours, [*ours, "--severity", "3"], ["priorities", "--country", s.countries[0]]):
        yield [*base, "--limit", "4"]
        yield from ([*base, "--limit", "4", "--after", NEXT] for _ in range(3))
    yield from _with(ours, "--as-of", d.days)
    yield ["--today", "2028-06-30", *ours]
    yield ["--today", "2024-06-30", "priorities", "--country", s.countries[0]]


def _upstream(s: Subjects, d: Detail) -> Iterator[Args]:
    for command in ("brief", "trace"):
        yield from ([command, x] for x in (*s.brands, s.group))
        yield from _with([command, s.group], "--issue", (s.issues[0], *d.loose))
        yield from _with([command, s.brands[1]], "--as-of", d.days)
        yield [command, s.found[0]]
    yield from _with(["trace", s.brands[0]], "--depth", (1, 2))
    yield ["trace", s.group, "--depth", "1", "--issue", s.issues[0]]
    yield from (["buyers", x] for x in (*s.found[:6], *s.clean[:2], *s.merged[:2], s.brands[0], s.group))
    yield from _with(["buyers", s.found[0]], "--as-of", d.days)


INDICATORS = indicator_names()
PARAMS = {
    "upstream_risk": ("alpha=0.5", "alpha=0", "hops=1", "hops=2", "unmapped=none", "method=exact"),
    "linked_harm": (
        "hops=none",
        "hops=2",
        "unmapped=none",
        "materiality=0.05",
        "materiality=a0",
        "method=montecarlo",
        "method=bound",
    ),
    "worst_path": ("alpha=0.5", "hops=1", "hops=3", "unmapped=none", "materiality=0.05", "materiality=a0"),
}


def _scored(s: Subjects, d: Detail) -> Iterator[Args]:
    yield ["indicators"]
    for name in INDICATORS:
        asked = ["score", "--indicator", name]
        brands = [*asked, "--kind", "brand"]
        yield brands
        yield from _with(brands, "--issue", (s.issues[0], d.loose[0], "all", "nonsense"))
        yield from _with([*asked, "--issue", s.issues[0]], "--kind", ("facility", "group"))
        yield from _with(brands, "--param", PARAMS.get(name, ()))
        yield from _with(brands, "--as-of", d.days[:1])
        yield [*asked, "--issue", s.issues[0]]
    yield ["score"]
    yield ["score", "--kind", "brand", "--issue", "nonsense", "--param", "unmapped=none"]
    yield ["score", "--kind", "brand", "--param", "unmapped=none", "--param", "alpha=0.7", "--param", "hops=3"]
    linked = ["score", "--indicator", "linked_harm", "--kind", "brand", "--issue", s.issues[0]]
    yield [*linked, "--param", "method=montecarlo", "--param", "worlds=640", "--param", "seed=3"]
    yield [*linked, "--param", "hops=none", "--param", "worlds=6400", "--param", "seed=1"]
    yield ["--today", "2028-06-30", "score", "--kind", "brand", "--issue", s.issues[0]]


def _explained(s: Subjects, d: Detail) -> Iterator[Args]:
    for name in INDICATORS:
        asked = ["explain", s.brands[0], "--indicator", name]
        for who in (*s.brands[:3], s.group, s.found[0]):
            yield ["explain", who, "--indicator", name, "--issue", s.issues[0]]
        yield from (asked, [*asked, "--issue", d.loose[0], "--top", "3"], [*asked, "--top", "500"])
        yield from _with([*asked, "--issue", s.issues[0]], "--param", PARAMS.get(name, ())[:4])
        yield from _with([*asked, "--issue", s.issues[0]], "--as-of", d.days[1:])
    yield ["explain", s.group, "--top", "2"]
    yield from (["explain", s.group, "--issue", i] for i in s.issues[1:4])
    yield ["explain", s.brands[-1]]
    yield ["explain", s.clean[0]]
    yield ["explain", s.brands[0], "--issue", "nonsense"]
    yield ["compare", *s.brands]
    yield ["compare", s.group]
    yield ["compare", s.brands[0], s.found[0]]
    yield from _with(["compare", *s.brands[:3]], "--issue", (*s.issues[:2], *d.loose))
    yield from _with(["compare", *s.brands[:3]], "--as-of", d.days)
    yield ["sensitivity", s.brands[0], "--issue", s.issues[0]]
    yield ["sensitivity", s.brands[0], "--indicator", "worst_path", "--issue", s.issues[0]]
    yield ["sensitivity", s.brands[0], "--indicator", "linked_harm", "--issue", s.issues[0]]
    yield ["sensitivity", s.brands[1], "--issue", s.issues[0], "--param", "alpha=0.5", "--as-of", d.days[1]]


def _bought(s: Subjects) -> tuple[str, list[str], list[str]]:
    """A brand with suppliers that have findings; these; suppliers of it without."""
    brand = next(b for b in s.brands if any(b in s.sells.get(f, ()) for f in s.found))
    held = [[f for f in of if brand in s.sells.get(f, ())] for of in (s.found, s.clean)]
    return brand, held[0], held[1]


def _changed(s: Subjects, d: Detail) -> Iterator[Args]:
    brand, bad, good = _bought(s)
    issue, country, one = s.issues[0], s.countries[0], bad[0]
    asked = ["whatif", brand]
    yield from _with(asked, "--drop", (one, s.names[good[0]], good[1]))
    yield [*asked, "--drop", one, "--drop", good[0], "--issue", issue]
    yield from ([*asked, "--drop", one, "--issue", issue, *more] for more in (["--ours"], ["--respread"]))
    yield [*asked, "--drop", one, "--respread", "--ours", "--issue", issue, "--param", "alpha=0.5"]
    yield [*asked, "--replace", f"{one}={good[0]}", "--issue", issue]
    yield [*asked, "--replace", f"{one}={good[0]}", "--ours", "--issue", issue]
    yield from _with(asked, "--remediate", (one, f"{one}:{issue}", f"{one}:{s.points[0]}", f"{one}:{s.keys[one]}"))
    yield [*asked, "--close-country", country]
    yield [*asked, "--close-country", country, "--issue", issue]
    yield [*asked, "--close-country", country, "--ours", "--respread", "--issue", issue]
    policies = (f"{issue}=0.5@{country},audit", f"{issue}=0.5", f"{issue}=1,inspection", f"{s.points[0]}=0.25,ngo")
    yield from _with([*asked, "--issue", issue], "--policy", policies)
    yield [*asked, "--drop", good[0], "--remediate", one, "--policy", policies[0], "--issue", issue]
    yield ["whatif", s.group, "--remediate", one, "--issue", issue]
    yield [*asked, "--remediate", one, "--issue", issue, "--as-of", d.days[1]]
    yield [*asked, "--remediate", one, "--issue", issue, "--param", "hops=2", "--param", "unmapped=none"]
    yield from (["largest", x] for x in (*s.brands[:3], s.group))
    yield from _with(["largest", brand], "--issue", (issue, *d.loose))
    yield ["largest", brand, "--top", "2", "--param", "alpha=0.5"]
    priced = ["largest", brand, "--costs", "costs.csv"]
    yield priced
    yield from _with([*priced, "--issue", issue], "--budget", (15, 45, 1000))
    yield from _with(["largest", brand], "--as-of", d.days[1:])


def _together(s: Subjects, d: Detail) -> Iterator[Args]:
    brand, bad, _ = _bought(s)
    yield from (["share", a, b] for a, b in itertools.combinations((*s.brands[:3], s.group), 2))
    yield ["share", *s.brands[:3]]
    yield ["share", *s.brands[:2], "--depth", "1"]
    yield from _with(["share", *s.brands[:2]], "--as-of", d.days)
    yield from (["leverage", x] for x in (*s.found[:4], s.clean[0], s.keys[s.found[0]]))
    yield from (["leverage", f"{bad[0]}:{x}"] for x in (s.issues[0], s.points[0]))
    yield from _with(["leverage", bad[0]], "--target", (0.1, 0.9, 1))
    yield from _with(["leverage", bad[0]], "--takes", (f"{brand}=0.3", f"{brand}=0.75"))
    yield from _with(["leverage", bad[0]], "--sheet-for", s.sells[bad[0]])
    yield ["leverage", s.keys[bad[0]], "--sheet-for", brand]
    yield from _with(["leverage", bad[0]], "--as-of", d.days)
    yield ["systemic"]
    yield from _with(["systemic"], "--by", ("country,issue", "region,point", "region,issue", "country"))
    yield from _with(["systemic"], "--buyer", (*s.brands[:2], s.group))
    yield from _with(["systemic"], "--country", (*s.countries[:3], "Indonesia", "FR"))
    yield from _with(["systemic"], "--issue", (*s.issues[:3], *d.loose))
    yield ["systemic", "--buyer", s.group, "--country", s.countries[0], "--issue", s.issues[0], "--by", "country,issue"]
    yield from _with(["systemic"], "--as-of", d.days)


def _kept(s: Subjects, d: Detail) -> Iterator[Args]:
    yield from (["loads"], ["verify"], ["match"], ["review"], ["review", "--limit", "3"], ["pack"])
    yield ["pack", "--sensitivity", s.brands[0], "--issue", s.issues[0]]
    if d.unknown_list:
        yield ["map", d.unknown_list]


def _drawn(s: Subjects, d: Detail) -> Iterator[Args]:
    yield ["export", "--format", "canonical", "-o", "-"]
    for form in ("graphml", "json", "csv"):
        asked = ["export", "--format", form, "-o", "-"]
        yield [*asked, "--root", s.brands[1]]
        yield [*asked, "--root", s.group, "--root", s.brands[0], "--issue", s.issues[0], "--depth", "1"]
        yield [*asked, "--root", s.brands[1], "--as-of", d.days[1]]
        yield [*asked, "--root", s.found[0], "--open-only"]
    for form in ("tiers", "network"):
        yield from (["view", x, "--as", form, "-o", "-"] for x in (s.brands[1], s.found[0]))
    yield ["export", "--format", "graphml", "-o", "-", "--root", s.brands[1], ">", "export.graphml"]
    yield ["export", "--format", "csv", "-o", "-", "--root", s.brands[1], ">", "export.zip"]
    yield ["explain", s.brands[0], "--issue", s.issues[0], ">", "explain.json"]
    yield ["priorities", s.group, ">", "priorities.json"]
    yield from (["reproduce", x] for x in ("export.graphml", "export.zip", "explain.json", "priorities.json"))


def _refused(s: Subjects) -> Iterator[Args]:
    brand, nobody = s.brands[0], "Nobody Known & Sons"
    yield from ([c, nobody] for c in ("show", "priorities", "brief", "trace", "buyers", "explain", "leverage", "view"))
    yield from ([c, s.twice] for c in ("show", "trace", "buyers", "sensitivity"))
    yield from (["show", ""], ["show"], ["nonsense"], ["export", "--format", "nonsense", "--root", brand, "-o", "-"])
    yield from ([c, brand, "--as-of", "2026-13-01"] for c in ("show", "explain", "trace"))
    yield from (["--today", "yesterday", "priorities", brand], ["--pack", "nonsense", "score"])
    yield from ([c, brand, "--issue", "nonsense"] for c in ("priorities", "brief", "trace", "compare", "largest"))
    for option, word in (
        ("--since", "last week"), ("--severity", "9"), ("--country", "Atlantis"), ("--facility", nobody),
        ("--point", "nonsense"), ("--finding", "nonsense"), ("--actions", "nonsense"), ("--after", "nonsense"),
        ("--limit", "0"),
    ):  # fmt: skip
        yield ["priorities", brand, option, word]
    yield from (["share", brand], ["share", brand, brand], ["compare", nobody, brand], ["trace", brand, "--depth", "0"])
    yield from _with(["score"], "--param", ("alpha=2", "alpha", "nonsense=1", "hops=0", "unmapped=nonsense"))
    yield from (["score", "--indicator", "nonsense"], ["score", "--kind", "nonsense", "--issue", s.issues[0]])
    yield ["explain", brand, "--indicator", "nonsense"]
    yield from (["whatif", brand], ["whatif", brand, "--drop", nobody], ["whatif", brand, "--replace", "this"])
    yield from _with(["whatif", brand], "--policy", ("this", f"{s.issues[0]}=2", f"{s.issues[0]}=0.5,nonsense"))
    yield ["whatif", brand, "--close-country", "Atlantis"]
    yield from (["largest", brand, "--budget", "10"], ["largest", brand, "--costs", "nothing.csv"])
    yield from _with(["leverage", s.found[0]], "--takes", ("this", f"{nobody}=0.5", f"{brand}=7"))
    yield from (["leverage", s.found[0], "--sheet-for", nobody], ["leverage", s.found[0], "--target", "3"])
    yield from (["systemic", "--by", "nonsense"], ["systemic", "--country", "Atlantis"])
    yield from (["view", brand, "--as", "map", "-o", "-"], ["view", brand], ["reproduce", "nothing.json"])
    yield from (["reproduce", "costs.csv"], ["load", "nothing.csv"], ["load", "costs.csv"], ["retract", "nobody"])
    yield from (["decide", "nothing.csv"], ["decide", "costs.csv"], ["pack", "--check", "nothing"])


def _rewritten(s: Subjects, d: Detail) -> Iterator[Args]:
    """What people decide, and a source taken back; with the answers that follow from it."""
    again: list[Args] = [
        ["loads"],
        ["verify"],
        ["review", "--limit", "20"],
        ["priorities", s.group],
        ["show", s.clean[0]],
        ["score", "--kind", "brand", "--issue", s.issues[0]],
        ["systemic", "--country", s.countries[0]],
        ["share", *s.brands[:2]],
        ["export", "--format", "canonical", "-o", "-"],
    ]
    yield from (["decide", "people.csv"], *again)
    yield from (["retract", d.retracted], ["retract", d.retracted], *again, ["trace", s.brands[0]])


def _files(s: Subjects) -> dict[str, str]:
    _, bad, good = _bought(s)
    costs = ["party,cost", *(f"{p},{10 * (i + 1)}" for i, p in enumerate((*bad[:5], good[0])) if "," not in p)]
    people = io.StringIO(newline="")
    rows = csv.writer(people, lineterminator="\n")
    rows.writerow(["decision", "a", "b", "by", "reason", "date"])
    rows.writerow(["same", s.clean[0], s.clean[1], "somebody", "made up", "2026-11-01"])
    rows.writerow(["apart", s.clean[2], s.clean[3], "somebody", "made up", "2026-11-01"])
    rows.writerow(["country", s.clean[4], "Portugal", "somebody", "made up", "2026-11-01"])
    return {"costs.csv": "\n".join(costs) + "\n", "people.csv": people.getvalue()}
