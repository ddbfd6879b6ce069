"""Is it a project? A number says so; a title needs another fact beside it, and must not be a mere guess."""

from __future__ import annotations

from extractors.bodies.names import begins_with_head
from extractors.naming.title_doubts import heads_no_project
from extractors.text.lexicon import label_key
from pipeline.resolve.anchors import ACRONYM, OUTRIGHT, Cluster
from pipeline.resolve.headings import page_title
from pipeline.resolve.places import Places
from schemas.document import BlockKind
from schemas.records import Fact

_NAMED_OUTRIGHT = ("titles.labelled", "titles.quoted", "titles.beside_number", "titles.named", "titles.within")
WEIGHTY = ("programme", "start", "end", "funding", "funders", "beneficiaries", "partners")

_PROVES_NOTHING = ("programmes.named", "programmes.picture")
_BODIES = ("programme", "funders", "beneficiaries", "partners")
_ANYWHERE = ("titles.listed", "titles.signed")
"""Their facts need not stand below them: another cell of the row, the page that the project's team signs."""
_CALLED = ("titles.in_sentence", "titles.bracketed")
_PAYING = ("programme", "funders", "funding")
ABOVE = 3
"""So many blocks above its title a fact may prove a project that is named outright."""
FORMS = 2
"""A label that names so many titles of a page is that of a list of projects."""
_LIGHT = ("target_groups", "contacts")
"""Enough beside a title that is named outright, where no project has a number; a mere guess needs more."""


def is_project(found: Cluster, numbered: bool, places: Places) -> bool:
    """Say whether the document presents the cluster as a project.  Source: labelling guide, "What counts as a project".

    With a number: always. A title by a sure rule needs a fact near it, two beside numbered projects. A guessed one
    needs two facts or a repetition; beside numbered projects, two facts in its own sentence. `numbered`: the document
    has such.
    """
    if found.number:
        return True
    listed = any(title.evidence.rule in _ANYWHERE for title in found.titles)
    weighty = (*WEIGHTY, *_LIGHT) if found.strong and not numbered else WEIGHTY
    near = {
        fact.field
        for fact in found.facts
        if fact.field in weighty
        and fact.evidence.rule not in _PROVES_NOTHING
        and (listed or is_near(found, fact.evidence.span.page, fact.evidence.span.start, places))
    }
    if listed and of_students(found, places):
        return False
    if is_call(places) and not any(title.evidence.rule in _NAMED_OUTRIGHT for title in found.titles):
        return False
    if found.strong and _of_form(found, places):
        return True
    if found.strong and _is_granted(found, places):
        near.add("funding")
    if found.strong:
        alone = listed or _of_row(found, places) or _paid(found, places) or _is_told_paid(found, places)
        return len(near) >= (2 if numbered and not alone else 1)
    if numbered:
        return len(_said_together(found, places)) >= 2
    return len(near) >= 2 or (bool(near) and len(_told(found)) >= 2) or _of_team(found)


def _of_form(found: Cluster, places: Places) -> bool:
    """Say whether a sure label names the project on a page where it names others: a form filled in again."""
    for title in found.titles:
        page = places.page(title.evidence.span)
        sure = [pair for pair in page.labelled if pair.entry.field == "titles" and not pair.entry.weak and pair.values]
        own = next((pair for pair in sure if pair.values[0][0] == title.evidence.span.start), None)
        names = [label_key(page.text[pair.start : pair.end]) for pair in sure if pair.form == "colon"]
        if own and names.count(label_key(page.text[own.start : own.end])) >= FORMS:
            return True
    return False


def of_students(found: Cluster, places: Places) -> bool:
    """Say whether the titles stand below a heading of students' topics: "Bachelor projects", "Témata prací"."""
    for title in found.titles:
        page = places.page(title.evidence.span)
        head = page.heading_before(title.evidence.span.start)
        if head is None or not page.lexicon.cue("student_work").search(page.text, head.start, head.end):
            return False
    return True


def _told(found: Cluster) -> list[Fact]:
    """Return the titles that words of the text call so: the place of an acronym proves no project."""
    return [title for title in found.titles if title.evidence.rule != ACRONYM]


def _paid(found: Cluster, places: Places) -> bool:
    """Say whether the project is named in quotation marks or by a label, and the same block tells its grant."""
    outright = [title for title in found.titles if title.evidence.rule in OUTRIGHT]
    grants = (f for f in found.facts if f.field == "funding" and not f.evidence.rule.startswith("amounts.entry"))
    return any(places.same_block(grant, title) for grant in grants for title in outright)


