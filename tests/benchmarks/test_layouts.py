"""Other layouts of labels and values: what each makes of a run of labels, of a table and of a page."""

from __future__ import annotations

import pytest

from benchmarks.altered_page import Altered
from benchmarks.layouts import LAYOUTS

RUN = "Úvod\n\nPartner: **Obec**\nTrvání: 2015\n\nKonec"
PAIR = "Rok: 2015\nKdo: Obec"
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
    ("labels_in_definitions", ".md", PAIR, "\n<dl><dt>Rok</dt><dd>2015</dd><dt>Kdo</dt><dd>Obec</dd></dl>\n"),
    (
        "labels_in_cells",
        ".md",
        PAIR,
        "\n<table><tr><td>Rok</td><td>2015</td></tr><tr><td>Kdo</td><td>Obec</td></tr></table>\n",
    ),
    (
        "labels_in_boxes",
        ".md",
        PAIR,
        "\n<div><div><div>Rok</div><div>2015</div></div><div><div>Kdo</div><div>Obec</div></div></div>\n",
    ),
    ("labels_in_one_cell", ".md", PAIR, "\n<table><tr><td>Rok: 2015<br>Kdo: Obec</td></tr></table>\n"),
    ("paragraphs_over_breaks", ".html", "<p>A</p>\n<p class=x>B</p>", "<p>A<br><br>B</p>"),
    ("breaks_in_paragraphs", ".html", "<p>A<br>B</p><li>C<br>D</li>", "<p>A</p>\n<p>B</p><li>C<br>D</li>"),
    ("paragraphs_in_divisions", ".html", "<p id=x>A</p><pre>B</pre>", "<div id=x>A</div><pre>B</pre>"),
    ("items_in_lines", ".html", "<ul><li>A</li><li>B</li></ul>", "<p>• A<br>\n• B</p>"),
    ("items_in_lines", ".md", "- A\n- [x] B", "• A  \n- [x] B"),
    ("items_in_paragraphs", ".md", "- A\n- B", "\nA\n\nB"),
    ("without_classes", ".html", '<p class="a b" lang=cs id=c>A</p>', "<p lang=cs>A</p>"),
    ("definitions_in_cells", ".html", "<dl><dt>A</dt><dd>B</dd></dl>", "<table><tr><td>A</td><td>B</td></tr></table>"),
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
    assert LAYOUTS[name](page) == expected


def test_each_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(LAYOUTS)
