"""Who gives money: before or behind a verb of giving, beside its sum or share, or in the genitive behind "dotace"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import is_organisation, is_person, trim
from extractors.bodies.subjects import name_start, subject_of
from extractors.dates.date_grammar import find_dates, grammar
from extractors.money.amount_grammar import find_amounts
from extractors.payers.payer_chains import ACRONYM, chain
from extractors.text.letters import CAPITAL
from extractors.text.reading import PageReading
from extractors.text.windows import matches_round, places_of

Giver = tuple[int, int, str]
"""Start and end of the name, and the code of a known payer."""
TOLD = 60
"""The sum, or the word for the grant, stands within so many code points behind who gives it."""
NEAR_SUM = 40
"""Between a giver and its sum stand a word or two: "město Podhájí dalších 7 mil. Kč"."""
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?%\s(?:(?:by|from|z|ze|od|hradí)\s)(?:the\s)?")
_BLANK = re.compile(r"\s{1,2}")
_FRAMED = re.compile(rf"[{CAPITAL}][^\d;:,()„“\n]{{2,60}}")
_SOURCE = re.compile(r"\)?\s(?:od|z|ze|from|from the)\s")
_TRAILING = re.compile(r",?\s(?:a|and)$")
_CLAUSE = re.compile(r"[,;]\s|\s(?:a|and)\s")
GIVING = (
    *("payer_gives", "payer_hands", "payer_gained", "payer_verb", "payer_pays"),
    *("payer_noun", "payer_thanks", "finance", "obtained"),
)
_ABOUT = re.compile(r"\s(?:(?:asi|cca|zhruba|téměř|přes|about|over|some)\s)?")


def givers(page: PageReading) -> Iterator[Giver]:
    """Yield the givers of all rules; one name may come twice. Each rule needs a word of giving, paying or thanking."""
    if page.lacks(*GIVING):
        return
    found = [*_behind_verbs(page), *_before_verbs(page), *_beside_sums(page), *_beside_shares(page)]
    found += _behind_sums(page)
    found += [*_behind_nouns(page), *_thanked(page)]
    yield from found
    for start, end, code in _with_sums(page):  # a dash in a name that a rule knows parts it from a remark
        dash = "–" in page.text[start:end]
        if not (dash and any(begin < end and start < stop for begin, stop, _ in found)):
            yield start, end, code


def named(page: PageReading, begin: int, stop: int, first: int, last: int) -> bool:
    """An unknown name must show that it is an organisation; an acronym alone, by a project's number beside it."""
    text = page.text[begin:stop]
    if page.phrases_over(begin, stop) or stop - begin < 3 or text.islower():
        return False  # "město" alone is no name
    if ACRONYM.fullmatch(text) and not page.numbers_within(first, last):
        return False
    return is_organisation(text, page.lexicon)


def _known(page: PageReading, begin: int, end: int) -> str:
    """Return the code of the known payer whose name fills the span, or nothing."""
    return next(
        (p.code for p in page.phrases_over(begin, end) if p.kind == "funder" and p.start <= begin and end <= p.end), ""
    )


def _behind_verbs(page: PageReading) -> Iterator[Giver]:
    """ "přispěl Plzeňský kraj částkou …", "získala z … dotaci"."""
    text = page.text
    gained = page.lexicon.cue("payer_gained")
    for match in (*page.lexicon.cue("payer_gives", "payer_hands").finditer(text), *gained.finditer(text)):
        first, last = page.sentence_at(match.start())
        told = page.lexicon.cue("payer_money" if gained.match(text, match.start()) else "payer_sum")
        for begin, stop, code in chain(page, _behind_dates(page, match.end(), last), last):
            reach = min(last, stop + TOLD)
            said = told.search(text, stop, reach) or next(
                find_amounts(text, page.lexicon.vocabulary, stop, reach), None
            )
            if said and (code or named(page, begin, stop, first, last)):
                yield begin, stop, code


