"""Tables that list projects, one a row: which column holds the titles, told by its head or by what stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.bodies.names import has_organisation_word, is_person
from extractors.dates.date_grammar import DateGrammar, grammar
from extractors.lists.entry_marks import Entry, Marks
from extractors.naming.entry_titles import entry_title
from extractors.text.lexicon import key_words, label_key
from extractors.text.reading import PageReading
from schemas.document import Block

FEWEST_NUMBERED, FEWEST = 2, 3
SHARE = 0.5
WORDY = 14
"""Titles have at least so many letters in the mean, where no head says that they are titles."""

Rows = list[list[Block]]


def table_entries(page: PageReading, marks: Marks) -> Iterator[Entry]:
    """Yield the rows of the tables in which half of the rows or more prove to be about a project each."""
    rules = grammar(page.lexicon.vocabulary.months)
    for rows in _tables(page):
        proofs = [marks.proof(row[0].start, row[-1].end) for row in rows]
        numbered = proofs.count("number")
        if (numbered >= FEWEST_NUMBERED or sum(map(bool, proofs)) >= FEWEST) and sum(map(bool, proofs)) >= SHARE * len(
            rows
        ):
            column = _title_column(page, rows)
            for row in rows:
                start, end = row[0].start, row[-1].end
                yield Entry(start, end, _title(page, row, column, rules) if marks.any(start, end) else None)


def _tables(page: PageReading) -> Iterator[Rows]:
    """The rows of each table that lists things, without its heads."""
    tables: dict[int, dict[int, list[Block]]] = {}
    listed = page.lists - page.turned  # the cells of a turned row stand apart in the text
    heads = {block.label for block in page.blocks if block.table in listed}
    for block in page.blocks:
        if block.table in listed and (block.start, block.end) not in heads:
            tables.setdefault(block.table, {}).setdefault(block.row, []).append(block)
    for table in tables.values():
        yield list(table.values())


def _title(page: PageReading, row: list[Block], column: int, rules: DateGrammar) -> tuple[int, int] | None:
    cell = next((block for block in row if block.column == column), None)
    return entry_title(page, cell.start, cell.end, rules) if cell else None


def _title_column(page: PageReading, rows: Rows) -> int:
    """Return the column whose head names titles; else the one with the longest words that are no bodies or persons."""
    columns: dict[int, list[Block]] = {}
    for row in rows:
        for block in row:
            columns.setdefault(block.column, []).append(block)
    named = [number for number, cells in columns.items() if _holds_titles(page, cells)]
    if named:
        return named[0]
    wordy = {number: _mean_letters(page, cells) for number, cells in columns.items() if not _fields(page, cells)}
    likely = [number for number, mean in wordy.items() if mean >= WORDY and not _of_bodies(page, columns[number])]
    return max(likely, key=lambda number: (wordy[number], -number), default=0)


def _holds_titles(page: PageReading, cells: list[Block]) -> bool:
    """Say whether the column's head names titles: "Projekt"; or "Jméno", where the cells name no people or bodies."""
    key = key_words(_head(page, cells))
    return "titles" in _fields(page, cells) or (
        bool(page.lexicon.cue("title_key").fullmatch(key)) and not _of_bodies(page, cells)
    )


def _head(page: PageReading, cells: list[Block]) -> str:
    label = cells[0].label
    return page.text[label[0] : label[1]] if label else ""


def _fields(page: PageReading, cells: list[Block]) -> set[str]:
    """The fields that the column's head may name."""
    return {entry.field for entry in page.lexicon.labels.get(label_key(_head(page, cells)), ())}


def _mean_letters(page: PageReading, cells: list[Block]) -> float:
    return sum(sum(map(str.isalpha, page.text[c.start : c.end])) for c in cells) / len(cells)


def _of_bodies(page: PageReading, cells: list[Block]) -> bool:
    """Say whether half of the cells or more name organisations, persons, payers or programmes."""
    words = [page.text[cell.start : cell.end] for cell in cells]
    known = {phrase.start for phrase in page.phrases}
    bodies = sum(
        cell.start in known or is_person(name, page.lexicon) or has_organisation_word(name, page.lexicon)
        for cell, name in zip(cells, words, strict=True)
    )
    return bodies * 2 >= len(cells)
