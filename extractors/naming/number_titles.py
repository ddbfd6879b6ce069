"""Titles that stand beside a registration number: behind it, before it in its line, on the lines round it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.addresses import is_address, is_place
from extractors.bodies.names import is_person
from extractors.labelling.labels import LabelledValue
from extractors.naming.clause_names import names_in_clause
from extractors.naming.names_beside_numbers import names_beside
from extractors.naming.prose_titles import past_article, refused_word
from extractors.naming.title_doubts import heads_no_project
from extractors.naming.title_ends import before_verb
from extractors.numbers.number_grammar import find_czech
from extractors.numbers.number_search import PrintedNumber
from extractors.payers.paying_words import speaks_of_paying
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon, label_key
from extractors.text.lines import end_before
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

LONGEST, LONGEST_LINE = 300, 200
PROSE = 100
"""A paragraph that ends in a full stop and is longer than so many code points is prose."""
NUMBER_WORD = 20
"""No word for a number is so long; what stands further from the end is not looked at."""
# Behind a number: ": Title", "– Title", "(ACRONYM)".
_AFTER_NUMBER = re.compile(
    r"\s?(?:\((?P<inside>[^()]{2,120})\)|(?::|\s[–—-])\s(?P<rest>[^\n;|]{6,250}?)(?=\s—\s|[\n;|]|$))"
)
_NUMBER_WORD = re.compile(
    r"(?:[\s,;:(–-]|\b(?:s|pod|ev|id|kód|under|with|reg(?:istra\w{0,8})?|č|čísl\w{1,3}|no|nr|number|projektu?|project|ms\d{4}\+?)\.?)$",
    re.IGNORECASE,
)
# A number of another kind between title and number: "akc. č. 09035133".
_LABELLED_FIGURE = re.compile(r"[\s,;(](?:\w{2,6}\.\s?)?(?:č|no|nr|id)\.?\s?\d{4,12}[,;]?\s?$", re.IGNORECASE)
# The number's own bracket: " (H2020 ", " (grant agreement No. ".
_OPENED = re.compile(r"[”“\"»«*_]{0,2}\s?\([^()\n;•]{0,36}")
# A person, and no title, opens the bracket: "(O. Novak; supervisor L. Mala)".
_PERSON = re.compile(rf"(?:[{CAPITAL}]\.[ -]?){{1,3}}[{CAPITAL}][^\W\d_]{{1,30}}(?:[;,]|$)")
_MONEY = re.compile(r"(?:CZK|EUR|USD|Kč|€)\s?\d|\d\s?(?:Kč|CZK|EUR|€)")
_CAPITAL = re.compile(rf"(?:[a-z]{{1,2}}[.-]?)?[{CAPITAL}0-9]")
_ACRONYM = re.compile(rf"[{CAPITAL}](?=[\w-]{{0,8}}[0-9{CAPITAL}])[\w-]{{3,8}}")
_WORD, _FIGURE = re.compile(r"[^\W\d_]{3}"), re.compile(r"\d")
# A remark in brackets behind a title: "(program Prostředí pro život)".
_REMARK = re.compile(rf"\s\((?=[{SMALL}])[^()\n]{{2,90}}\)$")
_ENTRY = re.compile(r"[\s•*-]{0,6}[^\W\d_][^\n:.!?]{2,60}:[ \t]{1,40}\S")
"""A line of a sheet with its label, however many words that has."""
_SHORT_NAME = re.compile(r"[\s•*-]{0,6}[^\s:]{2,24}:")
"""One word before a colon may be a title's short name: "ReedAct: Reading by the river"."""
_NO_HEAD = re.compile(r"(?<![\dIVX])[.;!?](?:\s|$)|:$|@|://|:.{0,99}\d{4}")
_NO_HEADING = re.compile(r"(?<![\dIVX])(?:[;!?](?:\s|$)|\.$)|:$|@|://|:.{0,99}\d{4}")
_SCHEME_DASH = re.compile(r"(?:\s[A-Z]{1,4}\d{0,3})?\s?[–—-]\s(?=\S{3})")
_FIRST_WORDS = re.compile(r"(?P<title>[^\n.;:()]{8,120})(?:\.\s|\s[–—-]\s)")
# Quotation marks and a small letter at most stand before the first capital: "eLearn", "de.NBI".
_BEGINS_TITLE = re.compile(rf"[\"„“»«*_]{{0,3}}(?:[a-z]{{1,2}}[.-]?)?[{CAPITAL}0-9]")
# "Cíl projektu: …", "Aim of the project: …": another label.
_OF_PROJECT = re.compile(r"[^:]{2,60}\s(?:projektu|project|projektů):\s", re.IGNORECASE)
_BEFORE_TITLE = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})?[.)]|\d{1,2}\.\d{1,2}|[a-z]\))\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)?\d\d)?)?:?\s)?"
    r"(?:(?:Projekt|Project|PROJEKT|PROJECT):?\s"
    # "Česko-slovenský projekt X", "Předem vybraný projekt: X"
    rf"|[{CAPITAL}](?:[\w-]{{2,24}}\s){{0,2}}[\w-]{{2,24}}[ýí]\s(?:projekt|mikroprojekt):?\s(?=[„\"{CAPITAL}]))?"
)