def _behind_dates(page: PageReading, start: int, last: int) -> int:
    """Skip the time between a verb and who acts: "podporuje od ledna 2024 do prosince 2025 Nadace …"."""
    rules = grammar(page.lexicon.vocabulary.months)
    dates = [d.end for d in find_dates(page.text, rules, start, min(last, start + 50))]
    return dates[-1] if dates else start


def _before_verbs(page: PageReading) -> Iterator[Giver]:
    """ "Národní sportovní agentura poskytla … 16 990 000 Kč": the subject gives a sum that is printed."""
    for match in page.lexicon.cue("payer_gives", "payer_verb", "payer_pays").finditer(page.text):
        _, last = page.sentence_at(match.start())
        stop = min(last, match.end() + 2 * TOLD)
        if page.lexicon.cue("not_funding").search(page.text, match.start(), stop):
            continue
        if next(find_amounts(page.text, page.lexicon.vocabulary, match.end(), stop), None) is None:
            continue
        found = subject_of(page, match.start())
        code = _known(page, *found) if found else ""
        if found and (code or named(page, *found, match.start(), last)):
            yield (*found, code)


def _beside_sums(page: PageReading) -> Iterator[Giver]:
    """ "… přispěl kraj částkou 5 mil. Kč a nadace X dalších 60 tisíc": each name right before a sum, if one gives."""
    for match, last in _verbs(page, "payer_gives", "payer_verb", "payer_pays"):
        previous = match.end()
        for amount in find_amounts(page.text, page.lexicon.vocabulary, match.end(), last):
            yield from _before_sum(page, previous, amount.start)
            previous = amount.end


