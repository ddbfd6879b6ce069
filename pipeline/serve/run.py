"""Start Datasette on a database: loopback only, read-only, with descriptions and worked queries."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from importlib.util import find_spec
from pathlib import Path

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


class ServeError(PipelineError):
    """The web pages cannot be shown."""


def serve(db: Path, port: int) -> int:
    """Show the database at 127.0.0.1:`port` until interrupted; return Datasette's exit status.

    Raises ServeError where Datasette is not installed, StoreError where the database is not ours.
    """
    if find_spec("datasette") is None:
        hint = 'Datasette is not installed; it is an optional part: pip install "fondoskop[serve]"'
        raise ServeError(ReasonCode.INTERNAL_ERROR, hint)
    with reading(db):
        pass  # says in our words what is wrong with it, before Datasette would in its own
    with tempfile.TemporaryDirectory(prefix="fondoskop-") as folder:
        metadata_file = Path(folder) / "metadata.json"
        metadata_file.write_text(json.dumps(metadata(db.stem, load_model()), ensure_ascii=False), "utf-8")
        try:
            return subprocess.run(command(db, port, metadata_file), check=False).returncode
        except KeyboardInterrupt:
            return 130


def command(db: Path, port: int, metadata_file: Path) -> list[str]:
    """Return the command line: no writing, no upload, no download of the file, queries of 5 s at most."""
    settings = {"allow_download": "off", "sql_time_limit_ms": "5000", "default_page_size": "50"}
    options = [part for name, value in settings.items() for part in ("--setting", name, value)]
    place = ["--host", "127.0.0.1", "--port", str(port), "--metadata", str(metadata_file)]
    return [sys.executable, "-m", "datasette", "serve", str(db), *place, *options]


def metadata(database: str, model: Model) -> dict[str, object]:
    """Return Datasette's metadata: titles, descriptions of tables and columns, facets, queries."""
    tables = {name: _table(name, columns) for name, columns in model.items()}
    tables["dirty_projects"]["hidden"] = True
    described = {
        "description": "Grant-funded projects as documents state them, each value with its evidence.",
        "tables": tables,
        "queries": worked_queries(),
    }
    return {"title": "Fondoskop", "databases": {database: described}}


def worked_queries() -> dict[str, dict[str, str]]:
    """Return the worked queries: name, then title, description and SQL."""
    with (Path(__file__).parent / "queries.toml").open("rb") as stream:
        return tomllib.load(stream)


def _table(name: str, columns: dict[str, str]) -> dict[str, object]:
    texts = {column: text for column, text in columns.items() if column != TABLE}
    described: dict[str, object] = {"description": columns[TABLE], "columns": texts}
    if name in FACETS:
        described["facets"] = FACETS[name]
    if name == "projects":
        described |= {"fts_table": "projects_fts", "fts_pk": "id"}
    if name == "pages":
        described |= {"fts_table": "pages_fts", "fts_pk": "id"}
    return described
