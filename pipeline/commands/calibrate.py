"""`fondoskop calibrate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from pipeline.commands.options import WORKERS
from pipeline.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("calibrate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=FILE, default=None, help="Write the table here, not to stdout.")
@click.option("--plot", type=FILE, default=None, help="Write the reliability plot here, as SVG.")
@WORKERS
def calibrate_command(gold: Path, output: Path | None, plot: Path | None, workers: int | None) -> None:
    """Measure how often each rule is right on GOLD, as the table that confidences come from.

    Prints on stderr how well the figures hold on sites that had no part in them.

    \b
    Examples:
      fondoskop calibrate gold
      fondoskop calibrate gold -o pipeline/resolve/confidence.toml --plot docs/reliability.svg
    """
    from pipeline.evaluate.calibrate import calibrated, table_text
    from pipeline.evaluate.judge import judge
    from pipeline.evaluate.plot import reliability_svg
    from pipeline.evaluate.run import extracted

    settings = Settings() if workers is None else replace(Settings(), workers=workers)
    gold_set = extracted(gold, settings)
    values = judge(gold_set.labels, gold_set.predictions)
    if not values:
        raise click.UsageError(f"no value was extracted from the documents of {gold}: nothing to measure")
    table, forecasts = calibrated(values)
    text = table_text(table)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
    if plot:
        caption = f"Confidence on {table.sites} sites, each by a table made without it"
        plot.write_text(reliability_svg(forecasts, caption), encoding="utf-8")
    figures = f"{table.overall.right} of {table.overall.support} values right, {len(table.rules)} rules"
    held = f"calibration error {table.ece:.3f}, Brier score {table.brier:.3f} on sites left out"
    click.echo(f"{figures}; {held}", err=True)
