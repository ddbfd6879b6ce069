"""What is kept of a document is dropped with it."""

from __future__ import annotations

from factories import make_document, make_page

from extractors.text.kept import kept
from extractors.text.reading import Reading
from schemas.vocabulary import load_vocabulary


def test_an_answer_is_worked_out_once_a_document() -> None:
    asked: list[str] = []

    @kept
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    first, second = (make_document(make_page(words)) for words in ("Projekt Cesta.", "Projekt Most."))
    for document, expected in ((first, 1), (first, 1), (second, 2), (first, 3)):
        Reading.of(document, "cs", load_vocabulary())
        assert [length("Cesta"), length("Cesta")] == [5, 5]
        assert len(asked) == expected
