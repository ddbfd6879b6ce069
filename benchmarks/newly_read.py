"""What a change of rules reads anew in documents without labels: its mentions against those of the version before.

    python -m benchmarks.newly_read FOLDER --keep FILE       with the version before
    python -m benchmarks.newly_read FOLDER --against FILE    with the change

The second one prints each mention that only one of the two reads, with its rule and its words. Real documents hold
little that a good rule finds anew, so a reader judges all of it in minutes: if most of it is wrong, so is the rule.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.extract import extract
from pipeline.language import detect_language
from pipeline.parse import parse
from pipeline.read import from_bytes, read_bytes
from pipeline.settings import Settings
from schemas.errors import PipelineError
from schemas.vocabulary import load_vocabulary

ROUND = 80
"""So many code points before and behind a mention are shown."""

Mentions = dict[str, str]
"""Document, place and field of each mention, and its rule with the words round it."""


def mentions(folder: Path) -> Mentions:
    """Return what is read in all files below a folder; one that cannot be parsed has nothing."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {key: shown for path in files for key, shown in _of_file(path, path.relative_to(folder).as_posix())}


def changed(before: Mentions, after: Mentions) -> Iterator[str]:
    """Yield a line for each mention that only one version reads, in order of document and place."""
    for key in sorted(before.keys() ^ after.keys()):
        sign, found = ("+", after) if key in after else ("-", before)
        yield f"{sign} {key} {found[key]}"


def _of_file(path: Path, name: str) -> Iterator[tuple[str, str]]:
    settings, vocabulary = Settings(), load_vocabulary()
    try:
        document, _ = parse(from_bytes(read_bytes(path, settings), name, settings), settings)
    except PipelineError:
        return
    language, _ = detect_language(document, vocabulary)
    for mention in extract(document, language, vocabulary)[0]:
        evidence, span = mention.evidence, mention.evidence.span
        text = document.pages[span.page - 1].text
        words = f"{text[max(0, span.start - ROUND) : span.start]}⟦{evidence.quote}⟧{text[span.end : span.end + ROUND]}"
        yield (
            f"{name} {span.page}:{span.start}-{span.end} {mention.field}",
            f"{evidence.rule} {' '.join(words.split())}",
        )


def main() -> None:
    """Keep what is read, or print how it differs from what was kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--keep", type=Path, help="write what is read to this file")
    what.add_argument("--against", type=Path, help="print what differs from this file")
    options = parser.parse_args()
    found = mentions(options.folder)
    if options.keep:
        options.keep.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        return
    kept = json.loads(options.against.read_text(encoding="utf-8"))
    for line in changed(kept, found):
        print(line)


if __name__ == "__main__":
    main()
