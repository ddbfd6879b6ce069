"""Which project a fact belongs to: by table row, sentence, block, section, or because there is only one."""

from __future__ import annotations

import re

from extractors.programmes import PICTURE
from pipeline.resolve.anchors import Cluster
from pipeline.resolve.echoes import lowered, standing
from pipeline.resolve.items import of_another_item
from pipeline.resolve.places import Places, order
from pipeline.resolve.remote_sums import is_remote
from pipeline.resolve.spoken import Spoken
from pipeline.resolve.spread import (
    LOGO,
    SHARED,
    announced,
    for_all,
    in_head_or_foot,
    limits,
    of_entry,
    of_nameless_entry,
    of_programme,
    of_running_line,
    without_own,
)
from pipeline.resolve.strangers import is_strange, of_some
from schemas.document import BlockKind
from schemas.records import Fact
from schemas.spans import quote

SHORTEST_ECHO, LONGEST_ECHO = 4, 80
"""Shorter titles are words of prose; longer ones are seldom printed twice."""
_ACRONYM = re.compile(r"\(([A-Z](?=[\w-]{0,24}[A-Z0-9])[\w-]{2,25})\)")
_OWN_BRACKET = re.compile(r"[,\s]{0,2}(?:\([^()\n]{1,20}\)\s)?\((?!\s?(?:see|viz|cf)\b)[^()\n]{0,24}")
"""Between a payer and the number that stands in a bracket right behind it: " (AB) (grant No. "."""
_FOR_PROJECT = re.compile(r"[^()\n;.]{0,30}\((?!\s?(?:see|viz|cf)\b)[^()\n]{0,24}")
"""Between who receives and the project in a bracket behind: ", Dětská 12 (na projekt "."""
GAP = 4
"""Blanks between two sentences."""
LISTED = "grant_lists.item"
"""An entry of a list of grants is one line: recipient, title, amount."""
BEHIND_NUMBER = "funders.behind_number"
"""A payer right behind a project's number is that project's: "X (no. 1, A) and Y (no. 2, B)"."""


def attach(clusters: list[Cluster], facts: list[Fact], places: Places) -> list[Fact]:
    """Give every fact to its projects; return those that belong to none."""
    orphans: list[Fact] = []
    if len(clusters) > 1:
        _find_echoes(clusters, places)
    # What stands at the head or foot comes last: it holds for the projects that name no payer of their own.
    # So does who runs all projects of which nobody else is told.
    defaults = {id(fact) for fact in facts if for_all(fact, places)} if len(clusters) > 1 else set[int]()
    spoken = Spoken(clusters, places) if len(clusters) > 1 else None
    for fact in sorted(facts, key=lambda f: (id(f) in defaults, in_head_or_foot(f, places), order(f))):
        picture = fact.evidence.rule == PICTURE and len(clusters) > 1
        picture = picture or _is_bare_flag(fact, clusters, places)
        if picture or is_remote(fact, clusters, places) or (spoken and of_some(fact, spoken, places)):
            owners = []
        elif id(fact) in defaults:
            owners = [c for c in clusters if (c.number or c.facts) and all(f.field != fact.field for f in c.facts)]
        else:
            owners = _owners(fact, clusters, facts, spoken, places) if spoken else clusters
        owners = [
            owner for owner in owners if not (is_strange(fact, owner, places) or of_another_item(fact, owner, places))
        ]
        for owner in owners:
            owner.facts.append(fact)
        if not owners:
            orphans.append(fact)
    return orphans


def _is_bare_flag(fact: Fact, clusters: list[Cluster], places: Places) -> bool:
    """Say whether a logo's text tells no more than "EU", apart from the projects of a page with several of them: the
    site has the logo for some of them, seldom for all."""
    if fact.evidence.rule != LOGO or fact.value != "EU" or len(clusters) < 2:
        return False
    block = places.block(fact.evidence.span)
    apart = not any(places.same_block(fact, anchor) for found in clusters for anchor in found.places)
    return apart and block is not None and block.kind is BlockKind.ALT


