"""Programmes by their names and abbreviations. The period of a name that several periods share is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from extractors.base import mention
from extractors.text.kept import kept
from extractors.text.reading import PageReading, Reading
from extractors.text.windows import matches_at
from extractors.text.worded import Worded
from schemas.document import BlockKind, Region
from schemas.records import Mention
from schemas.vocabulary import Vocabulary

NAME, FIELDS = "programmes", ("programme",)

FORMER = 70
"""Earlier projects stand so near before the programme that paid them."""
CARRIED, WITHIN = 160, 40
"""The project stands so far before its programme, the words for "within" so near."""
BESIDE = (Region.ASIDE, Region.NAVIGATION)
PICTURE = "programmes.picture"
"""The rule of a logo's text beside what is read: it speaks of the one project of the page, or of none."""

_PROGRAMME_BEFORE = Worded(r"(?<!\w){programme_noun}\s{1,2}[(„\"]?$", re.IGNORECASE)
# "projektu OP LZZ Strategie …", "projekt z Operačního programu …": the programme of one project.
_PROJECT_BEFORE = re.compile(r"(?<!\w)projekt(?:u|em|ě)?\s(?:(?:z|ze|v rámci|programu)\s)?$", re.IGNORECASE)
# "the Erasmus+ project X", "the H2020-funded project X".
_PROJECT_AFTER = Worded(r"(?:[ -]{paid_for})?[ -]proje(?:ct|kt)(?!\w)", re.IGNORECASE)
# "(Comenius, 2008–2010)": nothing but a programme opens such a bracket.
_YEARS_AFTER = re.compile(r"(?:\s[A-Z0-9]{2,4})?,\s(?:19|20)\d\d")
_PROGRAMME_AFTER = re.compile(r"\s{1,2}program", re.IGNORECASE)
_CALL = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][A-Z0-9]{2,9})(?:-[A-Z0-9]{1,16}){2,7}(?![\w-])|(?<![\w-])(?P<short>[A-Z]{1,4}\d{4})-[A-Z]{2,8}\d{0,2}(?![\w-])"
)
_CALL_START = re.compile(r"[A-Z](?<![\w-].)[A-Z0-9]")
# The years of a period, not the months and years of a run: "08/2014 – 09/2015".
_YEARS = re.compile(r"(?<!\d)(?<!\d[/.])(19[89]\d|20[0-4]\d)\s{0,2}[-–—/]\s{0,2}((?:20)?\d\d)(?!\d|[/.]\d)")

