"""A stand-in for the stages, so that the tests of storage need no parser: one line of text is one project.

"CZ1 Org2 words" is a project CZ1 of the beneficiary Org2. Words in front of it play a part:
"kill" ends the process, "kill once FILE" only if FILE is not there, "sleep 0.5" takes half a second, "work 0.5" as
much of a processor, "spin" never gives the interpreter back, "picture 2" reads a page from its picture for two
seconds, "eat" asks for memory without end, "talk" answers without end, "write FILE" writes, "read" reads the standard
input, "child" starts a program that outlives it, "partial" loses a part, "surrogate" cannot be stored.
Run as a script it ingests: stand_in.py SRC DB WORKERS.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.ingest import ingest
from pipeline.parse import pdf_ocr
from pipeline.report import error_status, run_status
from pipeline.settings import Settings
from schemas.document import Document, MediaType, Page
from schemas.errors import Issue, PipelineError, ReasonCode, Severity, Stage
from schemas.records import DocumentResult, ProjectRecord, Statement, Status
from schemas.spans import Evidence, quote
from schemas.values import Activity, Contact, Money


def work(path: Path, source: str, settings: Settings) -> DocumentResult:
    """Return a result as the stages would."""
    content = path.read_bytes()
    sha = hashlib.sha256(content).hexdigest()
    text = content.decode()
    words = text.split()
    words = _play(words)
    lost = Issue(ReasonCode.CORRUPT_PAGE, Stage.PARSE, Severity.ERROR, "page 2 is damaged", 2)
    issues = (lost,) if words[0] == "partial" else ()
    stored = text + "\udc80" if words[0] == "surrogate" else text
    page = Page(1, " ".join([stored, *words]) if words[0] in ("read:", "talk") else stored)
    return DocumentResult(
        source=source,
        sha256=sha,
        status=Status.PARTIAL if issues else Status.OK,
        document=Document(sha, MediaType.TEXT, (page,), "stand_in/1", {"encoding": "utf-8"}),
        media_type="text/plain",
        language="cs",
        published="2014-02",
        published_evidence=_proof(page, words[0]),
        records=(_record(page, words[-3], words[-2]),),
        issues=issues,
        seconds=0.01,
    )


def _play(words: list[str]) -> list[str]:
    """Do what the first word asks for, and return the words behind it."""
    match words:
        case ["kill", "once", name, *_]:
            if not Path(name).exists():
                Path(name).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return words[3:]
        case ["kill", *_]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["picture", seconds, *_]:
            announced = pdf_ocr._announce
            assert announced is not None
            announced()
            time.sleep(float(seconds))
            return words[2:]
        case ["sleep", seconds, *_]:
            time.sleep(float(seconds))
            return words[2:]
        case ["work", seconds, *_]:
            until = time.process_time() + float(seconds)
            while time.process_time() < until:
                pass
            return words[2:]
        case ["child", *_]:
            subprocess.Popen(["sleep", "61.7"])
            _spin()
        case ["spin", *_]:
            _spin()
        case ["eat", *_]:
            eaten = [bytearray(1 << 24)]
            while True:
                eaten.append(bytearray(1 << 24))
        case ["talk", *_]:
            return [*words, "word" * 1_000_000, "CZ1", "Org1", "end"]
        case ["write", name, *_]:
            Path(name).write_text("written")
        case ["read", *_]:
            return ["read:", repr(sys.stdin.read()), repr(os.read(0, 1)), *words[1:]]
    return words


def _spin() -> None:
    """Stay inside native code without giving the interpreter back."""
    re.fullmatch("(a+)+", "a" * 60 + "b")


def broken(path: Path, source: str, settings: Settings) -> DocumentResult:
    """Fail as an installation with a missing library does."""
    raise ModuleNotFoundError("No module named 'gone'")


def _record(page: Page, number: str, owner: str) -> ProjectRecord:
    def said(field: str, value: str | Money | Contact | Activity, accepted: bool = True) -> Statement:
        proof = (_proof(page, number),)
        return Statement(number, field, value, proof, accepted=accepted, note="" if accepted else "weaker")

    return ProjectRecord(
        number,
        (
            said("registration_number", number),
            said("titles", f"Projekt {number}"),
            said("start", "2013"),
            said("start", "2012", accepted=False),
            said("funding", Money("grant", Decimal("1234.50"), "CZK")),
            said("beneficiaries", owner),
            said("contacts", Contact("Jana Nová", None, "+420123456789")),
            said("activities", Activity("seminar", 3, None)),
        ),
    )


def _proof(page: Page, word: str) -> Evidence:
    start = page.text.index(word)
    return quote(page, start, start + len(word), "stand_in.word")


def main() -> int:
    """Ingest, and return the exit status as the command does."""
    import stand_in  # workers find it by this name

    settings = replace(Settings(), workers=int(sys.argv[3]))
    try:
        return run_status(ingest([Path(sys.argv[1])], Path(sys.argv[2]), settings, work=stand_in.work))
    except PipelineError as error:
        print(error, file=sys.stderr)
        return error_status(error)


if __name__ == "__main__":
    sys.exit(main())
