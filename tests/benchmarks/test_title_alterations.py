"""Other places and wordings of titles: what each alteration does."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.altered_page import Altered
from benchmarks.title_alterations import TITLE_ALTERATIONS

PROJECT: dict[str, Any] = {"titles": ["Nová trať"], "partners": ["Obec Lhota"]}
CASES = [
    ("titles_called", ".md", "V projektu „Nová trať“ stavíme.", "V projektu s názvem Nová trať stavíme."),
    ("titles_under_names", ".md", "V projektu *Nová trať* stavíme.", "V projektu pod názvem „Nová trať“ stavíme."),
    ("titles_of_grants", ".txt", "Z projektu „Nová trať“.", "Z grantu „Nová trať“."),
    ("titles_of_actions", ".txt", "S projektem Nová trať.", "S akcí Nová trať."),
    ("titles_before_noun", ".txt", "The project “Nová trať” runs.", "The Nová trať project runs."),
    (
        "titles_above",
        ".md",
        "# Zprávy\n\nDíky projektu „Nová trať“ stavíme.",
        "# Zprávy\n\n### Nová trať\n\nDíky projektu stavíme.",
    ),
    ("titles_above", ".html", "<p>Projekt <b>Nová trať</b> je.</p>", "<h3>Nová trať</h3>\n<p>Projekt je.</p>"),
    ("titles_above", ".md", "## Nová trať\n\nProjekt Nová trať je.", "## Nová trať\n\nProjekt Nová trať je."),
    ("items_as_paragraphs", ".md", "A\n\n- Nová trať (2012)\n- B\n", "A\n\n\nNová trať (2012)\n\nB\n\n"),
    ("items_as_paragraphs", ".html", "<ul><li>Nová trať</li></ul>", "<p>Nová trať</p>\n"),
    ("items_as_lines", ".md", "A\n\n- Nová trať (2012)\n- B\n", "A\n\n\nNová trať (2012)  \nB  \n\n"),
    ("items_as_lines", ".md", "- A\n- B\n", "- A\n- B\n"),
    ("items_title_last", ".md", "- Nová trať (2012), 50 000 Kč", "- 2012, 50 000 Kč – Nová trať"),
    ("items_title_last", ".html", "<li>„Nová trať“, 50 000 Kč</li>", "<li>50 000 Kč – „Nová trať“</li>"),
    ("heads_shifted", ".md", "# A\n\n## B", "## A\n\n### B"),
    ("heads_shifted", ".html", "<h1>A</h1><h6>B</h6>", "<h2>A</h2><h6>B</h6>"),
    ("titles_in_capitals", ".md", "## Nová trať\n\n## O nás", "## NOVÁ TRAŤ\n\n## O nás"),
    ("titles_behind_nouns", ".md", "## Nová trať", "## Projekt Nová trať"),
    ("titles_quoted_in_heads", ".html", "<h2>Nová trať</h2>", "<h2>Projekt „Nová trať“</h2>"),
    ("heads_run_in", ".md", "## Nová trať\n\nObec staví.", "**Nová trať** – Obec staví."),
    ("heads_run_in", ".html", "<h2>Nová trať</h2>\n<p>Obec", "<p><b>Nová trať</b> – Obec"),
    ("sites_behind_titles", ".md", "---\ntitle: A\n---\n", '---\ntitle: "A | Obecní zpravodaj"\n---\n'),
    ("sites_before_titles", ".html", "<title>A</title>", "<title>Obecní zpravodaj – A</title>"),
    (
        "rows_as_items",
        ".md",
        "| Projekt | Rok | Kč |\n| --- | --- | --- |\n| Nová trať | 2012 | |\n",
        "\n- Projekt: Nová trať; Rok: 2012\n\n",
    ),
]


@pytest.mark.parametrize(("name", "ending", "text", "expected"), CASES)
def test_form_is_altered(name: str, ending: str, text: str, expected: str) -> None:
    language = "en" if name == "titles_before_noun" else "cs"
    label = {"document": {"language": language}, "projects": [PROJECT]}
    assert TITLE_ALTERATIONS[name](Altered(text, label, ending)) == expected


def test_each_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(TITLE_ALTERATIONS)
