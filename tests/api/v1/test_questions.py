"""The route of each question: the command's document over HTTP, in the form asked for; its parameters are the Ask's."""

from __future__ import annotations

import json
from html import unescape

import pytest
from fastapi.testclient import TestClient

from headwater.api.v1.questions import parameters_of
from headwater.graph.risk.indicators import PARAMETERS
from headwater.questions import QUESTIONS, get_question
from tests.running import ask, run

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


def test_an_answer_comes_as_the_text_that_the_command_line_prints(client: TestClient, store: str) -> None:
    answer = client.get("/v1/trace?party=Brand&as=text")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip() == run("trace", "Brand", store=store).out.strip()


def test_a_report_comes_as_a_page_that_may_load_nothing(client: TestClient) -> None:
    answer = client.get("/v1/brief?party=Brand&as=html")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_an_empty_parameter_is_one_that_is_not_said(client: TestClient) -> None:
    assert client.get("/v1/trace?party=Brand&depth=&issue=&as=").json() == client.get("/v1/trace?party=Brand").json()
    harm = "/v1/score?indicator=linked_harm&kind=brand"
    for blank in ("&hops=", "&hops=%20", "&materiality=%20&issue=%09"):
        assert client.get(f"{harm}{blank}").json() == client.get(harm).json(), blank
    assert client.get(f"{harm}&hops=none").json()["params"]["hops"] is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/trace?party=Brand&dept=", "trace has no parameter 'dept'; it has party, depth"),
        ("/v1/view?party=Brand&view=network", "view has no parameter 'view'; it has party, as"),
        ("/v1/loads?x=", "loads has no parameter 'x'; it takes none"),
        ("/v1/parties/Brand?dept=", "show has no parameter 'dept'"),
        ("/v1/health?x=1", "no parameter 'x' here; it takes none"),
        ("/?tex=knit", "no parameter 'tex' here; there is text, as_of"),
        ("/?text=knit&kind=", "no parameter 'kind' here"),
        ("/?text=a&text=b", "text is said twice"),
        ("/systemic?dept=", "systemic has no parameter 'dept'"),
        ("/register?party=Brand&dept=", "priorities has no parameter 'dept'"),
        ("/ask/find?dept=", "find has no parameter 'dept'"),
        ("/v1/find?text=x&limit=1_0", "limit: must be a whole number, not '1_0'"),
        ("/v1/pack?issue=nope", "issue 'nope': it is of a company's result"),
    ],
)
def test_a_word_that_a_route_does_not_take_is_refused_empty_too(path: str, said: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 422, answer.text
    assert said in unescape(answer.text)


def test_openapi_says_what_a_question_takes_and_gives(client: TestClient) -> None:
    spec = client.get("/v1/openapi.json").json()
    for question in QUESTIONS:
        operation = spec["paths"][f"/v1/{question.name}"]["get"]
        assert operation["parameters"] == json.loads(json.dumps(parameters_of(question)))
        assert operation["summary"] in question.title
        assert operation["tags"] == [question.tag]
    found = {p["name"]: p for p in spec["paths"]["/v1/find"]["get"]["parameters"]}
    assert [n for n, p in found.items() if p["required"]] == ["text"]
    assert "brand" in found["kind"]["schema"]["enum"]
    assert (found["limit"]["schema"]["type"], found["limit"]["schema"]["default"]) == ("integer", 20)
    assert found["as"]["schema"]["enum"] == ["json", "text", "html"]
    several = {p["name"]: p["schema"] for p in parameters_of(get_question("priorities"))}
    assert several["party"]["type"] == "array"


def test_an_answer_that_is_a_file_has_no_other_form() -> None:
    words = {p["name"] for p in parameters_of(get_question("export"))}
    assert "format" in words and "as" not in words
