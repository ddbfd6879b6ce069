"""The day on which the document says that it was published: front matter, meta, byline, dateline, title slide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.bodies.names import is_person
from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates, find_ranges, grammar
from extractors.dates.imprints import below_periodical, below_post, find_imprints
from extractors.dates.publication_credits import PROSE, find_credits
from extractors.dates.publication_stamps import by_weekday, find_stamps
from extractors.persons.contact_parts import people_named
from extractors.text.letters import CAPITAL
from extractors.text.lines import lines
from extractors.text.reading import PageReading, Reading
from schemas.document import Block, BlockKind, MediaType, Region
from schemas.records import Mention

NAME, FIELDS = "publication_dates", ("published",)

TITLE_SLIDE_WORDS = 80
"""A title slide or title page has few words; on a page of prose a date says something else."""
IMPRINT_WORDS = 30
"""The page behind a title page says the version, and little else."""
CLOSING_BLOCKS = 12
"""Place and day stand above the signature, at the end of a document."""
HEAD_TEXT = 20_000
"""The first blocks of a page end before; a day of a range in them is no day of publication."""
MINUTES_BLOCKS = 5
"""The head of minutes says what they are of, and of which day."""
ISSUE_LINE = 100
"""The line that names an issue of a newsletter is no longer."""
NEAR, NEWS = 16, 12
"""So near before a date stands "today is"; so many blocks behind a date alone are looked at for other news."""
LINES_ABOVE, LONGEST_ABOVE = 3, 200
"""So much may stand above the day of an article in its first block."""
HEAD_BLOCKS = 6
"""A page without long paragraphs has its head in so many blocks."""
_DATELINE = re.compile(r"[^\W\d_][\w .-]{1,30},?\s\(?(?:dne\s)?$")
_PLACES = re.compile(
    rf"(?:[{CAPITAL}][^\W\d_]{{1,24}}[ -]?){{1,3}}(?:[,/] ?(?:[{CAPITAL}][^\W\d_]{{1,24}} ?){{1,3}}),\s"
)
"""A town and its country: "Brno, Czech Republic, 12 March 2021. The …"."""
_NEWS_BEGINS = re.compile(rf"\.?\s{{0,2}}(?:[-–—:]|[{CAPITAL}])|\.\s")
_SENTENCE_BEGINS = re.compile(rf"\.\s[\"„“]?[{CAPITAL}]")
_TOWN = re.compile(rf"(?:[{CAPITAL}][^\W\d_]{{1,24}}[ -]?){{1,3}},\s")
"""A town before a day that a full stop ends, at the head of prose: "Clifden, 3 October 2023. The …"."""
_VERSION = re.compile(r"\bv?\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\]?[\s(–—-]{1,4}$")
_GAP = re.compile(r"\S[ \t]{4,}$")
_SECTION = re.compile(r"\s(?:[^\W\d_]{3,20})(?:\s[^\W\d_]{2,20})?\s{0,2}")
"""Behind the day stands the section or the author: "14. 3. 2023 marketing"."""
_NAME = rf"[{CAPITAL}][^\W\d_]{{1,24}}(?:[ -][^\W\d_]{{1,24}}){{0,3}}"
_KEY = re.compile(r"\s{0,4}([^\W\d_]{3,12}):?\s(?=\d{4}-\d\d-\d\d)")
_KEY_MONTH = re.compile(
    r"\s{0,4}(?P<key>[^\W\d_]{3,12}):?\s(?P<date>(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2]))(?![-\d])"
)
_LABEL_END = re.compile(r":[ \t\u00a0]{0,20}")
_PREPOSITION = re.compile(r"(?:ke?|do|od|po|by|until|since|from)", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:T?[\d:.+Z]*|,?\s(?:(?:v|ve|at|@)\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?!\s?[-–]\s?\d))[)\]]?\s*(?:\n|$|[|•·–-])"
)
"""Behind a day that stands alone there is nothing but its time of day."""
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,20}[^\W\d_](?!\w)")
_PLACE_AND = re.compile(rf"\s{{0,60}}(?<!\w)(?:(?:Ve?|in)\s)?{_NAME},?\s{{1,2}}(?:dne\s{{1,2}})?")
_PLACE_AND_YEAR = re.compile(rf"(?<!\w){_NAME},?\s{{1,2}}(?:[^\W\d_]{{3,12}}\s)?(?:19|20)\d\d\.?")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield candidates, the surest first: assembly takes the first one."""
    rules = grammar(reading.vocabulary.months)
    keys = {
        form: e.code
        for e in reading.vocabulary.labels
        if e.field == "published" and e.role == "metadata"
        for form in e.forms
    }
    pdf = reading.document.media_type is MediaType.PDF
    for page in reading.pages[:1]:
        yield from _head(page, rules, keys)
        yield from _opening_key(page, rules)
        yield from _labelled(page, rules)
        yield from (_made(page, date, "stamp") for date in find_stamps(page, rules))
        yield from _dateline(page, rules)
        yield from (_made(page, date, "credits") for date in find_credits(page, rules))
        yield from (_made(page, date, "entry_meta") for date in below_post(page, rules))
        yield from (_made(page, date, "issue") for date in below_periodical(page, rules, HEAD_BLOCKS))
        yield from _meeting(page, rules)
        if pdf:
            yield from _title_slide(page, rules)
    for page in reading.pages[1:2]:
        if pdf and len(page.text.split()) <= IMPRINT_WORDS:
            yield from _dateline(page, rules)
    plain = reading.document.media_type is MediaType.TEXT
    for page in reading.pages[:1] if plain else ():
        yield from _running_head(page, rules)
    for page in reading.pages[:-3:-1] if pdf or plain else ():
        yield from _closing(page, rules)
    for page in _outer(reading.pages) if pdf or plain else ():
        yield from (_made(page, date, "imprint") for date in find_imprints(page, rules))
    for page in reading.pages[:1]:
        yield from _opening_month(page)
        yield from _issue(page, rules)
        if pdf:
            yield from _title_year(page, rules)


