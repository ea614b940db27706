"""The sums from evidence to probability, as plain functions of numbers.

    p = 1 − (1 − pi′) · Π over open events (1 − c_e)           c_e = 1 − Π over sources (1 − v_j)
    pi′ = pi (1 − D) / (1 − pi · D)                             D = 1 − Π over programmes (1 − d·v·2^(−t/h))

pi is the prior, v a credibility, d a detection power, t an age, h a half-life. Source: method 4.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def any_of(chances: Iterable[float]) -> float:
    """Chance that at least one of independent things holds; 0 for none."""
    return 1.0 - math.prod(1.0 - c for c in chances)


def halved(amount: float, years: float | None, half_life: float) -> float:
    """What is left of an amount after some years; undated (None) loses nothing."""
    return amount if years is None else float(amount * 2.0 ** (-max(years, 0.0) / half_life))


def after_remedy(credibility: float, effect: float, verification: float) -> float:
    """What an event still counts after a verified remedy: c · (1 − effect · v)."""
    return credibility * (1.0 - effect * verification)


def after_checks(prior: float, detection: float) -> float:
    """The prior after clean checks of joint detection power D, by Bayes; never above the prior.

    >>> round(after_checks(0.1, 0.7 * 0.25), 10)
    0.0839694656
    """
    if prior * detection >= 1.0:  # prior 1 and D 1 contradict each other; the prior stands
        return prior
    return prior * (1.0 - detection) / (1.0 - prior * detection)


def probability(prior: float, events: Iterable[float]) -> float:
    """Chance that harm has come about: the prior, or any open event.

    >>> round(probability(0.1, [0.7]), 12)
    0.73
    """
    return 1.0 - (1.0 - prior) * math.prod(1.0 - c for c in events)


def beta_range(mean: float, *, count: float = 4.0, mass: float = 0.9) -> tuple[float, float]:
    """Range of a prior that states none: the middle `mass` of Beta(mean · count, (1 − mean) · count).

    Source: method 4 (pseudo-count 4, Assumed). A mean of 0 or 1 has no width.
    """
    if mean <= 0.0 or mean >= 1.0:
        return mean, mean
    from scipy.special import betaincinv

    tail = (1.0 - mass) / 2.0
    low, high = (betaincinv(mean * count, (1.0 - mean) * count, q) for q in (tail, 1.0 - tail))
    return min(float(low), mean), max(float(high), mean)


def split(prior: float, quiet: float, named: float, assumed: float) -> tuple[float, float]:
    """Own risk of one compliance point in its two parts, (evidence, context), both 0 to 1.

    p = (1 − Q) + Q · pi′, where Q = `quiet` is the chance that no event is true. What the events
    make weighs their severity, what is left of the prior the pack's default (method 4):

        evidence = (1 − Q) · named      context = Q · pi′ · assumed

    Events graver than the context replace it in proportion; milder ones take away no more of it than
    they bring, so that a finding never lowers a score:  context = pi′·assumed − (1 − Q) · min(named, pi′·assumed).
    For named ≥ pi′·assumed (always so with the garment pack) the two forms are one.

    Args:
        prior: pi′, 0 to 1.
        quiet: Q, 0 to 1.
        named: Severity of the worst event / 5.
        assumed: The pack's severity of the point / 5.
    """
    before = prior * assumed
    evidence = (1.0 - quiet) * named
    return evidence, quiet * before if named >= before else before - evidence
