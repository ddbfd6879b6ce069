"""Names of inputs: the way from the folder that holds all the sources, for any order of them."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from pipeline.discover import discover


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """archive/ with one name in three folders, and a link from one of them to another."""
    for way in ("2014/a.html", "2015/a.html", "2015/old/2014/a.html"):
        path = tmp_path / "archive" / way
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(way)
    (tmp_path / "archive/2014/link.html").symlink_to(tmp_path / "archive/2015/a.html")
    return tmp_path / "archive"


EVERY = {"2014/a.html", "2014/link.html", "2015/a.html", "2015/old/2014/a.html"}


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([""], EVERY),
        (["2014"], {"a.html", "link.html"}),
        (["2014/a.html"], {"a.html"}),
        (["2014/a.html", "2014/link.html"], {"a.html", "link.html"}),
        (["2014", "2015"], EVERY),
        (["2014", "2015/old/2014"], EVERY - {"2015/a.html"}),
        (["2014/a.html", "2015"], EVERY - {"2014/link.html"}),
        (["", "2014", "2015/old/2014"], EVERY),
        (["2014", "2014/../2014"], {"a.html", "link.html"}),
    ],
)
def test_names_start_at_the_folder_that_holds_all_sources(archive: Path, sources: list[str], names: set[str]) -> None:
    found = [discover([archive / source for source in order]) for order in permutations(sources)]
    assert {item.source for item in found[0]} == names
    assert all(other == found[0] for other in found)


def test_a_link_may_lead_from_one_source_into_another_round_it(archive: Path) -> None:
    def problems(*sources: Path) -> list[str]:
        return [item.problem.code.value for item in discover(sources) if item.problem]

    assert problems(archive / "2014") == problems(archive / "2014", archive / "2015") == ["link_outside"]
    assert problems(archive) == problems(archive / "2014", archive) == problems(archive, archive / "2014") == []


def test_a_folder_that_cannot_be_read_has_a_name(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("os.scandir", locked)
    assert [item.source for item in discover([archive])] == ["archive"]
    assert [item.source for item in discover([archive / "2014", archive / "2015"])] == ["2014", "2015"]
