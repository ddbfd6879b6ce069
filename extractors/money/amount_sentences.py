"""Amounts in prose: the words round a sum tell its kind.

A salary, a fee, the smallest grant of a call, the price of a thing are not the project's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.money.amount_grammar import PrintedAmount, find_amounts
from extractors.money.amounts_of_others import REACH, not_of_project, of_a_thing
from extractors.money.bracketed_parts import part_in_bracket
from extractors.money.entry_amounts import untold
from extractors.money.kinds_of_payers import PARTS, beside_parts, beside_payer, given_by, kind_of_payer, payer_behind
from extractors.money.own_parts import part_of
from extractors.money.whole_sums import built_for, of_whole, paid_in_part, price, whole
from extractors.payers.payer_sums import beside_sum
from extractors.text.alternatives import alternatives
from extractors.text.reading import PageReading
from schemas.compiled import compiled
from schemas.vocabulary import Vocabulary

NEAR, REST, TITLE = 40, 60, 160
"""Between a sum and a word that speaks of it alone; of the rest of a sum; the longest title in quotation marks."""
NEXT_WORD = 4
"""A word so near behind a sum may be its own though the next clause goes on: "3 mil. Kč, dotace z EU 2 mil. Kč"."""
BEFORE_STATE = 10
"""The payer before "a český stát" is joined to it, where "stát" is the word."""
SOURCES = ("eu", "other", "own")
"""Names of sources, "EU", "Kraj", tell a kind where they are a label, and none in a sentence."""
_SHARE_OF = re.compile(r"\d\s?%\s(?:[^\W\d_]{1,10}\s){0,2}$")
_NO_WORD = re.compile(r"(?:[\W\d_]){0,24}")
# Words of a part of the sum, or of another clause, between a sum and the word behind it.
_PART = re.compile(r"\s(?:of which|thereof|z toho|z čehož)\s|(?:,|\sa|\sand)\s(?:je|byl|bude|is|was|will be)\w{0,2}\s")
_NAME_BETWEEN = re.compile(r"\),?\s(?:(?:a|and|,)\s)?[^.;:()\n]{3,60}\s\(")
_PARTED = re.compile(r"[,;/|–+·•(]")
_NEXT = re.compile(r":?\s(?:[^\W\d_]{1,8}\s){0,2}")
"""Between a word and its own sum: "grant ve výši 5 mil. Kč"."""
_CLAUSE = re.compile(r"[^,;/|–+·•()\n]{1,40}")
"""Between a word and the sum of its own clause: "; the overall cost is estimated at 5 million"."""
_ENDS = ("", ".", ",", ";", ")", ":")
"""What stands right behind a sum that leaves out its currency; before a word it counts things: "9 million points"."""
_CLOSING = {"„": '“”"', "“": "”", '"': '"', "»": "«", "«": "»"}
Found = tuple[PrintedAmount, str, str]


@dataclass(frozen=True, slots=True)
class _Place:
    """An amount in its sentence, and where the amounts beside it end and begin."""

    amount: PrintedAmount
    start: int
    end: int
    previous: int
    following: int


@lru_cache(maxsize=2)
def _kinds(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    """All words that tell a kind, labels too, for use inside a sentence."""
    codes: dict[str, str] = {}
    for entry in vocabulary.labels:
        if entry.field == "funding" and not (entry.weak and entry.code in SOURCES):
            for form in entry.forms:
                codes.setdefault(_key(form), entry.code)
    words = (r"\s{1,2}".join(map(re.escape, word.split())) for word in sorted(codes, key=len, reverse=True))
    return compiled(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE), codes


def in_sentences(page: PageReading) -> Iterator[Found]:
    """Yield the amounts of prose with their kind and rule."""
    amounts = [a for a in find_amounts(page.text, page.lexicon.vocabulary) if page.readable(a.start)]
    found: list[str] = []
    for index, amount in enumerate(amounts):
        start, end = page.sentence_at(amount.start)
        if not_of_project(page, start, end, amount):
            found = []
            continue
        previous = max(amounts[index - 1].end if index else 0, start)
        following = min(amounts[index + 1].start if index + 1 < len(amounts) else end, end)
        place = _Place(amount, start, end, previous, following)
        told = _in_bracket(page, place) or _summed(page, place) or _own(page, place) or _by_words(page, place)
        if told is None and _in_parallel(page, amounts, index, start) and found:
            told = found[-1], "sentence_turn"
        if told is None and (_holds_grant(page, place) or _is_parted(page, place)):
            told = "total", "sentence_whole"
        if told is None and untold(page, amount):
            told = "total" if _ends_at(page, "whole_sum", previous, amount.start) else "grant", "entry"
        if told is None and (kind := beside_payer(page, amounts, amount)):
            told = kind, "beside_payer"
        found = [told[0]] if told and told[0] else []
        if told and told[0]:
            yield _with_currency(page, amounts, index, start, end), *told


def _with_currency(page: PageReading, amounts: list[PrintedAmount], index: int, start: int, end: int) -> PrintedAmount:
    """ "412 thousand euros, of which the grant covered 350 thousand": the currency is that of the sum beside it."""
    amount = amounts[index]
    if amount.currency or page.text[amount.end - 1] in "-–—" or page.text[amount.end : amount.end + 1] not in _ENDS:
        return amount
    beside = (*reversed(amounts[max(0, index - 2) : index]), *amounts[index + 1 : index + 2])
    named = (a.currency for a in beside if a.currency and start <= a.start < end)
    return replace(amount, currency=next(named, ""))


def _in_parallel(page: PageReading, amounts: list[PrintedAmount], index: int, start: int) -> bool:
    """ "za podpory Nadace X (120 000 Kč) a Městské části Y (65 000 Kč)": two sums of one sentence, each all that its
    bracket holds, with no more than a name between, are of one kind."""
    if not index or amounts[index - 1].start < start:
        return False
    pair = amounts[index - 1], amounts[index]
    bracketed = all(page.text[a.start - 1] == "(" and page.text.startswith(")", a.end) for a in pair)
    return bracketed and bool(_NAME_BETWEEN.fullmatch(page.text, pair[0].end, pair[1].start))


def _holds_grant(page: PageReading, place: _Place) -> bool:
    """ "3/2025–2/2027, CZK 9.6 mil. (support CZK 8.1 mil.)": the grant in the bracket is a part of it."""
    opened = page.text.startswith(" (", place.amount.end)
    word = page.lexicon.cue("bracketed_grant").match(page.text, place.amount.end + 2) if opened else None
    return word is not None and place.following < place.end and place.following - word.end() <= BEFORE_STATE


def _is_parted(page: PageReading, place: _Place) -> bool:
    """ "K dispozici máme 2,4 mil. Kč, z toho 1,9 mil. Kč z dotace": what parts follow of is the whole."""
    if place.following >= place.end:
        return False
    word = page.lexicon.cue("parts_follow").match(page.text, place.amount.end + 2)
    return word is not None and place.following - word.end() <= BEFORE_STATE


def _in_bracket(page: PageReading, place: _Place) -> tuple[str, str] | None:
    """ "EFRR (85 %, tj. 5,1 mil. Kč) a obcí (15 %, tj. 900 000 Kč)": the part of the payer before the bracket."""
    payer = part_in_bracket(page, place.start, place.end, place.amount)
    return (payer if payer == "own" else kind_of_payer(page, payer), "sentence_bracket") if payer else None


def _own(page: PageReading, place: _Place) -> tuple[str, str] | None:
    """ "EU zaplatí 2 mil. Kč, obec 450 000 Kč": the part of whoever runs the project stands beside another sum."""
    if place.previous == place.start and place.following == place.end:
        return None
    part = part_of(page, place.previous, place.amount, place.following, place.end)
    if not part:
        return None
    given = page.lexicon.cue("payer_noun", "grant_words").search(page.text, place.start, place.end)
    paid = given or any(p.kind == "funder" and p.sure for p in page.phrases_within(place.start, place.end))
    return (part, "sentence_own") if paid else None


def _summed(page: PageReading, place: _Place) -> tuple[str, str] | None:
    """A sum whose place among the others tells what it is: the price, the whole of them, the rest, a payer's part."""
    start, amount = place.start, place.amount
    if price(page, start, amount.start) or whole(page, start, amount) or built_for(page, place.previous, amount):
        return "total", "sentence_price"
    if place.previous > start and _ends_at(page, "sum_up", place.previous, amount.start):
        return "total", "sentence_sum"
    rest = page.lexicon.cue("rest_of_sum").search(page.text, max(place.previous, amount.start - REST), amount.start)
    if rest:
        return _kind_of_rest(page, rest.end(), place), "sentence_rest"
    if of_whole(page, place.previous, amount.start) and place.previous > start:
        return "total", "sentence_of"
    if place.following < place.end and of_whole(page, amount.end, place.following):
        return _kind_of_part(page, place), "sentence_of"
    if place.previous == start and paid_in_part(page, amount.end, place.following):
        return "total", "sentence_whole"
    payer = payer_behind(page, start, amount, place.following)
    return (payer, "sentence_payer") if payer else None