def _find_echoes(clusters: list[Cluster], places: Places) -> None:
    """Look up where the titles stand again, in any case of letters: a list of contacts names each project."""
    owners: dict[str, list[Cluster]] = {}
    known: dict[Cluster, set[tuple[int, int]]] = {}
    longest: dict[tuple[int, int], int] = {}
    for found in clusters:
        found.echoes.clear()
        known[found] = {(a.evidence.span.page, a.evidence.span.start) for a in found.anchors}
        for span in (fact.evidence.span for fact in found.titles):
            longest[span.page, span.start] = max(longest.get((span.page, span.start), 0), span.end)
        for title in dict.fromkeys(name for fact in found.titles for name in _names(fact, places)):
            if SHORTEST_ECHO <= len(title) <= LONGEST_ECHO:
                owners.setdefault(title, []).append(found)
    acronyms = {title for title in owners if not any(str(f.value) == title for c in owners[title] for f in c.titles)}
    for page in places.pages:
        for title, start, end in standing(owners, page.text, lowered(page.text)):
            if " " not in title and title[0].isupper() and page.text[start].islower():
                continue  # "to extract data" does not name the project EXTRACT
            if longest.get((page.page.number, start), 0) > end:
                continue  # "Alej+ Obnova mokřadů" does not name the project Alej
            if title in acronyms and page.entry_at(start):
                continue  # "SHADE builds on SEADDA" is told of SHADE
            for found in owners[title]:
                if page.readable(start) and (page.page.number, start) not in known[found]:
                    found.echoes.append(Fact("titles", title, quote(page.page, start, end, "titles.echo")))


def _names(title: Fact, places: Places) -> tuple[str, ...]:
    """The title, and the acronym in brackets at its end or right behind it: "Smart water in towns (SMART-H2O)"."""
    span = title.evidence.span
    text = places.page(span).text
    acronym = _ACRONYM.search(text, max(span.start, span.end - LONGEST_ECHO), span.end + LONGEST_ECHO)
    behind = acronym and acronym.end() >= span.end and acronym.start() <= span.end + 1
    return (str(title.value), acronym[1]) if acronym and behind else (str(title.value),)


def _owners(fact: Fact, clusters: list[Cluster], facts: list[Fact], spoken: Spoken, places: Places) -> list[Cluster]:
    row, entry = places.row(fact.evidence.span), places.entry(fact.evidence.span)
    if row:
        found = spoken.in_row(row)
        if found or entry:
            return found[:1]
    spread = (
        announced(fact, clusters, places)
        or of_programme(fact, clusters, facts, spoken, places)
        or of_entry(fact, clusters, places)
    )
    if spread:
        return spread
    if fact.field == "funders" and of_nameless_entry(fact, clusters, places):
        return []
    if entry:
        clusters = spoken.in_entry(entry)
        if len(clusters) <= 1:
            return clusters
    if fact.evidence.rule == LISTED:
        on_line = [c for c in clusters if any(_same_line(fact, anchor, places) for anchor in c.places)]
        if len(on_line) == 1:
            return on_line
    purpose = _purpose(fact, clusters, places) if fact.field in ("funding", "funders") else []
    if purpose:
        return purpose
    for unit in (_same_sentence, _same_block):
        named = spoken.in_sentence(fact) if unit is _same_sentence else spoken.in_block(fact)
        sure = [c for c in named if unit is _same_sentence or c.number or c.strong]
        within = [c for c in sure if c in clusters and not _aside(fact, c, clusters, places)]
        if unit is _same_block:
            within = [c for c in within if c.number or not _only_later(fact, c, clusters, places)]
            within = [c for c in within if c.number or not _passed_by(fact, c, clusters, places)]
        if len(within) == 1:
            return within
        if within:
            return _in_clause(fact, within, facts, unit, places)
    return _by_section(fact, [c for c in clusters if c.number or c.strong] or clusters, spoken, places)


def _purpose(fact: Fact, clusters: list[Cluster], places: Places) -> list[Cluster]:
    """ "We take a grant of CZK 48,870. Its purpose is the project X": the next sentence says what the sum is for."""
    page = places.page(fact.evidence.span)
    first, last = page.sentence_at(fact.evidence.span.start)
    begin = last + len(page.text[last : last + GAP]) - len(page.text[last : last + GAP].lstrip())
    if not page.lexicon.cue("purpose").match(page.text, begin):
        return []
    stop = page.sentence_at(begin)[1]
    named = [(a.evidence.span.start, c) for c in clusters for a in c.places if a.evidence.span.page == page.page.number]
    if any(first <= start < last for start, _ in named):
        return []
    return [c for start, c in sorted(named, key=lambda pair: pair[0]) if begin <= start < stop][:1]


