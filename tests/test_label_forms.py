"""Every label of the vocabulary gives its field, however a page sets it: on one line, above a paragraph, in a row."""

from __future__ import annotations

import pytest
from factories import Piece, heading, make_reading, table

from extractors.labelling.labels import LabelledValue
from schemas.terms import LabelPhrase
from schemas.vocabulary import load_vocabulary

VALUES = {
    "registration_number": "CZ.1.07/1.2.00/47.0009",
    "titles": "Cesta domů",
    "programme": "OP LZZ",
    "start": "1. 1. 2014",
    "end": "31. 12. 2015",
    "period": "1. 1. 2014 – 31. 12. 2015",
    "published": "12. 4. 2016",
    "funding": "120 000 Kč",
    "funders": "Ministerstvo kultury",
    "beneficiaries": "Obec Lhota",
    "partners": "Obec Lhota",
    "contacts": "Jana Malá",
    "target_groups": "učitelé",
}
LABELS = [entry for entry in load_vocabulary().labels if entry.role == "label"]
GROUPS = [pytest.param(entry, id=f"{entry.field}-{entry.code}-{entry.language}-{entry.weak}") for entry in LABELS]


def _gives(entry: LabelPhrase, found: list[LabelledValue], text: str, value: str) -> bool:
    return any(
        (item.entry.field, item.entry.code) == (entry.field, entry.code)
        and any(text[start:end].startswith(value) for start, end in item.values)
        for item in found
    )


def _missed(entry: LabelPhrase, form: str) -> list[str]:
    """Return the ways of setting the label that do not give the value; sure labels stand by, for weak ones."""
    value = VALUES[entry.field]
    number = "" if entry.field == "registration_number" else "Registrační číslo projektu: CZ.1.07/1.2.00/47.0010"
    title = "" if entry.field == "titles" else "Název projektu: Dobrá zpráva"
    near = [line for line in (number, title) if line]
    ways: dict[str, list[str | Piece | list[Piece]]] = {
        "colon": ["\n".join([*near, f"{form}: {value}"])],
        "heading": [*near, heading(form, level=2), value],
        "row": [*near, table(["Stav", "ukončeno"], [form, value])],
    }
    missed = []
    for way, pieces in ways.items():
        page = make_reading(*pieces).pages[0]
        if not _gives(entry, page.labelled, page.text, value):
            missed.append(f"{form} ({way})")
    return missed


@pytest.mark.parametrize("entry", GROUPS)
def test_every_form(entry: LabelPhrase) -> None:
    missed = [miss for form in entry.forms for miss in _missed(entry, form)]
    assert not missed, missed
