"""Where a page may tell a time: years, months, words such as "letos"; anywhere else no rule looks for a run."""

from __future__ import annotations

import pytest
from factories import page_reading

from extractors.dates.date_grammar import grammar
from extractors.dates.time_signs import may_tell_time
from schemas.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projekt běží od 1. 9. 2021 do roku 2023.", True),
        ("Projekt běží ve školním roce 2022/2023.", True),
        ("Od července zkoumáme mokřady.", True),
        ("Work began in January.", True),
        ("Letos končíme.", True),
        ("It ends later this year.", True),
        ("Projekt skončil na podzim.", False),
        ("Cena je 4 200 Kč, číslo 12/345.", False),
        ("Řešíme marže a duby.", False),  # "mar." and "dub" are months, longer words are none
    ],
)
def test_sentences_that_may_tell_a_time(text: str, expected: bool) -> None:
    page = page_reading("Obec čte.", text)
    start = page.text.index(text)
    rules = grammar(load_vocabulary().months)
    assert may_tell_time(page, rules, start, start + len(text)) is expected
    assert not may_tell_time(page, rules, 0, start)
