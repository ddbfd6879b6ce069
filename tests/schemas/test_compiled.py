"""Patterns are kept as the engine compiled them: they are the same to the last instruction, or are compiled anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from schemas import compiled as module
from schemas.compiled import compiled, compiled_from, every_pattern_kept, keep_compiled
from schemas.kept import Kept

re_compiler: Any = import_module("re._compiler")
CASES = [
    ("", 0),
    ("a|b", re.IGNORECASE),
    (r"(?<!\w)(?:škola|školy|žák(?:a|ovi)?)(?!\w)", re.IGNORECASE),
    (r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.|(x)?(?P=day)", re.MULTILINE),
    (r"(?-i:[Uu])[ľ-ž]{2,4}(?=z)", re.IGNORECASE | re.DOTALL),
    (r"(?x) a  # a remark", 0),
]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the module a file of its own."""
    path = tmp_path / "made" / "patterns.kept"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    _begin(path, monkeypatch)
    return path


def _begin(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a new process does."""
    monkeypatch.setattr(module, "_kept", Kept(path))
    monkeypatch.setattr(module, "_missing", {})
    monkeypatch.setattr(module, "_besides", {})


def _no_compiler(pattern: str, flags: int = 0) -> re.Pattern[str]:
    raise AssertionError(f"compiled anew: {pattern}")


def test_what_is_kept_is_what_was_compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [compiled(*case) for case in CASES]
    keep_compiled()
    _begin(kept, monkeypatch)
    with monkeypatch.context() as without:
        without.setattr(re, "compile", _no_compiler)
        second = [compiled(*case) for case in CASES]
    # patterns are equal if their instructions are
    assert second == first == [re.compile(*case) for case in CASES]
    assert [pattern.groupindex for pattern in second] == [pattern.groupindex for pattern in first]
    found = second[3].search("dne 5. 12. 2013")
    assert found is not None
    assert found.groupdict() == {"day": "5", "month": "12"}


def test_pattern_made_of_words_is_not_made_again(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = tmp_path / "maker.py"
    made: list[Sequence[str]] = []

    def pattern_of(words: Sequence[str]) -> str:
        made.append(words)
        return "|".join(words)

    def asked(words: Sequence[str], text: str) -> re.Pattern[str]:
        code.write_text(text, encoding="utf-8")
        _begin(kept, monkeypatch)
        module._digest.cache_clear()
        found = compiled_from(words, pattern_of, [str(code)], re.IGNORECASE)
        keep_compiled()
        return found

    first = asked(["one", "two"], "code")
    again = asked(["one", "two"], "code")
    assert (again, again.pattern, made) == (first, "one|two", [["one", "two"]])
    asked(["one", "three"], "code")
    asked(["one", "three"], "other code")
    assert len(made) == 3


LIBRARY = [(r"(?P<one>a|b)+\s", re.VERBOSE), (rb"[\x80-\xff]{2}|%PDF-\d", 0), ("", 0), ("(?i)ž", 0)]


def test_patterns_of_imported_modules_are_kept_beside_ours(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = re_compiler.compile
    for turn in range(2):
        _begin(kept, monkeypatch)
        re.purge()
        with every_pattern_kept():
            found = [re.compile(*case) for case in LIBRARY]
            assert compiled("ours").search("this is ours")
        assert len(module._besides) == (0 if turn else len(LIBRARY))
        assert [pattern for pattern, *_ in module._missing.values()] == ([] if turn else ["ours"])
        keep_compiled()
    re.purge()
    assert re_compiler.compile is plain
    assert found == [re.compile(*case) for case in LIBRARY]
    assert [pattern.pattern for pattern in found] == [pattern for pattern, _ in LIBRARY]
    assert found[1].search(b"x\x80\x90") and found[3].search("Ž")


def test_patterns_of_modules_alone_are_not_written(kept: Path) -> None:
    re.purge()
    with every_pattern_kept():
        re.compile("of a module")
        with pytest.raises(re.error):
            re.compile("(")
    keep_compiled()
    assert not kept.parent.exists()


def test_what_nobody_asked_for_goes_when_something_is_added(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in (["old", "both"], ["both", "new"], ["both"]):
        _begin(kept, monkeypatch)
        for pattern in asked:
            compiled(pattern)
        keep_compiled()
    _begin(kept, monkeypatch)
    for pattern in ("old", "both", "new"):
        compiled(pattern)
    assert [pattern for pattern, *_ in module._missing.values()] == ["old"]


@pytest.mark.parametrize("harm", ["cut", "bit", "empty", "folder", "other engine"])
def test_damage_costs_time_only(kept: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    if harm == "other engine":
        monkeypatch.setattr(module, "_code", lambda *given: b"of another engine")
    for case in CASES:
        compiled(*case)
    keep_compiled()
    content = kept.read_bytes()
    if harm == "cut":
        kept.write_bytes(content[:-40])
    elif harm == "bit":
        kept.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    elif harm == "empty":
        kept.write_bytes(b"")
    elif harm == "folder":
        kept.unlink()
        kept.mkdir()
    _begin(kept, monkeypatch)
    assert [compiled(*case) for case in CASES] == [re.compile(*case) for case in CASES]
    keep_compiled()
    assert list(kept.parent.iterdir()) == [kept]


def test_nothing_is_written_where_python_may_not(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled("a")
    keep_compiled()
    assert not kept.parent.exists()


def test_second_start_compiles_no_pattern_of_the_vocabulary(tmp_path: Path) -> None:
    code = (
        "import re, sys; from pathlib import Path; from schemas import compiled, kept\n"
        "sys.dont_write_bytecode = False\n"
        f"compiled._kept = kept.Kept(Path({str(tmp_path / 'patterns.kept')!r})); made = []; plain = re.compile\n"
        "compiled.re = type('Engine', (), {'compile': lambda *given: made.append(given) or plain(*given)})\n"
        "from pipeline.workers.nursery import _loaded\n"
        "_loaded('pipeline.workers.stages:process_input', True); print(len(made))"
    )
    # words that stand in a set come in another order in each process
    first, second = (
        int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout)
        for environment in (os.environ | {"PYTHONHASHSEED": seed} for seed in "12")
    )
    assert first > 100
    assert second == 0
