"""`fondoskop retry`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pipeline.commands.options import DB, MAX_MEMORY, MAX_SECONDS, REASONS, WORKERS, chosen, container_limits
from pipeline.outgoing import json_text
from pipeline.report import run_status, summary_lines


@click.command("retry")
@DB
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    type=REASONS,
    metavar="CODE",
    help="A reason code, see docs/reasons.md; may be given more than once. [default: timeout, out_of_memory, crashed]",
)
@WORKERS
@MAX_SECONDS
@MAX_MEMORY
@container_limits
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def retry_command(
    db: Path,
    reasons: tuple[str, ...],
    workers: int | None,
    max_seconds: float | None,
    max_memory: int | None,
    as_json: bool,
    **limits: int | None,
) -> int:
    """Read again what failed for a reason, also if it has been given up, such as with more time or memory.

    Exit status as of ingest; a document that fails as before is nothing new.

    \b
    Examples:
      fondoskop retry --db fondoskop.db --reason timeout --max-seconds 600
      fondoskop retry --db fondoskop.db --reason unreadable_file --reason too_large
    """
    from pipeline.ingest import retry
    from pipeline.retry import chosen_inputs
    from pipeline.store.connect import reading
    from pipeline.store.rows import PASSING

    with reading(db):
        pass  # a file that is no database must not become one
    settings = chosen(workers, max_seconds, max_memory, **limits)
    summary = retry(partial(chosen_inputs, reasons=reasons or PASSING), db, settings)
    if as_json:
        counts = {status.value: number for status, number in summary.counts.items()}
        click.echo(json_text({"run": summary.run, "counts": counts, "newly_wrong": summary.newly_wrong}))
    else:
        click.echo(summary_lines(summary, str(db)), err=True)
    return run_status(summary)
