"""Contacts left out for those who did not ask for them: of a copy of a database, and of messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from extractors.text.intervals import Intervals
from pipeline.privacy.masking import mask_spans
from pipeline.store.connect import transaction, writing
from pipeline.store.queries import Json
from schemas.spans import Span

# Contacts stand in the text where evidence says so, and where a message speaks of one that no project took.
_MARKED = """
    SELECT document, page, start, "end" FROM evidence WHERE field = 'contacts'
    UNION SELECT document, page, start, "end" FROM issues WHERE detail LIKE 'contacts: %' AND start IS NOT NULL
    ORDER BY 1, 2, 3
"""
_ABOUT = "contacts: "
LEFT_OUT = "left out, since it quotes a contact"
_TAKEN_OUT = (
    "DELETE FROM contacts",
    "DELETE FROM statements WHERE field = 'contacts'",  # their evidence goes with them
    "DELETE FROM issues WHERE detail LIKE 'contacts: %'",
)


def copy_without_contacts(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the database to `target` and take contacts out there: records, evidence, messages, texts and search.

    Texts keep their length: a mask stands where a contact is marked, so that every span still holds.
    """
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
    with writing(target) as copy:
        with transaction(copy):
            for (document, page), rows in groupby(copy.execute(_MARKED).fetchall(), itemgetter(0, 1)):
                _mask_page(copy, document, page, [(start, end) for _, _, start, end in rows])
            for change in _TAKEN_OUT:
                copy.execute(change)
        # words that are deleted from an index stay in its older parts until it is made anew
        copy.execute("INSERT INTO pages_fts (pages_fts) VALUES ('rebuild')")


def _mask_page(copy: sqlite3.Connection, document: str, page: int, spans: list[tuple[int, int]]) -> None:
    """Mask the spans in a page and in all that is quoted from it; messages about these places are taken out."""
    place = (document, page)
    (text,) = copy.execute("SELECT text FROM pages WHERE document = ? AND number = ?", place).fetchone()
    # `raw` and the layout have the words in another order: no span finds them there
    masked = (mask_spans(text, spans), *place)
    copy.execute("UPDATE pages SET text = ?, raw = NULL WHERE document = ? AND number = ?", masked)
    quoted = 'UPDATE evidence SET quote = substr(?, start + 1, "end" - start) WHERE document = ? AND page = ?'
    copy.execute(quoted, masked)
    copy.execute("DELETE FROM layouts WHERE document = ?", (document,))
    near = 'DELETE FROM issues WHERE document = ? AND page = ? AND start < ? AND "end" > ?'
    copy.executemany(near, [(*place, end, start) for start, end in spans])


def hide_contacts(connection: sqlite3.Connection, issues: Iterable[Json]) -> None:
    """Put LEFT_OUT for the detail of each issue that is about a contact, or about a place where one stands."""
    marked = {
        place: Intervals([Span(page=page, start=start, end=end) for _, page, start, end in rows])
        for place, rows in groupby(connection.execute(_MARKED).fetchall(), itemgetter(0, 1))
    }
    for issue in issues:
        spans = marked.get((issue["document"], issue["page"]))
        start, end = issue["start"], issue["end"]
        quoted = spans and isinstance(start, int) and isinstance(end, int) and spans.over(start, end)
        if quoted or str(issue["detail"]).startswith(_ABOUT):
            issue["detail"] = LEFT_OUT
