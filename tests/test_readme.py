"""What the README shows is what the program does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from schemas.values import JsonValue

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_shown_result_is_the_real_one() -> None:
    [block] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    shown = json.loads(block)
    sample = "samples/text/cs-saved-page.txt"
    assert f"`{sample}`" in README
    command = [sys.executable, "-m", "pipeline", "extract", sample]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    real = json.loads(done.stdout)
    [record], [expected] = real["projects"], shown["projects"]
    evidence: list[dict[str, JsonValue]] = record["evidence"]
    assert real["id"] == shown["id"]
    for field, value in expected.items():
        if field != "evidence":
            assert record[field] == value
    for item in expected["evidence"]:
        assert [one for one in evidence if item.items() <= one.items()]


def test_the_commands_of_the_tour_are_commands() -> None:
    from pipeline.cli import cli

    named = set(re.findall(r"^\.venv/bin/fondoskop ([a-z]+)", README, re.MULTILINE))
    assert len(named) >= 6
    assert named <= set(cli.commands)


def test_the_make_targets_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    promised = {"ingest", "test", "check", "eval", "bench", "serve"}
    assert set(re.findall(r"\bmake ([a-z]+)`", README)) | promised <= targets