def _is_told_paid(found: Cluster, places: Places) -> bool:
    """Say whether a sentence names the project and its programme, payer or sum: "we ran X, paid by Y"."""
    sure = [title for title in found.titles if title.evidence.rule in _CALLED]
    spans = {places.sentence(title.evidence.span) for title in sure}
    return any(f.field in _PAYING and places.sentence(f.evidence.span) in spans for f in found.facts)


def _is_granted(found: Cluster, places: Places) -> bool:
    """Say whether the sentence that names the project without marks tells that somebody gets money for it."""
    for title in found.titles:
        page = places.page(title.evidence.span)
        if title.evidence.rule in _CALLED and page.lexicon.cue("gets_grant").search(
            page.text, *page.sentence_at(title.evidence.span.start)
        ):
            return True
    return False


def _of_team(found: Cluster) -> bool:
    """Say whether an acronym is called a project twice, beside people or bodies with a part in it."""
    acronyms = [t for t in _told(found) if sum(map(str.isupper, str(t.value).split(" ")[0])) >= 2]
    return len(acronyms) >= 2 and any(f.field in (*_LIGHT, *_BODIES) for f in found.facts)


def _of_row(found: Cluster, places: Places) -> bool:
    """Say whether a title is a cell of a list, and its row states a weighty fact."""
    rows = {row for title in found.titles if (row := places.row(title.evidence.span))}
    return any(f.field in WEIGHTY and places.row(f.evidence.span) in rows for f in found.facts)


def project_of_page(facts: list[Fact], places: Places) -> Fact | None:
    """Return the page's title if labels or sentences about "the project" state two weighty fields or more, and the
    document tells who pays or takes part. A title of a call, a course, a job or a programme is none."""
    stated = {f.field for f in facts if f.field in WEIGHTY and _about_the_project(f, places)}
    bodies = any(f.field in _BODIES and f.evidence.rule not in _PROVES_NOTHING for f in facts)
    if len(stated) < 2 or not bodies or is_call(places):
        return None
    title = page_title(places, facts)
    return None if title and _of_no_project(title, places) else title


def _of_no_project(title: Fact, places: Places) -> bool:
    """Say whether the title speaks of a call, a course or a job, or begins with the name of a programme or body."""
    span = title.evidence.span
    page = places.page(span)
    known = any(p.sure and p.start == span.start for p in page.phrases)
    body = begins_with_head(page.text, span.start, page.lexicon)
    block = page.block_at(span.start)
    if block and heads_no_project(page, span.start, min(span.end, block.end)):
        return True
    return known or body or bool(page.lexicon.cue("about_no_project").search(page.text, span.start, span.end))


def _about_the_project(fact: Fact, places: Places) -> bool:
    """A labelled value, or one in a sentence whose subject is "projekt" or "the project"."""
    if ".label" in fact.evidence.rule:
        return True
    page = places.page(fact.evidence.span)
    start, end = page.sentence_at(fact.evidence.span.start)
    return bool(page.lexicon.cue("the_project").search(page.text, start, end))


def is_call(places: Places) -> bool:
    """Say whether the document speaks of a call, in a heading or twice: its "projects" are yet to come."""
    asked = places.calls
    headed = (block for page, start in asked if (block := page.block_at(start)))
    return len(asked) >= 2 or any(block.kind is BlockKind.HEADING for block in headed)


def _said_together(found: Cluster, places: Places) -> set[str]:
    """Return the weighty fields that stand in one sentence with the title."""
    sentences = {places.sentence(title.evidence.span) for title in found.titles}
    return {f.field for f in found.facts if f.field in WEIGHTY and places.sentence(f.evidence.span) in sentences}


def is_near(found: Cluster, page: int, offset: int, places: Places) -> bool:
    """A fact proves a project from the title's own block, or the twelve blocks after it.

    Of a project that is named outright it may stand in the lead, three blocks above.
    """
    reading = places.pages[page - 1]
    block = reading.block_at(offset)
    index = reading.index_of(block) if block else -1
    for anchor in found.titles:
        span = anchor.evidence.span
        own = reading.block_at(span.start) if span.page == page else None
        above = ABOVE if anchor.evidence.rule in OUTRIGHT else 1
        if own and -above <= index - reading.index_of(own) <= 12:
            return True
    return False
