"""A labelled page as alterations are given it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Label = dict[str, Any]

HTML = frozenset((".html", ".htm"))
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Altered:
    """What an alteration is given: the page, its label, and the ending of its file ("." included)."""

    text: str
    label: Label
    ending: str

    @property
    def markup(self) -> bool:
        """Whether the page is written in HTML."""
        return self.ending in HTML

    @property
    def plain(self) -> bool:
        """Whether the page has no marks at all."""
        return self.ending == ".txt"

    @property
    def language(self) -> str:
        """The language of words that are put in: "cs", or "en" for all others."""
        return "cs" if self.label.get("document", {}).get("language") == "cs" else "en"

    def names(self, *fields: str) -> list[str]:
        """Return the printed forms of names in these fields, the longest first."""
        found = {
            form for project in self.label.get("projects", []) for field in fields for form in forms(project, field)
        }
        return sorted(found, key=lambda form: (-len(form), form))

    def parts(self) -> tuple[str, str]:
        """Return the front matter, which may be empty, and what comes after it."""
        front = FRONT.match(self.text)
        end = front.end() if front else 0
        return self.text[:end], self.text[end:]


def forms(project: Label, field: str) -> Iterator[str]:
    """Yield the printed forms of the names in a field."""
    for name in project.get(field) or []:
        yield from name.split(" | ")


def worded(name: str) -> str:
    """Return a pattern for the name, whatever blanks part its words."""
    return r"\s+".join(map(re.escape, name.split()))


def within(page: str, first: str, last: str) -> str:
    """Return a web page with something at the begin and at the end of its body."""
    opening = re.search(r"<body[^>]*>", page, re.IGNORECASE)
    start = opening.end() if opening else 0
    end = page.lower().rfind("</body>")
    end = end if end >= 0 else len(page)
    return page[:start] + first + page[start:end] + last + page[end:]
