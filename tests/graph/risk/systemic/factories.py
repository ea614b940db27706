"""Made-up factories, their owners, buyers and findings, for tests of `systemic`."""

from headwater.graph.ids import name_key
from headwater.graph.records import Outcome, Relation, RelationKind
from headwater.graph.risk.systemic.systemic import systemic
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, prov, snap, supplies

BAD, GOOD = Outcome.NON_COMPLIANT, Outcome.COMPLIANT


def owns(owner, name):
    return Relation(provenance=prov(), kind=RelationKind.OWNS, start=name_key(owner), end=name_key(name))


def factories(prefix, outcomes, *, country="XA", point="overtime", owner=None, buyers=("Ada", "Bo", "Cy"), **more):
    """One factory per outcome letter (b, g, n, c), each of its own owner or all of `owner`, sold to one brand each."""
    kinds = {"b": BAD, "g": GOOD, "n": Outcome.NOT_APPLICABLE, "c": Outcome.NOT_CHECKED}
    for at, letter in enumerate(outcomes):
        name = f"{prefix}{at}"
        yield facility(name, country, **more)
        yield check(name, point, kinds[letter], standard="Programme", date="2026-01-01")
        yield supplies(name, buyers[at % len(buyers)])
        if owner != "unknown":
            yield owns(owner or f"Owner of {name}", name)


BRANDS = [brand("Ada"), brand("Bo"), brand("Cy")]
SYSTEMIC = [*BRANDS, *factories("F", "b" * 9 + "g" * 6)]


def ask(*records, **options):
    return systemic(snap(*records), PACK, today=TODAY, **options)


def row(*records, **options):
    (only,) = ask(*records, **options).rows
    return only


def cause(name, words, **more):
    return finding(name, "overtime", cause=words, observed="2026-01-02", **more)


def member(name, group):
    return Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key(name), end=name_key(group))
