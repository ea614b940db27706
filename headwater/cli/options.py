"""Options that say one thing once, and numbers as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from click.core import ParameterSource

from headwater.graph.plain import number, whole_number


class Once(click.Option):
    """An option with one value: said twice it is refused, where click would take the last."""

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Let the parser keep each value that is said."""
        if self.is_flag or self.count or self.multiple:
            super().add_to_parser(parser, ctx)
        else:
            parser.add_option(obj=self, opts=self.opts, dest=self.name, action="append", nargs=self.nargs)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        """The value that was said. Raises click.BadParameter where several were."""
        held = opts.get(self.name or "")
        if not isinstance(held, list) or self.multiple:
            return super().consume_value(ctx, opts)
        if len(held) > 1:
            said = " and ".join(repr(x) for x in held[:2])
            raise click.BadParameter(f"said twice, {said}; it takes one", ctx=ctx, param=self)
        return super().consume_value(ctx, {**opts, self.name or "": held[0]})


class Whole(click.IntRange):
    """A whole number in digits, within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Fails in words."""
        if isinstance(value, str) and whole_number(value) is None:
            self.fail(f"{value!r} is not a valid integer.", param, ctx)
        return super().convert(value, param, ctx)


class Number(click.types.FloatParamType):
    """A finite number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Fails in words."""
        if isinstance(value, str) and number(value) is None:
            self.fail(f"{value!r} is not a number.", param, ctx)
        return super().convert(value, param, ctx)


__all__ = ["Number", "Once", "Whole"]
