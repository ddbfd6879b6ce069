"""The web pages are for this machine alone, and say so when their optional part is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.serve import run
from pipeline.store.model import load_model


def test_loopback_only_and_no_download() -> None:
    command = run.command(Path("a.db"), 8010, Path("m.json"))
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("allow_download") + 1] == "off"
    assert {"--root", "--cors", "--reload"}.isdisjoint(command)


def test_missing_datasette_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    with pytest.raises(run.ServeError, match="optional part"):
        run.serve(Path("a.db"), 8010)


def test_a_reader_sees_no_internal_table_and_no_marks_of_markdown() -> None:
    databases = run.metadata("a", load_model())["databases"]
    assert isinstance(databases, dict)
    tables = databases["a"]["tables"]
    assert {name for name, table in tables.items() if table.get("hidden")} == set(run.INTERNAL)
    assert "projects" in tables and "`" not in str([table for table in tables.values() if "columns" in table])
