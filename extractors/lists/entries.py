"""Where a page sets project beside project: items of a list, lines, paragraphs, sections, each with facts of its own.

What counts is what stands in them, not what announces them. Siblings are entries if two of them or more, and half of
all, show a number; or if three show a year or period beside a payer, programme or amount, and a title before those.
Under a heading that announces projects two are enough, and a payer beside an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from extractors.bodies.names import trim
from extractors.dates.date_grammar import find_dates, grammar
from extractors.lists.announcing import announced
from extractors.lists.dated_heads import dated_entries
from extractors.lists.described_cards import described_entries
from extractors.lists.entry_cards import are_cards, joined
from extractors.lists.entry_marks import Entry, Marks, find_marks
from extractors.lists.key_entries import key_entries
from extractors.lists.paid_items import paid_items
from extractors.lists.table_entries import table_entries
from extractors.naming.entry_titles import entry_title
from extractors.text.intervals import Intervals
from extractors.text.lexicon import label_key
from extractors.text.lines import end_before
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Region

FEWEST_NUMBERED, SHARE, LONGEST = 2, 0.5, 900
SHARE_OF_PARAGRAPHS = 0.6
"""Paragraphs of prose and lines are seldom entries: more of them must show a number, each another one."""
LONGEST_LINE = 130
"""A paragraph that is a line is no longer; a run of them is no prose."""
LONGEST_DATES = 40
"""A line of dates above a heading."""
_LINE = re.compile(r"[^\n]+")


def find_entries(page: PageReading) -> list[Entry]:
    """Return the entries of the page, by start; of entries within entries the inner ones only."""
    named = len(page.numbers) + sum(phrase.sure for phrase in page.phrases)
    if cards := described_entries(page) or dated_entries(page):
        return cards
    if named < FEWEST_NUMBERED and not page.announces_projects:
        return _with_paid(page, [])
    marks = find_marks(page)
    found = [*table_entries(page, marks), *key_entries(page, marks)]
    for items in _lists(page):
        found += _of_items(page, items, marks.announced if announced(page, items[0].start) else marks)
    for run in _paragraph_runs(page):
        told = announced(page, run[0][0])
        shown = marks.announced if told else marks
        prose = not told and any(end - start > LONGEST_LINE for start, end in run)
        found += _accepted(page, run, shown, SHARE_OF_PARAGRAPHS, prose=prose)
    found += _continued(page, marks, found)
    for run in (*_cell_runs(page), *_term_runs(page)):
        found += _accepted(page, run, marks, SHARE)
    found = _with_paid(page, found)
    for run in _section_runs(page):
        if not any(run[0][0] <= entry.start < run[-1][1] for entry in found):
            shown = marks.announced if announced(page, run[0][0]) else marks
            found += _accepted(page, _with_dates(page, run), shown.of_prose, SHARE, titled=are_cards(page, run, shown))
    return sorted(found, key=lambda entry: entry.start)


def _with_paid(page: PageReading, found: list[Entry]) -> list[Entry]:
    """Return the entries, with those of lists of grants beside them that are none yet."""
    known = Intervals(sorted(found, key=lambda entry: entry.start))
    paid = [
        Entry(*item.place, trim(page.text, *item.title)) for item in paid_items(page) if not known.over(*item.place)
    ]
    return sorted([*found, *paid], key=lambda entry: entry.start)


def _accepted(
    page: PageReading,
    run: list[tuple[int, int]],
    marks: Marks,
    share: float,
    *,
    prose: bool = False,
    titled: bool = False,
) -> list[Entry]:
    """Return the run's stretches as entries if enough of them prove to be about a project each.

    `prose`: paragraphs count only with a number each; those between them may speak of all the projects.
    `titled`: a title stands above each stretch, as in sections that are cards.
    """
    single, run = run, joined(page, run, marks)
    carded = prose and len(run) < len(single)
    titled = titled or carded
    marks, prose = (marks.of_prose, False) if carded else (marks, prose)
    proofs = [marks.proof(*span) for span in run]
    several = len({_number(page, *span) for span, proof in zip(run, proofs, strict=True) if proof == "number"})
    fewest = FEWEST_NUMBERED if titled and all(proofs) else marks.fewest
    if several < FEWEST_NUMBERED and (prose or several + proofs.count("facts") < fewest):
        return []
    if sum(map(bool, proofs)) < share * len(run) or sum(_is_labelled(page, *span) for span in run) * 2 >= len(run):
        return []
    rules = grammar(page.lexicon.vocabulary.months)
    titles = [entry_title(page, *span, rules) if proof else None for span, proof in zip(run, proofs, strict=True)]
    if several < FEWEST_NUMBERED and sum(map(bool, titles)) < max(min(FEWEST_NUMBERED, fewest), fewest - bool(several)):
        return []
    found = zip(run, titles, proofs, strict=True)
    return [Entry(*span, title) for span, title, proof in found if proof or not prose]


def _continued(page: PageReading, marks: Marks, found: list[Entry]) -> list[Entry]:
    """Return the entries of runs too short for a list, where three such lines or more are about a project each.

    "2021" / "Kaplička – dotace X 150 000 Kč" / "2020" / …: a year heads each line or two. A heading in words names its
    section itself.
    """
    taken = {entry.start for entry in found}
    worded = ([span for span in run if _has_words(page, *span)] for run in _paragraph_runs(page))
    short = [
        run for run in worded if 0 < len(run) < marks.fewest and not (run[0][0] in taken or _below_words(page, run))
    ]
    proven = [run for run in short if all(_is_line(page, *span) and marks.proof(*span) for span in run)]
    if len(proven) < FEWEST_NUMBERED or sum(map(len, proven)) < marks.fewest:
        return []
    continued = replace(marks, is_continued=True)
    return [entry for run in proven for entry in _accepted(page, run, continued, 1.0)]


def _below_words(page: PageReading, run: list[tuple[int, int]]) -> bool:
    """Say whether a heading in words stands right above the run."""
    head = page.heading_before(run[0][0])
    block = page.block_at(run[0][0])
    if head is None or block is None or block.start != run[0][0]:
        return False  # a year stands above it in its own block
    return page.index_of(block) - page.index_of(head) == 1 and _has_words(page, head.start, head.end)


def _is_line(page: PageReading, start: int, end: int) -> bool:
    return end - start <= LONGEST_LINE and page.text.find("\n", start, end) < 0


def _has_words(page: PageReading, start: int, end: int) -> bool:
    return any(map(str.isalpha, page.text[start:end]))


def _number(page: PageReading, start: int, end: int) -> str:
    return next(re.sub(r"\W", "", page.text[n.start : n.end]) for n in page.numbers_within(start, end))


def _is_labelled(page: PageReading, start: int, end: int) -> bool:
    """Say whether the stretch begins with a label: a field of one project, and no project."""
    return any(pair.entry.field != "titles" for pair in page.labels_within(start, start + 4))


def _lists(page: PageReading) -> Iterator[list[Block]]:
    """The items of each list, deeper ones among them."""
    run: list[Block] = []
    for block in (*page.blocks, None):
        if block is not None and block.kind is BlockKind.LIST_ITEM:
            run.append(block)
        elif run:
            yield run
            run = []


def _of_items(page: PageReading, items: list[Block], marks: Marks) -> list[Entry]:
    """The entries among the items of the highest level, each with those below it; else those among the items below."""
    found = _accepted(page, _headed(items), marks, SHARE)
    if found:
        return found
    level = min(item.level for item in items)
    for is_below, group in groupby(items, key=lambda item: item.level > level):
        below = list(group)
        if is_below and any(item.level > below[0].level for item in below):
            found += _of_items(page, below, marks)
    return found


def _headed(items: list[Block]) -> list[tuple[int, int]]:
    """The stretches that begin with an item of the highest level."""
    level = min(item.level for item in items)
    heads = [index for index, item in enumerate(items) if item.level == level]
    ends = [*(items[index - 1].end for index in heads[1:]), items[-1].end]
    return [(items[index].start, end) for index, end in zip(heads, ends, strict=True)]


def _paragraph_runs(page: PageReading) -> Iterator[list[tuple[int, int]]]:
    """Paragraphs one below the other, and the lines of each."""
    run: list[tuple[int, int]] = []
    for block in page.blocks:
        line = block.kind is BlockKind.HEADING and page.plain and bool(page.numbers_within(block.start, block.end))
        if line or (block.kind is BlockKind.PARAGRAPH and block.end - block.start <= LONGEST):
            run.append((block.start, block.end))
        else:
            yield from [run] if run else []
            run = []
        if run and page.text[block.end - 1] == ":":
            yield run  # what follows is what the words before the colon announce
            run = []
        if block.kind is BlockKind.PARAGRAPH and page.text.count("\n", block.start, block.end) >= 1:
            yield list(_items(page.text, block))
    yield from [run] if run else []


def _term_runs(page: PageReading) -> Iterator[list[tuple[int, int]]]:
    """The terms of a list of definitions, each with what it is said to be; terms that are numbers define no titles."""
    run: list[tuple[int, int]] = []
    numbered = 0
    for block in (*page.blocks, None):
        if block and block.kind is BlockKind.TERM:
            run.append((block.start, block.end))
            numbered += bool(page.numbers_within(block.start, block.end))
        elif block and run and block.kind in (BlockKind.DEFINITION, BlockKind.LIST_ITEM):
            run[-1] = (run[-1][0], block.end)
        else:
            yield from [run] if len(run) >= FEWEST_NUMBERED and not numbered * 2 >= len(run) else ()
            run, numbered = [], 0


def _items(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph; where plain text indents some, each with the deeper ones below it."""
    lines = [match.span() for match in _LINE.finditer(text, block.start, block.end)]
    depths = [_depth(text, start) for start, _ in lines]
    least = min(depths, default=0)
    heads = [index for index, depth in enumerate(depths) if depth == least]
    if len(heads) < FEWEST_NUMBERED or heads[0] > 0:
        heads = list(range(len(lines)))
    for first, following in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield lines[first][0], lines[following - 1][1]


