"""The page of a question: its form as people fill it in, what is missing, what is wrong, the answer in words."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.api.pages.reading import read
from tests.running import ask, run


def test_an_empty_form_says_what_to_say_first_and_marks_it(client: TestClient) -> None:
    answer = client.get("/ask/trace")
    page = read(answer.text)
    assert answer.status_code == 200
    assert page.one("p", role="status").text == "Say Party first."
    form = page.one("form", aria_label="Ask")
    assert (form.attrs["action"], form.attrs["method"]) == ("/ask/trace", "get")
    assert {f.attrs["name"] for f in form.all("input") if "required" in f.attrs} == {"party"}
    assert {f.attrs["name"] for f in form.all("input")} == {"party", "depth", "issue", "as_of"}
    titles = {o.attrs["value"]: o.text for o in form.one("datalist", id="issue-words").all("option")}
    assert titles["osh"] == "Occupational safety and health"


def test_the_answer_is_that_of_the_command_line_with_command_and_call(client: TestClient, store: str) -> None:
    page = read(client.get("/ask/trace?party=Brand&depth=1&issue=").text)
    assert page.one("pre").text.strip() == run("trace", "Brand", "--depth", "1", store=store).out.strip()
    assert page.one("code").text == "headwater trace Brand --depth 1"
    call = page.links["/v1/trace?party=Brand&depth=1"]
    assert client.get(call).json() == ask("trace", "Brand", "--depth", "1", store=store)
    filled = {f.attrs["name"]: f.attrs.get("value") for f in page.one("form", aria_label="Ask").all("input")}
    assert (filled["party"], filled["depth"], filled["as_of"]) == ("Brand", "1", "")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/ask/trace?dept=2", ("'dept'", "depth", "issue")),
        ("/ask/trace?party=&dept=2", ("'dept'", "depth", "issue")),
        ("/ask/trace?party=Brand&dept=2", ("'dept'", "depth", "issue")),
        ("/ask/find?kind=mill", ("'mill'", "facility")),
        ("/ask/find?text=x&kind=mill", ("'mill'", "facility")),
        ("/ask/trace?depth=deep", ("depth", "whole number")),
        ("/ask/trace?depth=1&depth=2", ("depth is said twice",)),
        ("/ask/export?root=Brand&format=pdf", ("'pdf'", "graphml")),
    ],
)
def test_a_wrong_word_is_refused_in_the_page_with_those_that_would_be_right(
    address: str, said: tuple[str, ...], client: TestClient
) -> None:
    answer = client.get(address)
    page = read(answer.text)
    assert answer.status_code == 422
    told = page.one("p", role="alert").text
    assert all(word in told for word in said), told
    filled = {k: v for k, v in parse_qsl(urlsplit(address).query) if k in ("party", "depth", "text", "root")}
    form = page.one("form", aria_label="Ask")
    assert (
        filled.items() <= {f.attrs["name"]: f.attrs["value"] for f in form.all("input") if "value" in f.attrs}.items()
    )


def test_who_is_asked_about_and_is_not_there_is_named_in_the_page(client: TestClient) -> None:
    answer = client.get("/ask/trace?party=Knit")
    assert answer.status_code == 404
    assert "Knitter" in read(answer.text).one("p", role="alert").text


def test_a_file_is_opened_by_a_link(client: TestClient) -> None:
    page = read(client.get("/ask/view?party=Brand&as=tiers").text)
    assert client.get(page.links["Open the file"]).headers["content-type"].startswith("text/html")
    assert not page.all("pre")


def test_a_question_that_is_none_lists_those_that_are(client: TestClient) -> None:
    answer = client.get("/ask/nonsense")
    assert answer.status_code == 404
    assert "priorities" in read(answer.text).one("p").text
