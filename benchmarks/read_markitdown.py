"""A reference for whole_job.py: markitdown turns each file into text, and nothing more.

Run by the Python of a virtual environment that has it:  python read_markitdown.py FOLDER
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from markitdown import MarkItDown, StreamInfo  # type: ignore[import-not-found]

TYPES = {".html": "text/html", ".pdf": "application/pdf", ".md": "text/markdown", ".txt": "text/plain"}


def main() -> None:
    """Read the folder. What it cannot read is named on stderr; of the mix that is some text in windows-1250."""
    reader = MarkItDown(enable_plugins=False)
    for path in sorted(path for path in Path(sys.argv[1]).rglob("*") if path.suffix in TYPES):
        told = StreamInfo(mimetype=TYPES[path.suffix], extension=path.suffix)
        try:
            reader.convert_stream(io.BytesIO(path.read_bytes()), stream_info=told)
        except Exception as error:  # whatever it raises is its answer
            print(path.name, type(error).__name__, file=sys.stderr)


if __name__ == "__main__":
    main()
