"""A numbered project without a title takes that of the heading right above its number, if the page is about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.bodies.names import begins_with_head, is_person
from extractors.naming.bilingual import two_languages
from extractors.naming.number_titles import before_numbers, names_number, past_noun, past_scheme
from extractors.naming.prose_titles import ends_openly, refused_word
from extractors.naming.title_doubts import heads_no_project
from extractors.numbers.number_grammar import find_czech
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Lexicon, label_key
from extractors.text.reading import PageReading
from pipeline.normalise import texts
from pipeline.resolve.anchors import ACRONYM, STRONG, Cluster, alike, plain
from pipeline.resolve.places import Places
from pipeline.resolve.site_names import title_parts
from schemas.document import Block, BlockKind, Region
from schemas.records import Fact
from schemas.spans import quote

# What a page's heading says besides the title: "The X project", "Projekt X", "Welcome to X".
_PAGE_WORDS = re.compile(
    r"(?:\d{1,2}[.)]\s)?(?:(?:the|projekt|project|welcome to|vítejte na)\s){0,3}"
    r"(?P<name>[^\n]{3,200}?)(?:\s(?:project|projekt))?",
    re.IGNORECASE,
)
# A numbered section of up to three common words: "7.1 Stavba", "7.5 Lidské zdroje".
_NO_CAPITAL = rf"[^\W\d{CAPITAL}_]"
_SECTION = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s{1,3}[^\W\d_]"
    rf"{_NO_CAPITAL}{{0,30}}(?: {_NO_CAPITAL}{{1,30}}){{0,2}}"
)
_BODIES = ("beneficiaries", "partners", "funders")
SHEET = 200
"""The first labels of a project's sheet stand so near below its heading."""
NEAR = 400
"""The number stands within so many code points below its heading."""


def add_headings(clusters: list[Cluster], facts: list[Fact], places: Places) -> None:
    """Give untitled clusters a title from the nearest heading, unless other numbers stand under it too.

    A page with one number and labels of several fields is about that project: its first heading is the title.
    """
    numbered = [c for c in clusters if c.number]
    sections = _by_section(clusters, places)
    for found in numbered:
        titled = any(t.evidence.rule in (*STRONG, ACRONYM) for t in found.titles)
        heads = _heading_titles(found, sections, places)
        if not heads and not titled and len(numbered) == 1 and _about_one(facts):
            head = page_title(places, facts)
            heads = [head] if head else _section_titles(found, places)
        if not titled or any(alike(plain(h.value), plain(t.value)) for h in heads for t in found.titles):
            found.titles += heads


def _about_one(facts: list[Fact]) -> bool:
    """Say whether labels state two fields of a project or more."""
    return len({f.field for f in facts if ".label" in f.evidence.rule and f.field != "published"}) >= 2


def page_title(places: Places, facts: Iterable[Fact]) -> Fact | None:
    """Return the first line of the first page, or its first heading, that is no sentence, generic word or organisation
    with a part in the project."""
    page = places.pages[0]
    bodies = {f.evidence.span.start for f in facts if f.field in _BODIES and f.evidence.span.page == page.page.number}
    body = [b for b in page.blocks if b.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)]
    headings = [b for b in body if b.kind is BlockKind.HEADING]
    headings = [b for b in headings if b.level == min(h.level for h in headings)]
    if headings and begins_with_head(page.text, headings[0].start, page.lexicon):
        headings = _as_titled(page, headings[1:]) or headings  # the site's name above that of the page
    for block in headings or _as_titled(page, body) or body[:1]:
        newline = page.text.find("\n", block.start, block.end)
        end = block.end if newline < 0 or block.kind is BlockKind.HEADING else newline
        words = page.text[block.start : end]
        if (
            not 8 <= len(words) <= 200
            or _generic(words, page.lexicon)
            or page.lexicon.cue("navigation").match(words)
            or words[-1] in ".:;,?"
            or not words[0].isupper()
        ):
            continue
        if any(phrase.sure for phrase in page.phrases_at(block.start)) or refused_word(words.split()[0], page):
            return None  # "Seventh Framework Programme", "What it does"
        if block.start in bodies or is_person(words, page.lexicon) or find_czech(words):
            return None
        if page.lexicon.cue("role_holder").search(words):
            return None  # "Gymnázium X je realizátorem projektu"
        start, stop = _name(page.text, block.start, end)
        if page.text[start:stop].split()[0].islower():
            start, stop = block.start, end  # "Projekt v roce 2011": the rest is no name
        evidence = quote(page.page, start, stop, "titles.page")
        return Fact("titles", texts.clean(evidence.quote), evidence)
    return None


def _as_titled(page: PageReading, body: list[Block]) -> list[Block]:
    """Return the first block of the content that the page's own title repeats, as a part of it."""
    words = title_parts(page)
    return [b for b in body if b.region is Region.MAIN and page.text[b.start : b.end].strip() in words][:1]


