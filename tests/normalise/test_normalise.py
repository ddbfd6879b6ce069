"""Mentions to facts: each becomes a fact, or an issue with its place."""

from __future__ import annotations

import pytest
from factories import make_document, make_page

from pipeline.normalise import clean, normalise
from schemas.errors import NormaliseError, ReasonCode, Stage
from schemas.fields import FIELDS
from schemas.records import Mention
from schemas.spans import quote
from schemas.vocabulary import Vocabulary

PAGE = make_page("Doba realizace: 31. 2. 2014 – 31. 12. 2015, dotace 5 000 Kč")


def _mention(field: str, words: str, **attributes: str) -> Mention:
    start = PAGE.text.index(words)
    return Mention(field, words, quote(PAGE, start, start + len(words), "test.rule"), attributes)


def test_what_has_no_normal_form_becomes_an_issue(vocabulary: Vocabulary) -> None:
    bad = _mention("start", "31. 2. 2014", year="2014", month="2", day="31")
    good = _mention("end", "31. 12. 2015", year="2015", month="12", day="31")
    facts, issues = normalise([bad, good], make_document(PAGE), "cs", vocabulary)
    assert [(f.field, f.value, f.evidence) for f in facts] == [("end", "2015-12-31", good.evidence)]
    (issue,) = issues
    assert (issue.code, issue.stage) == (ReasonCode.BAD_VALUE, Stage.NORMALISE)
    assert (issue.page, issue.start, issue.end) == (1, bad.evidence.span.start, bad.evidence.span.end)
    assert "start" in issue.detail


def test_attributes_stay_with_the_fact(vocabulary: Vocabulary) -> None:
    money = _mention("funding", "5 000 Kč", kind="grant", number="5 000", scale="", currency="Kč")
    ((fact,), issues) = normalise([money], make_document(PAGE), "cs", vocabulary)
    assert issues == ()
    assert fact.attributes == money.attributes


@pytest.mark.parametrize("field", [item.name for item in FIELDS] + ["published"])
def test_every_field_has_a_cleaner(field: str, vocabulary: Vocabulary) -> None:
    parts = {
        "year": "2014", "kind": "grant", "number": "5 000", "currency": "Kč", "codes": "OP LZZ 2007",
        "name": "Jan Novák",
    }  # fmt: skip
    assert clean(_mention(field, "5 000 Kč", **parts), "cs", vocabulary)


def test_another_field_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(NormaliseError):
        clean(_mention("colour", "5 000 Kč"), "cs", vocabulary)