def _number_word_at_end(head: str) -> re.Match[str] | None:
    return _NUMBER_WORD.search(head, max(0, len(head) - NUMBER_WORD))


def before_number(text: str, start: int, end: int) -> int:
    """Cut the value before a number that stands behind the title: "Title (CZ.1.07/…)", "Title, reg. č. …"."""
    found = find_czech(text[start:end])
    if not found or found[0][0] == 0:
        return end
    head = text[start : start + found[0][0]]
    while match := _number_word_at_end(head):
        head = head[: match.start()]
    return start + len(head)


def before_numbers(text: str, start: int, end: int) -> int:
    """Return where a title ends before a number at `end`, its label, and another number with a label of its own."""
    head = _other_number(text[start:end])
    return start + len(head)


def is_lead(words: str) -> bool:
    """Say whether words between a title and its number only lead to the number: "“ (reg. č. ".

    A number of another kind may stand among them: "akc. č. 09035133, reg. č. ".
    """
    return bool(_OPENED.fullmatch(words)) or not _other_number(f" {words}").strip(' ”“"»«*_')


def _other_number(head: str) -> str:
    """Return the words before "reg. č." or "akc. č. 09035133,"."""
    for _ in range(3):
        while match := _number_word_at_end(head):
            head = head[: match.start()]
        other = _LABELLED_FIGURE.search(head)
        if other is None:
            break
        head = head[: other.start()]
    return head


def _opens_line(text: str, first: int, number: PrintedNumber) -> bool:
    """Say whether nothing but words such as "reg. č." stands in the line before the number."""
    if number.start - first > LONGEST:
        return False
    head = text[first : number.start]
    while match := _number_word_at_end(head):
        head = head[: match.start()]
    return not head.strip(" :(*•–-")


def _other_lines(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """A short block of a number on its own line and a title on the others, as on a slide."""
    block = page.block_at(number.start)
    if block is None or block.end - block.start > LONGEST:
        return
    text = page.text
    first = max(text.rfind("\n", block.start, number.start) + 1, block.start)
    newline = text.find("\n", number.end, block.end)
    opens = _opens_line(text, first, number)
    alone = opens and not text[number.end : newline].strip(" .")
    if alone and newline > 0 and first == block.start:
        start, end = newline + 1, block.end
        words = text[start:end]
        if may_head(page, start, end) and not re.search(r"\d{4}", words):
            yield start, end, "line"
    elif first > block.start and opens:
        start, end = block.start, text.find("\n", block.start, block.end)
        start = past_noun(text, start, end)
        if may_head(page, start, end):
            yield start, end, "line"


def past_scheme(page: PageReading, start: int, end: int) -> int:
    """Return the start behind a programme, its action and a dash: "Erasmus+ KA1 - Learning from neighbours"."""
    for phrase in page.phrases_at(start):
        behind = _SCHEME_DASH.match(page.text, phrase.end, end) if phrase.kind == "programme" and phrase.sure else None
        if behind:
            return behind.end()
    return start


def past_noun(text: str, start: int, end: int) -> int:
    """Return the start behind an enumerator, a year or two and the word "Projekt" or "Project"."""
    match = _BEFORE_TITLE.match(text, start, end)
    return match.end() if match else start


def number_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """ "No. 123 – Title", "code 031L0102 (acronym)", and list items such as "Title (CZ.1.07/…)"."""
    text = page.text
    values = {pair.values[0][0] for pair in page.labelled if pair.entry.field != "titles" and _holds(text, pair)}
    for number in page.numbers:
        _, limit = page.sentence_at(number.start)
        match = _AFTER_NUMBER.match(text, number.end, max(limit, number.end))
        glued = page.text[number.start - 2 : number.start].strip().endswith((":", "("))
        group = match.lastgroup if match else None
        closed = match and group and match[group].find(")") > match[group].find("(") == -1  # "(no. 123 — CALL-1) was"
        if match and group and not (glued and match["rest"]) and not closed and _BEGINS_TITLE.match(match[group]):
            yield from () if _PERSON.match(match[group]) else [(*match.span(group), "beside_number")]
        yield from _other_lines(page, number)
        above = [found for found in _line_above(page, number) if found[0] not in values]
        yield from above or _line_below(page, number)
        yield from names_beside(page, number)
        yield from names_in_clause(page, number)
        yield from _opens_paragraph(page, number)
        yield from _ends_line(page, number)
        block = page.block_at(number.start)
        if block and block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING):
            start = max(text.rfind("\n", block.start, number.start) + 1, block.start)
            start = past_noun(text, start, number.start)
            end = before_number(text, start, min(number.end, block.end))
            words = text[start:end]
            bounded = (
                8 <= end - start <= 200 and end <= number.start and not re.search(r"[.:;!?](?:\s|$)|[„“”»«\"]", words)
            )
            if bounded and _CAPITAL.match(words) and not refused_word(words.split()[0], page):
                yield start, end, "line"


