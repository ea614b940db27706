"""What a file says beside companies and relations: findings, assessments and actions, as their sources state them.

One of these a row of a source. Several reports of one event share its `event`, or party, point and year; which are
one, and how grave it is, is counted on the `Node`.
"""

from __future__ import annotations

from typing import Literal

from headwater.graph.documents import Document
from headwater.graph.records import Action, Assessment, Finding, FindingKind, Outcome, Record
from headwater.graph.snapshot import Evidence
from headwater.graph.statements import Ref


class FileRow(Document):
    """A source row by its file's name, without the file's hash: pictures and exports are for people elsewhere.

    `row` as a person counts it, 0 for the file as a whole.
    """

    source: str
    file: str
    row: int
    dated: str | None = None

    def words(self) -> str:
        """Say it in words: file, row, source and date."""
        return Ref(self.source, self.file, "", self.row, self.dated).words()


class Told(Document):
    """What a row tells of one party."""

    id: str
    """`finding:KEY` and the like; unique in a subgraph."""
    party: str
    """Id of the node it's about."""
    refs: tuple[FileRow, ...]

    @property
    def day(self) -> str | None:
        """When it was true, as the row writes it: a day, month or year; None: undated."""
        return None


class FindingNode(Told):
    """A finding, open or not; the fields are those of `headwater.graph.records.Finding`."""

    record: Literal["finding"] = "finding"
    issue: str
    point: str
    kind: FindingKind
    state: Literal["actual", "potential"]
    status: Literal["open", "remedied", "closed", "unknown"]
    source_type: str
    source_family: str | None
    scale: int | None
    scope: int | None
    irremediability: int | None
    delay_irremediable: bool | None
    likelihood: float | None
    observed: str | None
    reported: str | None
    affected: int | None
    women: int | None
    migrants: int | None
    minors: int | None
    event: str | None
    cause: str | None
    standard: str | None
    remedied_effect: float | None
    remedy_credibility: float | None
    remedied_verified_by: str | None
    text: str | None

    @property
    def day(self) -> str | None:
        """When it was observed, else reported."""
        return self.observed or self.reported


class AssessmentNode(Told):
    """What somebody who looked says of one compliance point; as `headwater.graph.records.Assessment`."""

    record: Literal["assessment"] = "assessment"
    issue: str
    point: str
    outcome: Outcome
    method: str | None
    standard: str | None
    cycle: str | None
    date: str | None
    value: float | None
    source_type: str | None

    @property
    def day(self) -> str | None:
        """When somebody looked."""
        return self.date


class ActionNode(Told):
    """A corrective or preventive action; as `headwater.graph.records.Action`."""

    record: Literal["action"] = "action"
    issue: str | None
    point: str | None
    finding: str | None
    """Key of the finding it answers."""
    event: str | None
    what: str
    owner: str | None
    due: str | None
    status: str | None
    verified_effect: float | None
    date: str | None

    @property
    def day(self) -> str | None:
        """When the row's words held."""
        return self.date


RecordNode = FindingNode | AssessmentNode | ActionNode
_MADE: dict[type[Record], type[FindingNode] | type[AssessmentNode] | type[ActionNode]] = {
    Finding: FindingNode,
    Assessment: AssessmentNode,
    Action: ActionNode,
}
_ENVELOPE = {"provenance", "visibility", "valid_from", "valid_to", "key", "party"}


def told(evidence: Evidence, party: str, number: int) -> RecordNode | None:
    """The node of one row of evidence at the party of that id; None for what is no finding, assessment or action.

    `number` tells rows of one key apart: 1 for the first.
    """
    record, ref = evidence.record, evidence.ref
    made = _MADE.get(type(record))
    if made is None:
        return None
    key = f"{type(record).__name__.lower()}:{record.key}{'' if number == 1 else f'#{number}'}"
    row = FileRow(source=ref.source, file=ref.file, row=ref.row, dated=ref.dated)
    return made.model_validate(
        {"id": key, "party": party, "refs": (row,), **record.model_dump(mode="json", exclude=_ENVELOPE)}
    )


__all__ = ["ActionNode", "AssessmentNode", "FileRow", "FindingNode", "RecordNode", "Told", "told"]
