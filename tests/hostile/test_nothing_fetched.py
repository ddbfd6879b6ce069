"""Documents are data: nothing that they name is fetched, opened or run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.run import process
from pipeline.settings import Settings
from schemas.records import Status
from schemas.vocabulary import load_vocabulary

ROOT = Path(__file__).parent.parent.parent
GUARD = """
import os, sys

SENDS = ("socket.connect", "socket.sendto", "socket.sendmsg")
ASKS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")

def told(event, arguments):
    # a local socket has a path, or none
    if event in ASKS or (event in SENDS and not isinstance(arguments[1], (str, bytes, type(None)))):
        # a worker may write nothing, but may make an empty file
        os.close(os.open(os.path.join(os.environ["TOLD"], event), os.O_CREAT | os.O_WRONLY))

sys.addaudithook(told)
"""
ALONE = ["unshare", "--map-root-user", "--net"]

DOCUMENTS = {
    "page.html": '<!DOCTYPE html SYSTEM "{url}a.dtd"><html><head><base href="{url}">'
    '<link rel=stylesheet href="{url}s.css">'
    '<meta http-equiv=refresh content="0;url={url}"></head><body><img src="{url}i.png"><iframe src="{url}f"></iframe>'
    '<script src="{url}j.js"></script><script>document.title = "ran"</script><p>Projekt obce Lhota</p></body></html>',
    "page.xhtml": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file://{canary}">'
    '<!ENTITY % b SYSTEM "{url}b"> %b;]>'
    '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>Projekt &a; obce</p><xi:include '
    'href="file://{canary}" parse="text"/></body></html>',
    "release.md": '---\ntitle: !!python/object/apply:os.system ["touch {ran}"]\nlink: {url}\n---\n\n# Projekt\n\n'
    "![a]({url}i.png) [b](file://{canary})\n",
    "paper.pdf": "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
    "/OpenAction<</S/JavaScript/JS(app.launchURL\\('{url}'\\))>>"
    "/AA<</WC<</S/URI/URI({url})>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page"
    "/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont"
    "/Helvetica>>>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F({ran})>>>>]>>endobj\n"
    "4 0 obj<</Length 54/F<</FS/URL/F({url}x)>>>>stream\nBT /F1 12 Tf 50 700 Td (The project of Oak Town) Tj ET     \n"
    "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


@contextmanager
def _listener() -> Iterator[socket.socket]:
    """Listen on loopback: who follows an address of a document is seen here, whatever library it is."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_fetched_opened_or_run(name: str, tmp_path: Path) -> None:
    canary, ran = tmp_path / "canary.txt", tmp_path / "ran"
    canary.write_text("kept to itself", encoding="utf-8")
    with _listener() as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        text = DOCUMENTS[name]
        for key, value in {"url": url, "canary": canary, "ran": ran}.items():
            text = text.replace(f"{{{key}}}", str(value))
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        result = process(path, name, Settings(), load_vocabulary())
        with pytest.raises(TimeoutError):
            server.accept()
    assert result.status in (Status.OK, Status.PARTIAL)
    assert "kept to itself" not in repr(result)
    assert not ran.exists()


def test_the_listener_sees_who_follows_an_address() -> None:
    with _listener() as server, socket.create_connection(server.getsockname()):
        assert server.accept()


def _may_be_alone() -> bool:
    return (
        bool(shutil.which(ALONE[0]))
        and not subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some samples of each kind, and documents full of addresses."""
    folder = tmp_path_factory.mktemp("offline")
    docs = folder / "docs"
    docs.mkdir()
    for kind in ("html", "press", "text", "pdf"):
        for path in sorted((ROOT / "samples" / kind).glob("*.*"))[:2]:
            shutil.copy(path, docs / path.name)
    for name, text in DOCUMENTS.items():
        for key, value in {"url": "http://127.0.0.1:9/", "canary": "/etc/hostname", "ran": str(folder / "ran")}.items():
            text = text.replace(f"{{{key}}}", value)
        (docs / name).write_text(text, encoding="utf-8")
    return folder


def _ingest(folder: Path, db: str, before: list[str], environment: dict[str, str]) -> str:
    """Read the archive in processes of its own, and return the digest."""
    command = [*before, sys.executable, "-m", "pipeline", "ingest", str(folder / "docs"), "--db", str(folder / db)]
    path = os.pathsep.join([environment.pop("FIRST", ""), str(ROOT)]).strip(os.pathsep)
    done = subprocess.run(
        [*command, "--workers", "2", "--json"],
        env=os.environ | {"PYTHONPATH": path} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=ROOT,
    )
    assert done.returncode in (0, 3), done.stderr
    digest = [sys.executable, "-m", "pipeline", "digest", "--db", str(folder / db)]
    return subprocess.run(digest, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.fixture(scope="module")
def guarded(archive: Path) -> tuple[Path, str]:
    """What the guard was told in a run, and the run's digest."""
    told = archive / "told"
    told.mkdir()
    (archive / "guard").mkdir()
    (archive / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    digest = _ingest(archive, "guarded.db", [], {"FIRST": str(archive / "guard"), "TOLD": str(told)})
    return told, digest


def test_a_run_connects_to_nothing(guarded: tuple[Path, str]) -> None:
    assert list(guarded[0].iterdir()) == []


def test_the_guard_tells(archive: Path) -> None:
    told = archive / "other"
    told.mkdir()
    code = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: print('no')"
    environment = os.environ | {"PYTHONPATH": str(archive / "guard"), "TOLD": str(told)}
    (archive / "guard").mkdir(exist_ok=True)
    (archive / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "socket.connect" in [path.name for path in told.iterdir()]


@pytest.mark.skipif(not _may_be_alone(), reason="no namespace of its own may be made here")
def test_a_run_without_any_network_gives_the_same(archive: Path, guarded: tuple[Path, str]) -> None:
    assert _ingest(archive, "alone.db", ALONE, {}) == guarded[1]
