"""Every sample through the whole path, compared in full with what a reader wrote in tests/golden/<id>.json.

A golden file holds a document's facts, its projects, and for each value where it stands: page and quotation,
with `nth` (from 1) where only one of several occurrences is meant. Blanks in a quotation stand for any white
space; ` | ` stands between two quotations that prove the value alike, as words and number do a programme.
How fields are compared is said in golden_compare.py.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from golden_compare import as_list, differs

from pipeline.run import process
from pipeline.settings import Settings
from schemas.fields import FIELDS
from schemas.records import DocumentResult
from schemas.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = sorted(path for path in (ROOT / "samples").glob("*/*") if path.is_file())
LOOSE = {"contacts", "activities", "programme"}
"""Parts of the first two stand apart in the text, and the name of a programme has no sharp edges:
their evidence must touch the quotation, not equal it."""

Json = dict[str, Any]
Span = tuple[int, int]


@pytest.fixture(params=SAMPLES, ids=[path.stem for path in SAMPLES])
def sample(request: pytest.FixtureRequest) -> Path:
    """One sample document."""
    path: Path = request.param
    return path


@cache
def extracted(path: Path) -> DocumentResult:
    """Return what the program makes of the sample."""
    return process(path, path.relative_to(ROOT).as_posix(), Settings(), load_vocabulary())


def golden(path: Path) -> Json:
    """Return what a reader wrote down for the sample; fail if nobody did."""
    file = GOLDEN / f"{path.stem}.json"
    if not file.exists():
        pytest.fail(f"{path.name} has no golden file: read the document and write tests/golden/{file.name}")
    content: Json = json.loads(file.read_text(encoding="utf-8"))
    return content


def projects(path: Path) -> list[Json]:
    """Return the sample's records as JSON gives them back."""
    records = [record.to_json() for record in extracted(path).records]
    decoded: list[Json] = json.loads(json.dumps(records))
    return decoded


def texts(path: Path) -> list[str]:
    """Return the texts of the sample's pages."""
    document = extracted(path).document
    return [page.text for page in document.pages] if document else []


def places(text: str, quote: str, nth: int | None) -> list[Span]:
    """Return the spans at which the quotation stands in the text, white space for white space."""
    patterns = [r"\s+".join(re.escape(word) for word in form.split()) for form in quote.split(" | ")]
    spans = [match.span() for pattern in patterns for match in re.finditer(pattern, text)]
    return spans if nth is None else spans[nth - 1 : nth]


def meets(field: str, span: Span, place: Span) -> bool:
    """Tell whether evidence at `span` proves what stands at `place`."""
    if field in LOOSE:
        return span[0] < place[1] and place[0] < span[1]
    return span == place


def missing(item: Json, project: Json, pages: list[str]) -> str:
    """Return what is wrong with the program's evidence for one golden item, or an empty string."""
    page = pages[item["page"] - 1] if item["page"] <= len(pages) else ""
    expected = places(page, item["quote"], item.get("nth"))
    if not expected:
        return f"page {item['page']} does not print {item['quote']!r}"
    if item["value"] not in as_list(project[item["field"]]):
        return ""  # another printed form of the value was given, or test_projects fails
    same = [e for e in project["evidence"] if (e["field"], e["value"]) == (item["field"], item["value"])]
    spans = [(e["start"], e["end"]) for e in same if e["page"] == item["page"]]
    if any(meets(item["field"], span, place) for span in spans for place in expected):
        return ""
    quotes = [(e["page"], e["quote"]) for e in same]
    return f"{item['field']} {item['value']!r}: {item['quote']!r} on page {item['page']} expected, not {quotes}"


def test_golden_files_have_samples() -> None:
    """A golden file without a document would never be compared."""
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == sorted(path.stem for path in SAMPLES)


def test_document(sample: Path) -> None:
    """Language, day of publication, media type, pages and status."""
    result = extracted(sample)
    given = {
        "language": result.language,
        "published": result.published,
        "media_type": result.media_type,
        "pages": len(texts(sample)),
        "status": result.status.value,
    }
    assert given == golden(sample)["document"], result.issues


def test_projects(sample: Path) -> None:
    """Every field of every project, in the order of the document."""
    given, expected = projects(sample), golden(sample)["projects"]
    assert [p["registration_number"] for p in given] == [p["registration_number"] for p in expected]
    wrong = [
        f"{field.name}: expected {wanted[field.name]}, not {found[field.name]}"
        for wanted, found in zip(expected, given, strict=True)
        for field in FIELDS
        if differs(field.name, wanted[field.name], found[field.name])
    ]
    assert not wrong, "\n".join(wrong)


def test_evidence_stands_where_the_reader_found_it(sample: Path) -> None:
    """The quotation of every golden value is among the program's evidence, at its place."""
    given, pages = projects(sample), texts(sample)
    expected = golden(sample)["projects"]
    assert len(given) == len(expected)
    wrong = [
        complaint
        for project, wanted in zip(given, expected, strict=True)
        for item in wanted["evidence"]
        if (complaint := missing(item, project, pages))
    ]
    assert not wrong, "\n".join(wrong)


def test_evidence_is_sound(sample: Path) -> None:
    """Every quote is its slice, every value has one, and one of a PDF has a box on its page."""
    pages = texts(sample)
    for project in projects(sample):
        proven = {(e["field"], json.dumps(e["value"], sort_keys=True)) for e in project["evidence"]}
        for field in FIELDS:
            for value in as_list(project[field.name]):
                assert (field.name, json.dumps(value, sort_keys=True)) in proven
        for item in project["evidence"]:
            assert item["quote"]
            assert pages[item["page"] - 1][item["start"] : item["end"]] == item["quote"]
            assert (item["bbox"] is not None) == (sample.suffix == ".pdf")


def test_twice_is_once(sample: Path) -> None:
    """A second reading of the same bytes gives the same, but for the time it took."""
    again = process(sample, sample.relative_to(ROOT).as_posix(), Settings(), load_vocabulary())
    first = extracted(sample)
    assert (again.records, again.issues, again.document) == (first.records, first.issues, first.document)
