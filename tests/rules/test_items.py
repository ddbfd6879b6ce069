"""Whatever a vocabulary holds is an item, or is known to matter to no document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from pipeline.rules.items import LEFT_OUT, UNBOUNDED, UNBOUNDED_CUES, WORD_LISTS, Item, items
from pipeline.rules.signs import folded_pages
from pipeline.rules.touched import pack, search, unpack
from pipeline.version import ROOT
from schemas.vocabulary import Vocabulary, load_vocabulary

Change = Callable[[Vocabulary], Vocabulary]
BOUNDED = {
    *("programmes", "funders", "labels", "activities", "count_cues", "cues", "legal_forms", "organisation_heads"),
    *("organisation_words", "academic_titles", "given_names"),
}
FOR_PEOPLE = {
    "programmes": {"label_cs", "label_en"},
    "identifiers": {"title_cs", "title_en", "examples", "source"},
}
"""What no stage asks for."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return a small part of the shipped one: of each list some entries, of each entry all forms."""
    whole = load_vocabulary()
    few: dict[str, Any] = {
        name: getattr(whole, name)[:30] for name in BOUNDED - {"cues", "given_names", "funders", "programmes"}
    }
    some = {group: whole.cues[group] for group in ("finance", "project", "weekdays", "spelled_out", *WORD_LISTS)}
    names = dict(list(whole.given_names.items())[:50])
    payers = tuple(f for f in whole.funders if f.code in ("ESF", "Grantová agentura ČR"))
    programmes = tuple(p for p in whole.programmes if p.code in ("OP RLZ 2004", "OP LZZ 2007", "OP VK 2007"))
    schemes: dict[str, Any] = {"identifiers": whole.identifiers[:10], "programmes": programmes, "funders": payers}
    return replace(whole, cues=some, given_names=names, **few, **schemes)


def _with(vocabulary: Vocabulary, name: str, value: Any) -> Vocabulary:
    changed: dict[str, Any] = {name: value}
    return replace(vocabulary, **changed)


def _first(name: str, **values: Any) -> Change:
    def change(vocabulary: Vocabulary) -> Vocabulary:
        head, *rest = getattr(vocabulary, name)
        return _with(vocabulary, name, (replace(head, **values), *rest))

    return change


def _more(name: str, place: int, field: str, form: str) -> Change:
    def change(vocabulary: Vocabulary) -> Vocabulary:
        entries = list(getattr(vocabulary, name))
        entries[place] = replace(entries[place], **{field: (*getattr(entries[place], field), form)})
        return _with(vocabulary, name, tuple(entries))

    return change


def _cue(group: str, *more: str, without: int = 0) -> Change:
    def change(vocabulary: Vocabulary) -> Vocabulary:
        return replace(vocabulary, cues={**vocabulary.cues, group: (*vocabulary.cues[group][without:], *more)})

    return change


def _touches(change: Change, vocabulary: Vocabulary, *pages: str) -> bool | None:
    """Return whether the change may touch the document; None if it may touch any."""
    found = search(list(items(vocabulary)), list(items(change(vocabulary))))
    return None if found is None else found(folded_pages(pages))


def test_every_part_of_a_vocabulary_is_accounted_for() -> None:
    known = {*BOUNDED, *UNBOUNDED, *LEFT_OUT, "identifiers"}
    assert {field.name for field in fields(Vocabulary)} == known


@pytest.mark.parametrize("name", sorted({*BOUNDED, "identifiers"} - {"given_names", "cues"}))
def test_every_value_of_an_entry_is_in_its_items(name: str, vocabulary: Vocabulary) -> None:
    """Another value of any field is another item, but where it is for people."""
    entry = getattr(vocabulary, name)[0]
    before = set(items(vocabulary))
    if isinstance(entry, str):
        assert set(items(_with(vocabulary, name, ("Xyz", *getattr(vocabulary, name)[1:])))) != before
        return
    for field in fields(entry):
        value = getattr(entry, field.name)
        other: Any = ("Xyz",) if isinstance(value, tuple) else not value if isinstance(value, bool) else 1234
        if field.name in ("prefixes", "funds"):
            other = ("CZ.99",)
        changed = set(items(_first(name, **{field.name: str(other) if isinstance(value, str) else other})(vocabulary)))
        assert (changed == before) == (field.name in FOR_PEOPLE.get(name, set())), field.name


def test_every_way_to_ask_for_cues_is_known() -> None:
    """A group that code reads by itself may mean anything: it is known to be a list of words, or touches all."""
    asked = re.compile(r"""cues\[f?["'](\w+)(?:\{place\})?["']\]""")
    files = [path for folder in ("extractors", "pipeline") for path in (ROOT / folder).rglob("*.py")]
    found = {group for path in files for group in asked.findall(path.read_text(encoding="utf-8"))} - {"acronym_"}
    assert found <= WORD_LISTS | UNBOUNDED_CUES, "see pipeline/rules/items.py"


