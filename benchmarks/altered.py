"""How far the reading hangs on form: labelled pages are altered without touching a value, and both are scored.

    python -m benchmarks.altered [GOLD] [--only NAME ...] [--part N] [--keep FOLDER] [--lost]

GOLD has docs/ and labels/ and defaults to tests/labelled. Each alteration of `benchmarks/alterations.py` and
`benchmarks/layouts.py` has a line: the pages that it changes, core F1 before and after, whole records before and
after, and the fields that fall. `--lost` names each value that only the page as it was gave. A loss is a rule that asks
for a form where a reader asks for the meaning.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.alterations import ALTERATIONS
from benchmarks.altered_page import Altered, Label
from benchmarks.layouts import BARE, LAYOUTS
from pipeline.evaluate.run import extracted
from pipeline.evaluate.score import CORE, EXTRA, Mistake, Score
from pipeline.settings import Settings

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"
ALL = ALTERATIONS | LAYOUTS
READ = frozenset((".md", ".markdown", ".html", ".htm", ".txt"))
"""Endings of the pages that are altered; the rest is no text that could be."""
SHOWN = 0.003
"""A field is named where its F1 changes by so much."""


@dataclass(frozen=True, slots=True)
class AlteredPage:
    """A labelled page in its own and in another form, its label, and the name of its file in both."""

    name: str
    altered_name: str
    text: str
    altered: str
    label: Label


def altered_pages(gold: Path, alteration: str, part: int = 1) -> Iterator[AlteredPage]:
    """Yield the pages of a set that the alteration changes, each `part`-th one of them in order of name."""
    place = 0
    for path in sorted((gold / "docs").iterdir()):
        page = _page(path, gold / "labels" / f"{path.stem}.json")
        altered = ALL[alteration](page) if page else ""
        if page is None or altered == page.text:
            continue
        ending = ".txt" if alteration in BARE else ".html" if altered.startswith("<!DOCTYPE") else path.suffix
        if place % part == 0:
            yield AlteredPage(path.name, path.stem + ending, page.text, altered, page.label)
        place += 1


def _page(path: Path, labelled: Path) -> Altered | None:
    """Return a page and its label; nothing if it has none or is no text in UTF-8."""
    if path.suffix not in READ or not labelled.exists():
        return None
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Altered(text, json.loads(labelled.read_text(encoding="utf-8")), path.suffix)


def scores(gold: Path, alteration: str, folder: Path, part: int = 1) -> tuple[Score, Score]:
    """Write the pages in both forms below the folder; return the score of both. Raises MissingSource for none."""
    sides = folder / "before", folder / "after"
    for side in sides:
        shutil.rmtree(side, ignore_errors=True)
        for kind in ("docs", "labels"):
            (side / kind).mkdir(parents=True)
    for page in altered_pages(gold, alteration, part):
        label = json.dumps(page.label, ensure_ascii=False)
        for side, name, text in zip(sides, (page.name, page.altered_name), (page.text, page.altered), strict=True):
            (side / "docs" / name).write_bytes(text.encode("utf-8"))
            (side / "labels" / f"{Path(name).stem}.json").write_text(label, encoding="utf-8")
    before, after = (extracted(side, Settings()).score() for side in sides)
    return before, after


def line(alteration: str, before: Score, after: Score) -> str:
    """Return what an alteration costs, and which fields it moves."""
    core, other = before.count("core fields").f1, after.count("core fields").f1
    moved = [(name, after.count(name).f1 - before.count(name).f1) for name in ("projects", *CORE, *EXTRA)]
    fields = ", ".join(f"{name} {change:+.3f}" for name, change in moved if abs(change) >= SHOWN)
    return (
        f"{alteration:22} {before.documents:5} {core:7.3f} {other:7.3f} {other - core:+7.3f}"
        f" {before.perfect_records:7.3f} {after.perfect_records:7.3f}  {fields}"
    )


def lost(before: Score, after: Score) -> list[str]:
    """Return the mistakes that only the altered pages have, a line for each."""
    old, new = (Counter(map(_said, score.mistakes)) for score in (before, after))
    return sorted((new - old).elements())


def _said(mistake: Mistake) -> str:
    value = json.dumps(mistake.value, ensure_ascii=False, default=str, sort_keys=True)
    return f"{mistake.document} {mistake.field} {mistake.kind} {value}"


def main() -> int:
    """Print a line for each alteration."""
    parser = argparse.ArgumentParser(description="How far the reading hangs on form.")
    parser.add_argument("gold", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--only", nargs="+", choices=sorted(ALL), default=sorted(ALL))
    parser.add_argument("--part", type=int, default=1, help="take each N-th page")
    parser.add_argument("--keep", type=Path, help="leave the pages of both forms below this folder")
    parser.add_argument("--lost", action="store_true", help="name each value that is lost")
    args = parser.parse_args()
    print(f"{'alteration':22} pages    core   after  change   whole   after  fields")
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.only:
            before, after = scores(args.gold, name, (args.keep or Path(scratch)) / name, args.part)
            print(line(name, before, after), *(lost(before, after) if args.lost else ()), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
