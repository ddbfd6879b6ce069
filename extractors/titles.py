"""Titles of projects: after a label, in quotation marks beside the word "project" or a number, or unquoted in prose.

Rules, strongest first: `labelled`, `quoted`, `beside_number`, `named`, `after_project`, `before_project`,
`long_form`. The last four are guesses about where an unquoted title ends; assembly takes them with care.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.bilingual import two_languages
from extractors.labels import LabelledValue
from extractors.long_names import long_names
from extractors.number_grammar import find_czech
from extractors.number_search import PrintedNumber
from extractors.prose_titles import long_form, prose_titles, refused_word
from extractors.quotations import OPEN, quotations
from extractors.reading import PageReading, Reading
from schemas.document import BlockKind
from schemas.records import Mention

NAME, FIELDS = "titles", ("titles",)

LONGEST = 300
# Between "projekt" and its quoted title: a few words, a number in brackets, no end of sentence.
_GAP = re.compile(
    r"[^\"„“”»«.!?\n]{0,60}(?:(?:č|reg|no|nr)\.[^\"„“”»«!?\n]{0,60})?[\s:*_]{0,3}[\"„“”»«*_]{0,4}$",
    re.IGNORECASE,
)
_PROJECT_AFTER = re.compile(r"[\"“”«»*_]{0,4}\s{0,2}(?:\([^()]{0,60}\)\s?)?(?:project|projekt)\w{0,3}\b", re.IGNORECASE)
_CHAIN = re.compile(r"[\"“”«»*_]{0,3}\s{0,2}(?:,|;|a|and|i|\s){1,4}(?:také\s|dále\s)?\s{0,2}[\"„“”»«*_]{0,3}")
# Behind a number: ": Title", "– Title", "(ACRONYM)".
_AFTER_NUMBER = re.compile(r"\s?(?:\((?P<inside>[^()]{2,120})\)|(?::|\s[–-])\s(?P<rest>[^\n;|]{6,250}))")
# The next label, broken at the line's end: "Title, registrační / číslo projektu: …".
_CUT_LABEL = re.compile(r",\s(?:registrační|reg\.|evidenční|identifikační|project|registration)$", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"(?:[\s,;:(–-]|\b(?:s|pod|ev|id|kód|under|with|reg(?:istra\w{0,8})?|č|čísl\w{1,3}|no|nr|number|projektu?|project|ms\d{4}\+?)\.?)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-ZÁ-Ž]\.\s?){1,3}[A-ZÁ-Ž][a-zá-ž-]{1,30}")
_CAPITAL = re.compile(r"[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ0-9]")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield every printed title. Of several that begin at one place only that of the strongest rule."""
    for page in reading.pages:
        seen: set[int] = set()
        for start, end, rule in _candidates(page):
            start, end = _tidy(page.text, start, end)
            if end - start >= 2 and page.readable(start) and start not in seen and _plausible(page.text[start:end]):
                seen.add(start)
                for first, last in two_languages(page.text, start, end):
                    yield mention(page, "titles", first, last, f"titles.{rule}")


