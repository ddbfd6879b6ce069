"""The head of a card: a short line, cell or heading right above two labels or more that state fields of one project.

"Clean water for Dolany" / "Programme: LEADER" / "Period: 2013": whatever the page sets round them, the line above the
labels is the title, if the labels name none themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.addresses import is_address, is_place
from extractors.bodies.names import begins_with_head
from extractors.labelling.labels import LabelledValue
from extractors.naming.number_titles import may_head, past_noun, past_scheme
from extractors.text.lines import end_before
from extractors.text.reading import PageReading
from schemas.document import BlockKind

FIELDS = (
    "registration_number",
    "programme",
    "funding",
    "funders",
    "beneficiaries",
    "partners",
    "period",
    "start",
    "end",
)
MONEY_SIDE = ("registration_number", "programme", "funding", "funders")
"""A card of a partner or an event has labels too; one of these tells of a grant."""
SHEET = ("funding", "start", "end", "period")
RUN_BY = ("beneficiaries", "period")
FEWEST = 2
_ACRONYM = re.compile(r"[A-Z](?=[\w-]{0,20}[A-Z0-9])[\w+-]{2,20}(?: [A-Z0-9][\w+-]{0,20})?")
_ARTICLE = re.compile(r"An? (?=[A-Z])")
MOST_UNKNOWN = 5
_SUBTITLE = re.compile(r"[^\n]{10,200}(?<![.!?:;,…])")
_NAMED = re.compile(r"[^\W\d_][^:\n.;]{2,40}:\s")
_LABEL = re.compile(r"[^\W\d_][^:\n.;!?]{2,50}:")
_ROOM = " \t\n\u00a0"
_MARKS = " \t\n\u00a0|•*-–—#>"


def card_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield the line above each run of labels."""
    runs = [(run, {pair.entry.field for pair in run}) for run in _runs(page)]
    listed = _is_list(page, runs)
    for run, fields in runs:
        known = bool(fields & set(MONEY_SIDE)) or (listed and fields >= set(RUN_BY)) or _says_project(page, run)
        if _is_titled(page, run) or len(fields & set(FIELDS)) < FEWEST or not known:
            continue
        if "funding" in fields <= set(SHEET) and _goes_on_sheet(page, run[0].start):
            continue
        start = _past_unknown(page, run[0].start)
        head = _line_above(page, start)
        if head:
            yield *head, "card"
            start = head[0]
        name = _short_name(page, start) if head else _heading_over(page, start)
        if name:
            yield *name, "card"


def _is_list(page: PageReading, runs: list[tuple[list[LabelledValue], set[str]]]) -> bool:
    """Say whether two runs or more tell who solves a project and when, on a page with a number or known programme."""
    alike = sum(fields >= set(RUN_BY) for _, fields in runs)
    return alike >= FEWEST and bool(page.numbers or any(p.sure and p.kind == "programme" for p in page.phrases))


def _says_project(page: PageReading, run: list[LabelledValue]) -> bool:
    """Say whether a label of the run's times names the project: "Start of project"; an event has none."""
    noun = page.lexicon.cue("project_noun")
    timed = (pair for pair in run if pair.entry.field in ("start", "end", "period"))
    return any(noun.search(page.text, pair.start, pair.end) for pair in timed)


def _goes_on_sheet(page: PageReading, start: int) -> bool:
    """Say whether the page's one number stands above: money and dates in a section of their own are that project's."""
    values = {re.sub(r"\W", "", page.text[n.start : n.end]) for n in page.numbers}
    return len(values) == 1 and page.numbers[0].start < start


def _short_name(page: PageReading, start: int) -> tuple[int, int] | None:
    """Return the heading above the title, if it is an acronym: "SenSYS" over a logo and "Sensing systems for towns"."""
    end = end_above(page, start)
    first = page.text.rfind("\n", 0, end) + 1
    block = page.block_at(first)
    heading = block is not None and block.kind is BlockKind.HEADING
    return (first, end) if heading and _ACRONYM.fullmatch(page.text, first, end) else None


def _heading_over(page: PageReading, start: int) -> tuple[int, int] | None:
    """Return the heading over a subtitle above the labels that cannot be a title itself: "When A meets B"."""
    end = end_before(page.text, start, _MARKS)
    line, own = page.block_at(end - 1) if end else None, page.block_at(start)
    if own is None or own.kind is BlockKind.HEADING:
        return None  # where labels are headings, the one above may be a label too
    if line is None or line.kind is not BlockKind.PARAGRAPH or not _SUBTITLE.fullmatch(page.text, line.start, end):
        return None
    if is_address(page.text[line.start : end], page.lexicon) or any(p.sure for p in page.phrases_at(line.start)):
        return None
    end = end_above(page, line.start)
    block = page.block_at(end - 1) if end else None
    if block is None or block.kind is not BlockKind.HEADING or begins_with_head(page.text, block.start, page.lexicon):
        return None
    return (block.start, end) if may_head(page, block.start, end, headed=True) else None


