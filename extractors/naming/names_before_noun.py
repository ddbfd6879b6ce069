"""English names right before "project" that more than capitals make up: "the Women on Wheels project".

Of "the TERRA NET – Soil, water and people project" the noun has the whole; a bracket may part the name and the noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import has_organisation_word
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

LONGEST = 160
"""Of a name, in code points."""
NOUN_AFTER = re.compile(
    r"(?<![\w.-])((?:(?:[A-Z0-9](?!\d{0,2}-[a-z])|[a-z]{1,2}-?[A-Z])[\w&+’'/-]{1,30} ){1,6})"
    r"(?P<aside>\([^()\n]{2,120}\) )?[Pp]roject(?![\w-]|\s[“\"„])"
)
# "ACTION NET – Accountability, Technology and Openness in Towns project": the short name, a dash, all up to the noun.
_DASHED = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][A-Z0-9-]{1,14}\s){0,2}[A-Z](?=[\w-]{0,20}[A-Z0-9])[\w-]{1,24}\s[–—-]\s"
    rf"[A-Z][^\n.;:()–—]{{8,{LONGEST}}}?)\s[Pp]roject(?![\w-])"
)
# "X – A long name, our first Interreg project": a second clause says what it is.
_APPOSED = Worded(r",\s{article}\s[a-z]")
_CAPITALISED = re.compile(r"[A-Z0-9][\w&+’'/-]*")
_SHORT_NAME = re.compile(r"\S{0,30}[^\W\d_]\S{0,30}[A-Z0-9]")
_POSSESSIVE = re.compile(r"\S[’']s?$")
_MARKS = ("–", "—", "-", "•", "|", "*")


def dashed_names(page: PageReading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield short name and long name before the noun, where no verb or clause stands within them."""
    for match in _DASHED.finditer(page.text, start, end):
        first, last = match.span("name")
        told = page.lexicon.cue("finite", "project", "finance").search(page.text, first, last)
        told = told or page.lexicon.worded(_APPOSED).search(page.text, first, last)
        if not told and page.sentence_at(first)[1] >= last:
            yield first, last


def past_joints(page: PageReading, start: int) -> int:
    """Return where the title begins that small words join to what begins at `start`: "Women on" of "Women on Wheels".

    It must be clear where it begins: an article, a body's "’s", a dash or a bullet stands before it. -1: it is cut.
    """
    floor = max(page.sentence_at(start)[0], start - LONGEST)
    tokens = [(m.start(), m[0]) for m in re.finditer(r"\S+", page.text[floor:start])]
    if "\n" in page.text[floor + tokens[-1][0] : start] if tokens else True:
        return start
    begin = _joined(tokens, page.lexicon.vocabulary.cues["title_joints"])
    if begin == len(tokens):
        return start
    opens = tokens[begin][1] in ("The", "Our", "A", "An") and begin + 1 < len(tokens)
    first = floor + tokens[begin + opens][0]
    heads = begin == 0 and page.lexicon.cue("project_part", "project_event").match(page.text, first) is None
    clear = opens or heads or (begin > 0 and _parts(tokens[begin - 1][1], page))
    if clear and not has_organisation_word(page.text[first:start], page.lexicon):
        return first
    return start if begin == 0 or _SHORT_NAME.match(page.text, start, page.text.find(" ", start)) else -1


def _joined(tokens: list[tuple[int, str]], joints: tuple[str, ...]) -> int:
    """Return the first of the last tokens that are capitalised words, each joined to the next by small words."""
    begin = at = len(tokens)
    while at:
        left = at
        while left and tokens[left - 1][1] in joints:
            left -= 1
        words = left
        while words and _CAPITALISED.fullmatch(tokens[words - 1][1]) and not _POSSESSIVE.search(tokens[words - 1][1]):
            words -= 1
        if left == at or words == left:
            break
        begin = at = words
    return begin


def _parts(word: str, page: PageReading) -> bool:
    """Say whether the word is an article, a pronoun of whose it is, or a mark, or ends in "’s"."""
    return (
        word in _MARKS or bool(_POSSESSIVE.search(word)) or word.lower() in page.lexicon.vocabulary.cues["determiners"]
    )
