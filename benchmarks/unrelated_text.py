"""Czech and English text without a single registration number, and full of what looks like one.

Phones, acts, accounts, dates, ISBNs, file and contract numbers, standards, parcels, calls, programmes and amounts stand
beside the very words that announce a project's number.
"""

# ruff: noqa: E501  (one line a kind reads best)

from __future__ import annotations

import random
from collections.abc import Callable

Piece = Callable[[random.Random], str]
LEADS = (
    "Projekt byl podpořen z OP VK,", "Grant ministerstva,", "Dotace z ESF:", "The project was funded by the EU,", "projekt",
    "Číslo smlouvy o projektu:", "This work was supported,", "V rámci projektu jsme volali", "Horizon 2020,", "H2020:",
    "projekt č. smlouvy", "grant agreement and", "Operační program Zaměstnanost,", "výzva k projektům,", "Norské fondy,",
    "Visegrádský fond,", "Interreg,", "podpora GA ČR,", "COST,", "project team,", "Poskytovatel dotace,", "LIFE:",
)  # fmt: skip


def _n(chance: random.Random, figures: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(figures))


def _any(*choices: str) -> Piece:
    return lambda chance: chance.choice(choices)


def _year(chance: random.Random) -> str:
    return str(chance.randint(1990, 2027))


