"""What leaves the program is data: to a terminal, to a reader of JSON, to a spreadsheet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.outgoing import cell, json_text, plain, plain_lines, whole_file
from pipeline.report import table

ROOT = Path(__file__).parent.parent
SEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ud800-\udfff]")


@given(st.text())
def test_nothing_steers_a_terminal(text: str) -> None:
    assert plain(text).isprintable() and len(plain(text)) == len(text)
    assert not SEEN.search(plain_lines(text))
    assert not SEEN.search(table([{"a": text, "b": 1}], ("a", "b")))


@given(st.recursive(st.text() | st.integers() | st.none(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_json_says_the_same_and_steers_nothing(value: object) -> None:
    for indent in (None, 1):
        written = json_text(value, indent)
        assert json.loads(written) == value and not SEEN.search(written)


def test_json_of_half_a_letter_can_be_written() -> None:
    assert json_text("a\udc80\u009b\U000e0041ž") == r'"a\udc80\u009b\udb40\udc41ž"'
    assert json.loads(json_text("\U000e0041")) == "\U000e0041"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\x00=1", "＝1", "\n-1", "\x01=cmd"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text(min_size=1))
def test_a_cell_keeps_its_words(text: str) -> None:
    kept = cell(text)
    assert kept.lstrip()[:1] not in tuple("=+-@") or kept.startswith("'")
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", kept)


def test_harmless_cells_stay_as_they_are() -> None:
    for text in ("Obec Lhota", "CZ.1.04/3.1.03/C2.00017", "19 690 868", "a=b", "„Škola“", ""):
        assert cell(text) == text


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("before")
    with pytest.raises(RuntimeError), whole_file(place) as stream:
        stream.write("half")
        raise RuntimeError
    assert place.read_text() == "before" and list(tmp_path.iterdir()) == [place]
    with whole_file(place) as stream:
        stream.write("after")
    assert place.read_text() == "after" and list(tmp_path.iterdir()) == [place]


def test_commands_write_json_in_one_way() -> None:
    for path in (*(ROOT / "pipeline" / "commands").glob("*.py"), ROOT / "pipeline" / "published.py"):
        assert "json.dumps" not in path.read_text(encoding="utf-8"), path
