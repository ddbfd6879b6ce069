"""Help is there for every command, with an example, and the page of it is up to date; starting is cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import cli
from pipeline.commands.manual import manual

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("spacy", "numpy", "pdfplumber", "bs4", "langdetect", "sqlite_utils", "lxml")


@pytest.mark.parametrize("name", list(cli.commands))
def test_command_has_help_and_an_example(name: str) -> None:
    text = cli.commands[name].help or ""
    assert f"fondoskop {name} " in text and "Example" in text


def test_manual_is_up_to_date() -> None:
    page = (ROOT / "docs" / "cli.md").read_text()
    assert page == manual(cli), "run: python -m pipeline.commands.manual > docs/cli.md"


@pytest.mark.parametrize("module", ["pipeline.cli", "pipeline.ingest", "pipeline.verify", "pipeline.batch"])
def test_heavy_libraries_are_loaded_in_workers_only(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
