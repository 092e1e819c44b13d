"""The `semcache` command: one group, its commands loaded when they are called.

A command lives in a module of this package, under the name `command`. Whatever goes wrong is one line on stderr:
exit code 2 for what the user can put right, 1 for what semcache got wrong, 130 after Ctrl-C.
"""

from __future__ import annotations

import errno
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from typing import Any

import click

from semcache.cli.output import complain
from semcache.errors import ConfigErrors, SemcacheError, StoreFault, UsageError

# In the order a user meets them. Named here, so that the help imports none of them.
COMMANDS = {
    "demo": "A support-desk day in miniature, then its savings report.",
    "serve": "Run the gateway before an upstream.",
    "embed": "Compute vectors for other processes and hosts.",
    "routes": "Every route of the gateway, and what it needs.",
    "report": "What was saved, from the ledger.",
    "explain": "Why a request was answered as it was.",
    "invalidate": "Make stored answers unservable.",
    "feedback": "Say that an answer from the cache was wrong.",
    "replay": "Try other settings on recorded traffic.",
    "calibrate": "Find the thresholds that keep a stated error bound.",
    "policy": "Check policies, and play their examples.",
    "prices": "Show or update what models cost.",
    "upstreams": "The upstreams and how they are.",
    "breakeven": "Buy tokens or rent GPUs: where the lines cross.",
    "doctor": "What semcache found on this machine, and what is missing.",
}


class Frame(click.Group):
    """Loads commands lazily and turns every error into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if importlib.util.find_spec(f"{__name__}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if ctx.params["debug"] and not isinstance(error, (click.ClickException, click.exceptions.Exit)):
                import traceback

                traceback.print_exc()
            raise

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name or "semcache", complete_var, standalone_mode=False, **extra)
        except Exception as error:
            code = exit_code(error)
        sys.exit(code if isinstance(code, int) else 0)


def exit_code(error: Exception) -> int:
    """Says what went wrong in one line; returns the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return 2
        case click.UsageError():
            see = f" (see '{error.ctx.command_path} --help')" if error.ctx else ""
            complain(error.format_message() + see)
            return 2
        case click.ClickException():
            complain(error.format_message())
            return 2
        case click.Abort():
            return 130
        case ConfigErrors():
            for one in error.errors:
                complain(str(one))
            return 2
        case UsageError():
            complain(str(error))
            return 2
        case StoreFault() if str(error):
            complain(f"{error}; `semcache doctor` says what to do about the store")
            return 1
        case SemcacheError():
            complain(str(error) or type(error).__name__)
            return 1
        case OSError(errno=errno.EPIPE):
            return 1
        case _:
            complain(f"unexpected {type(error).__name__}: {error} (SEMCACHE_DEBUG=1 shows where)")
            return 1


@click.group(
    "semcache", cls=Frame, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="semcache-llm", prog_name="semcache")
@click.option("--debug", is_flag=True, envvar="SEMCACHE_DEBUG", help="Show the traceback of an error (SEMCACHE_DEBUG).")
@click.pass_context
def main(ctx: click.Context, debug: bool) -> None:
    """A semantic cache for LLM answers that accounts for the dollars it saves."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
