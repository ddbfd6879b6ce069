"""The form of the code base: layers, sizes, late imports, and docs in step with the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import EXTRACTORS
from schemas.errors import ReasonCode

ROOT = Path(__file__).parent.parent
PACKAGES = ("schemas", "extractors", "pipeline")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LOCKS = sorted(ROOT.glob("*.lock"))
# slow to import: needed inside of a few modules, and never for `fondoskop --help`
HEAVY = (
    "spacy",
    "numpy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "bs4",
    "lxml",
    "langdetect",
    "sqlite_utils",
    "yaml",
    "zstandard",
    "xlsxwriter",
)
MOST_LINES = 400
# words of one language have their place in schemas/vocab/*.toml
CZECH_LETTERS = re.compile("[ěščřžýůťďňĚŠČŘŽÝŮŤĎŇ]")
MOST_CZECH_TEXTS = 12


def imported(path: Path) -> Iterator[str]:
    """Yield the first part of the name of each module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its layer"
            yield (node.module or "").partition(".")[0]


def named(path: Path) -> str:
    """Return the path below the root, for the names of tests."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_imports_point_one_way(path: Path) -> None:
    layer = PACKAGES.index(path.relative_to(ROOT).parts[0])
    above = {*PACKAGES[layer + 1 :], "tests", "scripts", "benchmarks"}
    assert not above & set(imported(path))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_modules_are_short_and_well_named(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES
    assert path.stem not in {"utils", "util", "helpers", "common", "misc", "manager"}


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_lists_of_words_stand_in_the_vocabularies(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs
    ]
    czech = [text for text in texts if CZECH_LETTERS.search(text)]
    assert len(czech) <= MOST_CZECH_TEXTS, czech


def test_the_command_line_imports_nothing_heavy() -> None:
    code = f"import sys, pipeline.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_reason_code_is_explained_and_no_other() -> None:
    text = (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE) == [code.value for code in ReasonCode]


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    fuzzer = (ROOT / "requirements-fuzz.in").read_text(encoding="utf-8").split()
    wanted = [*project["dependencies"], *extras["serve"], *extras["dev"], *fuzzer]
    names = {re.split(r"[><=~]", item)[0] for item in wanted}
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert {*re.findall(r"^\| `([A-Za-z0-9_-]+)` \|", text, re.MULTILINE)} == names


def test_modules_right_in_extractors_are_those_that_run() -> None:
    folder = ROOT / "extractors"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "base"} == {e.NAME for e in EXTRACTORS}


def test_the_packages_of_the_extractors_are_explained() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "extractors").glob("*/__init__.py")}
    assert {*re.findall(r"^\| `extractors/([a-z_]+)/` \|", text, re.MULTILINE)} == packages


@pytest.mark.parametrize("extractor", EXTRACTORS, ids=lambda extractor: extractor.NAME)
def test_an_extractor_is_named_as_its_module(extractor: object) -> None:
    assert getattr(extractor, "__name__", "") == f"extractors.{getattr(extractor, 'NAME', None)}"


def test_there_are_lock_files() -> None:
    names = {
        "requirements-build.lock",
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-fuzz.lock",
        "requirements-serve.lock",
    }
    assert names == {path.name for path in LOCKS}


@pytest.mark.parametrize("path", LOCKS, ids=named)
def test_a_lock_pins_and_hashes_everything_and_names_no_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"https?://|file:/|^\s*-(?!-hash)|(?:^|\s)--(?!hash)|(?:^|\s)/\w",
        text,
        re.M,
    )
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    for entry in entries:
        if re.match(r"[A-Za-z0-9]", entry):
            assert re.match(r"[a-z0-9.-]+==[0-9][^ ]* \\\n(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+", entry)


@pytest.mark.parametrize("name", ["requirements-dev.lock", "requirements-serve.lock"])
def test_the_locks_agree_on_versions(name: str) -> None:
    def pins(path: Path) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))

    base, other = pins(ROOT / "requirements.lock"), pins(ROOT / name)
    assert base.items() <= other.items()


def test_links_in_the_docs_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "samples" / "README.md"]
    lost = [
        f"{named(page)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not lost


def test_the_package_ships_its_data_files() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    data = project["tool"]["setuptools"]["package-data"]
    shipped = {path for package, globs in data.items() for glob in globs for path in (ROOT / package).glob(glob)}
    needed = {path for package in PACKAGES for path in (ROOT / package).rglob("*.toml")}
    assert needed <= shipped
