"""What a page gives its readers: the words that may be read, all else blank, every offset and line in its place."""

from __future__ import annotations

from pathlib import Path

from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from pipeline.parse import parse
from pipeline.read import read
from pipeline.settings import Settings
from schemas.vocabulary import load_vocabulary

HTML = """<html><head><title>Ještěrčí louka</title></head><body>
<nav><ul><li><a href="/a">Dotace 2 500 000 Kč</a></li>
<li><a href="/b">Reg. č. CZ.1.04/5.1.00/81.00007</a></li></ul></nav>
<main><h1>Projekt Ještěrčí louka</h1><p>Obec vysadí na louce 40 stromů a postaví lávku přes potok, který ji dělí.</p>
<p>Dotace činí 1 200 000 Kč a obec k ní přidá desetinu ze svého rozpočtu na příští rok.</p></main></body></html>"""


def test_what_is_not_read_is_blank_and_all_else_stays_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    document, _ = parse(read(path, path.name, Settings()), Settings())
    page = PageReading(document.pages[0], Lexicon.of(load_vocabulary()))
    whole = page.page.text
    assert "2 500 000" in whole
    assert "2 500 000" not in page.text and "CZ.1.04" not in page.text
    assert len(page.text) == len(whole)
    assert list(map(len, page.text.split("\n"))) == list(map(len, whole.split("\n")))
    assert all(page.text[b.start : b.end] == whole[b.start : b.end] for b in page.blocks)
    assert "1 200 000" in page.text
