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

work = _loaded("pipeline.workers.stages:process_input", {warm})
print(len(work(Path({path!r}), "page.txt", Settings()).records), len(made))
"""


def _said(code: str) -> list[int]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return [int(number) for number in done.stdout.split()]


def _only_page(folder: Path) -> Path:
    path = folder / "documents" / "page.txt"
    path.parent.mkdir()
    path.write_bytes(PAGE.read_bytes())
    return path


def test_prepared_documents_compile_no_pattern(tmp_path: Path) -> None:
    begin, path = BEGIN.format(kept=str(tmp_path / "patterns.kept")), _only_page(tmp_path)
    read = begin + READ.format(path=str(path), warm=True)
    records, before = _said(read)
    documents, made = _said(begin + PREPARE.format(folder=str(path.parent)))
    assert (records, documents) == (1, 1)
    # a nursery has kept what its own example needs, and not what the page needs besides
    assert 0 < made < before
    assert _said(read) == [1, 0]


def test_a_single_document_takes_up_what_modules_compile_while_they_are_imported(tmp_path: Path) -> None:
    begin, path = BEGIN.format(kept=str(tmp_path / "patterns.kept")), _only_page(tmp_path)
    count = "import re\nengine = compiled.import_module('re._compiler')\nplain, made = engine.compile, []\n"
    count += "engine.compile = lambda *given: made.append(given[0]) or plain(*given)\n"
    read = begin + count + READ.format(path=str(path), warm=False)
    _, before = _said(read)
    _said(begin + PREPARE.format(folder=str(path.parent)))
    _, after = _said(read)
    assert after < before / 3
