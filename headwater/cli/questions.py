"""Commands made from the questions: each field of an Ask is an argument or an option."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import annotated_types
import click
from pydantic.fields import FieldInfo

from headwater.asking.ask import File, fields_of, word_of
from headwater.asking.asked import make_ask
from headwater.asking.fields import FromFile, Parameters, Shown, Subject, default_of, described, marks, plain_type
from headwater.asking.parameters import taken
from headwater.asking.question import Question
from headwater.asking.recipe import put
from headwater.cli.context import Context, pass_context
from headwater.cli.options import Number, Once, Whole
from headwater.cli.output import deliver, deliver_file


def command_of(question: Question) -> click.Command:
    """The command that asks a question."""

    @pass_context
    def run(ctx: Context, /, **given: Any) -> None:
        output: Path | None = given.pop("output")
        ctx.as_json = given.pop("as_json") or ctx.as_json
        ask = make_ask(question, _values(question, given))
        reader = ctx.reader()
        found = put(reader, question, ask)
        if isinstance(found, File):
            deliver_file(ctx, found, output)
        else:
            deliver(ctx, found, ask, output, question.name)

    params: list[click.Parameter] = []
    for name, info in fields_of(question.ask).items():
        params += _parameters(name, info)
    said = "Print one JSON document on standard output, and nothing else there."
    params.append(click.Option(["--json", "as_json"], is_flag=True, help=said))
    what = "FILE; - for standard output." if question.gives_file else "FILE.json, .md or .html; default: print it."
    params.append(Once(["-o", "--output"], type=click.Path(path_type=Path), metavar="FILE", help=what))
    return click.Command(question.name, params=params, callback=run, help=question.help, short_help=question.title)


def _parameters(name: str, info: FieldInfo) -> list[click.Parameter]:
    """The argument or options of one field."""
    kind, several = _kind(info)
    subject, shown = marks(info, Subject), marks(info, Shown)
    if subject is not None:
        metavar = f"{subject.metavar}..." if several else subject.metavar
        required = info.is_required()
        return [
            click.Argument(
                [name],
                nargs=-1 if several else 1,
                required=required,
                metavar=metavar if required else f"[{metavar}]",
            )
        ]
    flag = f"--{word_of(name, info).replace('_', '-')}"
    said = described(info)
    if marks(info, Parameters) is not None:
        said += " " + " ".join(p.name for p in taken(info)) + ": see `headwater indicators`."
    if plain_type(info.annotation) is bool:
        return [click.Option([flag, name], is_flag=True, default=None, help=said)]
    default = default_of(info)
    made: list[click.Parameter] = [
        Once(
            [flag, name],
            type=kind,
            multiple=several,
            metavar=None if shown is None else shown.metavar,
            required=info.is_required(),
            help=said if default is None else f"{said} [default: {default}]",
        )
    ]
    from_file = marks(info, FromFile)
    if from_file is not None:
        made.append(
            Once(
                [f"--{from_file.option}", f"{name}__file"],
                type=click.Path(path_type=Path),
                metavar="FILE",
                help=from_file.help,
            )
        )
    return made


def _kind(info: FieldInfo) -> tuple[click.ParamType[Any] | None, bool]:
    """How the command line reads a field, and whether it may be given again."""
    kind = plain_type(info.annotation)
    origin = get_origin(kind)
    if origin in (tuple, dict):
        return click.STRING, True
    if origin is Literal:
        return click.Choice([str(x) for x in get_args(kind)]), False
    if kind is int:
        low = next((int(m.ge) for m in info.metadata if isinstance(m, annotated_types.Ge)), None)  # type: ignore[call-overload]
        high = next((int(m.le) for m in info.metadata if isinstance(m, annotated_types.Le)), None)  # type: ignore[call-overload]
        return Whole(low, high), False
    return (Number() if kind is float else click.STRING), False


def _values(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, by the words of the query; what wasn't said is left out."""
    out: dict[str, Any] = {}
    for name, info in fields_of(question.ask).items():
        value = given.get(name)
        from_file = marks(info, FromFile)
        path = given.get(f"{name}__file")
        if from_file is not None and path is not None:
            value = [*(value or ()), *from_file.read(path)]
        if value is None or value == ():
            continue
        if marks(info, Parameters) is not None:
            value = pairs(value)
        out[word_of(name, info)] = value
    return out


def pairs(words: tuple[str, ...], option: str = "--param") -> dict[str, str]:
    """NAME=VALUE words of an option by name. Raises click.BadParameter: another form, or said twice."""
    out: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{word!r}: write NAME=VALUE", param_hint=option)
        if name.strip() in out:
            raise click.BadParameter(f"{name.strip()} is said twice; say one", param_hint=option)
        out[name.strip()] = value.strip()
    return out
