"""The data model in words: read from model.toml, shown in docs/data-model.md and on the web pages."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

Model = dict[str, dict[str, str]]
# the key of a table's own description
TABLE = "_"

HEAD = """\
# Data model

Made from `pipeline/store/model.toml` by `python -m pipeline.store.model > docs/data-model.md`; a test keeps
it equal to the tables. Money is an integer in hundredths of its currency's unit. A date is an ISO 8601
prefix, as precise as printed, with `_earliest` and `_latest` beside it for ranges. Spans are half-open and
count code points of `pages.text` from 0. The search tables' own side tables, and `_sqlite_migrations`, are
internal.

```mermaid
erDiagram
    runs ||--o{ sources : "last_run"
    runs ||--o{ containers : "last_run"
    containers |o--o{ sources : "container"
    documents |o--o{ sources : "document"
    runs ||--o{ outcomes : "run"
    sources ||--o{ outcomes : "input"
    documents ||--o| layouts : "document"
    documents ||--o{ pages : "document"
    documents ||--o{ statements : "document"
    projects ||--o{ statements : "project_id"
    statements |o--o{ evidence : "statement"
    pages ||--o{ evidence : "document, page"
    documents |o--o{ issues : "document"
    projects ||--o{ project_organisations : "project_id"
    organisations ||--o{ project_organisations : "organisation"
    projects ||--o{ funding : "project_id"
    projects ||--o{ contacts : "project_id"
    projects ||--o{ activities : "project_id"
```
"""


def load_model() -> Model:
    """Return a description for each table, under `_`, and for each of its columns."""
    with (Path(__file__).parent / "model.toml").open("rb") as stream:
        return tomllib.load(stream)


def markdown(model: Model) -> str:
    """Return the page docs/data-model.md."""
    parts = [HEAD]
    for name, columns in model.items():
        rows = [f"| `{column}` | {text} |" for column, text in columns.items() if column != TABLE]
        parts.append(
            "\n".join([f"## {name}\n", columns[TABLE], "", "| column | meaning |", "| --- | --- |", *rows, ""])
        )
    return "\n".join(parts)


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of every table and view of a database, without what SQLite keeps for itself."""
    query = (
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts_%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
    )
    names = [str(row[0]) for row in connection.execute(query)]
    return {name: [str(row[1]) for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}


if __name__ == "__main__":
    print(markdown(load_model()), end="")
