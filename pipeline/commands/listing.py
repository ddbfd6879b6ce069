"""`fondoskop runs`, `documents`, `issues`, `projects`: what is in the database."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB, JSON, MIN_CONFIDENCE, REASONS, WITH_CONTACTS, print_rows
from schemas.errors import Severity

RUN_COLUMNS = (
    *("id", "started", "outcome", "discovered", "ok", "partial", "failed"),
    *("skipped", "duplicate"),
)
OUTCOMES = ("ok", "partial", "failed", "skipped", "duplicate", "gone")
OUTCOME_COLUMNS = ("source", "status", "reason", "seconds", "memory", "worker", "done")


@click.command("runs")
@DB
@click.option("--run", type=int, default=None, metavar="N", help="Show each input of this run instead.")
@JSON
def runs_command(db: Path, run: int | None, as_json: bool) -> None:
    """Show the ledger: what every run found and what became of it.

    \b
    Examples:
      fondoskop runs --db fondoskop.db
      fondoskop runs --db fondoskop.db --run 12 --json
    """
    from pipeline.store import queries
    from pipeline.store.connect import reading

    with reading(db) as connection:
        if run is not None:
            print_rows(queries.outcomes(connection, run), OUTCOME_COLUMNS, as_json)
            return
        print_rows(queries.runs(connection), RUN_COLUMNS, as_json)


@click.command("documents")
@DB
@click.option("--status", type=click.Choice(OUTCOMES), default=None, help="Only inputs of this outcome.")
@click.option("--reason", type=REASONS, metavar="CODE", default=None, help="One reason code, see docs/reasons.md.")
@JSON
def documents_command(db: Path, status: str | None, reason: str | None, as_json: bool) -> None:
    """Show every input with its outcome: ok, partial, failed, skipped (no document), duplicate or gone.

    \b
    Examples:
      fondoskop documents --db fondoskop.db --json
      fondoskop documents --db fondoskop.db --status failed --reason timeout
    """
    from pipeline.store import queries
    from pipeline.store.connect import reading

    with reading(db) as connection:
        columns = ("source", "status", "reason", "media_type", "language", "pages", "seconds", "done")
        print_rows(queries.documents(connection, status or "", reason or ""), columns, as_json)


@click.command("issues")
@DB
@click.option("--code", type=REASONS, metavar="CODE", default=None, help="One reason code, see docs/reasons.md.")
@click.option("--severity", type=click.Choice([s.value for s in Severity]), default=None, help="One severity.")
@WITH_CONTACTS
@JSON
def issues_command(db: Path, code: str | None, severity: str | None, with_contacts: bool, as_json: bool) -> None:
    """Show what went wrong, and where. docs/reasons.md explains the codes.

    What quotes a person to ask is left out unless --with-contacts asks for it.

    \b
    Examples:
      fondoskop issues --db fondoskop.db --severity error
      fondoskop issues --db fondoskop.db --code no_text_layer
    """
    from pipeline.privacy.without_contacts import hide_contacts
    from pipeline.store import queries
    from pipeline.store.connect import reading

    with reading(db) as connection:
        rows = queries.issues(connection, code or "", severity or "")
        if not with_contacts:
            hide_contacts(connection, rows)
        print_rows(rows, ("severity", "code", "stage", "source", "page", "detail"), as_json)


@click.command("projects")
@DB
@click.option("--number", default="", help="Part of a registration number, in any spelling.")
@click.option("--programme", default="", help='As recorded, with or without the year: "OPZ" or "OPZ 2014".')
@click.option("--year", type=click.IntRange(1900, 2100), default=None, help="The project runs in this year.")
@click.option("--min-amount", type=float, default=None, help="An amount of at least this, in its currency.")
@click.option("--max-amount", type=float, default=None, help="An amount of at most this, in its currency.")
@click.option("--organisation", default="", help="Words of a beneficiary's or partner's name.")
@WITH_CONTACTS
@MIN_CONFIDENCE
@click.argument("words", nargs=-1)
@JSON
def projects_command(
    db: Path,
    as_json: bool,
    words: tuple[str, ...],
    with_contacts: bool,
    least: float,
    **options: str | int | float | None,
) -> None:
    """Show the projects that fit all filters. WORDS are searched without regard to case or diacritics.

    Personal data is left out unless --with-contacts asks for it.

    With --min-confidence, a field that a filter asks for must be as sure as that too.

    \b
    Examples:
      fondoskop projects --db fondoskop.db --programme "OP LZZ" --year 2013
      fondoskop projects --db fondoskop.db --min-amount 1000000 skolka
    """
    from pipeline.store import queries
    from pipeline.store.connect import reading

    wanted = queries.Filter(**options, words=" ".join(words), min_confidence=least)  # type: ignore[arg-type]
    with reading(db) as connection:
        found = queries.project_ids(connection, wanted)
        rows = [queries.project(connection, project_id, with_contacts, least) for project_id in found]
        if not as_json:
            rows = [queries.overview(row) for row in rows]
        print_rows(rows, ("number", "title", "programme", "start", "end", "funding", "beneficiaries"), as_json)