PIECES: dict[str, Piece] = {
    "phone": lambda c: f"tel. {c.choice(('+420 ', '', '00420 '))}{c.randint(2, 7)}{_n(c, 2)} {_n(c, 3)} {_n(c, 3)}",
    "phone_glued": lambda c: f"{c.choice(('tel.: ', 'mobil ', 'fax ', 'phone '))}{c.randint(2, 7)}{_n(c, 8)}",
    "act": lambda c: f"zákon č. {c.randint(1, 600)}/{_year(c)} Sb.",
    "act_plain": lambda c: f"{c.choice(('zákona', 'vyhlášky', 'usnesení', 'nařízení vlády'))} č. {c.randint(1, 600)}/{_year(c)}",
    "eu_act": lambda c: f"nařízení (EU) č. {c.randint(100, 2300)}/{_year(c)}",
    "account": lambda c: f"č. ú. {_n(c, 2)}-{_n(c, 8)}/0{c.randint(1, 8)}00",
    "account_plain": lambda c: f"číslo účtu {c.randint(1, 9)}{_n(c, 9)}/0800, VS: {c.randint(1, 9)}{_n(c, c.randint(5, 9))}",
    "iban": lambda c: f"IBAN CZ{_n(c, 2)} 0800 {_n(c, 4)} {_n(c, 4)} {_n(c, 4)} {_n(c, 4)}",
    "date": lambda c: f"dne {c.randint(1, 28)}. {c.randint(1, 12)}. {_year(c)}",
    "date_tight": lambda c: f"{c.randint(1, 28)}.{c.randint(1, 12)}.{_year(c)} v {c.randint(8, 19)}:{c.randint(10, 59)}",
    "date_iso": lambda c: f"{_year(c)}-{c.randint(1, 12):02}-{c.randint(1, 28):02}",
    "isbn": lambda c: f"ISBN 978-80-{_n(c, 4)}-{_n(c, 3)}-{_n(c, 1)}",
    "isbn_plain": lambda c: f"ISBN 97880{_n(c, 8)}",
    "issn": lambda c: f"ISSN {_n(c, 4)}-{_n(c, 3)}{c.choice('0123456789X')}",
    "doi": lambda c: f"doi:10.{_n(c, 4)}/j.{_n(c, 6)}.{_year(c)}.{_n(c, 2)}",
    "file": lambda c: f"č. j. {c.choice(('MSMT', 'MPSV', 'KUJI', 'MV'))}-{_n(c, 5)}/{_year(c)}",
    "file_plain": lambda c: f"sp. zn. {c.randint(1, 40)} C {c.randint(1, 400)}/{_year(c)}, č.j. {_n(c, 3)}/{c.randint(1, 12):02}/{_year(c)}",
    "contract": lambda c: f"smlouva č. {c.randint(1, 400)}/{_year(c)}",
    "contract_letters": lambda c: f"kupní smlouva č. S-{_n(c, 4)}-{_n(c, 2)}/{_year(c)}",
    "company": lambda c: f"IČO {_n(c, 8)}",
    "company_vat": lambda c: f"IČ: {_n(c, 8)}, DIČ: CZ{_n(c, 8)}",
    "standard": lambda c: f"ČSN EN ISO {c.randint(100, 99999)}-{c.randint(1, 9)}:{_year(c)}",
    "standard_short": lambda c: f"ČSN {_n(c, 2)} {_n(c, 4)}",
    "parcel": lambda c: f"parc. č. {c.randint(1, 4000)}/{c.randint(1, 300)} v k. ú. Lhota",
    "parcel_land": lambda c: f"pozemek p. č. {c.randint(1, 4000)}/{c.randint(1, 90)}, LV {c.randint(1, 9999)}",
    "post": lambda c: f"PSČ {c.randint(1, 7)}{_n(c, 2)} {_n(c, 2)}",
    "call": lambda c: f"výzva č. {_n(c, 2)}_{_n(c, 2)}_{_n(c, 3)}",
    "call_old": lambda c: f"výzvy č. {c.randint(1, 99)}",
    "scheme": lambda c: f"oblast podpory CZ.1.0{c.randint(1, 8)}/{c.randint(1, 6)}.{c.randint(1, 4)}.0{c.randint(0, 9)}",
    "programme": lambda c: f"program {_n(c, 3)}D{_n(c, 5)}",
    "eea_programme": lambda c: f"program CZ{_n(c, 2)}",
    "decision": lambda c: f"Rozhodnutí o poskytnutí dotace č. {_n(c, 2)}_{_n(c, 3)}/{_n(c, 7)}-0{c.randint(1, 9)}",
    "cci": lambda c: f"CCI 20{c.randint(10, 21)}CZ05M2OP{_n(c, 3)}",
    "nuts": lambda c: f"NUTS CZ0{_n(c, 2)}",
    "amount": lambda c: f"{c.randint(1, 99)}.{_n(c, 3)}.{_n(c, 3)},- Kč",
    "amount_blank": lambda c: f"{c.randint(1, 999)} {_n(c, 3)} {_n(c, 3)} Kč",
    "amount_glued": lambda c: f"{c.randint(1, 9)}{_n(c, 5)} EUR",
    "amount_english": lambda c: f"EUR {c.randint(1, 999)},{_n(c, 3)}.{_n(c, 2)}",
    "version": lambda c: f"verze {c.randint(1, 9)}.{c.randint(0, 20)}.{c.randint(0, 99)}",
    "product": lambda c: f"typ {c.choice(('LD', 'TL', 'QJ', 'FV', 'LM'))}{_n(c, 8)}",
    "serial": lambda c: f"výrobní číslo {c.choice(('TA', 'TH', 'CK', 'SS'))}{_n(c, 8)}",
    "material": lambda c: f"VY_{_n(c, 2)}_INOVACE_{_n(c, 2)}_{_n(c, 2)}",
    "resolution": lambda c: f"usnesení č. RM-{_n(c, 4)}-{_n(c, 2)}-{_year(c)}",
    "tender": lambda c: f"evidenční číslo zakázky VZ{_n(c, 6)}, zakázka č. P{c.randint(10, 24)}V{_n(c, 8)}",
    "library": lambda c: f"signatura {c.choice('ABCK')}{_n(c, 5)}/{c.randint(1, 9)}, inv. č. {_n(c, 6)}",
    "journal": lambda c: f"vol. {c.randint(1, 90)}, no. {c.randint(1, 12)}, pp. {_n(c, 3)}-{_n(c, 3)}, {_year(c)}",
    "score": lambda c: f"{c.randint(0, 9)}:{c.randint(0, 9)} ({c.randint(0, 4)}:{c.randint(0, 4)})",
    "coordinates": lambda c: f"{_n(c, 2)}.{_n(c, 7)}N, {_n(c, 2)}.{_n(c, 7)}E",
    "path": lambda c: f"https://www.priklad.example/projekty/TL{_n(c, 8)}/CZ.1.04/5.1.00/81.{_n(c, 5)}",
    "mail": lambda c: f"projekt{_n(c, 4)}@urad.example",
    "image": lambda c: f"obr. {c.randint(1, 40)}, DSC_{_n(c, 4)}.jpg, TL{_n(c, 8)}.pdf",
    "range": lambda c: f"v letech {c.randint(1990, 2010)}/{c.randint(10, 27)} až {c.randint(2011, 2030)}",
    "figures": lambda c: f"{c.randint(1, 99)} % z {c.randint(100, 99999)} osob",
    "address": lambda c: f"Školní {c.randint(1, 2400)}/{c.randint(1, 90)}, {c.randint(1, 7)}{_n(c, 2)} {_n(c, 2)} Lhota",
    "resolution_plain": lambda c: f"zastupitelstvo usnesením č. {c.randint(1, 99)}/{c.randint(1, 40)}/{_year(c)} schválilo dar",
    "word": _any(
        "Na setkání přišli zástupci škol a rodičů", "Program pokračuje odpoledne v sále", "Vstupné se platí na místě",
        "The meeting was open to the public", "Další informace najdete na úřední desce", "Kapacita sálu je omezena",
    ),
}  # fmt: skip


def unrelated(size: int, seed: int) -> str:
    """Return at least `size` code points in paragraphs; the same seed gives the same text."""
    chance = random.Random(seed)
    kinds = list(PIECES.values())
    lines: list[str] = []
    length = 0
    while length < size:
        lead = chance.choice(LEADS) + " " if chance.random() < 0.4 else ""
        pieces = [chance.choice(kinds)(chance) for _ in range(chance.randint(1, 4))]
        line = lead + chance.choice((", ", "; ", " a ", ". ")).join(pieces) + "."
        lines.append(line)
        length += len(line) + 2
    return "\n\n".join(lines)
