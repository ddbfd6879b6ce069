"""After a change of the vocabulary: which documents it cannot touch, so that they are not extracted again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.settings import Settings
from pipeline.store.connect import transaction

if TYPE_CHECKING:
    from pipeline.rules.signs import Search

AT_ONCE = 500
"""So many documents are looked at in one transaction: some tenths of a second."""


def knows_others(connection: sqlite3.Connection, rules: str) -> bool:
    """Say whether anything is kept of other rules than these."""
    return connection.execute("SELECT 1 FROM rulebooks WHERE rules <> ?", (rules,)).fetchone() is not None


def put_book(connection: sqlite3.Connection, settings: Settings, rules: str, stopped: Callable[[], bool]) -> None:
    """Keep what the rules say, unless it is kept already. Where the run is to stop it is left to the next one."""
    if connection.execute("SELECT 1 FROM rulebooks WHERE rules = ?", (rules,)).fetchone():
        return
    # an unchanged archive needs none of it, and has no vocabulary to load
    from pipeline.rules.book import rulebook
    from pipeline.rules.code import Interrupted

    try:
        book = rulebook(settings, rules, stopped)
    except Interrupted:
        return
    with transaction(connection):
        connection.execute("INSERT INTO rulebooks VALUES (?, ?, ?)", (book.rules, book.code, book.items))


def spare_untouched(connection: sqlite3.Connection, run: int, rules: str, stopped: Callable[[], bool]) -> None:
    """Give documents that the change to these rules cannot touch their hash, so that they count as known.

    They are those of rules whose code is the same, and that hold none of the words in which the vocabularies differ.
    What is not whole is extracted again in any case: what went wrong may name a line of code.
    """
    books = connection.execute(
        "SELECT old.rules, old.items, new.items FROM rulebooks old JOIN rulebooks new ON new.code = old.code"
        " WHERE new.rules = ? AND old.rules <> new.rules ORDER BY old.rules",
        (rules,),
    )
    for before, old, new in books.fetchall():
        from pipeline.rules.touched import BookError, search, unpack

        try:
            touches = search(unpack(old), unpack(new))
        except BookError:
            # a damaged row: nobody can say what has changed, so all of its documents are extracted again
            connection.execute("DELETE FROM rulebooks WHERE rules IN (?, ?)", (before, rules))
            continue
        if touches is not None:
            _spare(connection, run, (before, rules), touches, stopped)


def _spare(
    connection: sqlite3.Connection, run: int, change: tuple[str, str], touches: Search, stopped: Callable[[], bool]
) -> None:
    query = "SELECT sha256 FROM documents WHERE sha256 > ? AND rules = ? AND status = 'ok' ORDER BY sha256 LIMIT ?"
    last = ""
    while not stopped():
        found = [str(row[0]) for row in connection.execute(query, (last, change[0], AT_ONCE))]
        if not found:
            return
        last = found[-1]
        untouched = found if touches.nothing else [s for s in found if _untouched(connection, s, touches)]
        _move(connection, run, change[1], untouched)


def _move(connection: sqlite3.Connection, run: int, rules: str, documents: Sequence[str]) -> None:
    with transaction(connection):
        rows = ((rules, sha256) for sha256 in documents)
        connection.executemany("UPDATE documents SET rules = ? WHERE sha256 = ?", rows)
        connection.execute("UPDATE runs SET untouched = untouched + ? WHERE id = ?", (len(documents), run))


def _untouched(connection: sqlite3.Connection, sha256: str, touches: Search) -> bool:
    """Say whether a document has none of the words, on its pages or as a key of its front matter.

    One whose layout is missing, or cannot be read, may have other keys.
    """
    from pipeline.rules.signs import folded_pages
    from pipeline.store.layout import keys

    pages = connection.execute("SELECT text FROM pages WHERE document = ? ORDER BY number", (sha256,)).fetchall()
    layout = connection.execute("SELECT data FROM layouts WHERE document = ?", (sha256,)).fetchone()
    if layout is None:
        return False
    try:
        return not touches(folded_pages([*(text for (text,) in pages), *keys(layout[0])]))
    except ValueError:
        return False


def drop_unused_books(connection: sqlite3.Connection, rules: str) -> None:
    """Delete what is kept of rules that no document was extracted by, but for these."""
    with transaction(connection):
        connection.execute(
            "DELETE FROM rulebooks WHERE rules <> ? AND rules NOT IN (SELECT DISTINCT rules FROM documents)", (rules,)
        )
