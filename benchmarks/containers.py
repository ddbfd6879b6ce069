"""Time and memory of the process that opens containers: python -m benchmarks.containers [MEGABYTES...] [--times N]

Makes containers of each kind in a folder of its own, of so many megabytes of pages each (100 if nothing is said),
reads them to the end as a run does, and prints a table. Pages are random words of one alphabet, a third of a web
capture; its other records are pictures. With `--times` a capture alone is read, the same bytes so often in one file.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import lzma
import random
import shutil
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

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


def write_wacz(file: BinaryIO, megabytes: int) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        with archive.open("archive/data.warc.gz", "w", force_zip64=True) as capture:
            write_warc(cast("BinaryIO", capture), megabytes)
        archive.writestr("datapackage.json", "{}")


def write_mail(file: BinaryIO, megabytes: int) -> None:
    """Write a mail, which is held whole: no larger than a member may be."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@web.example", "b@web.example", "Pages"
    mail.set_content("Pages")
    for number, page in enumerate(pages(min(megabytes, 40))):
        mail.add_attachment(page, maintype="text", subtype="html", filename=f"{number}.html")
    file.write(mail.as_bytes())


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
    "wacz": write_wacz,
    "zip": write_zip,
    "tar": write_tar,
    "tar.gz": packed(lambda file: gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6)),
    "tar.bz2": packed(partial(bz2.BZ2File, mode="wb")),
    "tar.xz": packed(partial(lzma.LZMAFile, mode="wb", preset=3)),
    "tar.zst": packed(lambda file: zstandard.ZstdCompressor().stream_writer(file, closefd=False)),
    "eml": write_mail,
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


def repeat(path: Path, times: int) -> None:
    """Make a file so many times as long: packed records may follow each other without end."""
    with tempfile.TemporaryFile(dir=path.parent) as once:
        with path.open("rb") as file:
            shutil.copyfileobj(file, once)
        with path.open("ab") as file:
            for _ in range(times - 1):
                once.seek(0)
                shutil.copyfileobj(once, file, 1024 * 1024)


def row(kind: str, path: Path) -> str:
    """Read a container to its end and return its row of the table."""
    seconds, end, peak = measured(path)
    size = path.stat().st_size
    cells = (
        *(f"{size / 1e6:,.0f} MB", f"{max(end.unpacked, size) / 1e6:,.0f} MB", f"{end.members:,}"),
        *(f"{end.members / seconds:,.0f}", f"{peak / 1e6:.0f} MB"),
    )
    return f"| {kind} | {' | '.join(cells)} |"


def kinds(megabytes: int, times: int) -> Iterator[str]:
    """Yield the kinds that are made in this size."""
    for kind in KINDS:
        if kind == "warc.gz" or (times == 1 and (megabytes <= 300 or kind == "tar.gz")):
            yield kind


def main() -> None:
    """Measure as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", nargs="*", type=int, default=[100])
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    print("| kind | file | unpacked | documents | documents a second | peak memory |")
    print("| --- | --: | --: | --: | --: | --: |")
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in options.megabytes:
            for kind in kinds(megabytes, options.times):
                path = Path(folder) / f"a.{kind}"
                with path.open("wb") as file:
                    KINDS[kind](file, megabytes)
                repeat(path, options.times)
                print(row(kind, path), flush=True)
                path.unlink()


if __name__ == "__main__":
    main()
