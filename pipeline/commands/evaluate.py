"""`fondoskop evaluate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import JSON, WORKERS
from pipeline.outgoing import json_text, plain
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.evaluate.run import LabelledSet


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", type=click.Choice(["build", "check"]), default=None, help="One half of GOLD/split.json.")
@click.option("--errors", type=click.IntRange(0), default=40, show_default=True, help="Errors to list.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write a report here, with every error in its context.",
)
@click.option(
    "--details",
    type=click.Choice(["build", "all"]),
    default="build",
    show_default=True,
    help="Of which half single errors are shown.",
)
@WORKERS
@JSON
def evaluate_command(
    gold: Path,
    half: str | None,
    errors: int,
    html: Path | None,
    details: str,
    workers: int | None,
    as_json: bool,
) -> None:
    """Extract GOLD/docs and score against GOLD/labels: precision, recall, F1 per field and per record.

    Errors are listed on stderr, documents with the most of them first. Where GOLD/split.json keeps a half
    to check with, no error of that half is shown unless --details all asks for it.

    \b
    Examples:
      fondoskop evaluate gold
      fondoskop evaluate gold --half build --json
      fondoskop evaluate gold --html eval.html
    """
    from pipeline.evaluate.run import extracted, score_lines
    from pipeline.evaluate.score import worst_first

    settings = Settings() if workers is None else replace(Settings(), workers=workers)
    everything = details == "all"
    gold_set = extracted(gold, settings, half or "", with_text=html is not None)
    total = gold_set.score()
    total.mistakes = gold_set.shown(total.mistakes, everything)
    if html:
        _write_report(html, gold_set, gold.resolve().name, everything)
    if as_json:
        click.echo(json_text(total.to_json(), indent=1))
        return
    for mistake in worst_first(total.mistakes)[:errors]:
        click.echo(plain(f"{mistake.document} | {mistake.field} | {mistake.kind} | {mistake.value}"), err=True)
    click.echo(score_lines(total))


def _write_report(html: Path, gold_set: LabelledSet, name: str, everything: bool) -> None:
    from pipeline.evaluate.page import report
    from schemas.vocabulary import load_vocabulary

    html.parent.mkdir(parents=True, exist_ok=True)
    html.write_text(report(gold_set, name, load_vocabulary().months, everything), encoding="utf-8")
    click.echo(f"report in {html}", err=True)
