"""Compare how fast we read PDF pages with pdfplumber's words and tables on every page: the first table of docs/pdf.md.

    python -m benchmarks.pdf_readers FOLDER [--rounds N]

The two take turns, in one process; CPU time (user and system) counts, not the clock. A page that is a picture is
read by Tesseract, which neither reader replaces: without its languages (TESSDATA_PREFIX=/none) it is left unread.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber

from pipeline.parse import parse
from pipeline.read import read
from pipeline.settings import Settings
from schemas.document import SourceFile
from schemas.errors import ParseError

SETTINGS = Settings()


def ours(file: SourceFile) -> int:
    """Parse a document; return its number of pages."""
    try:
        document, _ = parse(file, SETTINGS)
    except ParseError:
        return 0
    return len(document.pages)


def everywhere(file: SourceFile) -> int:
    """Take words and tables of every page by pdfplumber; return the number of pages."""
    with pdfplumber.open(io.BytesIO(file.content)) as pdf:
        for page in pdf.pages:
            page.extract_words(x_tolerance_ratio=0.15)
            page.find_tables()
            page.close()
        return len(pdf.pages)


def pages_per_second(reader: Callable[[SourceFile], int], files: Sequence[SourceFile]) -> float:
    """Return pages for each second of CPU."""
    started = time.process_time()
    pages = sum(reader(file) for file in files)
    return pages / (time.process_time() - started)


def main() -> None:
    """Print the median of both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = [read(path, path.name, SETTINGS) for path in sorted(options.folder.rglob("*.pdf"))]
    readable = [file for file in files if ours(file)]
    rounds = [(pages_per_second(everywhere, readable), pages_per_second(ours, readable)) for _ in range(options.rounds)]
    slow, quick = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    print(f"{len(readable)} of {len(files)} files, {sum(map(ours, readable))} pages; pages per CPU second, median:")
    print(f"pdfplumber for every page {slow:.1f}, as we read {quick:.1f}: {quick / slow:.1f} times")


if __name__ == "__main__":
    main()
