"""What each function of the rules is worth: labelled documents are read without it, and the values that change counted.

    python -m benchmarks.ablation [GOLD ...] [--least N] [--most N]

GOLD has docs/ and labels/ and defaults to tests/labelled and tests/unread. A function that returns a condition, a value
or None, or several values is made to find nothing, over those documents in which it finds something; each line tells
in how many it does, and how many core values more are right and wrong without it. Those that do harm come first: a rule
that few documents bear out and one contradicts. `--least` and `--most` choose functions by their number of documents.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import pickle
import pkgutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, TypeVar

import extractors
import pipeline.resolve
from pipeline.evaluate.score import Labelled, score
from pipeline.parse import parse
from pipeline.published import document_object
from pipeline.read import from_bytes
from pipeline.run import process_parsed
from pipeline.settings import Settings
from schemas.document import Document
from schemas.errors import Issue, PipelineError
from schemas.vocabulary import load_vocabulary

TESTS = Path(__file__).parent.parent / "tests"
SETTINGS = Settings(max_ocr_pages=0)
"""Recognised pages cost seconds each, and no rule of these knows where its words come from."""
NOTHING: Mapping[str, Callable[[], object]] = {
    "bool": bool, "list": list, "Sequence": list, "Iterator": lambda: iter(()), "Iterable": lambda: iter(()),
    "set": set, "frozenset": frozenset, "dict": dict, "tuple": tuple, "None": lambda: None,
}  # fmt: skip
"""What a function returns that finds nothing, by the kind of its result."""
Function = Callable[..., Any]
_T = TypeVar("_T")
Counts = tuple[int, int]
"""Core values of a document that are right, and that are wrong."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A labelled document, parsed."""

    name: str
    document: Document
    issues: tuple[Issue, ...]
    label: Labelled


@dataclass(frozen=True, slots=True)
class Worth:
    """What changes without a function: values more that are right and wrong, in how many of its documents."""

    function: str
    documents: int
    right: int
    wrong: int
    changed: int


def parsed(gold: Path) -> Iterator[Parsed]:
    """Yield the labelled documents of a set that can be parsed."""
    for path in sorted((gold / "labels").glob("*.json")):
        source = next(iter(sorted((gold / "docs").glob(f"{path.stem}.*"))), None)
        if source:
            try:
                document, issues = parse(from_bytes(source.read_bytes(), source.name, SETTINGS), SETTINGS)
            except PipelineError:
                continue  # it has no values with any rule
            yield Parsed(source.name, document, issues, json.loads(path.read_text(encoding="utf-8")))


def counted(page: Parsed) -> Counts:
    """Return how many core values of the document are right and wrong."""
    found = document_object(process_parsed(page.document, page.issues, page.name, load_vocabulary()))
    total = score({page.name: page.label}, {page.name: found}).count("core fields")
    return total.tp, total.fp


def functions() -> dict[str, Function]:
    """Return the functions of the rules that can find nothing, by their full names."""
    found = {}
    for module in _modules():
        for name, value in vars(module).items():
            own = getattr(value, "__module__", "") == module.__name__ and not inspect.isclass(value)
            if own and callable(value) and kind_of(value):
                found[f"{module.__name__}.{name}"] = value
    return found


def _modules() -> Iterator[ModuleType]:
    for root in (extractors, pipeline.resolve):
        for info in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            yield importlib.import_module(info.name)


def kind_of(function: Function) -> str:
    """Return the kind of the function's result, a key of NOTHING, or "" if it always has one: an offset, a text."""
    returns = str(inspect.signature(function).return_annotation)
    if returns.endswith("| None"):
        return "None"
    kind = returns.partition("[")[0]
    return kind if kind in NOTHING and (kind != "tuple" or returns.endswith("...]")) else ""


def replace_function(old: Function, new: Function) -> None:
    """Put one function in the place of another wherever a module has it, by a name or in a table."""
    for module in [m for name, m in sys.modules.items() if name.partition(".")[0] in ("extractors", "pipeline")]:
        for name, value in list(vars(module).items()):
            if value is old:
                setattr(module, name, new)
            elif isinstance(value, (tuple, list)) and any(item is old for item in value):
                setattr(module, name, type(value)(new if item is old else item for item in value))


