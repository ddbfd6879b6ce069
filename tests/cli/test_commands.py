"""The command line as a user has it: real processes, real stages, exit statuses, streams."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NUMBER = "CZ.1.04/3.1.03/C2.00017"
GOOD = f"Projekt „Žlutý kůň“, reg. č. {NUMBER}, je financován z ESF.\n"
ENV = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def fondoskop(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, cwd=ROOT, env=ENV | environment, check=False
    )


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good document, an empty one, a cut PDF."""
    folder = tmp_path_factory.mktemp("cli") / "docs"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    return folder


@pytest.fixture(scope="module")
def db(docs: Path) -> Path:
    done = fondoskop("ingest", docs, "--db", docs.parent / "a.db")
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "2 newly failed or partial" in done.stderr and len(done.stderr.splitlines()) == 1
    return docs.parent / "a.db"


def test_ingest_again_is_quiet_and_well(docs: Path, db: Path) -> None:
    done = fondoskop("ingest", docs, "--db", db, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_ingest_json(docs: Path, db: Path) -> None:
    summary = json.loads(fondoskop("ingest", docs, "--db", db, "--json").stdout)
    assert summary["counts"]["skipped"] == 3 and summary["newly_wrong"] == 0


def test_listings_as_json(db: Path) -> None:
    runs = json.loads(fondoskop("runs", "--db", db, "--json").stdout)
    assert {"id", "started", "ended", "outcome", "discovered", "ok", "partial", "failed"} <= runs[0].keys()
    documents = json.loads(fondoskop("documents", "--db", db, "--json").stdout)
    states = {row["source"]: (row["status"], row["reason"]) for row in documents}
    assert states == {
        "cut.pdf": ("failed", "corrupt_pdf"),
        "empty.html": ("failed", "empty_document"),
        "good.txt": ("ok", None),
    }
    issues = json.loads(fondoskop("issues", "--db", db, "--severity", "error", "--json").stdout)
    assert [row["source"] for row in issues] == ["cut.pdf", "empty.html"]
    (project,) = json.loads(fondoskop("projects", "--db", db, "--json").stdout)
    assert (project["registration_number"], project["titles"]) == (NUMBER, ["Žlutý kůň"])
    assert len(project["documents"]) == 1 and project["evidence"][0]["quote"]


def test_a_member_of_an_archive_is_read_by_every_command(docs: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(docs / "good.txt", "folder/good.txt")
    plain = json.loads(fondoskop("extract", docs / "good.txt").stdout)
    member = json.loads(fondoskop("extract", tmp_path / "a.zip").stdout)
    assert member["document"].pop("source") == "a.zip!folder/good.txt" and plain["document"].pop("source")
    assert member == plain and member["projects"]
    db = tmp_path / "a.db"
    assert fondoskop("ingest", tmp_path / "a.zip", "--db", db, "--quiet").returncode == 0
    assert json.loads(fondoskop("verify", "--db", db, "--json").stdout) == []


def test_limits_of_containers_are_options(tmp_path: Path) -> None:
    inner: bytes | str = GOOD
    for depth in range(4):
        with zipfile.ZipFile(tmp_path / f"{depth}.zip", "w") as archive:
            archive.writestr("good.txt" if depth == 0 else f"{depth - 1}.zip", inner)
        inner = (tmp_path / f"{depth}.zip").read_bytes()
    given = ("ingest", tmp_path / "3.zip", "--db", tmp_path / "a.db", "--json")
    assert json.loads(fondoskop(*given).stdout)["counts"].get("ok", 0) == 0
    assert json.loads(fondoskop(*given, "--max-depth", 4).stdout)["counts"]["ok"] == 1
    verify = ("verify", "--db", tmp_path / "a.db")
    assert fondoskop(*verify, "--max-depth", 4).returncode == 0
    for option in ("--max-members", "--max-unpacked", "--max-ratio"):
        assert fondoskop(*verify, option, 0).returncode == 2


@pytest.mark.parametrize("command", ["runs", "documents", "issues", "projects"])
def test_tables_fit_the_terminal(db: Path, command: str) -> None:
    done = fondoskop(command, "--db", db)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) >= 3 and max(map(len, lines)) <= 100
    assert "\033" not in done.stdout


def test_search_without_diacritics(db: Path) -> None:
    assert NUMBER in fondoskop("projects", "--db", db, "zluty").stdout
    nothing = fondoskop("projects", "--db", db, "modrý")
    assert (nothing.stdout, nothing.stderr) == ("", "nothing found\n")


def test_why_takes_any_spelling(db: Path) -> None:
    done = fondoskop("why", "--db", db, "cz 1.04 3.1.03 c200017", "titles")
    assert done.returncode == 0
    assert "[Žlutý kůň]" in done.stdout and "good.txt, page 1, 9 to 18" in done.stdout
    assert fondoskop("why", "--db", db, "no such", "titles").returncode == 2
    assert fondoskop("why", "--db", db, NUMBER, "no_such").returncode == 2


def test_verify_and_digest(db: Path) -> None:
    done = fondoskop("verify", "--db", db)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert json.loads(fondoskop("verify", "--db", db, "--quick", "--json").stdout) == []
    assert len(fondoskop("digest", "--db", db).stdout.strip()) == 64


def test_export(db: Path, tmp_path: Path) -> None:
    assert fondoskop("export", "--db", db, "--format", "jsonl", "-o", tmp_path / "p.jsonl").returncode == 0
    (row,) = map(json.loads, (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["registration_number"] == NUMBER and "contacts" not in row
    fondoskop("export", "--db", db, "--format", "csv", "-o", tmp_path / "p.csv", "--with-contacts")
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as stream:
        (cells,) = csv.DictReader(stream)
    assert cells["titles"] == "Žlutý kůň" and "contacts" in cells
    assert fondoskop("export", "--db", db, "--format", "xlsx", "-o", tmp_path / "p.xlsx").returncode == 0
    with zipfile.ZipFile(tmp_path / "p.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row") == 2 and "<t>Žlutý kůň</t>" in sheet and "<t>contacts</t>" not in sheet
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.csv", "p.jsonl", "p.xlsx"]


def test_extract_prints_an_object_per_file_in_order(docs: Path) -> None:
    done = fondoskop("extract", docs, "--text")
    assert done.returncode == 3
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["cut", "empty", "good"]
    good, cut = rows[2], rows[0]
    assert good["document"]["text"] == [GOOD.rstrip("\n")] or good["document"]["text"] == [GOOD]
    for piece in good["projects"][0]["evidence"]:
        page = good["document"]["text"][piece["page"] - 1]
        assert page[piece["start"] : piece["end"]] == piece["quote"] != ""
    assert (cut["document"]["status"], cut["projects"], cut["issues"][0]["code"]) == (
        "failed",
        [],
        "corrupt_pdf",
    )
    assert list(good["document"]) == [
        *("source", "sha256", "media_type", "encoding", "language", "title"),
        *("published", "pages", "status", "text"),
    ]
    assert fondoskop("extract", docs, "--text", "--workers", "1").stdout == done.stdout


def test_min_confidence_leaves_out_what_is_less_sure(docs: Path, db: Path, tmp_path: Path) -> None:
    def extracted(least: float) -> list[dict[str, Any]]:
        done = fondoskop("extract", docs / "good.txt", "--min-confidence", str(least))
        projects: list[dict[str, Any]] = json.loads(done.stdout)["projects"]
        return projects

    def stored(least: float, *words: str) -> list[dict[str, Any]]:
        done = fondoskop("projects", "--db", db, "--json", "--min-confidence", str(least), *words)
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    (whole,) = extracted(0)
    sure = {piece["field"]: piece["confidence"] for piece in whole["evidence"]}
    # three fields, of which the least sure is left out and the surest alone is kept
    least, most = min(sure.values()), max(sure.values())
    assert len(sure) >= 3 and 0 < least < most < 1
    for limit in (least, (least + most) / 2, most):
        kept = {field for field, confidence in sure.items() if confidence >= limit}
        for (project,) in (extracted(limit), stored(limit)):
            assert {piece["field"] for piece in project["evidence"]} == kept
            assert {field for field in sure if project[field]} == kept
        fondoskop("export", "--db", db, "--format", "jsonl", "-o", tmp_path / "p.jsonl", "--min-confidence", limit)
        (row,) = map(json.loads, (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines())
        assert {field for field in sure if row[field]} == kept
    assert extracted(1) == [] and stored(1) == []
    unsure = min(sure, key=lambda field: (sure[field], field))
    asked = {"registration_number": ("--number", NUMBER), "programme": ("--programme", str(whole["programme"]))}
    if unsure in asked:
        assert stored(least, *asked[unsure]) and not stored(most, *asked[unsure])
    assert fondoskop("extract", docs, "--min-confidence", "1.5").returncode == 2


def test_why_tells_how_often_a_rule_was_right(db: Path) -> None:
    (row, *_) = json.loads(fondoskop("why", "--db", db, NUMBER, "registration_number", "--json").stdout)
    assert 0 < row["right"] <= row["support"]
    words = f"rule {row['rule']} (right {row['right']} of {row['support']} times), stated, confidence 0."
    assert words in fondoskop("why", "--db", db, NUMBER, "registration_number").stdout


WRONG = [
    (("ingest", "{docs}/missing", "--db", "{tmp}/x.db"), 2, "no such file or folder"),
    (("extract", "{docs}/missing"), 2, "no such file or folder"),
    (("ingest", "{docs}"), 2, "--db"),
    (("digest", "--db", "{tmp}/missing.db"), 2, "ingest SRC --db"),
    (("digest", "--db", "{docs}/good.txt"), 1, "not a database"),
    (("ingest", "{docs}", "--db", "{docs}/good.txt"), 1, "not a database"),
    (("digest", "--db", "{docs}"), 2, "is a directory"),
    (("issues", "--db", "{db}", "--code", "nonsense"), 2, "'timeout'"),
    (("documents", "--db", "{db}", "--status", "nonsense"), 2, "'partial'"),
    (("why", "--db", "{db}", "nonsense", "end"), 2, "fondoskop projects"),
    (("show", "--db", "{db}", "nonsense", "-o", "{tmp}/page.png"), 2, "fondoskop documents"),
    (("ingest", "{docs}", "--db", "{tmp}/no/such/folder/x.db"), 1, "cannot be made"),
    (("export", "--db", "{db}", "--format", "csv", "-o", "{tmp}/no/such.csv"), 1, "No such file"),
    (("nonsense",), 2, "No such command"),
]


@pytest.mark.parametrize(("arguments", "status", "words"), WRONG)
def test_what_goes_wrong_is_said_in_a_line(
    docs: Path, db: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done = fondoskop(*(part.format(docs=docs, db=db, tmp=tmp_path) for part in arguments))
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "x.db").exists()


def test_a_short_file_that_is_no_database_stays_as_it_is(docs: Path, tmp_path: Path) -> None:
    """SQLite itself takes a file of less than a page for an empty database."""
    notes = tmp_path / "notes.db"
    notes.write_text("three words long", encoding="utf-8")
    done = fondoskop("ingest", docs, "--db", notes)
    assert (done.returncode, notes.read_text("utf-8")) == (1, "three words long")
    assert "notes.db is not a database of Fondoskop" in done.stderr


@pytest.mark.parametrize("command", [("extract", "{empty}"), ("ingest", "{empty}", "--db", "{tmp}/x.db")])
def test_a_source_without_files_is_said(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    done = fondoskop(*(part.format(empty=tmp_path / "empty", tmp=tmp_path) for part in command))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("fondoskop: no files in ") and done.stderr.count("\n") == 1


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One labelled document, of which one value cannot be found."""
    gold = tmp_path / "gold"
    (gold / "docs").mkdir(parents=True)
    (gold / "labels").mkdir()
    (gold / "docs" / "good.txt").write_text(GOOD, encoding="utf-8")
    label = {
        "document": {"language": "cs", "published": None},
        "projects": [{"registration_number": NUMBER, "titles": ["Žlutý kůň"], "funders": ["ESF"], "start": "2014"}],
    }
    (gold / "labels" / "good.json").write_text(json.dumps(label), encoding="utf-8")
    return gold


def test_evaluate(docs: Path, gold: Path) -> None:
    done = fondoskop("evaluate", gold)
    assert done.returncode == 0
    assert "good | start | missed | 2014" in done.stderr
    assert done.stdout.splitlines()[-1].startswith("documents 1  records 1  perfect core records 0.000")
    rows = json.loads(fondoskop("evaluate", gold, "--json").stdout)["rows"]
    assert rows["titles"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "tp": 1, "fp": 0, "fn": 0}
    assert fondoskop("evaluate", docs).returncode == 2
    assert fondoskop("evaluate", gold, "--half", "build").returncode == 2


def test_evaluate_writes_a_report(gold: Path, tmp_path: Path) -> None:
    (gold / "split.json").write_text('{"good": "check"}')
    page = tmp_path / "new" / "eval.html"
    done = fondoskop("evaluate", gold, "--html", page)
    assert (done.returncode, done.stderr) == (0, f"report in {page}\n")
    assert 'id="good"' not in page.read_text(encoding="utf-8")
    done = fondoskop("evaluate", gold, "--html", page, "--details", "all")
    assert "good | start | missed | 2014" in done.stderr
    assert 'id="good"' in page.read_text(encoding="utf-8")


def test_calibrate(gold: Path, docs: Path, tmp_path: Path) -> None:
    table, plot = tmp_path / "table.toml", tmp_path / "plot.svg"
    done = fondoskop("calibrate", gold, "-o", table, "--plot", plot)
    assert (done.returncode, done.stdout) == (0, "")
    assert "values right" in done.stderr and "on sites left out" in done.stderr
    assert plot.read_text().startswith("<svg")
    printed = fondoskop("calibrate", gold).stdout
    assert printed == table.read_text() and 'rule = "titles.' in printed
    (gold / "docs" / "good.txt").write_text("Slunce svítí.\n", encoding="utf-8")
    assert fondoskop("calibrate", gold).returncode == 2
    assert fondoskop("calibrate", docs).returncode == 2


def test_closed_pipe_is_no_error(docs: Path) -> None:
    command = f"{sys.executable} -m pipeline extract {docs} --text | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, env=ENV, check=False)
    assert (done.returncode, len(done.stdout), done.stderr) == (0, 10, "")
