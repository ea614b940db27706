"""Openness, tried: a question, indicator, loader, view, export and pack issue, each one file and one line.

They are written into a copy of the project, and found there in the command line's help, in OpenAPI, in the
form of a page, in the reference, and in a recipe that reproduces.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running import ROOT
from tests.toys import EXPORT, INDICATOR, LOADER, QUESTION, VIEW

ASKED = """
import json, sys
from fastapi.testclient import TestClient
from headwater.api.app import create_app
from headwater.asking.forms import to_json
from headwater.door import open_door
from headwater.reference import filled, BEGIN, END
from headwater.reproduction.reproduce import reproduce_bytes
from headwater.settings import Settings
from tests.running import run, TODAY

store = sys.argv[1]
out = {"help": {q: run(q, "--help").out for q in ("census", "score", "load", "view", "export")}}
out["overview"] = run("--help").out
with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as client:
    out["openapi"] = client.get("/v1/openapi.json").json()["paths"]
    out["pages"] = {q: client.get(f"/ask/{q}").text for q in ("census", "score", "view", "export", "priorities")}
    out["served"] = client.get("/v1/census?kind=organisation").json()
    out["register"] = client.get("/register?party=Brand").text
    for name, query in (
        ("other's", "score?indicator=first_step&worlds=64"),
        ("toy's", "score?strength=0.1"),
        ("nobody's", "whatif?party=Brand&drop=Mill&warp=9"),
        ("range", "score?indicator=first_step&strength=2"),
        ("unknown", "explain?party=Brand&indicator=first_step&issue=noise&strength=0"),
    ):
        out.setdefault("refused", {})[name] = client.get(f"/v1/{query}").json()["detail"]
    out["params"] = client.get("/v1/score?indicator=first_step&steps=none").json()["params"]
out["reference"] = filled(f"{BEGIN}\\n{END}")
with open_door(store, today=TODAY) as door:
    for name, made in (
        ("census", door.census(kind="organisation")),
        ("score", door.score(indicator="first_step", issue="osh", param={"steps": None, "strength": 0.25})),
        ("explain", door.explain("Brand", indicator="first_step", issue="noise")),
        ("whatif", door.whatif("Brand", drop=("Mill",), issue="noise", param={"strength": 0.25, "hops": 3})),
        ("issue", door.priorities("Brand", issue="noise")),
    ):
        again = reproduce_bytes(door, to_json(made).encode(), name)
        out[name] = [again.same, made.recipe.ask, again.made.question]
    out["lines"] = b"".join(door.export(root=("Brand",), format="lines").chunks).decode()
    out["names"] = b"".join(door.view("Brand", view="names").chunks).decode()
    out["sure"] = door.explain("Brand", indicator="worst_path", issue="noise").steps[0].confidence
    out["counted"] = door.census(kind="organisation").count
print(json.dumps(out))
"""


def copied(folder: Path) -> Path:
    """The project's files as they stand, links as links."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n"):
        source = ROOT / name
        if name and (source.is_file() or source.is_symlink()):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name, follow_symlinks=False)
    return folder


