"""What is installed is what is locked, under licences that we have looked at. No network is needed."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
# the program itself, and what Python's venv brings along
OWN = {"fondoskop", "pip", "setuptools"}
# what packages write for the names on the page
SPELLINGS = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL OFL V1.1": "OFL-1.1",
}
INSTALLED = {re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(): d for d in distributions()}


def allowed() -> dict[str, set[str] | None]:
    """Return for each licence on the page the packages that may have it; None for any."""
    table = re.findall(r"^\| ([^|]+) \| (any|[\w, -]+): ", PAGE.partition("## Audit")[2], re.MULTILINE)
    assert len(table) == 5
    return {
        licence: None if who == "any" else set(who.split(", "))
        for licences, who in table
        for licence in licences.split(", ")
    }


def licences(package: Distribution) -> set[str]:
    """Return the licences that all hold for a package; of a choice the first."""
    said = package.metadata
    classified = [c.split(" :: ")[-1] for c in said.get_all("Classifier") or () if c.startswith("License ::")]
    text = said["License-Expression"] if "License-Expression" in said else "; ".join(classified)
    text = text or said["License"]
    names = [text] if text in SPELLINGS else re.split(r" AND |; |, ", text)
    return {SPELLINGS.get(name, name).partition(" OR ")[0] for name in names}


@pytest.mark.parametrize("name", sorted(INSTALLED))
def test_a_package_has_a_licence_that_was_looked_at(name: str) -> None:
    table = allowed()
    for licence in licences(INSTALLED[name]):
        assert licence in table, f"{name}: {licence}"
        named = table[licence]
        assert named is None or name in named, f"{name}: {licence}"


def test_what_is_installed_is_what_is_locked() -> None:
    locked: dict[str, set[str]] = {}
    for lock in ROOT.glob("requirements*.lock"):
        for name, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
            locked.setdefault(name, set()).add(version)
    other = {n: d.version for n, d in INSTALLED.items() if n not in OWN and d.version not in locked.get(n, ())}
    assert not other


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(INSTALLED.keys() - OWN))
def test_a_package_is_as_its_wheel_had_it(name: str) -> None:
    """Its list of files comes from the wheel, whose hash the lock has. pip writes the scripts in `bin` itself."""
    changed = [str(path) for path in INSTALLED[name].files or () if ".." not in path.parts and not _is_whole(path)]
    assert not changed


def _is_whole(path: PackagePath) -> bool:
    if path.hash is None:  # the list itself, and what Python has compiled
        return True
    found = hashlib.new(path.hash.mode, Path(str(path.locate())).read_bytes()).digest()
    return base64.urlsafe_b64encode(found).decode().rstrip("=") == path.hash.value
