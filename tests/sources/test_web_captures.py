"""Web captures: documents with address, time and place; damage, codings, revisits."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import pytest
from container_maker import labels, packed, record, walked, zip_of

PAGE = "<html><body><p>Název projektu: Řeka</p></body></html>".encode()
A, B = record("http://web.example/a", PAGE), record("https://web.example/b?x=1", PAGE + b"b", day=2)
FIRST, SECOND = "20140501102030/0/http://web.example/a", "20140502102030/{}/https://web.example/b?x=1"


def test_each_capture_has_its_address_time_and_place(tmp_path: Path) -> None:
    for name, content, offset in (
        ("a.warc", A + B, len(A)),
        ("a.warc.gz", packed([A, B]), len(gzip.compress(A, mtime=0))),
        ("whole.warc.gz", gzip.compress(A + B, mtime=0), len(A)),
    ):
        found, end = walked(tmp_path / name, content)
        assert [item.label for item, _ in found] == [FIRST, SECOND.format(offset)]
        assert [body for _, body in found] == [PAGE, PAGE + b"b"]
        captures = [item.capture for item, _ in found]
        assert captures[1] is not None
        assert (captures[1].url, captures[1].captured) == ("https://web.example/b?x=1", "2014-05-02T10:20:30Z")
        assert content[captures[1].offset :][:2] == (b"\x1f\x8b" if name == "a.warc.gz" else content[offset:][:2])
        assert end.members == 2


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%b\r\n" % (len(body[i : i + 7]), body[i : i + 7]) for i in range(0, len(body), 7))
        + b"0\r\n\r\n"
    )


CODINGS: list[tuple[str, bytes]] = [
    ("Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
    ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip.compress(PAGE, mtime=0))),
    ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
    ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
    ("Content-Encoding: deflate\r\n", zlib.compress(PAGE, wbits=-15)),
    # the program that made the capture undid the coding and kept the head
    ("Content-Encoding: gzip\r\n", PAGE),
    ("Transfer-Encoding: chunked\r\n", PAGE),
    ("Content-Encoding: br\r\n", PAGE),
    ("Content-Encoding: identity\r\n", PAGE),
]


@pytest.mark.parametrize(("fields", "body"), CODINGS)
def test_codings_are_undone(fields: str, body: bytes, tmp_path: Path) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}"
    found, _ = walked(tmp_path / "a.warc", record("http://web.example/a", body, head=head) + B)
    assert [content for _, content in found] == [PAGE, PAGE + b"b"]


LEFT_OUT = [
    record("http://web.example/a", b"", head="HTTP/1.1 301 Moved\r\nLocation: /b\r\n"),
    record("http://web.example/a", PAGE, head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"),
    record("http://web.example/a.png", b"\x89PNG", head="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
    record("http://web.example/a.js", b"x()", head="HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n"),
    record("http://web.example/a", b"GET / HTTP/1.1", kind="request"),
    record("", b"software: x", kind="warcinfo"),
]


def test_what_is_no_document_is_counted_and_not_listed(tmp_path: Path) -> None:
    found, end = walked(tmp_path / "a.warc", b"".join(LEFT_OUT) + A)
    assert [body for _, body in found] == [PAGE]
    assert (end.members, end.left_out) == (1, len(LEFT_OUT))


def test_damage_does_not_cost_the_neighbours(tmp_path: Path) -> None:
    for name, content, reasons in (
        ("cut", A + B[:-20], {"document", "corrupt_member", "corrupt_container"}),
        ("cut.gz", packed([A, B])[:-20], {"document", "corrupt_member", "corrupt_container"}),
        ("between", A + b"\0\xffnoise\r\n" * 900 + B, {"document", "corrupt_container"}),
        ("no length", A.replace(b"Content-Length", b"X-Length") + B, {"document", "corrupt_container"}),
        ("negative", A.replace(b"Content-Length: ", b"Content-Length: -") + B, {"document", "corrupt_container"}),
        ("long head", b"WARC/1.0\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n" + B, {"document", "corrupt_container"}),
    ):
        found, _ = walked(tmp_path / name, content)
        assert set(labels(found).values()) == reasons, name
    found, _ = walked(
        tmp_path / "bomb", record("http://web.example/a", gzip.compress(bytes(60_000_000)), head=CODED) + B
    )
    assert next(iter(labels(found).values())) == "bomb"


CODED = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"


def test_a_wacz_gives_its_captures_alone(tmp_path: Path) -> None:
    index = json.dumps({"resources": []}).encode()
    content = zip_of(
        [("datapackage.json", index), ("archive/data.warc.gz", packed([A, B])), ("pages/pages.jsonl", b"{}")]
    )
    found, end = walked(tmp_path / "a.wacz", content)
    assert found[0][0].label == f"archive/data.warc.gz!{FIRST}"
    assert (len(found), end.kind, end.left_out) == (2, "wacz", 2)
