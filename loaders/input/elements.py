"""XML, an element at a time: memory is one element, and nothing outside the file is ever fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import iterparse

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import stamp, unchanged
from headwater.loaders.input.kinds import kind_of
from headwater.loaders.port import InputFile


def elements(file: InputFile, *tags: str) -> Iterator[Element]:
    """Give the outermost elements of an XML file with one of these tags, in file order; each is freed after use.

    Raises:
        FileRefused: `type`, `xml_dtd`, `xml_entity`, `xml`, `changed_during_read`.
    """
    before = stamp(file.path)
    with file.path.open("rb") as stream:
        if kind_of(file, stream) != "xml":
            raise FileRefused("type", file.name, "is not XML")
        stream.seek(0)
        try:
            yield from _stream(stream, tags)
        except DTDForbidden:
            raise FileRefused("xml_dtd", file.name, "declares a document type; save it without one") from None
        except DefusedXmlException:
            raise FileRefused("xml_entity", file.name, "declares entities; save it without them") from None
        except (ParseError, LookupError, ValueError) as error:
            raise FileRefused("xml", file.name, f"is not valid XML: {error}; download it again") from None
    unchanged(file, before)


def first_element(beginning: bytes, tag: str) -> Element | None:
    """The first whole element with this tag in what a document begins with; None: there is none."""
    try:
        return next(_stream(io.BytesIO(beginning), (tag,)), None)
    except (DefusedXmlException, ParseError, LookupError, ValueError):
        return None


def _stream(stream: BinaryIO, tags: tuple[str, ...]) -> Iterator[Element]:
    """Give the outermost elements with these tags; what is not within one is dropped as soon as it ends."""
    above: list[Element] = []
    inside = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            above.append(element)
            inside += element.tag in tags
            continue
        above.pop()
        inside -= element.tag in tags
        if inside:
            continue
        if element.tag in tags:
            yield element
        if above:
            above[-1].clear()


__all__ = ["elements", "first_element"]
