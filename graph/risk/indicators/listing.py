"""What can be scored: the indicators, each with its parameters, as a document."""

from __future__ import annotations

from pydantic import JsonValue

from headwater.graph.documents import Answer, Document, Header
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.indicators.parameters import taken_by


class IndicatorParameter(Document):
    """What a parameter means to one indicator, and its default in words."""

    name: str
    default: str
    meaning: str


class IndicatorLine(Document):
    """One indicator."""

    name: str
    title: str
    question: str
    parameters: tuple[IndicatorParameter, ...]
    params: dict[str, JsonValue]
    """Its parameters as a JSON schema."""


class Indicators(Answer):
    """The indicators, in the order in which they are shown."""

    indicators: tuple[IndicatorLine, ...]


def list_indicators(header: Header) -> Indicators:
    """Each indicator's name, question and parameters."""
    lines = tuple(
        IndicatorLine(
            name=x.name,
            title=x.title,
            question=x.title.partition(": ")[2],
            parameters=tuple(
                IndicatorParameter(name=name, default=taken.default, meaning=taken.text)
                for name, taken in taken_by(x.params).items()
            ),
            params=x.params.model_json_schema(),
        )
        for x in INDICATORS
    )
    return Indicators(header=header, indicators=lines)


__all__ = ["IndicatorLine", "IndicatorParameter", "Indicators", "list_indicators"]
