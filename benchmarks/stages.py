"""Time the stages over documents, as ratios against a plain reading of the same files in the same run.

    python benchmarks/stages.py [FOLDER] [--rounds N]

FOLDER defaults to samples.  The reference only takes the text out: BeautifulSoup's `get_text` for web pages
(and for press releases, rendered by markdown-it), pdfplumber's `extract_text` for PDF.  It finds nothing and
proves nothing, so a ratio says what the evidence and the values cost, on any machine.  Plain text has no
such reference: to decode it takes no time.  Rounds of the two are interleaved and the median is taken.  One
process; libraries are loaded before the first measurement.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.extract import extract
from pipeline.language import detect_language
from pipeline.normalise import normalise
from pipeline.parse import parse
from pipeline.read import read
from pipeline.resolve import resolve
from pipeline.settings import Settings
from schemas.document import MediaType, SourceFile
from schemas.errors import PipelineError
from schemas.vocabulary import load_vocabulary

STAGES = ("parse", "language", "extract", "normalise", "resolve")
SETTINGS = Settings()
Seconds = dict[str, float]
T = TypeVar("T")


def reference(file: SourceFile) -> None:
    """Take the text out of a document in the plainest usual way."""
    if file.media_type is MediaType.PDF:
        import pdfplumber

        with pdfplumber.open(io.BytesIO(file.content)) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()
    else:
        from bs4 import BeautifulSoup
        from markdown_it import MarkdownIt

        text = file.content.decode("utf-8", errors="replace")
        press = file.media_type is MediaType.PRESS
        BeautifulSoup(MarkdownIt().render(text) if press else file.content, "lxml").get_text(" ")


def references(files: Sequence[SourceFile]) -> int:
    """Take the text out of all documents; return how many there were."""
    for file in files:
        reference(file)
    return len(files)


def stages(file: SourceFile) -> Seconds:
    """Take a document through the stages after reading; return the seconds of each."""
    vocabulary = load_vocabulary()
    spent: Seconds = {}
    document, _ = timed(spent, "parse", lambda: parse(file, SETTINGS))
    language, _ = timed(spent, "language", lambda: detect_language(document, vocabulary))
    mentions, _ = timed(spent, "extract", lambda: extract(document, language, vocabulary))
    facts, _ = timed(spent, "normalise", lambda: normalise(mentions, document, language, vocabulary))
    timed(spent, "resolve", lambda: resolve(document, facts, vocabulary))
    return spent


def timed(spent: Seconds, name: str, work: Callable[[], T]) -> T:
    """Do `work` and note its seconds under `name`."""
    started = time.perf_counter()
    result = work()
    spent[name] = time.perf_counter() - started
    return result


def measure(files: Sequence[SourceFile], rounds: int) -> tuple[Seconds, float]:
    """Return the median seconds of each stage and of the reference, over all files."""
    ours: dict[str, list[float]] = defaultdict(list)
    theirs: list[float] = []
    for turn in range(rounds + 1):  # the first turn loads the libraries and is not counted
        sums: Seconds = defaultdict(float)
        spent: Seconds = {}
        timed(spent, "reference", lambda: references(files))
        for file in files:
            for name, seconds in stages(file).items():
                sums[name] += seconds
        if turn:
            theirs.append(spent["reference"])
            for name in STAGES:
                ours[name].append(sums[name])
    return {name: statistics.median(ours[name]) for name in STAGES}, statistics.median(theirs)


def readable(folder: Path) -> dict[str, list[SourceFile]]:
    """Return the files that can be read and parsed and that have a reference, by media type."""
    found: dict[str, list[SourceFile]] = defaultdict(list)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            file = read(path, path.name, SETTINGS)
            parse(file, SETTINGS)
        except PipelineError:
            continue
        if file.media_type is not MediaType.TEXT:
            found[file.media_type.value].append(file)
    return found


def main() -> None:
    """Print one row per media type: documents, milliseconds a document, and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"median of {options.rounds} rounds; a stage of 1.00 takes as long as the reference does\n")
    print("| media type | documents | reference, ms/document | " + " | ".join(STAGES) + " | all |")
    print("| --- " * (len(STAGES) + 4) + "|")
    for media_type, files in sorted(readable(options.folder).items()):
        ours, theirs = measure(files, options.rounds)
        ratios = [f"{seconds / theirs:.2f}" for seconds in (*ours.values(), sum(ours.values()))]
        print(f"| {media_type} | {len(files)} | {1000 * theirs / len(files):.2f} | {' | '.join(ratios)} |")


if __name__ == "__main__":
    main()
