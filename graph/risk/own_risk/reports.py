"""One report by itself: what it is about, when, by whose programme, and how credible it is."""

from __future__ import annotations

from headwater.graph.records import Assessment, Finding
from headwater.graph.risk.own_risk.independence import Report, marks
from headwater.graph.snapshot import Evidence
from headwater.graph.vocabulary import Pack


def issue_and_point(issue: str, point: str, pack: Pack) -> tuple[str, str] | None:
    """The pack's (issue, point) of a row's words; the point stays as given where the pack has no such one.

    A row that names only the issue speaks of the issue as a whole: point = issue. None where the pack
    knows neither.
    """
    known = pack.point_of(point)
    if known is not None:
        return pack.point_by_id[known].issue, known
    named = pack.issue_named(issue) or pack.issue_of(point)
    if named is None:
        return None
    if point and pack.issue_named(point) != named:
        return named, point
    points = pack.points_of(named)
    return named, points[0].id if len(points) == 1 else named


def date_of(record: Finding | Assessment) -> str | None:
    """Its date as stated: observed before reported."""
    return (record.observed or record.reported) if isinstance(record, Finding) else record.date


def programme_of(e: Evidence) -> str:
    """Whose check an assessment is: its standard, else its source."""
    return (e.record.standard if isinstance(e.record, Assessment) else None) or e.ref.source


def report_of(e: Evidence, pack: Pack) -> Report:
    """Its credibility, and what makes it depend on other reports of its event."""
    r = e.record
    found = r if isinstance(r, Finding) else None
    shared = marks(
        source=e.ref.source,
        type_of=_type(e, pack),
        sha256=e.ref.sha256,
        row=e.ref.row,
        kind=found.kind.value if found else "assessment",
        date=date_of(r) if isinstance(r, Finding | Assessment) else None,
        text=found.text if found else None,
        family=found.source_family if found else None,
    )
    return Report(credibility(e, pack), shared)


def credibility(e: Evidence, pack: Pack) -> float:
    """Credibility of one report, 0 to 1."""
    kind = e.record.kind.value if isinstance(e.record, Finding) else None
    return pack.credibility_of(_type(e, pack), kind)


def _type(e: Evidence, pack: Pack) -> str:
    """The type of source; an assessment that names none is what its method is by the pack (a survey), else an audit."""
    r = e.record
    by_method = pack.source_type_of(r.method) if isinstance(r, Assessment) else None
    return getattr(r, "source_type", None) or by_method or "audit"


def sharpness(e: Evidence, issue: str, pack: Pack) -> float:
    """How surely an assessment would see it, d · v, 0 to 1."""
    assert isinstance(e.record, Assessment)
    return pack.detection_of(issue, pack.method_of(e.record.method)) * credibility(e, pack)