def _kind_of_part(page: PageReading, place: _Place) -> str:
    """ "The EU contribution is EUR 195,000 out of EUR 240,000": the word before a part of a whole tells whose it is."""
    pattern, codes = _kinds(page.lexicon.vocabulary)
    words = [codes[_key(m[0])] for m in pattern.finditer(page.text, place.previous, place.amount.start)]
    return next((code for code in reversed(words) if code in PARTS), "grant")


def _ends_at(page: PageReading, group: str, start: int, end: int) -> bool:
    """Say whether a cue of the group stands right before a place."""
    found = page.lexicon.cue(group).finditer(page.text, max(start, end - NEAR), end)
    return any(match.end() >= end - 2 and page.text[match.end()] not in ",;" for match in found)


def _kind_of_rest(page: PageReading, begin: int, place: _Place) -> str:
    """ "zbytek 958 tis. klub": the rest is paid by whoever runs the project, unless a known payer is named."""
    stop = min(place.following, place.amount.end + NEAR)
    named = [p for p in page.phrases_within(begin, stop) if p.kind == "funder" and p.sure]
    return kind_of_payer(page, named[0].code) if named else "own"


def _by_words(page: PageReading, place: _Place) -> tuple[str, str] | None:
    """The kind that a word tells, before the sum or right behind it; "" for the price of a thing."""
    _, codes = _kinds(page.lexicon.vocabulary)
    amount, previous = place.amount, place.previous
    before, after = _words_round(page, place)
    telling = [m for m in before if not page.lexicon.cue("kind_generic").fullmatch(m[0])]
    payer = _payer_between(page, previous, amount.start) if before and not telling else ""
    if payer:
        return payer, "sentence_payer"
    head = None if telling else _subject(page, place, bool(before))
    word = telling[-1] if telling else head or (before[-1] if before else after)
    if word is None:
        return ("grant", "sentence_with") if _paid_with(page, place) else None
    if of_a_thing(page, place.start, place.end, amount, word[0]):
        return "", ""
    kind = codes[_key(word[0])]
    if kind == "grant" and (_of_union(page, place) or (not before and _gift_of_fund(page, word, place.following))):
        kind = "eu"
    if kind == "grant" and beside_parts(page, amount, (place.start, previous), (place.following, place.end)):
        kind = "eu"
    if kind in ("grant", "eu") and word.end() <= previous and _of_state(page, amount):
        return "state", "sentence_payer"
    if kind == "total" and (_only_given(page, place, word[0]) or _of_gift(page, place, word)):
        kind = "grant"
    if _joined(page, place, word) if kind in ("eu", "state") else kind == "total" and _given(page, place, word[0]):
        kind = "grant"
    return kind, "sentence" if before else "sentence_after"


