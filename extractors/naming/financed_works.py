"""Works that a sentence says somebody paid for: "Vybudování stezky bylo realizováno za finanční podpory kraje".

Also the object of who pays, "Opravu varhan podpořil kraj".
The subject is the title; it begins the sentence with the noun of a work, and says of what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.reading import PageReading
from extractors.text.worded import Worded

SHORTEST, LONGEST = 10, 150
"""Of the subject, in code points."""
_VERB = Worded(r"\s(?:{being}|{being_done}|{took_place}|{pays_verb})\s")
_PAYS = Worded(r"\s{pays_verb}\s")
_MARK = re.compile(r"[,;:()\[\]„“”\"|•]|\n\n")
_ARTICLE = re.compile(r"The\s")


def financed_works(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each subject that names a work which a payer made possible."""
    text = page.text
    for work in page.lexicon.cue("works", "works_object").finditer(text):
        first, limit = page.sentence_at(work.start())
        start = work.start()
        article = _ARTICLE.match(text, first, limit)
        opens = start == (article.end() if article else first) and text[first].isupper()
        last = min(limit, start + LONGEST) if opens and page.readable(start) else work.end()
        done = page.lexicon.cue("works").match(text, start)
        verb = page.lexicon.worded(_VERB if done else _PAYS).search(text, work.end(), last)
        if verb and verb.start() - start >= SHORTEST and _says_what(page, work.end(), verb.start()):
            paid = page.lexicon.cue("payer_after").search(text, verb.start(), limit)
            if paid and page.lexicon.cue("project_noun").search(text, start, verb.start()) is None:
                yield start, verb.start(), "subject"


def _says_what(page: PageReading, start: int, end: int) -> bool:
    """Say whether the noun is followed by what was made, in one stretch: not "of this building", not a clause."""
    words = page.text[start:end].split()
    pointing = page.lexicon.cue("pointing").search(page.text, start, end)
    return bool(words) and pointing is None and not _MARK.search(page.text, start, end)
