"""Named reads. Each takes a connection whose rows can be asked by name and returns plain data."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.store.damage import value_of
from pipeline.store.projects import project_values
from schemas.fields import FIELDS

Json = dict[str, object]

RUN_KEYS = (
    *("id", "started", "ended", "outcome", "discovered", "ok", "partial", "failed", "skipped", "duplicate"),
    *("planned", "workers", "rules", "vocabulary", "extracted_again", "untouched"),
)

OUTCOMES = ("ok", "partial", "failed", "skipped", "duplicate")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which projects to list; empty means any. Amounts are in units of their currency.

    A year fits a project that runs in it. `words` are searched for in the record and in the pages that speak
    of it, without regard to case or diacritics. `min_confidence` asks for a value that is at least as sure in
    each field that is filtered by, and for one in any field where none is.
    """

    number: str = ""
    programme: str = ""
    year: int | None = None
    min_amount: float | None = None
    max_amount: float | None = None
    organisation: str = ""
    words: str = ""
    min_confidence: float = 0.0


def runs(connection: sqlite3.Connection) -> list[Json]:
    """Return the ledger, oldest run first."""
    return _rows(connection, f"SELECT {', '.join(RUN_KEYS)} FROM runs ORDER BY id")


def wrong_inputs(connection: sqlite3.Connection) -> list[Json]:
    """Return the inputs that are failed or partial, those that went wrong last first."""
    return _rows(
        connection,
        "SELECT source, status, reason, wrong_since FROM sources WHERE status IN ('failed', 'partial')"
        " ORDER BY wrong_since IS NULL, wrong_since DESC, path",
    )


def documents(connection: sqlite3.Connection, status: str = "", reason: str = "") -> list[Json]:
    """Return a row for each input of the newest state, ordered by path; all, or those of a status and reason.

    `memory` and `worker` are those of the run that stored it.
    """
    return _rows(
        connection,
        "SELECT s.document AS sha256, s.source, d.media_type, d.encoding, d.language, s.status, s.reason,"
        " coalesce(d.pages, 0) AS pages, s.seconds, d.title, d.published, s.path, s.url, s.captured, s.record_offset,"
        " o.memory, o.worker, o.done"
        " FROM sources s LEFT JOIN documents d ON d.sha256 = s.document"
        " LEFT JOIN outcomes o ON o.run = s.last_run AND o.input = s.id"
        " WHERE ? IN ('', s.status) AND ? IN ('', s.reason) ORDER BY s.path",
        status,
        reason,
    )


def outcomes(connection: sqlite3.Connection, run: int) -> list[Json]:
    """Return the ledger of one run, a row for each input, ordered by path."""
    return _rows(
        connection,
        "SELECT s.source, o.status, o.reason, o.seconds, o.memory, o.worker, o.done, s.path"
        " FROM outcomes o JOIN sources s ON s.id = o.input WHERE o.run = ? ORDER BY s.path",
        run,
    )


def issues(connection: sqlite3.Connection, code: str = "", severity: str = "") -> list[Json]:
    """Return what went wrong and where, ordered by source and page. Details may quote contacts."""
    return _rows(
        connection,
        "SELECT i.code, i.stage, i.severity, i.detail, i.document, coalesce(x.source, y.source) AS source, i.page,"
        ' i.start, i."end" FROM issues i'
        " LEFT JOIN sources x ON x.path = i.path"
        " LEFT JOIN sources y ON y.path = (SELECT min(path) FROM sources WHERE document = i.document)"
        " WHERE ? IN ('', i.code) AND ? IN ('', i.severity)"
        " ORDER BY source, i.page, i.start, i.code, i.id",
        code,
        severity,
    )


def project_ids(connection: sqlite3.Connection, wanted: Filter) -> list[str]:
    """Return the ids of the projects that fit, ordered by number, projects without one last."""
    parts, values = [], []
    for condition, arguments in _conditions(wanted):
        parts.append(condition)
        values += arguments
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    query = f"SELECT project_id FROM projects p{where} ORDER BY registration_number IS NULL, project_id"
    return [str(row[0]) for row in connection.execute(query, values)]


def _conditions(wanted: Filter) -> Iterator[tuple[str, list[str | int | float]]]:
    if wanted.number:
        yield f"{_plain_number('p.registration_number')} LIKE ?", [f"%{plain_number(wanted.number)}%"]
    if wanted.programme:
        # "OPZ" finds "OPZ 2014"; "OP VK 2007" finds itself alone
        yield "(p.programme = ? OR p.programme LIKE ? || ' %')", [wanted.programme] * 2
    if wanted.year is not None:
        day = f"{wanted.year:04}"
        yield (
            'substr(coalesce(p.start, p."end"), 1, 4) <= ? AND substr(coalesce(p."end", p.start), 1, 4) >= ?',
            [
                day,
                day,
            ],
        )
    for limit, sign in ((wanted.min_amount, ">="), (wanted.max_amount, "<=")):
        if limit is not None:
            amount = f"SELECT 1 FROM funding f WHERE f.project_id = p.project_id AND f.amount_minor {sign} ?"
            yield f"EXISTS ({amount})", [round(limit * 100)]
    yield from _text_conditions(wanted)
    if wanted.min_confidence > 0:
        yield from _sure_conditions(wanted)


