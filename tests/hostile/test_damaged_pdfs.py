"""PDFium repairs much without a word; what it cannot have read rightly is on record."""

from __future__ import annotations

import base64
import hashlib
import zlib
from pathlib import Path

import pytest

from pipeline.parse.pdf import parse_pdf
from pipeline.parse.pdf_damage import damage
from pipeline.parse.pdf_filters import from_lzw
from pipeline.parse.pdf_objects import lost_objects
from pipeline.parse.pdf_streams import broken_streams
from pipeline.settings import Settings
from schemas.document import MediaType, SourceFile
from schemas.errors import ReasonCode, Severity

ROOT = Path(__file__).parent.parent.parent
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LINE = b"BT /F1 12 Tf 50 700 Td (The grant pays for a bridge) Tj ET"


def _pdf(line: bytes = LINE, font: bytes = FONT, trailer: bytes = b"", stream: bytes = b"") -> bytes:
    """Write a PDF of one page with one line, its cross-reference table included."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(line), stream, line),
        font,
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj %s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (trailer, len(out))
    return bytes(out) + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _file(content: bytes) -> SourceFile:
    return SourceFile("a.pdf", content, hashlib.sha256(content).hexdigest(), MediaType.PDF)


DAMAGED = {
    "refers to itself": _pdf(font=b"5 0 R"),
    "a key that it does not hold": _pdf(trailer=b"/Encrypt 99 0 R/ID[<00><00>]"),
    "more than 8 filters": _pdf(stream=b"/Filter[" + b"/ASCIIHexDecode" * 300 + b"]"),
}


@pytest.mark.parametrize("why", DAMAGED)
def test_damage_is_an_error_of_the_document(why: str) -> None:
    found = damage(DAMAGED[why])
    assert [(issue.code, issue.severity) for issue in found] == [(ReasonCode.CORRUPT_PDF, Severity.ERROR)]
    assert why in found[0].detail


@pytest.mark.parametrize("content", [_pdf(), _pdf(stream=b"/DL 9"), b"15 0 obj 5 0 R", b"/Filter[/A85/FlateDecode]"])
def test_sound_bytes_are_no_damage(content: bytes) -> None:
    assert damage(content) == []


def test_damage_comes_with_the_text() -> None:
    document, issues = parse_pdf(_file(DAMAGED["a key that it does not hold"]), Settings())
    assert "The grant pays for a bridge" in document.pages[0].text
    assert ReasonCode.CORRUPT_PDF in {issue.code for issue in issues}


def test_half_a_letter_in_the_title_costs_that_letter() -> None:
    title = b"\xfe\xff" + "Most".encode("utf-16-be") + b"\xd8\x00"
    # one object is font and description
    both = FONT.replace(b">>", b"/Title<%s>>>" % title.hex().encode())
    document, _ = parse_pdf(_file(_pdf(font=both, trailer=b"/Info 5 0 R")), Settings())
    assert document.metadata["title"] == "Most"
    assert "The grant pays for a bridge" in document.pages[0].text


def test_a_page_that_the_second_reader_cannot_open_is_read_by_the_first() -> None:
    # bytes of the private use area have no meaning, so that pdfplumber is asked, and the box has three sides
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[120/uniE000/uniE001/uniE002]>>>>"
    content = _pdf(b"BT /F1 12 Tf 50 700 Td (xyz xyz The grant) Tj ET", font).replace(
        b"[0 0 595 842]", b"[0 0 595    ]"
    )
    document, _ = parse_pdf(_file(content), Settings())
    assert "The grant" in document.pages[0].text


DRAWN = b"\n".join([LINE] * 40)


def _lzw(content: bytes) -> bytes:
    """Pack as LZWEncode does at its simplest: single letters, the table cleared before its codes grow wider."""
    codes: list[int] = []
    for place in range(0, len(content), 200):
        codes += [256, *content[place : place + 200]]
    return _codes([*codes, 257])


def _codes(codes: list[int]) -> bytes:
    """Return codes as LZW writes them: nine bits each, one more when the table has so many entries."""
    bits, entries = [], 258
    for code in codes:
        width = 9 + (entries >= 511) + (entries >= 1023) + (entries >= 2047)
        bits.append(f"{code:0{width}b}")
        entries = 257 if code == 256 else entries + 1
    joined = "".join(bits)
    joined += "0" * (-len(joined) % 8)
    return int(joined, 2).to_bytes(len(joined) // 8, "big")


def _base85(content: bytes) -> bytes:
    return base64.a85encode(content) + b"~>"


def _zeroed(content: bytes, place: int, count: int) -> bytes:
    return content[:place] + bytes(count) + content[place + count :]


MAP = b"/CIDInit /ProcSet findresource begin begincmap 2 beginbfchar\n<0001> <0041>\n<0002> <0042>\nendbfchar endcmap"
PACKED = zlib.compress(b"\n".join([LINE] * 40))
STREAMS = [
    ("whole", PACKED, b"/Filter/FlateDecode", 0),
    ("the only one of a list", PACKED, b"/Filter [ /FlateDecode ]", 0),
    ("bytes behind it", PACKED + b"\n\n", b"/Filter/FlateDecode", 0),
    ("cut off", PACKED[: len(PACKED) // 2], b"/Filter/FlateDecode", 1),
    ("a byte is another", PACKED[:20] + bytes([PACKED[20] ^ 8]) + PACKED[21:], b"/Filter /FlateDecode /Length1 9", 1),
    ("zeroes", PACKED[:9] + bytes(9) + PACKED[18:], b"/Filter [/FlateDecode]", 1),
    ("not packed", LINE, b"", 0),
    ("packed twice", PACKED.hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]", 0),
    ("packed twice and cut off", PACKED[:9].hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]", 1),
    ("no hexadecimal", b"zz" + PACKED.hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]", 1),
    ("base 85", _base85(PACKED), b"/Filter[/ASCII85Decode /FlateDecode]", 0),
    ("base 85 of another byte", _base85(PACKED[:20] + b"?" + PACKED[21:]), b"/Filter[/A85/Fl]", 1),
    ("base 85 with zeroes", _zeroed(_base85(DRAWN), 60, 20), b"/Filter/ASCII85Decode", 1),
    ("base 85 without an end", _base85(DRAWN)[:-9], b"/Filter/ASCII85Decode", 1),
    ("LZW", _lzw(DRAWN), b"/Filter/LZWDecode", 0),
    ("LZW cut off", _lzw(DRAWN)[:-40], b"/Filter/LZWDecode", 1),
    ("LZW with zeroes", _zeroed(_lzw(DRAWN), 90, 30), b"/Filter/LZWDecode", 1),
    ("LZW that ends too early", _lzw(DRAWN[:200]) + _lzw(DRAWN), b"/Filter/LZWDecode", 1),
    ("a filter that draws nothing", b"xyz", b"/Filter/RunLengthDecode", 0),
    ("not packed, with zeroes", _zeroed(DRAWN, 40, 12), b"", 1),
    ("not packed, all zeroes", bytes(300), b"", 1),
    ("letters of two bytes", b"BT /F1 9 Tf (\0A\0B\0\0\0C\\)) Tj ET", b"", 0),
    ("a picture in the text", DRAWN + b"\nBI /W 1 ID \1\2)) EI", b"", 0),
    ("a remark", b"% what (\n" + DRAWN, b"", 0),
    ("marks", b"/P <</MCID 0/Lang (cs)>> BDC " + LINE + b" EMC [(a) -2.5 <0A 0b>] TJ", b"", 0),
    ("a word that is no operator", DRAWN.replace(b" Td", b" Tx", 1), b"", 1),
    ("a string without an end", DRAWN.replace(b") Tj", b"  Tj", 1), b"", 1),
    ("an end of no string", DRAWN + b" ) Tj", b"", 1),
    ("no hexadecimal letter", b"<0g> Tj " + DRAWN, b"", 1),
    ("letters' meanings", MAP, b"", 0),
    ("letters' meanings with a zero", MAP.replace(b"<0041>", b"<00\0001>"), b"", 1),
    ("letters' meanings without a mark", MAP.replace(b"<0041>", b"0041>"), b"", 1),
    ("a picture", PACKED[:9], b"/Subtype/Image/Filter/FlateDecode", 0),
]


@pytest.mark.parametrize(("name", "line", "stream", "broken"), STREAMS, ids=[row[0] for row in STREAMS])
def test_parts_that_cannot_be_unpacked_are_told(name: str, line: bytes, stream: bytes, broken: int) -> None:
    assert broken_streams(_pdf(line, stream=stream)) == broken
    assert len(damage(_pdf(line, stream=stream))) == broken


@pytest.mark.parametrize("change", [-20, 20])
def test_a_plain_part_of_another_length_is_told(change: int) -> None:
    content = _pdf(DRAWN)
    other = content.replace(b"/Length %d" % len(DRAWN), b"/Length %d" % (len(DRAWN) + change))
    assert (broken_streams(content), broken_streams(other)) == (0, 1)


OTHER = b"\x8c\x07<;pN\xa0\x17\x1b:_`\x03"


@pytest.mark.parametrize("place", [b"/Kids", b"3 0 obj", b"/F1 5 0 R", b"endobj", b"/BaseFont"])
@pytest.mark.parametrize("other", [bytes(16), OTHER, b"("])
def test_objects_that_something_else_stands_over_are_told(place: bytes, other: bytes) -> None:
    content = _pdf()
    at = content.index(place)
    found = damage(content[:at] + other + content[at + len(other) :])
    assert found and {(issue.code, issue.severity) for issue in found} == {(ReasonCode.CORRUPT_PDF, Severity.ERROR)}


@pytest.mark.parametrize(
    "content",
    [
        _pdf() + bytes(200),
        _pdf(trailer=b"/ID[(\0\0\0\0\x01) <00>]"),
        b"\0\1\2" * 9 + _pdf(),
        _pdf(font=FONT[:-2] + b"/Note (a \\( b (c) \\\\)>>"),
        _pdf().replace(b"stream\n", b"stream\r", 1),
    ],
)
def test_bytes_where_they_may_stand_are_no_damage(content: bytes) -> None:
    assert damage(content) == []


def test_a_large_part_with_a_line_end_behind_it_is_unpacked_once() -> None:
    """zlib keeps what lies behind the end as unconsumed: the loop that gave it back had no end."""
    large = zlib.compress(DRAWN * 600)
    assert broken_streams(_pdf(large, stream=b"/Filter/FlateDecode")) == 0
    assert broken_streams(_pdf(large[:-3], stream=b"/Filter/FlateDecode")) == 1


def test_a_bomb_of_lzw_takes_no_time() -> None:
    codes = [256, 0, *range(258, 4000)] * 4
    assert from_lzw(_codes(codes)) == b""


def _without(content: bytes, number: int) -> bytes:
    """Write blanks over an object, as if another file's empty line stood there."""
    begin = content.index(b"%d 0 obj" % number)
    end = content.index(b"endobj", begin) + len(b"endobj")
    return content[:begin] + b" " * (end - begin) + content[end:]


