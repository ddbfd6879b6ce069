"""Plain text: kept as printed, cut into blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsing import SETTINGS, check_page, page_of, parsed, shown, text_of

from pipeline.parse import parse
from pipeline.read import from_bytes
from schemas.document import BlockKind
from schemas.errors import ReasonCode

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM

TEXTS = [
    ("paragraphs", "První věta.\nDruhá.\n\nTřetí.", [(P, "První věta.\nDruhá."), (P, "Třetí.")]),
    ("heading", "Obec pro všechny\n\nText věty.", [(H, "Obec pro všechny"), (P, "Text věty.")]),
    ("underlined", "Cíle.\n=====\nText věty.", [(H, "Cíle."), (P, "Text věty.")]),
    ("a label is no heading", "Příjemce:\n\nReg. č.: 5", [(P, "Příjemce:"), (P, "Reg. č.: 5")]),
    ("label and lines", "Příjemce:\nMěsto Brno", [(P, "Příjemce:\nMěsto Brno")]),
    ("bullets", "Cíle:\n - a\n   dál\n • b\n– c", [(P, "Cíle:"), (L, "a\n   dál"), (L, "b"), (L, "c")]),
    ("numbers stay", "1. první\n2) druhý", [(L, "1. první"), (L, "2) druhý")]),
    ("a date is no item", "1. 1. 2024 – 30. 6. 2027\n- a", [(P, "1. 1. 2024 – 30. 6. 2027"), (L, "a")]),
]


@pytest.mark.parametrize(("name", "text", "expected"), TEXTS, ids=[row[0] for row in TEXTS])
def test_blocks(name: str, text: str, expected: list[tuple[BlockKind, str]]) -> None:
    page = page_of(text)
    check_page(page)
    assert shown(page) == expected


LEADERS = "Výše dotace ...... 40 000 Kč\nObec .... Dolany\n              a Lhota"


def test_dotted_leaders_make_rows() -> None:
    page = page_of(f"Před.\n\n{LEADERS}\n\nPo.")
    check_page(page)
    cells = [b for b in page.blocks if b.kind is BlockKind.TABLE_CELL]
    assert [(b.row, b.column, text_of(page, b)) for b in cells] == [
        *((1, 1, "Výše dotace"), (1, 2, "40 000 Kč"), (2, 1, "Obec"), (2, 2, "Dolany"), (2, 2, "a Lhota")),
    ]


@pytest.mark.parametrize(
    "text", ["Konec ....\nA co dál ....", "Obec .... Dolany", "a .... b\nVěta bez teček.\nc .... d"]
)
def test_what_has_no_leaders(text: str) -> None:
    assert not [b for b in page_of(text).blocks if b.kind is BlockKind.TABLE_CELL]


TABBED = """Přehled
Příjemce\tPopis\tČástka
Obec Dubí\tLávka\t120 000
Oblast 2
\tStudánka\t80 000
Celkem"""


def test_tabs_part_the_cells_of_a_table() -> None:
    page = page_of(TABBED)
    check_page(page)
    cells = [b for b in page.blocks if b.table]
    heads = ["Příjemce", "Popis", "Částka"]
    assert [(b.row, b.column, text_of(page, b)) for b in cells if b.row == 1] == [
        (1, i + 1, heads[i]) for i in range(3)
    ]
    below = [(b.row, page.text[slice(*(b.label or (0, 0)))], text_of(page, b)) for b in cells if b.row > 1]
    assert below == [
        *((2, "Příjemce", "Obec Dubí"), (2, "Popis", "Lávka"), (2, "Částka", "120 000"), (3, "Příjemce", "Oblast 2")),
        *((4, "Popis", "Studánka"), (4, "Částka", "80 000")),
    ]
    assert [text_of(page, b) for b in page.blocks if not b.table] == ["Přehled", "Celkem"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Nositel:\t\tObec Dubí\nTermín:\t2021", [("Nositel:", "Obec Dubí"), ("Termín:", "2021")]),
        ("\tOdstavec první\n\tdruhý řádek", []),
        ("Nositel\tObec Dubí\njen věta\nTermín\t2021", []),
        ("V Dubí\tJan Novák", []),
    ],
)
def test_pairs_that_tabs_part(text: str, cells: list[tuple[str, str]]) -> None:
    page = page_of(text)
    found = [(page.text[slice(*b.label)], text_of(page, b)) for b in page.blocks if b.table and b.label]
    assert found == cells


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Nositel\n    Obec Dubí\n    Obec Lom\nTermín\n    2021", ["Obec Dubí", "Obec Lom", "2021"]),
        ("Bod 4\n    Knihovna dostala peníze.", []),
        ("Nositel\n    - Obec Dubí\n    - Obec Lom", []),
        (f"Slovo úvodem\n    {'dlouhá věta ' * 6}\n    jde na další řádek", []),
        ("Nositel\nTermín\n    2021", []),
    ],
)
def test_what_is_indented_below_a_label(text: str, pairs: list[str]) -> None:
    page = page_of(text)
    assert [text_of(page, b) for b in page.blocks if b.kind is BlockKind.DEFINITION and b.label] == pairs


@pytest.mark.parametrize("line", ["Nadace Potok, 31 450 Kč", "Město Lom – 1,240,000"])
def test_a_line_of_facts_is_no_heading(line: str) -> None:
    assert [b.kind for b in page_of(f"Naše lávka\n\n{line}\n\nVěta.").blocks][1] is BlockKind.PARAGRAPH


def test_text_is_kept_as_printed() -> None:
    page = page_of("Výše:\t19\u00a0690\u00a0868 Kč  \r\nC\u030ci\u0301slo  1\rKonec\x00 dokumentu o projektu\n\n")
    assert page.text == "Výše:\t19\u00a0690\u00a0868 Kč\nČíslo  1\nKonec dokumentu o projektu"


def test_a_form_feed_starts_a_page() -> None:
    document, _ = parsed("jedna\n\f\ndva\n")
    assert [(page.number, page.text) for page in document.pages] == [(1, "jedna"), (2, "dva")]


def test_nothing_of_a_long_text_is_lost() -> None:
    text = "\n".join(f"řádek {number} s několika slovy." for number in range(500))
    file = from_bytes(text.encode(), "long.txt", SETTINGS)
    document, issues = parse(file, replace(SETTINGS, max_page_chars=1000))
    assert "\n".join(page.text for page in document.pages) == text
    assert max(len(page.text) for page in document.pages) <= 1000
    assert issues == ()


def test_removed_nuls_are_said() -> None:
    _, issues = parsed("Projekt pro město Brno a okolí\x00 i kraj.")
    assert [issue.code for issue in issues] == [ReasonCode.BAD_ENCODING]


def test_levels_of_items() -> None:
    page = page_of("- a\n    - b\n        - c")
    assert [(text_of(page, b), b.level) for b in page.blocks] == [("a", 1), ("b", 2), ("c", 3)]
