"""Target groups, listed behind a label, below a heading, or in the sentence "cílovou skupinou jsou …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.bodies.names import trim
from extractors.bodies.role_nouns import of_project
from extractors.labelling.labels import LabelledValue
from extractors.text.letters import SMALL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading, Reading
from schemas.records import Mention

NAME, FIELDS = "target_groups", ("target_groups",)

_COMMA = re.compile(
    r"\s{0,3}[;,]\s{1,3}(?:a\s|and\s|dále\s(?:pak\s|také\s)?|či\s|nebo\s)?|\s{1,3}(?:a|and|či|nebo|or)\s{1,3}|\s{0,3}[•\n]\s{0,3}|\s{1,3}[·|:]\s{1,3}"
)
# What may stand between the cue and the groups.
_REST = re.compile(
    r"(?:\s(?:of the|of this|tohoto|našeho)?\s?(?:project|projektu))?\s?(?:pro)?\s?(?:zejména|především|mainly)?\s?:?"
)
# "of the project X (No. 1)": the project's name and number, before the verb.
_NAMED = re.compile(
    r"(?:\s[^\s.,:;()]{1,30}){0,8}?(?:\s{1,2}\([^()\n]{1,80}\))?\s{1,2}(?=(?:jsou|je|byli|byly|tvoří|are|is|includes?)\s)"
)
_OF_PROJECT = re.compile(r"(?:\s(?:of\s(?:the|this|our)\s|tohoto\s|našeho\s)?(?:project|projektu))?\s{1,2}")
_STOP = re.compile(r"[!?](?:\s|$)|\.(?=\s*$|\s+[^\s" + SMALL + r"])")
"""A sentence goes on behind a full stop with a small letter: "žáci 2. stupně"."""
_WHICH = re.compile(r",\s(?:which|that|kter[ýáéí])\s(?:(?:is|are|je|jsou)\s)?$")
LONGEST_WHICH = 16
_SPACE = re.compile(r"\s{0,2}(?:pro\s)?")
_ABOUT = re.compile(r"o\s")  # "šlo o seniory či o lidi bez práce"
FEWEST_COMMAS = 2
_NO_GROUP = re.compile(r"^(?:viz|see|http|\d+\s*$|počet|velikost|podrobn)", re.IGNORECASE)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield each group as printed."""
    for page in reading.pages:
        seen: set[int] = set()
        for start, end, rule in [*_labelled(page), *_in_sentences(page)]:
            begin, stop = trim(page.text, start, end)
            text = page.text[begin:stop]
            if label_key(text) in page.lexicon.labels:
                continue  # the head of the next column: "Kontakt"
            if begin not in seen and 3 <= len(text) <= 200 and page.readable(begin) and not _NO_GROUP.match(text):
                seen.add(begin)
                yield mention(page, "target_groups", begin, stop, f"target_groups.{rule}")


def _labelled(page: PageReading) -> Iterator[tuple[int, int, str]]:
    for pair in page.labelled:
        common = pair.entry.weak and pair.form not in ("cell", "colon")
        if pair.entry.field != "target_groups" or common or _is_none(page, pair):
            continue
        told = page.lexicon.cue("target_for").search(page.text, *pair.values[0])
        if told:  # "Cílová skupina: Kurz je určen studentům …, dále pak …", over one line or more
            text = (told.end(), page.sentence_at(told.start())[1])
            yield from ((start, _tail(page, start, end), "label") for start, end in _pieces(page.text, *text))
        elif len(pair.values) > 1:
            yield from ((start, end, "list") for start, end in pair.values)
        else:
            yield from ((start, end, "label") for start, end in _pieces(page.text, *pair.values[0]))


def _is_none(page: PageReading, pair: LabelledValue) -> bool:
    """Say whether a line "Who:" stands over a table, or a sentence begins as a label: "Target groups of X are …"."""
    if pair.form == "open":
        return _NAMED.match(page.text, pair.end) is not None
    value = page.block_at(pair.values[0][0])
    return pair.entry.weak and pair.form == "colon" and value is not None and value.table > 0


