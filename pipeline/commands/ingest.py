"""`fondoskop ingest`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import MAX_MEMORY, MAX_SECONDS, SOURCES, WORKERS, chosen, container_limits, nothing_in
from pipeline.outgoing import json_text
from pipeline.report import EXIT_FAILED, error_status, run_status, summary_line, summary_lines

if TYPE_CHECKING:
    from pipeline.ingest import RunSummary
    from pipeline.monitor.log import RunLog


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
@container_limits
@click.option("--prune", is_flag=True, help="Delete what was read from files that have vanished.")
@click.option(
    "--prune-runs",
    type=click.FloatRange(0),
    metavar="DAYS",
    help="Take runs out of the ledger that are older; documents and records stay.",
)
@click.option("--rehash", is_flag=True, help="Compare the bytes of every file, not only size, time and inode.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option(
    "--log",
    "log_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help='Append a JSON line for each event and document that was read; "-" is stderr.',
)
@click.option(
    "--metrics",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what happened for Prometheus.",
)
def ingest_command(
    sources: tuple[Path, ...],
    db: Path,
    workers: int | None,
    max_seconds: float | None,
    max_memory: int | None,
    prune: bool,
    prune_runs: float | None,
    rehash: bool,
    quiet: bool,
    as_json: bool,
    log_file: Path | None,
    metrics: Path | None,
    **limits: int | None,
) -> int:
    """Read files and folders, extract projects, store them with their evidence.

    Run it again after the files have changed: only what changed is read. Without a terminal it is quiet where
    nothing changed and nothing failed, and says it in one line otherwise. Exit status: 0 all well, 1 the
    run failed, 2 wrong usage, 3 some documents newly failed or partial, 4 another run holds the database.

    \b
    Examples:
      fondoskop ingest samples --db fondoskop.db
      fondoskop ingest archive/2014 archive/2015 news.html --db fondoskop.db --workers 4
      fondoskop ingest archive --db fondoskop.db --log ingest.log --metrics fondoskop.prom
    """
    from pipeline.ingest import ingest
    from pipeline.monitor.log import RunLog

    settings, log = chosen(workers, max_seconds, max_memory, **limits), RunLog(log_file)
    watched = sys.stderr.isatty()
    progress = _progress if watched and not quiet and not as_json else lambda done, total: None
    run = partial(ingest, sources, db, settings, progress, log=log, prune=prune, keep_runs=prune_runs, rehash=rehash)
    summary = _watched(run, log, db, metrics)
    if as_json:
        click.echo(json_text(_as_object(summary)))
    elif not quiet and watched:
        click.echo(summary_lines(summary, str(db)), err=True)
    elif not quiet and summary.changed:
        click.echo(summary_line(summary, str(db)), err=True)
    if not quiet and not sum(summary.counts.values()):
        click.echo(nothing_in(sources), err=True)
    return run_status(summary)


def _watched(run: Callable[[], RunSummary], log: RunLog, db: Path, metrics: Path | None) -> RunSummary:
    """Do the run; its end, good or bad, goes to the log and the metrics."""
    from pipeline.monitor.metrics import write_metrics

    summary, status = None, EXIT_FAILED
    try:
        summary = run()
        status = run_status(summary)
        log.write("info", "run_ended", exit_status=status, **_as_object(summary))
    except Exception as error:
        status = error_status(error)
        log.write("error", "run_failed", exit_status=status, detail=f"{type(error).__name__}: {error}")
        raise
    finally:
        if metrics:
            try:
                write_metrics(metrics, db, status, summary)
            except OSError as error:
                # what was stored is stored: the run has not failed
                click.echo(f"fondoskop: no metrics: {metrics}: {error.strerror}", err=True)
    return summary


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
