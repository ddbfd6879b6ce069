"""What is fuzzed: seven readers of foreign bytes, each with what must hold for any input at all.

`fuzz.py` feeds them for minutes under coverage guidance, `test_fuzz.py` with seeds and old finds in the normal suite.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal

from factories import block, make_document, make_page
from parsing import check_page

from extractors import amounts, periods, publication_dates, registration_numbers
from extractors.base import Extractor
from extractors.text.reading import Reading
from pipeline.normalise import clean, normalise
from pipeline.parse import parse
from pipeline.settings import MIB, Settings
from pipeline.sources.found import End
from pipeline.sources.walk import Walk
from schemas.document import Document, MediaType, SourceFile
from schemas.errors import PipelineError, ReasonCode
from schemas.records import Fact, Mention
from schemas.spans import Evidence
from schemas.values import Money
from schemas.vocabulary import load_vocabulary

SETTINGS = Settings(workers=1, max_bytes=4 * MIB, max_pages=50, max_unpacked=32 * MIB, max_members=2000)
LANGUAGES = ("cs", "en", None)


def numbers(content: bytes) -> None:
    """Registration numbers: a number in its normal form is its own normal form."""
    document, language = _page(content)
    vocabulary = load_vocabulary()
    for mention, fact in _facts(document, language, [registration_numbers]):
        assert any(char.isdigit() for char in str(fact.value))
        evidence = Evidence(mention.evidence.span, str(fact.value), mention.evidence.rule)
        again = clean(Mention(mention.field, str(fact.value), evidence), language, vocabulary)
        assert again == fact.value, (mention.raw, fact.value, again)


def dates(content: bytes) -> None:
    """Periods and days of publication: ISO days or their beginnings, in years of this age."""
    document, language = _page(content)
    for _, fact in _facts(document, language, [periods, publication_dates]):
        for day in str(fact.value).split("|"):
            assert day[:4].isdigit() and 1980 <= int(day[:4]) <= 2060, fact
            assert len(day) in (4, 7, 10), fact


def money(content: bytes) -> None:
    """Amounts: finite, not below zero, in a currency of three letters."""
    document, language = _page(content)
    for _, fact in _facts(document, language, [amounts]):
        assert isinstance(fact.value, Money)
        assert fact.value.amount.is_finite() and fact.value.amount >= Decimal(0)
        assert len(fact.value.currency) == 3


def front_matter(content: bytes) -> None:
    """Front matter and Markdown: nothing but a reason stands in the way of the text."""
    _parsed(content, MediaType.PRESS)


def html(content: bytes) -> None:
    """Web pages."""
    _parsed(content, MediaType.HTML)


def pdf(content: bytes) -> None:
    """PDF files."""
    _parsed(content, MediaType.PDF)


def containers(content: bytes) -> None:
    """Archives, web captures and mails: each member has a label of its own and its bytes, or a reason; then the end."""
    labels, documents = list[str](), 0
    walk = iter(Walk(io.BytesIO(content), "input", SETTINGS))
    for found in walk:
        if isinstance(found, End):
            assert documents <= found.members
            break
        labels.append(found.label)
        assert (found.held is None) == (found.status is not None)
        assert found.held or found.issues
        if found.held:
            documents += 1
            assert len(found.held.path.read_bytes()) == found.size <= SETTINGS.max_bytes
    assert isinstance(found, End) and next(walk, None) is None
    assert len(labels) == len(set(labels)), labels


TARGETS: dict[str, Callable[[bytes], None]] = {
    "numbers": numbers,
    "dates": dates,
    "amounts": money,
    "front_matter": front_matter,
    "html": html,
    "pdf": pdf,
    "containers": containers,
}


def _page(content: bytes) -> tuple[Document, str | None]:
    """Return a document of one page, whose paragraphs are the lines, and its language: the first byte chooses it."""
    text = unicodedata.normalize("NFC", content[1:].decode("utf-8", "ignore"))
    lines = [line.strip() for line in text.replace("\x00", " ").splitlines()]
    pieces = [block(line) for line in lines if line]
    return make_document(make_page(pieces)), LANGUAGES[content[0] % 3] if content else None


def _facts(document: Document, language: str | None, extractors: Sequence[Extractor]) -> list[tuple[Mention, Fact]]:
    """Return what extractors find, each with its normal form; those without one must say so."""
    vocabulary = load_vocabulary()
    reading = Reading(document, language, vocabulary)
    found = [mention for extractor in extractors for mention in extractor.extract(reading)]
    for mention in found:
        span = mention.evidence.span
        text = document.pages[span.page - 1].text
        assert mention.raw == mention.evidence.quote == text[span.start : span.end] != ""
    facts, issues = normalise(found, document, language, vocabulary)
    assert len(facts) + len(issues) == len(found)
    assert all(issue.code is ReasonCode.BAD_VALUE for issue in issues)
    by_evidence = {id(mention.evidence): mention for mention in found}
    return [(by_evidence[id(fact.evidence)], fact) for fact in facts]


def _parsed(content: bytes, media_type: MediaType) -> None:
    """Parse as one type, whatever it looks like: a reason, or pages that hold together."""
    try:
        document, issues = parse(SourceFile("x", content, "0" * 64, media_type), SETTINGS)
    except PipelineError as error:
        assert error.detail and error.code is not ReasonCode.INTERNAL_ERROR
        return
    assert all(issue.code is not ReasonCode.INTERNAL_ERROR for issue in issues), issues
    for page in document.pages:
        check_page(page)
        assert unicodedata.is_normalized("NFC", page.text)
