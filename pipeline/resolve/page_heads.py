"""The project of a page that no rule found a title on: what its head names and its first lines speak of.

"Oprava kapličky" over "Obec získala dotaci …", "Danube Voices" over "The project brings …": the last short line above
the first prose or labels, past menus, dates and generic words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.bodies.names import begins_with_head, has_organisation_word, is_person
from extractors.dates.date_grammar import find_dates, grammar
from extractors.naming.number_titles import may_head, past_noun
from extractors.naming.prose_titles import ends_openly
from extractors.naming.title_ends import before_verb
from extractors.text.lines import line_end
from extractors.text.reading import PageReading
from extractors.text.worded import Worded
from pipeline.normalise import texts
from pipeline.resolve.adopt import LABEL, LABELLED
from pipeline.resolve.anchors import Cluster
from pipeline.resolve.places import Places
from schemas.document import Block, BlockKind, Region
from schemas.records import Fact
from schemas.spans import quote

RULE = "titles.headed"
PLACED = ("titles.line", "titles.heading", "titles.card")
MOST_OF_BODY = 6
"""A body's name with more blanks is hardly one: "Centrum sdílení zkušeností škol s výukou venku"."""
PROSE, LONG = 70, 200
"""A block of so many code points with an end of sentence, or of so many, is prose."""
UP, FAR_UP, DOWN = 3, 6, 40
"""So many blocks above the first prose may be the head; prose begins within so many."""
BELOW, TOLD, FOUNDED = 2, 800, 300
"""What tells of the project stands right below its head, or within so many code points."""
SPOKEN, OFTEN = 3000, 2
"""Of what nobody is said to pay for, so many sentences within so many code points begin with "the project"."""
PAID = ("programme", "funding", "funders", "beneficiaries")
"""These tell that somebody pays for what the head names; days and partners have other undertakings too."""
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
# A path of links, an address, a form's box, a picture's file, a time of day, what goes on.
_NO_NAME = re.compile(r"[>»›|•·@\[\]]|://|\s/\s|^\d|[,;:.]$|\.(?:jpe?g|png|pdf)$|\d:\d\d|\d{6}|\d{2,4}x\d")
# "Projekt nám umožnil", "Předmětem projektu je", "Above all the project": the noun among the first words of a sentence.
_OPENS = Worded(r"(?:^|[.!?]\s|\n)[^\w\n]{0,4}(?P<before>(?:\w{1,20}\s){0,3})(?:{project_noun})(?!\w)", re.IGNORECASE)
_STEM, _LONG_WORD = 5, re.compile(r"[^\W\d_]{5,30}")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[–—/-]\s?(?:(?:19|20)\d\d|\d\d))?")
_DASHED = re.compile(r"\s[–—-]\s")


def head_of_page(facts: Sequence[Fact], places: Places) -> Fact | None:
    """Return the head as a title where what stands below tells of one project, or pays for a work that it names."""
    page = places.pages[0]
    if places.calls or page.lexicon.cue("of_software").search(page.text):
        return None
    for start, end in _heads(page):
        start, end = _name(page, start, end)
        if _says_nothing(page, start, end):
            continue
        paid = _tells_grant(page, end) or any(fact.field in PAID for fact in facts)
        if not _may_name(page, start, end) or not _is_told(page, start, end) or not (paid or _is_spoken_of(page, end)):
            return None
        evidence = quote(page.page, start, end, RULE)
        return Fact("titles", texts.clean(evidence.quote), evidence)
    return None


def own_name(found: Cluster, places: Places) -> list[Fact]:
    """Return the head of a page whose labels name its one project in another language alone: "Název anglicky: X"."""
    page = places.pages[0]
    if not found.titles or not all(_is_translation(title, places) for title in found.titles):
        return []
    for start, end in reversed([*_heads(page, FAR_UP)]):
        if not _says_nothing(page, start, end) and may_head(page, start, end, headed=True):
            evidence = quote(page.page, start, end, RULE)
            return [Fact("titles", texts.clean(evidence.quote), evidence)]
    return []


