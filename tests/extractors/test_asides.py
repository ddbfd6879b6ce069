"""Paragraphs that tell of a call or of the organisation, and headings of other things."""

from __future__ import annotations

import pytest
from factories import page_reading

from extractors.text.asides import is_aside

CASES = [
    ("Nadace Habr vyhlašuje výzvu na podporu zahrad, celkem rozdělí 2 000 000 Kč.", True),
    ("Applications are accepted until 30 April 2020.", True),
    ("Spolek vznikl v roce 1994 a zaměstnává 46 lidí.", True),
    ("The society was founded in 1994.", True),
    ("Spolek vznikl v roce 1994, projekt začal o dva roky dříve.", False),
    ("Spolek vznikl v roce 1994 a získal dotaci 2 mil. Kč na opravu střechy.", False),
    ("Spolek, který vznikl v roce 1994, otevřel „Dům u Lípy“.", False),
    ("Stavba začala v roce 1994.", False),
]


@pytest.mark.parametrize(("words", "aside"), CASES)
def test_paragraphs_beside_the_project(words: str, aside: bool) -> None:
    """A word for the project or its grant, a number or a name in quotation marks makes it none."""
    assert is_aside(page_reading(words), 0) is aside


def test_headings_of_other_things_say_nothing() -> None:
    """They are no titles; more than their words is another heading."""
    lexicon = page_reading("Zprávy").lexicon
    assert [lexicon.is_generic(words) for words in ("More news", "O nás", "Historie mlýna v Dubu")] == [
        True,
        True,
        False,
    ]
