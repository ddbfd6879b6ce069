"""Documents are data: nothing that they name is fetched, opened or run."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.run import process
from pipeline.settings import Settings
from schemas.records import Status
from schemas.vocabulary import load_vocabulary

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
