"""Parameters of an indicator, from the text of an option or a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from headwater.asking.fields import Parameters, marks
from headwater.graph.errors import UsageError
from headwater.graph.misfit import misfit, no_parameter
from headwater.graph.plain import number

if TYPE_CHECKING:  # a question that takes no parameters waits for no indicator
    from headwater.graph.risk.indicators import Parameter
    from headwater.graph.risk.values.params import Params
    from headwater.graph.vocabulary import Pack


def indicator_names() -> tuple[str, ...]:
    """The indicators by name."""
    from headwater.graph.risk.indicators import INDICATORS

    return tuple(x.name for x in INDICATORS)


def taken(info: FieldInfo) -> tuple[Parameter, ...]:
    """The parameters that a field of an Ask takes by their names; none where it holds no parameters."""
    mark = marks(info, Parameters)
    if mark is None:
        return ()
    from headwater.graph.risk.indicators import PARAMETERS

    return tuple(p for x in PARAMETERS if (p := x.of(mark.of or indicator_names())) is not None)


def settings_of(indicator: str, given: Mapping[str, str], pack: Pack) -> Params:
    """An indicator's parameters from text: `none` is None where the parameter may be None.

    What isn't given takes the pack's setting where the parameter names one (`alpha`), else its own default;
    `materiality=a0` is the pack's `materiality_a0`.

    Raises:
        UnknownName: No such indicator.
        UsageError: An unknown parameter or a value out of range; says which.
    """
    from headwater.graph.risk.indicators import get_indicator
    from headwater.graph.risk.values.params import FromPack, may_be_none

    model: type[Params] = get_indicator(indicator).params
    for name, text in given.items():
        if name not in model.model_fields:
            raise UsageError(no_parameter(indicator, name, list(model.model_fields)))
        if not text.strip():
            none = f"write {name}=none or " if may_be_none(model.model_fields[name].annotation) else ""
            raise UsageError(f"{indicator}: {name} is empty; {none}leave it out")
    values: dict[str, Any] = {name: text.strip() for name, text in given.items()}
    for name, info in model.model_fields.items():
        mark = marks(info, FromPack)
        said = values.get(name)
        if mark is not None and (said if said is None else said.lower()) == mark.word:
            values[name] = pack.setting(mark.setting)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise UsageError(f"{indicator}: {'; '.join(map(misfit, error.errors()))}") from error


def settings_of_all(given: Mapping[str, str], pack: Pack) -> dict[str, Params]:
    """Every indicator's parameters by its name; each takes those that it has. Raises UsageError where none has one."""
    from headwater.graph.risk.indicators import INDICATORS, PARAMETERS

    known = [p.name for p in PARAMETERS]
    if unknown := sorted(set(given) - set(known)):
        raise UsageError(f"no indicator has a parameter {unknown[0]!r}; they have {', '.join(known)}")
    return {x.name: settings_of(x.name, _own(x.params, given), pack) for x in INDICATORS}


def _own(model: type[Params], given: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in given.items() if name in model.model_fields}


def number_by_party(words: tuple[str, ...], what: str, named: Callable[[str], str]) -> dict[str, float]:
    """NAME=NUMBER words by the party that each names, by `named`.

    Raises:
        UsageError: A word is something else than `what`, or a party is said twice, by whatever name.
    """
    out: dict[str, float] = {}
    said: dict[str, str] = {}
    for word in words:
        name, _, text = word.rpartition("=")
        value = number(text)
        if value is None or not name.strip():
            raise UsageError(f"{word!r}: write it as {what}")
        party = named(name.strip())
        if party in out:
            raise UsageError(f"{said[party]!r} and {word!r} say two numbers of one; say one")
        out[party], said[party] = value, word
    return out


__all__ = ["indicator_names", "number_by_party", "settings_of", "settings_of_all", "taken"]
