"""Which printer a document has: that of its own class, whatever others are called."""

from __future__ import annotations

from importlib import import_module

import pytest
from pydantic import BaseModel

from headwater.graph.documents import Document
from headwater.graph.risk.explain.harm import HarmExplanation as Shipped
from headwater.graph.risk.indicators import LinkedHarm
from headwater.visualizations.text import PRINTERS, printed
from tests import worlds as made
from tests.running import said


class HarmExplanation(Document):
    """One's own, called like a shipped one."""

    depth: int


def test_an_explanation_of_ones_own_is_printed_as_itself() -> None:
    assert "depth: 3" in "".join(map(str, printed(HarmExplanation(depth=3))))


def test_a_shipped_explanation_of_a_kind_of_ones_own_keeps_its_printer() -> None:
    class Deeper(Shipped):
        """A shipped explanation with more in it."""

    snapshot, own = made.world(made.G2)
    told = LinkedHarm().explain(snapshot, own, "name:A", made.ISSUE)
    assert said(Deeper(**dict(told))) == said(told)


@pytest.mark.parametrize("path", [path for path, _ in PRINTERS])
def test_each_path_leads_to_a_document(path: str) -> None:
    module, _, name = path.rpartition(".")
    assert issubclass(getattr(import_module(module), name), BaseModel)