def _depth(text: str, start: int) -> int:
    """The blanks before the first letter of the line."""
    line = text.rfind("\n", 0, start) + 1
    words = text[line : start + 80]
    return start - line + len(words[start - line :]) - len(words[start - line :].lstrip())


def _cell_runs(page: PageReading) -> Iterator[list[tuple[int, int]]]:
    """Cells of several lines in one column of a table that only lays the page out: a title, and facts below it."""
    columns: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for block in page.blocks:
        laid_out = block.table and block.table not in page.lists and block.table not in page.forms
        if laid_out and "\n" in page.text[block.start : block.end]:
            columns.setdefault((block.table, block.column), []).append((block.start, block.end))
    yield from (run for run in columns.values() if len(run) >= FEWEST_NUMBERED)


def _section_runs(page: PageReading) -> Iterator[list[tuple[int, int]]]:
    """Sections under headings of one level, the deepest level first; a heading that is a label begins none."""
    sections = list(_sections(page))
    for level in sorted({page.rank(heading) for heading, _ in sections}, reverse=True):
        run: list[tuple[int, int]] = []
        for heading, end in sections:
            if page.rank(heading) < level:
                yield from [run] if run else []
                run = []
            elif page.rank(heading) == level and not _says_nothing(page, heading):
                run.append((heading.start, end))
        yield from [run] if run else []


