"""`fondoskop ingest`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import MAX_MEMORY, MAX_SECONDS, SOURCES, WORKERS, chosen
from pipeline.report import run_status, summary_lines

if TYPE_CHECKING:
    from pipeline.ingest import RunSummary


@click.command("ingest")
@SOURCES
@click.option(
    "--db",
    required=True,
    metavar="DB",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Made if missing.",
)
@WORKERS
@MAX_SECONDS
@MAX_MEMORY
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def ingest_command(
    sources: tuple[Path, ...],
    db: Path,
    workers: int | None,
    max_seconds: float | None,
    max_memory: int | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read files and folders, extract projects, store them with their evidence.

    Run it again after the files have changed: only what changed is read. Exit status: 0 all well, 1 the
    run failed, 2 wrong usage, 3 some documents newly failed or partial, 4 another run holds the database.

    \b
    Examples:
      fondoskop ingest samples --db fondoskop.db
      fondoskop ingest archive/2014 archive/2015 news.html --db fondoskop.db --workers 4
    """
    from pipeline.ingest import ingest

    settings = chosen(workers, max_seconds, max_memory)
    shown = not quiet and not as_json and sys.stderr.isatty()
    summary = ingest(sources, db, settings, _progress if shown else lambda done, total: None)
    if as_json:
        click.echo(json.dumps(_as_object(summary)))
    elif not quiet:
        click.echo(summary_lines(summary, str(db)), err=True)
    return run_status(summary)


def _progress(done: int, total: int) -> None:
    """Draw one line on the terminal; every hundredth part at most, and the last."""
    if done == total or done % max(1, total // 100) == 0:
        filled = 30 * done // max(1, total)
        end = "\n" if done == total else ""
        bar = "#" * filled + "." * (30 - filled)
        click.echo(f"\r[{bar}] {done} of {total} documents{end}", nl=False, err=True)


def _as_object(summary: RunSummary) -> dict[str, object]:
    counts = {status.value: number for status, number in summary.counts.items()}
    return {**asdict(summary), "counts": counts, "seconds": round(summary.seconds, 3)}
