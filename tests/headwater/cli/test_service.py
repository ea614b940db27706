"""The commands around the product: the service really listens, the doctor says what is missing."""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from headwater.cli.exits import STORE, USAGE
from headwater.version import __version__
from tests.running import ROOT, TODAY, ask, run


def test_the_doctor_says_what_machine_and_store_are(url: str) -> None:
    facts = ask("doctor", store=url)
    assert (facts["headwater"], facts["python"], facts["store"]) == (__version__, platform.python_version(), url)
    assert (facts["revision"], facts["loads"], facts["problem"]) == (7, 7, None)
    assert facts["pack"].startswith("garment")
    assert __version__ in run("doctor", store=url).out


@pytest.mark.parametrize(("store", "code"), [("bolt://127.0.0.1:9", STORE), ("oracle:somewhere", USAGE)])
def test_the_doctor_of_a_store_that_can_not_be_reached_says_why_and_leaves_as_others_do(store: str, code: int) -> None:
    ran = run("--json", "doctor", store=store)
    assert ran.code == code
    assert (ran.json["revision"], ran.json["loads"]) == (None, None)
    assert ran.json["problem"] and ran.json["python"] == platform.python_version()


def test_beyond_this_machine_it_serves_only_with_a_key(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEADWATER_API_KEY", raising=False)
    ran = run("serve", "--host", "0.0.0.0", store=url)
    assert ran.code == USAGE and "HEADWATER_API_KEY" in ran.err
    assert run("serve", "--port", "70000", store=url).code == USAGE


@pytest.mark.slow
def test_it_serves_until_it_is_stopped(url: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "headwater", "--store", url, "--today", TODAY, "serve", "--port", str(port)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr is not None
            first = served.stderr.readline()
            assert re.search(rf"http://127\.0\.0\.1:{port}/ with the store .*stop with Ctrl-C", first)
            assert health(port)["revision"] == 7
        finally:
            served.send_signal(signal.SIGINT)
            rest = served.communicate(timeout=20)[1]
    assert "Traceback" not in rest


def health(port: int) -> dict[str, object]:
    """What the service says of itself, once it listens."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=5) as answer:
                found: dict[str, object] = json.load(answer)
                assert "uvicorn" not in str(answer.headers).lower()
                return found
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nothing listens")
