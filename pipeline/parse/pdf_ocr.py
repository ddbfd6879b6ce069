"""Read a page from its picture: PDFium draws it, Tesseract reads it, if that is installed. It never has to be."""

from __future__ import annotations

import csv
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.parse.pdf_words import Word

LANGUAGES = ("ces", "eng")
WANTED = "install tesseract-ocr and tesseract-ocr-ces to have it read"
# Tesseract's own advice is 300 dots an inch; beyond so many dots a side it takes over a minute.
_DOTS, _MOST_DOTS = 300, 4000
# Of processor time, for drawing and for reading a page: how busy the machine is must not decide on the text.
_SECONDS = 60
# A page that takes that long on a machine that three others share is still waited for.
PATIENCE = 3.0 * _SECONDS
_DRAWS = Path(__file__).with_name("pdf_picture.py")
# Below it the words are guesses at dirt and drawings.
_SURE = 25.0
_WORD, _LINE = "5", "4"


_announce: Callable[[], None] | None = None


def announce_pictures(announce: Callable[[], None]) -> None:
    """Have `announce` called before each page that is read from its picture: it may take `PATIENCE` seconds."""
    global _announce
    _announce = announce


class NotRecognisedError(Exception):
    """Tesseract failed on a page, or took too long; the message says which, `late` that it was the time."""

    def __init__(self, detail: str, late: bool = False) -> None:
        super().__init__(detail)
        self.late = late


@dataclass(frozen=True, slots=True)
class Recogniser:
    """An installed Tesseract: where it is, its version, and those of our languages that it knows."""

    program: str
    version: str
    languages: tuple[str, ...]

    def __str__(self) -> str:
        return f"tesseract {self.version} ({'+'.join(self.languages)})"

    def read(self, content: bytes, index: int, size: tuple[float, float]) -> tuple[list[Word], float]:
        """Return the words of a page of `size` points, with boxes, and how sure they are, 0 to 1.

        `content` is the PDF, `index` counts from 0. Raises NotRecognisedError.
        """
        if _announce is not None:
            _announce()
        scale = min(_DOTS / 72, _MOST_DOTS / max(*size, 1.0))
        picture = _run([sys.executable, str(_DRAWS), str(index), str(scale)], content, dict(os.environ))
        # One thread: the words are the same each time, and workers do not steal from each other.
        keep = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
        languages, dots = "+".join(self.languages), str(round(scale * 72))
        command = [self.program, "stdin", "stdout", "-l", languages, "--dpi", dots, "tsv"]
        table = _run(command, picture, keep | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"})
        rows = list(_rows(table.decode("utf-8", "replace")))
        found = [(word, float(row["conf"])) for row, line in rows if (word := _word(row, line, scale)) is not None]
        letters = sum(len(word.text) for word, _ in found)
        sure = sum(len(word.text) * confidence for word, confidence in found) / 100 / letters if letters else 0.0
        return [word for word, _ in found], round(sure, 3)


def _run(command: list[str], given: bytes, environment: dict[str, str]) -> bytes:
    """Return what a program says to what it is given, within its processor time. Raises NotRecognisedError."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, check=False, preexec_fn=_limit_time
        )
    except OSError as error:
        raise NotRecognisedError(f"{name} does not start: {error.strerror}") from error
    if done.returncode == -signal.SIGXCPU:
        raise NotRecognisedError(f"{name} took over {_SECONDS} seconds of processor time", late=True)
    if done.returncode:
        raise NotRecognisedError(f"{name} ended with {done.returncode}")
    return done.stdout


def _limit_time() -> None:
    """Runs between fork and exec: the kernel ends the program when its time is used up."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))


@cache
def recogniser() -> Recogniser | None:
    """Return the Tesseract that is installed, None if there is none or it knows none of our languages."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    version = _said(program, "--version").partition("\n")[0].removeprefix("tesseract ").strip()
    known = _said(program, "--list-langs").split()
    languages = tuple(name for name in LANGUAGES if name in known)
    return Recogniser(program, version, languages) if languages else None


def _said(program: str, option: str) -> str:
    # one that somebody kills is not one that is missing: that would be other rules for every document
    for _ in range(3):
        try:
            done = subprocess.run([program, option], capture_output=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode >= 0:
            return (done.stdout or done.stderr).decode("utf-8", "replace")
    return ""


def _rows(table: str) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """Yield the rows of words in Tesseract's table, each with that of its line."""
    line: Mapping[str, str] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _LINE:
            line = row
        elif row["level"] == _WORD and (row["text"] or "").strip() and float(row["conf"]) >= _SURE:
            yield row, line


def _word(row: Mapping[str, str], line: Mapping[str, str], scale: float) -> Word | None:
    """Return the word, as high as its line: boxes of words are as high as their letters, "a" less than "h"."""
    # Late, for every run asks this module for its program, and few read a picture.
    from pipeline.parse.pdf_words import make_word

    x0, top, x1, bottom = _sides(row, scale)
    _, line_top, _, line_bottom = _sides(line, scale)
    word = make_word(row["text"], (x0, line_top, x1, line_bottom))
    return word and word._replace(place=(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))


def _sides(row: Mapping[str, str], scale: float) -> tuple[float, float, float, float]:
    left, top = int(row["left"]) / scale, int(row["top"]) / scale
    return left, top, left + int(row["width"]) / scale, top + int(row["height"]) / scale