def leave_bodies(found: Cluster, places: Places) -> list[Fact]:
    """Take out and return lines and headings that name a body, where a label names the project: "Škola X" over both."""
    if not any(title.evidence.rule == LABELLED for title in found.titles):
        return []
    out = [title for title in found.titles if title.evidence.rule in PLACED and _is_body(title, places)]
    found.titles[:] = [title for title in found.titles if title not in out]
    return out


def _is_body(title: Fact, places: Places) -> bool:
    page = places.page(title.evidence.span)
    words = str(title.value)
    named = begins_with_head(page.text, title.evidence.span.start, page.lexicon)
    return named and not _DASHED.search(words) and words.count(" ") <= MOST_OF_BODY


def _is_translation(title: Fact, places: Places) -> bool:
    """Say whether the label of the title says that it is one in another language."""
    span = title.evidence.span
    page = places.page(span)
    pairs = page.labels_within(max(0, span.start - LABEL), span.start) if title.evidence.rule == LABELLED else ()
    own = [pair for pair in pairs if pair.entry.field == "titles" and pair.values[0][0] == span.start]
    words = page.lexicon.cue("of_translation")
    return bool(own) and all(words.search(page.text, pair.start, pair.end) for pair in own)


def _heads(page: PageReading, up: int = UP) -> Iterator[tuple[int, int]]:
    """Yield the short lines above the first prose or labels, the nearest first."""
    body = [
        b for b in page.blocks if b.region is Region.MAIN and b.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)
    ]
    for index, block in enumerate(body[:DOWN]):
        opened = _first_line(page, block)
        if opened:
            yield block.start, opened
        told = opened or (index and (_is_prose(page, block) or _is_fact(page, block)))
        if told or (index and _opens(page, block)):
            for head in reversed(body[max(0, index - (up if told else 1)) : index]):
                if head.table:
                    return
                yield head.start, line_end(page.text, head.start, head.end)
            return


def _opens(page: PageReading, block: Block) -> bool:
    """Say whether a short paragraph begins with the noun, in a sentence: "Projekt hradí nadace."."""
    first = block.start - page.text.startswith("\n", block.start - 1)
    opens = block.kind is BlockKind.PARAGRAPH and page.lexicon.worded(_OPENS).match(page.text, first, block.end)
    return bool(opens and _SENTENCE_END.search(page.text, block.start, block.end))


def _first_line(page: PageReading, block: Block) -> int:
    """Return the end of a paragraph's first line if the second begins with the noun: "X", "Projekt hradí …"; else 0."""
    end = line_end(page.text, block.start, block.end)
    opens = page.lexicon.worded(_OPENS).match(page.text, end, block.end) if end < block.end else None
    told = opens and (not opens["before"] or page.lexicon.cue("told_project").match(page.text, opens.start("before")))
    return end if told else 0


def _is_prose(page: PageReading, block: Block) -> bool:
    size = block.end - block.start
    return size >= LONG or (size >= PROSE and bool(_SENTENCE_END.search(page.text, block.start, block.end)))


def _is_fact(page: PageReading, block: Block) -> bool:
    """Say whether the block begins with a label of something other than a title."""
    return any(
        pair.entry.field != "titles" and pair.start - block.start < 4
        for pair in page.labels_within(block.start, block.end)
    )


