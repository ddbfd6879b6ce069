"""Every pattern that our packages compile, by the place that compiles it; run as a program, in a fresh interpreter.

It must come before everything of ours: patterns are seen when they are compiled.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("schemas", "extractors", "pipeline")
CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
STAND_IN = "17"
_DAMAGED = "Projekt PÅ™Ã­klad pro vÅ¡echny Å¡koly, reg. č. CZ.1.O4/3.1.O3/C2.OOO17, CZ.1.04/ 3.1.03/C2.0001l\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A call of `re`: where (module:line), how the pattern is used, and the pattern with its flags if it can be told.

    In one that is put together, `joined`, what is put in is a stand-in.
    """

    name: str
    use: str
    literal: tuple[str | bytes, int] | None
    joined: bool


@cache
def places() -> tuple[Place, ...]:
    """Return each place in the packages that hands a pattern to `re`."""
    return tuple(_places())


def _places() -> Iterator[Place]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names, chained = _constants(tree), _chained(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _of_re(node.func):
                    call = node.func.attr  # type: ignore[attr-defined]
                    how = chained.get(id(node), call)
                    how = how if how != "compile" else _uses(tree, names.get(id(node), ""))
                    name = f"{module.removesuffix('.__init__')}:{node.lineno}"
                    joined = not isinstance(node.args[0], ast.Constant)
                    yield Place(name, how, _literal(node, call), joined)


def _literal(call: ast.Call, method: str) -> tuple[str | bytes, int] | None:
    pattern = _spelled(call.args[0])
    if pattern is None:
        return None
    behind = call.args[{"compile": 1, "sub": 3, "subn": 3}.get(method, 2) :]
    given = [word.value for word in call.keywords if word.arg == "flags"] or behind[:1]
    flags = eval(ast.unparse(given[0]), {"re": re}) if given else 0
    return pattern, int(flags)


def _spelled(node: ast.expr) -> str | bytes | None:
    """Return the pattern that an expression is, None if it takes more than words of the document to know."""
    match node:
        case ast.Constant(value=str() | bytes() as value):
            return value
        case ast.JoinedStr(values=values):
            parts = [STAND_IN if isinstance(part, ast.FormattedValue) else _spelled(part) for part in values]
            return "".join(part for part in parts if isinstance(part, str))
        case ast.BinOp(left=left, right=right):
            one, two = (_spelled(side) or STAND_IN.encode() for side in (left, right))
            return one + two if isinstance(one, bytes) and isinstance(two, bytes) else None
    return None


def _of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in CALLS
    )


def _constants(tree: ast.Module) -> dict[int, str]:
    """Return the name that a compiled pattern is given, by the call that compiles it."""
    return {
        id(node.value): node.targets[0].id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name)
    }


def _chained(tree: ast.Module) -> dict[int, str]:
    """Return the methods called on a pattern at once: re.compile(...).match(...), or on what a function returns."""
    chained = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    by_name: dict[str, list[ast.Call]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            by_name.setdefault(node.func.id, []).append(node)
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        calls, last = by_name.get(function.name, []), function.body[-1]
        if isinstance(last, ast.Return) and last.value and calls and all(id(call) in chained for call in calls):
            chained[id(last.value)] = " ".join(sorted({chained[id(call)] for call in calls}))
    return chained


def _uses(tree: ast.Module, name: str) -> str:
    """Return the methods of a constant that its module calls; all where it is used in another way too."""
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == name
    }
    calls = sum(
        isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == name for n in ast.walk(tree)
    )
    abroad = not name.startswith("_") or not name
    return " ".join(sorted(called)) if called and not abroad and calls == len(inside) - 1 else "anything"


def compiled() -> list[dict[str, Any]]:
    """Return the patterns that are compiled by loading everything of ours and reading the samples."""
    found: dict[tuple[str | bytes, int], set[str]] = {}
    inner = re._compile  # type: ignore[attr-defined]

    def spy(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(2)
        module = str(frame.f_globals.get("__name__"))
        if module.partition(".")[0] in PACKAGES and isinstance(pattern, str | bytes):
            found.setdefault((pattern, int(flags)), set()).add(f"{module}:{frame.f_lineno}")
        return inner(pattern, flags)

    re._compile = spy  # type: ignore[attr-defined]
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    _read_samples()
    return [
        {
            "pattern": p if isinstance(p, str) else p.decode("latin-1"),
            "bytes": isinstance(p, bytes),
            "flags": f,
            "places": sorted(at),
        }
        for (p, f), at in found.items()
    ]


def _read_samples() -> None:
    from extractors.numbers.number_beginnings import _by_first
    from pipeline.read import from_bytes
    from pipeline.run import process_file
    from pipeline.settings import Settings
    from pipeline.workers.stages import process_input, warm_up
    from schemas import vocabulary
    from schemas.vocabulary import load_vocabulary

    # what was kept has its patterns compiled already
    vocabulary.restored = lambda folder: None  # type: ignore[attr-defined]
    warm_up()
    for beginnings in _by_first(load_vocabulary()).values():
        for beginning in beginnings:
            assert beginning.pattern
    process_file(from_bytes(_DAMAGED.encode(), "damaged.txt", Settings()), Settings(), load_vocabulary())
    for path in sorted((ROOT / "samples").rglob("*.*")):
        if path.suffix != ".pdf":
            process_input(path, path.name, Settings())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(json.dumps(compiled()))
