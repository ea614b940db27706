"""Whom to ask as well."""

from tests.graph.risk.leverage.works import ask


def test_who_is_missing_and_why():
    assert [(m.name, m.why) for m in ask().missing] == [
        ("Far", "buys through others, 2 steps away"),
        ("Cy", "buys at another facility of the same owner: Sister"),
    ]
    assert len(ask().missing[1].refs) == 1
