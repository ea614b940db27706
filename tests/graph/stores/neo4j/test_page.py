"""docs/cypher.md: what it says of the picture is so, and each of its queries gives the program's own answer."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from headwater.demo import tour, write_world
from headwater.door import Door
from headwater.graph.countries import country_name
from headwater.graph.ids import brand_key
from headwater.graph.records import Action, Assessment, Finding, Party, Relation, Source
from headwater.graph.stores.neo4j.picture import LABELS, TYPES
from headwater.graph.stores.neo4j.store import Neo4jStore
from headwater.graph.vocabulary import load_pack
from headwater.library import Library
from headwater.stewardship.loading import LoadRequest, load
from tests.graph.making import facility, source_line, supplies
from tests.graph.making import load as put
from tests.graph.stores.neo4j.page import ANSWERS, QUERIES, column
from tests.neo4j.server import Neo4jServer, wipe
from tests.running import TODAY, shared_data

DEMO: dict[int, dict[str, Any]] = {
    1: {"one": "Larkspur & Vale", "other": "Marram & Mire"},
    2: {"brand": "Larkspur & Vale", "depth": 3},
    3: {"brand": "Marram & Mire", "severity": 4},
    4: {"country": "Bangladesh"},
    5: {"brand": "Larkspur & Vale", "day": "2021-12-31"},
    6: {"brand": "Quillmere"},
    7: {"brand": "Marram & Mire"},
    8: {"facility": "Nightjar Stitching Works"},
    9: {"today": TODAY},
    10: {"point": "overtime"},
    11: {"brand": "Larkspur & Vale"},
    12: {"party": "Nightjar Stitching Works"},
}
LISTS: dict[int, dict[str, Any]] = {
    1: {"one": "Nike", "other": "adidas"},
    2: {"brand": "Nike", "depth": 2},
    3: {"brand": "Nike", "severity": 3},
    4: {"country": "Indonesia"},
    5: {"brand": "Nike", "day": "2021-12-31"},
    6: {"brand": "adidas"},
    7: {"brand": "adidas"},
    9: {"today": TODAY},
    11: {"brand": "Nike"},
}
"""Of published lists. Nobody's facility is named here, and of wages alone no rate is asked."""


def opened(server: Neo4jServer) -> Door:
    if not server.running():
        server.start()
    wipe(server)
    pack = load_pack("garment")
    store = Neo4jStore(server.url, make=True, projection=False, ranks=pack.ranks)
    return Door(Library(store, pack, clock=lambda: TODAY))


@pytest.fixture(scope="module")
def logged_in(neo4j_server: Neo4jServer) -> Iterator[Neo4jServer]:
    with pytest.MonkeyPatch.context() as env:
        env.setenv("HEADWATER_NEO4J_USER", neo4j_server.user)
        env.setenv("HEADWATER_NEO4J_PASSWORD", neo4j_server.password)
        env.delenv("HEADWATER_NEO4J_PASSWORD_FILE", raising=False)
        yield neo4j_server


