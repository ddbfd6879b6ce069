"""How far the reading hangs on what titles look like: other titles are put into labelled pages, and both are scored.

    python -m benchmarks.swapped [GOLD] [--seed N] [--keep FOLDER]

GOLD has docs/ and labels/ and defaults to tests/labelled. The titles come from tests/texts, the samples' records and
labels of other sites in tests/labelled. A rule that knows a title by its place reads the exchanged page as before; what
falls between the two columns was read by capitals, length, marks or words of the title itself.

A title is exchanged for one of its language and kind (one word, or several), if nothing of it is left standing then:
no inflected form, no short form, none within another name. Pages in columns of blanks are left as they are.
"""

from __future__ import annotations

import argparse
import copy
import html
import json
import random
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.run import extracted
from pipeline.evaluate.score import ORDER, Score
from pipeline.settings import Settings

TESTS = Path(__file__).parent.parent / "tests"
LABELLED = TESTS / "labelled"
KINDS = {".html": True, ".htm": True, ".md": False, ".txt": False}
"""Endings of the pages that are exchanged, and whether they write "&amp;"."""
NAMES = ("titles", "beneficiaries", "partners", "funders", "target_groups")
SHORTEST, LONGEST = 4, 140
"""Of a title, in code points: a shorter one may stand within any word."""
_CZECH = re.compile(r"[ěščřžýůťďň]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|\]\([^()\s]*\)|(?:href|src)=\"[^\"]*\"")
_COLUMNS = re.compile(r"\S {3,}\S")
_WORD = re.compile(r"[^\W\d_]{3,}")

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Title:
    """A title of somebody's project, the site that it comes from, and the language of its page."""

    words: str
    site: str
    language: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A page with other titles, its label with the same, and what stands for what."""

    text: str
    label: Label
    titles: Mapping[str, str]


def site(key: str) -> str:
    """Return what the names of one site's pages have in common: "cs-s03" of "cs-s03-1"."""
    return key.rpartition("-")[0] or key


def language(label: Label) -> str:
    """Return "cs", or "en" for all other languages."""
    return "cs" if label.get("document", {}).get("language") == "cs" else "en"


def titles_of(label: Label) -> Iterator[str]:
    """Yield the first form of each title."""
    for project in label.get("projects", []):
        for printed in project.get("titles") or []:
            yield printed.split(" | ")[0]


