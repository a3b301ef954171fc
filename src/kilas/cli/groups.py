"""Command listing in the help: each command with its full description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

_WHOLE = 1_000  # characters of a description: more than any has


class Group(TyperGroup):
    """Lists commands with their full descriptions, which click would shorten."""

    def invoke(self, ctx: Context) -> Any:
        """Runs the command, and removes the prefix that typer leaves in messages of option checks."""
        from typer._click.exceptions import UsageError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            error.message = error.message.replace("Value error, ", "", 1)
            raise

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(_WHOLE))
                    for name, command in named
                    if command and not command.hidden
                ]
            )
