"""What one place says for several projects: a heading, a sentence over them, a logo's line, keys of front matter."""

from __future__ import annotations

from pipeline.resolve import programme
from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places, order
from pipeline.resolve.spoken import Spoken
from schemas.document import Block, BlockKind, Region
from schemas.records import Fact

SHARED = ("funders", "programme")
"""Fields that one sentence, footer or heading may state for several projects at once."""
PEOPLE = ("beneficiaries", "partners", "contacts")
"""Those whom a sentence may name for several projects: "Kontaktní osoba pro všechny projekty: …"."""
TIMES, TOLD = ("start", "end"), "periods.sentence"
LEAD = 300
"""The word for several projects may stand in a sentence right before that of the payer."""
NEXT = 8
"""So near behind a colon begins the list that the words before it speak of."""
PAGES = 3
"""A list of projects that a sentence announces goes on over so many pages at most, if no heading ends it."""
LOGO_LINE = 200
"""A line of logos that names a fund beside its programme is no longer."""
LOGO, HEADING = "funders.logo", "funders.heading"


def announced(fact: Fact, clusters: list[Cluster], places: Places) -> list[Cluster]:
    """A payer, programme, body or person in a heading or a sentence over several projects is that of all below it.

    "All these projects were paid by A", behind them, is that of all above it.
    """
    span = fact.evidence.span
    block = places.block(span)
    if fact.field in TIMES:
        return clusters if _is_time_of_list(fact, clusters, places) else []
    if block is None or fact.field not in (*SHARED, *PEOPLE):
        return []
    if told := _told_next(fact, clusters, places):
        return told
    others = (a for c in clusters for a in c.places if fact.evidence.rule != HEADING or a.field != "titles")
    page = places.page(span)
    first, last = page.sentence_at(span.start)
    of_all = page.lexicon.cue("all_projects").match(page.text, first, last) is not None
    if any(places.same_block(fact, a) and (not of_all or first <= a.evidence.span.start < last) for a in others):
        return []
    heading = block.kind is BlockKind.HEADING
    lead = max(block.start, first - LEAD)
    several = page.lexicon.cue("projects", "applications").search(page.text, lead, last)
    before_list = page.text[last - 1 : last] == ":" and bool(page.entries_within(block.end, block.end + NEXT))
    if not heading and not several and not before_list:
        return []
    limit = _section_end(fact, block, places)
    here = (span.page, span.start)
    below = [c for c in clusters if any(here < order(a)[:2] < limit for a in c.places)]
    if not below and not heading and page.lexicon.cue("all_projects").search(page.text, first, last):
        below = [c for c in clusters if any((span.page, -1) < order(a)[:2] < here for a in c.places)]
    return below if len(below) > 1 or heading else []


def _is_time_of_list(fact: Fact, clusters: list[Cluster], places: Places) -> bool:
    """ "We support more projects. Work begins on 1 January 2024", over a table of them all: each begins then."""
    span = fact.evidence.span
    if not fact.evidence.rule.startswith(TOLD) or places.row(span) or places.entry(span):
        return False
    if not all(order(c.places[0]) > order(fact) and c.places[0].evidence.span.page == span.page for c in clusters):
        return False
    if not all(places.row(c.places[0].evidence.span) or places.entry(c.places[0].evidence.span) for c in clusters):
        return False
    page = places.page(span)
    last = page.sentence_at(span.start)[1]
    above = page.heading_before(span.start)
    lead = max(above.start if above else 0, last - LEAD)
    return page.lexicon.cue("projects", "applications").search(page.text, lead, last) is not None


def _told_next(fact: Fact, clusters: list[Cluster], places: Places) -> list[Cluster]:
    """ "Two projects of X are done. They were A and B": the sentence names none of the projects, the next one two."""
    page = places.page(fact.evidence.span)
    first, last = page.sentence_at(fact.evidence.span.start)
    if fact.field not in PEOPLE or not page.lexicon.cue("projects").search(page.text, first, last):
        return []
    within = [(order(a), c) for c in clusters for a in c.places if places.same_block(fact, a)]
    stop = page.sentence_at(min((place[1] for place, _ in within), default=last))[1]
    if any(place[1] < last for place, _ in within):
        return []
    told = list(dict.fromkeys(c for place, c in sorted(within, key=lambda pair: pair[0]) if place[1] < stop))
    return told if len(told) > 1 else []


def for_all(fact: Fact, places: Places) -> bool:
    """Say whether a sentence names who runs all projects: "není-li uvedeno jinak", "in all cases"."""
    if fact.field != "beneficiaries":
        return False
    page = places.page(fact.evidence.span)
    return bool(page.lexicon.cue("for_all").search(page.text, *page.sentence_at(fact.evidence.span.start)))


