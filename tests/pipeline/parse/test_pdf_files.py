"""PDF files that are more than pages of text: pictures of text, passwords, files inside."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from fpdf import FPDF
from parsing import SETTINGS, check_page, parsed
from pdf_maker import At, make_pdf
from PIL import Image, ImageDraw, ImageFont

from pipeline.parse import parse, pdf_ocr, pdf_source
from pipeline.parse.pdf_ocr import Recogniser, recogniser
from pipeline.read import from_bytes
from schemas.errors import ParseError, ReasonCode, Severity

LINES = ["Registration number CZ.1.07/2.3.00/20.0180", "The project began in March 2013", "and ended in May 2015."]


def scan(pages: int = 1) -> bytes:
    """Return a PDF of pictures, 100 dots an inch, with LINES on each."""
    picture = Image.new("L", (827, 1169), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(28)
    for number, line in enumerate(LINES):
        draw.text((100, 150 + 60 * number), line, fill=0, font=font)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=100, save_all=True, append_images=[picture] * (pages - 1))
    return out.getvalue()


@pytest.mark.skipif(recogniser() is None, reason="tesseract with ces or eng is not installed")
def test_a_picture_of_text_is_read() -> None:
    content = scan()
    document, issues = parsed(content)
    page = document.pages[0]
    check_page(page)
    assert [line for line in page.text.split("\n") if line] == LINES
    assert page.reader == "tesseract" and page.quality is not None and page.quality > 0.8
    start = page.text.index("March")
    box = page.box(start, start + len("March 2013"))
    # 72 points for 100 dots; the picture has the line at 210 to 240 dots
    assert box is not None and 145 < box[1] < box[3] < 180 and 250 < box[0] < box[2] < 420
    assert [(i.code, i.severity, i.page) for i in issues] == [(ReasonCode.NO_TEXT_LAYER, Severity.WARNING, 1)]
    assert parsed(content) == (document, issues)


def stamped(line: str, y: int, picture: float) -> bytes:
    """Return a scan with `line` printed on it at `y` points from the top; the scan is so much of the page's width."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    image = pypdfium2.PdfDocument(scan())[0].render(scale=100 / 72).to_pil()
    pdf.image(image, 0, 0, pdf.w * picture)
    pdf.set_font("Helvetica", size=9)
    pdf.text(60, y, line)
    return bytes(pdf.output())


STAMPED = [(822, 1.0, True), (822, 0.5, False), (400, 1.0, False)]


@pytest.mark.skipif(recogniser() is None, reason="tesseract with ces or eng is not installed")
@pytest.mark.parametrize(("y", "picture", "read"), STAMPED)
def test_a_scan_with_a_stamp_in_its_margin_is_read(y: int, picture: float, read: bool) -> None:
    document, issues = parsed(stamped("List 17 of the file 2013", y, picture))
    page = document.pages[0]
    check_page(page)
    assert "List 17 of the file 2013" in page.text
    assert all(line in page.text for line in LINES) is read
    assert (page.reader == "tesseract") is read and bool(issues) is read


@pytest.mark.skipif(recogniser() is None, reason="tesseract with ces or eng is not installed")
def test_so_many_pictures_are_read_and_no_more() -> None:
    document, issues = parse(from_bytes(scan(3), "a.pdf", SETTINGS), replace(SETTINGS, max_ocr_pages=1))
    assert [bool(page.text) for page in document.pages] == [True, False, False]
    assert [(i.code, i.severity, i.page) for i in issues] == [
        (ReasonCode.NO_TEXT_LAYER, Severity.WARNING, 1),
        (ReasonCode.NO_TEXT_LAYER, Severity.ERROR, 2),
        (ReasonCode.NO_TEXT_LAYER, Severity.ERROR, 3),
    ]


def test_without_tesseract_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_source, "recogniser", lambda: None)
    with pytest.raises(ParseError, match="install tesseract-ocr and tesseract-ocr-ces") as caught:
        parsed(scan())
    assert caught.value.code is ReasonCode.NO_TEXT_LAYER


@pytest.mark.parametrize(("program", "detail"), [("/bin/false", "ended with 1"), ("/no/such", "does not start")])
def test_a_tesseract_that_fails_costs_the_page(monkeypatch: pytest.MonkeyPatch, program: str, detail: str) -> None:
    monkeypatch.setattr(pdf_source, "recogniser", lambda: Recogniser(program, "0", ("eng",)))
    with pytest.raises(ParseError, match=detail):
        parsed(scan())


@pytest.mark.parametrize(
    ("script", "code", "detail"),
    [
        ("while :; do :; done", ReasonCode.TIMEOUT, "took over 1 seconds of processor time"),
        ("sleep 2; exit 1", ReasonCode.NO_TEXT_LAYER, "ended with 1"),
    ],
)
def test_processor_time_counts_and_not_the_clock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, code: ReasonCode, detail: str
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf_ocr, "_SECONDS", 1)
    monkeypatch.setattr(pdf_ocr, "_DRAWS", tmp_path / "drawn.py")
    (tmp_path / "drawn.py").write_text("")
    monkeypatch.setattr(pdf_source, "recogniser", lambda: Recogniser(str(program), "0", ("eng",)))
    words = make_pdf([[At(60, 100, "Text")], [At(60, 100, "".join(chr(0xE000 + n) for n in range(20)))]])
    _, issues = parse(from_bytes(words, "a.pdf", SETTINGS), SETTINGS)
    assert [(i.code, i.severity, i.page) for i in issues] == [(code, Severity.ERROR, 2)]
    assert detail in issues[0].detail


def _made(password: str | None = None, attached: str = "") -> bytes:
    file = FPDF()
    file.add_page()
    file.set_font("Helvetica", size=12)
    file.cell(text="Project number 101994417")
    if password is not None:
        file.set_encryption(owner_password="owner", user_password=password)
    if attached:
        file.embed_file(basename=attached, bytes=b"never read")
    return bytes(file.output())


def test_a_file_locked_without_a_password_is_read() -> None:
    document, issues = parsed(_made(password=""))
    assert (document.pages[0].text, issues) == ("Project number 101994417", ())


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(ParseError) as caught:
        parsed(_made(password="secret"))
    assert caught.value.code is ReasonCode.ENCRYPTED_PDF


def test_files_inside_are_named_and_not_read() -> None:
    document, issues = parsed(_made(attached="rozpočet.xlsx"))
    assert document.pages[0].text == "Project number 101994417"
    assert [(i.code, i.severity) for i in issues] == [(ReasonCode.ATTACHMENTS, Severity.INFO)]
    assert "rozpočet.xlsx" in issues[0].detail


@pytest.mark.skipif(recogniser() is None, reason="tesseract with ces or eng is not installed")
def test_a_picture_read_before_changes_nothing() -> None:
    """Drawing a page stretches the fonts that stand in for missing ones, in the process that draws."""
    page = make_pdf([[At(60, 100, "Projekt města"), At(60, 130, "Příjemce: obec")]])
    before = parsed(page)
    shapes = "".join(chr(0xE000 + n) for n in range(12))
    parsed(make_pdf([[At(60, 100, "Text")], [At(60, 100, shapes), At(60, 120, shapes)]]))
    assert parsed(page) == before
