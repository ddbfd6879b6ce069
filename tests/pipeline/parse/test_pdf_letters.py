"""Letters of a PDF: words by their places, hyphens, accents, wrong tables of letters, what is turned."""

from __future__ import annotations

import pytest
from parsing import check_page, page_of, parsed
from pdf_maker import At, Rule, make_pdf

from pipeline.parse.pdf_accents import composed
from pipeline.parse.pdf_frame import DOWN, LEFT, RIGHT, UP, Frame
from pipeline.parse.pdf_ocr import recogniser
from schemas.errors import ReasonCode, Severity


def _pieces(gap: float, *words: str) -> list[At | Rule]:
    """Place words with `gap` letter heights between them; each letter is half as wide as high."""
    items: list[At | Rule] = []
    x = 60.0
    for word in words:
        items.append(At(x, 100, word, 10))
        x += len(word) * 5 + gap * 10
    return items


SPACES = [
    (0.0, ["Pro", "jekt"], "Projekt"),
    (0.3, ["Město", "Žďár"], "Město Žďár"),
    # narrower than any word space by a fixed tolerance, but of another kind than the gaps between letters
    (
        0.12,
        ["This", "work", "has", "been", "supported", "by", "QJ1520265"],
        "This work has been supported by QJ1520265",
    ),
]


@pytest.mark.parametrize(("gap", "words", "text"), SPACES)
def test_words_end_where_letters_are_apart(gap: float, words: list[str], text: str) -> None:
    page = page_of(make_pdf([_pieces(gap, *words)]))
    check_page(page)
    assert page.text == text


def test_the_mark_of_a_footnote_is_no_part_of_the_word() -> None:
    marked = [At(60, 100, "Město", 12), At(90, 95, "3", 7), At(100, 100, "Brno", 12)]
    unit = [At(60, 200, "25 m", 12), At(84, 195, "2", 7)]
    assert page_of(make_pdf([[*marked, *unit]])).text.split("\n\n") == ["Město 3 Brno", "25 m2"]


def test_hyphens_are_judged_by_the_words_of_the_document() -> None:
    lines = [
        "Obce se podí-",
        "lejí na projektu a podílejí se",
        "také vědecko-",
        "výzkumné ústavy; není-",
        "li jich dost.",
    ]
    page = page_of(make_pdf([[At(60, 100 + 14 * n, line) for n, line in enumerate(lines)]]))
    check_page(page)
    assert page.text.replace("\n", " ") == (
        "Obce se podílejí na projektu a podílejí se také vědecko-výzkumné ústavy; není-li jich dost."
    )


def test_a_document_that_breaks_words_breaks_them_all() -> None:
    lines = ["indicators of cor-", "relating threats, fi-", "nancial fraud and in-", "telligence of the net-", "works"]
    page = page_of(make_pdf([[At(60, 100 + 14 * n, line) for n, line in enumerate(lines)]]))
    assert "correlating" in page.text and "financial" in page.text and "-" not in page.text


def test_accents_are_put_on_the_letters_that_they_stand_over() -> None:
    pieces = [At(60, 100, "kone"), At(82, 100, "ˇ"), At(82, 100, "cny"), At(93, 100, "´"), At(98.5, 100, "ch")]
    document, issues = parsed(make_pdf([pieces]))
    page = document.pages[0]
    check_page(page)
    assert (page.text, page.quality) == ("konečných", 1.0)
    assert page.raw is not None and "ˇ" in page.raw
    assert [(i.code, i.severity) for i in issues] == [(ReasonCode.REPAIRED_TEXT, Severity.INFO)]


def test_an_accent_may_be_wider_than_its_letter() -> None:
    pieces = [At(60, 100, "prvk", 10), At(77.5, 100, "˚", 20), At(80, 100, "u", 10), At(85, 100, "m", 10)]
    assert page_of(make_pdf([pieces])).text == "prvkům"


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("ˇc", "č"),  # the accent first, as TeX does it
        ("y´", "ý"),
        ("˚u", "ů"),
        ("¨ı", "ï"),
        ("x´", "x´"),  # there is no such letter
    ],
)
def test_accent_and_letter_at_one_place(letters: str, text: str) -> None:
    assert composed([(char, 10.0, 15.0) for char in letters]) == text


def test_an_accent_beside_a_letter_is_left_alone() -> None:
    assert composed([("a", 0.0, 5.0), ("\xb4", 9.0, 12.0)]) == "a\xb4"


CZECH = [
    "Příjemce podpory je obec, která řeší vzdělávání dětí.",
    "Účastníci kurzu se naučí, jak žádat o příspěvek.",
    "Cílem je zvýšit počet míst v mateřských školách.",
]


