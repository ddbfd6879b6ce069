"""Titles behind labels, and the page's own title in front matter that states fields of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extractors.labelling.labels import LabelledValue
from extractors.naming.number_titles import before_number
from extractors.numbers.number_grammar import find_czech
from extractors.text.kept import kept
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import label_key
from extractors.text.lines import lines
from extractors.text.quotations import OPEN, quotations
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST = 300
# The next label, broken at the line's end: "Title, registrační / číslo projektu: …".
_CUT_LABEL = re.compile(r",\s(?:registrační|reg\.|evidenční|identifikační|project|registration)$", re.IGNORECASE)
# The next label of a line of several, in a list or not: "Title; Fiche: 6; Body: 71".
_NEXT_LABEL = re.compile(r"\s?;\s(?=[^\W\d_][^:;\n]{0,40}:\s)")
LABEL = 44
"""A label of no list is no longer, with its colon; a known one may end it."""
_BEHIND_NUMBER = re.compile(r"[\s,;:|]{1,4}(?=[^\W\d_])")
"""What may stand between a number and the title behind it in one value: "CZ.1.07/… Title", "101113725, ACRONYM"."""


def labelled_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each title that a label or a key names."""
    yield from _labelled(page)
    yield from _front_matter(page)


def _labelled(page: PageReading) -> Iterator[tuple[int, int, str]]:
    for pair in page.labelled:
        if pair.entry.field != "titles" or (pair.form == "key" and pair.entry.weak and not _heads_project(page, pair)):
            continue
        if pair.form == "cell" and _of_participant(page, pair):
            continue
        # "Project title | NAME": the bar parts label and value, line by line, and a run of labels has no bars
        if pair.form == "run" and page.text[pair.values[0][0]] == "|":
            continue
        barred = "|" in page.text[pair.end : pair.values[0][0]]
        if pair.form == "open" and page.text[pair.values[0][0]] not in OPEN and not barred:
            continue
        if pair.entry.weak and pair.form != "key" and not _weak_label_holds(page, pair):
            continue
        start, end = _joined(page.text, pair.values)
        inner = quotations(page.text, start, end)
        if inner and inner[0][0] - start <= 2:
            yield *inner[0], "labelled"
        else:
            start = _behind_number(page, start, end)
            following = _NEXT_LABEL.search(page.text, start, min(len(page.text), end + LABEL))
            end = min(end, following.start()) if following else end
            end = start + len(_CUT_LABEL.sub("", page.text[start : before_number(page.text, start, end)]))
            yield start, end, "labelled"


def _behind_number(page: PageReading, start: int, end: int) -> int:
    """Return where the title begins behind the project's number in one value, or `start`."""
    number = next((number for number in page.numbers_over(start, end) if number.start == start), None)
    gap = _BEHIND_NUMBER.match(page.text, number.end, end) if number else None
    return gap.end() if gap else start


def _of_participant(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether "Short name" is a partner's: its row is that of a partner, and has no project's number."""
    block = page.block_at(pair.values[0][0])
    if block is None or not page.lexicon.cue("short_name").fullmatch(page.text, pair.start, pair.end):
        return False
    beside = _fields_of_rows(page).get((block.table, block.row), set())
    return "partners" in beside and "registration_number" not in beside


@kept
def _fields_of_rows(page: PageReading) -> dict[tuple[int, int], set[str]]:
    """Return table and row -> the fields of which the row has a labelled cell."""
    found: dict[tuple[int, int], set[str]] = {}
    for pair in page.labelled:
        block = page.block_at(pair.values[0][0]) if pair.form == "cell" else None
        if block:
            found.setdefault((block.table, block.row), set()).add(pair.entry.field)
    return found


def _front_matter(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """The page's `title` is the project's where the front matter holds two more fields of a project."""
    own = [pair for pair in page.labelled if pair.form == "key" and page.entry_at(pair.start) is None]
    fields = {pair.entry.field for pair in own} - {"titles", "published", "contacts"}
    if len(fields) >= 2:
        for block in page.blocks:
            if block.kind is BlockKind.FRONT_MATTER and block.key.lower() == "title":
                yield block.start, block.end, "labelled"


def _heads_project(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether the key is "project" and other keys state who pays, takes part or receives, or when it runs."""
    others = {other.entry.field for other in page.labelled if other.form == "key"}
    block = page.block_at(pair.start)
    named = block and page.lexicon.cue("project_noun").fullmatch(block.key)
    return bool(named and others & {"funders", "partners", "beneficiaries", "programme", "start", "end", "period"})


def _weak_label_holds(page: PageReading, pair: LabelledValue) -> bool:
    """ "Projekt:" names a title in a table, or before a short line that is no sentence.

    In a table "Název" needs another column or row that only projects have, or a heading that announces them.
    """
    start, end = pair.values[0]
    block = page.block_at(start)
    if (block and block.table and _under_money(page, block)) or _of_party(page, end):
        return False
    if block and block.table and not page.under_project_heading(block) and not _of_projects(page, block.table):
        return False
    return (
        pair.form in ("cell", "colon")
        and end - start < 200
        and not re.search(rf"[.!?]\s+[{CAPITAL}]", page.text[start:end])
    )


def _of_party(page: PageReading, end: int) -> bool:
    """Say whether the name is that of a party to a contract: its seat or its number stands right below."""
    return any(
        page.lexicon.cue("party").match(page.text, line)
        for line, _ in islice(lines(page.text, end + 1, min(len(page.text), end + 160)), 2)
    )


def _under_money(page: PageReading, block: Block) -> bool:
    """Say whether the heading above names money: "Rozpočet" stands over the items of one project's costs."""
    heading = page.heading_before(block.start)
    words = page.text[heading.start : heading.end] if heading else ""
    return any(entry.field == "funding" for entry in page.lexicon.labels.get(label_key(words), ()))


def _of_projects(page: PageReading, table: int) -> bool:
    """Say whether the table labels a number, a payer, a programme, a recipient or a period."""
    fields = ("registration_number", "programme", "funders", "beneficiaries", "partners", "start", "end")
    cells = (page.block_at(pair.values[0][0]) for pair in page.labelled if pair.entry.field in fields)
    return any(cell and cell.table == table for cell in cells)


def _joined(text: str, values: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Join the lines of a title that was broken for its length, or inside quotation marks."""
    start, end = values[0]
    for following, stop in values[1:4]:
        broken = text[end - 1] == "-" or end - start >= 30 or text.count("„", start, end) > text.count("“", start, end)
        if (
            text[end:following].count("\n") != 1
            or not broken
            or stop - start > LONGEST
            or find_czech(text[following:stop])
        ):
            break
        if not (text[following].islower() or text[end - 1] == "-" or text[start] in OPEN):
            break
        end = stop
    return start, end
