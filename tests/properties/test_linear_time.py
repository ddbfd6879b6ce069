"""No extractor takes much more than four times as long for a text four times as long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from factories import Piece, block, heading, items, make_document, make_page, page_reading, table

from extractors import EXTRACTORS
from extractors.payers.payer_columns import in_columns
from extractors.text.reading import Reading
from schemas.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SIZES = (1_500, 6_000, 24_000)
"""Code points. The first is small, so that even a cubic rule ends; what a rule does to 24 kB it does to 100 kB."""
WORDS = ("děti", "seniory", "sousedy", "mladé", "rodiny", "učitele", "ženy")
FLOOR = 0.05
"""Seconds; below it a ratio tells more of the machine than of the code."""
MOST = 10
"""Four times the text may take so many times as long; a quadratic rule takes sixteen times."""
SEEDS = {
    "ordinals": "1.",
    "heads of numbers": "CZ.",
    "broken numbers": "CZ.1.04/5.1.00/81.000\n",
    "numbers of one scheme": "TL01000123, ",
    "announced": "projekt č. ",
    "grant numbers": "grant No. 12345, ",
    "hyphens and figures": "GA12-1-",
    "opened quotations": "„",
    "plain quotation marks": '"',
    "nested quotations": "„a ‚b",
    "brackets": "(",
    "commas": "a, ",
    "the word project": "Projekt ",
    "english project": "Aa Bb Project the project ",
    "digits with blanks": "1 ",
    "groups of digits": "123 456 ",
    "half addresses": "x@",
    "dotted": "a.b",
    "long word": "a",
    "long capitals": "Á",
    "hyphens": "Aa-",
    "slashes": "1/",
    "blanks": " \u00a0",
    "lines": "\n",
    "labels": "Název projektu: ",
    "half dates": "1. 1. ",
    "half labels": "Partner projektu a ",
    "months": "květen až ",
    "payers": "financován z ",
    "heads of names": "Ministerstvem a ",
    "half amounts": "1.000,",
    "numbers in words": "sto pět tisíc ",
    "parts of numbers": "dva a půl ",
    "links": "http://a",
    "soft hyphens": "a\u00ad\n",
}


def _grown(seed: str, size: int) -> str:
    return (seed * (size // len(seed) + 1))[:size]


def _check(run: Callable[[int], object], sizes: tuple[int, ...] = SIZES, floor: float = FLOOR) -> None:
    """Time `run` at the three sizes; a slow one is timed again, as another process may have taken its turn."""
    before = float("inf")
    for size in sizes:
        allowed = MOST * max(before, floor)
        taken = _seconds(run, size)
        if taken >= allowed:
            taken = min(taken, _seconds(run, size))
        assert taken < allowed, f"{size} code points: {taken:.2f} s, {size // 4}: {before:.2f} s"
        before = taken


def _seconds(run: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    run(size)
    return time.process_time() - begun


def _one_block(seed: str, size: int) -> list[Piece]:
    return [block(_grown(seed, size))]


def _many_items(seed: str, size: int) -> list[Piece]:
    line = _grown(seed, 60).strip() or "x"
    return items(*[line] * (size // 60))


@pytest.mark.parametrize("shape", [_one_block, _many_items], ids=["block", "items"])
@pytest.mark.parametrize("name", SEEDS)
def test_all_extractors(name: str, shape: Callable[[str, int], list[Piece]]) -> None:
    def run(size: int) -> int:
        reading = Reading(make_document(make_page(shape(SEEDS[name], size))), "cs", VOCABULARY)
        return sum(1 for extractor in EXTRACTORS for _ in extractor.extract(reading))

    _check(run)


def test_labels_of_a_long_table() -> None:
    """Each cell below a common word ("Kdy") asks for sure labels beside it: thousands share one place."""

    def run(rows: int) -> int:
        meetings = [[f"{day % 28 + 1}. 5. 2019", f"schůzka {day}", f"{day + 1000} Kč"] for day in range(rows)]
        return len(page_reading(table(["Kdy", "Co", "Cena"], *meetings, heads=True)).labelled)

    _check(run, sizes=(600, 2_400, 9_600))


def test_payers_of_a_table_of_many_columns() -> None:
    """The cells of all columns were gone through for each column: 10 s of 16 for a table of 1,000."""

    sizes = (100, 400, 1_600)
    pages = {}
    for columns in sizes:
        rows = [[f"{row}/{column}" for column in range(columns)] for row in range(20)]
        pages[columns] = page_reading(table(["Název projektu", *rows[0][1:]], *rows, heads=True))
        assert not pages[columns].phrases
    _check(lambda columns: list(in_columns(pages[columns])), sizes, floor=0.02)


def register(projects: int) -> list[Piece]:
    """Return a register: of each project a heading with its title, and its number."""
    pieces: list[Piece] = []
    for at in range(projects):
        pieces.append(heading(f"Projekt „Škola pro {WORDS[at % 7]} {WORDS[at // 7 % 7]} v obci {at // 49}“"))
        pieces.append(block(f"Registrační číslo: CZ.1.04/{at % 5 + 1}.1.{at % 90 + 10}/{at % 26:02}.{at:05}"))
    return pieces


def test_extraction_from_a_register() -> None:
    """Titles, periods and entries ask what numbers stand beside them; each has thousands to look through."""

    def run(projects: int) -> int:
        reading = Reading(make_document(make_page(register(projects))), "cs", VOCABULARY)
        return sum(1 for extractor in EXTRACTORS for _ in extractor.extract(reading))

    _check(run, sizes=(150, 600, 2_400), floor=0.2)
