"""Reading files, and telling their type by content."""

from __future__ import annotations

import codecs
import hashlib
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.read import from_bytes, read
from pipeline.settings import Settings
from pipeline.sniff import sniff
from pipeline.sources.held import Held
from schemas.document import MediaType
from schemas.errors import ReadError, ReasonCode

PRESS = "---\ntitle: Nový projekt\ndate: 2016-04-12\n---\nText zprávy.\n"
HTML = "<!DOCTYPE html><html><head><title>Projekt</title></head><body><p>Text</p></body></html>"

TYPES: list[tuple[str, bytes, MediaType]] = [
    ("pdf", b"%PDF-1.4\n1 0 obj", MediaType.PDF),
    ("pdf after junk", b"\x00\x01junk\n%PDF-1.7\n", MediaType.PDF),
    ("whole page", HTML.encode(), MediaType.HTML),
    ("page in UTF-16 with a mark", codecs.BOM_UTF16_LE + HTML.encode("utf-16-le"), MediaType.HTML),
    ("page in UTF-16 without", HTML.encode("utf-16-be"), MediaType.HTML),
    ("XHTML", b'<?xml version="1.0"?><html xmlns="x"><body><p>a</p></body></html>', MediaType.HTML),
    ("fragment", "<div>Příjemce: <b>Město</b></div><p>x</p>".encode(), MediaType.HTML),
    ("page with a gap of NULs", HTML.encode() + b"\x00" * 200, MediaType.HTML),
    ("front matter", PRESS.encode(), MediaType.PRESS),
    (
        "front matter with a mark and CRLF",
        b"\xef\xbb\xbf" + PRESS.replace("\n", "\r\n").encode(),
        MediaType.PRESS,
    ),
    ("TOML front matter", b'+++\ntitle = "Projekt"\n+++\nText', MediaType.PRESS),
    ("JSON front matter", b'{\n"title": "Projekt"\n}\n\nText', MediaType.PRESS),
    ("front matter, HTML body", PRESS.encode() + HTML.encode(), MediaType.PRESS),
    ("Markdown heading and link", b"# Projekt\n\nViz [web](https://example.cz).", MediaType.PRESS),
    (
        "Markdown with a picture in HTML",
        b'<p align="center"><img src="a"></p>\n\n# A\n\n## B\n\n**c**',
        MediaType.PRESS,
    ),
    ("plain text", "Příjemce: Město Brno\n=====\n- jedna\n- dvě".encode(), MediaType.TEXT),
    ("text in cp1250", "Žadatel: Šťastný".encode("cp1250"), MediaType.TEXT),
    ("text with one NUL", "Příjemce: Město Brno, náměstí 1\x00 a další slova".encode(), MediaType.TEXT),
    ("a comparison is no tag", b"cena < 100 a > 50, x<y", MediaType.TEXT),
    ("a ruler is no front matter", b"---\n\nText bez hlavicky\n---\n", MediaType.TEXT),
]


@pytest.mark.parametrize(("name", "content", "media_type"), TYPES, ids=[row[0] for row in TYPES])
def test_sniff_tells_the_type_by_content(name: str, content: bytes, media_type: MediaType) -> None:
    assert sniff(content) is media_type


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest",
        b"\x1f\x8b\x08",
        b"\x89PNG\r\n",
        b"\x7fELF\x02",
        b"\xd0\xcf\x11\xe0",
        random.Random(1).randbytes(5000),
    ],
)
def test_binaries_are_refused(content: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        sniff(content)
    assert caught.value.code is ReasonCode.UNSUPPORTED_MEDIA_TYPE


def test_read_returns_bytes_hash_and_type(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(PRESS, encoding="utf-8")
    file = read(path, "in/release.txt", Settings())
    assert (file.source, file.content, file.media_type) == ("in/release.txt", PRESS.encode(), MediaType.PRESS)
    assert file.sha256 == hashlib.sha256(PRESS.encode()).hexdigest()


def test_bytes_held_in_memory_are_read_and_links_are_not(tmp_path: Path) -> None:
    held = Held(os.memfd_create("member"), len(PRESS))
    os.write(held.descriptor, PRESS.encode())
    assert read(held.path, "a.zip!release.txt", Settings()).content == PRESS.encode()
    (tmp_path / "real.txt").write_text(PRESS)
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert _code(tmp_path / "link.txt", Settings()) is ReasonCode.UNREADABLE_FILE
    held.close()


def _code(path: Path, settings: Settings) -> ReasonCode:
    with pytest.raises(ReadError) as caught:
        read(path, path.name, settings)
    return caught.value.code


def test_what_cannot_be_read_has_a_reason(tmp_path: Path) -> None:
    settings = replace(Settings(), max_bytes=100)
    empty, blank, large = tmp_path / "empty.html", tmp_path / "blank.txt", tmp_path / "large.txt"
    empty.write_bytes(b"")
    blank.write_bytes(b" \r\n\t\x00")
    large.write_bytes(b"x" * 101)
    assert _code(empty, settings) is ReasonCode.EMPTY_DOCUMENT
    assert _code(blank, settings) is ReasonCode.EMPTY_DOCUMENT
    assert _code(large, settings) is ReasonCode.TOO_LARGE
    assert _code(tmp_path / "missing.txt", settings) is ReasonCode.UNREADABLE_FILE
    assert _code(tmp_path, settings) is ReasonCode.UNREADABLE_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _code(tmp_path / "pipe", Settings()) is ReasonCode.UNREADABLE_FILE


def test_a_link_put_in_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("kept to itself")
    (tmp_path / "page.html").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "page.html", "page.html", Settings())
    assert caught.value.code is ReasonCode.UNREADABLE_FILE


def test_the_limit_holds_for_members_of_containers_too() -> None:
    with pytest.raises(ReadError) as caught:
        from_bytes(b"x" * 11, "a.zip!b.txt", replace(Settings(), max_bytes=10))
    assert caught.value.code is ReasonCode.TOO_LARGE
