"""`fondoskop explain`: parts with names and meanings, repairs, all readings; status 2 for what is no number."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def test_programme_axis_call_and_sequence() -> None:
    done = _run("CZ.1.04/5.1.00/81.00007")
    lines = dict(line.split(maxsplit=1) for line in done.output.splitlines()[1:])
    assert done.exit_code == 0
    assert lines["programme"].startswith("OP LZZ 2007: ")
    assert lines["5"] == "priority axis | prioritní osa"
    assert lines["81"] == "call | výzva"
    assert lines["00007"] == "sequence number of the project | pořadové číslo projektu"


def test_json_names_the_repairs_and_keeps_what_was_printed() -> None:
    [one] = json.loads(_run("CZ1.07./1.2.00/47.0009", "--json").output)
    assert (one["number"], one["printed"], one["scheme"], one["programme"]) == (
        *("CZ.1.07/1.2.00/47.0009", "CZ1.07./1.2.00/47.0009", "CZ-2007", "OP VK 2007"),
    )
    assert [repair["code"] for repair in one["repairs"]] == ["missing_mark", "stray_mark"]
    assert [(part["name"], part["value"]) for part in one["parts"]][-2:] == [("call", "47"), ("sequence", "0009")]


def test_several_readings_are_all_listed() -> None:
    found = json.loads(_run("CZ0046", "--json").output)
    assert [one["programme"] for one in found] == ["EEA-NORWAY 2004", "OGP"]
    assert all(one["needs_words"] for one in found)
    assert "2 readings" in _run("CZ0046").output


@pytest.mark.parametrize("text", ["x12", "108/2006 Sb.", "CZ.1.04/4.1.01", ""])
def test_what_is_no_number_is_wrong_usage(text: str) -> None:
    done = _run(text)
    assert done.exit_code == 2
    assert "no scheme reads" in done.output