def _outer(pages: list[PageReading]) -> list[PageReading]:
    """The last two pages and the first two: an imprint stands on one of them."""
    return [*pages[:-3:-1], *pages[: min(2, max(0, len(pages) - 2))]]


def _made(page: PageReading, date: PrintedDate, rule: str) -> Mention:
    date = by_weekday(page, date)
    return mention(page, "published", date.start, date.end, f"publication_dates.{rule}", date.parts())


def _head(page: PageReading, rules: DateGrammar, keys: dict[str, str]) -> Iterator[Mention]:
    """Front matter and meta keys; a date of change only where no other stands."""
    later: list[Mention] = []
    for block in page.page.blocks:
        if block.kind in (BlockKind.FRONT_MATTER, BlockKind.META):
            code = _code(block.key.lower(), keys)
            date = next(find_dates(page.text, rules, block.start, block.end), None)
            if code is not None and date and date.start - block.start <= 12:
                found = _made(page, date, "head")
                later.append(found) if code == "updated" else (yield found)
    yield from later


def _code(key: str, keys: dict[str, str]) -> str | None:
    """Return the code of a known key, or of one that begins with a word for date: "datum_vzniku_usneseni"."""
    last = key.rpartition(".")[2]
    for name in (key, last):
        if name in keys:
            return keys[name]
    return "" if last.startswith(("datum", "date")) else None


