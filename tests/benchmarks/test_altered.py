"""Other forms of labelled pages: what each does, what it leaves alone, and the score of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.alterations import ALTERATIONS
from benchmarks.altered import altered_pages, line, lost, scores
from benchmarks.altered_page import Altered
from benchmarks.aside_alterations import SECTIONS
from benchmarks.body_alterations import BODY_ALTERATIONS
from benchmarks.title_alterations import TITLE_ALTERATIONS
from pipeline.evaluate.score import Count, Mistake, Score

PROJECT: dict[str, Any] = {"titles": ["Nová trať"], "partners": ["Obec Lhota | Lhota"]}
_, *NEWS = SECTIONS["news"]["cs"]
_, *US = SECTIONS["about_us"]["cs"]
CASES = [
    ("titles_unquoted", ".md", "Projekt „Nová trať“ běží.", "Projekt Nová trať běží."),
    ("titles_in_italics", ".md", 'Projekt "Nová trať" běží.', "Projekt *Nová trať* běží."),
    ("titles_in_italics", ".html", "<p>„Nová trať“</p>", "<p><em>Nová trať</em></p>"),
    ("titles_in_italics", ".txt", "„Nová trať“", "„Nová trať“"),
    ("titles_in_guillemets", ".txt", "„Nová\ntrať“", "»Nová\ntrať«"),
    ("bold_names", ".md", "Obec Lhota staví, [Obec Lhota](x)", "**Obec Lhota** staví, [Obec Lhota](x)"),
    ("linked_names", ".html", "<p>Z Obec Lhota.</p>", '<p>Z <a href="https://www.example.org/p">Obec Lhota</a>.</p>'),
    ("bold_heads", ".md", "# Domů\n\n## O trati\n\nBěží.", "# Domů\n\n\n**O trati**\n\n\nBěží."),
    ("bold_heads", ".html", "<h1>A</h1><h3 id=b>B</h3>", "<h1>A</h1><p><strong>B</strong></p>"),
    ("capital_heads", ".md", "## O projektu\n## Nová trať", "## O PROJEKTU\n## Nová trať"),
    ("capital_heads", ".html", "<h2>O projektu</h2>", "<h2>O PROJEKTU</h2>"),
    ("bold_labels", ".md", "- Partner: Lhota", "- **Partner:** Lhota"),
    ("labels_with_dashes", ".md", "**Partner:** Lhota", "**Partner** – Lhota"),
    ("labels_above", ".md", "Partner: Lhota", "\nPartner:\nLhota\n"),
    ("labels_as_heads", ".md", "Partner: Lhota", "\n### Partner\n\nLhota\n"),
    (
        "labels_in_tables",
        ".md",
        "Úvod\nPartner: A\nTrvání: B",
        "Úvod\n\n| Partner | A |\n| --- | --- |\n| Trvání | B |\n",
    ),
    ("labels_in_tables", ".md", "Partner: A\n\nÚvod", "Partner: A\n\nÚvod"),
    ("labels_in_tables", ".txt", "Partner: A\nTrvání: B", "Partner: A\nTrvání: B"),
    ("sums_reworded", ".txt", "S dotací: dotaci ve výši 5 000 Kč.", "S dotací: podporu ve výši 5 000 Kč."),
    ("times_reworded", ".md", "- **Zahájení:** 1. 9. 2012", "- **Začátek:** 1. 9. 2012"),
    ("times_reworded_again", ".txt", "It runs from 2012 to 2014.", "It takes place from 2012 to 2014."),
    ("numbers_reworded", ".txt", "(reg. č. CZ.1.07/1)", "(registrační číslo CZ.1.07/1)"),
    ("dates_in_figures", ".txt", "od 1. září 2012 do 01. 09. 2013", "od 1.9.2012 do 1.9.2013"),
    ("dates_in_words", ".txt", "1. 9. 2012, 1. 13. 2012", "1. září 2012, 1. 13. 2012"),
    ("dates_as_stamps", ".txt", "5th May 2012", "2012-05-05"),
    ("sums_with_points", ".txt", "1 234 567 Kč, 5 000 EUR", "1.234.567,- Kč, 5.000 EUR"),
    ("sums_unparted", ".txt", "1 234 567,- Kč, tel. 777 888 999", "1234567 Kč, tel. 777 888 999"),
    ("sums_behind_units", ".txt", "1.234.567 Kč", "Kč 1 234 567"),
    ("neutral_line", ".md", "A\n\nB\n", "A\n\nSdílet na sociálních sítích\n\nB\n"),
    ("neutral_line", ".html", "<p>A</p><p>B</p>", "<p>A</p><p>B</p><p>Sdílet na sociálních sítích</p>"),
    ("as_web_page", ".html", "<p>A</p>", "<p>A</p>"),
    ("news_before", ".txt", "Konec", "Další aktuality\n\n" + "\n\n".join(NEWS) + "\n\nKonec"),
    (
        "about_us_behind",
        ".html",
        "<body>A</body>",
        "<body>A<h2>O nás</h2>" + "".join(f"<p>{p}</p>" for p in US) + "</body>",
    ),
]


def _altered(name: str, ending: str, text: str) -> str:
    return ALTERATIONS[name](Altered(text, {"document": {"language": "cs"}, "projects": [PROJECT]}, ending))


@pytest.mark.parametrize(("name", "ending", "text", "expected"), CASES)
def test_form_is_altered(name: str, ending: str, text: str, expected: str) -> None:
    assert _altered(name, ending, text) == expected


def test_every_alteration_changes_something() -> None:
    page = (
        "---\ntitle: Trať\n---\n# Trať\n\n## O projektu\n\nProjekt „Nová trať“ (1. 9. 2012, 5. května 2013) stál"
        " 1 234 567 Kč.\n\nPartner: Obec Lhota\nTrvání: rok\nZahájení: 2012\n"
        "Číslo projektu: CZ.1.07/1\nVýše dotace: 900 000 Kč\n"
    )
    others = [name for name in ALTERATIONS if name not in TITLE_ALTERATIONS and name not in BODY_ALTERATIONS]
    assert [name for name in others if _altered(name, ".md", page) == page] == []


def test_page_is_rendered_with_its_title() -> None:
    page = _altered("as_web_page", ".md", '---\ntitle: "A & B"\n---\n- *a*\n\n| b |\n| - |\n| c |\n')
    assert "<title>A &amp; B</title>" in page
    assert "<h1>A &amp; B</h1>" in page
    assert "<em>a</em></li>" in page
    assert "<td>c</td>" in page


def test_menu_and_line_of_copyright_stand_round_the_page() -> None:
    page = _altered("menu_and_footer", ".html", "<html><body><p>A</p></body></html>")
    assert page.index("Úvod") < page.index("<p>A</p>") < page.index("Všechna práva") < page.index("</body>")
    text = _altered("menu_and_footer", ".md", "---\na: b\n---\nA\n")
    assert text.startswith("---\na: b\n---\n- [Úvod](/0)")
    assert text.endswith("A\n\n© 2021 Všechna práva vyhrazena\n")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A set of two pages: one with a quoted title, one without."""
    for name in ("docs", "labels"):
        (tmp_path / "gold" / name).mkdir(parents=True)
    label = {"document": {"language": "cs"}, "projects": [PROJECT | {"start": "2012", "end": "2014"}]}
    texts = {"a.md": "Projekt „Nová trať“ běžel 2012–2014. Partner: Obec Lhota\n", "b.md": "Nic.\n"}
    for name, text in texts.items():
        (tmp_path / "gold" / "docs" / name).write_text(text, encoding="utf-8")
        path = tmp_path / "gold" / "labels" / f"{Path(name).stem}.json"
        path.write_text(json.dumps(label), encoding="utf-8")
    return tmp_path / "gold"


def test_only_pages_that_change_are_taken(gold: Path) -> None:
    assert [page.name for page in altered_pages(gold, "titles_in_italics")] == ["a.md"]
    assert [page.altered_name for page in altered_pages(gold, "as_web_page")] == ["a.html", "b.html"]
    assert [page.name for page in altered_pages(gold, "as_web_page", part=2)] == ["a.md"]


def test_both_forms_are_scored(gold: Path, tmp_path: Path) -> None:
    before, after = scores(gold, "titles_in_italics", tmp_path / "kept")
    assert before.documents == after.documents == 1
    assert before.count("titles").tp == 1
    assert "*Nová trať*" in (tmp_path / "kept" / "after" / "docs" / "a.md").read_text(encoding="utf-8")


def test_what_falls_is_named() -> None:
    before, after = (Score(counts={"titles": Count(tp=found, fn=1 - found)}) for found in (1, 0))
    after.mistakes.append(Mistake("a", "titles", "missed", "Nová trať"))
    assert "titles -1.000" in line("x", before, after)
    assert lost(before, after) == ['a titles missed "Nová trať"']
