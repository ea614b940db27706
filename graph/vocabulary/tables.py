"""Which tables and settings a pack has."""

from __future__ import annotations

from headwater.graph.vocabulary.lines import (
    Cause,
    Credibility,
    Detection,
    Difference,
    Good,
    HalfLife,
    Input,
    Issue,
    Line,
    Method,
    Point,
    PriorLine,
    Setting,
    SeverityWord,
    SourceRank,
    Term,
    WageBand,
)

TABLES: dict[str, tuple[str, type[Line]]] = {
    "issues": ("issues.csv", Issue),
    "points": ("points.csv", Point),
    "tags": ("tags.csv", Term),
    "signs": ("signs.csv", Term),
    "severity_words": ("severity.csv", SeverityWord),
    "credibilities": ("credibility.csv", Credibility),
    "methods": ("methods.csv", Method),
    "detections": ("detection.csv", Detection),
    "half_lives": ("half_lives.csv", HalfLife),
    "priors": ("priors.csv", PriorLine),
    "goods": ("goods.csv", Good),
    "inputs": ("inputs.csv", Input),
    "wages": ("wages.csv", WageBand),
    "source_ranks": ("source_ranks.csv", SourceRank),
    "settings": ("settings.csv", Setting),
    "causes": ("causes.csv", Cause),
    "differences": ("differences.csv", Difference),
}
"""Field of `Pack` → (file of the folder, model of its lines)."""

OPTIONAL: frozenset[str] = frozenset({"tags", "signs", "wages", "source_ranks", "inputs", "causes", "differences"})
"""Tables that a pack may leave out: no such words, no such rule."""

SETTINGS: frozenset[str] = frozenset(
    {
        "likelihood_unknown",
        "decay_below",
        "detection_cap",
        "prior_pseudo_count",
        "range_mass",
        "remedied_effect_at_least",
        "assessed_months",
        "alpha",
        "completeness_tier_1",
        "completeness",
        "completeness_subcontracts",
        "confidence_own_list",
        "confidence_aggregator",
        "confidence",
        "materiality_a0",
        "systemic_factories",
        "systemic_owners",
        "systemic_buyers",
        "systemic_lower_bound",
        "systemic_owner_half",
        "systemic_interval",
        "owner_group_share",
        "owner_group_rate",
        "owner_group_factories",
        "small_cell",
        "comparable_assessed_points",
    }
)
"""Settings that the program reads: all must be there, and no others."""

COUNTED: frozenset[str] = frozenset(
    {
        "assessed_months",
        "systemic_factories",
        "systemic_owners",
        "systemic_buyers",
        "owner_group_factories",
        "small_cell",
    }
)
"""Settings that are whole numbers of at least 1."""
FREE: frozenset[str] = frozenset({"prior_pseudo_count"})
"""Settings that are any number over 0; every other one is a part of one."""
ALPHA_MOST = 0.99
"""Greatest alpha: at 1 a cycle would have no answer."""
