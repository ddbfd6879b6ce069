"""What one would write in fifty lines with the same packages: a reference for whole_job.py.

    python benchmarks/naive.py FOLDER DB

All text of each file, the language, five patterns, one upsert after the other. No record, no evidence, no ledger.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from pathlib import Path

import pdfplumber
import sqlite_utils
from bs4 import BeautifulSoup
from langdetect import LangDetectException, detect  # type: ignore[import-untyped]

PATTERNS = {
    "numbers": re.compile(r"CZ\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s?/\s?[\w.]+/[\w.]+(?:/[\w.]+)*|\bT[A-Z]\d{8}\b"),
    "mails": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phones": re.compile(r"\+420\s?\d{3}\s?\d{3}\s?\d{3}"),
    "dates": re.compile(r"\b\d{1,2}\. ?\d{1,2}\. ?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"),
    "money": re.compile(r"\d[\d\u00a0 ,.]*(?:mil\. )?(?:Kč|EUR)|(?:CZK|EUR) \d[\d,.]*"),
}


def text_of(path: Path, content: bytes) -> str:
    """Return all text of a file."""
    if path.suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return "\n".join(page.extract_text() or "" for page in pdf.pages)
    if path.suffix == ".html":
        return BeautifulSoup(content, "lxml").get_text(" ")
    return content.decode("utf-8", "replace")


def main() -> None:
    """Read the folder into the database."""
    folder, db = Path(sys.argv[1]), sqlite_utils.Database(sys.argv[2])
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        text = text_of(path, content)
        try:
            language = detect(text)
        except LangDetectException:
            language = None
        found = {name: pattern.findall(text) for name, pattern in PATTERNS.items()}
        key = hashlib.sha256(content).hexdigest()
        row = {"id": key, "path": str(path), "language": language, "text": text}
        db["documents"].upsert(row, pk="id")  # type: ignore[union-attr]
        for number in set(found["numbers"]):
            facts = json.dumps(found, ensure_ascii=False)
            db["projects"].upsert({"id": number, "document": key, "facts": facts}, pk="id")  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
