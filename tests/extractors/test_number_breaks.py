"""A number that the end of a page cuts: both halves are evidence of one number."""

from __future__ import annotations

import pytest
from factories import make_document, make_page

from extractors import registration_numbers
from extractors.text.reading import Reading
from pipeline.normalise import normalise
from pipeline.resolve import resolve
from schemas.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
WHOLE = "CZ.1.04/5.1.00/81.00007"
CUT = [
    ("Projekt č. CZ.1.04/5.1.00/", "81.00007 běží."),
    ("Projekt č. CZ.1.04/", "5.1.00/81.00007 běží."),
    ("Projekt č. CZ.1.04/5.1.00/81.000", "07, který běží."),
    ("Projekt č. CZ.1.", "04/5.1.00/81.00007"),
]
APART = [
    ("Projekt č. CZ.1.04/5.1.00/81.00007", "5 osob přišlo."),
    ("Projekt č. CZ.1.04/5.1.00/", "Seminář se konal 5. 1."),
    ("Projekt č. CZ.1.04/5.1.00/ a další", "81.00007"),
    ("Projekt", "CZ.1.04/5.1.00/81.00007"),
    ("Cena v CZ", "1.04 tisíce"),
]


def _found(*texts: str) -> list[tuple[str, int, str]]:
    """Return value, page and quotation of every number of a document of these pages."""
    document = make_document(*(make_page(text, number=i) for i, text in enumerate(texts, 1)))
    mentions = list(registration_numbers.extract(Reading(document, "cs", VOCABULARY)))
    assert all(m.raw == m.evidence.quote for m in mentions)
    facts, issues = normalise(mentions, document, "cs", VOCABULARY)
    assert not issues
    return [(str(fact.value), fact.evidence.span.page, fact.evidence.quote) for fact in facts]


@pytest.mark.parametrize(("foot", "head"), CUT)
def test_a_cut_number_is_whole_and_has_two_quotations(foot: str, head: str) -> None:
    found = _found(foot, head)
    assert [(value, page) for value, page, _ in found] == [(WHOLE, 1), (WHOLE, 2)]
    assert "".join(quote for _, _, quote in found) == WHOLE


@pytest.mark.parametrize(("foot", "head"), APART)
def test_pages_that_cut_no_number(foot: str, head: str) -> None:
    values = [value for value, _, _ in _found(foot, head)]
    assert values.count(WHOLE) == (foot + " " + head).count(WHOLE)
    assert not [value for value in values if len(value) > len(WHOLE)]


def test_the_record_says_what_was_mended() -> None:
    document = make_document(
        make_page("Projekt „Dílna“, č. CZ1.04/5.1.00/", number=1), make_page("81.00007.", number=2)
    )
    mentions = list(registration_numbers.extract(Reading(document, "cs", VOCABULARY)))
    facts, _ = normalise(mentions, document, "cs", VOCABULARY)
    [record] = resolve(document, facts, VOCABULARY).records
    [number] = [s for s in record.statements if s.field == "registration_number"]
    assert (number.value, number.note) == (WHOLE, "mended: page break, missing mark")
    assert [piece.span.page for piece in number.evidence] == [1, 2]
