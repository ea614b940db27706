"""XML: an element at a time, with nothing fetched and nothing kept."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.elements import elements, first_element
from headwater.loaders.input.files import open_path
from headwater.loaders.port import InputFile


def made(tmp_path: Path, content: str | bytes, name: str = "g.xml") -> InputFile:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_path(path)[0]


def refused(file: InputFile, code: str, read: Any) -> str:
    with pytest.raises(FileRefused) as caught:
        list(read(file))
    assert caught.value.code == code, caught.value
    return str(caught.value)


def goods(file: InputFile) -> Any:
    return elements(file, "Good")


def test_xml_elements_come_in_file_order_with_numeric_entities_read(tmp_path: Path) -> None:
    file = made(tmp_path, "<!-- note --><Goods><Good>A&#231;a&#237; &#38; co</Good><Good>b</Good></Goods>", "g.xml")
    assert [g.text for g in goods(file)] == ["Açaí & co", "b"]


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
    ],
)
def test_xml_with_a_document_type_is_refused_at_once(tmp_path: Path, dtd: str) -> None:
    start = time.monotonic()
    refused(made(tmp_path, f'<?xml version="1.0"?>{dtd}<Goods><Good>x</Good></Goods>', "g.xml"), "xml_dtd", goods)
    assert time.monotonic() - start < 1


def test_cut_xml_is_refused(tmp_path: Path) -> None:
    refused(made(tmp_path, "<Goods><Good>a</Good><Good>", "g.xml"), "xml", goods)
    refused(made(tmp_path, "<Goods>&undeclared;</Goods>", "g.xml"), "xml", goods)


def test_an_encoding_that_nobody_knows_is_refused_by_name(tmp_path: Path) -> None:
    refused(made(tmp_path, '<?xml version="1.0" encoding="klingon"?><Goods><Good>a</Good></Goods>'), "xml", goods)


def test_an_element_within_one_of_the_same_tag_stays_in_it(tmp_path: Path) -> None:
    file = made(tmp_path, "<Goods><Good>a<Good>b</Good></Good><x/><Good>c</Good></Goods>")
    assert [(g.text, len(g)) for g in goods(file)] == [("a", 1), ("c", 0)]


def test_a_long_list_of_elements_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        body = "".join(f"<Good><Good_Name>Good {i}</Good_Name><Note>{'n' * 200}</Note></Good>" for i in range(count))
        file = made(tmp_path, f"<Goods>{body}</Goods>", f"{count}.xml")
        del body
        tracemalloc.start()
        try:
            assert sum(1 for _ in goods(file)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(20_000) < 2 * peak(1_000)


def test_the_first_element_is_found_in_a_beginning_that_is_cut() -> None:
    found = first_element(b"<Goods><Good><Name>a</Name></Good><Good><Na", "Good")
    assert found is not None and found.findtext("Name") == "a"
    assert first_element(b"<Goods><Good><Name>a</Na", "Good") is None
    assert first_element(b'<!DOCTYPE x SYSTEM "y"><Goods><Good/></Goods>', "Good") is None