def fired(pages: Sequence[Parsed]) -> dict[str, list[int]]:
    """Return for each function the places of the documents in which it finds something; as `without`, for a fork."""
    found: dict[str, dict[int, None]] = {name: {} for name in functions()}
    read: list[Parsed] = []
    for name, function in functions().items():
        replace_function(function, _noting(function, partial(_note, found[name], read)))
    for page in pages:
        counted(page)
        read.append(page)
    return {name: list(places) for name, places in found.items() if places}


def _note(places: dict[int, None], read: Sequence[Parsed]) -> None:
    """Put down the place of the document that is being read, behind those that were."""
    places[len(read)] = None


def _noting(function: Function, note: Callable[[], None]) -> Function:
    """Return the function with a note of each call that finds something."""

    @wraps(function)
    def listed(*args: Any, **keywords: Any) -> Any:
        result = function(*args, **keywords)
        if result:
            note()
        return result

    @wraps(function)
    def yielding(*args: Any, **keywords: Any) -> Iterator[Any]:
        for index, item in enumerate(function(*args, **keywords)):
            if not index:
                note()
            yield item

    return yielding if kind_of(function) in ("Iterator", "Iterable") else listed


def without(name: str, pages: Sequence[Parsed], places: Sequence[int], before: Sequence[Counts]) -> Worth:
    """Return what changes if the function finds nothing; for a process of its own, since the function is replaced."""
    function = functions()[name]
    nothing = NOTHING[kind_of(function)]
    replace_function(function, lambda *args, **keywords: nothing())
    now = {place: counted(pages[place]) for place in places}
    changes = [(right - before[at][0], wrong - before[at][1]) for at, (right, wrong) in now.items()]
    right, wrong = (sum(change[part] for change in changes) for part in (0, 1))
    return Worth(name, len(places), right, wrong, sum(change != (0, 0) for change in changes))


def apart(work: Callable[[], _T]) -> _T:
    """Return what the work returns, done in a fork of this process, so that nothing it replaces stays replaced.

    Raises RuntimeError where the work raised; its error is printed.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _answer(work, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    if not answer:
        raise RuntimeError("the forked process failed; its error stands above")
    result: _T = pickle.loads(answer)
    return result


def _answer(work: Callable[[], object], writer: int) -> NoReturn:
    """Write what the work returns, and end the process without what its parent would do at its end."""
    try:
        with os.fdopen(writer, "wb") as stream:
            stream.write(pickle.dumps(work()))
    except BaseException:
        traceback.print_exc()
    os._exit(0)


def worths(golds: Sequence[Path], least: int, most: int) -> Iterator[Worth]:
    """Yield what each function is worth that finds something in so many documents, rare ones first."""
    pages = [page for gold in golds for page in parsed(gold)]
    before = [counted(page) for page in pages]
    found = apart(lambda: fired(pages))
    for name, places in sorted(found.items(), key=lambda item: (len(item[1]), item[0])):
        if least <= len(places) <= most:
            yield apart(partial(without, name, pages, places, before))


def main() -> None:
    """Print a line for each function that changes a value: the harmful ones first."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--most", type=int, default=30)
    chosen = parser.parse_args()
    found = [*worths(chosen.gold or [TESTS / "labelled", TESTS / "unread"], chosen.least, chosen.most)]
    print(f"{'without it':60} {'documents':>9} {'changed':>7} {'right':>6} {'wrong':>6}")
    for worth in sorted(found, key=lambda w: (w.wrong - w.right, w.function)):
        if worth.changed:
            print(f"{worth.function:60} {worth.documents:9} {worth.changed:7} {worth.right:+6} {worth.wrong:+6}")
    print(f"{len(found)} functions tried, {sum(not worth.changed for worth in found)} change no core value")


if __name__ == "__main__":
    main()
