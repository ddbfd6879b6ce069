"""Where an organisation's name begins and ends, and how a list of names is cut.  Source: organisation notes, 4."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.bodies.adjective_names import completes
from extractors.bodies.name_ends import (
    UPPER,
    abbreviates,
    cut_tail,
    end_behind_acronym,
    end_of_branch,
    ends_name,
    ends_sentence,
    joint_school,
    lower_words,
    numbered_school,
    of_region,
)
from extractors.payers.ministries import ministry_end
from extractors.text.alternatives import alternatives, longest_first
from extractors.text.kept import kept
from extractors.text.lexicon import Lexicon
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

LONGEST = 180
_CAPITAL = re.compile(rf"[\"„“]?[{UPPER}0-9]")
_SEPARATOR = re.compile(
    r"\s{0,3}[;\n•|·]\s{0,3}|\s{1,3}:\s{1,3}(?=[A-ZÀ-Ž])|\s{0,3},\s(?:and|as well as)\s(?=[A-ZÀ-Ž])|\s{0,3},\s{1,3}"
    r"|\s{1,3}(?:a|and|und|as well as|a také|i|&)\s{1,3}"
    r"|\s{1,3}[-–]\s{1,3}(?=\S{1,60}\s\S)"
)
# "X, nadace" ends in its form, "X, Nadace Y" are two.
_FORM_FIRST = re.compile(rf"[{UPPER}][^\W\d_{UPPER}]{{4,20}}\s[{UPPER}]")
_TOWN_OF = re.compile(rf"(?:town|city|municipality|village|district|region|county) of [{UPPER}]")
# A Czech verb in the past: "skončil", "vytvořila"; "ředitel" and "vozidel" end alike.
_PAST = re.compile(r"[^\W\d_]{2,20}(?:[aiěu]|(?<!t)e|[sz]e)l[aoiy]?")
_ADJECTIVE = re.compile(r"(?:[ýáéí]|[sc]ke|ého|ému|ém|ým|ím|ých|ích|ou|ova|ovy|ově|ovu)$")
# "Multikulturním centrem", "Západočeského institutu": an adjective with a capital before the head.
_ADJECTIVE_FIRST = re.compile(
    rf"[{UPPER}][^\W\d_]{{3,20}}(?:ý|á|é|í|ého|ému|ém|ým|ím|ou|ních|ných|ských)\s(?=[^\W\d_])"
)
# "automatizace, spol. s r.o.", "plus s.r.o.": words, and a legal form of letters with full stops
_LOWER_BEFORE_FORM = re.compile(r"[a-zà-ž]{3,20}(?:\s[a-zà-ž]{1,20}){0,3}?(?:(?=, ?)|(?=\s[a-z]{1,4}\.\s?[a-z]))")
_AND = ("and", "a", "und", "&", "i")
_TOKEN = re.compile(r"\S+")
# "Obecního úřadu ve Vraclavi": behind its town a name ends.
_IN_TOWN = re.compile(rf"\s(?:v|ve)(?:\s[{UPPER}]\w{{1,30}}){{1,3}}$")
_LETTERS = re.compile(r"\w+")


@lru_cache(maxsize=2)
def _legal(vocabulary: Vocabulary) -> re.Pattern[str]:
    forms = sorted(vocabulary.legal_forms, key=len, reverse=True)
    # "Mary" ends in no "ry": a form begins a word; ", as the lead" has no "AS"
    words = [f"(?-i:{form})" if form.isalpha() and form.isupper() else re.escape(form) for form in forms]
    return compiled(rf"(?:,\s{{0,2}}|\s{{1,2}}|(?<!\w))(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}0-9&-]{{1,14}}")
_NAME_WORD = re.compile(r"[^\W\d_]+\.?")


@lru_cache(maxsize=2)
def _organisation_word(vocabulary: Vocabulary) -> re.Pattern[str]:
    heads = [form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms)]
    words = longest_first((*vocabulary.organisation_words, *heads))
    stems, endings = vocabulary.cues["organisation_stems"], vocabulary.cues["organisation_endings"]
    compound = rf"(?:{'|'.join(map(re.escape, stems))})\w{{0,12}}|\w{{2,30}}(?:{'|'.join(map(re.escape, endings))})"
    return compiled(rf"(?<!\w)(?:{alternatives(map(re.escape, words))}|{compound})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _head(vocabulary: Vocabulary) -> re.Pattern[str]:
    heads = [form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms)]
    words = map(re.escape, longest_first(heads))
    return compiled(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _first_words(vocabulary: Vocabulary) -> frozenset[str]:
    heads = (form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms))
    return frozenset(_LETTERS.findall(form.lower())[0] for form in heads)


def _head_at(text: str, start: int, limit: int, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Return the head of an organisation's name that stands at `start`; few words begin one of the six hundred."""
    word = _LETTERS.match(text, start, limit)
    return _head(vocabulary).match(text, start, limit) if word and word[0].lower() in _first_words(vocabulary) else None