def _aside(fact: Fact, found: Cluster, clusters: list[Cluster], places: Places) -> bool:
    """Say whether a sentence names the project only in brackets behind the fact, while the block names another before.

    "LTC001: A gave 2 mil. Kč (see also the action CA002)": A does not pay CA002.
    """
    here, inside = order(fact), [a for a in found.places if places.same_block(fact, a)]
    gaps = [places.between(fact.evidence.span, a.evidence.span) for a in inside if order(a) > here]
    behind = [gap for gap in gaps if gap.count("(") > gap.count(")")]
    if not inside or len(behind) < len(inside):
        return False
    own = _OWN_BRACKET if fact.field in SHARED else _FOR_PROJECT if fact.field == "beneficiaries" else None
    if own and any(own.fullmatch(gap) for gap in behind):
        return False  # "by the Foundation (grant 1), the Ministry (no. 2)": each has its number behind it
    others = (a for c in clusters if c is not found for a in c.places)
    return any(order(a) < here and places.same_block(fact, a) for a in others)


def _only_later(fact: Fact, found: Cluster, clusters: list[Cluster], places: Places) -> bool:
    """Say whether the block names the project only behind the fact, while another was spoken of before it.

    "This project was paid by A. Within the project X it was also paid by B": A does not pay X.
    """
    here, page = order(fact), fact.evidence.span.page
    first = min(order(a) for a in found.places if places.same_block(fact, a))
    others = (a for c in clusters if c is not found for a in c.places)
    return here < first and any(a.evidence.span.page == page and order(a) < here for a in others)


def _passed_by(fact: Fact, found: Cluster, clusters: list[Cluster], places: Places) -> bool:
    """Say whether the block names the project once, as one that came before another that the page spoke of first.

    "Our project builds on the project X. It is funded by A": A does not pay X.
    """
    if len(found.places) > 1 or not _of_another(found, places):
        return False
    name = order(found.places[0])
    return name < order(fact) and any(order(a) < name for c in clusters if c is not found for a in c.places)


def _same_line(fact: Fact, other: Fact, places: Places) -> bool:
    return places.same_block(fact, other) and "\n" not in places.between(fact.evidence.span, other.evidence.span)


def _same_sentence(fact: Fact, other: Fact, places: Places) -> bool:
    here, there = fact.evidence.span, other.evidence.span
    return here.page == there.page and places.sentence(here) == places.sentence(there)


def _same_block(fact: Fact, other: Fact, places: Places) -> bool:
    return places.same_block(fact, other)


def _in_clause(fact: Fact, clusters: list[Cluster], facts: list[Fact], unit: object, places: Places) -> list[Cluster]:
    """Several projects in one sentence: a payer or programme serves those that follow it, up to the next of its kind.

    "supported by A under no. 1 and no. 2 and by B under no. 3": A pays 1 and 2. With none behind it, those before.
    Any other fact goes to the nearest anchor before it, or else behind it.
    """
    inside = _same_sentence if unit is _same_sentence else _same_block
    here = order(fact)
    anchors = sorted(
        ((order(a), c) for c in clusters for a in c.places if inside(fact, a, places)),
        key=lambda pair: pair[0],
    )
    if fact.field not in SHARED or fact.evidence.rule == BEHIND_NUMBER or _opens_bracket(fact, anchors, places):
        before = [c for position, c in anchors if position < here]
        place, found = next(((position, c) for position, c in anchors if position > here), (here, None))
        if found and fact.field == "beneficiaries" and _FOR_PROJECT.fullmatch(_up_to(fact, place, places)):
            return [found]
        return before[-1:] or [anchors[0][1]]
    rivals = sorted(
        order(f) for f in facts if f.field == fact.field and f.value != fact.value and inside(fact, f, places)
    )
    if fact.field == "funders":
        rivals += limits(fact, [position for position, _ in anchors], facts, places)
    following = min((r for r in rivals if r > here), default=None)
    behind = [c for position, c in anchors if position > here and (following is None or position < following)]
    preceding = max((r for r in rivals if r < here), default=None)
    ahead = [c for position, c in anchors if position < here and (preceding is None or position > preceding)]
    return list(dict.fromkeys(behind or ahead))


