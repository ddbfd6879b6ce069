"""The names that a sentence lists behind a cue: "the following partners: A (IT), B and the company C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.addresses import country_after, is_country
from extractors.names import begins_department, ends_name, is_organisation, name_in_prose, trim
from extractors.reading import PageReading
from extractors.subjects import name_start

Found = tuple[str, int, int, str]
"""Field, start, end, and the last part of the rule's name."""

MOST_NAMES = 40
SKIP = re.compile(
    r"\s{0,2}(?:(?:naší|naši|naším|our|its|the|these|tyto|těmito|dále|zejména|mj\.|i|také|například|např\.|and|following)\s)"
    r"{0,2}(?:(?:partner\w{0,12}|organizac\w{1,12})\s)?",
    re.IGNORECASE,
)
# "9 partners from 6 countries: A, B", "the following institutions: A"
_COUNTED = re.compile(r"[^:.;\n]{0,90}:\s")
_JOINT = r"(?:and|a|und|as well as|a také|i|sowie|oraz|&)\s{1,2}"
_BETWEEN = re.compile(
    r"\s{0,2}(?:\([^()]{0,80}\)|\[[^\[\]]{0,40}\])?\s{0,2}" rf"(?:[,;]\s{{1,2}}(?:(?:{_JOINT}|y\s))?|{_JOINT})"
)
_PLURAL = re.compile(r"\b(?:jsou|byly|byla|tvoří|are|were)\s?$")
_WITH_COUNTRY = re.compile(r"(?P<name>[A-ZÀ-Ž][^,;:.()\n]{2,80}?)\s\((?P<country>[^()\n]{2,30})\)")
_REMARK = re.compile(r"\s{0,2}\(([^()]{2,60})\)")
_AND = re.compile(r"\s(?:and|a|und|i)\s(?=[A-ZÁ-Ž])")


def names_after(page: PageReading, field: str, start: int, rule: str) -> Iterator[Found]:
    """Yield the names that a sentence lists from `start`; "(coordinator)" behind one makes it the beneficiary."""
    _, end = page.sentence_at(start)
    begin = _list_start(page, start, end)
    plural = bool(_PLURAL.search(page.text, max(0, start - 8), start))
    for listed in range(MOST_NAMES):
        printed, begin = begin, name_start(page, begin, end, plural)
        called = begin > printed and bool(page.lexicon.cue("body_nouns").match(page.text, printed))
        stop = _before_country(page, begin, end)
        known_place = stop > begin
        stop = stop if known_place else name_in_prose(page.text, begin, end, page.lexicon)
        if listed and field == "beneficiaries" and page.lexicon.cue("partner_word").match(page.text, printed):
            return  # "vedoucím partnerem je X, partnery jsou Y"
        if stop <= begin or is_country(page.text[begin:stop], page.lexicon):
            return
        stop = _with_department(page, begin, without_country(page, begin, stop), end)
        for first, last in _parted(page, begin, stop, listed, plural):
            sure = (rule in ("sentence_is", "clause_role") and not (listed and field == "beneficiaries")) or known_place
            sure = (
                sure
                or called
                or _is_title_case(page, first, last)
                or is_organisation(page.text[first:last], page.lexicon)
            )
            if last > first and sure:
                lead = _REMARK.match(page.text, last)
                named = lead and page.lexicon.cue("marked_lead").fullmatch(lead[1])
                yield ("beneficiaries", first, last, "marked") if named else (field, first, last, rule)
        behind = country_after(page.text, stop, end, page.lexicon)
        after = _BETWEEN.match(page.text, behind, end)
        if not after or ends_name(page.text, stop):
            return
        begin = after.end()


def _is_title_case(page: PageReading, start: int, end: int) -> bool:
    """Say whether a name that nothing else shows is two to six words, all with capitals: "Marktgemeinde Pulkau"."""
    words = page.text[start:end].split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() and len(word) > 2 for word in words)


def _before_country(page: PageReading, begin: int, end: int) -> int:
    """Return the end of a name of few words with its country in brackets, "Haute école X (BE)"; else `begin`."""
    match = _WITH_COUNTRY.match(page.text, begin, end)
    return match.end("name") if match and is_country(match["country"], page.lexicon) else begin


def _list_start(page: PageReading, start: int, end: int) -> int:
    """Skip "9 partners from 6 countries: " and "the following organisations: "; else no more than small words."""
    text = page.text
    counted = _COUNTED.match(text, start, end)
    if counted and not is_organisation(re.sub(r"[a-zà-ž]\S*", "", counted[0]), page.lexicon):
        return counted.end()
    skip = SKIP.match(text, start)
    begin = skip.end() if skip else start
    return begin + 2 if text.startswith(": ", begin) else begin


def without_country(page: PageReading, start: int, end: int) -> int:
    """Cut "from Italy and Norrvik School" off "Liceo Monteverde from Italy and Norrvik School"."""
    for word in re.compile(r"\s(?=(?:from|in|z|ze)\s)").finditer(page.text, start, end):
        if country_after(page.text, word.start(), end + 1, page.lexicon) > word.start():
            return word.start()
    return end


def _with_department(page: PageReading, start: int, stop: int, limit: int) -> int:
    """The end of a name with the part behind its comma: "X, Abteilung Kultur", "Faculty of Y, University of X"."""
    text, lexicon = page.text, page.lexicon
    if not text.startswith(", ", stop):
        return stop
    begin = stop + 2
    whole = begins_department(text, start, lexicon) and lexicon.cue("university").search(text, begin, begin + 60)
    if not (whole or begins_department(text, begin, lexicon)) or not text[begin].isupper():
        return stop
    return max(stop, name_in_prose(text, begin, limit, lexicon))


def _parted(page: PageReading, start: int, end: int, listed: int, plural: bool) -> list[tuple[int, int]]:
    """The last two of a list, "B and C": two, unless the second alone is no name ("Youth and Sports")."""
    text, lexicon = page.text, page.lexicon
    joint = _AND.search(text, start, end)
    if joint and not listed and plural and not lexicon.cue("school").search(text, start, joint.start()):
        return [trim(text, start, joint.start()), trim(text, joint.end(), end)]
    if joint and listed:
        right = text[joint.end() : end]
        left = is_organisation(text[start : joint.start()], lexicon)
        if (is_organisation(right, lexicon) and not left) or (plural and not left):
            return [trim(text, start, joint.start()), trim(text, joint.end(), end)]
    return [trim(text, start, end)]
