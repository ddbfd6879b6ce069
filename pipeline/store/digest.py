"""One number for a database's content: equal content, equal digest."""

from __future__ import annotations

import hashlib
import json
import sqlite3

# Ids of rows, runs, rules, places and times stay out: they tell how the content came here. So do rows that were
# damaged and are whole again.
QUERIES = (
    "SELECT sha256, media_type, encoding, language, title, published, status, reason, pages FROM documents",
    "SELECT document, number, text FROM pages",
    'SELECT project_id, registration_number, titles, programme, start, "end", funders, beneficiaries,'
    " partners, target_groups, documents FROM projects",
    "SELECT project_id, role, position, name FROM project_organisations",
    "SELECT project_id, position, kind, amount_minor, currency FROM funding",
    "SELECT project_id, position, name, email, phone FROM contacts",
    "SELECT project_id, position, kind, count, participants FROM activities",
    "SELECT document, project_id, position, field, value_json, basis, confidence, accepted, note, id FROM statements",
    'SELECT document, statement, field, position, page, start, "end", quote, x0, top, x1, bottom, rule FROM evidence',
    "SELECT document, code, stage, severity, detail, page, start, \"end\" FROM issues WHERE code <> 'damaged_row'",
)


def digest(connection: sqlite3.Connection) -> str:
    """Return a SHA-256 in hex over documents, pages, records, statements, evidence and issues."""
    total = hashlib.sha256()
    for query in QUERIES:
        columns = query.split(" FROM ")[0].count(",") + 1
        order = ", ".join(str(number + 1) for number in range(columns))
        total.update(f"{query}\n".encode())
        for row in connection.execute(f"{query} ORDER BY {order}"):
            total.update(json.dumps(tuple(row), ensure_ascii=False).encode())
    return total.hexdigest()
