"""Properties of a company or facility in words: what each is called, and its value as people say it."""

from __future__ import annotations

from pydantic import JsonValue

from headwater.visualizations.words import SOME, amount, country_words, percent

ORDER = (
    "name", "aliases", "os_id", "lei", "registry_number", "country", "country_proposed", "country_reason", "region",
    "city", "postal_code", "address", "latitude", "longitude", "facility_type", "sector", "good", "product", "workers",
    "workers_range", "women_share", "migrant_share", "chain_end", "closed", "contributors",
)  # fmt: skip
"""The order in which properties are shown: who it is, where, what it makes, who works there. Others come after."""

_NAMES = {
    "os_id": "OS ID",
    "lei": "LEI",
    "country_proposed": "country, proposed",
    "country_reason": "why proposed",
    "women_share": "women",
    "migrant_share": "migrants",
    "workers_range": "workers, range",
    "chain_end": "end of the chain",
    "contributors": "contributors",
    "extra": "other columns",
    "good": "makes",
    "product": "product, in its words",
}


def name_words(name: str) -> str:
    """What a property is called.

    >>> name_words("women_share"), name_words("postal_code")
    ('women', 'postal code')
    """
    return _NAMES.get(name, name.replace("_", " "))


def value_words(name: str, value: JsonValue) -> str:
    """A property's value as people say it; None: unknown.

    >>> value_words("women_share", 0.5), value_words("country", "BD"), value_words("closed", True)
    ('50.0 %', 'Bangladesh', 'yes')
    >>> value_words("workers", 1200), value_words("aliases", ["A", "B"])
    ('1,200', 'A; B')
    """
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return percent(float(value), digits=1) if name.endswith("_share") else amount(float(value))
    if isinstance(value, list):
        return _some([value_words(name, x) for x in value])
    if isinstance(value, dict):
        return _some([f"{k}: {value_words(k, v)}" for k, v in value.items()])
    if name in ("country", "country_proposed"):
        return country_words(value)
    return value.replace("_", " ") if name == "good" else value


def _some(said: list[str]) -> str:
    return "; ".join([*said[:SOME], *([f"and {len(said) - SOME} more"] if len(said) > SOME else [])])


__all__ = ["ORDER", "name_words", "value_words"]
