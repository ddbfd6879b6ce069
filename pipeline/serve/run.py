"""Start Datasette on a database: loopback only, read-only, with descriptions and worked queries."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from pipeline.privacy.without_contacts import copy_without_contacts
from pipeline.store.connect import reading
from pipeline.store.model import TABLE, Model, load_model
from schemas.errors import PipelineError, ReasonCode

FACETS = {
    "projects": ["programme", "funders"],
    "documents": ["media_type", "language", "status"],
    "sources": ["status", "reason"],
    "statements": ["field", "basis", "accepted"],
    "evidence": ["field", "rule"],
    "issues": ["code", "stage", "severity"],
    "project_organisations": ["role"],
    "funding": ["kind", "currency"],
}

INTERNAL = ("_sqlite_migrations", "dirty_projects", "forgotten", "layouts", "rulebooks")
"""Tables that tell a reader nothing; Datasette lists them last, behind a click."""


class ServeError(PipelineError):
    """The web pages cannot be shown."""


def serve(db: Path, port: int, with_contacts: bool = False) -> int:
    """Show the database at 127.0.0.1:`port` until interrupted; return Datasette's exit status.

    Without `with_contacts` a copy is shown that has none: whoever reads the pages may ask in SQL for any table.

    Raises ServeError where Datasette is not installed, StoreError where the database is not ours.
    """
    if find_spec("datasette") is None:
        hint = 'Datasette is not installed; it is an optional part: pip install "fondoskop[serve]"'
        raise ServeError(ReasonCode.INTERNAL_ERROR, hint)
    with _stoppable(), tempfile.TemporaryDirectory(prefix="fondoskop-") as folder:
        shown = db if with_contacts else Path(folder) / db.name
        with reading(db) as connection:  # says in our words what is wrong with it, before Datasette would in its own
            if not with_contacts:
                copy_without_contacts(connection, shown)
        metadata_file = Path(folder) / "metadata.json"
        described = metadata(db.stem, load_model(), with_contacts)
        metadata_file.write_text(json.dumps(described, ensure_ascii=False), "utf-8")
        return subprocess.run(command(shown, port, metadata_file), check=False).returncode


@contextmanager
def _stoppable() -> Iterator[None]:
    """Have SIGTERM end the block as SIGINT does, so that Datasette is ended and the copy removed."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def command(db: Path, port: int, metadata_file: Path) -> list[str]:
    """Return the command line: no writing, no upload, no download of the file, queries of 5 s at most."""
    settings = {"allow_download": "off", "sql_time_limit_ms": "5000", "default_page_size": "50"}
    options = [part for name, value in settings.items() for part in ("--setting", name, value)]
    place = ["--host", "127.0.0.1", "--port", str(port), "--metadata", str(metadata_file)]
    return [sys.executable, "-m", "datasette", "serve", str(db), *place, *options]


def metadata(database: str, model: Model, with_contacts: bool = False) -> dict[str, object]:
    """Return Datasette's metadata: titles, descriptions of tables and columns, facets, queries."""
    left_out = "" if with_contacts else " Contacts of people are left out; serve --with-contacts shows them."
    tables = {name: _table(name, columns) for name, columns in model.items()}
    for name in INTERNAL:
        tables[name] = {**tables.get(name, {}), "hidden": True}
    described = {
        "description": "Grant-funded projects as documents state them, each value with its evidence." + left_out,
        "tables": tables,
        "queries": worked_queries(),
    }
    return {"title": "Fondoskop", "databases": {database: described}}


def worked_queries() -> dict[str, dict[str, str]]:
    """Return the worked queries: name, then title, description and SQL."""
    with (Path(__file__).parent / "queries.toml").open("rb") as stream:
        return tomllib.load(stream)


def _table(name: str, columns: dict[str, str]) -> dict[str, object]:
    plain = {column: text.replace("`", "") for column, text in columns.items()}
    texts = {column: text for column, text in plain.items() if column != TABLE}
    described: dict[str, object] = {"description": plain[TABLE], "columns": texts}
    if name in FACETS:
        described["facets"] = FACETS[name]
    if name == "projects":
        described |= {"fts_table": "projects_fts", "fts_pk": "id"}
    if name == "pages":
        described |= {"fts_table": "pages_fts", "fts_pk": "id"}
    return described
