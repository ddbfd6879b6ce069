"""Stage 6: facts become project records. Nothing is dropped: what belongs to no project becomes an issue."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.normalise import numbers
from pipeline.resolve.anchors import Cluster
from pipeline.resolve.attach import attach
from pipeline.resolve.choose import statements
from pipeline.resolve.clusters import cluster
from pipeline.resolve.confidence import load_table, with_confidence
from pipeline.resolve.gate import is_project, project_of_page
from pipeline.resolve.names_of_bodies import without_bodies
from pipeline.resolve.page_heads import head_of_page, leave_bodies, own_name
from pipeline.resolve.places import Places, order
from pipeline.resolve.sole_names import sole_project
from pipeline.resolve.within_titles import take_out
from schemas.document import Document
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.fields import FIELDS
from schemas.records import Fact, ProjectRecord, Resolution
from schemas.vocabulary import Vocabulary


def resolve(document: Document, facts: Iterable[Fact], vocabulary: Vocabulary) -> Resolution:
    """Group the facts of one document into projects, in the order of first mention.

    `project_id` is the number's letters and digits, or else the document and the project's place in it.
    """
    given, bodies = without_bodies(list(facts))
    known = sorted(given, key=_whole_order)
    places = Places(document, vocabulary)
    published = next((f for f in given if f.field == "published"), None)
    clusters = cluster(known, places)
    others = [f for f in known if f.field not in ("registration_number", "titles", "published")]
    kept, orphans = _sift(clusters, others, places)
    if not kept:
        kept, orphans = (
            _whole_page(clusters, others, places) or _named_alone(clusters, others, places) or (kept, orphans)
        )
    if len(kept) == 1:
        kept[0].titles += own_name(kept[0], places)
    orphans = [
        *bodies,
        *orphans,
        *(fact for found in kept for fact in (*take_out(found), *leave_bodies(found, places))),
    ]
    records = [_record(c, index, document, published, vocabulary) for index, c in enumerate(kept, 1)]
    return Resolution(
        tuple(records),
        str(published.value) if published else None,
        published.evidence if published else None,
        (
            *(_orphan(fact, "belongs to no project") for fact in orphans),
            *(_orphan(fact, "names no one value") for fact in _unsettled(kept, records)),
            *(issue for record in records for issue in _conflicts(record)),
        ),
    )


def _whole_order(fact: Fact) -> tuple[object, ...]:
    """Sort key that leaves no tie: two rules may find one span, and records must not tell who was asked first."""
    return order(fact), fact.field, fact.evidence.rule, repr((fact.value, sorted(fact.attributes.items())))


def _sift(clusters: list[Cluster], facts: list[Fact], places: Places) -> tuple[list[Cluster], list[Fact]]:
    """Attach the facts, refuse what is no project, and attach again without the refused guesses.

    A refused guess ("the annual project") must not keep facts from the others; a refused title in quotation marks
    is another undertaking, and does.
    """
    orphans = attach(clusters, facts, places)
    numbered = any(c.number for c in clusters)
    presented = {c: is_project(c, numbered, places) for c in clusters}
    kept = [c for c in clusters if presented[c]]
    refused = [c for c in clusters if not presented[c]]
    if any(not c.strong for c in refused):
        for found in clusters:
            found.facts.clear()
        orphans = attach([c for c in clusters if presented[c] or c.strong], facts, places)
    leftovers = [fact for c in refused for fact in (*c.titles, *c.facts)]
    return kept, [*orphans, *leftovers]


def _whole_page(clusters: list[Cluster], facts: list[Fact], places: Places) -> tuple[list[Cluster], list[Fact]] | None:
    """A page that states facts of one project and names none is about the project of its own title or head."""
    title = project_of_page(facts, places) or head_of_page(facts, places)
    if title is None:
        return None
    found = Cluster(titles=[title])
    for refused in clusters:
        refused.facts.clear()
    titles = [fact for refused in clusters for fact in refused.titles]
    return [found], [*titles, *attach([found], facts, places)]


def _named_alone(clusters: list[Cluster], facts: list[Fact], places: Places) -> tuple[list[Cluster], list[Fact]] | None:
    """A page of which nothing else was read is about the project that it names with least doubt."""
    found = sole_project(clusters, facts, places)
    if found is None:
        return None
    own = {id(fact) for fact in (*found.titles, *found.facts)}
    titles = [fact for refused in clusters for fact in refused.titles]
    return [found], [fact for fact in (*titles, *facts) if id(fact) not in own]


def _record(
    found: Cluster, ordinal: int, document: Document, published: Fact | None, vocabulary: Vocabulary
) -> ProjectRecord:
    project_id = numbers.key(found.number) if found.number else f"{document.document_id[:16]}-{ordinal}"
    years = [int(str(f.value)[:4]) for f in found.facts if f.field in ("start", "end")]
    if published:
        years.append(int(str(published.value)[:4]))
    stated = statements(found, project_id, years, vocabulary)
    return ProjectRecord(project_id, tuple(with_confidence(stated, load_table())))


def _unsettled(kept: list[Cluster], records: list[ProjectRecord]) -> list[Fact]:
    """Return the facts that no statement cites: a programme's name whose period nothing tells."""
    cited = {piece for record in records for statement in record.statements for piece in statement.evidence}
    return [fact for found in kept for fact in found.facts if fact.evidence not in cited]


def _conflicts(record: ProjectRecord) -> list[Issue]:
    """Return an issue for each field of one value for which the document states two."""
    issues = []
    for item in FIELDS:
        found = [s for s in record.statements if s.field == item.name and not item.many]
        if len(found) > 1:
            span = found[1].evidence[0].span
            detail = f"{item.name}: " + ", ".join(f"{s.value}{' (taken)' if s.accepted else ''}" for s in found)
            issues.append(
                Issue(
                    ReasonCode.CONFLICTING_VALUES,
                    Stage.RESOLVE,
                    Severity.WARNING,
                    detail,
                    span.page,
                    span.start,
                    span.end,
                )
            )
    return issues


def _orphan(fact: Fact, why: str) -> Issue:
    span = fact.evidence.span
    detail = f"{fact.field}: {fact.evidence.quote[:120]!r} {why}"
    return Issue(ReasonCode.ORPHAN_MENTION, Stage.RESOLVE, Severity.INFO, detail, span.page, span.start, span.end)
