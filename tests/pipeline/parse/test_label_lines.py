"""Lines of Markdown with a label stay lines."""

from __future__ import annotations

import pytest

from pipeline.parse.label_lines import keep_label_lines


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("**Number:** 1\n**Period:** 2021", "**Number:** 1  \n**Period:** 2021"),
        ("We build a pump.\n**Period**: 2021", "We build a pump.  \n**Period**: 2021"),
        ("Project: Pump\nPeriod: 2021\nand more", "Project: Pump  \nPeriod: 2021\nand more"),
        ("prose that is wrapped\nNote: it goes on", "prose that is wrapped\nNote: it goes on"),
        ("Project: Pump\n\nPeriod: 2021", "Project: Pump\n\nPeriod: 2021"),
        ("# Facts:\n**Period:** 2021", "# Facts:\n**Period:** 2021"),
        ("| Project: | x |\n**Period:** 2021", "| Project: | x |\n**Period:** 2021"),
        ("Project: Pump  \nPeriod: 2021", "Project: Pump  \nPeriod: 2021"),
        ("Project: Pump\\\nPeriod: 2021", "Project: Pump\\\nPeriod: 2021"),
        ("```\nname: a\nperiod: b\n```", "```\nname: a\nperiod: b\n```"),
        ("See: a page\nhttp://x.example/a", "See: a page\nhttp://x.example/a"),
    ],
)
def test_a_line_with_a_label_is_kept(body: str, kept: str) -> None:
    assert keep_label_lines(body) == kept