def _candidates(page: PageReading) -> Iterator[tuple[int, int, str]]:
    yield from _labelled(page)
    yield from _front_matter(page)
    quoted = quotations(page.text)
    yield from _quoted(page, quoted, "quoted")
    yield from _quoted(page, [e for e in page.emphasis if not _overlaps(e, quoted)], "emphasised")
    yield from _beside_numbers(page)
    yield from prose_titles(page)
    yield from long_names(page)


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in OPEN + ":–-*_•,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in OPEN + ".,;:–-*_("):
        end -= 1
    return start, end


def _plausible(title: str) -> bool:
    letters = sum(char.isalpha() for char in title)
    return (
        letters >= 3
        and letters * 2 >= len(title) - title.count(" ")
        and not re.search(r"@|://|\s[>»›]\s", title)
        and not _INITIALS.fullmatch(title)
    )


def _labelled(page: PageReading) -> Iterator[tuple[int, int, str]]:
    for pair in page.labelled:
        if pair.entry.field != "titles" or (pair.form == "key" and pair.entry.weak):
            continue
        if pair.form == "cell" and _of_participant(page, pair):
            continue
        if pair.form == "open" and page.text[pair.values[0][0]] not in OPEN:
            continue
        if pair.entry.weak and not _weak_label_holds(page, pair):
            continue
        start, end = _joined(page.text, pair.values)
        inner = quotations(page.text, start, end)
        if inner and inner[0][0] - start <= 2:
            yield *inner[0], "labelled"
        else:
            end = start + len(_CUT_LABEL.sub("", page.text[start : _before_number(page.text, start, end)]))
            yield start, end, "labelled"


def _of_participant(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether "Short name" is a partner's: its row is that of a partner, and has no project's number."""
    block = page.block_at(pair.values[0][0])
    if block is None or not page.lexicon.cue("short_name").fullmatch(page.text, pair.start, pair.end):
        return False
    beside = {
        other.entry.field
        for other in page.labelled
        if other.form == "cell"
        and (b := page.block_at(other.values[0][0]))
        and (b.table, b.row) == (block.table, block.row)
    }
    return "partners" in beside and "registration_number" not in beside


def _front_matter(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """The page's `title` is the project's where the front matter holds two more fields of a project."""
    fields = {pair.entry.field for pair in page.labelled if pair.form == "key"} - {
        "titles",
        "published",
        "contacts",
    }
    if len(fields) >= 2:
        for block in page.blocks:
            if block.kind is BlockKind.FRONT_MATTER and block.key.lower() == "title":
                yield block.start, block.end, "labelled"


def _weak_label_holds(page: PageReading, pair: LabelledValue) -> bool:
    """ "Projekt:" names a title in a table, or before a short line that is no sentence."""
    start, end = pair.values[0]
    return (
        pair.form in ("cell", "colon")
        and end - start < 200
        and not re.search(r"[.!?]\s+[A-ZÁ-Ž]", page.text[start:end])
    )


def _joined(text: str, values: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Join the lines of a title that was broken for its length, or inside quotation marks."""
    start, end = values[0]
    for following, stop in values[1:4]:
        broken = text[end - 1] == "-" or end - start >= 45 or text.count("„", start, end) > text.count("“", start, end)
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


def _before_number(text: str, start: int, end: int) -> int:
    """Cut the value before a number that stands behind the title: "Title (CZ.1.07/…)", "Title, reg. č. …"."""
    found = find_czech(text[start:end])
    if not found or found[0][0] == 0:
        return end
    head = text[start : start + found[0][0]]
    while match := _NUMBER_WORD.search(head):
        head = head[: match.start()]
    return start + len(head)


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _quoted(page: PageReading, quoted: list[tuple[int, int]], rule: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands in quotation marks, or in bold or italics, behind the word "project" or beside a number."""
    text = page.text
    for index, (start, end) in enumerate(quoted):
        if end - start > LONGEST:
            continue
        if _of_project(page, quoted, index) or _PROJECT_AFTER.match(text, end):
            yield start, end, rule
        elif any(_near(page, n, start, end, 40 if rule == "quoted" else 25) for n in page.numbers):
            yield start, end, "beside_number"
        else:
            continue
        yield from long_form(text, end)


def _near(page: PageReading, number: PrintedNumber, start: int, end: int, reach: int) -> bool:
    """Say whether the number follows the quotation within `reach`, or stands right before it, in one sentence."""
    if 0 <= number.start - end <= reach:
        return page.sentence_at(start) == page.sentence_at(number.start)
    return 0 <= start - number.end <= 12 and "." not in page.text[number.end : start]


def _of_project(page: PageReading, quoted: list[tuple[int, int]], index: int) -> bool:
    """Say whether the word "project" leads to the quotation, or to the chain "A", "B" and "C" that it ends."""
    while index and _CHAIN.fullmatch(page.text, quoted[index - 1][1], quoted[index][0]):
        index -= 1
    start = quoted[index][0]
    floor = max(start - 130, quoted[index - 1][1] if index else 0)
    nouns = list(page.lexicon.cue("project").finditer(page.text, floor, start))
    return bool(nouns) and bool(_GAP.fullmatch(page.text, nouns[-1].end(), start))


def _other_lines(page: PageReading, number: PrintedNumber) -> Iterator[tuple[int, int, str]]:
    """A short block of a number on its own line and a title on the others, as on a slide."""
    block = page.block_at(number.start)
    if block is None or block.end - block.start > LONGEST:
        return
    text = page.text
    first = max(text.rfind("\n", block.start, number.start) + 1, block.start)
    newline = text.find("\n", number.end, block.end)
    alone = not _before_number(text, first, number.end) - first and not text[number.end : newline].strip(" .")
    if alone and newline > 0 and first == block.start:
        start, end = newline + 1, block.end
        words = text[start:end]
        if len(words) >= 8 and _CAPITAL.match(words) and not re.search(r"[.:;!?](?:\s|$)|@|\d{4}", words):
            yield start, end, "line"
    elif first > block.start and not _before_number(text, first, number.end) - first:
        start, end = block.start, text.find("\n", block.start, block.end)
        enumerator = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s").match(text, start, end)
        start = enumerator.end() if enumerator else start
        words = text[start:end]
        if len(words) >= 8 and _CAPITAL.match(words) and not re.search(r"[:;!?]|\.(?:\s|$)|@", words):
            yield start, end, "line"


def _beside_numbers(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """ "No. 123 – Title", "code 031L0102 (acronym)", and list items such as "Title (CZ.1.07/…)"."""
    text = page.text
    for number in page.numbers:
        _, limit = page.sentence_at(number.start)
        match = _AFTER_NUMBER.match(text, number.end, max(limit, number.end))
        glued = page.text[number.start - 2 : number.start].strip().endswith((":", "("))
        if match and match.lastgroup and not (glued and match["rest"]) and _CAPITAL.search(match[match.lastgroup][:8]):
            yield *match.span(match.lastgroup), "beside_number"
        yield from _other_lines(page, number)
        block = page.block_at(number.start)
        if block and block.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING):
            start = max(text.rfind("\n", block.start, number.start) + 1, block.start)
            end = _before_number(text, start, min(number.end, block.end))
            words = text[start:end]
            bounded = (
                8 <= end - start <= 200 and end <= number.start and not re.search(r"[.:;!?](?:\s|$)|[„“”»«\"]", words)
            )
            if bounded and _CAPITAL.match(words) and not refused_word(words.split()[0], page):
                yield start, end, "line"
