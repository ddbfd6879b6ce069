"""The vocabulary that is kept is the one that is read; other words or other code read it anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from schemas import vocabulary_kept as module
from schemas.kept import Kept
from schemas.vocabulary import Vocabulary, load_vocabulary

SHIPPED = Path(module.__file__).parent / "vocab"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the module a file of its own, and a folder of words."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    _begin(tmp_path, monkeypatch)
    return Path(shutil.copytree(SHIPPED, tmp_path / "vocab"))


def _begin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a new process does."""
    monkeypatch.setattr(module, "_kept", Kept(folder / "vocabulary.kept"))
    module._name.cache_clear()


def test_what_is_kept_is_what_was_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_vocabulary(kept)
    module.keep(kept, read)
    _begin(kept.parent, monkeypatch)
    again = module.restored(kept)
    assert isinstance(again, Vocabulary)
    for field in fields(Vocabulary):
        value = getattr(again, field.name)
        # some entries are equal only to themselves
        assert repr(value) == repr(getattr(read, field.name)), field.name
        assert type(value) is type(getattr(read, field.name))


@pytest.mark.parametrize("changed", ["words", "code"])
def test_other_words_or_code_read_anew(kept: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    module.keep(kept, "a vocabulary")
    _begin(kept.parent, monkeypatch)
    assert module.restored(kept) == "a vocabulary"
    if changed == "words":
        (kept / "numbers.toml").write_text("# changed\n", encoding="utf-8")
    else:
        code = kept.parent / "code"
        code.mkdir()
        (code / "terms.py").write_text("", encoding="utf-8")
        monkeypatch.setattr(module, "_CODE", code)
    _begin(kept.parent, monkeypatch)
    assert module.restored(kept) is None


def test_second_start_reads_no_words(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from schemas import kept, vocabulary, vocabulary_kept\n"
        "sys.dont_write_bytecode = False\n"
        f"vocabulary_kept._kept = kept.Kept(Path({str(tmp_path / 'vocabulary.kept')!r})); read = []\n"
        "plain = vocabulary._read; vocabulary._read = lambda folder: read.append(folder) or plain(folder)\n"
        "print(vocabulary.load_vocabulary().version, len(read)); vocabulary.keep_vocabulary()"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert first == [load_vocabulary().version, "1"]
    assert second == [load_vocabulary().version, "0"]