def _text_conditions(wanted: Filter) -> Iterator[tuple[str, list[str | int | float]]]:
    if wanted.organisation:
        match = "{beneficiaries partners} : " + match_words(wanted.organisation)
        yield "p.id IN (SELECT rowid FROM projects_fts WHERE projects_fts MATCH ?)", [match]
    if wanted.words:
        match = match_words(wanted.words)
        yield (
            "(p.id IN (SELECT rowid FROM projects_fts WHERE projects_fts MATCH ?) OR p.project_id IN ("
            "SELECT s.project_id FROM statements s JOIN evidence e ON e.statement = s.id"
            " JOIN pages g ON g.document = e.document AND g.number = e.page"
            " WHERE g.id IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?)))",
            [match, match],
        )


def _sure_conditions(wanted: Filter) -> Iterator[tuple[str, list[str | int | float]]]:
    """A sure statement in each field that is filtered by; in any, where none is."""
    asked: tuple[tuple[str | bool, tuple[str, ...]], ...] = (
        (wanted.number, ("registration_number",)),
        (wanted.programme, ("programme",)),
        (wanted.year is not None, ("start", "end")),
        (wanted.min_amount is not None or wanted.max_amount is not None, ("funding",)),
        (wanted.organisation, ("beneficiaries", "partners")),
    )
    chosen = [fields for given, fields in asked if given]
    for fields in chosen or [tuple(item.name for item in FIELDS)]:
        marks = ", ".join("?" * len(fields))
        sure = f"s.project_id = p.project_id AND s.accepted AND s.field IN ({marks}) AND s.confidence >= ?"
        yield f"EXISTS (SELECT 1 FROM statements s WHERE {sure})", [*fields, wanted.min_confidence]


def project(connection: sqlite3.Connection, project_id: str, contacts: bool = True, least: float = 0.0) -> Json:
    """Return one project in the shape of the contract, its evidence from all documents.

    Values with a confidence under `least` are left out.
    """
    values = project_values(connection, project_id, least)
    result: Json = {"project_id": project_id}
    for item in FIELDS:
        found = values.get(item.name, [])
        result[item.name] = found if item.many else (found[0] if found else None)
    evidence = _evidence(connection, project_id, least)
    if not contacts:
        result["contacts"] = []
        evidence = [piece for piece in evidence if piece["field"] != "contacts"]
    query = "SELECT DISTINCT document FROM statements WHERE project_id = ? ORDER BY 1"
    result["documents"] = [row[0] for row in connection.execute(query, (project_id,))]
    result["evidence"] = evidence
    return result


def overview(row: Json) -> Json:
    """Return a project, as `project` gives it, in the few words of a table."""
    titles, funding, owners = (row[name] for name in ("titles", "funding", "beneficiaries"))
    amounts = funding if isinstance(funding, list) else []
    return {
        "number": row["registration_number"] or f"({str(row['project_id'])[:12]})",
        "title": titles[0] if isinstance(titles, list) and titles else None,
        "programme": row["programme"],
        "start": row["start"],
        "end": row["end"],
        "funding": [f"{money['kind']} {money['amount']:,} {money['currency']}" for money in amounts],
        "beneficiaries": owners,
    }


def _evidence(connection: sqlite3.Connection, project_id: str, least: float) -> list[Json]:
    query = (
        'SELECT s.field, s.value_json, s.document, e.page, e.start, e."end", e.quote, e.x0, e.top, e.x1,'
        " e.bottom, e.rule, s.basis, s.confidence FROM statements s JOIN evidence e ON e.statement = s.id"
        " WHERE s.project_id = ? AND s.accepted AND coalesce(s.confidence, 0) >= ?"
        " ORDER BY s.document, s.position, e.position"
    )
    return [_piece(row) for row in connection.execute(query, (project_id, least))]


def _piece(row: sqlite3.Row) -> Json:
    box = [row["x0"], row["top"], row["x1"], row["bottom"]]
    return {
        "field": row["field"],
        "value": value_of(row["value_json"], row["field"], row["document"]),
        "document": row["document"],
        "page": row["page"],
        "start": row["start"],
        "end": row["end"],
        "quote": row["quote"],
        "bbox": None if box[0] is None else box,
        "rule": row["rule"],
        "basis": row["basis"],
        "confidence": row["confidence"],
    }


