"""A body's name on the line over "Projekt: X": an entry of a list of grants, or the head of a page about one.

Asked only of documents in which no other rule found who receives a grant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.addresses import cut_place
from extractors.bodies.listed_names import Found
from extractors.bodies.names import end_of_form, ends_in_form, has_organisation_word, is_person, trim
from extractors.bodies.subjects import is_payer
from extractors.text.reading import PageReading

LINES, LONGEST, MOST = 2, 110, 60
"""So many lines over a label are asked, each with so many code points at most; of a page so many labels."""
_SENTENCE = re.compile(r"[.!?:]\s?$|\.\s[^\W\d_]{2}")


def above_titles(page: PageReading) -> Iterator[Found]:
    """Yield the bodies that stand alone on the line over a label of a title."""
    labels = [
        pair for pair in page.labelled if pair.entry.field == "titles" and pair.form in ("colon", "cell", "below")
    ]
    for pair in labels[:MOST]:
        line = _line_above(page, pair.start)
        for _ in range(LINES):
            if line is None or end_of_form(page.text, line[0], page.lexicon) == line[0]:
                break
            line = _line_above(page, line[0])  # "občanské sdružení, Praha 4" below the name
        if line and _is_body(page, *line):
            yield "beneficiaries", *line, "told_above"


def _line_above(page: PageReading, offset: int) -> tuple[int, int] | None:
    """The line before the one that holds `offset`, blank ones left out, without its place; None if there is none."""
    end = page.text.rfind("\n", 0, offset)
    while end > 0 and page.text[end - 1] in " \u00a0\t\n\r":
        end -= 1
    start = page.text.rfind("\n", 0, end) + 1
    first, last = trim(page.text, start, end) if 0 < end - start <= LONGEST else (start, start)
    if last <= first or not page.readable(first) or page.labels_over(first, last):
        return None
    return first, cut_place(page.text, first, last, page.lexicon)


def _is_body(page: PageReading, start: int, end: int) -> bool:
    words = page.text[start:end]
    shown = has_organisation_word(words, page.lexicon) and " " in words and words[0].isupper()
    whole = not _SENTENCE.search(words) or ends_in_form(words, 0, len(words), page.lexicon)
    told = page.lexicon.cue("project", "grant_words", "finite", "acts", "not_owner").search(words)
    return shown and whole and not told and not is_person(words, page.lexicon) and not is_payer(page, start, end)
