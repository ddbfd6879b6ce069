"""Remarks have no part in the version of code; all else has."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.rules import code as module
from pipeline.rules.code import code_hash
from pipeline.settings import Settings
from pipeline.version import code_version
from schemas.kept import Kept

CODE = '''"""Counts."""

LEAST = 3  # of words
"""So many at least."""


def count(text: str) -> int:
    """Return the words."""
    return max(LEAST, len(text.split()))


class Counter:
    """Nothing but words."""
'''


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_kept", Kept(tmp_path / "made" / "code.kept"))


def _hash(folder: Path, code: str, name: str = "a.py", *words: str) -> str:
    file = folder / name
    file.write_text(code, encoding="utf-8")
    return code_hash(folder, [file], words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"""Counts."""\n', '"""Counts words."""\n'),
        ('"""Counts."""\n', ""),
        ("  # of words", ""),
        ('    """Return the words."""\n', "    # the words\n"),
        ("\n\n\ndef", "\n\n\n\n\ndef"),
        ("Nothing but words", "Words"),
        ("So many at least.", "So many."),
        ("max(LEAST, len(text.split()))", "max(\n        LEAST, len(text.split())\n    )"),
    ],
)
def test_remarks_and_layout_have_no_part(old: str, new: str, tmp_path: Path) -> None:
    assert CODE.count(old) == 1
    assert _hash(tmp_path, CODE.replace(old, new)) == _hash(tmp_path, CODE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LEAST = 3", "LEAST = 4"),
        ("max", "min"),
        ("text.split()", "text.split(' ')"),
        ("class Counter", "class Counters"),
    ],
)
def test_all_else_has(old: str, new: str, tmp_path: Path) -> None:
    assert _hash(tmp_path, CODE.replace(old, new)) != _hash(tmp_path, CODE)


def test_tables_names_and_words_count_as_they_are(tmp_path: Path) -> None:
    assert _hash(tmp_path, "# a = 1", "a.toml") != _hash(tmp_path, "# a = 2", "a.toml")
    assert _hash(tmp_path, CODE, "b.py") != _hash(tmp_path, CODE)
    assert _hash(tmp_path, CODE, "a.py", "a limit") != _hash(tmp_path, CODE)


def test_what_is_kept_is_what_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    made = _hash(tmp_path, CODE)
    monkeypatch.setattr(module, "_kept", Kept(tmp_path / "made" / "code.kept"))
    monkeypatch.setattr(module, "_tree", None)
    assert _hash(tmp_path, CODE) == made


def test_limits_are_part_of_the_version() -> None:
    assert code_version(Settings(max_pages=1)) != code_version(Settings())