def _up_to(fact: Fact, anchor: tuple[int, int, int], places: Places) -> str:
    """The words between a fact and an anchor behind it: " (na projekt " in "X (na projekt A), Y (na projekt B)"."""
    return places.page(fact.evidence.span).text[fact.evidence.span.end : anchor[1]]


def _opens_bracket(fact: Fact, anchors: list[tuple[tuple[int, int, int], Cluster]], places: Places) -> bool:
    """Say whether the fact opens the bracket right behind a project's name: "X (LIFE, 2018) and Y (H2020, 2019)"."""
    span = fact.evidence.span
    text = places.page(span).text
    return text[span.start - 1 : span.start] == "(" and any(
        text[end : span.start].strip() == "(" for (_, _, end), _ in anchors if 0 < span.start - end <= 3
    )


def _by_section(fact: Fact, clusters: list[Cluster], spoken: Spoken, places: Places) -> list[Cluster]:
    """The last project mentioned before the fact under the same heading; else all, for what heads or feet state."""
    span = fact.evidence.span
    if in_head_or_foot(fact, places):
        return without_own(fact, clusters) if fact.field in SHARED and len(clusters) <= 12 else []
    section = places.section(span)
    here = order(fact)
    known = {id(c) for c in clusters}
    anchors = [named for named in spoken.ordered if id(named[1]) in known]
    inside = [
        (p, c)
        for p, c, a in anchors
        if a.evidence.span.page == span.page and places.section(a.evidence.span) == section
    ]
    before = [(p, c) for p, c in inside if p < here]
    if before:
        return [_not_in_passing(*before[-1], inside, places)]
    under = [(p, c) for p, c, a in anchors if p < here and _under(a, span.page, section, places)]
    earlier = [_not_in_passing(*under[-1], under, places)] if under else []
    if not earlier and inside and not inside[0][1].number and len(inside[0][1].places) == 1:
        # a section of one project's page that ends by naming another once
        earlier = [c for p, c, a in anchors if p < here and a.evidence.span.page == span.page]
    return earlier[-1:] or [c for _, c in inside[:1]] or of_running_line(fact, clusters, places)


def _not_in_passing(
    place: tuple[int, int, int],
    found: Cluster,
    inside: list[tuple[tuple[int, int, int], Cluster]],
    places: Places,
) -> Cluster:
    """Return the last project, or the one that its mention only interrupts: told of before it and again behind it."""
    if len(found.places if not found.number else found.numbers) > 1:
        return found
    if found.number and not _of_another(found, places):
        return found
    before = [c for p, c in inside if p < place and c is not found]
    if before and _of_another(found, places):
        return before[-1]
    around = {id(c) for p, c in inside if p < place} & {id(c) for p, c in inside if p > place}
    framing = [c for p, c in inside if p < place and id(c) in around]
    return framing[-1] if framing else found


def _of_another(found: Cluster, places: Places) -> bool:
    """Say whether the sentence names it as a project that came before, or is like it."""
    span = found.anchors[0].evidence.span
    page = places.page(span)
    first, _ = page.sentence_at(span.start)
    return bool(page.lexicon.cue("other_project").search(page.text, first, span.start))


def _under(anchor: Fact, page: int, section: tuple[int, int], places: Places) -> bool:
    """Say whether the anchor stands in a section whose heading is above that of the fact."""
    span = anchor.evidence.span
    if span.page != page:
        return False
    own = places.section(span)
    headings = {block.start: block.level for block in places.pages[page - 1].blocks if block.kind is BlockKind.HEADING}
    own_level, level = headings.get(own[1], 0), headings.get(section[1], 0)
    between = [lvl for start, lvl in headings.items() if own[1] < start <= section[1]]
    return level > own_level and all(lvl > own_level for lvl in between)
