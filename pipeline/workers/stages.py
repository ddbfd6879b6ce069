"""What workers do: the stages, with the vocabulary that is shipped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.settings import Settings
from pipeline.store.damage import with_damage
from pipeline.store.layout import LayoutError, Stored, encode
from pipeline.version import parse_version
from schemas.compiled import every_pattern_kept
from schemas.document import WordBoxes
from schemas.errors import Stage
from schemas.records import DocumentResult, Done, Layout

# One of each kind of thing that makes a part of the program load its words and compile its patterns.
_EXAMPLE = """<!doctype html><html lang="cs"><title>Projekt</title><body>
<h1>Projekt „Škola pro všechny“</h1><p>Registrační číslo: CZ.1.04/3.1.03/00.00000, doba realizace 1. 2. 2010 až
31. 1. 2012. Výše dotace 1 234 567,- Kč. Příjemce: Obec Lhota, partner: Sdružení, z. s. Kontakt: Ing. Jana Nová,
jana@example.org, +420 123 456 789. Projekt je financován z ESF. Uspořádali jsme tři semináře pro učitele. Cílem je,
aby se děti ve škole i po ní měly kde sejít, a proto se na tom podílejí také obce, které v kraji leží.</p>
<p>The project has received funding from the European Union under grant agreement No. 123456.</p>
<table><tr><th>Partner</th><th>Role</th></tr><tr><td>Obec Lhota</td><td>partner</td></tr></table></body></html>
"""


def process_input(path: Path, source: str, settings: Settings) -> DocumentResult:
    """Process one file. Called in workers: it loads every library."""
    # for a single document nothing was loaded before
    with every_pattern_kept():
        from pipeline.run import process
        from schemas.vocabulary import load_vocabulary

    return process(path, source, settings, load_vocabulary())


def answer(
    work: Callable[[Path, str, Settings], object],
    target: Path,
    source: str,
    stored: Stored | None,
    settings: Settings,
) -> tuple[object, Done]:
    """Return what a worker sends back for a file, and what it did: `work` reads it where no pages are stored.

    Where what is stored is damaged, the file is read too, and an issue of the document says so.
    """
    if stored is None:
        return slim(work(target, source, settings), settings), Done.PARSED
    try:
        return slim(extract_again(stored, source, settings), None), Done.EXTRACTED
    except LayoutError as error:
        result = work(target, source, settings)
        if isinstance(result, DocumentResult):
            result = with_damage(result, f"{error}; its file was read again")
        return slim(result, settings), Done.PARSED


def extract_again(stored: Stored, source: str, settings: Settings) -> DocumentResult:
    """Process a document from its stored pages; it gives what process_input() would give. Raises LayoutError."""
    from pipeline.privacy.masking import masked
    from pipeline.run import process_parsed
    from pipeline.store.layout import decode
    from schemas.vocabulary import load_vocabulary

    started = time.perf_counter()
    document, parsed = masked(*decode(stored), settings.forgotten)
    result = process_parsed(document, parsed, source, load_vocabulary())
    return replace(result, seconds=round(time.perf_counter() - started, 4))


def slim(result: object, settings: Settings | None) -> object:
    """Put a layout in the place of blocks and word boxes, which are most of a result's bytes; none without settings."""
    if not isinstance(result, DocumentResult) or result.document is None:
        return result
    document = result.document
    layout = None
    if settings is not None:
        parsed = [issue for issue in result.issues if issue.stage is Stage.PARSE]
        layout = Layout(parse_version(settings, document.media_type), encode(document, parsed))
    pages = tuple(replace(page, blocks=(), words=WordBoxes()) for page in document.pages)
    document = replace(document, pages=pages, metadata=dict(document.metadata))
    return replace(result, document=document, layout=layout)


def warm_up() -> None:
    """Load libraries and words and compile patterns, before workers are forked: each would do it again."""
    import pdfplumber  # noqa: F401
    import pypdfium2  # type: ignore[import-untyped]  # noqa: F401

    from extractors.text.lexicon import Lexicon
    from pipeline.parse import pdf, press, text  # noqa: F401
    from pipeline.read import from_bytes
    from pipeline.run import process_file
    from schemas.vocabulary import load_vocabulary

    settings, vocabulary = Settings(workers=1), load_vocabulary()
    result = process_file(from_bytes(_EXAMPLE.encode(), "example", settings), settings, vocabulary)
    slim(result, settings)
    Lexicon.of(vocabulary).learn_all_phrases()
