"""The API says what the command line says, guards its door, and ends nothing in a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.api.security import may_listen
from headwater.graph.errors import UsageError
from headwater.graph.risk.indicators import PARAMETERS
from headwater.settings import Settings
from tests.running import TODAY, ask

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}‮evil"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("api")
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    links = f"supplier,buyer,share,confidence\nMill,Knitter,0.5,1\nKnitter,Brand,0.4,0.9\n{quoted},Brand,,\n"
    (folder / "edges.csv").write_text(links, encoding="utf-8")
    (folder / "findings.csv").write_text(
        "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,"
        "migrants,minors,event,cause,remedied_effect,text\n"
        "Mill,,bonded_labour,audit finding,actual,2026-01-10,audit,4,3,4,,120,,80,,,,,Passports are held\n",
        encoding="utf-8",
    )
    url = f"sqlite:{folder / 'api.db'}"
    ask("load", folder / "edges.csv", "--as", "edges", store=url)
    ask("load", folder / "findings.csv", "--as", "findings", store=url)
    return url


@pytest.fixture
def client(store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://127.0.0.1") as made:
        yield made


SAME = [
    (("find", "knit"), "/v1/find?text=knit"),
    (("show", "Knitter"), "/v1/show?party=Knitter"),
    (("trace", "Brand"), "/v1/trace?party=Brand"),
    (("buyers", "Mill"), "/v1/buyers?party=Mill"),
    (("priorities", "Brand"), "/v1/priorities?party=Brand"),
    (("brief", "Brand"), "/v1/brief?party=Brand"),
    (("score", "--issue", "forced_labour"), "/v1/score?issue=forced_labour"),
    (
        ("score", "--indicator", "worst_path", "--param", "hops=2", "--param", "unmapped=none"),
        "/v1/score?indicator=worst_path&hops=2&unmapped=none",
    ),
    (("explain", "Brand", "--issue", "forced_labour"), "/v1/explain?party=Brand&issue=forced_labour"),
    (
        ("explain", "Brand", "--indicator", "linked_harm", "--param", "hops=none"),
        "/v1/explain?party=Brand&indicator=linked_harm&hops=none",
    ),
    (("explain", "Brand", "--indicator", "worst_path"), "/v1/explain?party=Brand&indicator=worst_path"),
    (("whatif", "Brand", "--drop", "Knitter"), "/v1/whatif?party=Brand&drop=Knitter"),
    (
        ("whatif", "Brand", "--close-country", "BD", "--ours", "--respread"),
        "/v1/whatif?party=Brand&close_country=BD&ours=true&respread=true",
    ),
    (
        ("whatif", "Brand", "--policy", "forced_labour=0.5,audit"),
        "/v1/whatif?party=Brand&policy=forced_labour%3D0.5,audit",
    ),
    (("largest", "Brand", "--top", "3"), "/v1/largest?party=Brand&top=3"),
    (("share", "Brand", "Knitter"), "/v1/share?party=Brand&party=Knitter"),
    (("compare", "Brand", "Knitter"), "/v1/compare?party=Brand&party=Knitter"),
    (("loads",), "/v1/loads"),
    (("indicators",), "/v1/indicators"),
    (("pack",), "/v1/pack"),
    (("sensitivity", "Brand", "--issue", "osh"), "/v1/sensitivity?party=Brand&issue=osh"),
]


@pytest.mark.parametrize(("words", "route"), SAME, ids=[r for _, r in SAME])
def test_a_route_gives_the_document_of_its_command(
    words: tuple[str, ...], route: str, client: TestClient, store: str
) -> None:
    answer = client.get(route)
    assert answer.status_code == 200, answer.text
    assert answer.json() == ask(*words, store=store)


def test_the_query_takes_the_parameters_of_the_registry(client: TestClient) -> None:
    paths = client.get("/v1/openapi.json").json()["paths"]
    for route in ("/v1/score", "/v1/explain", "/v1/whatif"):
        said = {p["name"]: p.get("description") for p in paths[route]["get"]["parameters"]}
        assert {p.name: p.words() for p in PARAMETERS}.items() <= said.items()


def test_the_register_of_the_api_holds_the_finding_with_its_row(client: TestClient) -> None:
    (row,) = client.get("/v1/priorities", params={"party": "Brand"}).json()["rows"]
    assert (row["name"], row["severity"], row["migrants"], row["point"]) == ("Mill", 4, 80, "bonded_labour")
    assert [(r["file"], r["row"]) for r in row["refs"]] == [("findings.csv", 2)]


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("/v1/show?party=Nobody", 404),
        ("/v1/parties/name:Nobody", 404),
        ("/v1/score?indicator=nonsense", 404),
        ("/v1/score?alpha=7", 400),
        ("/v1/view?party=Brand&as=nonsense", 404),
        ("/v1/export?format=nonsense", 404),
        ("/v1/export?format=graphml", 400),
        ("/v1/trace?party=Brand&depth=0", 422),
        ("/v1/trace?party=Brand&as_of=someday", 400),
        ("/v1/trace", 422),
        ("/v1/whatif?party=Brand", 400),
        ("/v1/share?party=Brand", 400),
        ("/v1/brief?party=Brand&as=nonsense", 404),
        ("/v1/nothing/here", 404),
    ],
)
def test_an_error_is_a_problem_document(route: str, status: int, client: TestClient) -> None:
    answer = client.get(route)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]


def test_people_get_a_page_in_the_same_words(client: TestClient) -> None:
    page = client.get("/register", params={"party": "<script>alert(1)</script>"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "&lt;script&gt;" in page.text
    assert "<script" not in page.text
    assert client.get("/nothing/here").status_code == 404


def test_ambiguous_names_list_their_candidates(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("country,name,address,sector\nKH,Twin Works,1 A Road,Apparel\nVN,Twin Works,2 B Road,Apparel\n")
    url = f"sqlite:{tmp_path / 'twins.db'}"
    ask("load", path, "--as", "osh-list", "--buyer", "Brand", store=url)
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://localhost") as client:
        answer = client.get("/v1/show", params={"party": "Twin Works"})
    assert answer.status_code == 409
    assert len(answer.json()["candidates"]) == 2


def test_views_and_exports_come_as_files(client: TestClient) -> None:
    view = client.get("/v1/view", params={"party": "Brand", "as": "tiers"})
    assert view.status_code == 200
    assert view.headers["content-type"].startswith("text/html")
    assert "sandbox" in view.headers["content-security-policy"]
    assert "<script>alert(1)" not in view.text
    graph = client.get("/v1/export", params={"root": "Brand", "format": "graphml"})
    assert graph.headers["content-disposition"] == 'attachment; filename="headwater-graphml.graphml"'
    assert b"graphml" in graph.content
    whole = client.get("/v1/export", params={"format": "canonical"})
    assert all(json.loads(line) for line in whole.text.splitlines())


def test_pages_escape_hostile_names_and_load_nothing_from_elsewhere(client: TestClient) -> None:
    for route in ("/", "/?text=script", "/register?party=Brand"):
        page = client.get(route)
        assert page.status_code == 200, page.text
        assert "<script" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert 'src="http' not in page.text
    assert "&lt;script&gt;" in client.get("/?text=alert").text
    assert client.get("/static/app.css").headers["content-type"].startswith("text/css")


def test_openapi_names_every_route_with_examples(client: TestClient) -> None:
    spec = client.get("/v1/openapi.json").json()
    for name in ("health", "find", "show", "trace", "buyers", "priorities", "score", "explain", "view", "export"):
        operation = spec["paths"][f"/v1/{name}"]["get"]
        assert operation["summary"]
    examples = json.dumps(spec).count('"example')
    assert examples >= 5


def test_health_says_the_revision_and_says_degraded_where_the_store_is_away(client: TestClient, tmp_path: Path) -> None:
    body = client.get("/v1/health").json()
    assert (body["status"], body["revision"]) == ("ok", 2)
    away = Settings(store=f"sqlite:{tmp_path / 'no' / 'folder' / 'x.db'}")
    with TestClient(create_app(away, today=TODAY), base_url="http://127.0.0.1") as lonely:
        assert lonely.get("/v1/health").json()["status"] == "degraded"
        answer = lonely.get("/v1/trace", params={"party": "Brand"})
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_with_a_key_nothing_answers_without_it(store: str) -> None:
    conf = Settings(store=store, api_key="s3cret-key")
    with TestClient(create_app(conf, today=TODAY), base_url="http://api.example") as client:
        assert client.get("/v1/health").status_code == 200
        refused = client.get("/v1/find", params={"text": "mill"})
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert client.get("/v1/find?text=mill", headers={"X-API-Key": "wrong"}).status_code == 401
        assert client.get("/v1/find?text=mill", headers={"X-API-Key": "s3cret-key"}).status_code == 200
        assert client.get("/v1/find?text=mill", headers={"Authorization": "Bearer s3cret-key"}).status_code == 200


def test_without_a_key_only_this_machine_is_served(store: str) -> None:
    with TestClient(create_app(Settings(store=store), today=TODAY), base_url="http://evil.example") as client:
        assert client.get("/v1/find?text=mill").status_code == 403
    with pytest.raises(UsageError, match="HEADWATER_API_KEY"):
        may_listen("0.0.0.0", None)
    may_listen("0.0.0.0", "key")
    may_listen("127.0.0.1", None)
    may_listen("::1", None)


def test_a_key_file_is_read_and_an_empty_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("from-a-file\n")
    assert Settings(api_key_file=path).key() == "from-a-file"
    path.write_text("\n")
    with pytest.raises(UsageError, match="empty"):
        Settings(api_key_file=path).key()
