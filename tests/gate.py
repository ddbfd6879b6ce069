"""The gate: our own samples and texts are scored, and no figure may fall under its floor in floor.toml.

    python tests/gate.py            compare; exit status 1 if a figure is lower
    python tests/gate.py --raise    write what has risen, and what is new, into floor.toml

The sets are samples/ with tests/golden, the labelled pages, those that no rule was made for, the texts and the small
pages. For each field its F1 and the number of values expected are pinned, so that taking a hard case away shows too.
Of the labelled pages in other forms, `altered`, core F1 and the number of values are pinned for each alteration.
Who lowers a floor writes why: `reason = "..."` in the set's table. A floor that is lower than in the commit before,
without a new reason, fails too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from text_cases import PAGES, TEXTS, Case, cases, expected, projects, run_case  # noqa: E402

from benchmarks.alterations import ALTERATIONS  # noqa: E402
from benchmarks.altered import AlteredPage, altered_pages  # noqa: E402
from pipeline.evaluate.score import CORE, EXTRA, OF_DOCUMENT, ORDER, Labelled, Score, score  # noqa: E402
from pipeline.published import document_object  # noqa: E402
from pipeline.report import table  # noqa: E402
from pipeline.run import process  # noqa: E402
from pipeline.settings import Settings  # noqa: E402
from schemas.vocabulary import load_vocabulary  # noqa: E402

LABELLED, UNREAD = ROOT / "tests" / "labelled", ROOT / "tests" / "unread"
FLOOR = ROOT / "tests" / "floor.toml"
HEAD = """\
# What our own samples and texts must at least score: see gate.py. `make gate` compares, `make gate-raise` writes.
# To lower a figure, change it here and add `reason = "why"` to its table, in the commit that makes it fall.
"""
REASON = "reason"
PART = 7
"""Of the pages that an alteration changes, each seventh one is scored: that takes a minute and a half."""
Figures = dict[str, dict[str, float]]
Row = dict[str, object]


def measured() -> Figures:
    """Return the figures of the sets; each name is of a set, then of a figure."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            "samples": figures(_samples()),
            "labelled": figures(_labelled(LABELLED)),
            "unread": figures(_labelled(UNREAD)),
            "texts": figures(_texts(TEXTS, Path(folder))),
            "pages": figures(_texts(PAGES, Path(folder))),
            "altered": _altered(Path(folder)),
        }


def figures(total: Score) -> dict[str, float]:
    """Return F1 and number of expected values for each field, as `titles_f1` and `titles_values`, and whole records."""
    result: dict[str, float] = {
        "documents": total.documents,
        "records": total.records,
        "records_perfect": total.perfect,
    }
    for name in ORDER:
        count = total.counts.get(name)
        if count and name not in ("core fields", "all fields"):
            key = name.replace("document.", "")
            # rounded down, so that a figure is never under the floor that it gave
            result |= {f"{key}_f1": int(count.f1 * 10_000) / 10_000, f"{key}_values": count.tp + count.fn}
    return result


def fallen(floor: Mapping[str, Mapping[str, Any]], now: Figures) -> list[Row]:
    """Return a row for each figure under its floor; one that is not measured any more counts as 0."""
    return [
        {"set": name, "figure": key, "floor": least, "now": now.get(name, {}).get(key, 0)}
        for name, pinned in floor.items()
        for key, least in pinned.items()
        if key != REASON and now.get(name, {}).get(key, 0) < least
    ]


def risen(floor: Mapping[str, Mapping[str, Any]], now: Figures) -> list[Row]:
    """Return a row for each figure over its floor, or without one."""
    return [
        {"set": name, "figure": key, "floor": floor.get(name, {}).get(key), "now": value}
        for name, values in now.items()
        for key, value in values.items()
        if value > floor.get(name, {}).get(key, -1)
    ]


