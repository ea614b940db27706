"""The what-if benchmark runs, and its updates are those of the edited network solved anew."""

from __future__ import annotations

from benchmarks import whatif


def test_updates_agree_and_every_bar_is_told() -> None:
    got = whatif.run(2_000, 10_000, edits=60)
    assert got["agree"], got["largest_difference"]
    assert [b["test"] for b in got["bars"]] == list(whatif.BARS)
    assert all(f["error"] <= whatif.TOLERANCE + 1e-9 for f in got["figures"].values())
    assert "largest difference" in whatif.lines(got)[-1]
