"""Compare the main text that we and trafilatura find with the marked one, word by word: the table of docs/html.md.

    python benchmarks/main_text.py [FOLDER] [--pages]

FOLDER defaults to tests/main_pages.  What belongs to the main text carries the attribute `data-main`, which is taken
off before a page is read.  trafilatura is no dependency; without it its columns are left out.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.parse import parse
from pipeline.read import from_bytes
from pipeline.settings import Settings
from schemas.document import BlockKind, Region

FOLDER = Path(__file__).parent.parent / "tests" / "main_pages"
MARK = "data-main"
SETTINGS = Settings()
Words = Counter[str]


def marked(html: str) -> Words:
    """Return the words of the marked elements."""
    soup = BeautifulSoup(html, "lxml")
    return words(" ".join(tag.get_text(" ") for tag in soup.select(f"[{MARK}]")))


def words(text: str) -> Words:
    """Return the words of a text with their counts."""
    return Counter(re.findall(r"\w+", text.lower()))


def ours(html: str) -> str:
    """Return the text of the blocks that we hold for the main text."""
    document, _ = parse(from_bytes(html.encode(), "page.html", SETTINGS), SETTINGS)
    page = document.pages[0]
    blocks = [b for b in page.blocks if b.region is Region.MAIN and b.kind is not BlockKind.ALT]
    return "\n".join(page.text[block.start : block.end] for block in blocks)


def theirs(html: str) -> str:
    """Return trafilatura's main text, in the way of its three that scores best here."""
    extract = import_module("trafilatura").extract
    return str(extract(html, include_tables=True, favor_precision=True) or "")


def scores(html: str, extract: Callable[[str], str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words that `extract` finds in a page."""
    truth, found = marked(html), words(extract(html.replace(f" {MARK}", "")))
    common = (truth & found).total()
    precision, recall = common / max(found.total(), 1), common / max(truth.total(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Print a row for each site, and the mean of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--pages", action="store_true", help="a row for each page")
    options = parser.parse_args()
    ways = [ours, theirs] if find_spec("trafilatura") else [ours]
    rows: dict[str, list[list[tuple[float, float, float]]]] = {}
    spent = [0.0 for _ in ways]
    for path in sorted(options.folder.glob("*.html")):
        html = path.read_text(encoding="utf-8")
        found = []
        for number, way in enumerate(ways):
            started = time.process_time()
            found.append(scores(html, way))
            spent[number] += time.process_time() - started
        for name in (path.stem if options.pages else path.stem.partition("-")[0], "all"):
            rows.setdefault(name, []).append(found)
    print("| site | " + " | ".join(f"{way.__name__}: P | R | F1" for way in ways) + " |")
    for name, results in sorted(rows.items(), key=lambda item: item[0] == "all"):
        means = [
            [sum(one[number][value] for one in results) / len(results) for value in range(3)]
            for number in range(len(ways))
        ]
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for mean in means for value in mean) + " |")
    print(
        "relative time: "
        + ", ".join(f"{way.__name__} {time_ / spent[0]:.2f}" for way, time_ in zip(ways, spent, strict=True))
    )


if __name__ == "__main__":
    main()
