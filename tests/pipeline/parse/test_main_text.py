"""The main text of whole pages, word by word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.main_text import FOLDER, ours, scores

ROOT = Path(__file__).parents[3]
PAGES = sorted(FOLDER.glob("*.html"))
# The worst page has a main text of fifty words.
LEAST, LEAST_MEAN = 0.8, 0.96


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_main_text_is_found(path: Path) -> None:
    precision, recall, f1 = scores(path.read_text(encoding="utf-8"), ours)
    assert recall > 0.99
    assert f1 > LEAST, f"precision {precision:.3f}"


def test_the_main_text_of_all_pages() -> None:
    found = [scores(path.read_text(encoding="utf-8"), ours)[2] for path in PAGES]
    assert len(found) >= 50
    assert sum(found) / len(found) > LEAST_MEAN


def test_the_pages_are_made_of_their_texts_and_sites(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "make_main_pages.py", tmp_path], check=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in PAGES}
