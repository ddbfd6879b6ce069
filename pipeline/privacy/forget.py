"""Remove a person from a database, so that no byte of the file names them, and no later run brings them back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pipeline.normalise.contacts import email
from pipeline.privacy.key import CHECK, key_to_forget_with
from pipeline.privacy.marks import Forgotten, mark, marks_of, name_stems
from pipeline.privacy.masking import masked_text
from pipeline.store.connect import transaction, writing
from pipeline.store.damage import value_of
from pipeline.store.projects import settle_projects
from schemas.values import JsonValue

# Rows whose text may name a person: table, its key, its columns. Quotations follow from the pages.
_TEXTS = (
    ("documents", "sha256", ("title",)),
    ("issues", "id", ("detail",)),
    ("statements", "id", ("value_text", "note")),
)
_SEARCHES = ("pages_fts", "projects_fts")

Person = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed, and what could not be: `names` are inputs whose own name or address names the person.

    `shared` counts e-mail addresses and telephone numbers that other people have as well; they were left.
    """

    documents: int
    pages: int
    contacts: int
    shared: int
    names: tuple[str, ...]


def forget(db: Path, person: str) -> Removal:
    """Remove a person, given by full name or e-mail address, and remember to keep them out.

    Raises ValueError for a name of one word, StoreError where the database cannot be had for writing.
    """
    if "@" not in person and len(name_stems(person)) < 2:
        raise ValueError("give the full name or an e-mail address; one word is the name of too many")
    with writing(db) as connection:
        key = key_to_forget_with(connection, db)
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            new, shared = _identity(connection, key, person)
            rows = [(mark(key, CHECK, CHECK), CHECK), *new.items()]
            connection.executemany("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", rows)
            marks = frozenset(bytes(row[0]) for row in connection.execute("SELECT mark FROM forgotten"))
            removal = _Removing(connection, Forgotten(key, marks)).all(shared)
        settle_projects(connection)
        for table in _SEARCHES:
            # words that are deleted from an index stay in its older parts until it is made anew
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return removal


def _identity(connection: sqlite3.Connection, key: bytes, person: str) -> tuple[dict[bytes, str], int]:
    """Return the marks of the person: what was given, and what the contacts tell of who is called so."""
    rows = connection.execute("SELECT value_json, field, document FROM statements WHERE field = 'contacts'")
    known = [cast(dict[str, Any], value_of(*row)) for row in rows]
    address = email(person.strip()) if "@" in person else None
    names = {c["name"] for c in known if c["name"] and c["email"] == address} if address else {person}
    wanted = {tuple(sorted(name_stems(name))) for name in names}
    own = [c for c in known if _is_one_of(c, wanted) or (address and c["email"] == address)]
    others = [c for c in known if c["name"] and not _is_one_of(c, wanted)]
    found = {kind: {c[kind] for c in own if c[kind]} for kind in ("email", "phone")}
    shared = {kind: found[kind] & {c[kind] for c in others} for kind in found}
    emails = (found["email"] - shared["email"]) | ({address} if address else set())
    names |= {c["name"] for c in own if c["name"]}
    marks = marks_of(key, sorted(names), sorted(emails), sorted(found["phone"] - shared["phone"]))
    return marks, sum(map(len, shared.values()))


def _is_one_of(contact: Person, wanted: set[tuple[str, ...]]) -> bool:
    return bool(contact["name"]) and tuple(sorted(name_stems(str(contact["name"])))) in wanted


