"""`fondoskop status`: for people in the morning and for monitoring at any time."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB
from pipeline.outgoing import json_text
from pipeline.report import EXIT_DOCUMENTS, table


@click.command("status")
@DB
@click.option(
    "--max-age",
    type=click.FloatRange(0),
    default=None,
    metavar="HOURS",
    help="Complain where the last good run is older, or there is none.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status_command(db: Path, max_age: float | None, as_json: bool) -> int:
    """Say when the last run ended, how, what went wrong in it, and how old the last good run is.

    A run is good if it came to its end, whatever it thought of the documents. Exit status: 0 all is well, 3 there
    is something to look at: no run yet, the last run was killed, interrupted or failed, documents went wrong in
    it for the first time, or the last good run is too old.

    \b
    Examples:
      fondoskop status --db fondoskop.db
      fondoskop status --db fondoskop.db --max-age 26 --json
    """
    from pipeline.monitor.status import state, state_lines
    from pipeline.store.connect import reading

    with reading(db) as connection:
        found = state(connection, db, max_age=max_age)
    if as_json:
        click.echo(json_text(found.to_json(), indent=1))
    else:
        click.echo("\n".join(state_lines(found)))
        wrong = [*found.failed_anew, *found.still_wrong]
        if wrong:
            click.echo(table(wrong, ("wrong_since", "status", "reason", "source")))
    return EXIT_DOCUMENTS if found.problems else 0
