"""The network view: every company, facility and link, and not more than can be read."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UsageError
from headwater.visualizations import get_view
from tests.visualizations.world import fan


def test_a_network_nobody_could_read_is_refused_in_plain_words() -> None:
    with pytest.raises(UsageError, match=r"1,501 companies and facilities are too many .* tiered view"):
        get_view("network").render(fan(1500))
    assert "301 companies and facilities are hard to read" in get_view("network").render(fan(300))
    assert "hard to read" not in get_view("network").render(fan(299))
