"""`fondoskop diff`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import JSON, print_rows
from pipeline.report import EXIT_FAILED

_DATABASE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("diff")
@click.argument("before", metavar="A.db", type=_DATABASE)
@click.argument("after", metavar="B.db", type=_DATABASE)
@click.option("--all", "every", is_flag=True, help="Also statements that lost, evidence and issues.")
@JSON
def diff_command(before: Path, after: Path, every: bool, as_json: bool) -> int:
    """List what B.db says differently than A.db: documents, texts, and every value of every project.

    Of a list the elements that are gone and those that are new. With --all nothing is listed if and only
    if `fondoskop digest` gives the same for both. Exit status: 0 if nothing differs, 1 if something does.

    \b
    Examples:
      fondoskop diff yesterday.db today.db
      fondoskop diff old-rules.db new-rules.db --all --json
    """
    from pipeline.diff import differences
    from pipeline.store.connect import reading

    with reading(before) as a, reading(after) as b:
        rows = [change.to_json() for change in differences(a, b, every)]
    if rows or as_json:
        print_rows(rows, ("kind", "name", "field", "before", "after"), as_json)
    click.echo(f"{len(rows)} things differ" if rows else "nothing differs", err=True)
    return EXIT_FAILED if rows else 0
