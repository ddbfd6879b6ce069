"""Which rules made a document's rows: a hash that changes with whatever could change them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline.installed import installed
from pipeline.parse.pdf_ocr import recogniser
from pipeline.rules.code import code_hash
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
WORDS = "schemas/**/*.toml"
# what has a say in a document's text, language, values and records
CODE = (
    "schemas/**/*.py",
    WORDS,
    "extractors/**/*.py",
    *(f"pipeline/{name}.py" for name in ("run", "read", "sniff", "language", "extract", "resolve")),
    *(f"pipeline/sources/{name}.py" for name in ("kinds", "zip_directory", "zip_archive", "streams", "mail")),
    *(f"pipeline/{name}/**/*.py" for name in ("parse", "extract", "normalise", "resolve")),
    "pipeline/resolve/*.toml",
    "pipeline/parse/*.json",
    "pipeline/store/rows.py",
    *("pipeline/privacy/marks.py", "pipeline/privacy/masking.py"),
)
LIBRARIES = ("beautifulsoup4", "lxml", "pdfplumber", "pdfminer.six", "pypdfium2", "markdown-it-py", "PyYAML")
PARSERS = {
    "text/html": "pipeline.parse.html",
    "text/markdown": "pipeline.parse.press",
    "text/plain": "pipeline.parse.text",
    "application/pdf": "pipeline.parse.pdf",
    "message/rfc822": "pipeline.parse.mail",
    "application/rtf": "pipeline.parse.rtf",
}
_FROM = re.compile(
    r"^[ \t]*from (?P<module>(?:pipeline|schemas|extractors)[\w.]*) import (?:\((?P<many>[^()]*)\)|(?P<one>.*))", re.M
)
# What is imported for the type checker alone runs nowhere.
_TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t][^\n]*\n|\n)*", re.M)
_IMPORT = re.compile(r"^[ \t]*import ((?:pipeline|schemas|extractors)[\w.]*)", re.M)
MORE_LIBRARIES = ("langdetect", "spacy")


def rules_version(settings: Settings) -> tuple[str, str]:
    """Return two hashes, each 16 hex digits: of all rules, and of the vocabularies among them.

    A document stored under another hash is extracted again, be its file unchanged or not.
    """
    return _hash(CODE, *_words_of_rules(settings)), _hash((WORDS,))


def code_version(settings: Settings, stopped: Callable[[], bool] = lambda: False) -> str:
    """Return a hash, 16 hex digits, of all rules but the vocabularies; remarks in code have no part in it.

    Raises Interrupted where `stopped()` turns true meanwhile.
    """
    patterns = (*(pattern for pattern in CODE if pattern != WORDS), "pipeline/rules/*.py")
    return code_hash(ROOT, _files(patterns), _words_of_rules(settings), stopped)


def _words_of_rules(settings: Settings) -> tuple[str, ...]:
    return _limits(settings), *map(_library, LIBRARIES + MORE_LIBRARIES), _tesseract()


def parse_version(settings: Settings, media_type: str) -> str:
    """Return a hash, 16 hex digits, of what decides on the text and layout of documents of one type.

    A document that was parsed under the same one is extracted again from its stored pages.
    """
    return _parse_version(media_type, _limits(settings))


@cache
def _parse_version(media_type: str, limits: str) -> str:
    # asked once a document; finding the imports and reading the words takes 35 ms
    module = PARSERS.get(media_type, "pipeline.parse")
    names = (module, "pipeline.parse.pdf_picture", "pipeline.read", "pipeline.sniff", "pipeline.store.layout")
    picture_reader = _tesseract() if module != "pipeline.parse.html" else ""
    words = (media_type, limits, *map(_library, LIBRARIES), picture_reader, *_words_of_parsing())
    return _hash_files(tuple(sorted(imported(names))), words)


def imported(names: Iterable[str]) -> set[Path]:
    """Return the files of modules of ours and of all of ours that they import, however late, with their tables."""
    found: set[Path] = set()
    names = list(names)
    while names:
        name = names.pop()
        path = _file(name)
        if path is None or path in found:
            continue
        found.add(path)
        names += _imports_of(path)
    return found | {table for path in found if path.parent.name == "parse" for table in path.parent.glob("*.json")}


@cache
def _imports_of(path: Path) -> tuple[str, ...]:
    # the parsers of several types share most of their modules
    return tuple(_imports(path.read_text(encoding="utf-8")))


def _imports(code: str) -> Iterator[str]:
    """Yield what may be modules of ours in the import statements of a file."""
    code = _TYPES_ONLY.sub("", code)
    for line in _FROM.finditer(code):
        yield line["module"]
        yield from (f"{line['module']}.{name}" for name in re.findall(r"\w+", line["many"] or line["one"]))
    yield from _IMPORT.findall(code)


def _file(name: str) -> Path | None:
    path = ROOT.joinpath(*name.split("."))
    choices = (path.with_suffix(".py"), path / "__init__.py")
    return next((choice for choice in choices if choice.is_file()), None)


def _words_of_parsing() -> list[str]:
    """Return the words of the vocabularies that parsing looks at; a test holds that there are no others."""
    # Late, for a run over an unchanged archive needs no word. To read the table of cues alone took 60 ms, all of it 25.
    from pipeline.parse.fact_sheets import tells_sheet
    from schemas.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    sheets = [form for entry in vocabulary.labels if tells_sheet(entry) for form in (entry.field, *entry.forms)]
    return [*vocabulary.cues["aside_headings"], *sheets]


def _limits(settings: Settings) -> str:
    return f"{settings.max_bytes} {settings.max_pages} {settings.max_page_chars} {settings.max_ocr_pages}"


def containers_version(settings: Settings) -> str:
    """Return a hash of all that decides on what is found in a container, 16 hex digits."""
    limits = (settings.max_bytes, settings.max_depth, settings.max_members, settings.max_ratio, settings.max_unpacked)
    return _hash(("pipeline/sources/**/*.py",), " ".join(map(str, limits)), _library("zstandard"))


@cache
def _hash(patterns: tuple[str, ...], *words: str) -> str:
    return _hash_files(_files(patterns), words)


def _files(patterns: Iterable[str]) -> tuple[Path, ...]:
    return tuple(sorted({path for pattern in patterns for path in ROOT.glob(pattern)}))


@cache
def _hash_files(files: tuple[Path, ...], words: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    for word in words:
        digest.update(f"\n{word}".encode())
    return digest.hexdigest()[:16]


@cache
def _library(name: str) -> str:
    return f"{name} {installed(name) or 'is not installed'}"


def _tesseract() -> str:
    """Return what reads pictures: with another one, or none, a scan has another text."""
    return str(recogniser())