@lru_cache(maxsize=2)
def _inflected(vocabulary: Vocabulary) -> re.Pattern[str]:
    nominatives = {head.nominative.lower() for head in vocabulary.organisation_heads}
    forms = {form for head in vocabulary.organisation_heads for form in head.forms if form.lower() not in nominatives}
    words = map(re.escape, longest_first(forms))
    return compiled(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


def inflected_head(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether the head of a name in another case than the nominative begins at `start`: "Města", "Univerzitou"."""
    return bool(_inflected(lexicon.vocabulary).match(text, start))


def is_organisation(text: str, lexicon: Lexicon) -> bool:
    """Say whether the words show an organisation: a head, a word such as "university", a legal form, an acronym."""
    return bool(has_organisation_word(text, lexicon) or _ACRONYM.fullmatch(text.strip()))


def begins_with_head(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a head of an organisation stands at `start`, in any case: "Městské části", "Univerzity"."""
    return bool(_head_at(text, start, len(text), lexicon.vocabulary))


@kept
def has_organisation_word(text: str, lexicon: Lexicon) -> bool:
    """Say whether a head, an organisation's word or a legal form stands in the text; an acronym alone shows none."""
    return bool(_organisation_word(lexicon.vocabulary).search(text) or _legal(lexicon.vocabulary).search(text))


@lru_cache(maxsize=2)
def _academic_titles(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(title.lower() for title in vocabulary.academic_titles)


@kept
def is_person(text: str, lexicon: Lexicon) -> bool:
    """Say whether the words are a person's name: a title, a given name, or the ending of a Czech woman's surname."""
    words = _NAME_WORD.findall(text)
    if not 1 < len(words) <= 6:
        return False
    if words[0].lower() in _academic_titles(lexicon.vocabulary):
        return True
    known = any(word.lower() in lexicon.vocabulary.given_names for word in words[:3])
    woman = words[-1].endswith(("ová", "ové", "ovou"))
    return len(words) <= 4 and (known or woman) and all(word[0].isupper() for word in words)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop marks and blanks at both ends; a final full stop stays when a legal form ends with it."""
    while start < end and (text[start].isspace() or text[start] in '"„“”»«:,;–-*_•·(/' or text[start] > "\U00010000"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"„“”»«:,;–-*_•·('):
        end -= 1
    if (
        end > start
        and text[end - 1] == "."
        and not re.search(
            r"(?:\b\w\.\s?){1,4}$|\b(?:spol|Ltd|Inc|Co|Corp|Kft|Zrt|Nyrt|Bt|Lda|Srl|r|ČR)\.$", text[start:end]
        )
    ):
        end -= 1
    return start, end


def _two_names(text: str, start: int, end: int, following: int, limit: int, lexicon: Lexicon) -> bool:
    """Say whether "and" parts two organisations: "Charles University and Rural Trade Foundation"."""
    if joint_school(text, start, end, following, lexicon):
        return False  # "ZŠ a MŠ X"
    adjective = _ADJECTIVE_FIRST.match(text, following, limit)
    if _head_at(text, adjective.end() if adjective else following, limit, lexicon.vocabulary):
        return True
    form_first = _legal(lexicon.vocabulary).match(text, following, limit)
    called = form_first or lexicon.cue("body_nouns").match(text, following, limit)
    if called and _CAPITAL.match(text[called.end() :][1:3]):
        return True  # "Univerzitou Karlovou a firmou X"
    stop = following
    for token in _TOKEN.finditer(text, following, min(limit, following + 90)):
        if not _CAPITAL.match(token[0]):
            form = _legal(lexicon.vocabulary).match(text, max(following, token.start() - 1), limit)
            stop = form.end() if form and stop > following else stop
            body = lexicon.cue("lower_heads").match(text, token.start(), limit) if stop > following else None
            stop = body.end() if body else stop
            break
        stop = token.end()
    bare_head = _head(lexicon.vocabulary).fullmatch(text, start, end)
    return (
        not bare_head and is_organisation(text[start:end], lexicon) and is_organisation(text[following:stop], lexicon)
    )


def legal_form_at(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a legal form begins at `start`, with or without its comma: ", o.s."."""
    return bool(_legal(lexicon.vocabulary).match(text, start))


def end_of_form(text: str, start: int, lexicon: Lexicon) -> int:
    """Return where the legal form ends that begins at `start`; `start` itself if none does."""
    form = _legal(lexicon.vocabulary).match(text, start)
    return form.end() if form else start


def ends_in_form(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether the words end in a legal form: "Povodí X, s.p."."""
    return any(match.end() == end for match in _legal(lexicon.vocabulary).finditer(text, start, end))


def split_names(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Cut a list of organisations. A comma inside a name stays: before a legal form, an address part, a school's town.

    "a" and "and" separate only where what follows begins like a name of its own.
    """
    legal = _legal(lexicon.vocabulary)
    found: list[tuple[int, int]] = []
    begin = start
    for match in _SEPARATOR.finditer(text, start, end):
        if _in_brackets(text, begin, match.start()) or match.end() >= end:
            continue
        if match.end() <= ministry_end(text, begin, end):
            continue
        mark = match[0].strip()
        mark = "," if mark.startswith(",") else mark  # ", and"
        form = legal.match(text, match.start()) and not _FORM_FIRST.match(text, match.end(), end)
        if mark == "," and (form or not _starts_name(text, match.end(), lexicon)):
            continue
        if ends_name(text, match.start()) or ends_sentence(text, begin + 2, match.start()):
            found.append((begin, match.start()))
            break  # an id number, an address, the next sentence: no further name follows
        if mark in (",", "-", "–") and begins_department(text, match.end(), lexicon):
            continue
        if mark not in ",;•|·:" and mark and not _joins_names(text, begin, match, end, lexicon):
            continue
        found.append((begin, match.start()))
        begin = match.end()
    else:
        found.append((begin, end))
    pieces = [trim(text, first, cut_tail(text, first, last)) for first, last in found]
    return [(first, last) for first, last in pieces if 2 <= last - first <= LONGEST]


def begins_department(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a part of an organisation is named: "Faculty of Science", "odbor sociálních věcí"."""
    return bool(lexicon.cue("department").match(text, start))


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _starts_name(text: str, start: int, lexicon: Lexicon) -> bool:
    if _head_at(text, start, len(text), lexicon.vocabulary):
        return True
    match = _TOKEN.match(text, start)
    word = match[0] if match else ""
    return bool(_CAPITAL.match(word)) and not re.fullmatch(r"(?:okres|\d[\w/.]*|č\.p\.)[,;]?", word)


def _joins_names(text: str, begin: int, match: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """ "Charles University and Brno University" are two; "Ministerstvo práce a sociálních věcí" is one."""
    begin = max(begin, match.start() - LONGEST)  # what is longer is no name, and need not be read whole each time
    left = text[begin : match.start()].strip()
    head = _head(lexicon.vocabulary).fullmatch(left)
    if head and " " not in left:
        return False  # "Škola a Dům dětí X": a head without a name of its own
    if joint_school(text, begin, match.start(), match.end(), lexicon):
        return False
    stop = _SEPARATOR.search(text, match.end(), end)
    right = text[match.end() : stop.start() if stop else end]
    if not _starts_name(text, match.end(), lexicon):
        return False
    if ends_in_form(text, begin, match.start(), lexicon):
        return True  # "X Ltd. and Y"
    if not is_organisation(right, lexicon):
        return False
    if match[0].strip() in ("&", "und") and _one_purpose(left, right, lexicon):
        return False
    return is_organisation(left, lexicon) or (stop is None and match[0].strip() != "&")


def _one_purpose(left: str, right: str, lexicon: Lexicon) -> bool:
    """ "Institut für Wasser und Raum X GmbH": behind "für" two nouns are one purpose, unless the second is a head."""
    return bool(re.search(r"\b(?:für|for)\s[^\W\d_]+$", left)) and not _head(lexicon.vocabulary).match(right)


def head_after_adjectives(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Skip up to two words in lower case before a head: "brněnské občanské sdružení X" begins at "občanské"."""
    if _head_at(text, start, limit, lexicon.vocabulary):
        return start
    position = start
    for _ in range(2):
        word = re.compile(r"[^\W\d_]+\s").match(text, position, limit)
        if not word or not word[0][0].islower() or word[0].strip() in lexicon.small_words:
            return start
        position = word.end()
        if _head_at(text, position, limit, lexicon.vocabulary):
            return position
    return start


def _goes_on(following: list[str], before: str, form_first: bool, lexicon: Lexicon) -> bool:
    """ "Moravskou zemskou knihovnou X", "Základná škola X": a word of organisations in lower case makes a head; behind
    a legal form that stands first one word in lower case is part of the name: "o.s. Otevřená vrata"."""
    if form_first:
        return " " in before.strip() and before.split()[-1][0].isupper()
    if " " in before.strip() or not _ADJECTIVE.search(before):
        return False
    return any(_organisation_word(lexicon.vocabulary).fullmatch(word) for word in following)


def _before_form(text: str, start: int, limit: int, lexicon: Lexicon) -> bool:
    """ "Compas automatizace, spol. s r.o.": words in lower case belong to the name up to its legal form."""
    match = _LOWER_BEFORE_FORM.match(text, start, min(limit, start + 80))
    if match is None or not _legal(lexicon.vocabulary).match(text, match.end()):
        return False
    return text[match.end()] == "," or not any(_PAST.fullmatch(word) for word in match[0].split())


def name_in_prose(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return where the name that begins at `start` ends in running text; `start` itself if none begins there.

    Behind a known head ("Ministerstvem …") lower-case words belong to the name up to a verb, a stop word or a
    mark; otherwise only capitalised words and the small ones between them.
    """
    whole = ministry_end(text, start, limit)
    if whole > start:
        return whole
    head = _head_at(text, start, limit, lexicon.vocabulary)
    end = head.end() if head else start
    form = _legal(lexicon.vocabulary).match(text, start, limit)
    if form and _CAPITAL.match(text[form.end() :].lstrip()[:2]):
        end = form.end()  # "o.s. Otevřená vrata": the legal form stands first
    elif not head and not _CAPITAL.match(text, start):
        head = _TOWN_OF.match(text, start, limit)
        if not head:
            return start
        end = head.end() - 1
    stop, past_noun = lexicon.cue("title_stop", "name_stop"), lexicon.cue("not_verb")
    if closed := end_behind_acronym(text, start, limit, lexicon):
        return closed
    for token in _TOKEN.finditer(text, end, min(limit, start + LONGEST)):
        word = token[0].rstrip(".,;:)")
        legal = _legal(lexicon.vocabulary).match(text, max(token.start() - 1, start))
        if legal and legal.end() > token.start():
            return legal.end()
        if word in _AND and end < token.start() and _two_names(text, start, end, token.end() + 1, limit, lexicon):
            break
        capital = bool(_CAPITAL.match(word))
        body = None if capital or head or end == start else lexicon.cue("lower_heads").match(text, token.start(), limit)
        if body:
            return body.end()  # "Nordby kommune"
        small = word.lower() in lexicon.small_words
        if end > start and numbered_school(text, start, token.start(), limit, lexicon):
            continue  # its number is a word with a capital, and comes next
        if token[0] in ("–", "-") and end > start and (branch := end_of_branch(text, token.end() + 1, limit, lexicon)):
            return branch
        if token[0][0] in '(–-„"' or (stop.match(text, token.start()) and not capital):
            break
        if (
            word in ("za", "o", "for", "in", "v", "od", "from", "since")
            and text[token.end() + 1 : token.end() + 2].isdigit()
        ):
            break  # "buduje Univerzita X za 88,3 mil. Kč", "by the Centre in 2022"
        if head and not capital and _PAST.fullmatch(word) and not past_noun.match(word):
            break
        if head and not capital and not small and _IN_TOWN.search(text, max(start, end - 60), end):
            break
        if (
            not capital
            and not small
            and not head
            and not _goes_on(lower_words(text, token.start(), limit), text[start:end], bool(form), lexicon)
            and not _before_form(text, token.start(), limit, lexicon)
            and not completes(text, token.start(), limit, text[start:end], lexicon)
            and not of_region(text, end, token.start())
        ):
            break
        head = head or (None if capital or small or form else token)
        if not small:
            end = token.start() + len(word)
        if token[0] != word and not abbreviates(text, token, word, limit, lexicon):
            following = _legal(lexicon.vocabulary).match(text, token.start() + len(word))
            begins_next = re.match(rf"\s[{UPPER}]", text[following.end() : following.end() + 2]) if following else None
            if following and not (begins_next and following[0].lstrip(", ")[:1].isupper()):
                end = following.end()  # ", z. s." ends this name; ", Občianske združenie X" begins the next
            break
    return end