def _words_round(page: PageReading, place: _Place) -> tuple[list[re.Match[str]], re.Match[str] | None]:
    """The words that tell a kind between the sum before and this one, and the next behind it.

    With none of either, the last word before the sum before: of what a whole consists of, nothing is the whole.
    """
    pattern, codes = _kinds(page.lexicon.vocabulary)
    text, amount, previous = page.text, place.amount, place.previous
    floor = max(place.start, amount.start - REACH)
    before = [m for m in pattern.finditer(text, floor, amount.start) if not _aside(page, place, m)]
    after = _behind(page, place)
    nearest = [m for m in before if m.start() >= previous]
    nearest = [] if nearest and _ends_clause(text, previous, nearest[-1], amount.start) else nearest
    if after and previous > place.start and _in_turn(page, nearest, previous, amount, after):
        nearest = []
    if nearest or after:
        return nearest, after
    same = text[previous : amount.start].strip() == "("  # "just under 15 million (EUR 14.88 million)"
    return [m for m in before[-1:] if same or codes[_key(m[0])] != "total"], None


def _ends_clause(text: str, previous: int, word: re.Match[str], amount: int) -> bool:
    """ "Of the CZK 38 million it cost, CZK 25 million …": a word right behind the sum before ends that one's clause."""
    near = 0 < word.start() - previous <= BEFORE_STATE and "," not in text[previous : word.start()]
    return near and text[previous] == " " and text[word.end() : amount].strip() == ","


