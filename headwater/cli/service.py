"""Commands around the product: serve, demo, doctor."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path
from typing import Any

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.exits import DONE
from headwater.graph.errors import HeadwaterError
from headwater.graph.stores.reports import DoctorDocument
from headwater.version import __version__


@click.command()
@click.option("--host", help="Where to listen; anything but this machine needs HEADWATER_API_KEY. [HEADWATER_HOST]")
@click.option("--port", type=click.IntRange(1, 65535), help="[HEADWATER_PORT]")
@pass_context
def serve(ctx: Context, host: str | None, port: int | None) -> None:
    """Serve the API and its start page."""
    import uvicorn

    from headwater.api.app import create_app
    from headwater.api.security import may_listen

    conf = ctx.settings.model_copy(update={"store": ctx.store})
    host, port = host or conf.host, port or conf.port
    may_listen(host, conf.key())
    click.echo(f"Headwater on http://{host}:{port}/ with the store {ctx.store}; stop with Ctrl-C", err=True)
    uvicorn.run(create_app(conf, today=ctx.today), host=host, port=port, log_level="warning", server_header=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
@pass_context
def demo(ctx: Context, folder: Path) -> None:
    """Write a fictional garment world into FOLDER, load it, and show what to look at first."""
    from headwater.demo import run

    done = run(folder, echo=lambda line: click.echo(line, err=ctx.as_json), today=ctx.today)
    if ctx.as_json:
        ctx.say(done, ())


@click.command()
@pass_context
def doctor(ctx: Context) -> int:
    """Say what this machine and the store are, and what is missing."""
    facts = DoctorDocument(
        headwater=__version__, python=platform.python_version(), sqlite=sqlite3.sqlite_version, store=ctx.store
    )
    problem = None
    try:
        reader = ctx.reader()
        held: dict[str, Any] = {"revision": reader.revision, "pack": reader.vocabulary.version}
        held["loads"] = len(reader.store.loads(viewer=reader.viewer))
        facts = facts.model_copy(update=held)
    except HeadwaterError as error:
        problem = error
        facts = facts.model_copy(update={"problem": str(error)})
    ctx.say(facts)
    return problem.exit_code if problem else DONE


COMMANDS = (serve, demo, doctor)