def lowered(before: Mapping[str, Mapping[str, Any]], floor: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    """Return a row for each floor that is lower than before though its set gives no new reason."""
    return [
        {"set": name, "figure": key, "before": least, "floor": floor.get(name, {}).get(key)}
        for name, pinned in before.items()
        for key, least in pinned.items()
        if key != REASON
        and floor.get(name, {}).get(key, -1) < least
        and floor.get(name, {}).get(REASON) in (None, "", pinned.get(REASON))
    ]


def raised(floor: Mapping[str, Mapping[str, Any]], now: Figures) -> dict[str, dict[str, Any]]:
    """Return the floor with every figure that has risen; nothing falls, and reasons stay."""
    result = {name: dict(pinned) for name, pinned in floor.items()}
    for name, values in now.items():
        pinned = result.setdefault(name, {})
        pinned |= {key: max(value, pinned.get(key, value)) for key, value in values.items()}
    return result


def floor_text(floor: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of floor.toml, sets and figures in the order of the alphabet."""
    parts = [HEAD]
    for name in sorted(floor):
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(floor[name].items())]
        parts.append("\n".join([f"[{name}]", *lines]) + "\n")
    return "\n".join(parts)


def floor_before() -> dict[str, dict[str, Any]]:
    """Return the floor of the commit before this state; nothing where git knows none."""
    name = FLOOR.relative_to(ROOT).as_posix()
    changed = _git("status", "--porcelain", "--", name).strip()
    return tomllib.loads(_git("show", f"{'HEAD' if changed else 'HEAD~1'}:{name}"))


def main(arguments: Iterable[str]) -> int:
    """Compare, or raise the floor; return the exit status."""
    now = measured()
    floor = tomllib.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    if "--raise" in arguments:
        FLOOR.write_text(floor_text(raised(floor, now)), encoding="utf-8")
        print(f"{len(risen(floor, now))} figures raised in {FLOOR.relative_to(ROOT)}")
    under, unexplained = fallen(floor, now), lowered(floor_before(), floor)
    if under:
        print("These figures fell under their floor in tests/floor.toml:\n")
        print(table(under, ("set", "figure", "floor", "now")))
        print("\nmend it, or lower the floor in the same commit, with a reason in the set's table")
    if unexplained:
        print("These floors were lowered and their set gives no new reason:\n")
        print(table(unexplained, ("set", "figure", "before", "floor")))
    if not under and not unexplained:
        higher = [] if "--raise" in arguments else risen(floor, now)
        hint = f"; {len(higher)} figures have risen: make gate-raise" if higher else ""
        print(f"gate: {sum(map(len, now.values()))} figures, none under its floor{hint}")
    return 1 if under or unexplained else 0


def _samples() -> Score:
    golden = ROOT / "tests" / "golden"
    return _scored((path, _label_in(golden, path)) for path in sorted((ROOT / "samples").glob("*/*")) if path.is_file())


def _labelled(folder: Path) -> Score:
    return _scored((path, _label_in(folder / "labels", path)) for path in sorted((folder / "docs").iterdir()))


def _altered(folder: Path) -> dict[str, float]:
    """Return core F1 and number of core values of labelled pages in each other form."""
    result: dict[str, float] = {}
    for name in ALTERATIONS:
        count = _scored(_written(folder, altered_pages(LABELLED, name, PART))).count("core fields")
        result |= {f"{name}_f1": int(count.f1 * 10_000) / 10_000, f"{name}_values": count.tp + count.fn}
    return result


def _written(folder: Path, pages: Iterable[AlteredPage]) -> Iterator[tuple[Path, Labelled]]:
    """Write each page in its other form into the folder; yield its path and its label."""
    for page in pages:
        path = folder / page.altered_name
        path.write_bytes(page.altered.encode("utf-8"))
        yield path, page.label


def _label_in(folder: Path, document: Path) -> Labelled:
    found: Labelled = json.loads((folder / f"{document.stem}.json").read_text(encoding="utf-8"))
    return found


def _scored(documents: Iterable[tuple[Path, Labelled]]) -> Score:
    """Read the documents; return the score against their labels."""
    labels: dict[str, Labelled] = {}
    predictions: dict[str, Labelled] = {}
    for path, label in documents:
        labels[path.stem] = label
        predictions[path.stem] = document_object(process(path, path.name, Settings(), load_vocabulary()))
    return score(labels, predictions)


def _texts(source: Path, folder: Path) -> Score:
    """Score the entries of a folder. What an entry does not speak of is left out of the comparison."""
    labels: dict[str, Labelled] = {}
    predictions: dict[str, Labelled] = {}
    for case in cases(source):
        result = run_case(case, folder)
        stated = case.get("document", {})
        given = {"language": result.language, "published": result.published}
        found = projects(result)
        labels[case["id"]] = _label(case, found)
        predictions[case["id"]] = {
            "document": {name: given[name] for name in OF_DOCUMENT if name in stated},
            "projects": found,
        }
    return score(labels, predictions)


def _label(case: Case, found: list[Case]) -> Labelled:
    """Return the entry as a label. What it leaves open is skipped, and filled from what was found in its place.

    Without that a table of one field, read wrongly, would have nothing by which to pair it with its project.
    """
    wanted = expected(case)
    others = found if len(found) == len(wanted) else [{} for _ in wanted]
    filled = [
        other | fields | {"skip": [name for name in (*CORE, *EXTRA) if name not in fields]}
        for fields, other in zip(wanted, others, strict=True)
    ]
    facts = {name: value or None for name, value in case.get("document", {}).items()}
    return {"document": facts, "projects": filled}


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