# "OP Životní prostředí 2014+": the period that begins in the year.
_SINCE = re.compile(r"[ -](20[0-4]\d)\+(?!\w)")
_ANY_YEAR = re.compile(r"(?<![\w-])(?:19[89]\d|20[0-4]\d)(?![\w-])")
"""A year that is no part of a number or of two years."""


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the programmes named; `codes` are the candidates, `year` and `until` the years printed beside the name.

    `around` are all years of the page, where several periods share the name.
    """
    for page in reading.pages:
        yield from _calls(page)
        yield from _pictures(page)
        for (start, end), group in groupby(page.phrases, key=lambda phrase: (phrase.start, phrase.end)):
            phrases = [phrase for phrase in group if phrase.kind == "programme"]
            if not phrases or not (any(p.sure for p in phrases) or _named_programme(page, start, end)):
                continue
            if _of_former(page, start) or _of_site(page, start):
                continue
            attributes = {"codes": "|".join(dict.fromkeys(phrase.code for phrase in phrases))}
            years = _YEARS.search(page.text, end, end + 30) or _YEARS.search(page.text, max(0, start - 20), start)
            since = _SINCE.match(page.text, end)
            if since:
                attributes["year"] = since[1]
            elif years:
                attributes |= {"year": years[1], "until": f"{years[1][:2]}{years[2][-2:]}"}
            elif "|" in attributes["codes"]:
                attributes |= {key: told for key, told in _told_by_page(page, attributes["codes"]).items() if told}
            yield mention(page, "programme", start, end, f"programmes.{_place(page, start, end)}", attributes)


def _told_by_page(page: PageReading, codes: str) -> dict[str, str]:
    """All years of the page, and the one of the programmes whose period a path prints: "Archive » 2014-2021"."""
    vocabulary = page.lexicon.vocabulary
    told = {code for years in _periods_of(page) for code in _codes_of_period(vocabulary, *years)}
    named = told.intersection(codes.split("|"))
    return {"around": _years_of(page), "period": named.pop() if len(named) == 1 else ""}


@kept
def _periods_of(page: PageReading) -> frozenset[tuple[int, int]]:
    """The first and last years of all periods of years on the page, its menus and paths too."""
    found = _YEARS.finditer(page.page.text)
    return frozenset((int(years[1]), int(f"{years[1][:2]}{years[2][-2:]}")) for years in found)


@lru_cache(maxsize=64)
def _codes_of_period(vocabulary: Vocabulary, first: int, last: int) -> tuple[str, ...]:
    return tuple(p.code for p in vocabulary.programmes if (p.first_year, p.last_year) == (first, last))


@kept
def _years_of(page: PageReading) -> str:
    return " ".join(sorted(set(_ANY_YEAR.findall(page.text))))


@lru_cache(maxsize=2)
def _by_abbreviation(vocabulary: Vocabulary) -> dict[str, str]:
    return {name.upper(): p.code for p in vocabulary.programmes for name in p.abbreviations + p.ambiguous}


def _calls(page: PageReading) -> Iterator[Mention]:
    """The identifier of a call names its programme: "HORIZON-CL4-2022-DATA-01-05"."""
    known = _by_abbreviation(page.lexicon.vocabulary)
    begins = (start.start() for start in _CALL_START.finditer(page.text))
    for match in matches_at(begins, _CALL, page.text, 0, len(page.text)):
        code = known.get(match["name"] or match["short"])
        if code and page.readable(match.start()):
            yield mention(page, "programme", *match.span(), "programmes.call", {"codes": code})


def _pictures(page: PageReading) -> Iterator[Mention]:
    """The logo beside or above what is read names the programme: the site is that of a project which it pays."""
    for block in page.page.blocks:
        if block.kind is BlockKind.ALT and block.region in BESIDE:
            found = list(page.lexicon.find(page.page.text[block.start : block.end]))
            codes = dict.fromkeys(p.code for p in found if p.kind == "programme" and p.sure)
            if codes:
                yield mention(page, "programme", block.start, block.end, PICTURE, {"codes": "|".join(codes)})


def _named_programme(page: PageReading, start: int, end: int) -> bool:
    """An abbreviation with other meanings counts right beside the word "programme", "OP" or "fund", or before years."""
    text = page.text
    if text[start - 1 : start] == "(" and _YEARS_AFTER.match(text, end):
        return True
    before = page.lexicon.worded(_PROGRAMME_BEFORE).search(text, max(0, start - 24), start)
    return bool(before or _PROGRAMME_AFTER.match(text, end))


def _of_former(page: PageReading, start: int) -> bool:
    """Say whether earlier projects are what the programme paid: "i předchozích projektů financovaných z OP X"."""
    first, _ = page.sentence_at(start)
    former = page.lexicon.cue("former").search(page.text, max(first, start - FORMER), start)
    if former is None or page.numbers_within(former.end(), start):
        return False
    return page.lexicon.cue("project", "projects").search(page.text, former.start(), start) is not None


def _of_site(page: PageReading, start: int) -> bool:
    """Say whether the running of the site is what the programme pays: "Provoz těchto stránek je hrazen z OP X"."""
    return page.lexicon.cue("site_running").search(page.text, max(0, start - FORMER), start) is not None


def _in_context(page: PageReading, start: int, end: int) -> bool:
    first, last = page.sentence_at(start)
    if end > last:
        return False
    return bool(page.lexicon.cue("finance").search(page.text, first, last)) or _carried_within(page, first, start)


def _carried_within(page: PageReading, first: int, start: int) -> bool:
    """Say whether one project of the sentence runs within the programme: "Projekt byl realizován v rámci X"."""
    carried = page.lexicon.cue("carried_within").search(page.text, max(first, start - CARRIED), start)
    within = page.lexicon.cue("within_programme").finditer(page.text, max(first, start - WITHIN), start)
    return carried is not None and any(not page.text[match.end() : start].strip() for match in within)


def _place(page: PageReading, start: int, end: int) -> str:
    """Say where the name stands: behind a label, in a sentence about money, in the head or footer, elsewhere."""
    for pair in page.labelled:
        if pair.entry.field == "programme" and any(a <= start < b for a, b in pair.values):
            return "labelled"
    if _PROJECT_BEFORE.search(page.text, max(0, start - 22), start) or page.lexicon.worded(_PROJECT_AFTER).match(
        page.text, end
    ):
        return "financed"
    block = page.block_at(start)
    if block and block.region in (Region.HEAD, Region.FOOTER):
        return block.region.value
    return "financed" if _in_context(page, start, end) else "named"