def _aside(page: PageReading, place: _Place, word: re.Match[str]) -> bool:
    """Say whether a word stands in a title or programme, or tells what a share is of: "15 % of the costs, i.e. …"."""
    text = page.text
    if word[0].isupper() and any(p.kind == "programme" for p in page.phrases_over(*word.span())):
        return True  # "INTER-COST"
    share = _SHARE_OF.search(text, max(place.start, word.start() - NEAR), word.start())
    if share and any(mark in text[word.end() : place.amount.start] for mark in ",("):
        return True
    return _in_title(text, place.start, word)


def _given(page: PageReading, place: _Place, word: str) -> bool:
    """ "The Council gives it a total of CZK 6.1 million": all that is given is not all that the project costs."""
    if not page.lexicon.cue("given_in_all").fullmatch(word):
        return False
    floor = max(place.previous, place.amount.start - TITLE - REACH)
    behind = page.lexicon.cue("sum_granted").match(page.text, place.amount.end + 1)  # "a total of EUR 2 m was granted"
    return behind is not None or page.lexicon.cue("giving").search(page.text, floor, place.amount.start) is not None


def _only_given(page: PageReading, place: _Place, word: str) -> bool:
    """ "Částka 312 455 Kč byla hrazena z ESF", "peníze, 7,4 mil. Kč, šly z IROP": a bare word for the sum, and who
    gives it behind."""
    if not page.lexicon.cue("bare_sum").fullmatch(word):
        return False
    stop = min(place.following, place.amount.end + REST)
    paid = page.lexicon.cue("payer_after", "comes_from").search(page.text, place.amount.end, stop)
    return paid is not None and any(p.sure for p in page.phrases_within(paid.start(), stop + NEAR))


def _of_gift(page: PageReading, place: _Place, word: re.Match[str]) -> bool:
    """ "Částka schválené podpory je 1 750 000 Kč": a bare word for the sum, and of what behind it."""
    if not page.lexicon.cue("bare_sum").fullmatch(word[0]):
        return False
    gift = page.lexicon.cue("payer_noun").search(page.text, word.end(), place.amount.start)
    return gift is not None and "," not in page.text[word.end() : gift.start()]


def _in_title(text: str, start: int, word: re.Match[str]) -> bool:
    """Say whether a word stands in quotation marks: the project „Škola a její rozpočet“ tells no budget."""
    first = max(start, word.start() - TITLE)
    opened = max(text.rfind(mark, first, word.start()) for mark in _CLOSING)
    if opened < 0:
        return False
    mark = text[opened]
    if mark == '"' and text.count(mark, start, opened) % 2:
        return False  # it closes another title
    closed = [place for end in _CLOSING[mark] if (place := text.find(end, word.end(), word.end() + TITLE)) >= 0]
    between = text[opened + 1 : word.start()]
    return bool(closed) and not any(end in between for end in _CLOSING[mark])


def _joined(page: PageReading, place: _Place, word: re.Match[str]) -> bool:
    """ "od Evropské unie a státu 5,1 mil. Kč": what two payers give together is no one's part."""
    stop = place.amount.start if word.start() < place.amount.start else min(place.following, word.end() + NEAR)
    joint = page.lexicon.cue("and_state").search(page.text, max(place.start, word.start() - BEFORE_STATE), stop)
    if joint:  # "the ESF gives 9 million (77 %) and the state budget 3 million": each has its own sum
        apart = place.previous > place.start and _NO_WORD.fullmatch(page.text, place.previous, joint.start())
        return not apart
    return bool(page.lexicon.cue("and_state").match(page.text, word.end() + 1, stop))


