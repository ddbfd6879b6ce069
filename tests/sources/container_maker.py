"""Containers for tests, made by the standard library, and what is found in them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.settings import Settings
from pipeline.sources.found import End, Found
from pipeline.sources.walk import Walk

Members = Iterable[tuple[str, bytes]]


def zip_of(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tar_of(members: Members, layout: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a TAR archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=layout) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def record(url: str, body: bytes, kind: str = "response", head: str = "", fields: str = "", day: int = 1) -> bytes:
    """Return a record of a web capture; `head` replaces the server's, `fields` are lines of the record's own."""
    head = head or "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    content = f"{head}\r\n".encode() + body
    lines = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2014-05-{day:02}T10:20:30Z\r\n"
        f"{fields}Content-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return lines.encode() + content + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Return records packed one by one, as crawlers write them."""
    return b"".join(gzip.compress(item) for item in records)


def walked(path: Path, content: bytes, settings: Settings | None = None) -> tuple[list[tuple[Found, bytes]], End]:
    """Write `content` to `path`, walk through it, and return what was found, each with its bytes, and the end."""
    path.write_bytes(content)
    found: list[tuple[Found, bytes]] = []
    end = End("none")
    with path.open("rb") as file:
        for item in Walk(file, path.name, settings or Settings()):
            if isinstance(item, End):
                end = item
            else:
                found.append((item, item.held.path.read_bytes() if item.held else b""))
    return found, end


def labels(found: Iterable[tuple[Found, bytes]]) -> dict[str, str]:
    """Return what became of each label: "document", or the first reason."""
    return {item.label: "document" if item.held else item.issues[0].code.value for item, _ in found}
