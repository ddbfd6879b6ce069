"""The way of one document: what fails is an issue with its stage, and nothing is raised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import extract as extraction
from pipeline import run
from pipeline.extract import extract as real_extract
from pipeline.run import process
from pipeline.settings import Settings
from schemas.document import Document
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.records import DocumentResult, Mention, Status
from schemas.vocabulary import Vocabulary, load_vocabulary

TEXT = "Projekt „Žlutý kůň“, reg. č. CZ.1.04/3.1.03/C2.00017, je financován z ESF.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.txt"


def processed(path: Path, settings: Settings | None = None) -> DocumentResult:
    result = process(path, "docs/a.txt", settings or Settings(), load_vocabulary())
    return replace(result, seconds=0.0)


def test_good_document(path: Path) -> None:
    result = processed(path)
    assert (result.status, result.language, len(result.records)) == (Status.OK, "cs", 1)
    assert result == processed(path)


def test_name_and_place_have_no_part_in_the_records(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_bytes(path.read_bytes())
    assert processed(other) == processed(path)


@pytest.mark.parametrize("stage", ["parse", "language", "extract", "normalise", "resolve"])
def test_defect_is_named_with_its_stage_and_no_path(path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(run, {"language": "detect_language"}.get(stage, stage), fail)
    result = processed(path)
    (issue,) = result.issues
    assert (result.status, result.document, len(result.sha256)) == (Status.FAILED, None, 64)
    assert (issue.code, issue.stage) == (ReasonCode.INTERNAL_ERROR, Stage(stage))
    assert "KeyError: 'lost'" in issue.detail and "test_run.py:" in issue.detail and "/" not in issue.detail


def test_lost_part_makes_a_document_partial(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Issue(ReasonCode.EXTRACTOR_FAILED, Stage.EXTRACT, Severity.ERROR, "titles")

    def extract(
        document: Document, language: str | None, vocabulary: Vocabulary
    ) -> tuple[tuple[Mention, ...], tuple[Issue, ...]]:
        mentions, issues = real_extract(document, language, vocabulary)
        return mentions, (*issues, lost)

    monkeypatch.setattr(run, "extract", extract)
    assert processed(path).status is Status.PARTIAL


def test_unreadable_inputs_are_results_too(path: Path, tmp_path: Path) -> None:
    too_large = processed(path, Settings(max_bytes=10))
    assert (too_large.status, too_large.sha256) == (Status.FAILED, "")
    assert too_large.issues[0].code is ReasonCode.TOO_LARGE
    missing = processed(tmp_path / "missing.txt")
    assert missing.issues[0].code is ReasonCode.UNREADABLE_FILE
    (tmp_path / "empty.txt").write_bytes(b"")
    empty = processed(tmp_path / "empty.txt")
    assert (empty.issues[0].code, len(empty.sha256)) == (ReasonCode.EMPTY_DOCUMENT, 64)


def test_mentions_beyond_the_limit_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [f"CZ.1.04/3.1.03/C2.{number:05}" for number in range(6)]
    path.write_text("\n\n".join(numbers), encoding="utf-8")
    assert (processed(path).status, len(processed(path).records)) == (Status.OK, 6)
    monkeypatch.setattr(extraction, "MAX_MENTIONS", 4)
    result = processed(path)
    assert (result.status, len(result.records)) == (Status.PARTIAL, 4)
    told = [(issue.code, issue.stage) for issue in result.issues if issue.severity is Severity.ERROR]
    assert told == [(ReasonCode.TOO_LARGE, Stage.EXTRACT)]