@pytest.fixture(scope="module")
def demo(logged_in: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """The fictional world, and two versions of a list of former years."""
    folder = tmp_path_factory.mktemp("demo")
    with opened(logged_in) as door:
        for one in write_world(folder / "files"):
            tour._load(door, one, folder, lambda line: None)
        former(door.library.store)
        door.library.store.project(as_of=TODAY)  # type: ignore[attr-defined]
        yield door


def former(store: Any) -> None:
    """Two versions of one list: of three mills one stays."""
    buyer = brand_key("Larkspur & Vale")
    for year, mills in (("2021-03", ("Ashgrove", "Birchfold", "Cedarholt")), ("2024-03", ("Cedarholt",))):
        said: list[Any] = [source_line("fictional former list", year)]
        for n, name in enumerate(mills, 3):
            key = f"row:fictional former list:{n}" if name != "Cedarholt" else "row:fictional former list:0"
            said.append(facility("fictional former list", key, f"{name} Mill (fictional)", "TR", dated=year, row=n))
            said.append(supplies("fictional former list", key, buyer, dated=year, row=n))
        put(store, "fictional former list", said, dated=year, accept_shrink=True)


@pytest.fixture(scope="module")
def published(logged_in: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Two versions of one brand's list, another brand's, and a register of wages."""
    data = shared_data()
    with opened(logged_in) as door:
        for name, source, dated, more in (
            ("brands/nike_2021-02_with_subcons.xls", "Nike's list", "2021-02", {"buyer": "Nike"}),
            ("brands/nike_imap_export_2025-12.csv", "Nike's list", "2025-12", {"buyer": "Nike"}),
            ("brands/nike_converse_adidas_2023_merged.csv", "merged list", "2023", {}),
            ("wikirate/fashionchecker_indonesia.json", "wages", "2024", {}),
        ):
            request = LoadRequest(
                paths=(data / name,), source=source, dated=dated, accept_shrink=True,
                quarantine_dir=tmp_path_factory.mktemp("quarantine"), **more,
            )  # fmt: skip
            load(door.library, request)
        door.library.store.project(as_of=TODAY)  # type: ignore[attr-defined]
        yield door


def asked(server: Neo4jServer, number: int, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of one query, as a reader's own driver gets them."""
    with server.driver() as driver:
        return [row.data() for row in driver.execute_query(QUERIES[number], given, database_="neo4j").records]


@pytest.mark.neo4j
@pytest.mark.parametrize("number", DEMO)
def test_a_question_of_the_page_gives_the_programs_answer(demo: Door, logged_in: Neo4jServer, number: int) -> None:
    rows = asked(logged_in, number, DEMO[number])
    assert rows, "an empty answer shows nothing"
    ANSWERS[number - 1](demo, rows, **DEMO[number])  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize("number", LISTS)
def test_a_question_of_the_page_gives_the_programs_answer_on_published_lists(
    published: Door, logged_in: Neo4jServer, number: int
) -> None:
    rows = asked(logged_in, number, LISTS[number])
    ANSWERS[number - 1](published, rows, **LISTS[number])  # type: ignore[operator]
    assert rows or number == 9, "no published list has an action"


def test_the_page_has_twelve_questions_whose_parameters_it_names() -> None:
    assert list(QUERIES) == list(range(1, 13)) == list(DEMO)
    for number, answer in enumerate(ANSWERS, 1):
        wanted = set(inspect.signature(answer).parameters) - {"door", "rows"}
        assert wanted == DEMO[number].keys() and all(f"${name}" in QUERIES[number] for name in wanted)


def test_the_page_names_each_label_and_type_and_no_other() -> None:
    assert column("label") == set(LABELS)
    assert column("type") | column("type", place=3) == set(TYPES)


@pytest.mark.parametrize(
    ("titles", "record", "aside", "made"),
    [
        (("of a `Party` or `Former`",), Party, {"extra", "key"}, {"id", "keys", "sources"}),
        (
            ("property of a relation",),
            Relation,
            {"kind", "start", "end"},
            {"steps", "sources", "valid_from", "valid_to"},
        ),
        (("of a `Finding`",), Finding, {"party", "key"}, {"severity", "date", "first_day", "last_day"}),
        (("of an `Assessment`",), Assessment, {"party", "key"}, {"first_day", "last_day"}),
        (("of an `Action`",), Action, {"party", "key"}, {"due_day", "first_day", "last_day"}),
        (("of a `Source`",), Source, {"key"}, {"name"}),
    ],
)
def test_the_page_explains_each_property(titles: tuple[str, ...], record: Any, aside: set[str], made: set[str]) -> None:
    fields = set(record.model_fields) - {"provenance", "visibility", "valid_from", "valid_to"} - aside
    said = column(titles[0]) - ({"valid_from", "valid_to"} if record is Source else set())
    assert said == fields | made


def test_countries_are_asked_for_by_the_name_that_is_drawn() -> None:
    assert country_name("ID") == LISTS[4]["country"] and country_name("BD") == DEMO[4]["country"]
