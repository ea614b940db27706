"""What is said about the fictional facilities: of every kind, and one issue that is systemic."""

from __future__ import annotations

from headwater.demo.world import SYSTEMIC, build
from tests.headwater.demo.reading import table


def test_findings_are_of_every_kind_and_two_events_are_told_in_both_files(world_folder, loads):
    audits = table(world_folder / "fictional_findings_audits.csv")
    voices = table(world_folder / "fictional_findings_voices.csv")
    kinds = {r["kind"] for r in audits + voices}
    assert kinds == {"allegation", "audit finding", "inspection finding", "confirmed", "decision of an authority"}
    assert len({r["source_type"] for r in audits + voices}) >= 5
    told = {r["event"] for r in audits if r["event"]} & {r["event"] for r in voices}
    assert told == {"ullisco-fees-2025", "ravundo-boiler-2025"}
    assert any(r["remedied_effect"] for r in audits) and any(r["state"] == "potential" for r in audits)
    assert {len(r["observed"]) for r in audits + voices} == {0, 4, 7, 10}


def test_assessments_have_all_outcomes_and_one_systemic_issue(world_folder, loads):
    rows = table(world_folder / "fictional_assessments.csv")
    assert {r["outcome"] for r in rows} == {"compliant", "non-compliant", "not applicable", "not checked"}
    assert len({r["method"] for r in rows}) == 4
    said = [r for r in rows if r["point"] == "overtime" and r["country"] == SYSTEMIC]
    said = [r for r in said if r["outcome"] in ("compliant", "non-compliant")]
    bad = [r for r in said if r["outcome"] == "non-compliant"]
    world = build(7)
    by_key = {f.key: f for f in world.facilities}
    owners = {by_key[r["party"]].owner or r["party"] for r in bad}
    buyers = {b for r in bad for b in by_key[r["party"]].lists}
    assert len(said) >= 10 and len(bad) / len(said) >= 0.5 and len(owners) >= 5 and len(buyers) >= 3