def _by_section(clusters: list[Cluster], places: Places) -> dict[tuple[int, int], list[Cluster]]:
    """Return the projects whose numbers stand under each heading."""
    sections: dict[tuple[int, int], list[Cluster]] = {}
    for found in clusters:
        for section in {places.section(number.evidence.span) for number in found.numbers}:
            sections.setdefault(section, []).append(found)
    return sections


def _heading_titles(found: Cluster, sections: dict[tuple[int, int], list[Cluster]], places: Places) -> list[Fact]:
    """Return the title in the heading right above the number, if no other project's stands under it.

    It is two titles where the heading prints two languages.
    """
    for number in found.numbers:
        span = number.evidence.span
        page = places.page(span)
        heading = page.heading_before(span.start)
        own = places.block(span)
        if own and own.kind is BlockKind.HEADING:
            heading = own
        if own and own.region is Region.FOOTER and not found.titles:
            heading = _name_of_site(page)
        far = (own is None or own.region is not Region.FOOTER) and not (heading and _heads_sheet(page, heading))
        if (
            heading is None
            or (far and span.start - heading.end > NEAR)
            or any(other is not found for other in sections.get((span.page, heading.start), ()))
        ):
            continue
        titles = _titles_in(page, heading)
        if titles:
            return titles
    return []


def _section_titles(found: Cluster, places: Places) -> list[Fact]:
    """Return the title in the heading of the section in which the number stands, or of those around that section."""
    span = found.numbers[0].evidence.span
    page = places.page(span)
    level = 9
    for block in reversed([b for b in page.blocks if b.kind is BlockKind.HEADING and b.end <= span.start]):
        if block.region is Region.MAIN and block.level < level:
            level = block.level
            if not begins_with_head(page.text, block.start, page.lexicon) and (titles := _titles_in(page, block)):
                return titles
    return []


def _titles_in(page: PageReading, heading: Block) -> list[Fact]:
    """Return the title in a heading, or the two of two languages; none in that of a section, a role or a person."""
    start, end = heading.start, heading.end
    inside = find_czech(page.text[start:end])
    other = page.numbers_within(start, end)
    if inside:
        end = start + inside[0][0]
    elif other and page.text[start : other[0].start].endswith("("):
        end = other[0].start
    elif other and other[0].start == start and other[-1].end == end:
        return []  # the number alone, set as a heading
    elif other and other[-1].end == end:
        end = other[-1].start
    words = page.text[start : before_numbers(page.text, start, end)].rstrip(" ,;:(–-")
    end = start + len(words)
    if page.lexicon.cue("role_holder").search(words):
        return []
    if _SECTION.fullmatch(words) or words.startswith("(") or words.endswith("?") or _is_section(page, start, end):
        return []
    if end - start < 4 or _generic(words, page.lexicon) or is_person(words, page.lexicon):
        return []
    first, last = _name(page.text, start, end)
    spans = two_languages(page.text, past_scheme(page, first, last), last)
    pieces = [quote(page.page, *span, "titles.heading") for span in spans]
    return [Fact("titles", texts.clean(evidence.quote), evidence) for evidence in pieces]


def _heads_sheet(page: PageReading, heading: Block) -> bool:
    """Say whether a labelled date of a project stands right below the heading: the section is the project's."""
    below = page.labels_within(heading.end, heading.end + SHEET)
    return any(pair.entry.field in ("period", "start", "registration_number", "programme") for pair in below)


def _is_section(page: PageReading, start: int, end: int) -> bool:
    """Say whether the heading is that of a report's section: "7.2 Science", "Our work", "News from the project"."""
    start = past_noun(page.text, start, end)
    first, last = _name(page.text, start, end)
    words = page.text[first:last].split()
    if not words or refused_word(words[0], page) or ends_openly(page.text[first:last], page):
        return True
    return heads_no_project(page, start, end)


def _name_of_site(page: PageReading) -> Block | None:
    """Return the first heading if it is one word, as a project's site prints; a number at the foot is its."""
    heading = next((b for b in page.blocks if b.kind is BlockKind.HEADING and b.region is Region.MAIN), None)
    return heading if heading and " " not in page.text[heading.start : heading.end] else None


def _name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the title in a heading, without "The … project"."""
    start = past_noun(text, start, end)
    match = _PAGE_WORDS.fullmatch(text, start, end)
    return match.span("name") if match else (start, end)


def _generic(words: str, lexicon: Lexicon) -> bool:
    """Say whether a heading is a label, or says no more than "Project" or "About the project"."""
    head, colon, _ = words.partition(":")
    if label_key(head) in lexicon.labels or (colon and names_number(head, lexicon)):
        return True
    if words.rstrip().endswith(".") and lexicon.cue("finance").search(words):
        return True  # the sentence of thanks, set large
    return lexicon.is_generic(words)
