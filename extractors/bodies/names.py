"""What shows that words name an organisation or a person: heads, legal forms, given names.

Source: organisation notes, 4.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.text.alternatives import alternatives, longest_first
from extractors.text.kept import kept
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Lexicon
from extractors.text.windows import lowered
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

LONGEST = 180
NAME_START = re.compile(rf"[\"„“]?[{CAPITAL}0-9]")
TOKEN = re.compile(r"\S+")
TOWN_OF = re.compile(rf"(?:(?:town|city|municipality|village|district|region|county) of|municipality) [{CAPITAL}]")
_QUOTES = '"„“”»«'
_LETTERS = re.compile(r"\w+")


@lru_cache(maxsize=2)
def legal_form(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a legal form with the comma or blank before it: ", s.r.o."."""
    forms = sorted(vocabulary.legal_forms, key=len, reverse=True)
    # "Mary" ends in no "ry": a form begins a word; ", as the lead" has no "AS"
    words = [f"(?-i:{form})" if form.isalpha() and form.isupper() else re.escape(form) for form in forms]
    return compiled(rf"(?:,\s{{0,2}}|\s{{1,2}}|(?<!\w))(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _ends_of_forms(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the last two letters of the legal forms: few words end so."""
    return frozenset(form.lower()[-2:] for form in vocabulary.legal_forms)


_ACRONYM = re.compile(rf"[{CAPITAL}][{CAPITAL}0-9&-]{{1,14}}")
_NAME_WORD = re.compile(r"[^\W\d_]+\.?")


@lru_cache(maxsize=2)
def organisation_word(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a word that shows an organisation: a head in any case, a compound, "foundation"."""
    heads = [form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms)]
    words = longest_first((*vocabulary.organisation_words, *heads))
    stems, endings = vocabulary.cues["organisation_stems"], vocabulary.cues["organisation_endings"]
    compound = rf"(?:{'|'.join(map(re.escape, stems))})\w{{0,12}}|\w{{2,30}}(?:{'|'.join(map(re.escape, endings))})"
    return compiled(rf"(?<!\w)(?:{alternatives(map(re.escape, words))}|{compound})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def head_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a head that a name begins with, in any case."""
    heads = [form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms)]
    words = map(re.escape, longest_first(heads))
    return compiled(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _first_words(vocabulary: Vocabulary) -> frozenset[str]:
    heads = (form for head in vocabulary.organisation_heads for form in (head.nominative, *head.forms))
    return frozenset(_LETTERS.findall(form.lower())[0] for form in heads)


def head_at(text: str, start: int, limit: int, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Return the head of an organisation's name that stands at `start`; few words begin one of the six hundred."""
    word = _LETTERS.match(text, start, limit)
    return (
        head_pattern(vocabulary).match(text, start, limit)
        if word and word[0].lower() in _first_words(vocabulary)
        else None
    )


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
    """Say whether a head of an organisation stands at `start`, in any case: "Městské části", "municipality of X"."""
    return bool(TOWN_OF.match(text, start) or head_at(text, start, len(text), lexicon.vocabulary))


@kept
def has_organisation_word(text: str, lexicon: Lexicon) -> bool:
    """Say whether a head, an organisation's word or a legal form stands in the text; an acronym alone shows none."""
    return bool(organisation_word(lexicon.vocabulary).search(text) or legal_form(lexicon.vocabulary).search(text))


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
    woman = words[-1].endswith(("ová", "ové", "ovou")) and not any(map(_is_short, words[1:-1]))
    return len(words) <= 4 and (known or woman) and all(word[0].isupper() for word in words)


def is_no_persons_name(text: str, lexicon: Lexicon) -> bool:
    """Say whether no person is named so: one word alone, or a second one in lower case ("Bridges for All")."""
    words = [word.strip(_QUOTES) for word in text.split()]
    if len(words) < 2:
        return len(text) > 3
    return words[1][:1].islower() and not lexicon.cue("name_particles").fullmatch(words[1])


def _is_short(word: str) -> bool:
    """Say whether a word is an acronym: "Učebny ZŠ Sadová" is no woman's name."""
    return 1 < len(word) <= 3 and word.isupper()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop marks and blanks at both ends; a final full stop stays when a legal form ends with it."""
    while start < end and (text[start].isspace() or text[start] in '"„“”»«:,;–-*_•·(/' or text[start] > "\U00010000"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"„“”»«:,;–-*_•·('):
        if text[end - 1] in _QUOTES and sum(map(text[start:end].count, _QUOTES)) % 2 == 0:
            break  # the second mark of 'Spolek "Vlna"'
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


def legal_form_at(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a legal form begins at `start`, with or without its comma: ", o.s."."""
    return bool(legal_form(lexicon.vocabulary).match(text, start))


def end_of_form(text: str, start: int, lexicon: Lexicon) -> int:
    """Return where the legal form ends that begins at `start`; `start` itself if none does."""
    form = legal_form(lexicon.vocabulary).match(text, start)
    return form.end() if form else start


def ends_in_form(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether the words end in a legal form: "Povodí X, s.p."."""
    if lowered(text[max(start, end - 2) : end]) not in _ends_of_forms(lexicon.vocabulary):
        return False
    return any(match.end() == end for match in legal_form(lexicon.vocabulary).finditer(text, start, end))


def begins_department(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a part of an organisation is named: "Faculty of Science", "odbor sociálních věcí"."""
    return bool(lexicon.cue("department").match(text, start))
