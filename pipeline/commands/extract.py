"""`fondoskop extract`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import MIN_CONFIDENCE, SOURCES, WORKERS, chosen, container_limits, nothing_in
from pipeline.report import EXIT_DOCUMENTS


@click.command("extract")
@SOURCES
@click.option("--text", "with_text", is_flag=True, help="Add the text of every page.")
@MIN_CONFIDENCE
@WORKERS
@container_limits
def extract_command(
    sources: tuple[Path, ...], with_text: bool, least: float, workers: int | None, **limits: int | None
) -> int:
    """Print one JSON object per document (JSON Lines), ordered by path. No database.

    A document that cannot be read gives an object too, with the reason. Exit status: 0 all well, 2 wrong
    usage, 3 some documents failed or are partial.

    \b
    Examples:
      fondoskop extract samples/html | head -n 1
      fondoskop extract report.pdf --text > report.json
      fondoskop extract samples --min-confidence 0.9
    """
    from pipeline.batch import results
    from pipeline.published import document_object, line

    status, found = 0, False
    for result in results(sources, chosen(workers, **limits)):
        found = True
        click.echo(line(document_object(result, with_text, least)))
        if result.status.value in ("failed", "partial"):
            status = EXIT_DOCUMENTS
    if not found:
        click.echo(nothing_in(sources), err=True)
    return status
