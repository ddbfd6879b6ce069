"""Who receives what a council accepts: the town, the village or the district whose council it is.

"Zastupitelstvo města X přijímá dotaci na projekt …", "Rada městyse Y … schvaluje podání žádosti o dotaci". Where a
council gives a grant, or agrees that its school takes one, it says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

BEFORE, BEHIND = 700, 90
"""The verb of a resolution stands at most so far before what is accepted, and a giver so far behind it."""
_COUNCIL = Worded(
    r"(?<!\w)(?i:{council})\s{1,2}(?P<name>(?i:(?:{town_rank}\s)?{town_of_council})"
    rf"(?:\s(?:{{small_in_place}}\s)?(?:[{CAPITAL}][\w.-]{{1,24}}|\d{{1,2}}(?![.\d]))){{1,4}})"
)
_GIVER = Worded(rf"\s(?:od|ze?)\s(?=[{CAPITAL}])|\sz\s{{of_budget}}\s")


def by_councils(page: PageReading) -> Iterator[tuple[str, int, int, str]]:
    """Yield field, the span of what is accepted, and the name of the town, in the case in which it is printed."""
    lexicon, text = page.lexicon, page.text
    found = [m.span() for m in lexicon.cue("council_accepts").finditer(text)]
    given = (m.span() for m in lexicon.cue("grant_contract").finditer(text))
    found += [span for span in given if lexicon.worded(_GIVER).search(text, *_behind(page, span[1]))]
    town = _town(page) if found else ""
    for start, end in sorted(found):
        if town and page.readable(start) and _approved(page, start) and not _for_another(page, start, end):
            yield "beneficiaries", start, end, town


def _behind(page: PageReading, end: int) -> tuple[int, int]:
    return end, min(end + BEHIND, page.sentence_at(end - 1)[1])


def _town(page: PageReading) -> str:
    """The one town whose councils the page names; nothing if they are several."""
    names = sorted({council["name"] for council in page.lexicon.begun(_COUNCIL, page.text, "council")})
    return names[-1] if len({name.lower() for name in names}) == 1 else ""


def _approved(page: PageReading, offset: int) -> bool:
    """Say whether the last of the verbs before it approves; what is agreed to or taken note of may be another's."""
    verbs = page.lexicon.cue("council_approves", "council_notes")
    told = list(verbs.finditer(page.text, max(0, offset - BEFORE), offset + 9))
    return bool(told) and page.lexicon.cue("council_approves").fullmatch(told[-1][0]) is not None


def _for_another(page: PageReading, start: int, end: int) -> bool:
    """Say whether a school or another body of the town stands in the sentence, beside what is accepted."""
    first = max(page.sentence_at(start)[0], start - BEHIND)
    return page.lexicon.cue("founded").search(page.text, first, _behind(page, end)[1]) is not None
