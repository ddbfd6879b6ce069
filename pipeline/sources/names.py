"""Names of members as labels: decoded, on one line, unique. They are shown and stored, and never opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from schemas.errors import Issue, ReasonCode, Severity, Stage

_MOST = 1000
_DRIVE = re.compile(r"[A-Za-z]:")


def decoded(raw: bytes) -> str:
    """Return the name that bytes stand for: UTF-8, else the code page in which it reads best."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        from pipeline.parse.code_pages import best_page, decode_page

        return decode_page(raw, best_page(raw))


def issue(code: ReasonCode, detail: str, severity: Severity = Severity.ERROR) -> Issue:
    """Return something that is wrong with a member or a container as data."""
    return Issue(code, Stage.READ, severity, detail)


@dataclass(slots=True)
class Labels:
    """The labels of one container: the second of a name gets "#2"."""

    _seen: set[int] = field(default_factory=set)

    def label(self, name: str) -> tuple[str, tuple[Issue, ...]]:
        """Return the label for a member called `name`, and what is to be said of the name."""
        warnings = []
        if unsafe(name):
            warnings.append(
                issue(
                    ReasonCode.UNSAFE_NAME,
                    "the name leads elsewhere, or has signs that are not shown",
                    Severity.WARNING,
                )
            )
        label = first = printable(name)
        number = 1
        while hash_of(label) in self._seen:
            number += 1
            label = f"{first}#{number}"
        if number > 1:
            warnings.append(issue(ReasonCode.REPEATED_NAME, f"number {number} with this name", Severity.WARNING))
        self._seen.add(hash_of(label))
        return label, tuple(warnings)


def hash_of(label: str) -> int:
    """Return 64 bits of a label: a set of numbers takes a third of the memory of a set of names."""
    import hashlib

    return int.from_bytes(hashlib.blake2b(label.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def printable(name: str) -> str:
    r"""Return `name` with what is no printable sign as `\n`, `\x00`, `\u202e`; cut where it is very long."""
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in name)
    return (shown if len(shown) <= _MOST else shown[: _MOST - 1] + "…") or "unnamed"


def unsafe(name: str) -> bool:
    """Return whether a program that unpacks under this name would write elsewhere, or be confused by it."""
    parts = re.split(r"[/\\]", name)
    return not parts[0] or ".." in parts or bool(_DRIVE.match(name)) or not name.isprintable()
