"""Members of a project one on a line, each with the country that it is from and no bracket round it.

"X School, Oslo, Norway"; "Italy: Istituto Y"; columns "Fundacja Z      PL-Poland". No heading need stand over them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.bodies.addresses import cut_place, is_country
from extractors.bodies.list_items import Member, read_item
from extractors.bodies.listed_names import Found
from extractors.bodies.names import is_organisation, is_person
from extractors.text.lines import end_before
from extractors.text.reading import PageReading
from extractors.text.windows import places_of
from schemas.document import BlockKind

FEWEST, SURE, LANDS = 3, 4, 3
"""So many lines in a row make a list; so many of so many countries need an organisation among four."""
LONGEST = 180
_READ = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.HEADING)
_LINE = re.compile(r"[^\n]{4,}")
_PIECE = re.compile(r"[^;]{4,}")
_MARK = re.compile(r",\s?|\s[–—-]\s|\s{2,}|\t")
_BARE_CODE = re.compile(r"(?<=\w|\))\s(?P<code>[A-Z]{2})$")
_LABEL = re.compile(r"[^\W\d_][^:\n]{2,40}?(?::\s|\s[–—-]\s)")
_CODE = re.compile(r"[A-Z]{2}\s?[-–]\s?(?=[^\W\d_]{3})")
_FIRST = re.compile(r"[\s*•·–-]{0,4}(?P<country>[^\W\d_][^\n:–—,]{2,24}?)\s?(?::|\s[–—-])\s")
_TWO_CAPITALS = re.compile(r"[A-Z]{2}(?![^\W_])")
_ROLE = re.compile(r"\s{0,3}\([^()\n]{3,40}\)[.,;]?$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A member, and its country as printed."""

    member: Member
    country: str


def on_placed_lines(page: PageReading) -> Iterator[Found]:
    """Yield the members of each run of such lines, if they are of two countries and half of them are organisations."""
    lexicon = page.lexicon
    if not page.numbers and not lexicon.cue("project").search(page.text):
        return
    signs = _country_signs(page)
    if len(signs) < FEWEST:
        return
    run: list[Placed] = []
    for start, end in (*_lines(page), (0, 0)):
        told = 0 < end - start <= LONGEST and bisect_left(signs, start) < bisect_left(signs, end)
        placed = _placed(page, start, end) if told else None
        if placed:
            run.append(placed)
        elif run:
            yield from _told(page, run)
            run = []


def _country_signs(page: PageReading) -> list[int]:
    """Where the name of a country may begin, or its code, or what stands in italics: a member's line has one."""
    named = page.lexicon.cue("countries").begins(page.text, 0, len(page.text))
    codes = (match.start() for match in _TWO_CAPITALS.finditer(page.text))
    return sorted({*named, *codes, *places_of(page.text, "_")})


def _lines(page: PageReading) -> Iterator[tuple[int, int]]:
    """The lines of the blocks in turn; a table or a block of another kind parts them with an empty one."""
    for block in page.blocks:
        if block.kind not in _READ or block.table:
            yield block.start, block.start
            continue
        for line in _LINE.finditer(page.text, block.start, block.end):
            yield from _pieces(page, *line.span()) if line[0].count(";") > 1 else [line.span()]


def _pieces(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """ "All partners: University of X, Sweden; Y College, UK; Z, Ukraine." set in one line, behind its colon."""
    colon = page.text.rfind(": ", start, page.text.find(";", start, end))
    pieces = [piece.span() for piece in _PIECE.finditer(page.text, colon + 2 if colon > 0 else start, end)]
    return [(first, first), *pieces, (end, end)] if (first := pieces[0][0] if pieces else start) else pieces


def _told(page: PageReading, run: list[Placed]) -> Iterator[Found]:
    bodies = sum(is_organisation(page.text[p.member.start : p.member.end], page.lexicon) for p in run)
    lands = len({p.country.lower() for p in run})
    sure = len(run) >= SURE and lands >= LANDS and bodies * 4 >= len(run)
    told = len(run) >= FEWEST and lands > 1 and (sure or bodies * 2 >= len(run))
    if not told or _of_others(page, run[0].member.start):
        return
    for placed in run:
        field = "beneficiaries" if placed.member.lead else "partners"
        yield field, placed.member.start, placed.member.end, "marked" if placed.member.lead else "placed_line"


def _of_others(page: PageReading, offset: int) -> bool:
    """Say whether the line above, or what stands in the line before the first name, tells of an event, of a club's
    partners, or of what was published."""
    line = page.text.rfind("\n", 0, offset)
    within = page.text[line + 1 : offset].strip(" *•·–-")
    end = offset if within else end_before(page.text, max(line, 0))
    start = page.text.rfind("\n", 0, end) + 1
    return bool(page.lexicon.cue("event_verbs", "no_partner", "other_lists").search(page.text, start, end))


def _placed(page: PageReading, start: int, end: int) -> Placed | None:
    """Return the member that a line names, if its country stands first or last in it."""
    role = _ROLE.search(page.text, start, end)
    stop = role.start() if role else end
    stop -= len(page.text[start:stop]) - len(page.text[start:stop].rstrip(" .;,\u00a0"))
    place, country = _country_last(page, start, stop)
    if not country:
        place, country = stop, _country_first(page, start, stop)
    if not country:
        return None
    role_behind = role and place < stop and page.text[place] == ","
    last = end if role_behind else min(place, cut_place(page.text, start, stop, page.lexicon))
    begin = _behind_lead(page, start, last)
    member = read_item(page, begin, last)
    member = replace(member, lead=True) if member and begin > start else member
    if member is None or is_person(page.text[member.start : member.end], page.lexicon):
        return None
    return Placed(member, country)


def _behind_lead(page: PageReading, start: int, end: int) -> int:
    """ "Project leader: X", "Lead partner – X": the name begins behind the label of who leads."""
    label = _LABEL.match(page.text, start, end)
    entries = page.lexicon.label_entries(label[0].rstrip(" :–—-")) if label else ()
    return label.end() if label and any(entry.field == "beneficiaries" for entry in entries) else start


def _country_last(page: PageReading, start: int, end: int) -> tuple[int, str]:
    """Return where the mark before a country at the line's end stands, and the country; "" if there is none."""
    bare = _BARE_CODE.search(page.text, start + 2, end)
    if bare and is_country(bare["code"], page.lexicon):
        return bare.start(), bare["code"]
    marks = list(_MARK.finditer(page.text, start + 2, end))
    if not marks:
        return end, ""
    code = _CODE.match(page.text, marks[-1].end(), end)
    words = page.text[code.end() if code else marks[-1].end() : end].removeprefix("the ")
    return (marks[-1].start(), words) if is_country(words, page.lexicon) else (end, "")


def _country_first(page: PageReading, start: int, end: int) -> str:
    match = _FIRST.match(page.text, start, end)
    return match["country"] if match and is_country(match["country"], page.lexicon) else ""