def _verbs(page: PageReading, *groups: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the verbs, each with where the next one or the sentence ends its clause: so all take linear time."""
    found = list(page.lexicon.cue(*groups).finditer(page.text))
    for index, match in enumerate(found):
        _, last = page.sentence_at(match.start())
        yield match, min(last, found[index + 1].start()) if index + 1 < len(found) else last


def _before_sum(page: PageReading, floor: int, amount: int) -> Iterator[Giver]:
    text = page.text
    for clause in _CLAUSE.finditer(text, max(floor, amount - 160), amount):
        begin = name_start(page, clause.end(), amount)
        begin, stop = trim(text, begin, name_in_prose(text, begin, amount, page.lexicon))
        share = next((m for m in page.lexicon.cue("payer_share").finditer(text, begin, stop) if m.end() == stop), None)
        stop = trim(text, begin, share.start())[1] if share else stop
        code = _known(page, begin, stop)
        if stop <= begin or amount - stop > NEAR_SUM or not (code or named(page, begin, stop, begin, stop)):
            continue
        if _is_gap(page, stop, amount):
            yield begin, stop, code
            return


def _with_sums(page: PageReading) -> Iterator[Giver]:
    """ "přispěly Horní pekárny částkou 150 000 Kč a firma Kovo – Dolní částkou …": a verb and a sum frame the name."""
    text, vocabulary = page.text, page.lexicon.vocabulary
    for match, last in _verbs(page, "payer_gives"):
        floor = match.end()
        for told in page.lexicon.cue("payer_sum").finditer(text, match.end(), last):
            paid = next(find_amounts(text, vocabulary, told.end(), min(last, told.end() + NEAR_SUM)), None)
            begin = _framed(page, floor, told.start())
            if paid and begin is not None:
                yield (*trim(text, begin, told.start()), _known(page, *trim(text, begin, told.start())))
            floor = paid.end if paid else told.end()


def _framed(page: PageReading, floor: int, stop: int) -> int | None:
    """Return where the name before "částkou" begins: a capital, a few words, no other verb, figure or person."""
    text = page.text
    starts = [floor, *(clause.end() for clause in _CLAUSE.finditer(text, floor, stop))]
    for start in starts:
        position = _behind_small(page, start, stop)
        words = text[position:stop].strip()
        if _FRAMED.fullmatch(words) and not page.lexicon.cue("finite").search(words):
            return None if is_person(words, page.lexicon) else position
    return None


def _behind_small(page: PageReading, start: int, stop: int) -> int:
    """Skip "také", "firma", "dále" before the name."""
    position = start
    for _ in range(3):
        space = _BLANK.match(page.text, position, stop)
        position = space.end() if space else position
        word = page.lexicon.cue("payer_intro", "payer_share").match(page.text, position, stop)
        if not word:
            break
        position = word.end()
    return position


def _is_gap(page: PageReading, start: int, end: int) -> bool:
    """Say whether only "částkou", "dalších", "přes" stand between."""
    position = start
    for _ in range(3):
        space = _ABOUT.match(page.text, position, end)
        position = space.end() if space else position
        word = page.lexicon.cue("payer_share").match(page.text, position, end)
        if position >= end or not word:
            break
        position = word.end()
    return position >= end


def _behind_sums(page: PageReading) -> Iterator[Giver]:
    """ "získala 300 tisíc korun od Nadace X a 50 tisíc z rozpočtu města Y": whom a sum comes from."""
    text, gained = page.text, page.lexicon.cue("finance", "payer_gained", "obtained")
    amounts = list(find_amounts(text, page.lexicon.vocabulary))
    for amount, after in zip(amounts, [*amounts[1:], None], strict=False):
        source = _SOURCE.match(text, amount.end)
        first, last = page.sentence_at(amount.start)
        last = min(last, after.start) if after else last
        if source and source.end() < last and gained.search(text, first, amount.start):
            for begin, stop, code in list(chain(page, source.end(), last))[:1]:
                stop = _before_and(text, begin, stop)
                if code or named(page, begin, stop, first, last):
                    yield begin, stop, code


def _before_and(text: str, begin: int, stop: int) -> int:
    """Leave out the "a" or "and" before the next sum."""
    joint = _TRAILING.search(text, begin, stop)
    return joint.start() if joint else stop


def _beside_shares(page: PageReading) -> Iterator[Giver]:
    """ "funded 75 % by the Fund and 25 % by the Ministry of the Interior"."""
    finance = page.lexicon.cue("finance")
    for match in matches_round(places_of(page.text, "%"), _PERCENT, page.text, 8, 16):
        first, last = page.sentence_at(match.start())
        if finance.search(page.text, first, match.start()):
            for begin, stop, code in list(chain(page, match.end(), last))[:1]:
                if code or named(page, begin, stop, first, last):
                    yield begin, stop, code


def _behind_nouns(page: PageReading) -> Iterator[Giver]:
    """ "dotace Libereckého kraje", "příspěvek SFŽP", "podporu Nadace X": a body in the genitive."""
    text, refused = page.text, page.lexicon.cue("not_payer")
    for match in page.lexicon.cue("payer_noun").finditer(text):
        begin = match.end() + 1
        first, last = page.sentence_at(match.start())
        if not text[match.end() : begin].isspace() or refused.search(text, max(first, match.start() - 40), begin):
            continue
        phrase = next((p for p in page.phrases_at(begin) if p.kind == "funder"), None)
        headed = page.lexicon.cue("payer_head").match(text, begin, last)
        if phrase and (headed or page.lexicon.cue("payer_genitive").match(text, match.start())):
            yield phrase.start, phrase.end, phrase.code
        elif headed:
            start, stop = trim(text, begin, name_in_prose(text, begin, last, page.lexicon))
            if " " in text[start:stop] and named(page, start, stop, first, last):
                yield start, stop, ""


def _thanked(page: PageReading) -> Iterator[Giver]:
    """ "Za podporu projektu děkujeme Nadaci X a Jihočeskému kraji"."""
    money, project = page.lexicon.cue("payer_money"), page.lexicon.cue("project")
    for match in page.lexicon.cue("payer_thanks").finditer(page.text):
        first, last = page.sentence_at(match.start())
        paid = next(find_amounts(page.text, page.lexicon.vocabulary, match.end(), last), None)
        about = money.search(page.text, first, last) and project.search(page.text, first, last)
        if paid or about:
            for begin, stop, code in chain(page, match.end(), last):
                if code or named(page, begin, stop, first, last):
                    yield begin, stop, code
