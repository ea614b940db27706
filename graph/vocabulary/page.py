"""The whole pack as one document: every word and number with its unit, source and reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headwater.graph.documents import Answer, Document, Header
from headwater.graph.vocabulary.lines import Line
from headwater.graph.vocabulary.pack import Pack
from headwater.graph.vocabulary.tables import TABLES

FROM_MEMORY = "from memory, not yet checked"
"""Said of each line that nobody has held against the official text."""


class PackLine(Document):
    """One line of the pack. `value` None: the line is a word and has no number; `low`, `high` None: no range stated."""

    row: int
    """Row of the file, the header is 1."""
    id: str
    what: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    source: str
    reason: str
    assumed: bool
    """The value rests on a judgement and on no publication."""
    checked: bool
    """False: from memory, and nobody has held it against the official text yet."""


class PackTable(Document):
    """One file of the pack."""

    table: str
    title: str
    note: str
    file: str
    sha256: str
    lines: tuple[PackLine, ...]


class Moves(Document):
    """What the numbers move, in words: table → row → words, for each number that was tried."""

    heading: str
    words: dict[str, dict[int, str]]


class PackContents(Document):
    """A pack, whole. `sha256` is of all its files: equal hash, equal words and numbers."""

    name: str
    title: str
    edition: str
    version: str
    sha256: str
    description: str
    licence: str | None
    tables: tuple[PackTable, ...]
    unchecked: int
    """Lines from memory that are still to be checked."""
    moved: Moves | None = None
    """What each number moves for a company that was asked about; None: nobody was asked about."""


class PackDocument(PackContents, Answer):
    """The pack that a store is read with."""


@dataclass(frozen=True, slots=True)
class Printed:
    """How a table is printed: title, what to know, the number's field and unit, and a line in words."""

    title: str
    note: str = ""
    number: str | None = None
    unit: str | None = None
    words: Callable[[Pack, Any], str] = lambda pack, line: str(getattr(line, "title", "") or _id(line))


def _issue(pack: Pack, issue: str) -> str:
    held = pack.issue_by_id.get(issue)
    return held.title if held else "any other issue"


def _listed(title: str, words: tuple[str, ...]) -> str:
    return f"{title} ({', '.join(words)})" if words else title


def _method(pack: Pack, method: str) -> str:
    return next((m.title for m in pack.methods if m.id == method), method)


_KINDS = {"core": "core labour standard", "law": "national law", "ours": "ours, no cluster of the standard"}

PRINTED: dict[str, Printed] = {
    "issues": Printed(
        "Issues",
        "The indicators run per issue; nothing is summed over issues.",
        words=lambda pack, x: _listed(f"{x.title}: {_KINDS[x.kind]}", x.conventions),
    ),
    "points": Printed(
        "Compliance points",
        "Severity stands in only where a finding names no part of its own.",
        "severity",
        "severity, 1 to 5",
        lambda pack, x: f"{_issue(pack, x.issue)}: {x.title}",
    ),
    "severity_words": Printed(
        "Words for severity", number="value", unit="severity, 1 to 5", words=lambda pack, x: x.word
    ),
    "signs": Printed(
        "Signs of forced labour",
        "The eleven indicators of the ILO. Each is a sign of forced labour and no verdict; they are never summed.",
    ),
    "credibilities": Printed(
        "Credibility of sources",
        "The chance that an event is as one such source says.",
        "value",
        "0 to 1",
        lambda pack, x: f"{x.title} ({'type of source' if x.of == 'source_type' else 'kind of finding'})",
    ),
    "detections": Printed(
        "Detection power of a clean check",
        "The chance that a look in this way finds the harm where there is one.",
        "value",
        "0 to 1",
        lambda pack, x: f"{_issue(pack, x.issue)}: {_method(pack, x.method)}",
    ),
    "methods": Printed("Ways of looking", words=lambda pack, x: _listed(x.title, x.words)),
    "half_lives": Printed(
        "Half-lives",
        "Years after which weak evidence, or a clean check, counts half.",
        "years",
        "years",
        lambda pack, x: f"{_issue(pack, x.issue)} (half-life)",
    ),
    "priors": Printed(
        "Priors",
        "What is assumed before anything is known. Not listed, or country unknown, is unknown and never low.",
        "mean",
        "0 to 1",
        lambda pack, x: "Country and good on a list" if x.id == "listed" else "Not on a list, or country unknown",
    ),
    "wages": Printed(
        "Scale of a wage gap",
        "Read when wages are loaded.",
        "scale",
        "scale, 1 to 5",
        lambda pack, x: f"A wage under {x.below:g} % of the benchmark",
    ),
    "settings": Printed("Settings", "Thresholds and defaults.", "value", words=lambda pack, x: _sentence(x.id)),
    "goods": Printed("Goods, and the words of lists that mean them", words=lambda pack, x: _listed(x.title, x.words)),
    "inputs": Printed(
        "What is bought in to make a good", words=lambda pack, x: f"{_sentence(x.good)}: {x.input.replace('_', ' ')}"
    ),
    "source_ranks": Printed(
        "Ranks of sources", "The smaller stands where sources disagree.", "rank", "rank", lambda pack, x: x.name
    ),
    "tags": Printed("Tags", "Reasons to ask; never a risk point against people."),
    "causes": Printed(
        "Causes outside the facility, and who must act", words=lambda pack, x: f"{x.title}: {', '.join(x.who)}"
    ),
    "differences": Printed("Differences in treatment"),
}
"""How each table of `TABLES` is printed, in the page's order; one that isn't named here comes after, plainly."""


