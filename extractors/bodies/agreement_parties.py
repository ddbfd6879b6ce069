"""The parties of a grant agreement with the Commission, as its form prints them.

"1. 'the coordinator': X (XX), PIC 999999999, established in …"; "2. Y (YY), PIC …, established in …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.listed_names import Found
from extractors.bodies.names import trim
from extractors.text.reading import PageReading

BEFORE, LEAD = 240, 48
"""A party's name and codes before its seat, and the word for its part before the name, in code points."""
_SEAT = re.compile(r"established\s+in\s(?!(?:the\s(?:year\s)?)?(?:1[89]|20)\d\d(?!\d))")
_OPENING = re.compile(r"(?:^|\n)\s{0,4}\d{1,3}[.)]\s{1,3}(?=[^\W\d_])|[:’'”\"]\s{0,3}(?=\n)|\n\s?(?=\n)|\n[–—-]\s")
_PARTY = re.compile(
    r"\s{0,6}(?P<name>[^\W\d_][^\n;:()]{1,110}(?:\n[^\n;:()]{2,60})?)\s{0,2}(?:\([^()\n]{1,40}\))?,?\s{0,2}"
    r"(?P<code>(?:,?\s?(?:PIC|VAT)\s(?:number:?\s|no\.?\s)?[\w/ ]{4,16},)?)\s{0,2}"
)


def of_agreements(page: PageReading) -> Iterator[Found]:
    """Yield the one that coordinates and the others, where the page is an agreement of such a form."""
    form = page.text.find("established") >= 0 and page.lexicon.cue("agreement_parties").search(page.text)
    if not form:
        return
    for seat in _SEAT.finditer(page.text):
        floor = max(0, seat.start() - BEFORE)
        openings = list(_OPENING.finditer(page.text, floor, seat.start()))
        for opening in reversed(openings):
            party = _PARTY.fullmatch(page.text, opening.end(), seat.start())
            if party and page.readable(party.start()):
                leads = page.lexicon.cue("agreement_lead").search(
                    page.text, max(0, opening.start() - LEAD), party.start()
                )
                field = "beneficiaries" if leads else "partners"
                yield field, *trim(page.text, *party.span("name")), "agreement"
                break
