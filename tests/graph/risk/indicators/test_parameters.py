from headwater.graph.risk.indicators import INDICATORS, PARAMETERS


def test_each_parameter_stands_once_with_those_who_take_it():
    by = {p.name: set(p.by) for p in PARAMETERS}
    assert by == {
        "alpha": {"upstream_risk"},
        "unmapped": {"upstream_risk", "linked_harm", "worst_path"},
        "materiality": {"linked_harm", "worst_path"},
        "hops": {"upstream_risk", "linked_harm", "worst_path"},
        "method": {"upstream_risk", "linked_harm", "worst_path"},
        "worlds": {"linked_harm"},
        "seed": {"linked_harm"},
    }
    assert all(t.text for p in PARAMETERS for t in p.by.values())


def test_a_default_in_words_is_the_models_own():
    for x in INDICATORS:
        for p in PARAMETERS:
            if x.name in p.by:
                default = getattr(x.params(), p.name)
                assert p.by[x.name].default == ("none" if default is None else str(default))
