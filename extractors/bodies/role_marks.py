"""Names with a mark of their role: "X (coordinator)", "Y – lead partner", "a partner organisation (Z)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.addresses import cut_place
from extractors.bodies.list_items import is_plain_name
from extractors.bodies.listed_names import Found
from extractors.bodies.name_lists import split_names
from extractors.bodies.names import is_organisation
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.windows import lowered, matches_at, places_of

_WORK = re.compile(r"(?:WP|Task|T|R|IO|PR)\s?\d")
_IN_BRACKETS = re.compile(
    r"(?<!\w)partner\w{0,5}\s(?:organi[sz]\w+|institu\w+|school|škol\w+|univer\w+)\s?\((?P<name>[^()]{3,90})\)",
    re.IGNORECASE,
)
_WITH = re.compile(rf"\s(?:with|by|se?|so)\s(?:the\s)?(?=[{CAPITAL}])")
_TOWN = re.compile(rf"[{CAPITAL}]\w{{2,20}}")
_BEFORE_MARK = ("(", " – ", " - ", " — ")
_BEFORE_LEAD = ("\n", "; ", "• ", ". ", ": ")


def _end(text: str, start: int, end: int) -> int:
    return end - len(text[start:end]) + len(text[start:end].rstrip())


def bracketed(page: PageReading) -> Iterator[Found]:
    """ "a partner organisation (X)"."""
    text = page.text
    for match in matches_at(places_of(lowered(text), "partner"), _IN_BRACKETS, text, 0, len(text)):
        if is_organisation(match["name"], page.lexicon) or match["name"][0].isupper():
            yield "partners", *match.span("name"), "bracket"


def marked(page: PageReading) -> Iterator[Found]:
    """ "X (coordinator)", "Y – lead partner": the line's name before the mark."""
    text = page.text
    for match in page.lexicon.cue("marked_lead").finditer(text):
        block = page.block_at(match.start())
        bracket = text[match.start() - 1 : match.start()] in ("(", " ") and match.start() >= 3
        if not block or not bracket:
            continue
        near = max(block.start, match.start() - 4)
        opener = max(text.rfind(mark, near, match.start()) for mark in _BEFORE_MARK)
        if opener < 0:
            continue
        found = ((text.rfind(mark, block.start, opener), len(mark)) for mark in _BEFORE_LEAD)
        start = max((block.start, *(at + length for at, length in found if at >= 0)))
        pieces = split_names(text, start, cut_place(text, start, _end(text, start, opener), page.lexicon), page.lexicon)
        pieces = [*pieces[:-1], _behind_with(text, *pieces[-1])] if pieces else pieces
        if pieces and _WORK.match(text, *pieces[-1]):
            continue  # "WP2 – lead"
        if len(pieces) > 1 and _TOWN.fullmatch(text, *pieces[-1]):
            pieces = pieces[:-1]  # "X, Bratislava (main coordinator)"
        if pieces and is_organisation(text[slice(*pieces[-1])], page.lexicon) and is_plain_name(page, *pieces[-1]):
            yield "beneficiaries", *pieces[-1], "marked"


def _behind_with(text: str, start: int, end: int) -> tuple[int, int]:
    """ "Industrial research with X (main recipient)": the name begins behind the last "with"."""
    joints = [joint.end() for joint in _WITH.finditer(text, start, end)]
    return (joints[-1], end) if joints else (start, end)
