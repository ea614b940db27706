"""What was found, checked, answered and decided at a company or facility, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from headwater.graph.stores.parties import PartyDocument, StatementDocument
from headwater.visualizations.text.cited import Cited
from headwater.visualizations.text.console import Heading, Item, table
from headwater.visualizations.text.values import name_words, value_words
from headwater.visualizations.words import amount, count, percent

ORDER = ("finding", "complaint", "assessment", "action", "engagement", "response", "decision", "involvement", "risk")
"""The order in which kinds of statements are shown; others come after."""

_HEADINGS = {
    "response": "Answers",
    "decision": "Decisions",
    "risk": "Own risks, as given",
    "entry": "Written by people",
}
_SAID = frozenset({
    "kind", "issue", "point", "state", "status", "scale", "scope", "irremediability", "delay_irremediable",
    "likelihood", "observed", "reported", "affected", "women", "migrants", "minors", "text", "source_type",
    "source_family", "event", "remedied_effect", "remedied_verified_by", "remedy_credibility",
})  # fmt: skip
"""Fields of a finding that its sentence says, or that only tell rows apart; the rest follows by name."""


def about(doc: PartyDocument, cite: Cited) -> Iterator[Item]:
    """A part for each kind of statement."""
    held: dict[str, list[StatementDocument]] = {}
    for s in doc.about:
        held.setdefault(s.kind, []).append(s)
    for kind in (*ORDER, *sorted(held.keys() - set(ORDER))):
        found = held.get(kind, [])
        if not found:
            continue
        yield Heading(f"{_HEADINGS.get(kind, kind.capitalize() + 's')} ({len(found):,})")
        if kind == "assessment":
            yield _assessments(found, doc.titles, cite)
            continue
        for s in found:
            said = _finding(s.value, doc.titles) if kind == "finding" else _other(s.value, doc.titles)
            yield f"  {said} [{cite((s.row,))}]"


def _topic(value: Mapping[str, JsonValue], titles: Mapping[str, str]) -> str:
    """Issue and compliance point by title."""
    named = [str(value[k]) for k in ("issue", "point") if value.get(k)]
    return ", ".join(dict.fromkeys(titles.get(n, n.replace("_", " ")) for n in named))


def _finding(value: Mapping[str, JsonValue], titles: Mapping[str, str]) -> str:
    """A finding in a few sentences: how it's known, of what, when; how grave, for whom; its words."""
    kind = str(value.get("kind", "finding"))
    day = value.get("observed") or (f"reported {value['reported']}" if value.get("reported") else "undated")
    out = [f"{kind[:1].upper()}{kind[1:]}, {day}: {_topic(value, titles)}."]
    grades = [f"{g} {value[g]}" for g in ("scale", "scope", "irremediability") if g in value]
    grave = [f"{', '.join(grades)} (of 5)" if grades else "how grave isn't stated"]
    if value.get("delay_irremediable") is not None:
        grave.append("delay makes it irremediable" if value["delay_irremediable"] else "it can be put right later")
    if value.get("state") == "potential":
        chance = value.get("likelihood")
        grave.append(f"it may happen{f', likelihood {percent(float(str(chance)))}' if chance is not None else ''}")
    out.append(f"{'; '.join(grave)}.".capitalize())
    out.append(f"{_people(value)}; status: {value.get('status', 'unknown')}{_remedy(value)}.")
    if value.get("text"):
        out.append(f"“{value['text']}”")
    rest = [f"{name_words(k)}: {value_words(k, v)}" for k, v in value.items() if k not in _SAID]
    return " ".join([*out, *([f"({'; '.join(rest)})"] if rest else [])])


def _people(value: Mapping[str, JsonValue]) -> str:
    if value.get("affected") is None:
        return "How many people are affected isn't stated"
    parts = [
        count(int(str(value[k])), w)
        for k, w in (("women", "woman"), ("migrants", "migrant"), ("minors", "minor"))
        if value.get(k) is not None
    ]
    said = count(int(str(value["affected"])), "person affected")
    return said[:1].upper() + said[1:] + (f", of them {', '.join(parts)}" if parts else "")


def _remedy(value: Mapping[str, JsonValue]) -> str:
    effect = value.get("remedied_effect")
    if effect is None:
        return ""
    by = value.get("remedied_verified_by")
    return f", remedied by {percent(float(str(effect)))}" + (f", verified by {str(by).replace('_', ' ')}" if by else "")


def _assessments(found: list[StatementDocument], titles: Mapping[str, str], cite: Cited) -> Item:
    """Checks as a table: there may be one for each point."""

    def cells(s: StatementDocument) -> tuple[str, ...]:
        v = s.value
        measured = v.get("value")
        outcome = str(v.get("outcome", "")) + ("" if measured is None else f" ({amount(float(str(measured)))})")
        how = ", ".join(str(v[k]) for k in ("method", "standard", "cycle") if v.get(k))
        return _topic(v, titles), outcome, how or "not stated", str(v.get("date") or "undated"), cite((s.row,))

    return table(("checked", "outcome", "how", "when", "source row"), map(cells, found), wrap=(0, 1, 2), right=(4,))


def _other(value: Mapping[str, JsonValue], titles: Mapping[str, str]) -> str:
    """An action, an answer, an entry …: what it says, then the rest by name."""
    head = str(value.get("what") or value.get("text") or "")
    topic = _topic(value, titles)
    rest = [
        f"{name_words(k)}: {value_words(k, v)}"
        for k, v in value.items()
        if k not in ("what", "text", "issue", "point", "finding", "event")
    ]
    said = ". ".join(x.rstrip(".") for x in (topic, head) if x)
    return f"{said}{' (' if said and rest else ''}{'; '.join(rest)}{')' if said and rest else ''}"


__all__ = ["about"]
