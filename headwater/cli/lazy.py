"""Commands by name, imported when they are asked for: `headwater loads` needn't wait for the engine."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "load": ("loading", "Read files into the store; a killed load goes on by the same command."),
    "map": ("loading", "Propose, show and save a mapping for a list nobody knows."),
    "loads": ("loading", "Show the load log."),
    "retract": ("loading", "Take a source back: what only it said disappears from reads."),
    "verify": ("loading", "Check the store's own promises."),
    "match": ("loading", "Say which keys are one party and why."),
    "review": ("loading", "List what a person should decide."),
    "decide": ("loading", "Take people's decisions from a CSV file: same, apart, country."),
    "find": ("parties", "Search companies and facilities by name, alias or id."),
    "show": ("parties", "Show one company or facility with its statements, sources and dates."),
    "priorities": (
        "register",
        "List what to look at first upstream of a buyer, in a country or at a facility: severity first.",
    ),
    "brief": ("risk", "Write two pages: what is known, what comes first, what this can't tell."),
    "trace": ("risk", "Follow a company or facility upstream by tier."),
    "buyers": ("risk", "List who buys from a facility, directly or through others."),
    "score": ("risk", "Compute an indicator over the graph."),
    "pack": ("research", "Print the sector's pack: every word and number with its source and reason."),
    "sensitivity": ("research", "Say how much each assumed number of the pack moves a result."),
    "reproduce": ("research", "Compute again what a file holds: the same, or what differs."),
    "indicators": ("research", "List the indicators: the question each answers, and its parameters."),
    "explain": ("risk", "Take upstream_risk apart; each list adds up."),
    "compare": ("comparison", "Put companies side by side; an order only where one is fair."),
    "whatif": ("whatif", "Show what a change would move, in two ledgers. Nothing is saved."),
    "largest": ("whatif", "Show which remedies would change upstream_risk most; it orders no work."),
    "share": ("risk", "List facilities that several companies share."),
    "leverage": ("leverage", "Say who buys at a facility, and how few could ask together."),
    "systemic": ("systemic", "Tell systemic issues from those of an owner or a factory."),
    "view": ("output", "Draw who stands upstream, as one self-contained HTML file."),
    "export": ("output", "Write the subgraph around companies or facilities to a file."),
    "serve": ("service", "Serve the API and its start page."),
    "demo": ("service", "Write a fictional garment world, load it, show what comes first."),
    "doctor": ("service", "Say what this machine and the store are."),
}
"""Command → module of this package, and its line in the overview. A test compares both with the modules."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads a module only for the command that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"headwater.cli.{COMMANDS[cmd_name][0]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(c for c in commands if c.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
