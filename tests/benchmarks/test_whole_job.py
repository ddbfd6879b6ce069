"""The benchmarks measure what they say: start apart from documents, rivals, memory, writer and search."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from benchmarks import long_run, whole_job
from benchmarks.mix import make_mix
from benchmarks.spending import Spent


def test_start_is_what_documents_do_not_explain() -> None:
    found = whole_job.cost(Spent(5.0, 10.0), Spent(13.0, 26.0), whole_job.FEW + 80)
    assert (round(found.cpu, 6), round(found.start, 6), round(found.wall, 6)) == (0.1, 3.0, 0.2)


def test_rivals_are_measured_where_they_are_and_named_where_not(tmp_path: Path) -> None:
    python = tmp_path / "kreuzberg" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    found = whole_job.commands(tmp_path / "mix", tmp_path, ["mine=mine --read {}"])
    assert found["kreuzberg, parsing only"][0] == str(python)
    assert found["mine"] == ["mine", "--read", str(tmp_path / "mix")]
    assert "markitdown, parsing only" not in found
    assert [line.split()[2] for line in whole_job.missing(tmp_path)] == ["markitdown."]
    assert len(list(whole_job.missing(None))) == len(whole_job.RIVALS)


def test_a_folder_of_documents_is_taken_evenly(tmp_path: Path) -> None:
    kinds = ("html", "md", "pdf", "txt")
    (tmp_path / "all").mkdir()
    for number in range(40):
        (tmp_path / "all" / f"{number:02}.{kinds[number // 10]}").touch()
    (tmp_path / "all" / "truth.jsonl").touch()
    whole_job.evenly_taken(tmp_path / "all", 8, tmp_path / "few")
    taken = [path.suffix.removeprefix(".") for path in sorted((tmp_path / "few").iterdir())]
    assert taken == [kind for kind in kinds for _ in range(2)]
    with pytest.raises(SystemExit, match="41 are wanted"):
        whole_job.evenly_taken(tmp_path / "all", 41, tmp_path / "more")


@pytest.mark.parametrize(
    ("hundreds", "said"),
    [
        (13, "fewer than 1600 documents tell nothing of growth"),
        (23, "+10.0 MB for 1,000 documents"),
    ],
)
def test_growth_counts_from_the_first_thousand(hundreds: int, said: str) -> None:
    assert long_run.growth({hundred: 100.0 + hundred for hundred in range(hundreds)}) == said


def test_memory_and_search_are_read_from_a_real_run(tmp_path: Path) -> None:
    db = tmp_path / "long.db"
    make_mix(tmp_path / "mix", 1)
    spent = long_run.run(tmp_path / "mix", db, 1)
    assert spent.writer > 0 and spent.workers > 0
    assert [hundred for hundred, mb in long_run.memory(db).items() if mb > 20] == [0]
    long_run.search_seconds(db, tmp_path)
    assert [_found(tmp_path / f"pages-{triggers}.db") for triggers in (True, False)] == [(1, 1), (1, 0)]


def _found(db: Path) -> tuple[int, int]:
    """Return how many pages there are, and how many the search knows to hold a word that all pages of the mix have."""
    with sqlite3.connect(db) as connection:
        pages = connection.execute("SELECT count(*) FROM pages").fetchone()[0]
        known = connection.execute("SELECT count(*) FROM pages_fts WHERE pages_fts MATCH 'prijemce'").fetchone()[0]
    return pages, known