def _sentence(name: str) -> str:
    return name.replace("_", " ").capitalize()


_KEYS = (("id",), ("issue", "method"), ("issue",), ("good", "input"), ("name",), ("point",), ("below",), ("value",))


def _id(line: Line) -> str:
    """What a line is called in its file: its key columns."""
    names = next(k for k in _KEYS if all(hasattr(line, n) for n in k))
    return "/".join(str(getattr(line, n)) for n in names)


def describe(pack: Pack, header: Header) -> PackDocument:
    """Give the pack as the answer of a question, see `contents`."""
    held = contents(pack)
    return PackDocument(header=header, **{name: getattr(held, name) for name in PackContents.model_fields})


def contents(pack: Pack) -> PackContents:
    """Give the pack as one document, each table in the order of its file."""
    tables = tuple(
        PackTable(
            table=field,
            title=how.title,
            note=how.note,
            file=TABLES[field][0],
            sha256=pack.files[TABLES[field][0]],
            lines=tuple(describe_line(pack, field, x) for x in getattr(pack, field)),
        )
        for field, how in ({f: PRINTED.get(f, Printed(_sentence(f))) for f in (*PRINTED, *TABLES)}).items()
        if field in TABLES and TABLES[field][0] in pack.files
    )
    return PackContents(
        name=pack.name,
        title=pack.title,
        edition=pack.edition,
        version=pack.version,
        sha256=pack.sha256,
        description=pack.description,
        licence=pack.licence,
        tables=tables,
        unchecked=sum(not x.checked for t in tables for x in t.lines),
    )


def describe_line(pack: Pack, table: str, line: Line) -> PackLine:
    """Give one line of a table in words, with its number and unit."""
    how = PRINTED.get(table, Printed(_sentence(table)))
    ranged = table == "priors"
    return PackLine(
        row=line.row,
        id=_id(line),
        what=how.words(pack, line),
        value=None if how.number is None else float(getattr(line, how.number)),
        low=getattr(line, "low", None) if ranged else None,
        high=getattr(line, "high", None) if ranged else None,
        unit=getattr(line, "unit", how.unit),
        source=line.source,
        reason=line.reason,
        assumed=line.source == "Assumed" or line.reason.startswith("Assumed"),
        checked=line.checked,
    )


__all__ = [
    "FROM_MEMORY", "PRINTED", "PackContents", "PackDocument", "PackLine", "PackTable", "contents", "describe",
    "describe_line",
]  # fmt: skip
