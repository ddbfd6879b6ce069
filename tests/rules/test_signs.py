"""A sign is found in every document that holds the words, however it sets them."""

from __future__ import annotations

import pytest

from pipeline.normalise.names import NOMINATIVES
from pipeline.rules.signs import PAGE_END, Search, either, figures, fold, folded_pages, prefix, together, words

HELD = [
    ("Operační program Zaměstnanost", "z OPERAČNÍHO PROGRAMU? ne: Operační program Zaměstnanost"),
    ("Operační program Zaměstnanost", "Operační\n  program\u00a0Zaměst-\nnanost"),
    ("Operační program Zaměstnanost", "operacni program zame\u00adstnanost"),
    ("Operační program Zaměstnanost", "O p e r a č n í  p r o g r a m  Z a m ě s t n a n o s t"),
    ("OP Z", "z programu OP Z (2014)"),
    ("s.r.o.", "Dílna, s. r. o."),
    ("Straße", "STRASSE"),
    ("Šance", "ŠANCE"),
    ("Kč", "\u212aČ"),  # the sign of degrees Kelvin
    ("střed", "ſtřed"),
    ("INFO", "ınfo"),
    ("fiskální", "\ufb01skální"),
    ("5. rámcový", "5.rámcový"),
]


@pytest.mark.parametrize(("form", "text"), HELD)
def test_a_form_is_found_however_it_is_set(form: str, text: str) -> None:
    for signs in (together(form), words(form), words(form, endings=NOMINATIVES)):
        assert signs is not None
        assert Search(signs, ())(folded_pages([text])), signs


def test_words_may_stand_apart_and_a_form_that_stands_together_may_not() -> None:
    text = folded_pages(["Výše |\n menu: Aktuality |\n dotace"])
    apart, side_by_side = words("výše dotace"), together("výše dotace")
    assert apart is not None
    assert side_by_side is not None
    assert Search(apart, ())(text)
    assert not Search(side_by_side, ())(text)
    assert not Search(words("výše podpory") or (), ())(text)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("Evropský sociální fond", "Evropským sociálním fondem"),
        ("Masarykův fond", "z Masarykova fondu"),
        ("Karlova univerzita", "Karlovou univerzitou"),
        ("Malá obec", "Malou obcí"),
    ],
)
def test_adjectives_are_found_in_other_cases(form: str, printed: str) -> None:
    """The noun is one of the heads, which may be missing."""
    signs = words(form, ("fond", "univerzita", "obec"), NOMINATIVES)
    assert signs is not None
    assert Search(signs, ())(fold(printed))


def test_words_that_need_not_be_printed_are_no_sign() -> None:
    assert words("Ministerstvo kultury", frozenset(("ministerstvo",))) == (("kultury",),)
    assert words("Ministerstvo", frozenset(("ministerstvo",))) is None


def test_what_has_no_letters_has_no_sign() -> None:
    assert [together(form) for form in ("€", "§", "Україна")] == [None] * 3
    assert [words(form) for form in ("€", "~", "—")] == [None] * 3
    assert either([words("dotace"), words("€")]) is None


def test_a_stem_ends_where_its_ending_begins() -> None:
    assert words("dotac~ na akci") == (("dotac", "akci", "na"),)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["číslo CZ.1.04/3.1.03/00.00000"], True),
        (["číslo CZ 1. O4/3.1.03"], True),
        (["CZ.l.04/"], True),
        (["… CZ.1.", "04/3.1.03/00.00000"], True),
        (["CZ.1.07/1.1.00/04.0001"], False),
        (["CZ.1.07/1.1.00", "tel. 04"], True),
        (["bez čísla"], False),
    ],
)
def test_numbers_are_found_as_they_are_mended(pages: list[str], expected: bool) -> None:
    """The last but one is found too often: a page might have been cut there."""
    assert Search((), prefix("CZ.1.04"))(folded_pages(pages)) is expected


def test_words_do_not_run_from_page_to_page() -> None:
    assert folded_pages(["Kč", "Ó"]).decode() == f"kc{PAGE_END}o"
    assert not Search(together("kco") or (), ())(folded_pages(["Kč", "Ó"]))
    assert figures(b"cz.oil") == b"cz.011"


def test_nothing_is_looked_for_where_nothing_has_changed() -> None:
    assert Search((), ()).nothing
    assert not Search((), ())(b"words")
