"""A font that is not in the file and does not say what its letters mean: nobody can read it, and that is said."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.parse.pdf import parse_pdf
from pipeline.settings import Settings
from schemas.document import MediaType, SourceFile
from schemas.errors import ParseError, ReasonCode

CODES = "Ano"  # a leaflet may be as short as that


def _pdf(meanings: str | None, plain: str = "") -> bytes:
    """Write a PDF of one page: CODES in a font of glyph numbers, and a line in Helvetica.

    `meanings` is the table that says what the codes of CODES mean, None for no table.
    """
    coded = CODES.encode("utf-16-be").hex()
    line = f"BT /F2 12 Tf 50 700 Td <{coded}> Tj ET BT /F1 12 Tf 50 400 Td ({plain}) Tj ET".encode()
    table = f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{meanings}".encode()
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]%s>>"
        % (b"" if meanings is None else b"/ToUnicode 8 0 R"),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(table), table),
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj %s\nendobj\n" % item for item in enumerate(bodies, 1))
        + (b"trailer<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF")
    )


def _means(*texts: str) -> str:
    pairs = [f"<{ord(code):04x}> <{text.encode('utf-16-be').hex()}>" for code, text in zip(CODES, texts, strict=True)]
    return f"{len(pairs)} beginbfchar\n" + "\n".join(pairs) + "\nendbfchar"


@pytest.mark.parametrize(
    "meanings", [None, "", _means(" x", " y", " z")], ids=["no table", "empty", "blank and letter"]
)
@pytest.mark.parametrize("plain", ["", "A"])
def test_letters_without_meaning_are_no_text(meanings: str | None, plain: str) -> None:
    content = _pdf(meanings, plain)
    with pytest.raises(ParseError) as caught:
        parse_pdf(SourceFile("a.pdf", content, hashlib.sha256(content).hexdigest(), MediaType.PDF), Settings())
    assert caught.value.code is ReasonCode.NO_TEXT_LAYER and "no meaning" in str(caught.value)


@pytest.mark.parametrize(
    ("meanings", "plain", "text"),
    [
        (_means("A", "n", "o"), "", "Ano"),
        (_means("fi", "n", "ffi"), "", "finffi"),
        (_means("A", " n", "o"), "", "A no"),
        (_means("a", " ", "b"), "", "a b"),
        (None, "Projekt skoncil", "Projekt skoncil"),
    ],
)
def test_short_honest_pages_are_text(meanings: str | None, plain: str, text: str) -> None:
    content = _pdf(meanings, plain)
    document, issues = parse_pdf(
        SourceFile("a.pdf", content, hashlib.sha256(content).hexdigest(), MediaType.PDF), Settings()
    )
    assert document.pages[0].text.endswith(text) and not issues
