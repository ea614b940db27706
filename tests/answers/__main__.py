"""Ask every question of the command line, keep the answers, and hold two sets of answers against each other.

    python -m tests.answers write OUT [--worlds demo,real] [--stores sqlite,neo4j] [--data FOLDER] [--questions FOLDER]
                                       [--translate FILE]
    python -m tests.answers compare OLD NEW [--renames FILE] [--worlds …] [--stores …] [--each] [--common]

Asked is the `headwater` that Python imports, in this process, on a fixed day; `write` says where it stands. To ask an
older version than this, in a folder that is neither: `PYTHONPATH=OLDER:THIS python -m tests.answers write OUT`.

**write** builds each world once in each store and asks its questions with `--json`. `OUT/WORLD.STORE.json` is a list
with an answer a line: `args`, exit `code`, `document` (parsed standard output), `err` (standard error).
`OUT/WORLD.questions.json` holds what was asked: `loads` and `questions` as argument lists, `files` that they name.
It's made from what the first store holds (brands by name, the first facilities with findings, …) where OUT has none;
`--questions FOLDER` takes that of an earlier run, so that the very same is asked again. In an argument list `{next}`
is the cursor of the answer before, and `>`, `NAME` at the end keeps the answer as a file, too.

`--translate FILE` is for a program whose words have changed; answers keep the old words as their name::

    {"prefix": [[["largest"], ["whatif", "--largest"]]], "options": {"whatif": {"--drop": "--leave"}}}

In Neo4j fewer questions of the slow kind are asked; the rest of both are the same.

**compare** goes answer by answer: numbers to 1e-12 (relative above 1), lists in order, text as it is; `recipe` and
`program` are passed over. It leaves with 1 where anything differs. What may differ is said in `--renames FILE`; each
part is by question, `*` is all of them; `about` says what the file is for. `tests/answers/renames/house.json` is for
the rebuild of the frame, from commit 1931d34 to now::

    {"about":  "what was renamed, and when",
     "rename": {"*": {"revision": "header.revision"}, "score": {"rows[*].party": "id"}},
     "drop":   {"show": ["statements[*].sha256"]},
     "added":  {"*": ["header", "rows[*].words"]},
     "values": {"priorities": {"(err)": "the message names the option now"}},
     "answers": {"find *--kind nonsense": "an unknown kind is refused now"}}

- `rename` and `drop` change the OLD document, in the order in which they are written, those of `*` first.
- A path is names with dots, `[*]` for each item of a list, `*` for any name, `**` for any number of steps; a name
  with a dot of its own stands in quotes: `'nodes.csv'.rows[*]`.
- A new name without a dot stays in its place; a path starts at the innermost item of a list or mapping (`[*]`, `*`,
  `**`) that the old path names, else at the document. `$.name` is a path of one name; `"$": "name"` puts the whole
  document under a name.
- `added`: may be in NEW only; with `[*]` at its end, more items of that list, the old ones in their order among them.
- `values`: may differ, with all below it; the report counts the answers by reason.
- `answers`: the whole answer may differ, by a shell pattern of its arguments.
- `(err)` and `(code)` are standard error and exit code, `(answer)` is the whole answer where only one side asked.

`compare OLD/demo.sqlite.json NEW/demo.neo4j.json --common` holds two files against each other, by what both asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.answers.comparing import compare
from tests.answers.rules import Rules
from tests.answers.worlds import WORLDS
from tests.answers.writing import STORES, write

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
"""Beside the checkout, as for the tests."""


def _some(known: Sequence[str]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        words = [w for w in text.split(",") if w]
        if unknown := [w for w in words if w not in known]:
            raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(known)}")
        return words

    return read


def main(words: Sequence[str] | None = None) -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writer, comparer = (commands.add_parser(name) for name in ("write", "compare"))
    for one in (writer, comparer):
        one.add_argument("--worlds", type=_some(WORLDS), default=list(WORLDS))
        one.add_argument("--stores", type=_some(STORES), default=list(STORES))
    writer.add_argument("out", type=Path)
    writer.add_argument("--data", type=Path, default=DATA, help="the folder of the published lists")
    writer.add_argument("--questions", type=Path, help="the folder of an earlier run; default: OUT")
    writer.add_argument("--translate", type=Path)
    comparer.add_argument("old", type=Path)
    comparer.add_argument("new", type=Path)
    comparer.add_argument("--renames", type=Path)
    comparer.add_argument("--each", action="store_true", help="every difference, not one of each kind")
    comparer.add_argument("--common", action="store_true", help="only what both asked")
    asked = parser.parse_args(words)
    if asked.command == "compare":
        rules = Rules.read(asked.renames)
        more = {"each": asked.each, "common": asked.common}
        return compare(asked.old, asked.new, rules, asked.worlds, asked.stores, **more)
    translate = json.loads(asked.translate.read_text(encoding="utf-8")) if asked.translate else {}
    out = asked.out.resolve()
    write(out, asked.worlds, asked.stores, asked.data.resolve(), (asked.questions or out).resolve(), translate)
    return 0


if __name__ == "__main__":
    sys.exit(main())
