"""Other forms of lists and roles of organisations: what each alteration does."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.altered_page import Altered
from benchmarks.body_alterations import BODY_ALTERATIONS
from benchmarks.body_wordings import LABELS, SENTENCES

PROJECT: dict[str, Any] = {"beneficiaries": ["Obec Lhota"], "partners": ["Spolek Vlna", "Gymnázium Dub"]}
LIST = "- Spolek Vlna\n- Gymnázium Dub\n"
HTML = "<ul><li>Spolek Vlna</li><li>Gymnázium Dub</li></ul>"
CASES = [
    ("lists_as_cards", ".md", LIST, "\n#### Spolek Vlna\n\n#### Gymnázium Dub\n"),
    ("lists_as_cards", ".html", HTML, "<h4>Spolek Vlna</h4><h4>Gymnázium Dub</h4>"),
    ("lists_as_logos", ".md", LIST, "![Spolek Vlna](/logo/0.png)\n![Gymnázium Dub](/logo/1.png)\n"),
    ("lists_in_cells", ".html", HTML, "<table><tr><td>Spolek Vlna</td></tr><tr><td>Gymnázium Dub</td></tr></table>"),
    ("lists_in_lines", ".html", HTML, "<p>Spolek Vlna<br>Gymnázium Dub</p>"),
    ("lists_in_paragraphs", ".md", LIST, "\nSpolek Vlna\n\nGymnázium Dub\n"),
    ("lists_joined", ".md", LIST, "Spolek Vlna, Gymnázium Dub\n"),
    ("lists_joined", ".md", "- Spolek Vlna, jezera\n- Gymnázium Dub\n", "- Spolek Vlna, jezera\n- Gymnázium Dub\n"),
    ("lists_numbered", ".md", LIST, "1. Spolek Vlna\n2. Gymnázium Dub\n"),
    ("lists_with_semicolons", ".md", LIST, "- Spolek Vlna;\n- Gymnázium Dub.\n"),
    ("named_lists", ".md", "Partneři: Spolek Vlna, Gymnázium Dub", f"\nPartneři:\n\n{LIST}"),
    ("names_in_capitals", ".md", "Příjemce: Obec Lhota", "Příjemce: OBEC LHOTA"),
    ("names_with_countries", ".md", "Příjemce: Obec Lhota", "Příjemce: Obec Lhota (Česká republika)"),
]


def _altered(name: str, ending: str, text: str) -> str:
    return BODY_ALTERATIONS[name](Altered(text, {"document": {"language": "cs"}, "projects": [PROJECT]}, ending))


@pytest.mark.parametrize(("name", "ending", "text", "expected"), CASES)
def test_form_is_altered(name: str, ending: str, text: str, expected: str) -> None:
    assert _altered(name, ending, text) == expected


@pytest.mark.parametrize("name", ["roles_in_sentences", "roles_in_sentences_too"])
def test_label_becomes_a_sentence(name: str) -> None:
    said = _altered(name, ".md", "**Příjemce:** Obec Lhota")
    assert said in [words.format("Obec Lhota") for words in SENTENCES["cs"]["beneficiaries"]]


@pytest.mark.parametrize("name", ["role_labels", "role_labels_too"])
def test_label_takes_other_words(name: str) -> None:
    said = _altered(name, ".md", "Příjemce: Obec Lhota")
    assert said in [f"{words}: Obec Lhota" for words in LABELS["cs"]["beneficiaries"]]


def test_each_has_a_case() -> None:
    told = {"roles_in_sentences", "roles_in_sentences_too", "role_labels", "role_labels_too"}
    assert {case[0] for case in CASES} | told == set(BODY_ALTERATIONS)
