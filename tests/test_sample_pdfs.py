"""The PDF samples are what scripts/make_sample_pdfs.py makes, byte for byte."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "samples" / "pdf"
LIMIT = 150 * 1024
"""A sample larger than this would weigh on every checkout."""


@pytest.fixture(scope="module")
def make() -> Callable[[str], bytes]:
    """The script's function from a file's name to its bytes."""
    function: Callable[[str], bytes] = runpy.run_path(str(ROOT / "scripts" / "make_sample_pdfs.py"))["make"]
    return function


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.pdf")), ids=lambda path: path.stem)
def test_script_makes_the_sample(path: Path, make: Callable[[str], bytes]) -> None:
    """The sample can be made again, so it holds nothing that the script does not state."""
    content = path.read_bytes()
    assert len(content) < LIMIT
    assert make(path.name) == content


def test_samples_are_listed() -> None:
    """Each sample has a line in the README that says what it is for."""
    readme = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    samples = sorted(path for path in (ROOT / "samples").glob("*/*") if path.is_file())
    assert samples
    assert [path.name for path in samples if f"`{path.parent.name}/{path.name}`" not in readme] == []
