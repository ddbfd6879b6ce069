"""Which rules made a document's rows: a hash that changes with whatever could change them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.parse.pdf_ocr import recogniser
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
# what has a say in a document's text, language, values and records
CODE = (
    "schemas/**/*.py",
    "schemas/**/*.toml",
    "extractors/**/*.py",
    *(f"pipeline/{name}.py" for name in ("run", "read", "sniff", "language", "extract", "resolve")),
    *(f"pipeline/{name}/**/*.py" for name in ("parse", "extract", "normalise", "resolve")),
    "pipeline/resolve/*.toml",
    "pipeline/parse/*.json",
    "pipeline/store/rows.py",
)
LIBRARIES = ("beautifulsoup4", "lxml", "pdfplumber", "pdfminer.six", "pypdfium2", "markdown-it-py", "PyYAML")
MORE_LIBRARIES = ("langdetect", "spacy")


def rules_version(settings: Settings) -> tuple[str, str]:
    """Return two hashes, each 16 hex digits: of all rules, and of the vocabularies among them.

    A document stored under another hash is extracted again, be its file unchanged or not.
    """
    limits = f"{settings.max_bytes} {settings.max_pages} {settings.max_page_chars} {settings.max_ocr_pages}"
    return _hash(CODE, limits, *map(_library, LIBRARIES + MORE_LIBRARIES), _tesseract()), _hash(CODE[1:2])


@cache
def _hash(patterns: tuple[str, ...], *words: str) -> str:
    digest = hashlib.sha256()
    files = {path for pattern in patterns for path in ROOT.glob(pattern)}
    for path in sorted(files):
        digest.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    for word in words:
        digest.update(f"\n{word}".encode())
    return digest.hexdigest()[:16]


def _library(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


def _tesseract() -> str:
    """Return what reads pictures: with another one, or none, a scan has another text."""
    return str(recogniser())