def _of_union(page: PageReading, place: _Place) -> bool:
    """Say whether the Union gives the sum right beside it, and no word calls that a grant or support: "received EUR 1.1
    million from the ERDF", "the EU contributes EUR 7.4 million"."""
    if page.lexicon.cue("payer_noun", "grant_words", "support_verb").search(page.text, place.previous, place.following):
        return False
    payer = beside_sum(page, place.amount)
    return payer is not None and given_by(page, payer[2]) == "eu"


def _gift_of_fund(page: PageReading, word: re.Match[str], following: int) -> bool:
    """Say whether a gift is from a fund of the Union: "19 938 EUR je dotace z ERDF", not "517 tis. příspěvek PRV"."""
    if not page.lexicon.cue("payer_noun").fullmatch(word[0]):
        return False
    payers = page.phrases_within(word.end() + 2, min(following, word.end() + BEFORE_STATE))
    return any(p.kind == "funder" and p.sure and kind_of_payer(page, p.code) == "eu" for p in payers)


def _of_state(page: PageReading, amount: PrintedAmount) -> bool:
    """ "The ESF+ provides CZK 9.3 million and the state budget CZK 2.8 million": the next sum is of another payer."""
    payer = beside_sum(page, amount)
    return payer is not None and payer[1] <= amount.start and payer[2] == "CZ-STATE"


def _paid_with(page: PageReading, place: _Place) -> bool:
    """ "It was funded by the Fund with CZK 180,000": words of paying, and one of means before the sum."""
    start, amount = place.start, place.amount.start
    return _ends_at(page, "paid_with", place.previous, amount) and bool(
        page.lexicon.cue("finance").search(page.text, start, amount)
    )


def _in_turn(
    page: PageReading, before: list[re.Match[str]], previous: int, amount: PrintedAmount, after: re.Match[str]
) -> bool:
    """ "800 tis. Kč dotace a 400 tis. Kč vlastní podíl": each sum has its word right behind it."""
    if not before or after.start() - amount.end != 1:
        return False
    text, word = page.text, before[0]
    if word.start() - previous == 1:
        return True
    verb, joint = text[previous : word.start()].strip(), text[word.end() : amount.start].strip(" ,;")
    made = page.lexicon.cue("makes_up").fullmatch(verb) is not None
    return made and len(before) == 1 and (not joint or page.lexicon.cue("then_sum").fullmatch(joint) is not None)


def _behind(page: PageReading, place: _Place) -> re.Match[str] | None:
    """The next word behind the sum, unless it is that of the next one: "(380 000 Kč, spoluúčast 163 000 Kč)"."""
    text, end = page.text, place.amount.end
    after = _kinds(page.lexicon.vocabulary)[0].search(text, end, min(place.following, end + 60))
    if after and _PART.search(text, end, after.start()):
        return None
    if after and place.following < place.end and _PARTED.search(text, end, after.start()):
        own = _NEXT if after.start() - end <= NEXT_WORD else _CLAUSE
        return None if own.fullmatch(text, after.end(), place.following) else after
    return after


def _subject(page: PageReading, place: _Place, generic: bool) -> re.Match[str] | None:
    """A word at the head of the sentence, before a long title: "Náklady na projekt „…“ dosáhly 6 mil. Kč".

    It tells more than "ve výši" where that is all that stands before the sum.
    """
    pattern, codes = _kinds(page.lexicon.vocabulary)
    if place.amount.start - place.previous > (2 if generic else 1) * REACH + REACH:
        return None
    head = pattern.match(page.text, place.previous)
    own = head and codes[_key(head[0])] == "own"
    return head if own or not generic else None


def _payer_between(page: PageReading, start: int, end: int) -> str:
    """Return the kind that a payer tells where only "částkou" stands: "a Hlavní město Praha částkou 360 000 Kč"."""
    if not page.lexicon.cue("share").search(page.text, *page.sentence_at(end)):
        return ""
    named = [p for p in page.phrases_within(start, end) if p.kind == "funder" and p.end <= end]
    parts = any(
        p.kind == "funder" and kind_of_payer(page, p.code) != "other"
        for p in page.phrases_within(*page.sentence_at(end))
    )
    kind = kind_of_payer if parts else given_by  # beside the Union's part that of an agency is a part too
    return kind(page, named[-1].code) if named else ""


def _key(word: str) -> str:
    """Return a word in the form under which its kind is looked up."""
    return " ".join(word.lower().split())