def _holds(text: str, pair: LabelledValue) -> bool:
    """Say whether the label has a value; one of money without a figure has none: "Podpora EU" over a title."""
    return bool(pair.values) and (pair.entry.field != "funding" or bool(_FIGURE.search(text, *pair.values[0])))


def _opens_paragraph(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """What a paragraph opens with before its programme and number: "Flexi škola. OP Zaměstnanost, CZ.03.1.51/…"."""
    block = page.block_at(number.start)
    if block is None or block.kind is not BlockKind.PARAGRAPH or number.start - block.start > LONGEST_LINE:
        return
    match = _FIRST_WORDS.match(page.text, block.start, number.start)
    if match is None:
        return
    start, end = past_noun(page.text, match.start("title"), match.end("title")), match.end("title")
    known = any(p.sure for p in page.phrases_at(match.end())) or match.end() == number.start
    told = page.lexicon.cue("project_noun").search(page.text, start, end) or page.phrases_at(start)
    if known and not told and before_verb(page, start, end) == end and may_head(page, start, end):
        yield start, end, "line"


def _ends_line(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """The words of a line that ends in its number: "Nová lávka Reg. č.: CZ.06.1.37/…"."""
    block, text = page.block_at(number.start), page.text
    if block is None or block.kind is not BlockKind.PARAGRAPH or block.table:
        return
    first = max(text.rfind("\n", block.start, number.start) + 1, block.start)
    stop = text.find("\n", number.end, block.end)
    if text[number.end : block.end if stop < 0 else stop].strip(" )].") or number.start - first > LONGEST_LINE:
        return
    start, end = past_noun(text, first, number.start), before_numbers(text, first, number.start)
    labelled = number.start - end > 2 and not page.labels_over(start, end) and not page.phrases_at(start)
    labelled = labelled and not names_number(text[first : number.start], page.lexicon)  # "Identifikační kód: 123"
    behind = text[end : number.start].strip(" :(")
    labelled = labelled and not page.lexicon.cue("project_noun").fullmatch(behind)  # a label no list has, and its noun
    seats = text[start:end].split(",")[2:]  # behind a name and a street: "Obec Lhota, Náves 1, 123 45 Lhota"
    labelled = labelled and not any(is_address(seat, page.lexicon) for seat in seats)
    if labelled and start < end and before_verb(page, start, end) == end and may_head(page, start, end):
        yield start, end, "line"


def _line_above(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """A short line of its own right above the line that begins with the number or with its label: a card's head."""
    text = page.text
    block = page.block_at(number.start)
    if block is None or block.table:
        return
    first = _line_start(page, number, block)
    if first is None:
        return
    end = end_before(text, first)
    start = text.rfind("\n", 0, end) + 1
    if start and page.lexicon.cue("action_type").match(text, start, end):
        end = end_before(text, start)  # "Strategic Partnership for school education"
        start = text.rfind("\n", 0, end) + 1
    start = past_scheme(page, past_noun(text, start, end), end)
    above = page.block_at(start)
    if above is None or above.table or above.region is not block.region or text.count("\n", end, first) > 2:
        return
    if _WORD.search(text, start, end) and may_head(page, start, end) and not _is_field(page, start, end, first):
        yield start, end, "line"


def _is_field(page: PageReading, start: int, end: int, number: int) -> bool:
    """Say whether the line is one of a sheet's fields, "Gesční odbor: Školství": other such lines stand round it."""
    text = page.text
    if not _is_entry(text, start, end) or not _ENTRY.match(text, number):
        return False
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    below = text.find("\n", number) + 1
    return bool((above < start and _ENTRY.match(text, above)) or (below and _ENTRY.match(text, below)))


def _line_below(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """The paragraph or definition right below a number that stands alone in its own, with no title above it."""
    text, block = page.text, page.block_at(number.start)
    if (
        block is None
        or block.table
        or not _opens_line(text, block.start, number)
        or text[number.end : block.end].strip(" .:")
    ):
        return
    start = len(text) - len(text[block.end :].lstrip())
    below = page.block_at(start)
    if below is None or below.table or below.region is not block.region:
        return
    if below.kind in (BlockKind.HEADING, BlockKind.TERM) or block.kind is BlockKind.DEFINITION:
        return
    if _closes_prose(page, block):
        return
    if _ENTRY.match(text, block.start, number.start + 1) and _is_entry(text, start, below.end):
        return
    newline = text.find("\n", start, below.end)
    end = below.end if newline < 0 else newline
    remark = _REMARK.search(text, start, end)
    end = remark.start() if remark else end
    if " " in text[start:end] and may_head(page, start, end) and not page.phrases_at(start):
        yield start, end, "line"


def _is_entry(text: str, start: int, end: int) -> bool:
    """Say whether a line has a label of its own, "Adresa místa: Dub 7", and no short name: "ReedAct: Reading"."""
    return _ENTRY.match(text, start, end) is not None and _SHORT_NAME.match(text, start, end) is None


def _closes_prose(page: PageReading, block: Block) -> bool:
    """Say whether prose stands right above a number: it closes what was told, and what follows is another thing's."""
    above = page.block_at(max(0, end_before(page.text, block.start) - 1))
    return (
        above is not None
        and above.kind is BlockKind.PARAGRAPH
        and above.end - above.start > PROSE
        and page.text[above.end - 1] == "."
    )


def _line_start(page: PageReading, number: PrintedNumber, block: Block) -> int | None:
    """Return where the line of the number begins if nothing but its label stands before it; a label may stand above."""
    text = page.text
    first = text.rfind("\n", 0, number.start) + 1
    if number.start - first > LONGEST_LINE:
        return None
    if _names_programme(page, first, number):
        return first
    if _opens_line(text, first, number) or label_key(text[first : number.start]) in page.lexicon.labels:
        if text[first : number.start].strip() or first == 0:
            return first
        above = text.rfind("\n", 0, first - 1) + 1
        label = text[above : first - 1]
        return above if label_key(label) in page.lexicon.labels or names_number(label, page.lexicon) else first
    return None


def names_number(words: str, lexicon: Lexicon) -> bool:
    """Say whether up to four words are a label of a number, in a list or not: "Identifikační kód"."""
    parts = words.strip(" :").split()
    noun = lexicon.cue("number_noun")
    return 0 < len(parts) <= 4 and bool(noun.fullmatch(parts[-1]) or noun.fullmatch(parts[0]))


def _names_programme(page: PageReading, first: int, number: PrintedNumber) -> bool:
    """Say whether nothing but "Projekt" and a programme stands in the line before the number: "Projekt IROP CZ.06"."""
    phrases = [p for p in page.phrases_within(first, number.start) if p.kind == "programme"]
    if len({p.start for p in phrases}) != 1:
        return False
    before, behind = page.text[first : phrases[0].start], page.text[phrases[0].end : number.start]
    return not any(_other_number(f" {words}").strip(" •*–-") for words in (before, behind))


def may_head(page: PageReading, start: int, end: int, *, headed: bool = False) -> bool:
    """Say whether a line may be a title: no sentence, label, other number, or person's name.

    A heading (`headed`) may have a full stop within: "Mapy a lidé. Sběr, popis a vydání pramenů".
    """
    words = page.text[start:end]
    if not (8 if not _ACRONYM.fullmatch(words) else 4) <= len(words) <= LONGEST_LINE or not _CAPITAL.match(words):
        return False
    return (
        not (_NO_HEADING if headed else _NO_HEAD).search(words)
        and label_key(words.partition(":")[0]) not in page.lexicon.labels
        and not _OF_PROJECT.match(words)
        and not page.lexicon.cue("told_of").match(words)
        and not page.lexicon.is_generic(words)
        and not (words.count(" ") <= 3 and page.lexicon.cue("project_group").match(words))
        and not page.lexicon.cue("finite").search(words)
        and not speaks_of_paying(words, page.lexicon)
        and not names_number(words.partition(":")[0], page.lexicon)
        and not page.numbers_within(start, end)
        and not is_person(words, page.lexicon)
        and not is_place(words, page.lexicon)
        and not _MONEY.search(words)
        and not refused_word(past_article(words).split()[0], page)
        and not heads_no_project(page, start, end)
    )
