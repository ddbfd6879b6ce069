"""What holds for every input: a reason, or pages whose blocks lie in order in a final text."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from parsing import SETTINGS, check_page
from pdf_maker import At, make_pdf

from pipeline.parse import parse
from pipeline.parse.front_matter import split_front_matter
from pipeline.read import from_bytes
from schemas.document import MediaType, SourceFile
from schemas.errors import PipelineError

# fmt: off
TAGS = [
    "p", "div", "ul", "li", "table", "tr", "td", "th", "h1", "h2", "dl", "dt", "dd", "br", "a", "img", "nav",
    "main", "article", "footer", "aside", "span", "b", "pre", "thead",
]
# fmt: on
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            '<a href="mailto:a@b.cz">',
            '<img alt="Logo EU">',
            '<div class="menu">',
            "<p hidden>",
            "<!-- a",
            "-->",
        ]
    ),
    st.sampled_from(
        [
            "- a\n",
            "# b\n",
            "**c**",
            "\n\n",
            "| a | b |\n|---|---|\n| c | d |\n",
            "---\n",
            "key: value\n",
            "\f",
        ]
    ),
    st.text(max_size=20),
)
PDF = make_pdf([[At(60, 100, "Příjemce: Město Žďár"), At(60, 130, "• bod")]] * 2)


def _check(content: bytes, media_type: MediaType | None = None) -> None:
    try:
        file = from_bytes(content, "x", SETTINGS)
        if media_type is not None:
            file = SourceFile("x", content, file.sha256, media_type)
        document, _ = parse(file, SETTINGS)
    except PipelineError as error:
        assert error.detail
        return
    for page in document.pages:
        check_page(page)
        assert unicodedata.is_normalized("NFC", page.text)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes(content: bytes) -> None:
    _check(content)


@given(st.lists(PIECES, max_size=30), st.sampled_from([MediaType.HTML, MediaType.PRESS, MediaType.TEXT]))
@example(["<table>", "<tr>", "<td>", "a", "<nav>", "<td>", "b"], MediaType.HTML)
@example(["\u0301", "<p>", "\u030c"], MediaType.HTML)
@settings(max_examples=300, deadline=None)
def test_any_markup_under_any_parser(pieces: list[str], media_type: MediaType) -> None:
    _check("".join(pieces).encode("utf-8", "replace"), media_type)


@given(st.integers(0, len(PDF) - 1), st.integers(0, 255), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_damaged_pdf(place: int, byte: int, cut: bool) -> None:
    _check(PDF[:place] if cut else PDF[:place] + bytes([byte]) + PDF[place + 1 :])


@given(
    st.text(alphabet=st.sampled_from("ab:- \n\"'[]{}&*!|>#=,."), max_size=80),
    st.sampled_from(["---", "+++", ";;;"]),
)
@settings(max_examples=200, deadline=None)
def test_front_matter_never_fails_and_keeps_the_body(head: str, fence: str) -> None:
    found = split_front_matter(f"{fence}\n{head}\n{fence}\nTělo zprávy")
    assert found.body.endswith("Tělo zprávy")