def _section_end(fact: Fact, block: Block, places: Places) -> tuple[int, int]:
    """Return page and offset of the next heading as high as that of the section, or of the page `PAGES` further on."""
    span = fact.evidence.span
    above = places.page(span).heading_before(span.start)
    level = block.level if block.kind is BlockKind.HEADING else above.level if above else 0
    for page in places.pages[span.page - 1 : span.page - 1 + PAGES]:
        for other in page.blocks:
            place = (page.page.number, other.start)
            if other.kind is BlockKind.HEADING and other.level <= level and place > (span.page, span.start):
                return place
    return span.page + PAGES, 0


def of_programme(
    fact: Fact, clusters: list[Cluster], facts: list[Fact], spoken: Spoken, places: Places
) -> list[Cluster]:
    """A line "European Union – ESF – Operational Programme X" speaks of the projects of programme X alone."""
    span = fact.evidence.span
    block = places.block(span)
    if block is None or fact.field not in SHARED or block.end - block.start > LOGO_LINE:
        return []
    if spoken.in_block(fact):
        return []
    named = {
        code for f in facts if f.field == "programme" and places.same_block(fact, f) for code in str(f.value).split("|")
    }
    vocabulary = places.pages[0].lexicon.vocabulary
    own = [c for c in clusters if c.numbers and programme.from_number(c.numbers[0], vocabulary) in named]
    return own if named and len(own) < len(clusters) else []


def without_own(fact: Fact, clusters: list[Cluster]) -> list[Cluster]:
    """The projects for which a payer's logo on the page can stand: those whose own words name none."""
    if fact.field != "funders" or fact.evidence.rule != LOGO:
        return clusters
    return [c for c in clusters if not any(f.field == "funders" and f.evidence.rule != LOGO for f in c.facts)]


def in_head_or_foot(fact: Fact, places: Places) -> bool:
    """Say whether a fact stands in a page's head or foot, or in a picture's text."""
    block = places.block(fact.evidence.span)
    return block is not None and (block.region in (Region.HEAD, Region.FOOTER) or block.kind is BlockKind.ALT)


def of_running_line(fact: Fact, clusters: list[Cluster], places: Places) -> list[Cluster]:
    """A slide that names no project is about the one whose number its head or foot repeats, and no other's."""
    page = places.page(fact.evidence.span).page
    lines = [page.text[block.start : block.end] for block in page.blocks if block.region is Region.REPEATED]
    repeated = "".join(filter(str.isalnum, " ".join(lines))).upper()
    named = [c for c in clusters if c.number and "".join(filter(str.isalnum, c.number)).upper() in repeated]
    return named if len(named) == 1 else []


def of_entry(fact: Fact, clusters: list[Cluster], places: Places) -> list[Cluster]:
    """Keys of front matter that repeat ("funding.funder", "funding.awardNumber") make entries, one for each project."""
    turn = _turn(fact, places)
    if turn is None:
        return []
    return [c for c in clusters if any(_turn(a, places) == turn for a in c.places)][:1]


def of_nameless_entry(fact: Fact, clusters: list[Cluster], places: Places) -> bool:
    """Say whether the fact stands in an entry of front matter that names no project, beside entries that do."""
    turn = _turn(fact, places)
    turns = {_turn(a, places) for c in clusters for a in c.places} if turn else set()
    return bool(turn) and turn not in turns and any(other and turn and other[0] == turn[0] for other in turns)


def _turn(fact: Fact, places: Places) -> tuple[str, int] | None:
    """The list that a key belongs to, and which of its entries: one begins where a key stands again.

    A key that stands twice in a row has two values in one entry.
    """
    block = places.block(fact.evidence.span)
    if block is None or block.kind is not BlockKind.FRONT_MATTER or "." not in block.key:
        return None
    path = block.key.rpartition(".")[0]
    entry, seen, last = 0, set[str](), ""
    for other in places.page(fact.evidence.span).blocks:
        if other.start > block.start or other.key.rpartition(".")[0] != path:
            continue
        if other.key in seen and other.key != last:
            entry, seen = entry + 1, set()
        seen.add(other.key)
        last = other.key
    return path, entry


def limits(
    fact: Fact, anchors: list[tuple[int, int, int]], facts: list[Fact], places: Places
) -> list[tuple[int, int, int]]:
    """Where a programme takes over from a payer: "by A (no. 1) and by the Programme P, no. 2"."""
    here = order(fact)
    found = []
    for other in facts:
        place = order(other)
        before = [a for a in anchors if here < a < place]
        if other.field == "programme" and before and places.same_block(fact, other):
            page = places.page(other.evidence.span)
            if page.lexicon.cue("takes_over").search(page.text, before[-1][1], place[1]):
                found.append(place)
    return found
