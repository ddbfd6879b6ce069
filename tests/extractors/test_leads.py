"""Who of several is told to lead, also among thousands: what a page has of leads is put down once."""

from __future__ import annotations

import time

from factories import block, page_reading, table

from extractors.bodies.leads import lead_of_row, led_by_another
from extractors.text.reading import PageReading

ROWS = 3_000
MOST = 3.0
"""Seconds of processor time; asked name by name, each of the two took more than 10."""


def _partners(page: PageReading, words: str) -> bool:
    return any(led_by_another(page, pair) for pair in page.labelled if page.text[pair.start : pair.end] == words)


def test_others_who_receive_are_partners_beside_a_lead() -> None:
    led = page_reading(block("Coordinated by: University of Brno"), block("Beneficiaries: Obec Lhota, Obec Dubí"))
    alone = page_reading(block("Beneficiaries: Obec Lhota, Obec Dubí"))
    assert _partners(led, "Beneficiaries")
    assert not _partners(led, "Coordinated by")
    assert not _partners(alone, "Beneficiaries")


def test_a_cell_of_its_row_makes_a_lead() -> None:
    page = page_reading(table(["Obec Lhota", "koordinátor"], ["Obec Dubí", "partner"], ["koordinátor", ""]))
    assert lead_of_row(page, page.text.index("Obec Lhota"))
    assert not lead_of_row(page, page.text.index("Obec Dubí"))
    assert not lead_of_row(page, page.text.rindex("koordinátor")), "the cell itself is no other"


def test_thousands_take_no_time_with_their_square() -> None:
    labels = page_reading([block(f"Příjemce: Obec Lhota {number}") for number in range(ROWS)])
    rows = page_reading(table(*[[f"Obec Lhota {number}", "partner"] for number in range(ROWS)]))
    pairs, cells = labels.labelled, rows.blocks
    begun = time.process_time()
    assert not any(led_by_another(labels, pair) for pair in pairs)
    assert not any(lead_of_row(rows, cell.start) for cell in cells)
    assert len(pairs) >= ROWS
    assert time.process_time() - begun < MOST
