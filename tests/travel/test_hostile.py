"""Hostile names travel from a file through store, API, pages, pictures and exports: nothing runs, nothing breaks."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
import uvicorn

from headwater.api.app import create_app
from headwater.settings import Settings
from tests.browser.chromium import Watch, browser
from tests.running import TODAY, ask, run

NAMES = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "Quote \" and ' and ` Mill",
    "Mill href='javascript:alert(4)'",
    '=HYPERLINK("http://evil.example";"x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "{{7*7}} {% raw %}",
    "Evil ‮gnippihs‬ Mill",
    "javascript:alert(5)",
    "]]><!-- & &amp; &#0;",
    "宁波 ‏ملابس‏ ঢাকা កម្ពុជា Đồng Nai",
)
BUYER = 'Brand "<b onmouseover=alert(6)>"'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["country", "name", "address", "sector"])
        out.writerows(["BD", name, f"{i} {name} Road", "Apparel"] for i, name in enumerate(NAMES))
    with (folder / "findings.csv").open("w", encoding="utf-8", newline="") as f:
        fields = [
            "party",
            "country",
            "point",
            "kind",
            "state",
            "observed",
            "source_type",
            "scale",
            "scope",
            "irremediability",
            "likelihood",
        ]
        fields += ["affected", "women", "migrants", "minors", "event", "cause", "remedied_effect", "text"]
        writer = csv.DictWriter(f, fields)
        writer.writeheader()
        for i, name in enumerate(NAMES):
            writer.writerow(
                {
                    "party": name, "country": "BD", "point": "emergency_preparedness", "kind": "audit finding",
                    "state": "actual", "observed": "2026-01-10", "source_type": "audit", "scale": 1 + i % 5,
                    "text": f"Exit locked at {name}", "event": name,
                }
            )  # fmt: skip
    url = f"sqlite:{folder / 'hostile.db'}"
    (doc,) = ask("load", folder / "list.csv", "--as", "osh-list", "--buyer", BUYER, store=url)["loads"]
    assert (doc["accepted"], doc["quarantined"]) == (len(NAMES), 0)
    (doc,) = ask("load", folder / "findings.csv", "--as", "findings", store=url)["loads"]
    assert (doc["accepted"], doc["quarantined"]) == (len(NAMES), 0)
    return url


@pytest.fixture(scope="module")
def served(store: str) -> Iterator[str]:
    """A real server on a free port of this machine."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(Settings(store=store), today=TODAY), port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def test_names_come_back_from_the_store_as_they_went_in(store: str) -> None:
    places = [p["name"] for t in ask("trace", BUYER, store=store)["tiers"] for p in t["parties"]]
    assert sorted(places) == sorted(NAMES)
    rows = ask("priorities", BUYER, store=store)["rows"]
    assert sorted(r["name"] for r in rows) == sorted(NAMES), "each finding found its facility"


def test_text_output_shows_no_direction_or_control_character(store: str) -> None:
    for words in (("priorities", BUYER), ("trace", BUYER), ("show", NAMES[10]), ("brief", BUYER), ("explain", BUYER)):
        ran = run(*words, store=store)
        assert ran.code == 0, ran.err
        assert not set(ran.out) & set("‮‬\x1b\x00"), words


@pytest.mark.browser
def test_nothing_runs_in_a_real_browser(served: str, tmp_path: Path) -> None:
    pages = [
        "/",
        "/?text=alert",
        f"/register?party={quote(BUYER)}",
        f"/v1/brief?as=html&party={quote(BUYER)}",
        f"/v1/view?as=tiers&party={quote(BUYER)}",
        f"/v1/view?as=network&party={quote(BUYER)}",
    ]
    with browser() as chromium:
        for path in pages:
            watch = Watch(allowed=served)
            page = chromium.new_page()
            watch.attach(page)
            page.route("**/*", watch.route)
            answer = page.goto(served + path)
            assert answer is not None
            assert answer.status == 200, (path, answer.text())
            page.wait_for_timeout(400)
            for x in range(100, 1100, 200):
                page.mouse.move(x, 300)
            page.wait_for_timeout(200)
            shown = page.inner_text("body")
            least = 0 if path == "/" else 1 if "text=" in path else 5
            assert sum(name in shown for name in NAMES) >= least, path
            assert page.evaluate("document.querySelectorAll('img[src=x], b[onmouseover]').length") == 0
            watch.quiet()
            page.close()


def test_files_open_in_other_programs(store: str, tmp_path: Path) -> None:
    graph = tmp_path / "x.graphml"
    assert run("export", "--root", BUYER, "--format", "graphml", "-o", graph, store=store).code == 0
    names = {d.get("name") or d.get("label") for _, d in nx.read_graphml(graph).nodes(data=True)}
    assert set(NAMES) - {NAMES[12]} <= names
    body = run("export", "--root", BUYER, "--format", "json", "-o", "-", store=store)
    assert set(NAMES) <= {n.get("name") for n in json.loads(body.out)["nodes"]}
    tables = tmp_path / "x.zip"
    assert run("export", "--root", BUYER, "--format", "csv", "-o", tables, store=store).code == 0
    with zipfile.ZipFile(tables) as held:
        for member in held.namelist():
            if member.endswith(".csv"):
                for row in csv.reader(io.StringIO(held.read(member).decode("utf-8-sig"))):
                    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row), (member, row)
    lines = run("export", "--format", "canonical", "-o", "-", store=store).out.splitlines()
    assert sum(json.loads(x)["kind"] == "finding" for x in lines) == len(NAMES)
