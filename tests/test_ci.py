"""What runs on a pull request is what a person runs: .ci/run, and nothing beside it."""

from __future__ import annotations

import os
import re

import yaml

from tests.running import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))


def test_the_workflow_ends_in_the_run() -> None:
    # YAML 1.1 reads the word "on" as true.
    assert WORKFLOW[True] == ["push", "pull_request"]
    (job,) = WORKFLOW["jobs"].values()
    assert job["steps"][-1] == {"run": ".ci/run"}
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_what_it_uses_is_pinned_to_a_major_version_and_may_only_read() -> None:
    (job,) = WORKFLOW["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)
    assert WORKFLOW["permissions"] == {"contents": "read"}
