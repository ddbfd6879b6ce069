"""Make the PDF samples: slide decks and a leaflet of invented projects, the same bytes every time.

    python scripts/make_sample_pdfs.py [FOLDER]

FOLDER defaults to samples/pdf.  Needs fpdf2 and pymupdf-fonts (both from the development lock).
"""

from __future__ import annotations

import atexit
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path

from fpdf import FPDF

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "pdf"
MADE = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
FACES = {"": "notos", "B": "notosbo"}
"""Noto Sans, which has all Czech letters and is free to embed (SIL Open Font Licence)."""

Rows = Sequence[Sequence[str]]


@cache
def font_files() -> list[tuple[str, Path]]:
    """Return style and file of each face, written out once: fpdf2 reads fonts from files alone."""
    folder = Path(tempfile.mkdtemp(prefix="sample-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # Noto carries a hinting table (TTFA) that the subsetter drops, with a warning for each deck.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    files = []
    for style, face in FACES.items():
        file = folder / f"{face}.ttf"
        # Imported by name: the package has no type information.
        file.write_bytes(import_module("pymupdf_fonts").myfont(face))
        files.append((style, file))
    return files


class Deck(FPDF):
    """Pages of one size with the same footer line on each; sizes are in points."""

    def __init__(self, title: str, foot: str = "", upright: bool = False) -> None:
        super().__init__(orientation="P" if upright else "L", unit="pt", format="A4" if upright else (405, 720))
        self.foot = foot
        for style, file in font_files():
            self.add_font("Sample", style, file)
        # No compression: another zlib would give other bytes.
        self.set_compression(False)
        self.set_title(title)
        self.set_creation_date(MADE)
        self.set_margin(48)
        self.set_auto_page_break(False)

    def file_id(self) -> str:
        """Return a fixed identifier; fpdf2 would take one from the time of day."""
        return "<00000000000000000000000000000000><00000000000000000000000000000000>"

    def footer(self) -> None:
        """Print the funding line and the page's number at the foot of each page."""
        if self.foot:
            self.set_font("Sample", "", 9)
            self.text(48, self.h - 24, self.foot)
            self.text(self.w - 60, self.h - 24, str(self.page_no()))

    def lines(self, x: float, y: float, size: float, lines: Sequence[str], bold: bool = False) -> float:
        """Print the lines from (x, y) down; return where the next line may stand."""
        self.set_font("Sample", "B" if bold else "", size)
        for line in lines:
            y += size * 1.35
            self.text(x, y, line)
        return y

    def ruled(self, x: float, y: float, widths: Sequence[float], rows: Rows, high: float = 26) -> float:
        """Draw a table with ruling lines; return the y of its lower edge."""
        self.set_font("Sample", "", 11)
        for row in rows:
            left = x
            for width, cell in zip(widths, row, strict=True):
                self.rect(left, y, width, high)
                self.text(left + 6, y + high - 9, cell)
                left += width
            y += high
        return y


def deck_of_a_town() -> Deck:
    """Czech slides: the title breaks after a real hyphen, the budget is a ruled table."""
    foot = "CZ.1.04/3.1.03/45.00877   Financováno z prostředků ESF prostřednictvím OP LZZ a státního rozpočtu ČR"
    deck = Deck("Závěrečná konference", foot)
    deck.add_page()
    deck.lines(48, 60, 26, ["Závěrečná konference projektu"], bold=True)
    deck.lines(48, 150, 18, ["Zkvalitnění výkonu sociálně-", "právní ochrany dětí v Lukavci"], bold=True)
    deck.lines(48, 240, 14, ["Lukavec, 12. června 2014"])
    deck.add_page()
    deck.lines(48, 40, 24, ["Základní údaje"], bold=True)
    deck.lines(
        48,
        100,
        15,
        [
            "Název projektu: Zkvalitnění výkonu sociálně-právní ochrany dětí v Lukavci",
            "Registrační číslo: CZ.1.04/3.1.03/45.00877",
            "Příjemce: Město Lukavec",
            "Doba realizace: 1. 7. 2012 – 30. 6. 2014",
            "Partner projektu: Centrum pro rodinu Lukavec, z.s.",
        ],
    )
    deck.add_page()
    deck.lines(48, 40, 24, ["Rozpočet projektu"], bold=True)
    deck.ruled(
        48,
        110,
        (300, 180),
        (
            ("Celkové způsobilé výdaje", "3 842 500,00 Kč"),
            ("z toho z Evropského sociálního fondu", "3 266 125,00 Kč"),
            ("z toho ze státního rozpočtu", "576 375,00 Kč"),
        ),
    )
    deck.add_page()
    deck.lines(48, 40, 24, ["Co se podařilo"], bold=True)
    deck.lines(
        48,
        100,
        15,
        [
            "• Uskutečnilo se 6 kulatých stolů, zúčastnilo se jich 83 osob.",
            "• Proběhla 3 školení pracovníků úřadu.",
            "• Vydali jsme 2 brožury pro rodiče.",
        ],
    )
    deck.add_page()
    deck.lines(48, 40, 24, ["Kontakt"], bold=True)
    deck.lines(
        48,
        100,
        15,
        [
            "Manažer projektu: Ing. Karel Doležel, Ph.D.",
            "E-mail: dolezel@lukavec.example",
            "Tel.: +420 565 400 219",
        ],
    )
    return deck


def deck_of_a_consortium() -> Deck:
    """English slides of a European project; one slide has two columns."""
    foot = "PEATWISE   Funded by the European Union   Grant Agreement No 101994417"
    deck = Deck("PEATWISE kick-off", foot)
    deck.add_page()
    deck.lines(48, 70, 30, ["PEATWISE"], bold=True)
    deck.lines(48, 140, 18, ["Peatland Water and Soil in a Warming Europe"])
    deck.lines(48, 200, 14, ["Kick-off meeting, Horizon Europe"])
    deck.add_page()
    deck.lines(48, 40, 24, ["Project facts"], bold=True)
    deck.lines(
        48,
        100,
        15,
        [
            "Project title: Peatland Water and Soil in a Warming Europe",
            "Acronym: PEATWISE",
            "Programme: Horizon Europe",
            "Start date: 1 January 2024",
            "End date: 31 December 2027",
            "Total budget: EUR 4.2 million",
            "EU contribution: 3 985 400 EUR",
        ],
    )
    deck.add_page()
    deck.lines(48, 40, 24, ["Who and for whom"], bold=True)
    deck.lines(48, 100, 16, ["Consortium partners"], bold=True)
    deck.lines(
        48,
        130,
        13,
        [
            "• University of Norrvik",
            "• Moorland Trust Ltd",
            "• Institut für Moorkunde Linz GmbH",
        ],
    )
    deck.lines(390, 100, 16, ["Target groups"], bold=True)
    deck.lines(
        390,
        130,
        13,
        [
            "• farmers on organic soils",
            "• river basin authorities",
            "• nature park managers",
        ],
    )
    deck.add_page()
    deck.lines(48, 40, 24, ["Contact"], bold=True)
    deck.lines(
        48,
        100,
        15,
        [
            "Coordinator: Mokrava Research Institute",
            "Project manager: Ondřej Kalina",
            "E-mail: kalina@mokrava.example",
        ],
    )
    return deck


def leaflet_of_a_hospital() -> Deck:
    """A Czech leaflet on one upright page: prose left, facts right."""
    deck = Deck("Leták", upright=True)
    deck.add_page()
    deck.lines(48, 40, 20, ["Nové zázemí pro dlouhodobě nemocné"], bold=True)
    deck.lines(
        48,
        100,
        10,
        [
            "Nemocnice otevřela nový pavilon",
            "následné péče. Pacienti v něm mají",
            "dvoulůžkové pokoje, zahradu",
            "a místnost pro setkání s rodinou.",
            "",
            "Stavba nezastavila běžný provoz,",
            "stěhování proběhlo za tři dny.",
            "",
            "V přízemí je nová čekárna a kavárna,",
            "kde pracují lidé se zdravotním",
            "postižením.",
        ],
    )
    deck.lines(
        310,
        104,
        11,
        [
            "Název projektu:",
            "Pavilon následné péče Rokytnice",
            "Registrační číslo projektu:",
            "CZ.06.04.01/00/22_931/0092115",
            "Příjemce podpory:",
            "Nemocnice Rokytnice, a.s.",
            "Termín realizace:",
            "02/2023 – 11/2024",
            "Celkové náklady:",
            "187,5 mil. Kč",
            "Podíl EU:",
            "131 250 000 Kč",
            "Vlastní zdroje:",
            "28 125 000 Kč",
        ],
    )
    deck.lines(
        48,
        700,
        9,
        ["Projekt je spolufinancován z Evropského fondu pro regionální rozvoj prostřednictvím IROP."],
    )
    return deck


def deck_without_a_project() -> Deck:
    """English slides on how to apply: the words of a project, but no project."""
    deck = Deck("How to write an application", "Information day for applicants   Regional Advisory Office")
    slides = (
        ("How to write an application", ["Information day for applicants", "Published: 4 September 2018"]),
        (
            "Before you start",
            [
                "• Read the call and its annexes twice.",
                "• Check who may be an applicant and who may be a partner.",
                "• The grant covers at most 85 % of eligible costs.",
            ],
        ),
        (
            "The budget",
            [
                "• The call offers EUR 12 million in all.",
                "• One project may ask for EUR 50,000 to EUR 400,000.",
                "• A project lasts 36 months at most.",
            ],
        ),
        ("Questions", ["Write to advice@regionaloffice.example"]),
    )
    for head, body in slides:
        deck.add_page()
        deck.lines(48, 40, 24, [head], bold=True)
        deck.lines(48, 100, 15, body)
    return deck


DECKS: dict[str, Callable[[], Deck]] = {
    "cs-deck-town.pdf": deck_of_a_town,
    "en-deck-consortium.pdf": deck_of_a_consortium,
    "cs-leaflet-hospital.pdf": leaflet_of_a_hospital,
    "en-deck-no-project.pdf": deck_without_a_project,
}


def make(name: str) -> bytes:
    """Return the bytes of the sample `name`; KeyError if there is none of that name."""
    return bytes(DECKS[name]().output())


def main() -> int:
    """Write every sample into the folder that the command line names."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in DECKS:
        (folder / name).write_bytes(make(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
