"""What stands where a title may stand and is none: sums, sentences of thanks, payers, who receives or carries out."""

from __future__ import annotations

import re

from extractors.bodies.names import ends_in_form, has_organisation_word
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading

_MONEY = re.compile(r"(?:CZK|EUR|USD|Kč|[€£$])\s?\d|\d\s?(?:Kč|CZK|EUR|€|mil\.?\s|million\s)")
_WE_DO = re.compile(r"[^\W\d_]{3,20}(?:ujeme|áme|íme)")
"""A heading of one Czech verb: "Podporujeme", "Nabízíme"."""
# What a form leaves to be filled in: "[title of project]", "<název>", "Navrhovatel: ______".
_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,200}\]|<[^<>]{1,200}>|\{[^{}]{1,200}\}")
_LEFT_OPEN = re.compile(r"_{5}|\.{6}|…{3}")
# A common noun that says what a thing is: "an exercise", "a short text".
_COMMON = re.compile(r"an? [a-z]{2,20}(?: [a-z]{2,20})?")
_SENTENCE_END = re.compile(rf"[{SMALL}]{{3}}[.!?] [{CAPITAL}0-9]")
TALK = 100
"""A quotation of so many code points and three sentences is what somebody says."""
IMAGINED = 100
"""Words that call a project imagined stand at most so far before its title, in the sentence or the line above."""
_CALL = re.compile(r"\d{1,3}\.\s?(?:výzv|kol|call|round)\w{0,3}", re.IGNORECASE)
"""A call by its number: "2. výzva"."""
_TERM_OF_TEXT = re.compile(r"\((?:the\s)?[\"„“”‘’'«»]?$")
"""Before a quotation alone in brackets: it gives a word its meaning, "(‘the grant’)"."""
_INITIALS = re.compile(rf"(?:[{CAPITAL}]\.\s?){{1,3}}[{CAPITAL}][{SMALL}-]{{1,30}}")
# A call or a number: "H2020-MSCA-ITN", "LIFE21-NAT-HR-LYNX", "Primus/17/MED/14".
_CODE = re.compile(r"(?=\D{0,20}\d)[A-Z][A-Za-z0-9]{1,9}(?:[-/][A-Z0-9]{1,15}){2,6}(?: [A-Z]{2,15})?")
_RUN = ("start", "end", "period")
_NAME_BEHIND = re.compile(rf" [{CAPITAL}][^\W\d_]{{2,30}} [^\W\d_]{{1,30}} [^\W\d_]")
_DEGREE = re.compile(
    rf"(?<!\w)(?:[Dd]oc|[Pp]rof|Ing|Mgr|Bc|[A-Z][Hh]?[Uu]?Dr)\.\s?(?:[A-Za-z]{{2,5}}\.\s?)?[{CAPITAL}]"
)
_PART_NUMBER = re.compile(r"\s\d{1,2}(?:\.\d{1,2}){0,3}(?:[.:\s]|$)")
_QUOTES = tuple('„“"»')
_FIGURES = re.compile(r"\d{1,3} ?%|(?:19|20)\d\d\s?[-–/]")
_JOINTS = frozenset(("", "a", "and", "&", "+"))
_GUESSED = ("beside_number", "line", "long_form")
_UNQUOTED = ("after_project", "before_project", "in_sentence", "within")
_SAID = ("quoted", "beside_number", "emphasised")


def plausible(title: str, rule: str) -> bool:
    """Say whether the words are mostly letters, and no address, path, person with initials, or code."""
    letters = sum(char.isalpha() for char in title)
    return (
        letters >= 3
        and (letters * 2 >= len(title) - title.count(" ") or (rule == "labelled" and title[:5].isalpha()))
        and not re.search(r"@|://|\s[>»›]\s", title)
        and not _INITIALS.fullmatch(title)
        and not _CODE.fullmatch(title)
    )


def is_no_title(page: PageReading, start: int, end: int, rule: str) -> bool:
    """Say whether the words that the rule found are a sum, say who pays, or name an annexe, a scheme or a body."""
    if (
        _MONEY.search(page.text, start, end)
        or _CALL.fullmatch(page.text, start, end)
        or _fills_form(page, start, end)
        or is_imagined(page, start)
        or page.lexicon.cue("annexe").match(page.text, start, end)
    ):
        return True
    said = page.lexicon.cue("paid_by").search(page.text, start, end) or page.lexicon.cue("payer_after").match(
        page.text, start, end
    )
    if rule in _SAID and (said or _is_talk(page, start, end)):
        return True  # "This work was supported by …" in quotation marks
    if rule in _SAID and _is_term(page, start, end):
        return True
    if rule in _UNQUOTED and any(
        intro.end() == end for intro in page.lexicon.cue("with_title").finditer(page.text, start, end)
    ):
        return True  # "The project of our school called:", and the name below
    if rule not in (*_GUESSED, *_UNQUOTED):
        return False
    if rule in _UNQUOTED and _DEGREE.search(page.text, start, end):
        return True  # people of a project: "VaV doc. Ing. Alena Rychlá"
    last = end + page.text.startswith(".", end)  # the form's own full stop
    if ends_in_form(page.text, start, last, page.lexicon):
        return True  # "VN projekt Sedlice, a.s."
    return rule in _GUESSED and is_scheme(page, start, end)