@pytest.mark.parametrize(("number", "lost"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 0)])
def test_objects_that_are_named_and_not_there_are_told(number: int, lost: int) -> None:
    """Pages and what draws them; a font that is not there is another one, and the text stays."""
    assert lost_objects(_without(_pdf(), number)) == lost
    assert sum("not in it" in issue.detail for issue in damage(_without(_pdf(), number))) == lost
    assert lost_objects(_without(_pdf(), number).replace(b"/Root", b"/Encrypt 9 0 R/Root")) == 0


def _in_stream(objects: bytes, packed: bytes | None = None, filters: bytes = b"/Filter/FlateDecode") -> bytes:
    """Return a page whose objects stand in a stream; `objects` is what is drawn by what."""
    head = b"3 0 6 %d " % len(objects)
    body = zlib.compress(head + objects + b" <</Type/Pages>>") if packed is None else packed
    stream = b"7 0 obj<</Type/ObjStm/N 2/First %d%s/Length %d>>stream\n" % (len(head), filters, len(body))
    return b"%PDF-1.5\n4 0 obj<<>>\nendobj\n" + stream + body + b"\nendstream endobj\n%%EOF"


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        (_in_stream(b"<</Contents 4 0 R/Resources 6 0 R/Parent 8 0 R>>"), 0),
        (_in_stream(b"<</Contents [4 0 R 9 0 R]/ToUnicode 10 0 R>>"), 2),
        (_in_stream(b"<</Kids [ 6 0 R 0 0 R ]>>"), 0),
        (_in_stream(b"", b"no zlib") + b"/Kids[9 0 R]", 0),
        (_in_stream(b"", b"3 0", b"/Filter/LZWDecode") + b"/Kids[9 0 R]", 0),
        (_in_stream(b"", zlib.compress(bytes(20_000_000))) + b"/Kids[9 0 R]", 0),
    ],
)
def test_objects_within_streams_are_there(content: bytes, lost: int) -> None:
    assert lost_objects(content) == lost


