"""Titles of projects: after a label, in quotation marks beside the word "project" or a number, or unquoted in prose.

Rules, strongest first: `labelled`, `quoted`, `beside_number`, `named`, `after_project`, `before_project`,
`long_form`. The last four are guesses about where an unquoted title ends; assembly takes them with care.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from extractors.base import mention
from extractors.bodies.names import has_organisation_word
from extractors.naming.action_names import action_names
from extractors.naming.agreement_titles import agreement_titles
from extractors.naming.apposed_names import apposed_names
from extractors.naming.bilingual import labelled_names, two_languages
from extractors.naming.bracketed_names import bracketed_names
from extractors.naming.card_titles import card_titles
from extractors.naming.financed_works import financed_works
from extractors.naming.labelled_titles import labelled_titles
from extractors.naming.long_names import long_names
from extractors.naming.marked_bodies import is_called_so, names_a_body
from extractors.naming.names_below import names_below
from extractors.naming.names_up_to_numbers import names_up_to_numbers
from extractors.naming.number_titles import before_numbers, number_titles
from extractors.naming.paid_quotations import is_paid, tells_grant
from extractors.naming.paid_works import paid_works
from extractors.naming.predicated_names import predicated_names
from extractors.naming.project_acronyms import acronyms
from extractors.naming.prose_titles import long_form, prose_titles
from extractors.naming.quoted_names import bears_name, is_term, names_body, names_part
from extractors.naming.quoted_projects import before_years, is_called_project, is_paid_for
from extractors.naming.scheme_heads import behind_scheme, scheme_heads
from extractors.naming.sentence_case import named_before
from extractors.naming.title_case_names import title_case_names
from extractors.naming.title_doubts import is_no_title, plausible
from extractors.naming.title_ends import before_verb
from extractors.naming.told_heads import told_heads
from extractors.numbers.number_search import PrintedNumber
from extractors.text.letters import CAPITAL
from extractors.text.quotations import OPEN, quotations
from extractors.text.reading import PageReading, Reading
from schemas.records import Mention

NAME, FIELDS = "titles", ("titles",)

SHORTEST, LONGEST = 8, 300
WHOLE = ("labelled", "quoted")
UNQUOTED = ("after_project", "before_project", "in_sentence", "subject", "long_form", "acronym")
"""What is labelled or quoted is a whole title: nothing within it is one that has no marks."""
GUESSED = (*UNQUOTED, "emphasised", "works")
"""Where a page has nothing better, a heading over "the project" names it."""
ASIDE = 80
"""A number further from a quotation is not beside it, whatever stands between."""
# Between two titles of one quotation: the end of the number's bracket, "a", "and".
_JOINT = re.compile(r"[\s),;:–-]{0,6}(?:(?:a|and|dále)\s)?")
# Between "projekt" and its quoted title: a few words, a number in brackets, no end of sentence.
_GAP = re.compile(
    r"[^\"„“”»«.!?\n]{0,60}(?:(?:č|reg|no|nr|p\.?n|pt|tzv|tzw|(?<!\w)(?:prof|doc|ing|mgr|bc|[a-z]{0,2}dr|dr|ph))\."
    r"[^\"„“”»«!?\n]{0,60})?(?:\.{3}|…)?[\s:*_]{0,3}[\"„“”»«*_‚‘',<]{0,4}[ \u00a0]?$",
    re.IGNORECASE,
)
_PROJECT_AFTER = re.compile(
    r"[\"“”«»*_]{0,4}[ \u00a0]{0,2}(?:\([^()]{0,60}\)[ \u00a0]?)?"
    r"(?:project|projekt(?:u|em)?|(?P<many>projects|projekt(?:y|ů|ech|ům)))(?!\w)",
    re.IGNORECASE,
)
# "*Sound Shelves*, a two-year cooperation project under …", "„Zvony“, společný projekt dvou měst".
_APPOSED = re.compile(
    r"[\"“”«»*_]{0,4}(?:,|\s[–—-])\s(?:(?:our|an?|the)\s(?:[\w-]{1,20}\s){0,5}?project|(?:[^\W\d_]{2,20}\s){0,3}?projekt(?:u|em)?)(?![\w-])",
    re.IGNORECASE,
)
_CHAIN = re.compile(r"[\"“”«»*_]{0,3}\s{0,2}(?:,|;|a|and|i|\s){1,4}(?:také\s|dále\s)?\s{0,2}[\"„“”»«*_]{0,3}")
_ENUMERATOR = re.compile(rf"\d{{1,2}}[.)]\s(?=[{CAPITAL}])")
# "HEATCARE – Heat health action in towns": a short name with a capital or figure inside, and its long form.
_SHORT_AND_LONG = re.compile(r"[A-Z](?=\S{0,30}[A-Z0-9])[\w/-]{2,20}\s[–—-]\s[A-Z][^\n]{12,200}")
_CAPITAL = re.compile(rf"[{CAPITAL}0-9]")
_LEADS_TO_NUMBER = re.compile(r"\s?[,;(–—-]\s?(?:reg|č|čís|no|nr|ev)\.?$")
_IN_YEAR = re.compile(rf"(?:19|20)\d\d (?=[{CAPITAL}])")  # a list's "**2023 Hrajme spolu** – malý projekt"
# The sign of a footnote behind a word; "m²" is a unit.
_NOTE = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁴-⁹]{1,2}$")
_TERM = re.compile(r"\w{2,20}\s{0,2}:\s?")
"""A word that a definition follows."""


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield every printed title. Of several that begin at one place only that of the strongest rule."""
    for page in reading.pages:
        seen: set[int] = set()
        whole: list[tuple[int, int]] = []
        sure = False
        for start, end, rule in _candidates(page):
            start, end = _tidy(page.text, start, end)
            end = end if rule in WHOLE else before_years(page.text, start, _marked_end(page, start, end))
            enumerator = _ENUMERATOR.match(page.text, start, end)
            start = enumerator.end() if enumerator else start
            words = page.text[start:end]
            if len(words) < 2 or not page.readable(start) or start in seen or not plausible(words, rule):
                continue
            if page.lexicon.cue("row_total").fullmatch(page.text, start, end):
                continue
            if rule in ("emphasised", "beside_number") and page.text[start:end].split()[-1] in page.lexicon.small_words:
                continue  # a label: "Pracujeme od"
            if rule in UNQUOTED and _within(whole, start, end):
                continue  # "Název projektu: Uzel projektu SEISNET"
            if not is_no_title(page, start, end, rule):
                seen.add(start)
                if rule in WHOLE:
                    insort(whole, (start, end))
                sure |= rule not in GUESSED
                parted = labelled_names if rule == "labelled" else two_languages
                for first, last in parted(page.text, start, end):
                    yield mention(page, "titles", first, last, f"titles.{rule}")
        heads = [] if sure or page.entries else [*told_heads(page)]
        for start, end in heads if len(heads) == 1 else ():
            yield mention(page, "titles", start, end, "titles.headed")
        for start, end in paid_works(page) if not seen and not page.numbers else ():
            yield mention(page, "titles", start, end, "titles.subject")


