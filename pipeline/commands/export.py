"""`fondoskop export`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB, MIN_CONFIDENCE, WITH_CONTACTS


@click.command("export")
@DB
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "xlsx"]), required=True, help="jsonl holds the evidence."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write.",
)
@WITH_CONTACTS
@MIN_CONFIDENCE
def export_command(db: Path, form: str, output: Path, with_contacts: bool, least: float) -> None:
    """Write all projects to a file; personal data only with --with-contacts.

    \b
    Examples:
      fondoskop export --db fondoskop.db --format jsonl -o projects.jsonl
      fondoskop export --db fondoskop.db --format csv -o projects.csv
      fondoskop export --db fondoskop.db --format xlsx -o projects.xlsx
    """
    from pipeline.export import export
    from pipeline.store.connect import reading

    with reading(db) as connection:
        number = export(connection, form, output, with_contacts, least)
    click.echo(f"{number} projects in {output}", err=True)