@pytest.mark.parametrize("name", UNBOUNDED)
def test_what_is_weighed_or_is_a_pattern_touches_all(name: str, vocabulary: Vocabulary) -> None:
    value = getattr(vocabulary, name)
    less = dict(list(value.items())[1:]) if hasattr(value, "items") else value[1:]
    assert _touches(lambda v: _with(v, name, less), vocabulary, "nic") is None


@pytest.mark.parametrize(
    ("change", "text", "expected"),
    [
        (_more("programmes", 0, "forms", "Program Nová cesta"), "z Programu nová cesta", False),
        (_more("programmes", 0, "forms", "Program Nová cesta"), "Program\nNová cesta 2", True),
        (_more("programmes", 0, "abbreviations", "OP NC"), "OP NC", True),
        (_more("programmes", 0, "abbreviations", "OP NC"), "OP RLZ", False),
        (_first("programmes", last_year=1999), "OP RLZ", None),
        (_more("funders", -1, "forms", "Nadace Lipka"), "Nadace\nLipka", True),
        (_more("funders", -1, "forms", "Nadace Lipka"), "GAČR", True),
        (_more("funders", -1, "forms", "Lesní fond"), "z Lesního fondu", True),
        (_more("funders", 0, "forms", "Lesní fond"), "ESF", False),
        (_more("funders", -1, "forms", "Nadace Lipka"), "nic", False),
        (_more("labels", 0, "forms", "nositelská obec"), "NOSITELSKÁ | x | obec", True),
        (_more("labels", 0, "forms", "nositelská obec"), "obec", False),
        (_first("labels", weak=True), "xyz", None),
        (_more("activities", 0, "forms", "besídka"), "tři besídky", False),
        (_more("activities", 0, "forms", "besídka"), "jedna Besídka", True),
        (_cue("finance", "peníze na ruku"), "Peníze dostal na ruku", True),
        (_cue("finance", "peníze na ruku"), "peníze dostal", False),
        (_cue("finance", "odborník~"), "zaplatili odborníci", True),
        (_cue("finance", "%"), "nic", None),
        (_cue("weekdays", "sobota"), "nic", None),
        (_cue("spelled_out", "zš základní škola"), "nic", None),
        (_cue("project", without=1), "project", False),
        (_cue("project", without=1), "projekt", True),
        (lambda v: replace(v, cues={**v.cues, "new group": ("x",)}), "nic", None),
        (lambda v: replace(v, organisation_words=(*v.organisation_words, "spolčení")), "Spolčení obcí", True),
        (lambda v: replace(v, organisation_words=(*v.organisation_words, "spolčení")), "obec", False),
        (lambda v: replace(v, given_names={**v.given_names, "havel": "Havel"}), "pan Havla Nový", True),
        (lambda v: replace(v, given_names={**v.given_names, "hela": "Hela"}), "s Helu Novou", True),
        (lambda v: replace(v, given_names={**v.given_names, "havel": "Havel"}), "pan Nový", False),
        (lambda v: replace(v, labels=(*v.labels[1:2], *v.labels[:1], *v.labels[2:])), "nic", None),
        (lambda v: replace(v, programmes=v.programmes[::-1]), "nic", None),
        (lambda v: replace(v, identifiers=v.identifiers[1:]), "nic", None),
        (lambda v: replace(v, version="0"), "Operační program", False),
    ],
)
def test_a_change_touches_the_documents_that_hold_its_words(
    change: Change, text: str, expected: bool | None, vocabulary: Vocabulary
) -> None:
    assert _touches(change, vocabulary, text) is expected


def test_a_programme_is_found_by_its_numbers_too(vocabulary: Vocabulary) -> None:
    place = next(n for n, p in enumerate(vocabulary.programmes) if "CZ.1.04" in p.prefixes)
    changed = _more("programmes", place, "funds", "ERDF")
    assert _touches(changed, vocabulary, "CZ.1.04/3.1.03/00.00000") is True
    assert _touches(changed, vocabulary, "CZ.1.07/3.1.03/00.00000") is False


def test_items_come_back_as_they_were_packed(vocabulary: Vocabulary) -> None:
    found = list(items(vocabulary))
    assert unpack(pack(found)) == found
    assert pack(found) == pack(items(vocabulary))


def test_order_counts_within_a_kind(vocabulary: Vocabulary) -> None:
    one, two, other = Item("cue a", "x", (("x",),)), Item("cue a", "y", (("y",),)), Item("cue b", "z", (("z",),))
    assert search([one, two, other], [two, one, other]) is None
    assert search([one, other, two], [one, two]) is not None
    assert search([one, one], [one]) is None
