"""Names of projects in prose whose end is certain: before the bracket of their number, or behind "called", "s názvem".

"Projekt Vory, plavci a přístaviště: dědictví plavby (kód DG18P02OVV999)" has commas, a colon, and words that elsewhere
end a title. What is called by a name need not be "projekt": a pilot, a study, an exchange is one where it is paid for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.naming.series import past_series
from extractors.naming.subtitles import past_colon
from extractors.naming.title_ends import before_source, before_verb
from extractors.naming.title_halts import before_halt
from extractors.text.letters import CAPITAL
from extractors.text.lines import paragraph_end
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at, places_of

LONGEST, NEAR, AROUND = 250, 40, 250
"""A name is no longer; its number stands so near behind the bracket; money or its payer so near round the words."""
_NOUN = re.compile(
    r"(?<![\w-])(?:[Pp]rojekt(?:u|em)?|[Pp]roject|[Pp]artnerství|[Ii]niciativ(?:a|y|u|ou|ě)|[Pp]artnership|[Ii]nitiative)"
    rf"(?:[ \u00a0]|\n(?!\n))(?=[{CAPITAL}])"
)
_IN_NOUN = ("rojekt", "roject", "artner", "niciativ", "nitiative")
"""What stands behind the first letter of each."""
BEHIND = 25
"""Words such as "with which our school succeeded is" stand between "the project" and "titled"."""
LONGEST_BESIDE = 120
"""A name before a bracket without a number, or such a bracket, is no longer."""
_FACT = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)|\d\s(?:Kč|EUR|€|mil|tis)|(?:EUR|€|CZK)\s?\d")
_ENDS_IN_YEARS = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d\s?[-–]\s?(?:19[89]|20[0-4])\d$")
_SHORT = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})\.$")
_CAPITAL = re.compile(rf":?[ \u00a0\n]?(?=[{CAPITAL}0-9])")
_END = re.compile(rf"[;:()|\"„“”»«\t]|,\s|[!?](?:\s|$)|\.(?=\s{{1,3}}[{CAPITAL}„“(]|$)")


def before_brackets(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """ "projektu X (reg. č. 123)": all that stands between the noun and the bracket of the number."""
    if not page.numbers:
        return
    begins = (place - 1 for place in places_of(page.text, *_IN_NOUN) if place)
    for noun in matches_at(begins, _NOUN, page.text, 0, len(page.text)):
        start = noun.end()
        bracket = page.text.find("(", start, start + LONGEST)
        numbered = bracket >= 0 and page.numbers_over(bracket, bracket + NEAR)
        if bracket < 0 or not page.readable(start) or not (numbered or _tells(page, start, bracket)):
            continue
        name = page.text[start:bracket]
        told = page.lexicon.cue("finite", "paid_by").search(name) or "\n\n" in name or page.numbers_over(start, bracket)
        known = page.phrases_at(start) and not page.lexicon.cue("programme_in_name").match(page.text, start)
        if not told and page.sentence_at(start)[1] >= bracket and not known:
            yield start, start + len(name.rstrip()), "named" if numbered else "in_sentence"


def _tells(page: PageReading, start: int, bracket: int) -> bool:
    """Say whether the bracket begins with a programme or payer and tells years or a sum, or ends in years."""
    if (
        bracket - start > LONGEST_BESIDE
        or before_halt(page, start, start, bracket, "title_stop", "called_stop") < bracket
    ):
        return False
    close = page.text.find(")", bracket, bracket + LONGEST_BESIDE)
    known = any(phrase.sure for phrase in page.phrases_at(bracket + 1))
    return close > 0 and bool((_FACT if known else _ENDS_IN_YEARS).search(page.text, bracket, close))


def called_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """ "výzkum s názvem X", "the pilot, called X": an undertaking that is paid for, and its name without marks."""
    intro, noun = page.lexicon.cue("called"), page.lexicon.cue("undertaking")
    for match in intro.finditer(page.text):
        gap = _CAPITAL.match(page.text, match.end())
        if gap is None or not page.readable(match.start()):
            continue
        first, limit = page.sentence_at(match.start())
        nouns = list(noun.finditer(page.text, max(first, match.start() - 90), match.start()))
        of_other = _of_other(page, nouns[-1].end() if nouns else first, match.start())
        named = not of_other and bool(nouns or match.start() == first or _is_made(page, first, match.start()))
        far = bool(nouns) and match.start() - nouns[-1].end() > BEHIND  # what stands nearer is read as prose
        project = far and page.lexicon.cue("project_noun").fullmatch(nouns[-1][0]) is not None
        if named and (project or _is_paid(page, match.start(), gap.end())):
            yield gap.end(), name_end(page, gap.end(), max(limit, gap.end())), "named"


def _is_made(page: PageReading, start: int, end: int) -> bool:
    """Say whether the sentence tells before the name who pays for the thing: "za podpory kraje stezku s názvem X"."""
    return page.lexicon.cue("payer_after").search(page.text, start, end) is not None


def _of_other(page: PageReading, start: int, end: int) -> bool:
    """Say whether another noun that has titles stands between: a project's book, a seminar."""
    return page.lexicon.cue("titled_otherwise").search(page.text, start, end) is not None


def _is_paid(page: PageReading, start: int, end: int) -> bool:
    """Say whether a payer, a number or a word of paying stands round the words in their block."""
    block = page.block_at(start)
    low = max(start - AROUND, block.start if block else 0)
    high = min(end + AROUND, block.end if block else end)
    return bool(
        page.numbers_over(low, high)
        or any(phrase.sure for phrase in page.phrases_within(low, high))
        or page.lexicon.cue("finance").search(page.text, low, high)
    )


def _is_short(page: PageReading, start: int, stop: int) -> bool:
    """Say whether the full stop ends an abbreviation within a name: "k. ú. Horní Lhota", "čp. 15"."""
    word = _SHORT.search(page.text, max(start, stop - 14), stop + 1)
    return word is not None and (len(word[1]) == 1 or word[1].lower() in page.lexicon.abbreviations)


def name_end(page: PageReading, start: int, limit: int) -> int:
    """Return where the name ends: at a mark, a verb, or the end of the paragraph."""
    block = page.block_at(start)
    limit = paragraph_end(page.text, start, block.start if block else start, min(limit, start + LONGEST))
    mark = _END.search(page.text, start, limit)
    while mark and _is_short(page, start, mark.start()):
        mark = _END.search(page.text, mark.end(), limit)
    series = past_series(page, mark.start(), limit) if mark else 0
    mark = _END.search(page.text, series, limit) if series else mark
    if mark and (subtitle := past_colon(page, start, mark.start(), limit)):
        return subtitle
    end = mark.start() if mark else limit
    end = before_halt(page, start, start + 2, end, "title_stop", "called_stop")
    return before_verb(page, start, before_source(page, start, end))
