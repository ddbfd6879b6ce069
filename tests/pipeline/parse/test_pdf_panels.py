"""Boxes drawn round text: posters, leaflets, side notes, forms; and boxes that are none."""

from __future__ import annotations

import pytest
from parsing import check_page, page_of
from pdf_maker import At, Frame, Item, Page, make_pdf

LEFT = ["Cílem projektu je dostupné", "bydlení pro rodiny s dětmi", "a pro starší občany obce"]
RIGHT = ["Příjemcem dotace je město", "Horní Lhota, partnerem spolek", "Společně pod jednou střechou"]
BELOW = ["Projekt potrvá od ledna 2021", "do konce roku 2023 a vyjde", "na dva miliony korun ročně"]
TITLE = [At(60, 60, "Bydlení pro všechny v Horní Lhotě a v okolních obcích", 18)]
FOOT = [At(60, 700, "Projekt je spolufinancován Evropskou unií a státním rozpočtem České republiky.")]


def _text(x: float, y: float, lines: list[str], step: float = 14) -> list[Item]:
    return [At(x, y + number * step, line) for number, line in enumerate(lines)]


def _in_box(x: float, y: float, lines: list[str], rounded: float = 0, filled: bool = False) -> list[Item]:
    return [Frame(x - 10, y - 20, 220, 80, filled, rounded), *_text(x, y, lines)]


def _order(page: Page, lines: list[str]) -> list[str]:
    """Return the lines as they follow each other in the text of the page."""
    found = page_of(make_pdf([page]))
    check_page(found)
    assert all(line in found.text for line in lines), found.text
    return sorted(lines, key=found.text.index)


@pytest.mark.parametrize(("rounded", "filled"), [(0, False), (0, True), (12, False), (12, True)])
def test_boxes_side_by_side_are_read_one_after_the_other(rounded: float, filled: bool) -> None:
    boxes = [*_in_box(60, 120, LEFT, rounded, filled), *_in_box(330, 120, RIGHT, rounded, filled)]
    lines = [TITLE[0].text, *LEFT, *RIGHT, FOOT[0].text]
    assert _order([*TITLE, *boxes, *FOOT], lines) == lines


def test_a_box_is_no_wider_than_its_words() -> None:
    """Text stands so near to its neighbour that the gap is a word space; only the frames part them."""
    boxes = [Frame(55, 100, 165, 80), *_text(60, 120, LEFT), Frame(222, 100, 200, 80), *_text(227, 120, RIGHT)]
    assert _order(boxes, [*LEFT, *RIGHT]) == [*LEFT, *RIGHT]


def test_columns_of_boxes_are_read_down() -> None:
    boxes = [*_in_box(60, 120, LEFT), *_in_box(60, 240, BELOW), *_in_box(330, 160, RIGHT)]
    lines = [TITLE[0].text, *LEFT, *BELOW, *RIGHT]
    assert _order([*TITLE, *boxes], lines) == lines


def test_a_note_beside_running_text_does_not_cut_into_it() -> None:
    prose = [f"Řádek běžného textu číslo {n} vypráví" for n in "abcdefgh"]
    lines = [*prose, *RIGHT]
    assert _order([*_text(60, 120, prose), *_in_box(330, 150, RIGHT)], lines) == lines


def test_a_box_inside_a_box_is_read_in_its_place() -> None:
    outer = [Frame(50, 90, 480, 260), At(60, 110, "Zde je vše o projektu pohromadě"), *_in_box(80, 160, LEFT)]
    lines = ["Zde je vše o projektu pohromadě", *LEFT, *RIGHT, "A to je závěr velkého rámečku"]
    page = [*outer, *_in_box(310, 160, RIGHT), At(60, 330, "A to je závěr velkého rámečku")]
    assert _order(page, lines) == lines


def test_names_beside_the_boxes_of_a_form_stay_with_them() -> None:
    rows = [("Anotace", LEFT), ("Příjemce", RIGHT), ("Doba řešení", BELOW)]
    page: list[Item] = []
    for number, (name, lines) in enumerate(rows):
        page += [At(40, 120 + number * 100, name), *_in_box(200, 120 + number * 100, lines)]
    expected = [line for name, lines in rows for line in (name, *lines)]
    assert _order(page, expected) == expected


DECORATION: list[tuple[str, list[Item]]] = [
    ("through words", [Frame(40, 100, 40, 80)]),
    ("colour of a column", [Frame(40, 100, 60, 80, filled=True)]),
    ("the page's border", [Frame(20, 20, 555, 800)]),
    ("round one line", [Frame(55, 105, 450, 18)]),
    ("its shadow", [Frame(50, 100, 500, 90), Frame(53, 103, 500, 90)]),
    ("beside the text", [Frame(300, 400, 200, 200)]),
]


@pytest.mark.parametrize(("name", "drawn"), DECORATION, ids=[name for name, _ in DECORATION])
def test_what_is_drawn_without_need_changes_nothing(name: str, drawn: list[Item]) -> None:
    rows = [At(x, 120 + n * 14, t) for n in range(4) for x, t in ((60, f"Údaj {n}"), (350, f"hodnota {n}"))]
    assert page_of(make_pdf([[*drawn, *rows]])).text == page_of(make_pdf([rows])).text
