"""The image and the compose file, checked without a container engine.

The slow test runs the Dockerfile's own RUN lines in a temporary root, then the entry point as
docker-compose.yml sets it, against a real Neo4j, and asks by the image's own health check.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
import yaml

from headwater.settings import Settings

ROOT = Path(__file__).parents[1]
BY_THE_STORE = {"HEADWATER_NEO4J_USER", "HEADWATER_NEO4J_PASSWORD", "HEADWATER_NEO4J_PASSWORD_FILE"}
KNOWN = {f"HEADWATER_{name.upper()}" for name in Settings.model_fields} | BY_THE_STORE


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, in order, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def of(word: str) -> list[str]:
    return [rest for w, rest in instructions() if w == word]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in of("ENV") for pair in shlex.split(line))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


def test_the_image_copies_only_what_is_there_and_what_the_ignore_file_lets_in():
    copied = [source for line in of("COPY") if "--from" not in line for source in line.split()[:-1]]
    assert {"api", "graph", "loaders", "visualizations", "headwater", "requirements.lock"} <= set(copied)
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignore if line.startswith("!")}
    assert "*" in ignore and set(copied) == let_in
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_the_image_installs_locked_packages_and_the_built_wheel():
    installs = [line for line in of("RUN") if "pip install" in line]
    assert len(installs) == 3
    for line in installs:
        assert "--require-hashes" in line or ("--no-deps --no-index" in line and "/wheels" in line)
    assert not any("-e ." in line or "--editable" in line for line in installs)


def test_the_image_runs_as_its_own_user():
    words = [word for word, _ in instructions()]
    assert of("USER") == ["headwater"]
    assert words.index("USER") < words.index("ENTRYPOINT") < words.index("CMD")
    assert json.loads(of("ENTRYPOINT")[0]) == ["headwater"] and json.loads(of("CMD")[0]) == ["serve"]


def test_every_setting_in_both_files_is_one_that_headwater_reads(compose):
    named = set(environment()) | set(compose["services"]["api"]["environment"])
    assert {n for n in named if n.startswith("HEADWATER_")} <= KNOWN
    for file in ("Dockerfile", "docker-compose.yml"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert set(re.findall(r"HEADWATER_[A-Z0-9_]+", text)) <= KNOWN, file


def test_the_ports_of_the_two_files_agree_and_are_bound_to_loopback(compose):
    port = of("EXPOSE")[0]
    assert environment()["HEADWATER_PORT"] == port == compose["services"]["api"]["environment"]["HEADWATER_PORT"]
    for service in compose["services"].values():
        for mapping in service["ports"]:
            assert mapping.startswith("127.0.0.1:"), mapping
    assert f"127.0.0.1:{port}:{port}" in compose["services"]["api"]["ports"]


def test_beyond_loopback_there_is_always_a_key_and_no_secret_has_a_default(compose):
    api = compose["services"]["api"]["environment"]
    assert api["HEADWATER_HOST"] == environment()["HEADWATER_HOST"] == "0.0.0.0"
    assert api["HEADWATER_API_KEY"].startswith("${HEADWATER_API_KEY:?")
    assert api["HEADWATER_NEO4J_PASSWORD"].startswith("${HEADWATER_NEO4J_PASSWORD:?")
    assert compose["services"]["neo4j"]["environment"]["NEO4J_AUTH"].startswith("neo4j/${HEADWATER_NEO4J_PASSWORD:?")
    assert "HEADWATER_API_KEY" not in environment()


def test_services_have_health_checks_volumes_and_an_order(compose):
    services = compose["services"]
    assert set(services) == {"neo4j", "api"}
    assert services["neo4j"]["image"].startswith("neo4j:5.26") and services["api"]["build"] == "."
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL" and len(of("HEALTHCHECK")) == 1
    assert services["api"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    used = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert used == set(compose["volumes"])
    assert services["api"]["volumes"] == [f"headwater-data:{of('VOLUME')[0]}"]
    assert services["api"]["environment"]["HEADWATER_STORE"] == "neo4j://neo4j:7687"


def test_the_health_check_asks_a_route_of_the_api_that_wants_no_key():
    from headwater.api.security import OPEN_PATHS

    asked = re.search(r"'(/v1/[a-z]+)'", of("HEALTHCHECK")[0])
    assert asked is not None and asked.group(1) in OPEN_PATHS


def compose_program() -> list[str]:
    """`docker compose` where Docker has it, else the older `docker-compose`; neither needs an engine to parse."""
    for words in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "version"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return []


def test_compose_itself_reads_the_file_and_refuses_to_start_without_secrets():
    program = compose_program()
    if not program:
        said = "neither `docker compose` nor `docker-compose` on this machine (Debian: apt-get install docker-compose)"
        pytest.fail(said) if os.environ.get("HEADWATER_CI") else pytest.skip(said)
    command = [*program, "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    bare = {k: v for k, v in os.environ.items() if not k.startswith("HEADWATER_")}
    secrets = {"HEADWATER_NEO4J_PASSWORD": "eight-or-more", "HEADWATER_API_KEY": "key"}
    done = subprocess.run(command, env=bare | secrets, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    refused = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert refused.returncode != 0 and "into .env" in refused.stderr


PLACES = ("/opt/build", "/opt/headwater", "/wheels", "/src", "/data")


def build_image(root: Path) -> None:
    """Run the image's COPY and RUN lines with its folders under `root`."""
    places = re.compile("|".join(rf"(?<![\w/.]){re.escape(p)}(?![\w-])" for p in PLACES))
    workdir = root / "src"
    workdir.mkdir(parents=True)
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    for word, rest in instructions():
        if word == "FROM" and " AS " not in rest:
            break  # the second stage only copies the environment, makes the user and sets variables
        if word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                to = workdir / target if (ROOT / source).is_dir() else workdir / Path(source).name
                if (ROOT / source).is_dir():
                    junk = shutil.ignore_patterns("__pycache__", "*.pyc")
                    shutil.copytree(ROOT / source, to, symlinks=True, ignore=junk)
                else:
                    shutil.copy(ROOT / source, to)
        if word == "RUN":
            command = places.sub(lambda m: f"{root}{m[0]}", rest)
            command = command.replace(" --no-cache-dir", "")  # that only keeps the image small
            if command.startswith("python "):
                command = f"{shlex.quote(sys.executable)} {command.removeprefix('python ')}"
            done = subprocess.run(
                ["sh", "-c", command], cwd=workdir, env=clean, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def ask(url: str, key: str | None = None) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(url, headers={"X-API-Key": key} if key else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except HTTPError as error:
        return error.code, json.loads(error.read())


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.timeout(1500)
def test_the_images_own_steps_give_an_api_over_a_real_neo4j(compose, neo4j_server, neo4j_url, tmp_path):
    build_image(tmp_path)
    bin_folder, data = tmp_path / "opt/headwater/bin", tmp_path / "data"
    data.mkdir(exist_ok=True)
    port = "18765"
    said = environment() | compose["services"]["api"]["environment"]
    said |= {
        "HEADWATER_STORE": neo4j_url,
        "HEADWATER_NEO4J_PASSWORD": neo4j_server.password,
        "HEADWATER_API_KEY": "the-key-of-this-test",
        "HEADWATER_HOST": "127.0.0.1",  # in a container: 0.0.0.0, published on the host's loopback
        "HEADWATER_PORT": port,
        "PATH": f"{bin_folder}:/nonexistent",
        "HOME": str(tmp_path),
    }
    entry = [str(bin_folder / json.loads(of("ENTRYPOINT")[0])[0])]
    rows = "country,name,address,sector\nBangladesh,Madeup Knitting (fictional),Fictional Road 1,Apparel\n"
    (data / "list.csv").write_text(rows, encoding="utf-8")
    load = [*entry, "load", "list.csv", "--buyer", "Madeup Brand", "--dated", "2025"]
    done = subprocess.run(load, cwd=data, env=said, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    server = subprocess.Popen([*entry, *json.loads(of("CMD")[0])], cwd=data, env=said)
    try:
        _, _, check = of("HEALTHCHECK")[0].partition("CMD ")
        probe = [str(bin_folder / "python"), *json.loads(check)[1:]]
        deadline = time.monotonic() + 90
        while subprocess.run(probe, env=said, capture_output=True, check=False).returncode != 0:
            assert server.poll() is None, "the API ended"
            assert time.monotonic() < deadline, "the health check never passed"
            time.sleep(0.5)
        url = f"http://127.0.0.1:{port}/v1/find?text=Madeup"
        assert ask(url)[0] == 401
        status, found = ask(url, "the-key-of-this-test")
        assert status == 200
        assert "Madeup Knitting (fictional)" in json.dumps(found)
    finally:
        server.terminate()
        server.wait(timeout=30)
