"""How many people took part in a counted activity: before it, behind it, or in the sentence that follows."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from extractors.text.alternatives import alternatives, longest_first
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from extractors.text.windows import matches_at
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

REACH = 800
"""The number of people stands within so many code points behind the activity, and before the next one."""
FOLLOWS = 60
"""A sentence behind the activity's that begins with words of attending is about it: "Zúčastnilo se jich 40 lidí"."""
BEFORE = 90
"""People counted before their activity stand so near: "63 knihovnic v devíti kurzech"."""
BETWEEN = 24
"""Between a number and people one word stands, and blanks."""
_WORD = re.compile(r"\w+")
_IN = re.compile(
    r"[^.;:\n\d]{0,80}?[\s(](?:v|ve|na|in|at|during|through|over|across|within|prostřednictvím|během)\s{1,4}$"
)
_FOLLOWS = re.compile(r"(\.)?[ \u00a0\n]([^\W\d_A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][^\W\d_]*)")
_YEAR = re.compile(r"19[5-9]\d|20[0-4][1-9]|20[1-4]0")
"""2000 people may have come."""
_THOUSANDS = r"\d{1,3}(?:[ \u00a0]\d{3}|,\d{3})?|\d{4}"


class Attendance:
    """The patterns of people who took part. Number words are many: they are tried where a word for people stands."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._forms = [form for cue in vocabulary.count_cues if cue.code == "participants" for form in cue.forms]
        self.people = Lexicon.of(vocabulary).cue("activities.people")
        self._things = Lexicon.of(vocabulary).cue("activities.nouns", "counted_bodies")
        self._longest = max(map(len, vocabulary.number_words), default=0)

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """A number before people, or behind a word for them."""
        number = rf"(?:{_THOUSANDS}|{words(list(self._vocabulary.number_words))})"
        more = r"(?:(?:jich|celkem|dohromady|in total|over|about|asi)\s){0,2}"
        people = words(self._forms)
        return compiled(
            rf"(?<![\w.,/-])(?P<a>{number})[ \u00a0](?:[^\W\d_]{{2,20}}[ \u00a0]){{0,1}}(?:{people})(?!\w)"
            rf"|(?<!\w)(?:{people})(?!\w)[ \u00a0\t:–-]{{1,3}}{more}(?P<b>{number})(?![\w%]|[.,]\d|\s%)",
            re.IGNORECASE,
        )

    def search(self, text: str, start: int, stop: int) -> re.Match[str] | None:
        """Return the first count of people."""
        begins: set[int] = set()
        for people in self.people.begins(text, start, stop):
            first = max(start, people - self._longest - BETWEEN)
            begins.update(word.start() for word in _WORD.finditer(text, first, people + 1))
        found = matches_at(sorted(begins), self.counted, text, start, stop) if begins else ()
        return next((match for match in found if self._counts_people(text, match)), None)

    def _counts_people(self, text: str, match: re.Match[str]) -> bool:
        """Say whether a number beside a word for people is theirs: not of a date, of bodies, or of other events."""
        if match["a"]:
            between = text[match.end("a") + 1 : match.end()]
            return not _YEAR.fullmatch(match["a"]) and self._things.match(between) is None
        follows = _FOLLOWS.match(text, match.end())
        if follows is None:
            return True
        return not follows[1] and self._things.match(text, follows.start(2)) is None


def words(forms: list[str]) -> str:
    """Return a pattern of the words, the longest first."""
    ordered = longest_first(forms)
    return alternatives(r"\s".join(map(re.escape, form.split())) for form in ordered)


@lru_cache(maxsize=2)
def attendance(vocabulary: Vocabulary) -> Attendance:
    """Return the patterns of a vocabulary."""
    return Attendance(vocabulary)


def people_of(page: PageReading, start: int, end: int, floor: int, stop: int) -> re.Match[str] | None:
    """Return the count of people of the activity at start to end; others end at `floor` and begin at `stop`."""
    patterns = attendance(page.lexicon.vocabulary)
    before = _before(page, patterns, start, floor)
    behind = before or _search(page, patterns, end, min(stop, end + REACH))
    return behind if behind and (before or _goes_on(page, start, behind)) else None


def _before(page: PageReading, patterns: Attendance, start: int, floor: int) -> re.Match[str] | None:
    first = max(page.sentence_at(start)[0], floor, start - BEFORE)
    found = _search(page, patterns, first, start)
    return found if found and _IN.fullmatch(page.page.text, found.end("a" if found["a"] else "b"), start) else None


def _search(page: PageReading, patterns: Attendance, start: int, stop: int) -> re.Match[str] | None:
    """Search the page's text: that of which the words are known, where nothing near is left unread."""
    near = slice(max(0, start - 2), stop + 2)
    return patterns.search(page.text if page.text[near] == page.page.text[near] else page.page.text, start, stop)


def _goes_on(page: PageReading, start: int, people: re.Match[str]) -> bool:
    """The people belong to the activity in its sentence, behind a label, or in a sentence on who took part."""
    _, last = page.sentence_at(start)
    if people.start() < last or people["b"]:
        return True
    first, _ = page.sentence_at(people.start())
    told = page.lexicon.cue("attended").search(page.page.text, first, people.start())
    return bool(told) and people.start() - first <= FOLLOWS and not page.page.text[last:first].strip()
