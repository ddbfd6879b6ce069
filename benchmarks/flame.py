"""Draw where the processor's time goes: a flame graph of all stages, and a table with the share of each.

    python -m benchmarks.flame [FOLDER] [--documents N] [--output build/flame.svg]

A timer of the process's own time, so that other work on the machine does not count, interrupts it each millisecond, and
what it is at is noted. Without FOLDER, documents are made by mix.py. Each box is a function, as wide as its share; what
it calls stands above it.
"""

from __future__ import annotations

import argparse
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from benchmarks.mix import make_mix
from pipeline.run import process
from pipeline.settings import Settings
from schemas.vocabulary import load_vocabulary

STAGES = ("parse", "detect_language", "extract", "normalise", "resolve")
_EVERY = 0.001
_WIDTH, _ROW = 1600, 17
_NARROWEST = 1.0
"""A box of fewer pixels is left out."""
_LETTER = 6.5

Stack = tuple[str, ...]
"""The functions that call each other, the outermost first."""


@dataclass(slots=True)
class Node:
    """A function in its place: how often it was met there, and what it called."""

    name: str
    count: int = 0
    calls: dict[str, Node] = field(default_factory=dict)


def sampled(paths: Iterable[Path]) -> Counter[Stack]:
    """Process the documents; return how often each stack was met."""
    settings, vocabulary = Settings(), load_vocabulary()
    paths = list(paths)
    for path in paths[:5]:
        process(path, path.name, settings, vocabulary)
    found: Counter[Stack] = Counter()

    def note(_: int, frame: FrameType | None) -> None:
        found[_stack(frame)] += 1

    before = signal.signal(signal.SIGPROF, note)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        for path in paths:
            process(path, path.name, settings, vocabulary)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return found


def _stack(frame: FrameType | None) -> Stack:
    names: list[str] = []
    while frame is not None and frame.f_code.co_name != "sampled":
        names.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(names))


def shares(found: Counter[Stack]) -> dict[str, float]:
    """Return the share of each stage: of its function, called by those of run.py."""
    total = sum(found.values()) or 1
    return {
        stage: sum(n for stack, n in found.items() if any(name.endswith(f".{stage}") for name in stack[:5])) / total
        for stage in STAGES
    }


def tree(found: Counter[Stack]) -> Node:
    """Return the stacks as a tree below one root."""
    root = Node("all", sum(found.values()))
    for stack, count in found.items():
        node = root
        for name in stack:
            node = node.calls.setdefault(name, Node(name))
            node.count += count
    return root


def drawn(root: Node) -> str:
    """Return the flame graph as SVG; a pointer on a box tells its name and share."""
    boxes = list(_boxes(root, 0.0, 0, _WIDTH / max(root.count, 1)))
    height = (1 + max(depth for _, _, depth, _ in boxes)) * _ROW
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" font-family="monospace">']
    for node, x, depth, width in boxes:
        y = height - (depth + 1) * _ROW
        hue = sum(map(ord, node.name.partition(".")[0])) % 60
        shown = escape(node.name[: int(width / _LETTER)]) if width > 3 * _LETTER else ""
        parts.append(
            f'<g><title>{escape(node.name)} {node.count / max(root.count, 1):.1%}</title><rect x="{x:.1f}" y="{y}" '
            f'width="{width:.1f}" height="{_ROW - 1}" fill="hsl({hue},80%,70%)"/>'
            f'<text x="{x + 2:.1f}" y="{y + 12}" font-size="11">{shown}</text></g>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _boxes(node: Node, x: float, depth: int, scale: float) -> Iterator[tuple[Node, float, int, float]]:
    width = node.count * scale
    if width < _NARROWEST:
        return
    yield node, x, depth, width
    for called in sorted(node.calls.values(), key=lambda item: item.name):
        yield from _boxes(called, x, depth + 1, scale)
        x += called.count * scale


def main() -> None:
    """Write the graph and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--output", type=Path, default=Path("build/flame.svg"))
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        if options.folder is None:
            make_mix(folder, options.documents)
        found = sampled(sorted(path for path in folder.rglob("*") if path.is_file()))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(drawn(tree(found)), encoding="utf-8")
    print("| stage | share of the CPU |\n| --- | --- |")
    for stage, share in shares(found).items():
        print(f"| {stage} | {share:.1%} |")
    print(f"\n{sum(found.values())} samples, drawn in {options.output}")


if __name__ == "__main__":
    main()
