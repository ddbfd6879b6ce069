"""Decoding: what the bytes say counts, what the page declares does not."""

from __future__ import annotations

import codecs
import random

import pytest

from benchmarks.passages import ENCODINGS, encode, pages, passages
from pipeline.parse.code_pages import CODE_PAGES, characters
from pipeline.parse.declared import charset
from pipeline.parse.encoding import decode
from schemas.errors import ParseError, ReasonCode
from scripts.make_letters import OUT, statistics

CZECH = "Příjemce: Město Žďár nad Sázavou – „Šťastná škola“, částka 1 250 000 Kč, období říjen až prosinec.\n"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">\n'
XML = '<?xml version="1.0" encoding="{}"?>\n'
HEADER = "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset={}\r\n\r\n"

CASES: list[tuple[str, bytes, str, bool]] = [
    ("utf-8", CZECH.encode(), "utf-8", False),
    ("utf-8 with a mark", codecs.BOM_UTF8 + CZECH.encode(), "utf-8", False),
    ("utf-16 with a mark", codecs.BOM_UTF16_BE + CZECH.encode("utf-16-be"), "utf-16-be", False),
    ("utf-16 without", CZECH.encode("utf-16-le"), "utf-16-le", False),
    ("cp1250", CZECH.encode("cp1250"), "cp1250", False),
    ("iso-8859-2", CZECH.encode("iso-8859-2", "replace"), "iso-8859-2", False),
    ("cp852", CZECH.encode("cp852", "replace"), "cp852", False),
    ("cp1250, declared", (META.format("windows-1250") + CZECH).encode("cp1250"), "cp1250", False),
    ("cp1250, declared as iso-8859-2", (META.format("iso-8859-2") + CZECH).encode("cp1250"), "cp1250", True),
    ("cp1250, declared as utf-8", (META.format("utf-8") + CZECH).encode("cp1250"), "cp1250", True),
    ("utf-8, declared as cp1250", (META.format("windows-1250") + CZECH).encode(), "utf-8", True),
    ("utf-8, declared as no charset", (META.format("zlib_codec") + CZECH).encode(), "utf-8", True),
    ("a foreign line in utf-8", (CZECH * 3).encode() + CZECH.encode("cp1250"), "utf-8", True),
    ("a foreign line, declared", (META.format("utf-8") + CZECH * 9).encode() + CZECH.encode("cp1250"), "utf-8", True),
    ("cp1250 behind a mark of utf-8", codecs.BOM_UTF8 + CZECH.encode("cp1250"), "cp1250", True),
    ("cp1250 behind a mark of utf-16", codecs.BOM_UTF16_LE + CZECH.encode("cp1250"), "cp1250", True),
    ("utf-16 with the other mark", codecs.BOM_UTF16_BE + CZECH.encode("utf-16-le"), "utf-16-le", True),
    ("utf-32 with a mark", codecs.BOM_UTF32_LE + CZECH.encode("utf-32-le"), "utf-32-le", False),
    ("XML declaration, true", (XML.format("windows-1250") + CZECH).encode("cp1250"), "cp1250", False),
    ("XML declaration, a lie", (XML.format("iso-8859-1") + CZECH).encode("cp1250"), "cp1250", True),
    ("header, true", (HEADER.format("Windows-1250") + CZECH).encode("cp1250"), "cp1250", False),
    ("header, a lie", (HEADER.format("utf-8") + CZECH).encode("cp1250"), "cp1250", True),
    ("header and meta disagree", (HEADER.format("utf-8") + META.format("cp1250") + CZECH).encode(), "utf-8", True),
    ("Macintosh, declared", (META.format("x-mac-ce") + CZECH).encode("mac_latin2"), "mac_latin2", False),
    ("a codec of Python's that is no charset", (META.format("rot13") + CZECH).encode("cp1250"), "cp1250", True),
]


@pytest.mark.parametrize(("name", "content", "encoding", "warned"), CASES, ids=[row[0] for row in CASES])
def test_decode(name: str, content: bytes, encoding: str, warned: bool) -> None:
    decoded = decode(content)
    assert decoded.encoding == encoding
    assert "Žďár nad Sázavou" in decoded.text
    assert "částka 1 250 000 Kč, období říjen" in decoded.text
    assert "Žďár" in decoded.text.splitlines()[-1]
    assert [issue.code for issue in decoded.issues] == [ReasonCode.BAD_ENCODING] * warned


def test_noise_is_no_text() -> None:
    with pytest.raises(ParseError) as caught:
        decode(random.Random(7).randbytes(4000))
    assert caught.value.code is ReasonCode.BAD_ENCODING


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_passages_are_read_exactly(encoding: str) -> None:
    """A share of what benchmarks/old_text.py measures; the floor is that of docs/text.md."""
    cases = list(passages(encoding, 200))
    assert all(len(content) >= 120 for content, _ in cases)
    wrong = [text for content, text in cases if decode(content).text != text]
    assert len(wrong) <= 1, wrong[:3]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_whole_pages_are_read_exactly(encoding: str) -> None:
    assert [text[:300] for content, text in pages(encoding, 40) if decode(content).text != text] == []


