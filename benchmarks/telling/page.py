"""The tables of docs/benchmarks.md, written from the figures that were kept, so that page and figures can't drift."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import RESULTS
from benchmarks.engines.bars import streamed_share
from benchmarks.engines.measuring import measured, wish

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
Results = Mapping[str, Mapping[str, Any]]
"""By part: what each JSON file holds."""


def kept(results: Path) -> dict[str, Any]:
    """The figures of a folder, by part."""
    files = (results / f"{part}.json" for part in TABLES_OF)
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()}


def write(results: Path, page: Path = PAGE) -> None:
    """Put the tables into the page, between their marks; the words around them stay."""
    page.write_text(filled(page.read_text(encoding="utf-8"), kept(results)), encoding="utf-8")


def filled(text: str, got: Results) -> str:
    """The page's text with every table written anew. A table is marked `<!-- name -->` … `<!-- /name -->`.

    Raises:
        ValueError: A mark names no table, or a table has no mark.
    """
    made = {name: table(got[part]) for part, tables in TABLES_OF.items() if part in got for name, table in tables}
    marks = re.findall(r"<!-- (\w+) -->", text)
    known = {name for tables in TABLES_OF.values() for name, _ in tables}
    if sorted(marks) != sorted(known):
        raise ValueError(f"docs/benchmarks.md marks the tables {marks}; there are {sorted(known)}, each once")
    for name in marks:
        body = made.get(name, ["Not measured yet."])
        whole = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.S)
        text = whole.sub(lambda _, n=name, b=body: "\n".join([f"<!-- {n} -->", *b, f"<!-- /{n} -->"]), text)
    return text


def _table(head: str, rows: list[tuple[str, ...]]) -> list[str]:
    count = head.count("|") + 1
    return ["| " + head + " |", "|" + "---|" * count, *("| " + " | ".join(row) + " |" for row in rows)]


def _seconds(x: float) -> str:
    """Seconds, milliseconds or microseconds with three digits that count."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if x >= 0.9995 * size or unit == "µs":
            return f"{x / size:,.0f} {unit}" if x >= 100 * size else f"{x / size:.3g} {unit}"
    raise AssertionError


def _peak(figure: Mapping[str, Any]) -> str:
    peak = figure["peak_mb_over_loaded_graph"]
    return "" if peak is None else f"{peak:,}"


def _machine(got: Mapping[str, Any]) -> list[str]:
    m = got["machine"]
    versions = ", ".join(f"{name} {v}" for name, v in m["versions"].items())
    memory = f", {m['memory_gb']} GB of memory" if "memory_gb" in m else ""
    load = f"{m['load'][0]} before, {got['load_afterwards'][0]} after"
    rounds = f"Up to {got['rounds']} rounds" if "rounds" in got else "Rounds as in the table"
    return [
        f"- {m['processor']}, {m['cores']} cores{memory}; {m['system']}; Python {m['python']}.",
        f"- {versions}.",
        f"- Seed {got['seed']}. {rounds}. Load of the machine over one minute: {load} (our own work is 1).",
    ]


def _bars(got: Mapping[str, Any]) -> list[str]:
    rows = []
    for bar in got["bars"]:
        if "not_run" in bar:
            rows.append((bar["test"], wish(bar), f"not run: {bar['not_run']}", ""))
            continue
        star = " *" if bar["scaled"] else ""
        verdict = {True: "met", False: "**NOT met**", None: "no bar"}[bar["met"]]
        rows.append((bar["test"], wish(bar), measured(bar) + star, verdict))
    return _table("test | bar | measured | ", rows)


def _figures(got: Mapping[str, Any]) -> list[str]:
    rows = []
    for size, figures in got["figures"].items():
        for name, f in figures.items():
            if "not_run" in f:
                rows.append((size, name, f"not run: {f['not_run']}", "", "", ""))
                continue
            spread = f"{_seconds(f['cpu_s_least'])} to {_seconds(f['cpu_s_most'])}"
            about = (f"{spread}, {f['runs']}", _peak(f), f["scaled"] or "")
            rows.append((size, name, _seconds(f["cpu_s_median"]), *about))
    return _table("size | candidate | CPU, median | least to most, rounds | peak MB | scaled", rows)


def _growth(got: Mapping[str, Any]) -> list[str]:
    rows = []
    for size, figures in got["figures"].items():
        ours = figures.get("burden ours", {})
        if "told" not in ours:
            continue
        made, told = got["sizes"][size], ours["told"]
        each = 1e9 * ours["cpu_s_median"] / told["sweeps"] / made["links"]
        share = streamed_share(figures)
        rows.append(
            (
                size,
                f"{made['parties']:,}",
                f"{made['links']:,}",
                str(told["sweeps"]),
                _seconds(ours["cpu_s_median"]),
                f"{each:.3g} ns",
                "" if share is None else f"{share:.0f} %",
                _peak(ours),
                f"{told['error']:.1e}",
            )
        )
    head = (
        "size | parties | links | sweeps | CPU | per link and sweep | of the streaming limit | peak MB | error, proven"
    )
    return _table(head, rows)


def _validation(got: Mapping[str, Any]) -> list[str]:
    rows = [
        (c["test"], f"{c['largest']:.2g}", f"{c['allowed']:.2g}", "agrees" if c["agree"] else "**DIFFERS**")
        for c in got["checks"]
    ]
    rows += [(name, "", "", f"not run: {why}") for name, why in got["not_run"].items()]
    return _table("known result | largest difference | allowed | ", rows)


def _whatif(got: Mapping[str, Any]) -> list[str]:
    rows = [(b["test"], f"≤ {b['bar_ms']:,g} ms", f"{b['ms']:.3g} ms", "met" if b["met"] else "**NOT met**")
            for b in got["bars"]]  # fmt: skip
    errors = max(f["error"] for f in got["figures"].values())
    return [
        *_table("update | bar | measured | ", rows),
        "",
        f"On {got['parties']:,} parties and {got['links']:,} links, {got['issues']} issues; the top hub has "
        f"{got['hub_customers']:,} customers. Error printed: at most {errors:.1e}. Largest difference from the edited "
        f"network solved anew: {got['largest_difference']:.1e}. What stands before is solved once, in "
        f"{_seconds(got['before_cpu_s'])}.",
    ]


def _loading(got: Mapping[str, Any]) -> list[str]:
    rows = []
    for name, store in got["stores"].items():
        if isinstance(store, str):
            rows.append((name, store, "", "", "", ""))
            continue
        rows.append(
            (
                name,
                f"{store['first']['rows_per_wall_s']:,.0f}",
                f"{store['first_times_plain']:.1f}×",
                _seconds(store["repeated"]["wall_s_median"]),
                f"{store['unchanged']['rows_per_wall_s']:,.0f}",
                _seconds(store["snapshot"]["wall_s_median"]),
            )
        )
    head = "store | first load, rows/s | as long as a plain script | same file again | new version, rows/s | snapshot"
    return [*_table(head, rows), "", f"{got['rows']:,} rows of two records each; wall time."]


TABLES_OF: dict[str, tuple[tuple[str, Callable[[Mapping[str, Any]], list[str]]], ...]] = {
    "engine": (("machine", _machine), ("bars", _bars), ("growth", _growth), ("figures", _figures)),
    "validation": (("validation", _validation),),
    "whatif": (("whatif", _whatif),),
    "loading": (("loading", _loading),),
}
"""By part: its tables, by the mark in the page."""


if __name__ == "__main__":
    write(RESULTS)
