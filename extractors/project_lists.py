"""Lists of projects under a heading that announces them: items, paragraphs, table rows, or sub-headings.

"Projects": "Title of one (GA ČR 17-01706S), 2017–2019". An entry counts if it prints a number, a programme, a payer or
a period; its title is what stands before those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.dates.date_grammar import DateGrammar, find_ranges, grammar
from extractors.lists.entry_marks import of_programme
from extractors.money.amount_grammar import find_amounts
from extractors.naming.bilingual import two_languages
from extractors.naming.entry_titles import leading, tidied
from extractors.naming.marked_bodies import names_a_body
from extractors.payers.payer_tables import purposes
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.quotations import quotations
from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind
from schemas.records import Mention

NAME, FIELDS = "project_lists", ("titles",)

LONGEST_ENTRY, FEWEST = 900, 3
_ENTRY_KINDS = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
_NAMED = re.compile(
    rf"(?P<name>[{CAPITAL}0-9][^\s:]{{0,40}}(?: [^\s:]{{1,40}}){{0,3}}):\s"
    rf"(?P<title>[{CAPITAL}0-9][^.:\n]{{14,200}}(?:\n[^.:\n]{{1,200}}){{0,2}})(?:\.(?=\s|$)|(?=\n|$))"
)
# What may stand before the bold title of an entry: an enumerator, years, a colon.
_LINE = re.compile(r"[^\n]+")
_ACRONYM = re.compile(r"(?<![\w-])[A-Z](?=[\w-]{0,20}[A-Z0-9])[\w-]{2,20}(?![\w-])")
NOUN_REACH = 14
"""The noun stands so near before a quotation that is its name."""
# "Project timeline", "Projektový rozpočet": what of the project is told behind the colon.
_PART = re.compile(rf"(?:Project|Projekt\w{{0,5}}|Programme|Grant)\s[{SMALL}]")
_ORDINAL = re.compile(r"\s(?:no\.\s|č\.\s)?\d{1,2}$")
_OPENING = re.compile(r"[\d\s.,:;()/•*–—-]{0,40}(?:„|\")?")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the titles of the entries."""
    rules = grammar(reading.vocabulary.months)
    for page, name, title in _announced_names(reading):
        yield mention(page, "titles", *name, "titles.listed")
        if not page.lexicon.cue("finite", "does_en").search(page.text, *title):  # a sentence on what it does
            yield mention(page, "titles", *title, "titles.long_form")
    for page in reading.pages:
        titles = [*(entry.title for entry in page.entries if entry.title), *purposes(page)]
        others = (span for span in _titles(page, rules) if not ((entry := page.entry_at(span[0])) and entry.title))
        for title in (*titles, *filter(None, (tidied(page, *span) for span in others))):
            for begin, stop in two_languages(page.text, *title):
                yield mention(page, "titles", begin, stop, "titles.listed")


def _titles(page: PageReading, rules: DateGrammar) -> Iterator[tuple[int, int]]:
    whole, level, of_entry = page.is_list, 0, False
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.HEADING:
            of_entry = (whole or bool(level and page.rank(block) > level)) and _heads_entry(page, index, rules)
            if of_entry:
                yield block.start, block.end
            elif page.announces(block):
                level = page.rank(block)
            elif page.rank(block) <= level and not _is_group(page, block):
                level = 0
        elif (lead := _lead(page, block)) and (level or whole) and not (of_entry and lead[1] < block.end):
            of_entry = lead[1] >= block.end and _heads_entry(page, index, rules)
            if of_entry or _has_fact(page, block, rules, money=True):
                yield lead
        elif not of_entry and _is_entry(page, index, bool(level), whole, rules):
            block = _first_words(page, index)
            title = leading(page, block.start, block.end, rules)
            yield from (title,) if title else ()


def _is_group(page: PageReading, block: Block) -> bool:
    """Say whether a heading only groups the projects below it: "Current", "Ukončené projekty", "Období 2014–2020"."""
    words = page.text[block.start : block.end].strip(" :")
    if not any(map(str.isalpha, words)):
        return True  # "2019 – 2020"
    return words.count(" ") <= 4 and bool(page.lexicon.cue("project_group").match(words))


def _lead(page: PageReading, block: Block) -> tuple[int, int] | None:
    """Return the bold or italic words that open a paragraph or item, behind a year or two at most."""
    if block.kind not in (*_ENTRY_KINDS, BlockKind.TERM):
        return None
    for start, end in page.emphasis:
        if start >= block.end:
            break
        if start >= block.start and end <= block.end and _OPENING.fullmatch(page.text, block.start, start):
            sentence = page.lexicon.cue("finite").search(page.text, start, end)
            return None if sentence or _is_group(page, block) or names_a_body(page, start, end) else (start, end)
    return None


def _first_words(page: PageReading, index: int) -> Block:
    """Return the block itself, or in a row that begins with a number the next cell."""
    block = page.blocks[index]
    following = page.blocks[index + 1] if index + 1 < len(page.blocks) else block
    numbered = any(block.end <= n.end for n in page.numbers_over(block.start, block.start + 1))
    return following if block.kind is BlockKind.TABLE_CELL and numbered else block


