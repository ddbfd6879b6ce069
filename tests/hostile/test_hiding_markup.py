"""Markup that is opened and never closed hides nothing, and is on record; markup that is closed stays as it is."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.parse.html import parse_html
from pipeline.parse.unclosed import opened_up
from pipeline.settings import Settings
from schemas.document import MediaType, SourceFile
from schemas.errors import ReasonCode

BEHIND = "<h1>Projekt Lávka</h1><p>Příjemce: Obec Lhota</p></body></html>"
OPENINGS = [
    "<!-- ", "<title>", "<textarea>", "<select><option>", "<noscript>", "<template>", "<svg><style><!-- ",
    "<script>var a = 1;", "<style>p {", "<SCRIPT type='x'>", '<p class=" \n', "<p class=' \n", "<iframe src='a.html'>",
]  # fmt: skip
CLOSED = [
    "<!-- <svg> --><p>a</p>",
    "<script>document.write('<title><div>')</script><p>a</p>",
    "<svg viewBox='0 0 1 1'/><p>a</p>",
    "<select><option>a</select><p>b</p>",
    "<p title='it\"s'>a</p><p>b</p>",
    "<p>5 <!-- 6",
    "<noscripts><p>a</p>",
]


def _text(markup: str) -> tuple[str, set[ReasonCode]]:
    content = f"<html><head><meta charset=utf-8></head><body>{markup}".encode()
    file = SourceFile("a.html", content, hashlib.sha256(content).hexdigest(), MediaType.HTML)
    document, issues = parse_html(file, Settings())
    return document.pages[0].text, {issue.code for issue in issues}


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_follows_is_read(opening: str) -> None:
    text, codes = _text(opening + BEHIND)
    assert "Projekt Lávka" in text
    assert "Příjemce: Obec Lhota" in text
    assert ReasonCode.BAD_MARKUP in codes


@pytest.mark.parametrize("markup", CLOSED)
def test_closed_markup_stays(markup: str) -> None:
    assert opened_up(markup) == (markup, ())


@pytest.mark.parametrize("bait", ["<!--", "<svg>", "<script", '<p class="', '="<p>', "<p>", "='", "<title", "</script"])
def test_long_baits_end(bait: str) -> None:
    text, _ = opened_up(bait * 200_000 + "<p>x</p>")
    assert "x" in text
