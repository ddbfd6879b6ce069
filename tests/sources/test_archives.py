"""Archives: what comes out is what went in, and damage has its reason."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from container_maker import labels, record, tar_of, walked, zip_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.settings import Settings
from pipeline.sources.kinds import kind_of

PAGE = "<html><body><p>Název projektu: Řeka</p></body></html>".encode()
LONG = "a/" * 90 + "příliš žluťoučký kůň.html"
FILES = [("a.html", PAGE), ("slozka/b.txt", b"b" * 70_000), (LONG, b"dlouh\xc3\xa9"), ("c.txt", b"")]

ARCHIVES: dict[str, bytes] = {
    "deflated.zip": zip_of(FILES),
    "stored.zip": zip_of(FILES, zipfile.ZIP_STORED),
    "bzip2.zip": zip_of(FILES, zipfile.ZIP_BZIP2),
    "lzma.zip": zip_of(FILES, zipfile.ZIP_LZMA),
    "before.zip": zip_of(FILES) + b"",
    "pax.tar": tar_of(FILES),
    "gnu.tar": tar_of(FILES, tarfile.GNU_FORMAT),
    "a.tar.gz": gzip.compress(tar_of(FILES)),
    "a.tar.bz2": bz2.compress(tar_of(FILES)),
    "a.tar.xz": lzma.compress(tar_of(FILES)),
    "a.tar.zst": zstandard.compress(tar_of(FILES)),
    "pieces.tar.gz": gzip.compress(tar_of(FILES)[:700]) + b"\0" * 99 + gzip.compress(tar_of(FILES)[700:]),
    "two.tar": tar_of(FILES[:2]) + tar_of(FILES[2:]),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_went_in_comes_out(name: str, tmp_path: Path) -> None:
    found, end = walked(tmp_path / name, ARCHIVES[name])
    assert [(item.label, content) for item, content in found] == FILES
    assert all(item.size == len(content) for item, content in found)
    assert (end.members, end.passing) == (4, False)


def test_one_packed_document_has_the_name_of_its_file(tmp_path: Path) -> None:
    found, _ = walked(tmp_path / "stránka.html.gz", gzip.compress(PAGE))
    assert labels(found) == {"stránka.html": "document"}


def test_containers_within_each_other(tmp_path: Path) -> None:
    inner = tar_of([("c.txt", b"c"), ("d.gz", gzip.compress(b"d"))])
    found, _ = walked(tmp_path / "a.zip", zip_of([("b.tar", inner), ("e.zip", zip_of([("f.txt", b"f")]))]))
    assert labels(found) == dict.fromkeys(("b.tar!c.txt", "b.tar!d.gz!d", "e.zip!f.txt"), "document")
    found, _ = walked(tmp_path / "a.zip", zip_of([("b.tar", inner)]), replace(Settings(), max_depth=2))
    assert labels(found) == {"b.tar!c.txt": "document", "b.tar": "too_deep"}


def flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]


def encrypted(content: bytes) -> bytes:
    """Set the mark of a password in the head and in the directory of the first member."""
    raw = bytearray(content)
    raw[6] |= 1
    raw[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def method(content: bytes, number: int) -> bytes:
    raw = bytearray(content)
    raw[8:10] = struct.pack("<H", number)
    place = content.index(b"PK\x01\x02")
    raw[place + 10 : place + 12] = struct.pack("<H", number)
    return bytes(raw)


def special(kind: bytes, link: str = "") -> bytes:
    info = tarfile.TarInfo("x.html")
    info.type, info.linkname = kind, link
    return info.tobuf() + tar_of([("a.html", PAGE)])


TWO = [("a.html", PAGE), ("b.html", PAGE * 3)]
NOISE = bytes((i * i * 31 + i // 7) % 251 for i in range(60_000))
MISDEEDS: dict[str, tuple[bytes, dict[str, str]]] = {
    "cut.zip": (zip_of(TWO)[:150], {"a.html": "document", "b.html": "corrupt_member", "": "corrupt_container"}),
    "flipped.zip": (flip(zip_of(TWO, zipfile.ZIP_STORED), 60), {"a.html": "corrupt_member", "b.html": "document"}),
    "password.zip": (encrypted(zip_of(TWO)), {"a.html": "encrypted_member", "b.html": "document"}),
    "method.zip": (method(zip_of(TWO), 97), {"a.html": "unsupported_compression", "b.html": "document"}),
    "empty.zip": (zip_of([]), {"": "empty_container"}),
    "cut.tar": (
        tar_of([("a.html", PAGE), ("b.html", NOISE)])[:9000],
        {"a.html": "document", "b.html": "corrupt_member", "": "corrupt_container"},
    ),
    "hole.tar": (
        tar_of([("a.html", PAGE)])[:1024] + b"x" * 1024 + tar_of([("b.html", PAGE)]),
        {"a.html": "document", "b.html": "document", "": "corrupt_container"},
    ),
    "cut.tar.gz": (
        gzip.compress(tar_of([("a.html", PAGE), ("b.html", NOISE)]))[:400],
        {"a.html": "document", "b.html": "corrupt_member", "": "corrupt_container"},
    ),
    "link.tar": (special(b"2", "../../etc/passwd"), {"x.html": "link_member", "a.html": "document"}),
    "hard.tar": (special(b"1", "a.html"), {"x.html": "link_member", "a.html": "document"}),
    "device.tar": (special(b"3"), {"x.html": "special_member", "a.html": "document"}),
    "pipe.tar": (special(b"6"), {"x.html": "special_member", "a.html": "document"}),
    "bomb.zip": (zip_of([("b.html", bytes(40_000_000)), ("a.html", NOISE)]), {"b.html": "bomb", "a.html": "document"}),
    "bomb.xz": (lzma.compress(bytes(60_000_000)), {"bomb": "bomb", "": "bomb"}),
    "bomb.zst": (zstandard.compress(bytes(60_000_000)), {"": "bomb"}),
}


@pytest.mark.parametrize("name", MISDEEDS)
def test_misdeeds_have_their_reason(name: str, tmp_path: Path) -> None:
    content, expected = MISDEEDS[name]
    found, _ = walked(tmp_path / name, content)
    assert labels(found) == expected
    assert all(item.status is not None for item, _ in found if item.held is None)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", zip_of(FILES), "misnamed"),
        ("A.PDF", tar_of(FILES), "misnamed"),
        ("a.txt", gzip.compress(tar_of(FILES), mtime=0), "none"),
        ("a.html", gzip.compress(PAGE, mtime=0), "none"),
        ("a.zip", zip_of(FILES), "none"),
    ],
)
def test_an_archive_with_the_name_of_a_document_says_so(
    name: str, content: bytes, expected: str, tmp_path: Path
) -> None:
    found, _ = walked(tmp_path / name, content)
    said = labels(found)
    assert said.pop("", "none") == expected
    assert set(said.values()) == {"document"}


def test_limits_of_members_and_bytes(tmp_path: Path) -> None:
    found, _ = walked(tmp_path / "a.zip", zip_of(FILES), replace(Settings(), max_members=2))
    assert labels(found) == {"a.html": "document", "slozka/b.txt": "document", "": "too_many_members"}
    found, _ = walked(tmp_path / "a.tar", tar_of(FILES), replace(Settings(), max_bytes=1000))
    assert labels(found)["slozka/b.txt"] == "too_large"
    assert labels(found)[LONG] == "document"
    found, _ = walked(tmp_path / "a.zip", zip_of(FILES), replace(Settings(), max_unpacked=50_000))
    assert labels(found) == {"a.html": "document", "slozka/b.txt": "bomb", "": "bomb"}


def test_a_directory_that_names_bytes_twice_is_read_once(tmp_path: Path) -> None:
    single = zip_of([("a.html", PAGE)])
    place = single.index(b"PK\x01\x02")
    end = single.index(b"PK\x05\x06")
    entry = single[place:end]
    counted = struct.pack("<HHL", 40, 40, 40 * len(entry))
    found, finish = walked(
        tmp_path / "a.zip", single[:place] + entry * 40 + single[end : end + 8] + counted + single[end + 16 :]
    )
    assert labels(found) == {"a.html": "document", "": "bomb"}
    assert finish.left_out == 39


NAMES: list[tuple[bytes, str, str]] = [
    ("žádost č. 1.html".encode(), "žádost č. 1.html", ""),
    ("příloha žádosti.html".encode("cp852"), "příloha žádosti.html", ""),
    ("příloha žádosti.html".encode("cp1250"), "příloha žádosti.html", ""),
    (b"../../x.html", "../../x.html", "unsafe_name"),
    (b"/etc/x.html", "/etc/x.html", "unsafe_name"),
    (b"C:\\x.html", "C:\\x.html", "unsafe_name"),
    (b"a\nb.html", "a\\nb.html", "unsafe_name"),
    ("\u202elmth.exe".encode(), "\\u202elmth.exe", "unsafe_name"),
]


@pytest.mark.parametrize(("raw", "label", "warning"), NAMES, ids=[str(row[1]) for row in NAMES])
def test_names_are_labels(raw: bytes, label: str, warning: str, tmp_path: Path) -> None:
    content = zip_of([("N" * len(raw), PAGE)]).replace(b"N" * len(raw), raw)
    found, _ = walked(tmp_path / "a.zip", content)
    assert [item.label for item, _ in found] == [label]
    assert [issue.code.value for issue in found[0][0].issues] == ([warning] if warning else [])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_a_name_may_stand_twice(make: Callable[..., bytes], tmp_path: Path) -> None:
    found, _ = walked(tmp_path / "a", make([("a.html", b"1"), ("a.html", b"2"), ("a.html#2", b"3"), ("a.html", b"4")]))
    assert [item.label for item, _ in found] == ["a.html", "a.html#2", "a.html#2#2", "a.html#3"]
    assert [content for _, content in found] == [b"1", b"2", b"3", b"4"]


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0", categories=("L", "N")), min_size=1, max_size=150
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.dictionaries(PLAIN, st.binary(max_size=3000), min_size=1, max_size=6),
    make=st.sampled_from([zip_of, tar_of]),
)
def test_any_archive_of_the_standard_library(
    files: dict[str, bytes], make: Callable[..., bytes], tmp_path: Path
) -> None:
    content = make(list(files.items()))
    found, _ = walked(tmp_path / "any", content)
    plain = {name: body for name, body in files.items() if kind_of(body) is None}
    assert {item.label: body for item, body in found if item.label in plain} == plain


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.sampled_from([*ARCHIVES.values(), record("http://a.example/", PAGE) * 3]),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    length=st.integers(1, 10**6),
)
def test_no_damage_raises(content: bytes, changes: list[tuple[int, int]], length: int, tmp_path: Path) -> None:
    raw = bytearray(content)
    for place, value in changes:
        raw[place % len(raw)] = value
    found, end = walked(tmp_path / "damaged", bytes(raw[: 1 + length % len(raw)]))
    assert end.kind != "none"
    assert all(item.held or item.issues for item, _ in found)


def test_a_zip_behind_a_program_is_found_by_its_directory(tmp_path: Path) -> None:
    from pipeline.sources.zip_directory import entries, find_directory

    content = io.BytesIO(b"MZ" + bytes(5000) + zip_of(TWO))
    directory = find_directory(content)
    assert directory is not None
    assert [entry.name for entry in entries(content, directory)] == [b"a.html", b"b.html"]
