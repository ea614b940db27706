"""Commands by name, imported when they are asked for: the overview needn't wait for the engine."""

from __future__ import annotations

from importlib import import_module

import click

from headwater.questions import QUESTIONS

STEWARDSHIP: dict[str, tuple[str, str]] = {
    "load": ("loading", "Read files into the store; a killed load goes on by the same command."),
    "map": ("loading", "Propose, show and save a mapping for a list nobody knows."),
    "retract": ("keeping", "Take a source back: what only it said disappears from reads."),
    "decide": ("keeping", "Take people's decisions from a CSV file: same, apart, country."),
    "verify": ("keeping", "Check the store's own promises."),
    "check-pack": ("keeping", "Hold someone's own pack against every rule."),
    "reproduce": ("keeping", "Compute again what a file holds: the same, or what differs."),
    "serve": ("service", "Serve the API and its start page."),
    "demo": ("service", "Write a fictional garment world, load it, show what comes first."),
    "doctor": ("service", "Say what this machine and the store are."),
}
"""Command that is no question → module of this package, and its line in the overview."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads a module only for the command that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names: what changes the store, the questions, the rest."""
        return [*STEWARDSHIP, *(q.name for q in QUESTIONS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        question = next((q for q in QUESTIONS if q.name == cmd_name), None)
        if question is not None:
            from headwater.cli.questions import command_of

            return command_of(question)
        if cmd_name not in STEWARDSHIP:
            return None
        module = import_module(f"headwater.cli.{STEWARDSHIP[cmd_name][0]}")
        commands: tuple[click.Command, ...] = module.COMMANDS
        return next(c for c in commands if c.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview without importing the commands."""
        with formatter.section("Questions"):
            formatter.write_dl([(q.name, q.title) for q in QUESTIONS])
        with formatter.section("The store and the program"):
            formatter.write_dl([(name, line) for name, (_, line) in STEWARDSHIP.items()])
