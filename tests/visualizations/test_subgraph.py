"""What pictures and files are made of: words about what is left out, and warnings about terms."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from headwater.visualizations.subgraph import LeftOut, Node, SourceNote, Subgraph
from tests.visualizations.exports.reading import whole_world
from tests.visualizations.world import fan


def note(key: str, licence: str | None, redistributable: str = "unknown") -> SourceNote:
    return SourceNote(key=key, title=key.title(), licence=licence, redistributable=redistributable)


def warned(*notes: SourceNote) -> tuple[str, ...]:
    return fan(0).model_copy(update={"sources": notes}).warnings()


def test_terms_that_do_not_go_together_are_warned_of_and_clear_ones_are_not() -> None:
    assert warned(note("a", "CC0-1.0", "yes")) == ()
    assert warned(note("a", "CC-BY-SA-4.0", "yes"), note("c", "CC0-1.0", "yes")) == ()
    (mixed,) = warned(note("a", "ODbL-1.0"), note("b", None))
    assert "share-alike data (A) is mixed here with data whose licence is not stated (B)" in mixed
    (unstated,) = warned(note("b", None), note("d", None))
    assert unstated == "Licences: none is stated for B, D. Ask before you pass the file on."
    assert warned(note("a", "own terms", "no"))[0].startswith("Licences: A may not be redistributed.")
    assert len(warned(note("a", "CC-BY-SA-4.0"), note("b", None, "no"))) == 2


def test_what_an_open_file_holds_back_is_counted_in_words() -> None:
    held = LeftOut(sources=("x", "y"), statements=9, parties=2, relations=3, findings=4, properties=5)
    assert held.words() == (
        "Open sources only: left out 9 statements of 2 sources not known to be redistributable (x, y); with them went "
        "2 companies or facilities, 3 relations, 4 findings and 5 properties."
    )
    assert "of 1 source not" in held.model_copy(update={"sources": ("x",)}).words()
    assert LeftOut().words() == "Open sources only: nothing had to be left out."


@pytest.mark.parametrize("severity", [0, 6])
def test_a_severity_is_one_to_five_or_none(severity: int) -> None:
    with pytest.raises(ValidationError):
        Node(id="a", name="A", kind="facility", severity=severity)
    assert Node(id="a", name="A", kind="facility").severity is None


def test_it_comes_back_from_its_json_as_it_was() -> None:
    whole = whole_world()
    again = Subgraph.model_validate_json(whole.model_dump_json())
    assert again == whole
    assert again.by_id["name:halden"].name == "Halden & Marsh"
    assert [type(r) for r in again.records] == [type(r) for r in whole.records]
    assert len(again.records) == len(whole.findings) + len(whole.assessments) + len(whole.actions)
    assert sum(n.open_findings for n in again.nodes) == sum(sum(n.findings.values()) for n in whole.nodes) > 0
