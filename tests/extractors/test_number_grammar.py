"""Numbers of the Czech family: found in any state of repair, mended without adding or losing a digit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from extractors.number_grammar import find_czech, mend

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


def _numbers(count: int) -> list[str]:
    chance = random.Random(7)

    def digits(n: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(n))

    def one() -> str:
        axis, area, last = chance.randint(1, 6), chance.randint(1, 5), chance.randint(0, 9)
        call = f"{chance.randint(15, 19)}_{digits(3)}/{digits(7)}"
        return chance.choice(
            (
                f"CZ.1.{chance.choice(('02', '04', '05', '06', '07'))}/{axis}.{area}.0{last}/{digits(2)}.{digits(5)}",
                f"CZ.2.17/{area}.1.00/{digits(5)}",
                f"CZ.0{axis}.{area}.{digits(2)}/0.0/0.0/{call}",
                f"CZ.0{axis}.0{area}.0{area}/0{last}/2{call[1:]}",
            )
        )

    return [one() for _ in range(count)]


DAMAGE: dict[str, Callable[[str], str]] = {
    "blank round the slashes": lambda n: n.replace("/", " / "),
    "no-break blank behind CZ": lambda n: n.replace("CZ.", "CZ.\u00a0"),
    "break behind the first slash": lambda n: n.replace("/", "/\n", 1),
    "zero-width blanks": lambda n: n.replace(".", ".\u200b"),
    "soft hyphen at a slash": lambda n: n.replace("/", "/\u00ad"),
    "no dot behind CZ": lambda n: n.replace("CZ.", "CZ"),
    "blank for that dot": lambda n: n.replace("CZ.", "CZ "),
    "lower case": lambda n: n.replace("CZ", "cz"),
    "stray dot before a slash": lambda n: n.replace("/", "./", 1),
    "comma for a dot": lambda n: re.sub(r"\.(?=\d)", ",", n, count=2),
    "backslash for a slash": lambda n: n.replace("/", "\\"),
    "escaped underscore": lambda n: n.replace("_", "\\_"),
    "blank for the underscore": lambda n: n.replace("_", " "),
    "lost underscore": lambda n: n.replace("_", ""),
    "dash for the underscore": lambda n: n.replace("_", "–"),
    "letter O for a zero": lambda n: re.sub(r"(?<=\d)0(?=\d)", "O", n, count=1),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_each_damage_is_mended_in_99_of_100_numbers(name: str) -> None:
    numbers = _numbers(2000)
    mended = 0
    for number in numbers:
        text = f"Projekt č. {DAMAGE[name](number)}, který běží."
        spans = find_czech(text)
        mended += len(spans) == 1 and mend(text[slice(*spans[0])]) == number
    assert mended >= 0.99 * len(numbers)


def test_unrelated_figures_hold_no_number() -> None:
    chance = random.Random(11)
    pieces: list[Callable[[], str]] = [
        lambda: f"tel. +420 {chance.randint(200, 799)} {chance.randint(100, 999)} {chance.randint(100, 999)}",
        lambda: f"zákon č. {chance.randint(1, 500)}/{chance.randint(1990, 2024)} Sb.",
        lambda: f"č. ú. {chance.randint(10, 999999)}-{chance.randint(1000, 9999999999)}/0100",
        lambda: f"dne {chance.randint(1, 28)}. {chance.randint(1, 12)}. {chance.randint(1990, 2027)}",
        lambda: f"ISBN 978-80-{chance.randint(1000, 99999)}-{chance.randint(10, 999)}-{chance.randint(0, 9)}",
        lambda: f"DIČ CZ{chance.randint(10**7, 10**8 - 1)}",
        lambda: f"usnesení č. {chance.randint(1, 999)}/{chance.randint(1, 60)}",
        lambda: f"{chance.randint(1, 99)}.{chance.randint(100, 999)}.{chance.randint(100, 999)},- Kč",
    ]
    text = "\n".join(chance.choice(pieces)() for _ in range(20_000))
    assert find_czech(text) == []
