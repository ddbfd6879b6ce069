"""A reference for whole_job.py: kreuzberg turns each file into text, and nothing more.

Run by the Python of a virtual environment that has it:  python read_kreuzberg.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import kreuzberg  # type: ignore[import-not-found]

TYPES = {".html": "text/html", ".pdf": "application/pdf", ".md": "text/markdown", ".txt": "text/plain"}


def main() -> None:
    """Read the folder. What it cannot read is named on stderr."""
    for path in sorted(path for path in Path(sys.argv[1]).rglob("*") if path.suffix in TYPES):
        try:
            kreuzberg.extract_bytes_sync(path.read_bytes(), TYPES[path.suffix])
        except Exception as error:  # whatever it raises is its answer
            print(path.name, type(error).__name__, file=sys.stderr)


if __name__ == "__main__":
    main()