def _name(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """Leave out "Projekt" before the name, and what a dash adds behind it: "Nová lávka – získání dotace", "– 2014"."""
    start = past_noun(page.text, start, end)
    dash = next(iter([*_DASHED.finditer(page.text, start + 4, end)][-1:]), None)
    return (start, dash.start()) if dash and _is_added(page, dash.end(), end) else (start, end)


def _is_added(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words behind the last dash tell of paying, or are years or a programme and nothing else."""
    if page.lexicon.cue("finance", "grant_words").search(page.text, start, end) or _YEARS.fullmatch(
        page.text, start, end
    ):
        return True
    return any(phrase.kind == "programme" and phrase.end == end for phrase in page.phrases_at(start))


def _says_nothing(page: PageReading, start: int, end: int) -> bool:
    """Say whether the line is a menu's, a date, a picture's file, a byline, a payer or a generic word, and the head may
    stand above it."""
    words = page.text[start:end]
    known = any(phrase.sure and phrase.end >= end for phrase in page.phrases_at(start))
    if known or is_person(words, page.lexicon) or page.lexicon.cue("of_picture", "navigation").search(words):
        return True
    dates = find_dates(page.text, grammar(page.lexicon.vocabulary.months), start, end)
    return bool(_NO_NAME.search(words)) or page.lexicon.is_generic(words) or any(date.month for date in dates)


def _may_name(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    named = has_organisation_word(words, page.lexicon) and not _DASHED.search(words)
    body = named or begins_with_head(page.text, start, page.lexicon)
    return (
        may_head(page, start, end, headed=True)
        and not (body and not _is_work(page, start) and not _is_founded(page, start, end))
        and not ends_openly(words, page)
        and before_verb(page, start, end) == end
        and not page.lexicon.cue("about_no_project", "titled_otherwise", "head_of_event", "head_of_news").search(words)
        and not any(phrase.sure for phrase in page.phrases_at(start))
    )


def _is_work(page: PageReading, start: int) -> bool:
    """Say whether the head begins with a work, or an adjective and a work: "Velká rekonstrukce školy"."""
    second = page.text.find(" ", start) + 1
    works = page.lexicon.cue("works", "head_of_work")
    return bool(works.match(page.text, start) or works.match(page.text, second))


def _is_founded(page: PageReading, start: int, end: int) -> bool:
    """Say whether the head names a centre or an institute, and the first sentences tell that it is being built."""
    place = page.lexicon.cue("facility").search(page.text, start, end)
    return bool(place and page.lexicon.cue("newly_built").search(page.text, end, min(len(page.text), end + FOUNDED)))


def _is_told(page: PageReading, start: int, end: int) -> bool:
    """Say whether the first lines below speak of the project, or tell who pays for the work that the head names."""
    stop = min(len(page.text), end + TOLD)
    for match in page.lexicon.worded(_OPENS).finditer(page.text, end, stop):
        short = match.start() <= end + BELOW and page.lexicon.cue("article").fullmatch(match["before"].rstrip())
        if short or not page.lexicon.cue("any_one").search(match["before"]):
            return True  # "A project paid by …" right below
    if page.lexicon.cue("told_project").search(page.text, end, stop):
        return True
    if _is_founded(page, start, end) and page.lexicon.cue("grant_words", "from_funds").search(page.text, end, stop):
        return True
    return _tells_grant(page, end) and (_is_work(page, start) or _is_echoed(page.text, start, end, stop))


def _is_spoken_of(page: PageReading, end: int) -> bool:
    """Say whether two sentences below the head or more begin with the project."""
    stop = min(len(page.text), end + SPOKEN)
    return len([*islice(page.lexicon.worded(_OPENS).finditer(page.text, end, stop), OFTEN)]) >= OFTEN


def _tells_grant(page: PageReading, end: int) -> bool:
    return page.lexicon.cue("grant_words").search(page.text, end, min(len(page.text), end + TOLD)) is not None


def _is_echoed(text: str, start: int, end: int, stop: int) -> bool:
    """Say whether the stems of the head's long words, two or more, all stand below it."""
    stems = {word[0][:_STEM].lower() for word in _LONG_WORD.finditer(text, start, end)}
    below = {word[0][:_STEM].lower() for word in _LONG_WORD.finditer(text, end, stop)}
    return len(stems) >= 2 and stems <= below