def _marked_end(page: PageReading, start: int, end: int) -> int:
    """Return where bold or italic words end that begin the title, as a closing quotation mark ends one."""
    index = bisect_left(page.emphasis, (start, 0))
    first, last = page.emphasis[index] if index < len(page.emphasis) else (end, end)
    label = page.text[first:last].rpartition(" ")[2] in page.lexicon.small_words  # "Pracujeme od"
    return min(end, last) if first == start and not label else end


def _within(whole: list[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether the span is a part of the last of these that begins before it."""
    before = bisect_left(whole, (start, start)) - 1
    return before >= 0 and end <= whole[before][1]


def _candidates(page: PageReading) -> Iterator[tuple[int, int, str]]:
    yield from labelled_titles(page)
    quoted = quotations(page.text)
    yield from _quoted(page, quoted, "quoted")
    yield from _quoted(page, [e for e in page.emphasis if not _overlaps(e, quoted)], "emphasised")
    yield from names_up_to_numbers(page)
    yield from agreement_titles(page)
    yield from number_titles(page)
    yield from card_titles(page)
    yield from scheme_heads(page)
    yield from prose_titles(page)
    yield from names_below(page)
    yield from apposed_names(page)
    yield from predicated_names(page)
    yield from long_names(page)
    yield from financed_works(page)
    yield from action_names(page)
    yield from bracketed_names(page)
    yield from ((*span, "before_project") for span in named_before(page))
    yield from title_case_names(page)
    yield from acronyms(page)


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in OPEN + ":–-*_•,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in OPEN + ".,;:–-*_("):
        end -= 1
    note = _NOTE.search(text, start, end) or _LEADS_TO_NUMBER.search(text, start + 3, end)
    end = note.start() if note else end
    opening = text.rfind("(", start + 3, end)
    if opening > 0 and ")" not in text[opening:end]:
        return _tidy(text, start, opening)  # "Title (2019–2022, " before a programme and its number
    return start, end


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _quoted(page: PageReading, quoted: list[tuple[int, int]], rule: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands in quotation marks, or in bold or italics, behind the word "project" or beside a number."""
    text = page.text
    for index, (start, end) in enumerate(quoted):
        if end - start > LONGEST or (rule == "emphasised" and _TERM.fullmatch(text, start, min(end + 3, len(text)))):
            continue
        if rule == "quoted" and (is_term(page, start) or names_body(page, start, end) or names_part(page, start)):
            continue
        if rule == "emphasised" and names_a_body(page, start, end) and not is_called_so(page, start, end):
            continue
        inside = page.numbers_within(start, end) if rule == "quoted" else []
        if inside:
            yield from _between_numbers(page, start, end, inside)
            continue
        if (
            _of_project(page, quoted, index, rule)
            or (rule == "quoted" and bears_name(page, start))
            or _is_before_noun(text, start, end)
            or _APPOSED.match(text, end)
            or (rule == "quoted" and (_is_subject(page, start, end) or behind_scheme(page, start, end)))
            or (rule == "emphasised" and _SHORT_AND_LONG.fullmatch(text, start, end) and _of_the_project(page, start))
        ):
            year = _IN_YEAR.match(text, start, end) if rule == "emphasised" else None
            yield (year.end() if year else start), end, rule
        elif any(
            _near(page, n, start, end, 40 if rule == "quoted" else 25)
            for n in page.numbers_over(start - ASIDE, end + ASIDE)
        ):
            yield start, end, "beside_number"
        elif end - start >= SHORTEST and (
            _of_work(page, start, end, rule) or (rule == "quoted" and is_paid(page, start, end))
        ):
            yield start, end, rule
        elif rule == "emphasised" and _is_paid_name(page, start, end):
            yield start, end, "bracketed"
        else:
            continue
        yield from long_form(text, end)


def _is_before_noun(text: str, start: int, end: int) -> bool:
    """Say whether the noun follows; before many projects words in lower case say of what kind they are."""
    noun = _PROJECT_AFTER.match(text, end)
    return noun is not None and not (noun["many"] and text[start].islower())


def _is_subject(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words behind the quotation call it a project, or tell who pays for it."""
    if is_called_project(page.text, end):
        return True
    before = page.text[max(page.sentence_at(start)[0], start - ASIDE) : start]
    return is_paid_for(page, end) and not page.lexicon.cue("titled_otherwise", "event").search(before)


def _is_paid_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether several bold or italic words that name no body stand right before a sum in a sentence on paying."""
    words = page.text[start:end]
    several = words.count(" ") >= 2 and not has_organisation_word(words, page.lexicon)
    if not several or page.phrases_over(start, end):
        return False
    verbs = page.lexicon.cue("paid_name").finditer(page.text, max(0, start - 24), start)
    return is_paid(page, start, end) or any(not page.text[verb.end() : start].strip(" *_") for verb in verbs)


def _between_numbers(
    page: PageReading, start: int, end: int, inside: Sequence[PrintedNumber]
) -> Iterator[tuple[int, int, str]]:
    """A quotation may hold titles with their numbers: "Title one, reg. č. 1 and title two, reg. č. 2"."""
    position = start
    for number in inside:
        stop = before_numbers(page.text, position, number.start)
        if stop - position >= SHORTEST:
            yield position, stop, "beside_number"
        position = _JOINT.match(page.text, number.end).end()  # type: ignore[union-attr]  # it may match nothing
    if inside[0].start - start < SHORTEST and end - position >= SHORTEST and len(inside) == 1:
        yield position, end, "beside_number"


def _of_work(page: PageReading, start: int, end: int, rule: str) -> bool:
    """Say whether the quotation names a contract or a building that the page says is paid from a known source.

    Bold words must follow the noun at once.
    """
    work = page.lexicon.cue("work")
    nouns = list(work.finditer(page.text, max(0, start - 60), start))
    if not nouns or not _GAP.fullmatch(page.text, nouns[-1].end(), start):
        return False
    if rule == "emphasised" and page.text[nouns[-1].end() : start].strip(" :*_"):
        return False
    action = page.lexicon.cue("action").match(nouns[-1][0])
    return page.financed_work or bool(action and tells_grant(page, start))


def _of_the_project(page: PageReading, offset: int) -> bool:
    """Say whether the sentence speaks of a project or of its run."""
    return bool(page.lexicon.cue("project", "run").search(page.text, *page.sentence_at(offset)))


def _near(page: PageReading, number: PrintedNumber, start: int, end: int, reach: int) -> bool:
    """Say whether the number follows the quotation within `reach`, or stands right before it, in one sentence."""
    bracketed = re.compile(r"\s?\([^()]{0,70}").fullmatch(page.text, end, max(end, number.start))
    if bracketed or 0 <= number.start - end <= reach:
        return page.sentence_at(start) == page.sentence_at(number.start)
    between = page.text[number.end : start]
    labels = "\n" in between and not page.wrapped and page.text[end : end + 1] not in ("", "\n")  # "Region Olomouc"
    return 0 <= start - number.end <= 12 and "." not in between and not labels


def _names_another(page: PageReading, noun: int, start: int) -> bool:
    """Say whether the noun right before the quotation is that of a programme, call or event: "grantový program „X“"."""
    other = list(page.lexicon.cue("titled_otherwise").finditer(page.text, noun, start))
    between = page.text[other[-1].end() : start] if other else "-"
    return not page.lexicon.cue("title_intro").sub("", between).strip(" :*_\n" + OPEN)


def _of_project(page: PageReading, quoted: list[tuple[int, int]], index: int, rule: str) -> bool:
    """Say whether the word "project" leads to the quotation, or to the chain "A", "B" and "C" that it ends.

    Bold words must follow it at once, or behind its number: bold is also what is merely weighty.
    """
    while index and _CHAIN.fullmatch(page.text, quoted[index - 1][1], quoted[index][0]):
        index -= 1
    start = quoted[index][0]
    block = page.block_at(start)
    floor = max(start - 130, quoted[index - 1][1] if index else 0, block.start if block else 0)
    nouns = list(page.lexicon.cue("project").finditer(page.text, floor, start))
    if not nouns:
        return False
    gap = page.text[nouns[-1].end() : start]
    if _names_another(page, nouns[-1].start(), start) or (rule == "quoted" and _does(page, nouns[-1].end(), start)):
        return False
    if page.sentence_at(nouns[-1].start()) != page.sentence_at(start) and rule == "emphasised":
        return False
    if rule == "emphasised" and "\n" in gap and not page.wrapped and page.numbers_within(nouns[-1].end(), start):
        return False  # "Project ID 123", and the next label below it
    if rule == "emphasised" and re.search(r"[^\W\d_]{3,}", gap) and not page.lexicon.cue("title_intro").search(gap):
        return bool(page.numbers_within(nouns[-1].end(), start) and _GAP.fullmatch(gap))
    return bool(_GAP.fullmatch(gap)) and not (rule == "emphasised" and page.lexicon.cue("projects").match(nouns[-1][0]))


def _does(page: PageReading, start: int, end: int) -> bool:
    """Say whether a verb stands between the noun and the quotation that does not call it so: "Projekt chce …"."""
    verb = before_verb(page, start - 1, end)
    return verb < end and not page.lexicon.cue("title_intro", "bears_name").search(page.text, start, end)
