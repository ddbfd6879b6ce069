"""The web pages tell of no contact unless asked: a real Datasette, and a browser where one is installed."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from pipeline.ingest import ingest
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent.parent
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
TEXT = """Projekt „Les“, reg. č. CZ.1.04/3.1.03/C2.00019. Příjemce: Obec Lhota.

Kontakt: Jan Maloveský, tel. 603 118 553, malovesky@lhota.example
"""
WHY = "why?project_id=CZ1043103C200019&field=contacts"
PAGES = ("contacts", "pages", "evidence", "evidence_full", "statements", WHY, "search_pages?words=kontakt")
SERVES = pytest.mark.skipif(find_spec("datasette") is None, reason="Datasette is not installed")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    ingest([folder / "a.txt"], folder / "a.db", Settings(workers=1))
    return folder / "a.db"


@contextmanager
def served(db: Path, temporary: Path, *options: str) -> Iterator[str]:
    """Yield the address of the pages of a command that serves; SIGTERM ends it, and nothing of it is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "serve", "--db", str(db), "--port", str(port), *options]
    environment = {"TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield answering(f"http://127.0.0.1:{port}/{db.stem}", process)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM
    assert not list(temporary.iterdir())
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/", timeout=5)


def answering(address: str, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address, timeout=10).close()
            return address
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the pages did not come up")


def body(address: str) -> str:
    with urlopen(address, timeout=20) as answer:
        return str(answer.read().decode()).lower()


def seen(address: str, profile: Path) -> str:
    """Return the page as a browser has it after its scripts."""
    assert BROWSER
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom"]
    return subprocess.run([BROWSER, *options, address], capture_output=True, text=True, timeout=90, check=True).stdout


@SERVES
@pytest.mark.parametrize("asked", [False, True])
def test_pages_tell_of_contacts_when_asked(db: Path, tmp_path: Path, asked: bool) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    options = ["--with-contacts"] if asked else []
    with served(db, temporary, *options) as address:
        bodies = {page: body(f"{address}/{page}") for page in PAGES}
        told = {page for page, text in bodies.items() if "malovesk" in text}
        query = quote("SELECT group_concat(name) || group_concat(phone) FROM contacts")
        in_sql = "603118553" in body(f"{address}?sql={query}")
        looked = seen(f"{address}/pages", tmp_path / "profile") if BROWSER else ""
    assert in_sql is asked
    if BROWSER:
        assert ("Maloveský" in looked, "█" in looked) == (asked, not asked)
        assert "Obec Lhota" in looked
    assert told == (set(PAGES) if asked else set()), told
