"""Other layouts of labels and values: what each makes of a run of labels, of a table and of a page."""

from __future__ import annotations

import pytest

from benchmarks.altered import ALL
from benchmarks.altered_page import Altered

RUN = "Úvod\n\nPartner: **Obec**\nTrvání: 2015\n\nKonec"
CASES = [
    (
        "labels_in_columns",
        ".md",
        RUN,
        "Úvod\n\n\n| Partner | Trvání |\n| --- | --- |\n| **Obec** | 2015 |\n\nKonec",
    ),
    ("labels_on_one_line", ".md", RUN, "Úvod\n\n\nPartner: **Obec** | Trvání: 2015\n\nKonec"),
    (
        "labels_over_breaks",
        ".md",
        RUN,
        "Úvod\n\n\n<p><b>Partner</b><br><strong>Obec</strong><br><b>Trvání</b><br>2015<br></p>\n\nKonec",
    ),
    ("labels_in_definitions", ".md", "Partner: A\n\nÚvod", "Partner: A\n\nÚvod"),
    (
        "tables_in_lines",
        ".html",
        "<table><tr><th>Partner:</th><td>Obec</td></tr><tr><td>Od</td><td>2015</td></tr></table>",
        "<p>Partner: Obec</p>\n<p>Od: 2015</p>\n",
    ),
    ("tables_in_lines", ".html", "<table><tr><td>A</td></tr></table>", "<table><tr><td>A</td></tr></table>"),
    (
        "as_plain_text",
        ".md",
        "# Domů\n\n- Obec\n- Lhota\n\n| A | B |\n| - | - |\n| 1 | 2 |\n",
        "Domů\n\n• Obec\n• Lhota\n\nA\tB\n1\t2\n",
    ),
    ("as_plain_text", ".html", "<p>bez těla", "<p>bez těla"),
    ("as_plain_text", ".html", "<html><nav>Menu</nav><p>Nová\ntrať<br>2015</p></html>", "Nová trať\n2015\n"),
]


@pytest.mark.parametrize(("name", "ending", "text", "expected"), CASES)
def test_layout_is_altered(name: str, ending: str, text: str, expected: str) -> None:
    page = Altered(text, {"projects": [{"titles": ["Nová trať"]}]}, ending)
    assert ALL[name](page) == expected
