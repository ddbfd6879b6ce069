"""The language of the main text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.language import block_language, detect_language
from schemas.document import Block, BlockKind, Document, MediaType, Page, Region
from schemas.errors import ReasonCode
from schemas.vocabulary import load_vocabulary

CZECH = "Projekt je zaměřen na podporu rodin, které se ocitly v tíživé situaci, a bude probíhat také ve školách."
ENGLISH = "The project supports families that are in need and will be carried out in the schools of the region."
SLOVAK = "Projekt je zameraný na podporu rodín, ktoré sa ocitli v ťažkej situácii, a bude prebiehať aj v školách."
GERMAN = "Das Projekt richtet sich an Familien, die sich in einer schwierigen Lage befinden, auch an Schulen."
POLISH = "Projekt jest skierowany do rodzin, które znalazły się w trudnej sytuacji, także w szkołach."


def _document(*pieces: tuple[str, Region], **metadata: str) -> Document:
    text, blocks = "", []
    for piece, region in pieces:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(piece), region))
        text += piece + "\n\n"
    return Document("0" * 64, MediaType.HTML, (Page(1, text, tuple(blocks)),), "test", metadata)


@pytest.mark.parametrize(
    ("text", "language"), [(CZECH, "cs"), (ENGLISH, "en"), (SLOVAK, "sk"), (GERMAN, "de"), (POLISH, "pl")]
)
@pytest.mark.parametrize("times", [1, 20])
def test_language_of_short_and_long_texts(text: str, language: str, times: int) -> None:
    document = _document((" ".join([text] * times), Region.MAIN))
    assert detect_language(document, load_vocabulary()) == (language, ())


def test_navigation_does_not_decide() -> None:
    document = _document((ENGLISH * 5, Region.NAVIGATION), (CZECH * 4, Region.MAIN), (ENGLISH * 5, Region.FOOTER))
    assert detect_language(document, load_vocabulary())[0] == "cs"


def test_czech_names_in_an_english_text_do_not_decide() -> None:
    text = f"{ENGLISH} Partners: Město Dvůr Králové, Střední škola řemesel, Úřad práce Třebíč. {ENGLISH}"
    assert detect_language(_document((text, Region.MAIN)), load_vocabulary())[0] == "en"


def test_a_declaration_is_asked_only_where_the_text_does_not_tell() -> None:
    vocabulary = load_vocabulary()
    assert detect_language(_document((CZECH, Region.MAIN), language="en"), vocabulary)[0] == "cs"
    assert detect_language(_document(("CZ0046", Region.MAIN), language="en"), vocabulary)[0] == "en"


def test_no_words_no_language() -> None:
    language, issues = detect_language(_document(("2014 – 2015", Region.MAIN)), load_vocabulary())
    assert language is None
    assert [issue.code for issue in issues] == [ReasonCode.UNDECIDED_LANGUAGE]


def test_language_of_a_block() -> None:
    vocabulary = load_vocabulary()
    assert block_language(CZECH, vocabulary) == "cs"
    assert block_language(ENGLISH, vocabulary) == "en"
    assert block_language("CZ.1.04/3.1.03/C2.00017", vocabulary) is None


def test_importing_costs_no_langdetect() -> None:
    code = "import pipeline.language, pipeline.parse, sys; print({'langdetect', 'bs4'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