def end_above(page: PageReading, start: int, marks: str = _MARKS) -> int:
    """Return where what stands above a line ends, a picture's words between them left out."""
    end = end_before(page.text, start, marks)
    block = page.block_at(end - 1) if end else None
    return end_before(page.text, block.start, marks) if block and block.kind is BlockKind.ALT else end


def _is_titled(page: PageReading, run: list[LabelledValue]) -> bool:
    """Say whether a label of the run names the title; an acronym's label leaves the long name to the line above."""
    short = page.lexicon.cue("short_name")
    return any(pair.entry.field == "titles" and not short.match(page.text, pair.start, pair.end) for pair in run)


def _runs(page: PageReading) -> Iterator[list[LabelledValue]]:
    """The labels of the page in runs; a line between them that none of them names ends a run."""
    run: list[LabelledValue] = []
    for pair in page.labelled:
        if pair.form == "key" or not pair.values or _heads_sections(page, pair):
            continue
        if run and not _goes_on(page, run[-1], pair):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _heads_sections(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether the values are headings: of "Our projects", those of all its sections."""
    first = page.block_at(pair.values[0][0]) if pair.form == "below" else None
    return first is not None and first.kind is BlockKind.HEADING


def _goes_on(page: PageReading, last: LabelledValue, pair: LabelledValue) -> bool:
    end = max(stop for _, stop in last.values)
    between = page.text[end : pair.start]
    return "\n" not in between or not between.partition("\n")[2].strip(_MARKS)


def _past_unknown(page: PageReading, start: int) -> int:
    """Return where the first of the items begins that the run's own stands among, each with a label of its own."""
    for _ in range(MOST_UNKNOWN):
        end = end_before(page.text, start, _MARKS)
        first = page.text.rfind("\n", 0, end) + 1
        block, own = page.block_at(end - 1), page.block_at(start)
        listed = block is not None and own is not None and block.kind is own.kind is BlockKind.LIST_ITEM
        if listed and _NAMED.match(page.text, max(first, block.start if block else 0), end):
            start = max(first, block.start if block else 0)
        elif over := _label_over(page, first):
            start = over
        else:
            break
    return start


def _label_over(page: PageReading, start: int) -> int:
    """Return where the line above begins if it is a label, "Place of the project:", with its value below; else 0."""
    end = end_before(page.text, start, _ROOM)
    first = page.text.rfind("\n", 0, end) + 1
    block = page.block_at(first)
    heading = block is None or block.kind is BlockKind.HEADING
    return first if not heading and _LABEL.fullmatch(page.text, first, end) else 0


def _line_above(page: PageReading, start: int) -> tuple[int, int] | None:
    """Return the line, cell or heading that ends right before `start`, if it may be a title."""
    text = page.text
    end = end_before(text, start, _MARKS)
    if not end or text.count("\n", end, start) == 0 or text.count("\n", end, start) > 2:
        return None
    first = text.rfind("\n", 0, end) + 1
    block, own = page.block_at(first), page.block_at(start)
    if block is None or own is None or block.region is not own.region or "\t" in text[first:end]:
        return None
    if block.kind not in (BlockKind.HEADING, BlockKind.TABLE_CELL) and block.start < text.rfind("\n", 0, first):
        return None  # the last line of a paragraph
    first = past_scheme(page, past_noun(text, first, end), end)
    known = page.lexicon.cue("about_no_project").match(text, first, end) or any(
        phrase.sure and phrase.start == first for phrase in page.phrases_at(first)
    )
    item = block.kind is BlockKind.LIST_ITEM and page.blocks[page.index_of(block) - 1].kind is BlockKind.LIST_ITEM
    if known or item or is_place(text[first:end], page.lexicon):
        return None
    if is_address(text[first:end], page.lexicon) or begins_with_head(text, first, page.lexicon):
        return None
    if page.lexicon.cue("field_noun").match(text, first, end) and ":" in text[first:end]:
        return None  # "Místo realizace: …"
    article = _ARTICLE.match(text, first, end)
    headed = block.kind is BlockKind.HEADING
    return (first, end) if may_head(page, article.end() if article else first, end, headed=headed) else None