def _heads_entry(page: PageReading, index: int, rules: DateGrammar) -> bool:
    """Say whether the blocks below a sub-heading state facts of one project, and are no list of their own."""
    heading = page.blocks[index]
    words = page.text[heading.start : heading.end]
    if _is_group(page, heading) or page.lexicon.is_generic(words) or words.endswith("?"):
        return False
    if page.lexicon.cue("projects").search(words):
        return False
    body = list(_until_heading(page.blocks[index + 1 : index + 9]))
    if any(b.table in page.lists and any(e.field == "titles" for e in page.labels_of(b)) for b in body):
        return False  # over a table of projects stands the name of their group
    if _of_other_name(page, heading, body):
        return False
    own = [block for block in body if not _is_own_thing(page, block)]
    facts = [block for block in own if _has_fact(page, block, rules, money=_tells_paying(page, block))]
    entries = [block for block in facts if block.kind is BlockKind.LIST_ITEM or _lead(page, block)]
    numbers = {page.text[n.start : n.end] for block in body for n in page.numbers_within(block.start, block.end)}
    return bool(facts) and len(entries) <= 1 and len(numbers) <= 2


def _is_own_thing(page: PageReading, block: Block) -> bool:
    """Say whether an item begins with a name of its own: "**School parliament** meets on Mondays"."""
    lead = _lead(page, block) if block.kind is BlockKind.LIST_ITEM else None
    return lead is not None and ":" not in page.text[lead[0] : lead[1] + 2]


def _tells_paying(page: PageReading, block: Block) -> bool:
    """Say whether a block speaks of a grant or of costs; the price of a service proves no project."""
    return page.lexicon.cue("finance", "budget").search(page.text, block.start, block.end) is not None


def _of_other_name(page: PageReading, heading: Block, body: list[Block]) -> bool:
    """Say whether the section names its project in quotation marks, or the heading one listed above: "ABC in brief"."""
    noun = page.lexicon.cue("project_noun")
    for block in body if heading.kind is BlockKind.HEADING else ():
        for start, end in quotations(page.text, block.start, block.end):
            called = noun.search(page.text, max(block.start, start - NOUN_REACH), start)
            if called and page.text[start:end] not in page.text[heading.start : heading.end]:
                return True
    names = _ACRONYM.findall(page.text, heading.start, heading.end)
    return any(0 <= page.text.find(f"({name})") < heading.start for name in names)


def _is_entry(page: PageReading, index: int, listed: bool, whole: bool, rules: DateGrammar) -> bool:
    """Say whether the block is an entry: an item or paragraph with a fact, or the first cell of a row with one."""
    block = page.blocks[index]
    if block.table in page.turned:
        return block.column == 1 and block.row > 1 and not page.labels_of(block)
    if block.kind is BlockKind.TABLE_CELL:
        if not (listed or whole) or block.label or block.column != 1 or block.table in page.forms:
            return False
        following = page.blocks[index + 1 : index + 12]
        row = [b for b in following if (b.table, b.row) == (block.table, block.row)]
        return any(_has_fact(page, cell, rules) for cell in row)
    announced = listed or whole
    short = block.end - block.start <= LONGEST_ENTRY
    return announced and short and block.kind in _ENTRY_KINDS and _has_fact(page, block, rules)


def _until_heading(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return
        yield block


def _has_fact(page: PageReading, block: Block, rules: DateGrammar, *, money: bool = False) -> bool:
    """Say whether the block prints a number, a programme, a payer or a period; or, if asked, an amount of money."""
    start, end = block.start, block.end
    if page.numbers_within(start, end) or any(p.sure for p in page.phrases_within(start, end)):
        return True
    if end - start > LONGEST_ENTRY:
        return False
    if money and next(find_amounts(page.text, page.lexicon.vocabulary, start, end), None):
        return True
    return any(not of_programme(page, found) for found in find_ranges(page.text, rules, start, end))


def _announced_names(reading: Reading) -> Iterator[tuple[PageReading, tuple[int, int], tuple[int, int]]]:
    """Yield page, name and long title of lines such as "NEARDATA: Extreme Near-Data Processing Platform." that follow a
    sentence over several projects which ends in a colon. A name that comes twice is a label, not a project."""
    started = False
    found: list[tuple[PageReading, tuple[int, int], tuple[int, int]]] = []
    for page in reading.pages:
        lead = page.lexicon.cue("projects")
        for block in page.blocks:
            started = started and (block.kind is not BlockKind.HEADING or bool(page.page.words))
            if not started and page.text.find(":", block.start, block.end) < 0:
                continue
            for start, end in _lines(page.text, block):
                if page.text[end - 1] == ":" and lead.search(page.text, max(block.start, end - 200), end):
                    started = True
                elif started and (match := _NAMED.match(page.text, start, block.end)):
                    found.append((page, match.span("name"), match.span("title")))
    found = [item for item in found if not _is_label(item[0], *item[1])]
    names = [page.text[start:end] for page, (start, end), _ in found]
    single = [item for item, name in zip(found, names, strict=True) if names.count(name) == 1]
    yield from single if len(single) >= FEWEST else ()


def _is_label(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words before a colon ask for a fact: "Project timeline", "Partner 1"."""
    part = _PART.match(page.text, start, end)
    return bool(part) or bool(page.lexicon.label_entries(_ORDINAL.sub("", page.text[start:end])))


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the lines of a block; a block without line breaks is one."""
    for match in _LINE.finditer(text, block.start, block.end):
        yield match.span()