def pool() -> list[Title]:
    """Return the titles to choose from, in order."""
    found = set()
    for path in sorted((LABELLED / "labels").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        found |= {Title(words, site(path.stem), language(label)) for words in titles_of(label)}
    for path in sorted((TESTS / "golden").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        found |= {Title(words, path.stem, path.stem[:2]) for words in titles_of(record)}
    for path in sorted((TESTS / "texts").rglob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            expect = case.get("expect_projects", case.get("expect")) or []
            label = {"projects": expect if isinstance(expect, list) else [expect]}
            found |= {Title(words, path.stem, "cs") for words in titles_of(label) if _CZECH.search(words)}
    fit = (title for title in found if SHORTEST <= len(title.words) <= LONGEST and " / " not in title.words)
    return sorted(fit, key=lambda title: (title.words, title.site, title.language))


def exchange(text: str, label: Label, titles: Sequence[Title], rng: random.Random, markup: bool) -> Exchanged:
    """Put other titles into the page and its label wherever nothing of the old ones is left then."""
    label = copy.deepcopy(label)
    done: dict[str, str] = {}
    for project in label.get("projects", []):
        for place, printed in enumerate(project.get("titles") or []):
            forms = printed.split(" | ")
            fit = [t.words for t in titles if _is_like(t.words, forms[0]) and t.words not in text]
            fit = [words for words in fit if words not in done.values()]
            if not fit or not _is_alone(printed, label):
                continue
            new = rng.choice(fit)
            changed = _replaced(text, forms, new, markup)
            if changed is not None and not _left(changed, forms):
                text, done[forms[0]] = changed, new
                project["titles"][place] = new
    return Exchanged(text, label, done)


def _is_like(new: str, old: str) -> bool:
    return (" " in new) == (" " in old)


def _is_alone(printed: str, label: Label) -> bool:
    """Say whether no other name of the label holds a form of the title, or stands within one."""
    projects = label.get("projects", [])
    names = [str(name) for project in projects for field in NAMES for name in project.get(field) or []]
    forms = [form.lower() for form in printed.split(" | ")]
    others = [form.lower() for name in names if name != printed for form in name.split(" | ")]
    alone = not any(form in other or other in form for form in forms for other in others)
    return alone and names.count(printed) == 1


def _replaced(text: str, forms: Sequence[str], new: str, markup: bool) -> str | None:
    """Return the text with the new title for each form of the old one; None if it prints none, or prints columns."""
    count = 0
    for form in sorted(forms, key=len, reverse=True):
        for written in {form, html.escape(form, quote=False)} if markup else {form}:
            pattern = re.compile(r"(?<!\w)" + r"(?:\s|&nbsp;){1,9}".join(map(re.escape, written.split())) + r"(?!\w)")
            if any(_COLUMNS.search(_line(text, match.start())) for match in pattern.finditer(text)):
                return None
            words = html.escape(new, quote=False) if markup else new
            text, found = pattern.subn(lambda _, words=words: words, text)  # type: ignore[misc]
            count += found
    twice = re.search(rf"{re.escape(new)}\W{{1,4}}{re.escape(new)}", html.unescape(text))
    return text if count and not twice else None


def _line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)].strip()


def _left(text: str, forms: Iterable[str]) -> bool:
    """Say whether two words of the old title still stand side by side in any inflection, or its only word."""
    text = _ADDRESS.sub(" ", text)
    for form in forms:
        words = _WORD.findall(form)[:2]
        stems = [re.escape(word[: max(3, len(word) - 2)]) for word in words] or [re.escape(form)]
        if re.search(r"(?<!\w)" + r"\w{0,8}\W{1,4}(?:\w{1,2}\W){0,2}".join(stems), text, re.IGNORECASE):
            return True
    return False


def exchanged_set(gold: Path, seed: int) -> Iterator[tuple[Path, Label, Exchanged]]:
    """Yield each page of the set that takes other titles, its label, and what becomes of both."""
    titles = pool()
    for path in sorted((gold / "docs").iterdir()):
        labelled = gold / "labels" / f"{path.stem}.json"
        if path.suffix not in KINDS or not labelled.exists():
            continue
        label = json.loads(labelled.read_text(encoding="utf-8"))
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # an old page of one byte a letter has no place for all letters of other titles
        others = [t for t in titles if t.site != site(path.stem) and t.language == language(label)]
        found = exchange(text, label, others, random.Random(f"{seed} {path.stem}"), KINDS[path.suffix])
        if found.titles:
            yield path, label, found


def scores(gold: Path, seed: int, folder: Path) -> tuple[Score, Score]:
    """Write the pages as they are and exchanged below the folder; return the score of both."""
    for name in ("before", "after"):
        for part in ("docs", "labels"):
            (folder / name / part).mkdir(parents=True, exist_ok=True)
    for path, label, found in exchanged_set(gold, seed):
        for name, text, of in (("before", None, label), ("after", found.text, found.label)):
            content = path.read_bytes() if text is None else text.encode("utf-8")
            (folder / name / "docs" / path.name).write_bytes(content)
            written = json.dumps(of, ensure_ascii=False, indent=1)
            (folder / name / "labels" / f"{path.stem}.json").write_text(written, encoding="utf-8")
    before, after = (extracted(folder / name, Settings()).score() for name in ("before", "after"))
    return before, after


def table(before: Score, after: Score) -> str:
    """Return F1 by field before and after, and what was lost."""
    lines = [f"{'field':24} {'before':>7} {'after':>7} {'change':>7}"]
    for name in ORDER:
        if name in before.counts or name in after.counts:
            first, last = before.count(name).f1, after.count(name).f1
            lines.append(f"{name:24} {first:7.3f} {last:7.3f} {last - first:+7.3f}")
    whole = before.perfect_records, after.perfect_records
    lines.append(f"{'records right as a whole':24} {whole[0]:7.3f} {whole[1]:7.3f} {whole[1] - whole[0]:+7.3f}")
    return "\n".join([*lines, f"documents {after.documents}  records {after.records}"])


def main() -> int:
    """Score a set before and after the exchange."""
    parser = argparse.ArgumentParser(description="How far the reading hangs on what titles look like.")
    parser.add_argument("gold", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the pages of both kinds below this folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print(table(*scores(args.gold, args.seed, args.keep or Path(scratch))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
