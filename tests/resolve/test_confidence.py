"""Confidence: read from the table, given to what was accepted, and good enough to be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import assemble, make_document, make_page

from pipeline import version
from pipeline.resolve.confidence import TABLE, Precision, PrecisionTable, load_table, with_confidence
from schemas.records import Statement
from schemas.spans import Evidence, Span

TABLE_OF_TWO = PrecisionTable(
    Precision(8, 10, 0.8), {("end", "a.x"): Precision(9, 9, 0.9), ("end", "a.y"): Precision(1, 4, 0.5)}, 3, 2, 0.0, 0.1
)
SURE = [
    (("a.x",), 0.9),
    (("a.y",), 0.5),
    (("a.y", "a.x"), 0.9),
    (("a.unknown",), 0.8),
    (("a.y", "a.unknown"), 0.8),
]


@pytest.mark.parametrize(("rules", "expected"), SURE)
def test_a_value_is_as_sure_as_its_surest_rule(rules: tuple[str, ...], expected: float) -> None:
    assert TABLE_OF_TWO.confidence("end", rules) == expected


def test_a_rule_is_measured_in_each_field_by_itself() -> None:
    assert TABLE_OF_TWO.of("start", "a.x") == Precision(0, 0, 0.8)


def test_what_lost_has_no_confidence() -> None:
    evidence = (Evidence(Span(1, 0, 4), "2014", "a.x"),)
    kept, lost = (Statement("p", "end", "2014", evidence, accepted=accepted) for accepted in (True, False))
    assert [s.confidence for s in with_confidence([kept, lost], TABLE_OF_TWO)] == [0.9, None]


def test_every_value_of_a_record_has_one() -> None:
    text = "Projekt „Žlutý kůň“, reg. č. CZ.1.04/3.1.03/C2.00017, je financován z ESF. Datum: 1. 2. 2012 – 31. 3. 2013"
    (record,) = assemble(make_document(make_page(text))).records
    assert len(record.statements) >= 4
    for statement in record.statements:
        assert statement.accepted == (statement.confidence is not None)
        assert statement.confidence is None or 0 < statement.confidence < 1


def test_the_shipped_table_holds_on_sites_left_out() -> None:
    table = load_table()
    assert table.ece <= 0.05
    assert table.overall.support >= 500 and table.sites >= 20
    assert all(row.right + 1 > 0 and 0 < row.precision < 1 for row in table.rules.values())


def test_the_hash_of_the_rules_covers_the_table() -> None:
    assert TABLE in {path for pattern in version.CODE for path in version.ROOT.glob(pattern)}


GOOD = (
    "[measured]\ndocuments = 1\nsites = 1\nece = 0.0\nbrier = 0.0\n[overall]\nright = 1\nsupport = 2\nprecision = 0.5\n"
)
ROW = '[[rule]]\nfield = "end"\nrule = "a.x"\nright = {}\nsupport = {}\nprecision = {}\n'
BAD = [
    ("[overall]\nright = 1\n", "measured"),
    (GOOD + ROW.format(3, 2, 0.9), "impossible"),
    (GOOD + ROW.format(1, 2, 1.5), "impossible"),
    (GOOD + ROW.format(1, 2, '"high"'), "wrong types"),
    (GOOD + ROW.format(1, 2, 0.5) * 2, "two rows"),
    ("<<<<<<< ours\n", "no table"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_a_table_that_does_not_fit_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=words):
        load_table(path)
