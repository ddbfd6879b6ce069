"""Which words in bold are a body's name alone."""

from __future__ import annotations

import pytest
from factories import page_reading

from extractors.naming.marked_bodies import is_called_so, names_a_body

CASES = [
    ("Stavby Lípa, s. p.", True),
    ("University of Eastern Lipová", True),
    ("Dubová University", True),
    ("Nature Agency of the Lime Country", True),
    ("Základní škola Dubová", True),
    ("Severní muzeum", True),
    ("Lime Grant Agency (LGA)", True),
    ("Modernizace učeben školy", False),
    ("Základní škola Dubová – nová střecha", False),
    ("Choir & Thunder", False),
    ("Safe Roads to School", False),
    ("Safe Roads to School Gates", False),
    ("Cesta do muzea", False),
    ("Green Courtyards", False),
]


@pytest.mark.parametrize(("words", "body"), CASES)
def test_a_body_is_told_by_its_name(words: str, body: bool) -> None:
    """A body's name alone is told from titles that speak of one."""
    page = page_reading(f"Viz {words}, 2020.")
    assert names_a_body(page, 4, 4 + len(words)) is body


def test_a_numbered_project_calls_its_name_one() -> None:
    """What stands behind "projekt č. X" is its name, whatever it begins with; a partner's name is none."""
    page = page_reading("Projekt č. FW03010458 Škola hrou i prací skončil. Partner projektu Škola lesní zůstal.")
    title, partner = page.text.index("Škola hrou"), page.text.index("Škola lesní")
    assert is_called_so(page, title, title + len("Škola hrou i prací"))
    assert not is_called_so(page, partner, partner + len("Škola lesní"))
