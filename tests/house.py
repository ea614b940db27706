"""What the house is made of, read from the files themselves: folders, lengths, who imports whom, what is tested.

`python -m tests.house` prints it.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

from tests.running import ROOT

ROOMS = ("graph", "loaders", "visualizations", "api", "headwater", "benchmarks")
"""Where code lies; `headwater` holds links to the first four, which are not followed."""
TESTS = "tests"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(root: Path, *rooms: str) -> list[Path]:
    """Every Python file in these folders, links not followed, in order."""
    return sorted(path for room in rooms for path in _walk(root / room) if path.suffix == ".py")


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink() and path.name != "__pycache__":
            yield from _walk(path)
        elif path.is_file():
            yield path


def crowds(root: Path, most: int, *rooms: str) -> dict[str, int]:
    """Folder of code → its files, where these are more than `most`."""
    folders = {path.parent for path in files(root, *rooms)}
    count = {folder: sum(p.is_file() for p in folder.iterdir()) for folder in folders}
    return {f"{f.relative_to(root)}": n for f, n in sorted(count.items()) if n > most}


def long_files(root: Path, most: int, *rooms: str) -> dict[str, int]:
    """File → its lines, where these are more than `most`."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(root, *rooms)}
    return {f"{path.relative_to(root)}": n for path, n in lines.items() if n > most}


def long_functions(root: Path, most: int, *rooms: str) -> dict[str, int]:
    """`file:function` → its lines from `def` to its end, where these are more than `most`."""
    found = {}
    for path in files(root, *rooms):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > most:
                    found[f"{path.relative_to(root)}:{node.name}"] = length
    return found


def without_test(root: Path, *rooms: str) -> list[str]:
    """Files for which no test file has the same name at the same path under tests/; packages' own files aside."""
    tested = [path for path in files(root, *rooms) if not path.name.startswith("__")]
    mirrors = {path: root / "tests" / path.relative_to(root).parent / f"test_{path.name}" for path in tested}
    return [f"{path.relative_to(root)}" for path, mirror in mirrors.items() if not mirror.is_file()]


def modules(root: Path, *rooms: str) -> dict[str, Path]:
    """Full module name → its file; what lies in a linked folder is named `headwater.…`."""
    found = {}
    for path in files(root, *rooms):
        parts = path.relative_to(root).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        linked = (root / "headwater" / parts[0]).is_symlink()
        found[".".join(("headwater", *parts) if linked else parts)] = path
    return found


def imports(root: Path, *rooms: str) -> dict[str, set[str]]:
    """Module → the modules it imports, wherever the import stands: at the top, in a function, for type checks only."""
    known = modules(root, *rooms)
    return {name: set(_imported(name, path, known)) - {name} for name, path in known.items()}


def _imported(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - (node.level - 1)] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            named = {f"{origin}.{alias.name}" for alias in node.names}
            inside = named & set(known)
            yield from inside
            if origin in known and named != inside:
                yield origin


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Groups of two and more modules each of which leads to every other, by Tarjan's algorithm; sorted."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[tuple[str, ...]] = []
    number = itertools.count()

    def visit(node: str) -> None:
        index[node] = low[node] = next(number)
        open_.append(node)
        for to in sorted(graph.get(node, ())):
            if to not in index:
                visit(to)
                low[node] = min(low[node], low[to])
            elif to in open_:
                low[node] = min(low[node], index[to])
        if low[node] == index[node]:
            group = open_[open_.index(node) :]
            del open_[open_.index(node) :]
            if len(group) > 1:
                found.append(tuple(sorted(group)))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return sorted(found)


def main() -> None:
    """Print every measure's table, the nearest to the limit too."""
    tables = {
        "files of a folder, over 12": crowds(ROOT, 12, *ROOMS),
        "lines of a file, over 350": long_files(ROOT, 350, *ROOMS, "tests"),
        "lines of a function, over 55": long_functions(ROOT, 55, *ROOMS, "tests"),
        "circles": dict.fromkeys(map(" ".join, circles(imports(ROOT, *ROOMS))), 0),
        "without a test of their own": dict.fromkeys(without_test(ROOT, *ROOMS), 0),
    }
    for title, rows in tables.items():
        print(f"{title}: {len(rows)}", *(f"  {name}  {n or ''}" for name, n in rows.items()), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
