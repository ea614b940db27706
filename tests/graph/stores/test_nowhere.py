from __future__ import annotations

import pytest

from headwater.graph.errors import StoreMissing
from headwater.graph.stores.base import OWNER, PUBLIC
from headwater.graph.stores.nowhere import nowhere


def test_it_stands_at_revision_nought_and_every_other_read_says_that_it_is_missing() -> None:
    missing = StoreMissing("sqlite:no such.db", "there is no such file")
    store = nowhere(missing)
    assert (store.revision(), store.revision(viewer=OWNER), store.url) == (0, 0, "sqlite:no such.db")
    for read in (
        lambda: store.get(["brand:alma"], viewer=PUBLIC, as_of="2026-01-01"),
        lambda: store.loads(),
        lambda: store.snapshot(as_of="2026-01-01"),
        lambda: store.write(None, at=""),
    ):
        with pytest.raises(StoreMissing, match=r"headwater --store 'sqlite:no such\.db' load FILE") as caught:
            read()
        assert caught.value is missing
    store.close()
