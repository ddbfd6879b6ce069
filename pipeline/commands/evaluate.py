"""`fondoskop evaluate`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from pipeline.commands.options import JSON, WORKERS
from pipeline.settings import Settings


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["build", "check"]), default=None, help="One half of GOLD/split.json.")
@click.option("--errors", type=click.IntRange(0), default=40, show_default=True, help="Errors to list.")
@WORKERS
@JSON
def evaluate_command(gold: Path, half: str | None, errors: int, workers: int | None, as_json: bool) -> None:
    """Extract GOLD/docs and score against GOLD/labels: precision, recall, F1 per field and per record.

    Errors are listed on stderr, documents with the most of them first.

    \b
    Examples:
      fondoskop evaluate gold
      fondoskop evaluate gold --half build --json
    """
    from pipeline.evaluate.run import evaluate, score_lines
    from pipeline.evaluate.score import worst_first

    settings = Settings() if workers is None else replace(Settings(), workers=workers)
    total = evaluate(gold, settings, half or "")
    if as_json:
        click.echo(json.dumps(total.to_json(), ensure_ascii=False, indent=1))
        return
    for mistake in worst_first(total.mistakes)[:errors]:
        click.echo(f"{mistake.document} | {mistake.field} | {mistake.kind} | {mistake.value}", err=True)
    click.echo(score_lines(total))
