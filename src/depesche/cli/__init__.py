"""The command line. Heavy parts are imported by the command that needs them.

In: arguments. Out: a reading, a verdict or a page of the record on standard output; errors as one
line each on standard error, exit status 2.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import typer

from depesche.cli.check import check
from depesche.cli.read import read
from depesche.cli.record_commands import app as record
from depesche.errors import DepescheError
from depesche.version import __version__

# The record and the lexicons stay: looking through them for garbage again and again while they load
# takes a fifth of the time of a short reading.
GARBAGE_THRESHOLDS = (100_000, 20, 100)

app = typer.Typer(
    name="depesche",
    help="Turn reporting on international affairs into a record that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(read)
app.command()(check)
app.add_typer(record, name="record")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"depesche {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    pass


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 on success, 2 on bad usage or unreadable input."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    try:
        status = app(args=None if args is None else list(args), standalone_mode=False)
    except DepescheError as e:
        _complain(str(e))
        sys.exit(2)
    except Exception as e:
        # Typer's usage errors have no public base class; they are told by what they can do.
        message = getattr(e, "format_message", None)
        if message is None:
            raise
        _complain(f"{message()} Try 'depesche --help'.")
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str) -> None:
    line = " ".join(message.split())
    print(f"depesche: {line}", file=sys.stderr)
