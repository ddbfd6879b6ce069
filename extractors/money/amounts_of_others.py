"""Amounts in prose that are no project's: fees, prices, rates, ranges, the largest grant, money of several projects."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.money.amount_grammar import PrintedAmount, digits, in_figures
from extractors.text.alternatives import alternatives
from extractors.text.asides import is_aside
from extractors.text.reading import PageReading
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

REACH = 90
"""A word that tells the kind stands within so many code points before the amount."""
PRICE_DIGITS = 5
"""Below a hundred thousand a sum may be the price of anything."""
LEAST_DIGITS = 5
"""Below ten thousand a sum is a project's only where its sentence says so."""
NEAR = 40
MILLION, BILLION = 10**6, 10**9
BOUND = 14
"""A bound, "až do výše", is no longer, with the blank behind it."""
"""Between a sum and a word that speaks of it alone."""
_RATE = re.compile(r"\s?/\s?[A-Z]{3}\b")
"""A rate of exchange: "0,04 EUR/CZK"."""
_BESIDE = re.compile(r":?\s?(?:[^\W\d_]{1,12}\s){0,3}")
"""What may stand between "asked for" and its sum: "žádal o dotaci ve výši"."""
_RANGE = re.compile(
    r"\s(?:(?:cca|asi|zhruba|about|the|min\.|[A-Z]{3}(?=\s\d))\s)?"
    r"(?:[\d.,\u00a0 ]{1,12}(?:\s?[^\W\d_]{2,7}){0,2}\s(?:and|to|a|do)\s)?"
)
"""What stands between "from" and a bound; a payer's short name does not: "od MMR 300 000 Kč"."""
_JUST_BEFORE = r"(?<![\w.])(?<!\d[ \u00a0])(?:\d{1,3}|%s)\s(?:[^\W\d_]{2,20}\s){0,3}$"


def not_of_project(page: PageReading, start: int, end: int, amount: PrintedAmount) -> bool:
    """Say whether words of the sentence refuse the sum: a fee, a rate, the smallest grant, of several projects."""
    text, lexicon = page.text, page.lexicon
    near = max(start, amount.start - 120)
    if lexicon.cue("not_funding").search(text, near, min(end, amount.end + 40)) or of_several(page, start, end):
        return True
    if is_aside(page, start):
        return True
    asked = lexicon.cue("sum_asked").finditer(text, max(start, amount.start - NEAR), amount.start)
    beside = any(_BESIDE.fullmatch(text, word.end(), amount.start) for word in asked)
    if beside and lexicon.cue("allotted").search(text, start, amount.start):
        return True  # what was given counts
    if _of_country(page, start, end, amount):
        return True
    rate = _RATE.match(text, amount.end)
    if rate or lexicon.cue("rate_behind").match(text, amount.end + 1):
        return True
    if _too_big(page, start, end, amount):
        return True
    extreme = lexicon.cue("extreme").search(text, near, amount.start) or lexicon.cue("extreme").match(
        text, amount.end + 1
    )
    extreme = None if _names_project(page, start, end) else extreme
    if extreme and not lexicon.cue("allotted").search(text, near, min(end, amount.end + NEAR)):
        return True
    if _is_bound(page, near, amount.start):
        return True
    granted = lexicon.cue("payer_noun").match(text, amount.end + 1)  # "benefits from EUR 155,020 grant"
    ranged = not granted and _ranged(page, start, amount.start)
    return _small(page, start, end, amount) or ranged or _of_counted(page, start, end, amount)


def _names_project(page: PageReading, start: int, end: int) -> bool:
    """Say whether a sentence names one project: by its number, or in quotation marks."""
    return any(start <= n.start < end for n in page.numbers) or any(m in page.text[start:end] for m in '„“"»')


def _of_country(page: PageReading, start: int, end: int, amount: PrintedAmount) -> bool:
    """ "Na Českou republiku připadá celkem 110 mil. EUR": millions for a country, in a sentence on no project."""
    lexicon = page.lexicon
    if lexicon.vocabulary.scales.get(amount.scale.strip().lower(), 1) < MILLION:
        return False
    if not lexicon.cue("for_country").search(page.text, start, end) or _names_project(page, start, end):
        return False
    return not lexicon.cue("project").search(page.text, start, end)


def _is_bound(page: PageReading, start: int, amount: int) -> bool:
    """ "Each town could be given up to one million euros": what a scheme has to give, and to how much of it."""
    bounds = page.lexicon.cue("up_to").finditer(page.text, max(start, amount - BOUND), amount)
    if not any(bound.end() == amount - 1 for bound in bounds):
        return False
    return page.lexicon.cue("may_get").search(page.text, start, amount) is not None