@dataclass(frozen=True, slots=True)
class _Removing:
    """Takes the forgotten persons out of every table. All of it happens in one transaction."""

    connection: sqlite3.Connection
    forgotten: Forgotten

    def all(self, shared: int) -> Removal:
        contacts = self._drop_contacts()
        pages = self._mask_pages()
        self._mask_values()
        touched = set(pages)
        for table, key, columns in _TEXTS:
            touched |= {owner for owner in self._mask_texts(table, key, columns) if owner}
        for document in sorted(touched):
            self._mark_stale(document)
        return Removal(len(touched), len(pages), contacts, shared, tuple(self._names()))

    def _drop_contacts(self) -> int:
        """Delete contacts that are the person, with their evidence."""
        rows = self.connection.execute("SELECT id, document, value_json FROM statements WHERE field = 'contacts'")
        gone = [
            (key, document)
            for key, document, value in rows.fetchall()
            if self._names_person(value_of(value, "contacts", document))
        ]
        for key, document in gone:
            self._mark_stale(document)
            self.connection.execute("DELETE FROM statements WHERE id = ?", (key,))
        return len(gone)

    def _names_person(self, value: JsonValue) -> bool:
        parts = [str(part) for part in value.values() if part] if isinstance(value, dict) else []
        return any(self.forgotten.spans(part) for part in parts)

    def _mask_pages(self) -> list[str]:
        """Mask the text of pages, and what is quoted from them; return the document of each page."""
        changed = []
        for document, number, text, raw in self.connection.execute("SELECT document, number, text, raw FROM pages"):
            masked = masked_text(text, self.forgotten), raw and masked_text(raw, self.forgotten)
            if masked != (text, raw):
                changed.append((*masked, document, number))
        self.connection.executemany("UPDATE pages SET text = ?, raw = ? WHERE document = ? AND number = ?", changed)
        self.connection.executemany(
            'UPDATE evidence SET quote = substr(?1, start + 1, "end" - start) WHERE document = ?3 AND page = ?4',
            changed,
        )
        return [document for _, _, document, _ in changed]

    def _mask_values(self) -> None:
        """Mask the values of other fields, a title with a name in it; their ids were hashes of them."""
        query = "SELECT id, value_json, field, document FROM statements WHERE field <> 'contacts'"
        rows = self.connection.execute(query).fetchall()
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for key, value, name, document in rows:
            plain = value_of(value, name, document)
            masked = _masked_value(plain, self.forgotten)
            if masked == plain:
                continue
            new = mark(self.forgotten.key, "statement", key).hex()
            text = json.dumps(masked, ensure_ascii=False, sort_keys=True)
            self.connection.execute("UPDATE statements SET id = ?, value_json = ? WHERE id = ?", (new, text, key))
            for (piece,) in self.connection.execute("SELECT id FROM evidence WHERE statement = ?", (key,)).fetchall():
                changed = (mark(self.forgotten.key, "evidence", piece).hex(), new, piece)
                self.connection.execute("UPDATE evidence SET id = ?, statement = ? WHERE id = ?", changed)

    def _mask_texts(self, table: str, key: str, columns: tuple[str, ...]) -> Iterator[str | None]:
        """Mask plain columns of a table, and yield the documents of the rows that have changed."""
        owner = "sha256" if table == "documents" else "document"
        rows = self.connection.execute(f"SELECT {key}, {owner}, {', '.join(columns)} FROM {table}").fetchall()
        assigned = ", ".join(f"{column} = ?" for column in columns)
        for row_id, document, *texts in rows:
            masked = [text and masked_text(text, self.forgotten) for text in texts]
            if masked != texts:
                self.connection.execute(f"UPDATE {table} SET {assigned} WHERE {key} = ?", (*masked, row_id))
                yield document

    def _mark_stale(self, document: str) -> None:
        """Have the next run derive the document's rows from the masked text, and its projects now."""
        self.connection.execute("UPDATE documents SET rules = '' WHERE sha256 = ?", (document,))
        # it holds titles and messages as well; the document is parsed anew
        self.connection.execute("DELETE FROM layouts WHERE document = ?", (document,))
        self.connection.execute(
            "INSERT OR IGNORE INTO dirty_projects SELECT DISTINCT project_id FROM statements WHERE document = ?",
            (document,),
        )

    def _names(self) -> Iterator[str]:
        """Yield the inputs whose path or address names the person: only who keeps the files can change that."""
        for path, source, url in self.connection.execute("SELECT path, source, url FROM sources ORDER BY path"):
            if any(text and self.forgotten.spans(text) for text in (path, source, url)):
                yield source


def _masked_value(value: JsonValue, forgotten: Forgotten) -> JsonValue:
    if isinstance(value, str):
        return masked_text(value, forgotten)
    if isinstance(value, dict):
        return {name: masked_text(v, forgotten) if isinstance(v, str) else v for name, v in value.items()}
    return value