@pytest.mark.parametrize("name", ["cp1250", "iso-8859-2"])
def test_a_wrong_code_page_is_recognised(name: str) -> None:
    lines = [line.encode(name).decode("cp1252", "replace") for line in CZECH]
    document, issues = parsed(make_pdf([[At(40, 100 + 14 * n, line, 9) for n, line in enumerate(lines)]]))
    page = document.pages[0]
    check_page(page)
    assert page.text.split("\n") == CZECH
    assert page.raw == " ".join(lines)
    assert [(i.code, i.severity, i.page) for i in issues] == [(ReasonCode.MOJIBAKE, Severity.WARNING, 1)]


@pytest.mark.parametrize("line", ["Søren Kierkegaard født på Nørrebro", "À la carte, où l’élève mène très près"])
def test_other_languages_keep_their_letters(line: str) -> None:
    document, issues = parsed(make_pdf([[At(40, 100 + 14 * n, line, 9) for n in range(5)]]))
    assert document.pages[0].text.split("\n") == [line] * 5
    assert (issues, document.pages[0].raw) == ((), None)


def test_letters_of_a_font_of_signs() -> None:
    moved = "".join(chr(0xF000 + ord(char)) for char in "Grant")
    document, issues = parsed(make_pdf([[At(60, 100, "\uf0b7 Podpora"), At(60, 130, moved)]]))
    page = document.pages[0]
    assert [page.text[b.start : b.end] for b in page.blocks] == ["Podpora", "Grant"]
    assert page.quality is not None and 0.6 < page.quality < 1.0
    assert [i.code for i in issues] == [ReasonCode.REPAIRED_TEXT]


def test_letters_without_a_meaning_are_no_text() -> None:
    shapes = "".join(chr(0xE000 + n) for n in range(12))
    document, issues = parsed(make_pdf([[At(60, 100, "Text")], [At(60, 100, shapes), At(60, 120, shapes)]]))
    severity = Severity.ERROR if recogniser() is None else issues[0].severity
    assert [(i.code, i.page, i.severity) for i in issues] == [(ReasonCode.NO_TEXT_LAYER, 2, severity)]
    assert (document.pages[0].quality, document.pages[0].reader) == (1.0, "pdfium")
    assert document.pages[1].reader in ("tesseract", "pdfium", "pdfplumber")


def test_text_that_runs_upwards_comes_last_and_has_its_own_lines() -> None:
    page = page_of(
        make_pdf([[At(40, 500, "Foto: archiv města", 9, turn=90), At(60, 100, "Projekt"), At(60, 130, "Obec")]])
    )
    check_page(page)
    assert page.text == "Projekt\n\nObec\n\nFoto: archiv města"
    box = page.box(page.text.index("Foto"), len(page.text))
    assert box is not None
    assert box[3] - box[1] > 60 > box[2] - box[0]
    assert box[3] == pytest.approx(500, abs=1)


@pytest.mark.parametrize(("turns", "corner"), [(0, (60, 92)), (90, (742, 60)), (180, (500, 742)), (270, (92, 500))])
def test_boxes_are_those_of_the_page_as_it_is_seen(turns: int, corner: tuple[float, float]) -> None:
    page = page_of(make_pdf([[At(60, 100, "Rok", 10)]], more=f"/Rotate {turns}"))
    box = page.box(0, 3)
    assert (page.text, box is not None) == ("Rok", True)
    assert box is not None and (box[0], box[1]) == pytest.approx(corner, abs=25)


def test_boxes_count_from_the_corner_of_what_is_seen() -> None:
    page = page_of(make_pdf([[At(160, 200, "Rok", 10)]], more="/CropBox [100 0 595 742]"))
    box = page.box(0, 3)
    assert box is not None and box == pytest.approx((60, 92, 75, 102), abs=3)


@pytest.mark.parametrize("way", [RIGHT, DOWN, LEFT, UP])
@pytest.mark.parametrize("turns", range(4))
def test_a_box_turned_there_and_back_is_the_same(way: int, turns: int) -> None:
    frame = Frame(10, 20, 310, 220, turns)
    box = (5.0, 7.0, 40.0, 19.0)
    assert frame.seen(way, frame.upright(way, box)) == pytest.approx(box)


def test_who_read_the_page_is_on_record() -> None:
    grid: list[At | Rule] = [Rule(60, 100 + 24 * n, 360, 100 + 24 * n) for n in range(4)]
    grid += [Rule(60 + 150 * n, 100, 60 + 150 * n, 172) for n in range(3)]
    cells: list[At | Rule] = [At(66 + 150 * c, 116 + 24 * r, f"pole {r}{c}") for r in range(3) for c in range(2)]
    document, _ = parsed(make_pdf([[At(60, 100, "Text")], [*grid, *cells]]))
    assert [page.reader for page in document.pages] == ["pdfium", "pdfium+pdfplumber"]