def _opening_key(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "date 2021-03-10 Lhota, March 9 – …": a text kept from a news site begins with a key and its value."""
    block = next(iter(page.blocks), None)
    word = _KEY.match(page.text, block.start, block.end) if block else None
    if block and word and page.lexicon.cue("date_label").fullmatch(word[1]):
        date = next(find_dates(page.text, rules, word.end(), min(block.end, word.end() + 20)), None)
        if date and date.day and date.start == word.end():
            yield _made(page, date, "opening_key")


def _opening_month(page: PageReading) -> Iterator[Mention]:
    """ "date 2019-06 Dotace v programu …": the key may hold the month alone."""
    block = next(iter(page.blocks), None)
    found = _KEY_MONTH.match(page.text, block.start, block.end) if block else None
    if found and page.lexicon.cue("date_label").fullmatch(found["key"]):
        parts = {"year": found["year"], "month": str(int(found["month"]))}
        yield mention(page, "published", *found.span("date"), "publication_dates.opening_key", parts)


def _labelled(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    for pair in page.labelled:
        if pair.entry.field == "published" and pair.form != "key" and not pair.entry.weak:
            start, end = pair.values[0]
            date = next(find_dates(page.text, rules, start, min(end, start + 40)), None)
            block = page.block_at(pair.start)
            late = pair.entry.code == "updated" and not _in_head(page, pair.start)
            if date and date.day and not late and block and block.region is not Region.FOOTER:
                yield _made(page, date, "label")


def _in_head(page: PageReading, offset: int) -> bool:
    """ "Aktualizováno" counts in the head of a page, before its prose, not at its foot.  Source: labelling guide."""
    prose = next((b.start for b in page.blocks if b.end - b.start >= 120), None)
    if prose is None:
        prose = page.blocks[: HEAD_BLOCKS + 1][-1].start
    return offset < prose


def _dateline(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "Jihlava, 4. května 2022 –" at the head of a paragraph, or a date alone or glued to a title near the top."""
    ranges = find_ranges(page.text, rules, 0, min(len(page.text), HEAD_TEXT))
    runs = {start for found in ranges for start in (found.first.start, found.last.start)}
    told = [pair.values[0] for pair in page.labelled if pair.entry.field in ("start", "end", "period")]
    for block in _before_sections(page):
        for date in find_dates(page.text, rules, block.start, min(block.end, block.start + 160)):
            line = page.text.rfind("\n", block.start, date.start) + 1 or block.start
            before = page.text[max(line, block.start) : date.start]
            after = page.text[date.end : date.end + 20]
            labelled = block.label or ":" in before
            if date.start in runs or page.lexicon.cue("not_published", "event").search(before):
                continue
            if page.lexicon.cue("project").search(before) and page.lexicon.cue("run").search(before):
                continue  # "Projekt byl ukončen k 31. 7. 2014."
            if _of_other_thing(page, rules, block, date):
                continue
            if any(first <= date.start < last for first, last in told):
                continue
            byline = re.search(r",\s(?:dne\s)?$", before) and page.lexicon.cue("byline").match(before.lstrip(" *_-–"))
            short = not labelled and len(before.strip()) <= 25 and block.end - block.start <= 60
            filed = (
                _under_title(page, block) and not before.strip() and _SECTION.fullmatch(page.text, date.end, block.end)
            )
            placed = _is_place(before) or page.lexicon.cue("edition").match(before.lstrip())  # "verze z 3. 10. 2023"
            alone = (short and _ALONE.match(after) and placed) or _fills_line(page, block, line, date)
            alone = alone or _heads_block(page, rules, block, date)
            stamped = re.match(r"T\d\d:\d\d", after) and len(before) < 120
            opened = _opens(page, block, before, after)
            headed = len(before) < 120 and after[:3].strip()[:1] in ("|", "•", "·") and not before.strip()
            if date.day and (alone or stamped or opened or byline or filed or headed or _released(page, before, after)):
                yield _made(page, date, "dateline")


def _fills_line(page: PageReading, block: Block, line: int, date: PrintedDate) -> bool:
    """Say whether the day, with its time, is all of one of the first lines of a text whose lines are not parted: title,
    day, prose; nothing above it tells of a run or an event."""
    above = page.text[block.start : line]
    if line == block.start or above.count("\n") > LINES_ABOVE or len(above) > LONGEST_ABOVE:
        return False
    if page.text[line : date.start].strip(" *_") or not _ALONE.match(page.text, date.end):
        return False
    head = above.rstrip("\n").rpartition("\n")[2]
    return not page.lexicon.label_entries(head) and not page.lexicon.cue("not_published", "event").search(head)


def _heads_block(page: PageReading, rules: DateGrammar, block: Block, date: PrintedDate) -> bool:
    """Say whether the day is all of the first line of a block near the page's head; of news in a row each has one."""
    end = page.text.find("\n", date.end, block.end)
    if date.start != block.start or end < 0 or not _ALONE.match(page.text, date.end):
        return False
    following = (b for b in page.blocks[page.index_of(block) :] if b.kind is BlockKind.PARAGRAPH)
    prose = next((b for b in following if b.end - b.start >= PROSE), None)
    if prose is None:
        return False
    others = (other for other in find_dates(page.text, rules, end, prose.end if prose is block else prose.start))
    return not any(page.text[o.start - 1] == "\n" and _ALONE.match(page.text, o.end) for o in others if o.day)


def _is_place(words: str) -> bool:
    """Say whether the words before a day may be a town: "Nové Město na Moravě", and no "Nepůjde elektřina", "Pozn."."""
    named = words.strip(" *_,(")
    last = named.rpartition(" ")[2]
    if last.endswith(".") or _PREPOSITION.fullmatch(last):
        return False
    return " " not in named or last[:1].isupper() or ":" in named or len(named.split()) > 2


def _opens(page: PageReading, block: Block, before: str, after: str) -> bool:
    """Say whether a place stands before the day, and behind it the mark with which the text begins."""
    if _DATELINE.fullmatch(before) and _is_place(before) and re.match(r"\)?\s{0,2}[-–—:(]|\s*$|\s*\n", after):
        return True
    if _PLACES.fullmatch(before) and _NEWS_BEGINS.match(after):
        return True
    prose = block.end - block.start >= PROSE and _TOWN.fullmatch(before)
    return bool(prose and _SENTENCE_BEGINS.match(after))


def _of_other_thing(page: PageReading, rules: DateGrammar, block: Block, date: PrintedDate) -> bool:
    """Say whether the date is that of a release of software, of today, or of one of several news in a row."""
    line = max(block.start, page.text.rfind("\n", block.start, date.start) + 1)
    before = page.text[line : date.start]
    if _VERSION.search(before) or page.lexicon.cue("today").search(page.text, max(0, line - NEAR), line):
        return True
    index = page.index_of(block)
    prose = any(b.kind is BlockKind.PARAGRAPH and b.end - b.start >= PROSE for b in page.blocks[:index])
    if not before.strip() and not prose:
        return False  # below the title of the page; the days of other news follow
    near = page.blocks[max(0, index - NEWS) : index + NEWS]
    alike = (b.start + len(before) for b in near if b is not block and page.text.startswith(before, b.start))
    others = (next(find_dates(page.text, rules, start, start + 24), None) for start in alike)
    return any(d.parts() != date.parts() for d in others if d and page.text[d.start - len(before) : d.start] == before)


def _before_sections(page: PageReading) -> Iterator[Block]:
    """Yield the first blocks of a page, up to the first heading behind prose: "Latest news" has days of its own."""
    prose = False
    for block in [b for b in page.blocks if b.kind not in (BlockKind.FRONT_MATTER, BlockKind.META)][:8]:
        if prose and block.kind is BlockKind.HEADING:
            return
        prose = prose or (block.kind is BlockKind.PARAGRAPH and block.end - block.start >= PROSE)
        yield block


def _released(page: PageReading, before: str, after: str) -> bool:
    """Say whether the line is the head of a press release: "Tisková zpráva č. 7/2024 Lhota, 19. března 2024"."""
    head = page.lexicon.cue("press_release").match(before.lstrip(" *_#"))
    return bool(head) and len(before) <= 90 and not after.split("\n")[0].strip(" .*_")


def _under_title(page: PageReading, block: Block) -> bool:
    """Say whether the page's title stands right above, and the block is short."""
    above = page.heading_before(block.start)
    between = bool(above) and any(above.end <= b.start < block.start for b in page.blocks if above)
    return bool(above and above.level == 1 and not between) and block.end - block.start <= 45


def _meeting(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "Zápis ze zasedání zastupitelstva konaného dne 24. 9. 2018": minutes are of the day they tell."""
    head = [b for b in page.blocks if b.kind not in (BlockKind.FRONT_MATTER, BlockKind.META)][:MINUTES_BLOCKS]
    shown = [page.text[b.start : min(b.end, b.start + 120)] for b in head]
    if any(page.lexicon.cue("minutes").search(_closed_up(words)) for words in shown):
        yield from _of_minutes(page, rules, head[0].start, head[-1].end)
    if not any(page.lexicon.cue("minutes").search(words) for words in shown):
        return
    for block in head:
        for held in page.lexicon.cue("meeting_day").finditer(page.text, block.start, min(block.end, block.start + 300)):
            date = next(find_dates(page.text, rules, held.end(), min(block.end, held.end() + 24)), None)
            if date and date.day and date.start - held.end() <= 2:
                yield _made(page, date, "meeting")


def _of_minutes(page: PageReading, rules: DateGrammar, start: int, end: int) -> Iterator[Mention]:
    """ "Datum: 8. 2. 2018, 16:00" in the head of minutes."""
    for word in page.lexicon.cue("meeting_label").finditer(page.text, start, end):
        colon = _LABEL_END.match(page.text, word.end(), end)
        date = next(find_dates(page.text, rules, colon.end(), min(end, colon.end() + 24)), None) if colon else None
        if colon and date and date.day and date.start == colon.end():
            yield _made(page, date, "meeting")


def _closed_up(words: str) -> str:
    """Take the blanks out of words in spaced letters: "Z Á P I S"."""
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), words)


def _running_head(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "ZPRAVODAJ MĚSTYSE          ČERVEN 2012": the month in a column of its own in the first line."""
    first = next(lines(page.text, 0, len(page.text)), None)
    if first is None or first[1] - first[0] > 200:
        return
    for date in find_dates(page.text, rules, *first):
        if date.month and not page.text[date.end : first[1]].strip() and _GAP.search(page.text, first[0], date.start):
            yield _made(page, date, "running_head")


def _issue(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "Newsletter červen 2025", "Zpravodaj města, číslo 3, březen 2019": the month in the head of an issue."""
    body = [b for b in page.blocks if b.kind not in (BlockKind.FRONT_MATTER, BlockKind.META)][:HEAD_BLOCKS]
    for block in body:
        if block.end - block.start > ISSUE_LINE or not page.lexicon.cue("periodical").search(
            page.text, block.start, block.end
        ):
            continue
        dates = list(find_dates(page.text, rules, block.start, block.end))
        if len(dates) == 1 and dates[0].month:
            yield _made(page, dates[0], "issue")


def _closing(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "V Lukové dne 20. 4. 2021" on a line of its own, with room for a signature behind it."""
    for block in page.blocks[-CLOSING_BLOCKS:]:
        for start, end in lines(page.text, block.start, block.end):
            date = next(find_dates(page.text, rules, start, min(end, start + 60)), None)
            rest = page.text[date.end : end] if date else ""
            told = date and page.lexicon.cue("not_published", "project", "run").search(page.text, start, date.start)
            placed = date and date.day and not told and _PLACE_AND.fullmatch(page.text, start, date.start)
            placed = placed if date and _is_place(page.text[start : date.start].replace("dne", "")) else None
            if (
                date
                and placed
                and _begins(page, block, start)
                and (not rest.strip(" \t.…_") or _signed(page, date, end))
            ):
                yield _made(page, date, "closing")


def _begins(page: PageReading, block: Block, start: int) -> bool:
    """Say whether a sentence or a block begins with the line: "Deník 3/3/2020, TVP3 / Wrocław 11/9/2020" goes on."""
    before = page.text[block.start : start].rstrip()
    return not before or before[-1] in ".:!?…_" or page.text[start - 2 : start] == "\n\n"


def _signed(page: PageReading, date: PrintedDate, end: int) -> bool:
    """Say whether who signs stands behind the day, on the same line: "Lhota, 28 April 2021     Jan Dub, předseda"."""
    name = next(people_named(page, date.end, min(end, date.end + 120)), None)
    between = page.text[date.end : name.start()] if name else ""
    titles = all(word.endswith(".") or not word.strip(" _.,") for word in between.split())
    return name is not None and titles and (is_person(name[0], page.lexicon) or "  " in between or "\t" in between)


def _title_year(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    """ "Ostrava 2026" on a title page."""
    if len(page.text.split()) > TITLE_SLIDE_WORDS:
        return
    for start, end in lines(page.text, 0, len(page.text)):
        if end - start <= 40 and _PLACE_AND_YEAR.fullmatch(page.text, start, end):
            for date in find_dates(page.text, rules, start, end):
                yield _made(page, date, "title_year")


def _title_slide(page: PageReading, rules: DateGrammar) -> Iterator[Mention]:
    if len(page.text.split()) > TITLE_SLIDE_WORDS:
        return
    for start, end in lines(page.text, 0, len(page.text)):
        if end - start <= 60:
            for date in find_dates(page.text, rules, start, end):
                if date.day and not page.lexicon.cue("not_published").search(page.text, start, date.start):
                    yield _made(page, date, "title_slide")