OTHERS: list[tuple[str, str]] = [
    (
        "sk",
        "Žiadosť o dotáciu podala obec Ľubotice. Účelom je vyhĺbiť studňu, opraviť kôlňu a zvýšiť kvalitu života ľudí.",
    ),
    ("sk", "Päť učiteľov z Košíc odišlo na stáž; ďalší dvaja sa vrátia až v júli. Môžu sa však prihlásiť aj neskôr."),
    ("pl", "Gmina złożyła wniosek o dofinansowanie. Środki przeznaczono na świetlicę, łącznik i drogę do Łęknicy."),
    (
        "pl",
        "Uczniowie z Jeleniej Góry ćwiczyli grę na skrzypcach, później zaś pojechali nad jezioro. Była też msza.",
    ),
    (
        "de",
        "Für den Umbau der Bücherei erhält die Gemeinde 20 000 Mark. Die Schüler freuen sich über die größeren Räume.",
    ),
    ("en", "The mayor’s office – “a modest place” – paid for it. They’ve asked Ms Müller’s team to come back in May."),
    (
        "mixed",
        "The grant went to Charles University. Its dean, Prof. Zdeněk Růžička, thanked Kateřina Šťastná and her team.",
    ),
]


USED = {
    "sk": ("cp1250", "iso-8859-2", "cp852", "mac_latin2", "cp895"),
    "pl": ("cp1250", "iso-8859-2", "cp852", "mac_latin2"),
    "de": ("cp1250", "iso-8859-2", "cp852", "cp1252"),
    "en": ("cp1250", "mac_latin2", "cp1252"),
    "mixed": ("cp1250", "iso-8859-2", "cp852", "mac_latin2"),
}


@pytest.mark.parametrize(("text", "page"), [(text, page) for language, text in OTHERS for page in USED[language]])
def test_other_languages(text: str, page: str) -> None:
    content, held = encode(text, page)
    assert decode(content).text == held


def test_ascii_is_left_alone() -> None:
    text = META.format("windows-1250") + "R&D: a < b, 50 % of 3 (see p. 4)\r\n"
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding, decoded.issues) == (text, "utf-8", ())


def test_the_issue_names_what_was_declared_and_what_is() -> None:
    content = codecs.BOM_UTF8 + (META.format("iso-8859-2") + CZECH).encode("cp1250")
    details = [issue.detail for issue in decode(content).issues]
    assert details == ["declared as utf-8 (byte order mark) and iso-8859-2 (meta), but the bytes are cp1250"]


LINE = "<p>Žluťoučký kůň úpěl ďábelské ódy, příšerně žluťoučký.</p>" * 20

BROKEN: list[tuple[str, bytes, str]] = [
    ("a cut letter", LINE.encode() + b"<p>Konec v\xc4", LINE + "<p>Konec v\ufffd"),
    ("a cut letter inside", LINE.encode() + b"<p>pod\xc5...</p>", LINE + "<p>pod\ufffd...</p>"),
    ("bytes of nothing", LINE.encode() + b"<p>\xff\xfe\xc3</p>", LINE + "<p>\ufffd\ufffd\ufffd</p>"),
    (
        "one word of cp1250",
        LINE.encode() + "<b>příloha</b>".encode("cp1250") + LINE.encode(),
        f"{LINE}<b>příloha</b>{LINE}",
    ),
    ("a small frame of utf-8", (LINE[:59] + "<hr>").encode() + LINE.encode("cp1250"), LINE[:59] + "<hr>" + LINE),
]


@pytest.mark.parametrize(("name", "content", "text"), BROKEN, ids=[row[0] for row in BROKEN])
def test_foreign_bytes_cost_no_more_than_themselves(name: str, content: bytes, text: str) -> None:
    decoded = decode(content)
    assert decoded.text == text
    assert decoded.encoding == "utf-8"
    assert [issue.code for issue in decoded.issues] == [ReasonCode.BAD_ENCODING]


def test_letters_that_happen_to_be_utf8() -> None:
    content = "Uvod. Prijde jaro, rekl pan reditel. Nejde to jinak, musime pridat, prirodu chran. Nyní příde.".encode(
        "mac_latin2"
    )
    assert decode(content).text.endswith("příde.")


def test_a_declared_encoding_that_fits_is_believed() -> None:
    text = META.format("windows-1251") + "Проект финансируется Европейским союзом и государственным бюджетом.\n" * 4
    decoded = decode(text.encode("cp1251"))
    assert (decoded.text, decoded.encoding, decoded.issues) == (text, "cp1251", ())


def test_a_declared_encoding_that_does_not_fit_is_not() -> None:
    decoded = decode((META.format("windows-1251") + CZECH).encode("cp1250"))
    assert (decoded.encoding, [issue.code for issue in decoded.issues]) == ("cp1250", [ReasonCode.BAD_ENCODING])


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Windows-1250", "cp1250"),
        ("x-cp1250", "cp1250"),
        ("latin2", "iso-8859-2"),
        ("iso8859-2", "iso-8859-2"),
        ("IBM852", "cp852"),
        ("x-mac-ce", "mac_latin2"),
        ("x-kam-cs", "cp895"),
        ("ISO-8859-1", "cp1252"),
        ("UTF8", "utf-8"),
        ("utf-16", "utf-16"),
        ("zlib_codec", "?zlib_codec"),
        ("nonsense", "?nonsense"),
    ],
)
def test_names_in_declarations(label: str, name: str) -> None:
    assert charset(label) == name


@pytest.mark.parametrize("page", CODE_PAGES)
def test_a_code_page_has_256_characters_each_once(page: str) -> None:
    table = characters(page)
    known = [char for char in table if char != "\ufffd"]
    assert len(table) == 256
    assert len(known) == len(set(known)) >= 245 - 20 * (page == "iso-8859-2")
    assert set("áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ") <= set(table) or page == "cp1252"


def test_the_letter_statistics_are_those_of_our_texts() -> None:
    assert OUT.read_text(encoding="utf-8") == statistics()
