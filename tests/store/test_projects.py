"""Which value a project gets when documents differ: by what is stored, never by the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.discover import Stamp
from pipeline.store.connect import reading, transaction, writing
from pipeline.store.projects import project_values, settle_projects
from pipeline.store.queries import Filter, find_projects, project, project_ids, why
from pipeline.store.runs import begin_run
from pipeline.store.write import Place, store_result
from schemas.document import Document, MediaType, Page
from schemas.records import DocumentResult, ProjectRecord, Statement, Status
from schemas.spans import quote
from schemas.values import Contact, JsonValue, Value

PAGE = Page(1, "Škola CZ.1.04/3.1.03/C2.00017")
NUMBER = "CZ.1.04/3.1.03/C2.00017"


def result(name: str, *stated: tuple[str, Value, float | None]) -> DocumentResult:
    """One document about one project."""
    proof = (quote(PAGE, 0, 5, "test.rule"),)
    statements = tuple(Statement(NUMBER, field, value, proof, confidence=sure) for field, value, sure in stated)
    document = Document(name * 64, MediaType.TEXT, (PAGE,), "test/1")
    record = (ProjectRecord(NUMBER, statements),)
    return DocumentResult(name, name * 64, Status.OK, document, "text/plain", records=record)


def stored(db: Path, *results: DocumentResult) -> Path:
    with writing(db) as connection:
        run = begin_run(connection, len(results), 1, "r", "v")
        for item in results:
            with transaction(connection):
                store_result(connection, run, "r", Place(item.source, item.source, Stamp()), item)
        assert settle_projects(connection) == 0
    return db


def values(db: Path) -> dict[str, list[JsonValue]]:
    with reading(db) as connection:
        return project_values(connection, NUMBER)


CASES = [
    # the value of most documents wins, however sure another one is
    (
        (("a", "start", "2014", 0.5), ("b", "start", "2014", 0.5), ("c", "start", "2015", 0.9)),
        {"start": ["2014"]},
    ),
    # then the surest
    ((("a", "start", "2014", 0.5), ("b", "start", "2015", 0.9)), {"start": ["2015"]}),
    ((("a", "start", "2014", None), ("b", "start", "2015", 0.1)), {"start": ["2015"]}),
    # then the smallest
    ((("b", "start", "2014", None), ("a", "start", "2015", None)), {"start": ["2014"]}),
    # a list keeps all, most documents first; spellings that differ in signs alone are one
    (
        (
            ("a", "titles", "Jiný", None),
            ("b", "titles", "Obec, a my", None),
            ("c", "titles", "Obec a my", None),
        ),
        {"titles": ["Jiný", "Obec, a my"]},
    ),
    (
        (("a", "partners", "X", None), ("b", "partners", "Y", None), ("c", "partners", "Y", None)),
        {"partners": ["Y", "X"]},
    ),
]


@pytest.mark.parametrize(("stated", "expected"), CASES)
def test_choice_does_not_depend_on_order(
    tmp_path: Path,
    stated: tuple[tuple[str, str, str, float | None], ...],
    expected: dict[str, list[JsonValue]],
) -> None:
    results = [result(name, (field, value, sure)) for name, field, value, sure in stated]
    for number, order in enumerate(permutations(results)):
        assert values(stored(tmp_path / f"{number}.db", *order)) == expected


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Path]:
    facts = (
        ("registration_number", NUMBER, 0.9),
        ("titles", "Žlutý kůň", 0.9),
        ("programme", "OP LZZ 2007", 0.9),
        ("start", "2012-05", 0.9),
        ("end", "2014", 0.9),
        ("beneficiaries", "Škola Horní Dolní", 0.9),
    )
    yield stored(tmp_path / "q.db", result("a", *facts))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), 1),
        (Filter(number="c2.00017"), 1),
        (Filter(number="CZ 1 04/3"), 1),
        (Filter(number="99"), 0),
        (Filter(programme="OP LZZ"), 1),
        (Filter(programme="OP LZZ 2007"), 1),
        (Filter(programme="OP L"), 0),
        (Filter(year=2012), 1),
        (Filter(year=2013), 1),
        (Filter(year=2015), 0),
        (Filter(min_amount=1), 0),
        (Filter(organisation="skola"), 1),
        (Filter(organisation="kun"), 0),
        (Filter(words="zluty kun"), 1),
        (Filter(words='") OR 1=1 --'), 0),
    ],
)
def test_filters(db: Path, wanted: Filter, found: int) -> None:
    with reading(db) as connection:
        assert len(project_ids(connection, wanted)) == found


@pytest.mark.parametrize("name", [NUMBER, "cz104 3.1.03 c200017", "zluty"])
def test_project_is_found_by_any_spelling(db: Path, name: str) -> None:
    with reading(db) as connection:
        assert find_projects(connection, name) == [NUMBER]
        assert find_projects(connection, "nic takového") == []


def test_why_shows_the_words_around(db: Path) -> None:
    with reading(db) as connection:
        (row,) = why(connection, NUMBER, "start", around=4)
    assert (row["before"], row["quote"], row["after"]) == ("", "Škola", " CZ.")


def test_contacts_are_left_out_on_request(tmp_path: Path) -> None:
    db = stored(
        tmp_path / "p.db",
        result("a", ("contacts", Contact("Jana Nová", None, "+420123456789"), None), ("start", "2014", None)),
    )
    with reading(db) as connection:
        shown = project(connection, NUMBER, contacts=False)
    evidence = shown["evidence"]
    assert isinstance(evidence, list)
    assert shown["contacts"] == [] and [piece["field"] for piece in evidence] == ["start"]
