"""The least that still reads every document: a reference for whole_job.py, and a limit for any pipeline in Python.

    python benchmarks/cheapest.py FOLDER DB

lxml's text of web pages, PDFium's of PDF, one pattern, rows by the hundred without a journal.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from lxml import html  # type: ignore[import-untyped]

PATTERN = re.compile(
    r"CZ\.\d[\w./]{8,40}|\+420[\d ]{9,12}|[\w.+-]{1,64}@[\w.-]{3,64}|\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d[\d ,.]{2,20}Kč"
)


def text_of(path: Path, content: bytes) -> str:
    """Return all text of a file."""
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".html":
        return str(html.document_fromstring(content.decode("utf-8", "replace").encode()).text_content())
    return content.decode("utf-8", "replace")


def main() -> None:
    """Read the folder into the database."""
    connection = sqlite3.connect(sys.argv[2], isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=OFF; CREATE TABLE documents (path, text); CREATE TABLE facts (path, value); BEGIN"
    )
    for path in sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file()):
        text = text_of(path, path.read_bytes())
        connection.execute("INSERT INTO documents VALUES (?, ?)", (str(path), text))
        facts = [(str(path), found) for found in PATTERN.findall(text)]
        connection.executemany("INSERT INTO facts VALUES (?, ?)", facts)
    connection.execute("COMMIT")


if __name__ == "__main__":
    main()
