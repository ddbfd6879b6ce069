"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.outgoing import json_text
from pipeline.report import table
from pipeline.settings import MIB, Settings
from schemas.errors import ReasonCode

Command = TypeVar("Command", bound=Callable[..., Any])

SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SRC...", type=click.Path(path_type=Path))


class Database(click.Path):
    """A database that is there already."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Whoever names a file that is not there is told what makes one."""
        if not Path(value).exists():
            self.fail(f"there is no {value}; `fondoskop ingest SRC --db {value}` makes it", param, ctx)
        return super().convert(value, param, ctx)


DB = click.option(
    "--db", required=True, metavar="DB", type=Database(dir_okay=False, path_type=Path), help="The database to read."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead of a table.")
REASONS = click.Choice([code.value for code in ReasonCode])
"""The codes that an option takes. They are too many for a line of help, which points to docs/reasons.md instead."""
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Worker processes. [default: one per core]"
)
MAX_SECONDS = click.option(
    "--max-seconds",
    type=click.FloatRange(0.1),
    metavar="S",
    help="Wall-clock time for one document. [default: 60]",
)
MAX_MEMORY = click.option(
    "--max-memory",
    type=click.IntRange(512),
    metavar="MIB",
    help="Address space of a worker in MiB. [default: 2048]",
)
_OF_CONTAINERS = (
    ("--max-depth", "N", "Containers within each other. [default: 3]"),
    ("--max-members", "N", "Members of one container. [default: 1000000]"),
    ("--max-ratio", "N", "Bytes out of a container for a byte in. [default: 500]"),
    ("--max-unpacked", "MIB", "MiB out of one container in all. [default: 1048576]"),
)
MIN_CONFIDENCE = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out values with a confidence under X, 0 to 1. See docs/confidence.md.",
)
WITH_CONTACTS = click.option(
    "--with-contacts",
    is_flag=True,
    help="Include names, addresses and telephone numbers of people; without it they are left out.",
)


def container_limits(command: Command) -> Command:
    """Add the options that limit containers; the command gets them as keywords, and hands them to `chosen`."""
    for name, unit, words in reversed(_OF_CONTAINERS):
        command = click.option(name, type=click.IntRange(1), metavar=unit, help=words)(command)
    return command


def chosen(
    workers: int | None, max_seconds: float | None = None, max_memory: int | None = None, **limits: int | None
) -> Settings:
    """Return the settings with what was given on the command line."""
    unpacked = limits.pop("max_unpacked", None)
    given = {
        "workers": workers,
        "max_seconds": max_seconds,
        "max_memory": None if max_memory is None else max_memory * MIB,
        "max_unpacked": None if unpacked is None else unpacked * MIB,
        **limits,
    }
    return replace(Settings(), **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def nothing_in(sources: Sequence[Path]) -> str:
    """Return what a person is told whose sources hold no file."""
    return f"fondoskop: no files in {', '.join(map(str, sources))}"


def print_rows(rows: Sequence[Mapping[str, object]], columns: Sequence[str], as_json: bool) -> None:
    """Print rows to stdout: all keys as JSON, or some columns as a table."""
    if as_json:
        click.echo(json_text(rows, indent=1))
    elif rows:
        click.echo(table(rows, columns))
    else:
        click.echo("nothing found", err=True)
