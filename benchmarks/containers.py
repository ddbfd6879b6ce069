"""Time and memory of the process that opens containers: python -m benchmarks.containers [MEGABYTES...]

Makes containers of each kind in a folder of its own, of so many megabytes of pages each (100 if nothing is said),
reads them to the end as a run does, and prints a table. Pages are random words of one alphabet, a third of a web
capture; its other records are pictures.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

from pipeline.settings import Settings
from pipeline.sources.found import End
from pipeline.sources.opener import Opener

_LETTERS = "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž"


def pages(megabytes: int) -> Iterator[bytes]:
    """Yield pages of some 30 kB, each another one."""
    chance = random.Random(megabytes)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 11))) for _ in range(4000)]
    written = 0
    while written < megabytes * 1_000_000:
        text = "".join(f"<p>{' '.join(chance.choices(words, k=60))}</p>\n" for _ in range(60))
        page = f"<!DOCTYPE html><html><head><title>{written}</title></head><body>{text}</body></html>".encode()
        written += len(page)
        yield page


def record(number: int, body: bytes, media_type: str) -> bytes:
    """Return a record of a web capture."""
    content = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://web.example/{number}\r\n"
        f"WARC-Date: 2014-05-01T00:00:00Z\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def write_warc(file: BinaryIO, megabytes: int) -> None:
    noise = random.Random(1).randbytes(30_000)
    for number, page in enumerate(pages(megabytes)):
        file.write(gzip.compress(record(number, page, "text/html"), 6))
        for picture in range(2):
            file.write(gzip.compress(record(number, noise[picture:], "image/jpeg"), 1))


def write_zip(file: BinaryIO, megabytes: int) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, page in enumerate(pages(megabytes)):
            archive.writestr(f"{number}.html", page)


def write_tar(file: BinaryIO, megabytes: int) -> None:
    with tarfile.open(fileobj=file, mode="w|") as archive:
        for number, page in enumerate(pages(megabytes)):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(page)
            archive.addfile(info, io.BytesIO(page))


def packed(opened: Callable[[BinaryIO], Any]) -> Callable[[BinaryIO, int], None]:
    def write(file: BinaryIO, megabytes: int) -> None:
        with opened(file) as out:
            write_tar(out, megabytes)

    return write


KINDS: dict[str, Callable[[BinaryIO, int], None]] = {
    "warc.gz": write_warc,
    "zip": write_zip,
    "tar": write_tar,
    "tar.gz": packed(lambda file: gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6)),
    "tar.bz2": packed(partial(bz2.BZ2File, mode="wb")),
    "tar.xz": packed(partial(lzma.LZMAFile, mode="wb", preset=3)),
    "tar.zst": packed(lambda file: zstandard.ZstdCompressor().stream_writer(file, closefd=False)),
}


def measured(path: Path) -> tuple[float, End, int]:
    """Return seconds, the end, and the highest resident memory of the process that opened the container, in bytes."""
    started = time.perf_counter()
    with Opener(Settings()) as opener:
        for found in opener.found_in(path, path.name):
            if isinstance(found, End):
                status = Path(f"/proc/{opener.pid}/status").read_text(encoding="ascii")
                peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
                return time.perf_counter() - started, found, peak
            if found.held is not None:
                found.held.close()
    raise AssertionError("a container without an end")


def main(sizes: list[int]) -> None:
    print("| kind | file | unpacked | documents | documents a second | peak memory |")
    print("| --- | --: | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in sizes:
            for kind, write in KINDS.items():
                if megabytes > 300 and kind not in ("warc.gz", "tar.gz"):
                    continue
                path = Path(folder) / f"a.{kind}"
                with path.open("wb") as file:
                    write(file, megabytes)
                seconds, end, peak = measured(path)
                size = path.stat().st_size
                path.unlink()
                cells = (
                    *(f"{size / 1e6:,.0f} MB", f"{max(end.unpacked, size) / 1e6:,.0f} MB", f"{end.members:,}"),
                    *(f"{end.members / seconds:,.0f}", f"{peak / 1e6:.0f} MB"),
                )
                print(f"| {kind} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100])
