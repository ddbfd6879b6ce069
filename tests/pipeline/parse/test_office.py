"""Office files and mails: text, tables, headings, pages; what is hostile in them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage

import pytest

from pipeline.parse import parse
from pipeline.settings import Settings
from pipeline.sniff import sniff
from pipeline.sources.kinds import zip_kind
from schemas.document import Block, BlockKind, Document, MediaType, SourceFile
from schemas.errors import ParseError, ReasonCode, Severity

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    return packed(**{"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts})


def para(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def held(content: bytes) -> SourceFile:
    return SourceFile("a", content, hashlib.sha256(content).hexdigest(), sniff(content))


def read(content: bytes) -> Document:
    document, _ = parse(held(content), Settings())
    for page in document.pages:
        assert all(0 <= block.start < block.end <= len(page.text) for block in page.blocks)
    return document


def block(document: Document, text: str) -> Block:
    page = document.pages[0]
    return next(item for item in page.blocks if page.text[item.start : item.end] == text)


STYLES = f'<w:styles {W}><w:style w:styleId="Nadpis2"><w:name w:val="heading 2"/></w:style></w:styles>'
TABLE = "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>".format(
    "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("Příjemce", "Město Brno")),
    "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("Dotace", "1 000 Kč")),
)


def test_docx_has_headings_tables_lists_and_edges() -> None:
    numbered = "<w:numPr><w:numId/></w:numPr>"
    body = para("Řeka", '<w:pStyle w:val="Nadpis2"/>') + para("Tom &amp; spol.") + para("bod", numbered) + TABLE
    footer = f"<w:ftr {W}>{para('Hradí EU')}</w:ftr>"
    core = '<c xmlns:dc="urn:x"><dc:title>Zpráva</dc:title></c>'
    document = read(docx(body, **{"word/styles.xml": STYLES, "word/footer1.xml": footer, "docProps/core.xml": core}))
    assert document.media_type is MediaType.DOCX
    assert document.metadata["title"] == "Zpráva"
    assert block(document, "Řeka").kind is BlockKind.HEADING
    assert block(document, "Řeka").level == 2
    assert block(document, "bod").kind is BlockKind.LIST_ITEM
    cell = block(document, "1 000 Kč")
    assert (cell.table, cell.row, cell.column) == (1, 2, 2)
    assert block(document, "Hradí EU").region.value == "footer"
    assert "Tom & spol." in document.pages[0].text


LEFT_OUT = [
    ("<w:del><w:r><w:t>smazáno</w:t></w:r></w:del>", "smazáno"),
    ("<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>", "HYPERLINK"),
    (
        '<w:r><m:Choices xmlns:m="urn:m"><m:Fallback><w:t>dvakrát</w:t></m:Fallback></m:Choices></w:r>',
        "dvakrát",
    ),
]


@pytest.mark.parametrize(("markup", "text"), LEFT_OUT)
def test_what_is_not_shown_is_not_read(markup: str, text: str) -> None:
    document = read(docx(f"<w:p><w:r><w:t>zde</w:t></w:r>{markup}</w:p>"))
    assert "zde" in document.pages[0].text
    assert text not in document.pages[0].text


def test_boxes_and_controls_are_read() -> None:
    box = f"<w:p><w:r><w:t>nad</w:t></w:r><w:r><w:txbxContent>{para('v rámečku')}</w:txbxContent></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{para('v poli')}</w:sdtContent></w:sdt>"
    text = read(docx(box + control)).pages[0].text
    assert text.split() == ["nad", "v", "rámečku", "v", "poli"]


def test_pptx_has_a_page_for_each_slide_in_the_order_of_the_show() -> None:
    def slide(text: str) -> str:
        title = f'<p:sp><p:nvPr><p:ph type="title"/></p:nvPr><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp>'
        return f"<p:sld {P} {A}>{title}<p:sp><a:p><a:r><a:t>text</a:t></a:r></a:p></p:sp></p:sld>"

    def link(number: int) -> str:
        return f'<L Id="r{number}" Target="slides/slide{number}.xml"/>'

    content = packed(
        **{
            "ppt/presentation.xml": f'<p:p {P} {R}><p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:p>',
            "ppt/_rels/presentation.xml.rels": f"<R>{link(1)}{link(2)}</R>",
            "ppt/slides/slide1.xml": slide("druhý"),
            "ppt/slides/slide2.xml": slide("první"),
        }
    )
    document = read(content)
    assert [page.text for page in document.pages] == ["první\n\ntext", "druhý\n\ntext"]
    assert block(document, "první").kind is BlockKind.HEADING


def test_odt_has_headings_spaces_and_tables() -> None:
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("Příjemce", "Obec"))
    body = (
        '<text:h text:outline-level="3">Řeka</text:h><text:p>dva<text:s/>tři <text:span>čtyři</text:span> pět</text:p>'
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )
    xml = f"<office:document {ODF}><office:body><office:text>{body}</office:text></office:body></office:document>"
    document = read(packed(**{"content.xml": xml, "META-INF/manifest.xml": "<m/>"}))
    assert block(document, "Řeka").level == 3
    assert block(document, "dva tři čtyři pět").kind is BlockKind.PARAGRAPH
    assert (block(document, "Obec").row, block(document, "Obec").column) == (1, 2)


def test_odt_whose_program_wrote_no_manifest_is_one() -> None:
    body = "<office:body><office:text><text:p>dva</text:p></office:text></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document {ODF}>{body}</office:document>")
    assert zip_kind(out) is None
    assert read(out.getvalue()).pages[0].text == "dva"


def test_rtf_has_code_pages_unicode_and_tables() -> None:
    content = (
        rb"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset238 Arial;}{\f1\fcharset204 Arial;}}{\*\generator neni text;}"
        rb"\f0\outlinelevel0 P\'f8\'edjemce\par\pard \u381?ivot {\f1\'e4\'e0}\par"
        rb"\trowd\intbl Dotace\cell 1\~000 K\'e8\cell\row\pard konec\par}"
    )
    document = read(content)
    assert document.media_type is MediaType.RTF
    assert block(document, "Příjemce").kind is BlockKind.HEADING
    assert "Život да" in document.pages[0].text
    assert "neni text" not in document.pages[0].text
    assert (block(document, "Dotace").table, block(document, "Dotace").column) == (1, 1)


def mail(**fields: str) -> EmailMessage:
    message = EmailMessage()
    for name, text in {"From": "Jan <jan@obec.example>", "Subject": "Řeka", "Message-ID": "<a@b>", **fields}.items():
        message[name] = text
    return message


def test_a_mail_has_its_head_its_day_and_its_text() -> None:
    message = mail(Date="Tue, 12 Apr 2016 10:00:00 +0200")
    message.set_content("První odstavec\nna dvou řádcích.\n\nDruhý < třetí.")
    document = read(bytes(message))
    assert document.media_type is MediaType.MAIL
    assert document.metadata["title"] == "Řeka"
    assert any(item.key == "date" for item in document.pages[0].blocks)
    assert "Druhý < třetí." in document.pages[0].text
    message.add_alternative("<p>Bohatý <b>text</b></p>", subtype="html")
    assert "Bohatý text" in read(bytes(message)).pages[0].text


HOSTILE: list[tuple[str, bytes]] = [
    ("laughs", docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")),
    ("no document", packed(**{"word/document.xml": "nothing"})),
    ("no text", docx("<w:p/>")),
    ("bomb", docx(" " * 40_000_000)),
    ("no slides", packed(**{"ppt/presentation.xml": "<p/>"})),
]


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_files_have_a_reason(name: str, content: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        read(content)
    assert caught.value.code in (ReasonCode.CORRUPT_MEMBER, ReasonCode.EMPTY_DOCUMENT)


def test_entities_are_not_replaced_and_depth_is_bounded() -> None:
    head = '<!DOCTYPE x [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    xml = f"{head}<w:document {W}><w:body>{para('&b;&c;zde')}</w:body></w:document>"
    assert read(packed(**{"word/document.xml": xml})).pages[0].text == "zde"
    deep = "<w:sdt>" * 3000 + para("hluboko") + "</w:sdt>" * 3000
    assert read(docx(para("nahoře") + deep)).pages[0].text.startswith("nahoře")


SHOW = {
    "ppt/presentation.xml": f'<p:presentation {P} {R}><p:sldId r:id="r1"/><p:sldId r:id="r2"/></p:presentation>',
    "ppt/_rels/presentation.xml.rels": '<r><l Id="r1" Target="slides/one.xml"/><l Id="r2" Target="two.xml"/></r>',
}
SLIDE = "<p:txBody><a:p><a:r><a:t>prvni</a:t></a:r></a:p></p:txBody>"
DAMAGED = [
    ("not closed", docx("<w:p><w:r><w:t>prvni</w:r></w:p>" + para("druhy"))),
    ("unknown entity", docx(para("prvni &nic;"))),
    ("too deep for the parser", docx(para("prvni") + "<w:sdt>" * 3000 + para("hluboko") + "</w:sdt>" * 3000)),
    ("too deep for us", docx(para("prvni") + "<w:sdt>" * 150 + para("hluboko") + "</w:sdt>" * 150)),
    ("a slide is missing", packed(**{**SHOW, "ppt/slides/one.xml": f"<p:sld {P} {A}><p:sp>{SLIDE}</p:sp></p:sld>"})),
    ("RTF cut off", rb"{\rtf1\ansi prvni\par {\b druhy"),
]


@pytest.mark.parametrize(("name", "content"), DAMAGED, ids=[row[0] for row in DAMAGED])
def test_what_is_lost_of_a_damaged_file_is_on_record(name: str, content: bytes) -> None:
    document, issues = parse(held(content), Settings())
    assert document.pages[0].text.startswith("prvni")
    assert [(issue.code, issue.severity) for issue in issues] == [(ReasonCode.CORRUPT_MEMBER, Severity.ERROR)]


@pytest.mark.parametrize(
    "content",
    [
        docx(para("prvni") + "<w:sdt>" * 60 + para("druhy") + "</w:sdt>" * 60),
        docx("<x:nothing/>" + para("prvni")),
        docx(para("prvni") + "<w:sdt>" * 150 + "</w:sdt>" * 150),
        rb"{\rtf1\ansi prvni\par {\b druhy}}",
    ],
)
def test_what_loses_nothing_is_whole(content: bytes) -> None:
    assert parse(held(content), Settings())[1] == ()


def test_rtf_behind_the_last_row_is_read() -> None:
    content = rb"{\rtf1\ansi\trowd\cellx1\intbl prvni\cell\row druhy}"
    assert read(content).pages[0].text.split() == ["prvni", "druhy"]


NOTES = [
    (
        rb"Most{\super\chftn{\footnote\pard\plain {\super\chftn} Plat\'ed EU.\par Druhy odstavec}} stoji.\par konec",
        ["Most stoji.", "konec", "Platí EU.\nDruhy odstavec"],
    ),
    (rb"\trowd\cellx1\cellx2\intbl prvni{\footnote pozn}\cell druhy\cell\row treti", ["prvni\tdruhy", "treti", "pozn"]),
    (rb"a{\footnote b{\footnote c} d} e", ["a e", "bc d"]),
    (rb"a{\footnote \trowd\intbl b\cell\row c} e", ["a e", "bc"]),
    (rb"a{\footnote } e", ["a e"]),
]


@pytest.mark.parametrize(("body", "expected"), NOTES, ids=[str(number) for number, _ in enumerate(NOTES)])
def test_footnotes_of_rtf_stand_behind_the_text(body: bytes, expected: list[str]) -> None:
    """A note in the midst of a sentence cut it in two: the value behind it was lost."""
    document, issues = parse(held(rb"{\rtf1\ansi\ansicpg1250 " + body + b"}"), Settings())
    assert (document.pages[0].text.split("\n\n"), issues) == (expected, ())


def test_a_footnote_without_an_end_is_read() -> None:
    document, issues = parse(held(rb"{\rtf1\ansi prvni\par a{\footnote b"), Settings())
    assert document.pages[0].text.split() == ["prvni", "a", "b"]
    assert [issue.code for issue in issues] == [ReasonCode.CORRUPT_MEMBER]