def _in_sentences(page: PageReading) -> Iterator[tuple[int, int, str]]:
    for begin in (*_named(page), *_meant(page), *_told_again(page)):
        _, end = page.sentence_at(begin)
        rest = _REST.match(page.text, begin)
        start = rest.end() if rest else begin
        if start >= end or (rest and rest[0].endswith(":") and not page.text[start:end].strip()):
            continue  # a list follows, which is read by its label
        for first, stop in _pieces(page.text, start, end):
            made = page.lexicon.cue("group_opening").match(page.text, first, stop)
            first = made.end() + 1 if made and made.end() + 1 < stop else first
            about = _ABOUT.match(page.text, first, stop)
            first = about.end() if about else first
            if page.lexicon.cue("group_clause").match(page.text, first, stop):
                break  # "…, and were given out within …", "…, mostly from the north"
            yield first, _tail(page, first, stop), "sentence"


def _tail(page: PageReading, start: int, end: int) -> int:
    """Cut a clause off a group: "studentům se zájmem o biologii"."""
    tail = page.lexicon.cue("group_tail").search(page.text, start + 1, end)
    return tail.start() if tail else end


def _named(page: PageReading) -> Iterator[int]:
    """Yield where the groups begin behind "cílovou skupinou jsou", "target groups of the project (No. 1) are"."""
    for match in page.lexicon.cue("target_is").finditer(page.text):
        yield match.end()
    for match in page.lexicon.cue("target_named").finditer(page.text):
        between = _NAMED.match(page.text, match.end())
        verb = page.lexicon.cue("target_are").match(page.text, between.end()) if between else None
        if verb:
            yield verb.end()
    for match in page.lexicon.cue("target_noun").finditer(page.text):
        of_project = _OF_PROJECT.match(page.text, match.end())
        verb = page.lexicon.cue("target_are").match(page.text, of_project.end()) if of_project else None
        if verb and not page.lexicon.cue("target_told").match(page.text, verb.end() + 1):
            yield verb.end()


def _meant(page: PageReading) -> Iterator[int]:
    """Yield where the groups begin behind "projekt … je určen (pro)"; a project may also be aimed at an aim."""
    project, aim = page.lexicon.cue("project"), page.lexicon.cue("target_aim")
    for match in page.lexicon.cue("target_for").finditer(page.text):
        start, end = page.sentence_at(match.start())
        begin = _SPACE.match(page.text, match.end(), end)
        first = begin.end() if begin else match.end()
        about = project.search(page.text, start, match.start()) or _goes_on(page, start, match.start())
        if about and not _of_scheme(page, start, match.start()) and not aim.match(page.text, first):
            yield match.end()


def _told_again(page: PageReading) -> Iterator[int]:
    """ "… lidem ze znevýhodněných skupin. Šlo o nezaměstnané, zadlužené, …": who those of the sentence before are."""
    for match in page.lexicon.cue("these_people_were").finditer(page.text):
        start, end = page.sentence_at(match.start())
        if start != match.start() or start < 2 or page.text.count(",", match.end(), end) < FEWEST_COMMAS:
            continue
        before = page.sentence_at(start - 2)
        people = page.lexicon.cue("people_in_need").search(page.text, *before)
        if people and of_project(page, match.start()):
            yield match.end()


def _of_scheme(page: PageReading, start: int, verb: int) -> bool:
    """ "… as in the Cohesion Fund, which is meant for poorer countries": the clause is about the fund before it."""
    which = _WHICH.search(page.text, max(start, verb - LONGEST_WHICH), verb)
    return which is not None and any(
        p.end == which.start() for p in page.phrases_over(which.start() - 1, which.start())
    )


def _goes_on(page: PageReading, start: int, verb: int) -> bool:
    """ "It is aimed at …", where the block or its heading speaks of a project."""
    if not page.lexicon.cue("it").fullmatch(page.text[start:verb].strip()):
        return False
    block, heading = page.block_at(start), page.heading_before(start)
    spoken = [(block.start, start)] if block else []
    spoken += [(heading.start, heading.end)] if heading else []
    return any(page.lexicon.cue("project").search(page.text, *span) for span in spoken)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at commas, and at "a"/"and" only where commas show that it is a list."""
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    found: list[tuple[int, int]] = []
    begin = start
    parted = ";" in text[start:end]
    listed = "," in text[start:end] or parted
    for match in _COMMA.finditer(text, start, end):
        if match[0].strip() in ("a", "and", "či", "nebo", "or") and (
            parted or not listed or "," in text[match.end() : end]
        ):
            continue
        found.append((begin, match.start()))
        begin = match.end()
    return [*found, (begin, end)]