def _sections(page: PageReading) -> Iterator[tuple[Block, int]]:
    """The headings, each with the end of its section: the next heading of its level or a higher one."""
    opened: list[Block] = []
    ends: dict[int, int] = {}
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    for heading in headings:
        while opened and page.rank(opened[-1]) >= page.rank(heading):
            ends[opened.pop().start] = heading.start
        opened.append(heading)
    last = max((block.end for block in page.blocks if block.region is Region.MAIN), default=0)
    for heading in headings:
        yield heading, ends.get(heading.start, max(last, heading.end))


def _with_dates(page: PageReading, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take the line of years above each heading to its section if two headings or more have one: a time line."""
    starts = [_dated_from(page, start) for start, _ in run]
    if sum(start < heading for start, (heading, _) in zip(starts, run, strict=True)) < FEWEST_NUMBERED:
        return run
    ends = [min(end, following) for (_, end), following in zip(run, [*starts[1:], run[-1][1]], strict=True)]
    return list(zip(starts, ends, strict=True))


def _dated_from(page: PageReading, heading: int) -> int:
    """Return where the paragraph of dates alone right above the heading begins, or the heading itself."""
    above = page.block_at(end_before(page.text, heading) - 1)
    if above is None or above.kind is not BlockKind.PARAGRAPH or above.end - above.start > LONGEST_DATES:
        return heading
    words = page.text[above.start : above.end]
    for date in reversed(list(find_dates(words, grammar(page.lexicon.vocabulary.months)))):
        words = words[: date.start] + words[date.end :]
    said = page.text[above.start : above.end] != words and not any(map(str.isalnum, words))
    return above.start if said else heading


def _says_nothing(page: PageReading, block: Block) -> bool:
    words = page.text[block.start : block.end]
    return label_key(words) in page.lexicon.labels or page.lexicon.is_generic(words)
