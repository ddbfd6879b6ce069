"""`fondoskop verify`, `digest`, `why`: can a value be trusted, and where does it come from?"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.options import DB, JSON, WORKERS, chosen, container_limits
from pipeline.outgoing import json_text
from pipeline.report import EXIT_FAILED, table
from pipeline.settings import Settings
from schemas.fields import FIELDS


@click.command("verify")
@DB
@click.option("--quick", is_flag=True, help="Ask the database alone; read no source.")
@WORKERS
@container_limits
@JSON
def verify_command(db: Path, quick: bool, workers: int | None, as_json: bool, **limits: int | None) -> int:
    """Derive every value again from the sources and list what no longer holds.

    Who ingests with other limits on containers gives them here too.

    Exit status: 0 if all holds, 1 if something does not.

    \b
    Examples:
      fondoskop verify --db fondoskop.db
      fondoskop verify --db fondoskop.db --quick --json
    """
    from pipeline.privacy.key import with_forgotten
    from pipeline.store.connect import reading
    from pipeline.verify import verify

    settings = chosen(workers, **limits)
    with reading(db) as connection:
        settings = settings if quick else with_forgotten(connection, db, settings)
        findings = [finding.to_json() for finding in verify(connection, settings, quick)]
    if as_json:
        click.echo(json_text(findings, indent=1))
    elif findings:
        click.echo(table(findings, ("check", "source", "detail")))
    click.echo(f"{len(findings)} things do not hold" if findings else "all evidence is in place", err=True)
    return EXIT_FAILED if findings else 0


@click.command("digest")
@DB
def digest_command(db: Path) -> None:
    """Print one SHA-256 over the content: documents, pages, records, statements, evidence, issues.

    Runs, times and places of files have no part in it: equal content, equal digest.

    \b
    Example:
      fondoskop digest --db fondoskop.db
    """
    from pipeline.store.connect import reading
    from pipeline.store.digest import digest

    with reading(db) as connection:
        click.echo(digest(connection))


@click.command("why")
@DB
@click.argument("project")
@click.argument("field", metavar="FIELD", type=click.Choice([field.name for field in FIELDS]))
@JSON
def why_command(db: Path, project: str, field: str, as_json: bool) -> int:
    """Show every statement behind a value of PROJECT: quotation, place, rule, what lost and why.

    PROJECT is a registration number in any spelling, a project's id, or words of its title. FIELD is one of
    registration_number, titles, programme, start, end, funding, funders, beneficiaries, partners, contacts,
    target_groups, activities. Beside each rule stands how often it was right on labelled documents.

    \b
    Examples:
      fondoskop why --db fondoskop.db CZ.1.04/3.1.03/C2.00017 funding
      fondoskop why --db fondoskop.db "Obec pro všechny" end
    """
    from pipeline.commands.reasons import measured, why_lines
    from pipeline.resolve.confidence import load_table
    from pipeline.store import queries
    from pipeline.store.connect import reading
    from pipeline.version import rules_version

    table, rules = load_table(), rules_version(Settings())[0]
    with reading(db) as connection:
        found = queries.find_projects(connection, project)
        if not found:
            raise click.UsageError(f"no project is called {project!r}; `fondoskop projects --db {db}` lists them")
        rows = [
            row | measured(row, field, table, rules) | {"project_id": name}
            for name in found
            for row in queries.why(connection, name, field)
        ]
    click.echo(json_text(rows, indent=1) if as_json else why_lines(rows, found, field))
    return 0