def _is_term(page: PageReading, start: int, end: int) -> bool:
    """Say whether a quotation in lower case stands alone in brackets: a contract's word for a thing."""
    alone = re.compile(r"[\"„“”‘’'«»]?\)").match(page.text, end) and _TERM_OF_TEXT.search(
        page.text, max(0, start - 6), start
    )
    return bool(alone) and page.text[start:end].islower()


def _is_talk(page: PageReading, start: int, end: int) -> bool:
    """Say whether the quotation is of three sentences or more."""
    return end - start >= TALK and len(_SENTENCE_END.findall(page.text, start, end)) >= 2


def _fills_form(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words ask for a title, or say what it is: "[title of project]", "Project title: an exercise"."""
    return bool(
        _PLACEHOLDER.fullmatch(page.text, start, end)
        or _COMMON.fullmatch(page.text, start, end)
        or _LEFT_OPEN.search(page.text, start, end)
        or label_key(page.text[start:end]) in page.lexicon.labels
    )


def is_imagined(page: PageReading, start: int) -> bool:
    """Say whether words before the title call it an example that nobody carries out: "a made-up case: …"."""
    signs = list(page.lexicon.cue("imagined").finditer(page.text, max(0, start - IMAGINED), start))
    return bool(signs) and ". " not in page.text[signs[-1].end() : start]


def is_scheme(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words name a programme or a kind of grant: "ERC CZ", "ERC Consolidator Grant"."""
    named = any(
        p.kind == "programme" and (end - p.end <= 3 or page.text[p.end] in ",.;(")
        for p in page.phrases_over(start, start + 1)
    )
    rest = start
    for phrase in page.phrases_within(start, end):
        if page.text[rest : phrase.start].strip(" –-,/(") in _JOINTS:
            rest = phrase.end
    named = named or (rest > start and not page.text[rest:end].strip(" .,;:–-)"))
    return named or bool(re.search(r"\b(?:[Gg]rant|[Ff]ellowship|[Pp]rogramme?)$", page.text[start:end]))


def in_label(page: PageReading, start: int) -> bool:
    """Say whether the word "project" is part of a label: "Partner projektu: …"; not in "Realizace projektu X trvá"."""
    labels = [pair for pair in page.labels_over(start, start + 1) if pair.entry.field != "titles"]
    if not labels or not all(pair.entry.field in _RUN for pair in labels):
        return bool(labels)
    first, last = page.sentence_at(start)
    told = page.text[last - 1 : last] in (".", "!") and labels[0].start == first
    return not (told and _NAME_BEHIND.match(page.text, start + 1, last))


def is_before_name(text: str, start: int, end: int) -> bool:
    """Say whether the words behind "projekt" are a share, or years, or stand before the name in quotation marks."""
    return text[end : end + 1] in _QUOTES or _FIGURES.match(text, start) is not None


def is_of_role(page: PageReading, noun: int, start: int) -> bool:
    """Say whether a body follows in its role: "s partnerem projektu SOU Lípa"; "partner projektu Sdílíme" has none."""
    role = page.lexicon.cue("role_before_name").finditer(page.text, max(0, noun - 14), noun)
    before = any(match.end() + 1 >= noun for match in role)
    return before and has_organisation_word(page.text[start : start + 30], page.lexicon)


def heads_no_project(page: PageReading, start: int, end: int) -> bool:
    """Say whether a heading names many things, what was refused, who pays, what we do or a link: "Další granty"."""
    words = page.text[start:end]
    if any(phrase.sure and phrase.end >= end for phrase in page.phrases_at(start)):
        return True
    if page.lexicon.cue("part_of_scheme").match(words) and _PART_NUMBER.search(words):
        return True  # "Špecifický cieľ 4.1.2 Prevencia"
    if page.phrases_at(start) and page.lexicon.cue("action_type").search(words):
        return True  # "Erasmus+ školní vzdělávání – Strategická partnerství"
    named = any(phrase.sure and phrase.kind == "programme" for phrase in page.phrases_within(start, end))
    if named and page.lexicon.cue("scheme_word").search(words):
        return True
    if _WE_DO.fullmatch(words) or page.lexicon.cue("collection_head", "action_type", "navigation").match(words):
        return True
    return words.count(" ") <= 5 and bool(page.lexicon.cue("collection", "project_event").search(words))
