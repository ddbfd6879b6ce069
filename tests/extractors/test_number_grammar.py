"""Numbers of the Czech family: found in any state of repair, mended without adding or losing a digit."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from benchmarks.number_trials import CZECH, OTHER, Damage, czech_number, other_number
from benchmarks.prove_numbers import czech_in, found_in, strays, trial
from benchmarks.unrelated_text import unrelated
from extractors.numbers.number_grammar import find_czech, mend

Make = Callable[[random.Random], str]
PRINTED = [
    # (text, as printed, mended)
    ("reg. č. CZ.1.04/5.1.00/81.00007.", "CZ.1.04/5.1.00/81.00007", "CZ.1.04/5.1.00/81.00007"),
    ("č. CZ.1.04/3.1.03/C2.00017)", "CZ.1.04/3.1.03/C2.00017", "CZ.1.04/3.1.03/C2.00017"),
    ("CZ1.07./1.2.00/47.0009 je", "CZ1.07./1.2.00/47.0009", "CZ.1.07/1.2.00/47.0009"),
    ("ProjectCZ.1.07/2.3.00/30.0005", "CZ.1.07/2.3.00/30.0005", "CZ.1.07/2.3.00/30.0005"),
    ("cz 1.07/2.3.00/2O.0189", "cz 1.07/2.3.00/2O.0189", "CZ.1.07/2.3.00/20.0189"),
    ("CZ.1.04/3.1.03/\nC2.00017", "CZ.1.04/3.1.03/\nC2.00017", "CZ.1.04/3.1.03/C2.00017"),
    ("CZ.02.01.01/00/23 021/0012599", "CZ.02.01.01/00/23 021/0012599", "CZ.02.01.01/00/23_021/0012599"),
    ("CZ.10.03.01/00/22003/0000048", "CZ.10.03.01/00/22003/0000048", "CZ.10.03.01/00/22_003/0000048"),
    ("CZ.02.01.01/00/22\\_003/0000048", "CZ.02.01.01/00/22\\_003/0000048", "CZ.02.01.01/00/22_003/0000048"),
    ("CZ.02.3.68/0.0./0.0/18_063/0010453", "CZ.02.3.68/0.0./0.0/18_063/0010453", "CZ.02.3.68/0.0/0.0/18_063/0010453"),
    ("CZ.2.17/1.1.00/34049 dne 5. 6.", "CZ.2.17/1.1.00/34049", "CZ.2.17/1.1.00/34049"),
    ("CZ.31.1.01/MV/23_62/0000062", "CZ.31.1.01/MV/23_62/0000062", "CZ.31.1.01/MV/23_62/0000062"),
    ("CZ.04.3.07/3.1.01.02, 2006", "CZ.04.3.07/3.1.01.02", "CZ.04.3.07/3.1.01.02"),
    # A word of the next line is no figure that was typed as a letter.
    ("CZ.1.07/1.1.03/02.0011\nInformační", "CZ.1.07/1.1.03/02.0011", "CZ.1.07/1.1.03/02.0011"),
    # Digits are never added: a lost 0.0 group stays lost.
    ("CZ.05.3.29/0.0/19_122/0013319", "CZ.05.3.29/0.0/19_122/0013319", "CZ.05.3.29/0.0/19_122/0013319"),
]
REFUSED = [
    "globální grant CZ.1.04/4.1.01",
    "DIČ CZ70836981",
    "program CZ02",
    "kód CZ0642",
    "výzva 03_15_009",
    "12/2014",
    "CZ.1",
]


@pytest.mark.parametrize(("text", "printed", "mended"), PRINTED)
def test_a_number_is_found_as_printed_and_mended(text: str, printed: str, mended: str) -> None:
    assert [text[start:end] for start, end in find_czech(text)] == [printed]
    assert mend(printed) == mended


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert find_czech(text) == []


NUMBERS = 100
"""Of each damage here; benchmarks/prove_numbers.py takes 10,000."""


def _recovered(name: str, operators: dict[str, Damage], make: Make, pairs: bool) -> tuple[int, int]:
    """Return how many of the damaged numbers were read as they were, and how many there were."""
    chance = random.Random(f"{name} {pairs}")
    passed = tried = 0
    while tried < NUMBERS:
        second = [operators[chance.choice([other for other in operators if other != name])]] if pairs else []
        result = trial(make, [operators[name], *second], czech_in if make is czech_number else found_in, chance)
        tried += result is not None
        passed += result is True
    return passed, tried


@pytest.mark.parametrize("pairs", [False, True], ids=["alone", "with a second"])
@pytest.mark.parametrize("name", CZECH)
def test_each_damage_is_mended(name: str, pairs: bool) -> None:
    passed, tried = _recovered(name, CZECH, czech_number, pairs)
    assert passed >= (0.95 if pairs else 0.99) * tried


@pytest.mark.parametrize("name", OTHER)
def test_each_damage_of_other_schemes_is_mended(name: str) -> None:
    passed, tried = _recovered(name, OTHER, other_number, pairs=False)
    assert passed >= 0.99 * tried


@pytest.mark.parametrize("seed", range(3))
def test_unrelated_text_holds_no_number(seed: int) -> None:
    assert strays(seed) == []


def test_the_unrelated_text_holds_every_kind_of_false_friend() -> None:
    text = unrelated(60_000, 1)
    assert len(text) >= 60_000
    assert all(word in text for word in ("tel.", "Sb.", "č. ú.", "IČO", "ISBN", "č. j.", "výzva", "parc. č.", "ČSN"))
    assert unrelated(5_000, 1) == unrelated(5_000, 1) != unrelated(5_000, 2)


BROKEN = [
    # a single figure on the next line belongs to the number or to what follows
    ("CZ.1.04/5.1.00/81.0007\n5. května se konal seminář", "CZ.1.04/5.1.00/81.0007"),
    ("CZ.1.04/5.1.00/81.0007\n5 osob přišlo", "CZ.1.04/5.1.00/81.0007"),
    ("CZ.1.04/5.1.00/81.0000\n7, který běží", "CZ.1.04/5.1.00/81.00007"),
    ("CZ.1.04/5.1.00/81.000-\n07 se konal", "CZ.1.04/5.1.00/81.00007"),
    ("CZ.1.07/2.3.00/20.0189\n5 osob", "CZ.1.07/2.3.00/20.0189"),
    ("CZ.2.17/3.1.00/327\n18 a další", "CZ.2.17/3.1.00/32718"),
]


@pytest.mark.parametrize(("text", "number"), BROKEN)
def test_where_a_number_ends_that_is_broken_within_a_part(text: str, number: str) -> None:
    assert czech_in(text) == [number]
