"""Which version of a library is installed, read from the name of its folder in site-packages.

importlib.metadata says the same; it loads the parser of mails to do so, which is a seventh of an unchanged run.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

_FOLDER = ".dist-info"


def installed(name: str) -> str | None:
    """Return the version of a distribution, None where it is not installed."""
    return _folders().get(_key(name)) or _asked(name)


@cache
def _folders() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            entries = [path.name for path in Path(place or ".").iterdir()]
        except OSError:  # a zip archive, or nothing
            continue
        for entry in entries:
            if entry.endswith(_FOLDER):
                name, _, version = entry.removesuffix(_FOLDER).partition("-")
                found.setdefault(_key(name), version)
    return found


def _asked(name: str) -> str | None:
    """Ask the slow way, for what is installed in another form than as a folder."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
