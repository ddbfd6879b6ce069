"""Who of several is told to lead: by the label of another, or by another cell of the row.

What a page has of both is put down once: asked name by name, a list of thousands took time with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.bodies.listed_names import Found, counted_opening
from extractors.bodies.remarks import said_to_lead
from extractors.labelling.labels import LabelledValue
from extractors.text.kept import kept
from extractors.text.reading import PageReading
from schemas.document import Block

_LINE = re.compile(r"[^\n]+")
_REMARK = re.compile(r"\s{0,2}[(\[](?:the\s)?(?P<said>[^()\[\]\n]{3,40})[)\]]")
_BEHIND = re.compile(r"\s{0,2}(?:[(\[][^()\[\]\n]{2,40}[)\]]\s?)?(?:,|\s?[–—(-])\s?(?P<said>[^()\[\]\n;,.]{3,40})")
CARD = 120
"""Below a name its card has so many code points."""
# What may be said behind one of several names.
_BRACKET = re.compile(r"\((?=\w)")


def led_by_another(page: PageReading, pair: LabelledValue) -> bool:
    """ "Coordinated by: X … Beneficiaries: Y, Z": where a lead is told apart, the others who receive are partners."""
    leads = _lead_labels(page)
    return len(leads) > (pair.start in leads) and not _names_lead(page, pair)


@kept
def _lead_labels(page: PageReading) -> frozenset[int]:
    """Return where the labels of beneficiaries begin that name a lead."""
    return frozenset(p.start for p in page.labelled if p.entry.field == "beneficiaries" and _names_lead(page, p))


def beside_holder(page: PageReading, pair: LabelledValue) -> bool:
    """ "Realizátor: X … Hlavní partner: Y": where another label tells who runs the project, the partner is one."""
    partner = page.lexicon.cue("partner_word").search(page.text, pair.start, pair.end)
    main = page.lexicon.cue("main_word").match(page.text, pair.start, pair.end)
    others = (p for p in page.labelled if p.entry.field == "beneficiaries" and p.start != pair.start)
    return bool(partner and main) and any(not _names_lead(page, other) for other in others)


def _names_lead(page: PageReading, pair: LabelledValue) -> bool:
    return bool(page.lexicon.cue("lead_label").search(page.text, pair.start, pair.end))


def leads_behind(page: PageReading, end: int) -> bool:
    """Say whether a remark behind a participant, and behind its country, calls it the lead: "X (CZ) – coordinator"."""
    bracket, remark = _REMARK.match(page.text, end), _BEHIND.match(page.text, end)
    said = [told["said"] for told in (bracket, remark) if told]
    return any(said_to_lead(words, page.lexicon) for words in said)


def lead_of_row(page: PageReading, offset: int) -> bool:
    """Say whether another cell of the row calls the participant the coordinator."""
    own = page.block_at(offset)
    if own is None or not own.table:
        return False
    return any(lead is not own for lead in _leads_of_rows(page).get((own.table, own.row), ()))


@kept
def _leads_of_rows(page: PageReading) -> dict[tuple[int, int], list[Block]]:
    """Return table and row -> the cells that call somebody the coordinator."""
    mark = page.lexicon.cue("marked_lead")
    found: dict[tuple[int, int], list[Block]] = {}
    for block in page.blocks:
        if block.table and mark.fullmatch(page.text, block.start, block.end):
            found.setdefault((block.table, block.row), []).append(block)
    return found


def lead_among(page: PageReading, names: list[tuple[int, int]]) -> int:
    """Return which of several who receive is called the coordinator, behind or below its name; -1 if none is."""
    for place, (_, end) in enumerate(names):
        remark = _REMARK.match(page.text, end)
        if remark and said_to_lead(remark["said"], page.lexicon):
            return place
    stops = [start for start, _ in names[1:]] + [names[-1][1] + CARD]
    for place, ((_, end), stop) in enumerate(zip(names, stops, strict=True)):
        lines = (line.span() for line in _LINE.finditer(page.text, end, stop))
        if any(page.lexicon.cue("member_leads").fullmatch(page.text, *line) for line in lines):
            return place
    return -1


def of_consortium(page: PageReading, start: int) -> bool:
    """ "run by an international consortium of nine partners: X, Y": who runs it is a list of all that take part."""
    counted = counted_opening(page, start, page.sentence_at(start)[1])
    if counted is None or page.lexicon.cue("consortium_noun", "partner_word").search(counted[0]):
        return counted is not None
    end = page.sentence_at(start)[1]  # "by four universities: X (coordinator), Y and Z": of several one leads
    brackets = _BRACKET.finditer(page.text, counted.end(), end)
    return any(page.lexicon.cue("marked_lead").match(page.text, bracket.end()) for bracket in brackets)


def but_leads(page: PageReading, found: Iterable[Found]) -> Iterator[Found]:
    """Leave out of partners who is marked as the lead behind the name: another rule reads that."""
    return (one for one in found if one[0] != "partners" or not leads_behind(page, one[2]))
