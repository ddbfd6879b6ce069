"""Make once, after installation, what later starts take up: `python -m pipeline.workers.prepare FOLDER...`.

Python keeps our modules as it compiled them, we the vocabulary and the patterns. A nursery keeps the patterns of its
one example; the documents of folders ask for more, which each worker would compile anew: 0.4 s of its CPU.
"""

from __future__ import annotations

import compileall
import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.settings import Settings
from schemas.compiled import every_pattern_kept, keep_compiled

ROOT = Path(__file__).parent.parent.parent


def prepare(folders: Iterable[Path]) -> int:
    """Read the documents of the folders, forget what they say, and keep what was made for it; return how many."""
    for package in ("schemas", "extractors", "pipeline"):
        compileall.compile_dir(ROOT / package, quiet=2)
    with every_pattern_kept():
        # late: what a nursery loads is to be loaded here, or it would keep its own patterns and drop these
        read = _read(folders)
    keep_compiled()
    return read


def _read(folders: Iterable[Path]) -> int:
    from pipeline.run import process
    from pipeline.workers.stages import warm_up
    from schemas.vocabulary import keep_vocabulary, load_vocabulary

    warm_up()
    settings, vocabulary = Settings(workers=1, max_ocr_pages=0), load_vocabulary()
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in paths:
        process(path, path.name, settings, vocabulary)
    keep_vocabulary()
    return len(paths)


if __name__ == "__main__":
    # what is asked for here is to be written, whatever holds for other programs
    sys.dont_write_bytecode = False
    prepare(map(Path, sys.argv[1:]))
