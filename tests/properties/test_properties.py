"""What holds for every document: true quotations, nothing lost, the same result whatever the order.

The documents are made of the words that the rules look for, in the shapes that pages have.
"""

from __future__ import annotations

import random

from factories import Piece, block, front_matter, heading, items, make_document, make_page, table
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.normalise import normalise
from pipeline.resolve import resolve
from schemas.document import Document, Region
from schemas.errors import ReasonCode
from schemas.records import Fact
from schemas.spans import Evidence
from schemas.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
PROFILE = settings(max_examples=150, deadline=None, derandomize=True)
"""The same examples in every run: a failure here is a failure everywhere."""

LABELS = sorted({form for entry in VOCABULARY.labels if entry.role == "label" for form in entry.forms})
NUMBERS = sorted({example for scheme in VOCABULARY.identifiers for example in scheme.examples})
NAMES = [
    "Město Brno", "Obec Lhota", "Ministerstvem práce a sociálních věcí", "Ultra Sol, s.r.o.", "Charles University",
    "ESF", "Evropského sociálního fondu", "státního rozpočtu ČR", "Norské fondy", "OP LZZ", "Erasmus+", "Horizon 2020",
    "Mgr. Jana Malá", "jana.mala@obec.cz", "+420 602 123 456", "296 325 346",
]  # fmt: skip
FIGURES = [
    "19 690 868 Kč", "3.854.365,29 Kč", "19,7 mil. Kč", "EUR 2.5 million", "85 %", "1. 1. 2014", "31. 2. 2014",
    "1. 1. 2014 – 31. 12. 2015", "květen až září 2013", "2012–2014", "2022/2023", "8 seminářů", "194 účastníků",
    "12/2014", "108/2006 Sb.", "03_15_009",
]  # fmt: skip
WORDS = [
    "projekt", "projektu", "v rámci projektu", "The project", "project", "grant", "je financován z", "supported by",
    "realizovaný", "ve spolupráci s", "příjemcem je", "partnery projektu jsou", "od", "do", "s názvem", "reg. č.",
    "„Nová cesta“", "„Velký most", "Nová Cesta", "SYCLOPS", "(Scaling extreme analytics with open systems)", "dotace",
    "cílovou skupinou jsou", "kontaktní osoba", "Obec opravila chodník.", "a", "and", ",", ".", ":", ";", "(", ")", "–",
]  # fmt: skip
NOISE = st.text(alphabet=st.sampled_from("aě CZ.1/0-_:„“\"()\n\t\u00a0\u00ad\u200b€@,;–'"), max_size=12)
TOKENS = st.one_of(*map(st.sampled_from, (LABELS, NUMBERS, NAMES, FIGURES, WORDS)), NOISE)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw some words; a label may end in a colon, and a line may break anywhere."""
    parts = draw(
        st.lists(st.tuples(TOKENS, st.sampled_from([" ", " ", " ", ": ", "\n", ", ", ""])), min_size=1, max_size=9)
    )
    return "".join(word + mark for word, mark in parts).strip() or "x"


ROWS = st.lists(st.lists(sentences(), min_size=2, max_size=3), min_size=1, max_size=3)
KEYS = st.sampled_from(["title", "date", "start_date", "project_number", "programme", "funder", "duration"])


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """Draw a part of a page."""
    shape = draw(st.integers(0, 6))
    if shape == 0:
        return [heading(draw(sentences()), draw(st.integers(1, 3)))]
    if shape == 1:
        return items(*draw(st.lists(sentences(), min_size=1, max_size=4)))
    if shape == 2:
        rows = draw(ROWS)
        width = min(map(len, rows))
        return table(*[row[:width] for row in rows], heads=draw(st.booleans()))
    if shape == 3:
        return front_matter(**{draw(KEYS): draw(sentences())})
    return [block(draw(sentences()), region=draw(st.sampled_from([Region.MAIN, Region.MAIN, *Region])))]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document of one page or two."""
    parts = draw(st.lists(st.lists(pieces(), min_size=1, max_size=5), min_size=1, max_size=2))
    return make_document(*[make_page(*part, number=number) for number, part in enumerate(parts, 1)])


LANGUAGES = st.sampled_from(["cs", "en", None])


def _facts(document: Document, language: str | None) -> tuple[Fact, ...]:
    found, failed = extract(document, language, VOCABULARY)
    assert failed == ()
    return normalise(found, document, language, VOCABULARY)[0]


def _holds(document: Document, evidence: Evidence) -> bool:
    span = evidence.span
    return document.pages[span.page - 1].text[span.start : span.end] == evidence.quote


@given(documents(), LANGUAGES)
@PROFILE
def test_quotations_are_true_and_each_mention_is_a_fact_or_an_issue(document: Document, language: str | None) -> None:
    found, failed = extract(document, language, VOCABULARY)
    assert [issue.detail for issue in failed] == []
    assert all(m.raw == m.evidence.quote and _holds(document, m.evidence) for m in found)
    order = [(m.evidence.span.page, m.evidence.span.start) for m in found]
    assert order == sorted(order)
    facts, issues = normalise(found, document, language, VOCABULARY)
    assert len(facts) + len(issues) == len(found)
    assert all(issue.code is ReasonCode.BAD_VALUE for issue in issues)


@given(documents(), LANGUAGES)
@PROFILE
def test_records_are_true_and_nothing_is_lost(document: Document, language: str | None) -> None:
    facts = _facts(document, language)
    found = resolve(document, facts, VOCABULARY)
    for record in found.records:
        assert all(s.evidence and s.project_id == record.project_id for s in record.statements)
        assert all(_holds(document, piece) for s in record.statements for piece in s.evidence)
        assert all(s.note for s in record.statements if not s.accepted)
    names = [record.project_id for record in found.records]
    assert len(names) == len(set(names))
    kept = {piece.span for r in found.records for s in r.statements for piece in s.evidence}
    told = {(issue.page, issue.start, issue.end) for issue in found.issues}
    for fact in facts:
        span = fact.evidence.span
        # A document has one day of publication; a name of several periods may stay open.
        if fact.field != "published" and "|" not in str(fact.value):
            assert span in kept or (span.page, span.start, span.end) in told, fact


@given(documents(), LANGUAGES, st.integers(0, 2**16))
@PROFILE
def test_same_again_and_in_any_order(document: Document, language: str | None, seed: int) -> None:
    facts = _facts(document, language)
    assert facts == _facts(document, language)
    others = [fact for fact in facts if fact.field != "published"]
    mixed = random.Random(seed).sample(others, len(others))
    first, again, second = (resolve(document, given_facts, VOCABULARY) for given_facts in (others, others, mixed))
    assert first == again
    assert [r.to_json() for r in first.records] == [r.to_json() for r in second.records]