@pytest.mark.parametrize(
    "bait", [b"/Kids[", b"/Kids [1 0 R ", b"1 ", b"1 0 ", b"/Contents 1 ", b"1 0 obj /ObjStm stream\n"]
)
def test_names_of_objects_take_no_time(bait: bytes) -> None:
    assert lost_objects(b"1 0 obj " + bait * (1_000_000 // len(bait))) <= 1


@pytest.mark.parametrize("path", sorted((ROOT / "samples").rglob("*.pdf")), ids=lambda path: path.name)
def test_sound_samples_are_not_damaged(path: Path) -> None:
    assert damage(path.read_bytes()) == []


def test_odd_plain_parts_take_no_time() -> None:
    for bait in (b"(", b"\\", b"<", b"<<", b"<0", b"BT ", b"Tj ", b"/", b"1e", b"(\\", b"% ", b"[", b"BI ", b"ID "):
        content = bait * (300_000 // len(bait)) + LINE
        assert broken_streams(_pdf(content)) <= 1 and broken_streams(_pdf(MAP + content)) <= 1


def test_streams_without_an_end_and_bombs_take_no_time() -> None:
    bomb = zlib.compress(bytes(200_000_000))
    assert broken_streams(_pdf(bomb, stream=b"/Filter/FlateDecode")) == 0
    assert broken_streams(b"1 0 obj<</Filter/FlateDecode>>stream\n" * 200_000) == 1


def test_a_part_whose_end_is_lost_with_its_mark_is_told() -> None:
    """Zeroes over the end of the last packed part and what follows it: nobody looked at a part without an end."""
    content = _pdf(PACKED, stream=b"/Filter/FlateDecode")
    half = content.index(PACKED) + len(PACKED) // 2
    assert broken_streams(content[:half] + bytes(len(content) - half)) == 1
