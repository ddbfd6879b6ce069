"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from pipeline.report import table

SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SRC...", type=click.Path(path_type=Path))
DB = click.option(
    "--db",
    required=True,
    metavar="DB",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The database to read.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON array instead of a table.")
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Worker processes. [default: one per core]"
)
MIN_CONFIDENCE = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out values with a confidence under X, 0 to 1. See docs/confidence.md.",
)


def print_rows(rows: Sequence[Mapping[str, object]], columns: Sequence[str], as_json: bool) -> None:
    """Print rows to stdout: all keys as JSON, or some columns as a table."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        click.echo(table(rows, columns))
    else:
        click.echo("nothing found", err=True)
