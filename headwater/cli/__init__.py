"""The command line: `headwater [--store URL] [--json] COMMAND`.

A question is a command made from its Ask (`headwater.questions`); the others are written out. Both print a document.
It leaves by a code of `headwater.cli.exits`.
"""

from __future__ import annotations

import logging
import sys

import click

from headwater.cli.exits import DONE, STOPPED, UNFORESEEN, USAGE
from headwater.cli.lazy import LazyGroup
from headwater.graph.errors import HeadwaterError
from headwater.version import __version__


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="headwater")
@click.option(
    "--store", metavar="URL", help="sqlite:PATH, or neo4j://HOST:PORT/DATABASE and the like. [HEADWATER_STORE]"
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document on standard output, and nothing else there."
)
@click.option("--pack", metavar="NAME|FOLDER", help="The sector's pack. [HEADWATER_PACK]")
@click.option("--today", metavar="DATE", help="The day of the reads, YYYY-MM-DD; default: today in UTC.")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice: still more.")
@click.pass_context
def cli(
    ctx: click.Context, store: str | None, as_json: bool, pack: str | None, today: str | None, verbose: int
) -> None:
    """Who makes it, who is harmed there, how surely, and what to look at first: a supply chain due diligence graph."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    logging.getLogger("numba").setLevel(logging.WARNING)
    from headwater.cli.context import Context
    from headwater.settings import settings

    conf = settings()
    if pack is not None:
        conf = conf.model_copy(update={"pack": pack})
    context = Context(settings=conf, store=store or conf.store, as_json=as_json, today=today)
    ctx.obj = context
    ctx.call_on_close(context.close)


def main(args: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; no error ends in a traceback."""
    try:
        code = cli.main(args=args, prog_name="headwater", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped; a load goes on by the same command", err=True)
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except HeadwaterError as error:
        click.echo(f"headwater: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"headwater: {place}{error.strerror or error}", err=True)
        sys.exit(USAGE)
    except Exception as error:  # the last door: nothing ends in a traceback
        logging.getLogger(__name__).info("unforeseen", exc_info=error)
        click.echo(f"headwater: an error nobody foresaw ({type(error).__name__}: {error}); -v shows where", err=True)
        sys.exit(UNFORESEEN)
    sys.exit(code if isinstance(code, int) else DONE)
