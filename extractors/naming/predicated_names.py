"""Names of more words that a sentence begins with and calls a project: "Noční hlídka je projekt charity, který …".

Also behind a comma, dash or colon: "Noční hlídka – projekt terénní práce", "Night Watch: a project by Caritas".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, has_organisation_word, inflected_head, is_person
from extractors.naming.prose_titles import ends_openly, refused_word
from extractors.naming.title_ends import before_verb
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.windows import lowered, places_of
from extractors.text.worded import Worded

LONGEST, REACH, MOST = 110, 220, 12
"""Of a name; of what stands before the noun; of a name's words."""
_BRACKET = r"(?:\s\([^()\n]{2,80}\))?"
_KIND = r"(?:(?:[^\W\d_][\w+-]{1,24}(?:[ýí]|[ée]ho|[éíý]m|[éý]mu|ímu)|{adverb_cs}|Erasmus\+|{possessive_cs}),?\s)"
_CZECH = Worded(
    rf"{_BRACKET}(?P<joint>,?\s(?:to\s)?{{copula_cs}}\s|(?:\s[–—-]|[,:])\s(?:to\s{{copula_cs}}\s)?)"
    rf"{_KIND}{{0,5}}[Pp]rojekt(?:em|u)?(?!\w|\s?[:„“\"])"
)
_ENGLISH = Worded(
    rf"{_BRACKET}(?P<joint>,?\s(?:is|was|has been)\s|(?:\s[–—-]|[,:])\s(?!the\s))"
    r"{article}\s(?:[A-Za-z][\w+’'-]{1,24},?\s){0,8}?[Pp]roject(?!\w|\s?[:“\"]|\s[A-Z])"
)
_JOINT = Worded(r",?\s(?:to\s)?(?:{copula_cs}|is|was|has been)\s|\s[–—-]\s|[,:]\s|\s\(")
_MARKS = " \u00a0\n•*–—-_"
_CAPITAL = re.compile(rf"[{CAPITAL}]")
# "Berlin, November 10, 2015 - X, a new project": the line of place and day is no part of the name.
_DATELINE = re.compile(r"[^\n–—-]{2,60}(?<!\d)(?:19|20)\d\d\)?\s?[–—-]{1,2}\s")
# "Letos je projekt zaměřen", "Součástí je projekt": the noun is the subject, and what stands before it is no name.
_INVERTED = re.compile(rf"\s(?:[^\W\d_]{{1,15}}\s)?[{SMALL}]{{2,20}}(?:en|án|at|it|ut)(?!\w)")
_NOT_NOMINATIVE = re.compile(r"[^\W\d_]{2,30}(?:em|[ýíů]m|ou|ech|ách|ami)(?!\w)")


def predicated_names(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each such name."""
    asked = -1
    for sign in places_of(lowered(page.text), "rojekt", "roject"):
        first = _opening(page, sign)
        if first == asked:
            continue
        asked = first
        found = _name(page, first, sign)
        if found:
            yield *found, "subject"


def _opening(page: PageReading, sign: int) -> int:
    """Return where the sentence or its line begins."""
    first = max(page.sentence_at(sign)[0], page.text.rfind("\n", 0, sign) + 1)
    while first < sign and page.text[first] in _MARKS:
        first += 1
    dateline = _DATELINE.match(page.text, first, sign)
    return dateline.end() if dateline else first


def _name(page: PageReading, first: int, sign: int) -> tuple[int, int] | None:
    """Return the bounds of the name that the predicate with the noun follows."""
    if sign - first > REACH or not _CAPITAL.match(page.text, first) or not page.readable(first):
        return None
    limit = page.sentence_at(sign)[1]
    for joint in page.lexicon.worded(_JOINT).finditer(page.text, first + 3, sign):
        for pattern in (_CZECH, _ENGLISH):
            match = page.lexicon.worded(pattern).match(page.text, joint.start(), limit)
            if match and _calls_it(page, match) and _may_name(page, first, joint.start(), match):
                return first, joint.start()
    return None


def _calls_it(page: PageReading, match: re.Match[str]) -> bool:
    """Say whether the noun is the predicate: not "Letos je projekt zaměřen", "X, project manager"."""
    behind = match.end() + 1
    if match.re is page.lexicon.worded(_CZECH) and _CAPITAL.match(page.text, behind) and page.text[behind - 1] == " ":
        return inflected_head(page.text, page.text.find(" ", behind) + 1, page.lexicon) or inflected_head(
            page.text, behind, page.lexicon
        )
    other = page.lexicon.cue("project_part", "title_intro").match(page.text, behind)  # "Spojil je projekt nazvaný X"
    return not (other or _INVERTED.match(page.text, match.end()))


def _may_name(page: PageReading, start: int, end: int, match: re.Match[str]) -> bool:
    words = page.text[start:end]
    parts = words.split()
    copula = any(sign.isalpha() for sign in match["joint"])
    if not (4 <= end - start <= LONGEST and len(parts) <= MOST) or ends_openly(words, page):
        return False
    if copula and (_NOT_NOMINATIVE.match(words) or parts[0].lower() in page.lexicon.small_words):
        return False
    if len(parts) == 1 and not copula:
        return False
    if copula and ": " in words:
        return False  # "Independence: X is a project of its own": a label before it
    cased = all(part in page.lexicon.small_words or not part[0].islower() for part in parts)
    if match.re is page.lexicon.worded(_ENGLISH) and not (copula or cased):
        return False
    known = any(phrase.sure and phrase.start == start for phrase in page.phrases_at(start))
    body = begins_with_head(page.text, start, page.lexicon) or has_organisation_word(words, page.lexicon)
    cues = "finite", "finance", "project", "no_title_within", "titled_otherwise", "event", "about_no_project"
    return not (
        known
        or body
        or page.lexicon.cue(*cues).search(words)
        or page.lexicon.cue("no_name_of").match(words)
        or page.lexicon.is_generic(words)
        or refused_word(parts[0], page)
        or page.numbers_over(start, end)
        or is_person(words, page.lexicon)
        or before_verb(page, start, end) < end
    )
