"""What workers do: the stages, with the vocabulary that is shipped."""

from __future__ import annotations

from pathlib import Path

from pipeline.settings import Settings
from schemas.records import DocumentResult

# One of each kind of thing that makes a part of the program load its words and compile its patterns.
_EXAMPLE = """<!doctype html><html lang="cs"><title>Projekt</title><body>
<h1>Projekt „Škola pro všechny“</h1><p>Registrační číslo: CZ.1.04/3.1.03/00.00000, doba realizace 1. 2. 2010 až
31. 1. 2012. Výše dotace 1 234 567,- Kč. Příjemce: Obec Lhota, partner: Sdružení, z. s. Kontakt: Ing. Jana Nová,
jana@example.org, +420 123 456 789. Projekt je financován z ESF. Uspořádali jsme tři semináře pro učitele.</p>
<p>The project has received funding from the European Union under grant agreement No. 123456.</p>
<table><tr><th>Partner</th><th>Role</th></tr><tr><td>Obec Lhota</td><td>partner</td></tr></table></body></html>
"""


def process_input(path: Path, source: str, settings: Settings) -> DocumentResult:
    """Process one file. Called in workers: it loads every library."""
    from pipeline.run import process
    from schemas.vocabulary import load_vocabulary

    return process(path, source, settings, load_vocabulary())


def warm_up() -> None:
    """Load libraries and words and compile patterns, before workers are forked: 5 s that each of them saves."""
    import pdfplumber  # noqa: F401
    import pypdfium2  # type: ignore[import-untyped]  # noqa: F401

    from pipeline.read import from_bytes
    from pipeline.run import process_file
    from schemas.vocabulary import load_vocabulary

    settings = Settings(workers=1)
    process_file(from_bytes(_EXAMPLE.encode(), "example", settings), settings, load_vocabulary())