def find_projects(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the projects that `name` may mean: an id, a number in any spelling, or words of a title."""
    exact = connection.execute("SELECT project_id FROM projects WHERE project_id = ?", (name,)).fetchall()
    key = plain_number(name)
    if not exact and key:
        query = f"SELECT project_id FROM projects WHERE {_plain_number('registration_number')} = ? ORDER BY 1"
        exact = connection.execute(query, (key,)).fetchall()
    if not exact and key:
        query = (
            "SELECT project_id FROM projects WHERE id IN"
            " (SELECT rowid FROM projects_fts WHERE projects_fts MATCH ?) ORDER BY 1"
        )
        exact = connection.execute(query, ("{registration_number titles} : " + match_words(name),)).fetchall()
    return [str(row[0]) for row in exact]


def why(connection: sqlite3.Connection, project_id: str, field: str, around: int = 60) -> list[Json]:
    """Return every statement of the field, accepted ones first, with its evidence in context.

    `around` is the number of code points shown before and after a quotation.
    """
    query = (
        "SELECT s.value_text, s.value_json, s.accepted, s.note, s.basis, s.confidence, e.rule, e.quote,"
        ' e.page, e.start, e."end", e.x0, e.top, e.x1, e.bottom, e.document,'
        " (SELECT min(source) FROM sources x WHERE x.document = e.document) AS source,"
        " (SELECT d.rules FROM documents d WHERE d.sha256 = e.document) AS rules,"
        " substr(g.text, max(1, e.start + 1 - :around), min(e.start, :around)) AS before,"
        ' substr(g.text, e."end" + 1, :around) AS after'
        " FROM statements s JOIN evidence e ON e.statement = s.id"
        " JOIN pages g ON g.document = e.document AND g.number = e.page"
        " WHERE s.project_id = :project AND s.field = :field"
        " ORDER BY s.accepted DESC, s.value_text, source, s.position, e.position"
    )
    arguments = {"project": project_id, "field": field, "around": around}
    return [dict(row) for row in connection.execute(query, arguments)]


def match_words(words: str) -> str:
    """Return an FTS5 query for all the words, each as a prefix; quoted, so that no sign is an operator."""
    found = re.findall(r"\w{1,60}", words)
    return "(" + " AND ".join(f'"{word}" *' for word in found) + ")" if found else '""'


def plain_number(text: str) -> str:
    """Return letters and digits alone, in capitals: how two spellings of a number are compared."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _plain_number(column: str) -> str:
    """Return the SQL for plain_number() of a column; these are all the signs that numbers have."""
    expression = f"upper({column})"
    for sign in "./_-+ ":
        expression = f"replace({expression}, '{sign}', '')"
    return expression


def _rows(connection: sqlite3.Connection, query: str, *arguments: str | int) -> list[Json]:
    return [dict(row) for row in connection.execute(query, arguments)]


def find_documents(connection: sqlite3.Connection, wanted: str) -> list[Json]:
    """Return `sha256`, `source`, `path`, `container`, `media_type` of the documents that `wanted` names.

    That is a path, the name shown, its last part with or without the ending, or eight digits of the hash and more.
    """
    rows = _rows(
        connection,
        "SELECT d.sha256, s.source, s.path, s.container, d.media_type FROM documents d JOIN sources s ON s.path ="
        " (SELECT path FROM sources WHERE document = d.sha256 ORDER BY status = 'gone', path LIMIT 1) ORDER BY s.path",
    )
    every = _rows(connection, "SELECT document, source, path FROM sources WHERE document IS NOT NULL")
    named = {row["document"] for row in every if wanted in _names(str(row["source"]), str(row["path"]))}
    short = wanted.lower() if re.fullmatch("[0-9a-fA-F]{8,64}", wanted) else "-"
    return [row for row in rows if row["sha256"] in named or str(row["sha256"]).startswith(short)]


def _names(source: str, path: str) -> set[str]:
    last = source.rpartition("/")[2].rpartition("!")[2]
    return {source, path, last, last.rpartition(".")[0] or last}


def page_values(connection: sqlite3.Connection, sha256: str, page: int) -> list[Json]:
    """Return the evidence of a page with its box, in the order of the text: `field`, `value`, `accepted`, `quote`, …"""
    return _rows(
        connection,
        "SELECT e.field, coalesce(s.value_text, d.published) AS value, coalesce(s.accepted, 1) AS accepted, e.quote,"
        ' e.rule, e.start, e."end", e.x0, e.top, e.x1, e.bottom FROM evidence e'
        " JOIN documents d ON d.sha256 = e.document LEFT JOIN statements s ON s.id = e.statement"
        ' WHERE e.document = ? AND e.page = ? ORDER BY e.start, e."end" DESC, e.field, e.id',
        sha256,
        page,
    )
