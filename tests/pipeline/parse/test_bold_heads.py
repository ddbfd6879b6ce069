"""Which paragraphs in bold type are read as headings, and of what level."""

from __future__ import annotations

import pytest
from parsing import page_of, text_of

from schemas.document import BlockKind

TEXT = "<p>Hrad stojí nad řekou.</p>"
LONG = f"<p>{'Hrad stojí nad řekou a je vidět zdaleka. ' * 6}</p>"
CASES = [
    ("over text", f"<h1>Hrad</h1><p><strong>Opravy</strong></p>{TEXT}", [(1, "Hrad"), (2, "Opravy")]),
    ("below a lower heading", f"<h3>Hrad</h3><p><b>Opravy</b></p>{TEXT}", [(3, "Hrad"), (4, "Opravy")]),
    ("no heading above", f"<div><b>Opravy</b></div>{TEXT}", [(2, "Opravy")]),
    ("one more head between", f"<p><b>Opravy</b></p><p><b>2019–2021</b></p>{TEXT}", [(2, "Opravy"), (2, "2019–2021")]),
    ("two pieces of bold", f"<p><b>Opravy</b> <b>hradu</b></p>{TEXT}", [(2, "Opravy hradu")]),
    ("a question", f"<p><b>Kdo to platí?</b></p>{TEXT}", [(2, "Kdo to platí?")]),
    ("a company", f"<p><b>Kámen a písek, s.r.o.</b></p>{TEXT}", [(2, "Kámen a písek, s.r.o.")]),
    ("a sentence", f"<p><b>Hrad má novou střechu.</b></p>{TEXT}", []),
    ("a label", f"<p><b>Opravy:</b></p>{TEXT}", []),
    ("bold in part", f"<p><b>Opravy</b> hradu</p>{TEXT}", []),
    ("two lines", f"<p><b>Opravy<br>hradu</b></p>{TEXT}", []),
    ("an address", f"<p><b>hrad@example.org</b></p>{TEXT}", []),
    ("too long", f"<p><b>{'Opravy hradu ' * 8}</b></p>{TEXT}", []),
    ("nothing below", f"{TEXT}<p><b>Opravy</b></p>", []),
    ("a heading below", f"<p><b>Opravy</b></p><h2>Hrad</h2>{TEXT}", [(2, "Hrad")]),
    ("a run of bold lines", f"<p><b>Obec</b></p><p><b>Náves</b></p><p><b>Vrch</b></p><p><b>Les</b></p>{TEXT}", []),
    ("an item", f"<ul><li><p><b>Opravy</b></p>{TEXT}</li></ul>", []),
    ("a small cell", f"<table><tr><td>1</td><td><p><b>Opravy</b></p>{TEXT}</td></tr></table>", []),
    ("a page in a cell", f"<table><tr><td>1</td><td><p><b>Opravy</b></p>{LONG}</td></tr></table>", [(2, "Opravy")]),
]


@pytest.mark.parametrize(("markup", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_bold_heads(markup: str, expected: list[tuple[int, str]]) -> None:
    page = page_of(f"<!DOCTYPE html><html><body>{markup}</body></html>")
    assert [(b.level, text_of(page, b)) for b in page.blocks if b.kind is BlockKind.HEADING] == expected
