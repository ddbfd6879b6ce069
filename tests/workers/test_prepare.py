"""What is made once after installation is not made again by the processes that read documents."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parent.parent.parent / "samples" / "text" / "cs-saved-page.txt"
BEGIN = """
import sys
from pathlib import Path
from schemas import compiled, kept

sys.dont_write_bytecode = False
compiled._kept = kept.Kept(Path({kept!r}))
made, make = [], compiled._made
compiled._made = lambda *given, **more: made.append(given[1]) or make(*given, **more)
"""
PREPARE = "from pipeline.workers.prepare import prepare\nprint(prepare([Path({folder!r})]), len(made))"
READ = """
from pipeline.settings import Settings
from pipeline.workers.nursery import _loaded

work = _loaded("pipeline.workers.stages:process_input", True)
print(len(work(Path({path!r}), "page.txt", Settings()).records), len(made))
"""


def _said(code: str) -> list[int]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return [int(number) for number in done.stdout.split()]


def test_prepared_documents_compile_no_pattern(tmp_path: Path) -> None:
    begin = BEGIN.format(kept=str(tmp_path / "patterns.kept"))
    folder = tmp_path / "documents"
    folder.mkdir()
    path = folder / "page.txt"
    path.write_bytes(PAGE.read_bytes())
    read = begin + READ.format(path=str(path))
    records, before = _said(read)
    documents, made = _said(begin + PREPARE.format(folder=str(folder)))
    assert (records, documents) == (1, 1)
    # a nursery has kept what its own example needs, and not what the page needs besides
    assert 0 < made < before
    assert _said(read) == [1, 0]
