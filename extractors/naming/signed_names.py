"""Names of projects in the line that signs their sites: "Copyright © 2016–2018 HillGrass project team"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.reading import PageReading
from extractors.text.windows import lowered, matches_at, places_of

# "Copyright © 2016–2018 X project team": who signs a project's site.
_SIGNED = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)[ \u00a0](?:(?:©|\([cC]\))[ \u00a0])?"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?[ \u00a0])?"
    r"(?:by[ \u00a0])?(?:[Tt]he[ \u00a0])?(?P<name>[A-Z][\w&+’'/-]{1,30}(?: [\w&+’'/-]{1,30}){0,6}?)"
    r" (?:[Pp]roject (?:[Tt]eam|[Cc]onsortium|[Pp]artner\w{0,5})|[Cc]onsortium)(?!\w)"
)


def signed_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    signs = places_of(lowered(page.text), "©", "(c)", "copyright")
    for signed in matches_at(signs, _SIGNED, page.text, 0, len(page.text)):
        yield *signed.span("name"), "signed"