def _small(page: PageReading, start: int, end: int, amount: PrintedAmount) -> bool:
    """ "A batch of 5 000 costs EUR 1,350", "a fine up to CZK 9,000": nothing in the sentence speaks of a project."""
    if not in_figures(amount) or digits(amount) >= LEAST_DIGITS or _names_project(page, start, end):
        return False
    if any(phrase.kind == "funder" and phrase.sure for phrase in page.phrases_within(start, end)):
        return False
    entry = page.entry_at(amount.start)
    if entry and entry.title and page.lexicon.vocabulary.currencies.get(amount.currency, "CZK") != "CZK":
        return False
    return not page.lexicon.cue("project_word", "payer_noun").search(page.text, start, end)


def _ranged(page: PageReading, start: int, amount: int) -> bool:
    """ "between 2 000 and 20 000 EUR", "od 50 do 300 tisíc": what may be asked for."""
    for found in page.lexicon.cue("range_from").finditer(page.text, max(start, amount - NEAR), amount):
        if _RANGE.fullmatch(page.text, found.end(), amount):
            return True
    return False


def of_a_thing(page: PageReading, start: int, end: int, amount: PrintedAmount, word: str) -> bool:
    """Say whether a common word tells the price of a thing: "cena 2 900 Kč", "one day costs us €20,000"."""
    if page.lexicon.cue("budget").fullmatch(word):
        return False
    if not in_figures(amount) or " ".join(word.lower().split()) not in _common_words(page.lexicon.vocabulary):
        return False
    if digits(amount) > PRICE_DIGITS or page.lexicon.cue("project", "run_subject").search(page.text, start, end):
        return False
    entry = page.entry_at(amount.start)
    paid = (
        entry
        and entry.title
        and any(p.kind == "funder" and p.sure for p in page.phrases_within(entry.start, entry.end))
    )
    return not paid


@lru_cache(maxsize=2)
def _common_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words that tell a kind and much else: "cena", "cost", "stojí"."""
    known: dict[str, bool] = {}
    for entry in vocabulary.labels:
        if entry.field == "funding":
            for form in entry.forms:
                word = " ".join(form.lower().split())
                known[word] = known.get(word, True) and entry.weak
    return frozenset(word for word, weak in known.items() if weak)


def of_several(page: PageReading, start: int, end: int) -> bool:
    """Money of several projects is no project's: "celkové náklady výše uvedených projektů"."""
    return bool(page.lexicon.cue("several").search(page.text, start, min(end, start + 300)))


def _of_counted(page: PageReading, start: int, end: int, amount: PrintedAmount) -> bool:
    """ "tři interní granty v celkové výši 1 120 tis. Kč", "approved 17 projects with a total support of …", "sedm
    milionů korun dostane od kraje 36 projektů"."""
    counting, currencies = _counting(page.lexicon.vocabulary), page.lexicon.vocabulary.currencies
    cue, text = page.lexicon.cue("projects", "grants"), page.text
    before = cue.finditer(text, max(start, amount.start - REACH), amount.start)
    named, stop = _names_project(page, start, end), min(end, amount.end + REACH)
    if not named and page.lexicon.cue("to_projects").search(text, amount.end, stop):
        return True
    behind = () if named else cue.finditer(text, amount.end, stop)
    for found in (*before, *behind):
        floor = start if found.start() < amount.start else amount.end
        number = counting.search(text, max(floor, found.start() - 60), found.start())
        if number and not any(word in currencies for word in number[0].split()):
            return True  # "20 Kč dotace" counts no grants
    return False


def _too_big(page: PageReading, start: int, end: int, amount: PrintedAmount) -> bool:
    """Say whether a sum of thousands of millions is that of a scheme: no project has as much in euros or dollars, and
    one in crowns is named beside it."""
    vocabulary = page.lexicon.vocabulary
    if vocabulary.scales.get(amount.scale.strip().lower(), 1) < BILLION:
        return False
    crowns = vocabulary.currencies.get(amount.currency, "CZK") == "CZK"
    return not crowns or not page.lexicon.cue("project").search(page.text, start, end)


@lru_cache(maxsize=2)
def _counting(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = alternatives(re.escape(word) for word in sorted(vocabulary.number_words, key=len, reverse=True))
    return compiled(_JUST_BEFORE % words, re.IGNORECASE)
