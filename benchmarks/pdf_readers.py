"""Compare how fast we read PDF pages with pdfplumber's words on every page: the first table of docs/pdf.md.

    python -m benchmarks.pdf_readers FOLDER [--rounds N]

The two take turns, in one process; CPU time (user and system) counts, not the clock. A page that is a picture is
read by Tesseract, which neither reader replaces: without its languages (TESSDATA_PREFIX=/none) it is left unread.
After the times, the values of the records that both ways find are compared, file by file.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline.parse import parse
from pipeline.parse.pdf_careful import CarefulReader
from pipeline.parse.pdf_frame import Frame
from pipeline.parse.pdf_source import PdfSource, RawPage
from pipeline.published import document_object
from pipeline.read import read
from pipeline.run import process_file
from pipeline.settings import Settings
from schemas.document import SourceFile
from schemas.errors import ParseError
from schemas.vocabulary import load_vocabulary

SETTINGS = Settings()


def ours(file: SourceFile) -> int:
    """Parse a document; return its number of pages."""
    try:
        document, _ = parse(file, SETTINGS)
    except ParseError:
        return 0
    return len(document.pages)


def everywhere(file: SourceFile) -> int:
    """Parse a document with pdfplumber's words on every page, all else being the same."""
    with _pdfplumber():
        return ours(file)


def _pdfplumber() -> Any:
    return mock.patch.object(PdfSource, "_letters", _careful)


def _careful(self: PdfSource, _source: object, page: RawPage, frame: Frame) -> int:
    if self._careful is None:
        self._careful = CarefulReader(self._content, self.count)
    page.words = self._careful.words(page.number - 1, 1, frame)
    page.quality = 1.0
    return len(page.words)


def pages_per_second(reader: Callable[[SourceFile], int], files: Sequence[SourceFile]) -> float:
    """Return pages for each second of CPU."""
    started = time.process_time()
    pages = sum(reader(file) for file in files)
    return pages / (time.process_time() - started)


def records(file: SourceFile) -> list[dict[str, object]]:
    """Return the projects of a document as `extract` prints them, without evidence: places may differ."""
    found: Any = document_object(process_file(file, SETTINGS, load_vocabulary()))["projects"]
    return [{key: value for key, value in project.items() if key != "evidence"} for project in found]


def differing(files: Sequence[SourceFile]) -> list[str]:
    """Return the names of files whose records differ between the two ways."""
    kept = [records(file) for file in files]
    with _pdfplumber():
        return [file.source for file, ours in zip(files, kept, strict=True) if records(file) != ours]


def main() -> None:
    """Print the median of both, the ratio, and the files whose records differ."""
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
    other = differing(readable)
    same = len(readable) - len(other)
    print(f"same records in {same} of {len(readable)} files; others: {', '.join(other) or 'none'}")


if __name__ == "__main__":
    main()