def add(path: Path, before: str, line: str) -> None:
    """One line before another."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path}: {before!r}"
    path.write_text(text.replace(before, f"{line}{before}"), encoding="utf-8")


def registered(path: Path, imported: str, tuple_start: str, member: str) -> None:
    """An import at the end of the imports, and a member of the registry's tuple."""
    text = path.read_text(encoding="utf-8")
    assert text.count(tuple_start) == 1, f"{path}: {tuple_start!r}"
    text = text.replace(tuple_start, f"{tuple_start}{member}, ")
    text = text.replace(
        "from __future__ import annotations\n", f"from __future__ import annotations\n\n{imported}\n", 1
    )
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with one more of each."""
    folder = copied(tmp_path_factory.mktemp("open") / "project")
    (folder / "headwater/questions/census.py").write_text(QUESTION, encoding="utf-8")
    add(folder / "headwater/questions/__init__.py", '    Question("find"', '    Question("census", "Count.", FACTS),\n')
    (folder / "graph/risk/indicators/first_step.py").write_text(INDICATOR, encoding="utf-8")
    registered(
        folder / "graph/risk/indicators/__init__.py",
        "from headwater.graph.risk.indicators.first_step import FirstStep",
        "INDICATORS: tuple[Indicator[Any], ...] = (",
        "FirstStep()",
    )
    (folder / "loaders/formats/pairs.py").write_text(LOADER, encoding="utf-8")
    registered(
        folder / "loaders/registry.py",
        "from headwater.loaders.formats.pairs import Pairs",
        "Loader, ...] = (",
        "Pairs()",
    )
    (folder / "visualizations/views/names.py").write_text(VIEW, encoding="utf-8")
    registered(
        folder / "visualizations/registry.py",
        "from headwater.visualizations.views.names import Names",
        "VIEWS: tuple[type[View], ...] = (",
        "Names",
    )
    (folder / "visualizations/exports/lines.py").write_text(EXPORT, encoding="utf-8")
    registered(
        folder / "visualizations/registry.py",
        "from headwater.visualizations.exports.lines import Lines",
        "EXPORTS: tuple[type[Export], ...] = (",
        "Lines",
    )
    issue_added(folder / "graph/vocabulary/garment")
    (folder / "pairs.csv").write_text("supplier,buyer,share,confidence\nMill,Brand,0.5,1\n", encoding="utf-8")
    (folder / "findings.csv").write_text(
        "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,text\n"
        "Mill,,loud_machines,audit finding,actual,2026-01-10,audit,3,3,2,Loud (fictional)\n",
        encoding="utf-8",
    )
    (folder / "asked.py").write_text(ASKED, encoding="utf-8")
    return folder


def python(folder: Path, *words: object) -> str:
    """What Python says in the copy."""
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, *map(str, words)], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, Any]:
    store = f"sqlite:{project / 'it.db'}"
    python(
        project,
        "-m",
        "headwater",
        "--store",
        store,
        "load",
        project / "pairs.csv",
        "--as",
        "pairs",
        "--option",
        "sure=0.5",
    )
    python(project, "-m", "headwater", "--store", store, "load", project / "findings.csv", "--as", "findings")
    found: dict[str, Any] = json.loads(python(project, "asked.py", store))
    return found


def issue_added(pack: Path) -> None:
    """An issue of the pack: a line in each of its two tables."""
    for name, fields in (
        ("issues.csv", {"id": "noise", "title": "Noise at work"}),
        ("points.csv", {"id": "loud_machines", "title": "Loud machines", "issue": "noise"}),
    ):
        path = pack / name
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines[0].split(",")
        row = (
            dict(zip(head, next(csv.reader([lines[1]])), strict=True))
            | ({"words": ""} if "words" in head else {})
            | fields
        )
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row.values())
        path.write_text("\n".join([*lines, out.getvalue()]) + "\n", encoding="utf-8")


def test_a_question_is_found_everywhere(told: dict[str, Any]) -> None:
    assert "census" in told["overview"] and "Count these." in told["help"]["census"]
    route = told["openapi"]["/v1/census"]["get"]
    assert {p["name"] for p in route["parameters"]} == {"kind", "as_of", "as"}
    assert "Census" in json.dumps(route["responses"]["200"])
    assert 'name="kind"' in told["pages"]["census"]
    assert "#### `census`" in told["reference"] and "Count these." in told["reference"]
    assert told["served"]["count"] == told["counted"]
    assert told["census"] == [True, {"kind": "organisation"}, "census"]


def test_an_indicator_is_found_everywhere(told: dict[str, Any]) -> None:
    assert "first_step" in told["help"]["score"] and "first_step" in told["pages"]["score"]
    (field,) = (p for p in told["openapi"]["/v1/score"]["get"]["parameters"] if p["name"] == "indicator")
    assert "first_step" in field["schema"]["enum"]
    assert "first_step" in told["reference"]
    said = {"indicator": "first_step", "issue": "osh", "param": {"steps": "none", "strength": "0.25"}}
    assert told["score"] == [True, said, "score"]
    assert told["explain"][0] and told["whatif"][0]


def test_an_indicators_own_parameters_are_found_everywhere_and_belong_to_it_alone(told: dict[str, Any]) -> None:
    for name in ("strength", "steps"):
        assert name in told["help"]["score"] and f'name="{name}"' in told["pages"]["score"]
        assert f"| `{name}` | `first_step` |" in told["reference"]
    schemas = {p["name"]: p["schema"] for p in told["openapi"]["/v1/score"]["get"]["parameters"]}
    assert schemas["strength"] == {"type": "number", "minimum": 0.0, "maximum": 1.0, "default": 0.5}
    assert schemas["steps"]["anyOf"] == [{"type": "integer", "minimum": 1, "maximum": 9}, {"const": "none"}]
    assert "strength" not in {p["name"] for p in told["openapi"]["/v1/largest"]["get"]["parameters"]}
    assert told["params"] == {"strength": 0.5, "steps": None}
    refused = told["refused"]
    assert refused["other's"] == "first_step has no parameter 'worlds'; it has strength, steps"
    assert refused["toy's"].startswith("upstream_risk has no parameter 'strength'; it has alpha, ")
    assert refused["range"] == "first_step: strength: must be at most 1, not '2'"
    assert refused["unknown"].endswith("first_step of noise isn't known: its strength is 0, or nobody is named")


@pytest.mark.slow
def test_no_test_of_indicators_and_loaders_breaks_by_one_more(project: Path) -> None:
    risk = (
        "test_version.py",
        "whatif/test_changes.py",
        "indicators",
        "values/test_params.py",
        "values/test_upstream_risk.py",
        "network/test_data_dates.py",
    )
    asked = ("asking", "questions/test_indicators.py", "questions/test_score.py", "questions/test_explain.py")
    tests = [*(f"tests/graph/risk/{x}" for x in risk), *(f"tests/headwater/{x}" for x in asked)]
    more = ("tests/api/v1/test_questions.py", "tests/visualizations/text/test_indicators.py")
    loads = ("tests/headwater/stewardship/test_options.py", "tests/headwater/cli/test_loading.py")
    python(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, *more, *loads)


def test_a_loader_is_found(told: dict[str, Any]) -> None:
    said = " ".join(told["help"]["load"].split())
    assert "pairs" in said and "sure (for pairs): How sure its links are." in said
    assert told["sure"] == 0.5
    assert told["lines"].split() == ["Brand", "Mill"]


def test_a_view_and_an_export_are_found_everywhere(told: dict[str, Any]) -> None:
    for question, word in (("view", "names"), ("export", "lines")):
        assert word in told["help"][question] and f"<option>{word}</option>" in told["pages"][question]
        assert f'"{word}"' in json.dumps(told["openapi"][f"/v1/{question}"]) and f"{word}, " in told["reference"]
    assert "Mill" in told["names"]


def test_an_issue_of_the_pack_is_found_everywhere(told: dict[str, Any]) -> None:
    assert told["issue"] == [True, {"party": ["Brand"], "issue": "noise"}, "priorities"]
    assert "Noise at work" in told["register"] and "Noise at work" in told["pages"]["priorities"]
