"""The review list with names and countries of both sides."""

from __future__ import annotations

from headwater.graph.documents import Header
from headwater.graph.resolution.queue import links_document, review_document
from headwater.graph.resolution.review import ReviewItem
from tests.graph.risk.rows import facility, snap

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p", method_version="1")


def test_a_side_is_the_party_of_its_key_and_a_proposed_country_is_no_country() -> None:
    s = snap(facility("Mill", "BD"), facility("Gin", country_proposed="IN", country_reason="its city"))
    items = [
        ReviewItem("mill", "name:Mill", "name:Gin", None, "why"),
        ReviewItem("x", "name:Gone", "name:Gin", None, "w"),
    ]
    first, second = review_document(items, s, header=HEAD).items
    assert (first.a.key, first.a.id, first.a.name, first.a.country) == ("name:Mill", "name:Mill", "Mill", "BD")
    assert (first.b.country, first.b.country_proposed, first.reason) == (None, "IN", "why")
    assert (second.a.name, second.a.kind, second.a.country) == ("name:Gone", None, None)


def test_links_are_as_the_store_holds_them() -> None:
    doc = links_document([("a", "b", "same id")], header=HEAD)
    assert [(x.a, x.b, x.reason) for x in doc.links] == [("a", "b", "same id")] and doc.applied
