"""PDF: real files, made by hand; words with boxes, columns, tables, repeats, and files that are broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsing import SETTINGS, check_page, label_of, page_of, parsed, shown, text_of
from pdf_maker import At, Page, Rule, make_pdf

from pipeline.parse import parse
from pipeline.parse.pdf_ocr import recogniser
from pipeline.read import from_bytes
from schemas.document import BlockKind, Region
from schemas.errors import ParseError, ReasonCode, Severity

H, P, L, C = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL


def _lines(x: float, y: float, lines: list[str], size: float = 11) -> list[At | Rule]:
    return [At(x, y + number * size * 1.25, line, size) for number, line in enumerate(lines)]


def test_blocks_of_a_slide() -> None:
    slide = [
        At(60, 80, "Obec pro všechny", 26),
        *_lines(60, 140, ["Projekt pomáhá obcím zmírňovat konflikty", "a předcházet jim."]),
        *_lines(60, 200, ["• seminář pro učitele", "  a rodiče", "• kulatý stůl"]),
    ]
    page = page_of(make_pdf([slide]))
    check_page(page)
    assert shown(page) == [
        (H, "Obec pro všechny"),
        (P, "Projekt pomáhá obcím zmírňovat konflikty\na předcházet jim."),
        (L, "seminář pro učitele\na rodiče"),
        (L, "kulatý stůl"),
    ]


def test_a_span_has_a_box() -> None:
    page = page_of(make_pdf([[At(60, 100, "Výše dotace: 19 690 868 Kč")]]))
    start = page.text.index("19 690")
    box = page.box(start, start + len("19 690 868"))
    assert box is not None
    # 13 characters of 5.5 points stand before it, 10 within it.
    assert box[0] == pytest.approx(60 + 13 * 5.5, abs=0.1)
    # The font is not embedded: PDFium draws another one, whose letters may reach a little farther.
    assert box[2] == pytest.approx(60 + 23 * 5.5, abs=1.5)
    assert 85 < box[1] < 100 < box[3] < 110
    assert [page.text[a:b] for a, b in zip(page.words.starts, page.words.ends, strict=True)] == [
        "Výše",
        "dotace:",
        "19",
        "690",
        "868",
        "Kč",
    ]


HYPHENS = [
    (["orgánu sociálně-", "právní ochrany"], "orgánu sociálně-právní ochrany"),
    (["spolu\u00ad", "práce škol"], "spolupráce škol"),
    (["Brno -", "město"], "Brno -\nměsto"),
    (["Praha-", "Východ"], "Praha-\nVýchod"),
]


@pytest.mark.parametrize(("lines", "text"), HYPHENS)
def test_words_broken_at_the_line_end(lines: list[str], text: str) -> None:
    page = page_of(make_pdf([_lines(60, 100, lines)]))
    check_page(page)
    assert page.text == text


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"levý sloupec má řádek číslo {n}" for n in "abcdef"]
    right = [f"pravý sloupec má řádek číslo {n}" for n in "uvwxyz"]
    both = [At(60, 60, "Nadpis přes oba sloupce stránky a ještě dál až k pravému okraji")]
    page = page_of(make_pdf([[*both, *_lines(60, 100, left), *_lines(320, 100, right)]]))
    order = [page.text.index(line) for line in ["Nadpis přes", *left, *right]]
    assert order == sorted(order)


def test_labels_and_values_side_by_side_stay_rows() -> None:
    rows = [
        ("Příjemce", "Město Žďár"),
        ("Zahájení", "1. 1. 2014"),
        ("Ukončení", "30. 6. 2015"),
        ("Dotace", "5 000 Kč"),
    ]
    page = page_of(
        make_pdf([[At(x, 100 + n * 14, t) for n, row in enumerate(rows) for x, t in zip((60, 250), row, strict=True)]])
    )
    assert page.text.splitlines() == ["\t".join(row) for row in rows]


def _grid(rows: list[list[str]], top: float = 100) -> Page:
    width, height = 150, 24
    right, bottom = 60 + width * len(rows[0]), top + height * len(rows)
    lines: list[At | Rule] = [Rule(60, top + n * height, right, top + n * height) for n in range(len(rows) + 1)]
    lines += [Rule(60 + n * width, top, 60 + n * width, bottom) for n in range(len(rows[0]) + 1)]
    texts = [
        At(66 + c * width, top + 16 + r * height, text)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return [*lines, *texts]


def test_a_ruled_table_has_cells_and_labels() -> None:
    rows = [["Projekt", "Od", "Výše"], ["Obec", "2014", "5 Kč"], ["Škola", "", "7 Kč"]]
    page = page_of(make_pdf([[At(60, 60, "Přehled"), *_grid(rows), At(60, 300, "Konec stránky")]]))
    check_page(page)
    assert page.text == "Přehled\n\nProjekt\tOd\tVýše\nObec\t2014\t5 Kč\nŠkola\t7 Kč\n\nKonec stránky"
    cells = [(text_of(page, b), b.row, b.column, label_of(page, b)) for b in page.blocks if b.kind is C]
    assert cells[3:] == [
        ("Obec", 2, 1, "Projekt"),
        ("2014", 2, 2, "Od"),
        ("5 Kč", 2, 3, "Výše"),
        ("Škola", 3, 1, "Projekt"),
        ("7 Kč", 3, 3, "Výše"),
    ]


def test_in_a_table_of_two_columns_the_first_cell_is_the_label() -> None:
    page = page_of(make_pdf([_grid([["Příjemce", "Město"], ["Od", "2014"], ["Do", "2015"], ["Výše", "5 Kč"]])]))
    found = [(text_of(page, b), label_of(page, b)) for b in page.blocks if b.column == 2]
    assert found == [("Město", "Příjemce"), ("2014", "Od"), ("2015", "Do"), ("5 Kč", "Výše")]


def test_what_repeats_is_marked() -> None:
    bodies = ["První text stránky.", "Druhý text stránky.", "Třetí text stránky."]
    pages = [
        [At(60, 30, "Projekt OPZ"), At(60, 300, body), At(60, 800, f"strana {n}"), At(500, 800, f"{n}")]
        for n, body in enumerate(bodies, 1)
    ]
    document, _ = parsed(make_pdf(pages))
    regions = [{text_of(page, b): b.region for b in page.blocks} for page in document.pages]
    assert [region["Projekt OPZ"] for region in regions] == [Region.FOOTER, Region.REPEATED, Region.REPEATED]
    assert [region[body] for region, body in zip(regions, bodies, strict=True)] == [Region.MAIN] * 3


def test_pages_without_text_are_said() -> None:
    document, issues = parsed(make_pdf([[At(60, 100, "Text")], [], [Rule(10, 10, 90, 90)]]))
    assert [page.text for page in document.pages] == ["Text", "", ""]
    # The second page is blank and lacks nothing; the third is a drawing, in which there is nothing to read.
    found = Severity.INFO if recogniser() else Severity.ERROR
    assert [(i.code, i.severity, i.page) for i in issues] == [(ReasonCode.NO_TEXT_LAYER, found, 3)]


def test_a_lost_cross_reference_table_is_mended() -> None:
    good = make_pdf([[At(60, 100, "Příjemce: Město Žďár")]])
    broken = good.replace(b"xref\n0 ", b"xxxx\n0 ", 1)
    assert "Příjemce: Město Žďár" in page_of(broken).text


def test_metadata() -> None:
    document, _ = parsed(make_pdf([[At(60, 100, "Text")]], title="Závěrečná zpráva"))
    assert document.metadata == {"title": "Závěrečná zpráva"}
    assert document.parser.startswith("pdf/2 pdfplumber ")
    assert parsed(make_pdf([[At(60, 100, "Text")]], title="Microsoft Word - a.doc"))[0].metadata == {}


ONE = make_pdf([[At(60, 100, "Text")]])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_pdf([[]]), ReasonCode.NO_TEXT_LAYER),
        (make_pdf([[At(60, 100, "Text")]], locked=True), ReasonCode.ENCRYPTED_PDF),
        (ONE[:60], ReasonCode.CORRUPT_PDF),
        (b"%PDF-1.7\nnothing of the kind", ReasonCode.CORRUPT_PDF),
    ],
)
def test_what_is_no_document(content: bytes, code: ReasonCode) -> None:
    with pytest.raises(ParseError) as caught:
        parsed(content)
    assert caught.value.code is code


def test_too_many_pages() -> None:
    file = from_bytes(make_pdf([[At(60, 100, "Text")]] * 3), "a.pdf", SETTINGS)
    with pytest.raises(ParseError) as caught:
        parse(file, replace(SETTINGS, max_pages=2))
    assert caught.value.code is ReasonCode.TOO_MANY_PAGES


def test_cells_that_overlap_hold_each_word_once() -> None:
    rows = [["Projekt", "Od"], ["Obec", "2014"], ["Škola", "2015"]]
    inner = [
        Rule(64, 104, 206, 104),
        Rule(64, 120, 206, 120),
        Rule(64, 104, 64, 120),
        Rule(206, 104, 206, 120),
    ]
    page = page_of(make_pdf([[*_grid(rows), *inner]]))
    check_page(page)
    assert sorted(page.text.split()) == sorted(word for row in rows for word in row)
