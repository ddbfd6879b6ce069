"""Where an unquoted Czech or Slovak title ends: at a verb, at a sum, at the place where the money is from.

Verbs are told by their endings where nouns have other ones; those that end like nouns ("začne", "umožní", "vede") are
words of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

# "pořídil", "vybudovala", "podporuje", "vracejí", "pomáhajú". Nouns that end alike are in the cue "not_verb".
_VERB = re.compile(
    rf"(?<![\w-])(?:[{SMALL}]{{2,20}}(?:il|ěl|yl|oval|nul)[aoiy]?"
    rf"|[{SMALL}]{{3,20}}(?:al[aoi]|uje|ují|ujú)|[{SMALL}]{{2,20}}(?:ají|ejí|ějí|ajú))(?![\w-])"
)
# "má zachránit", "bude letos sloužit", "má obnoviť": an infinitive within four words.
_MODAL = Worded(rf"(?<![\w-]){{modal_cs}}\s(?:[^\s.,;:]{{1,20}}\s){{0,3}}?[{SMALL}]{{1,20}}[aáeéěiíouyý][tť](?![\w-])")
# "za 900 000 Kč", "v krajském programu", "ze třetí výzvy".
_SOURCE = Worded(
    rf"(?<![\w-])(?:(?:{{money_noun}}\s)?(?:za\s)?(?:{{about}}\s)?\d[\d ,.]{{0,12}}\s?{{sum_unit}}|za\s\d"
    rf"|(?:v|ve|z|ze|vo|zo)\s(?:[{SMALL}]{{2,20}}\s|\d{{1,3}}\.\s?){{0,2}}{{source_noun}}(?![\w-]))",
    re.IGNORECASE,
)
# "Nová lávka a má číslo", "Nová lávka a byl podpořen": the sentence goes on.
_GOES_ON = Worded(r"\s(?:a|i|and|but|ale)\s(?:{modal_cs}|{finite})(?![\w-])")
# "Nová lávka" / "Evidenční číslo: 12": a line with a label of its own.
_FIELD = re.compile(rf"\n(?=[{CAPITAL}][^:\n.,;]{{2,30}}:\s)")
_PAID_BY = re.compile(r"\s(?:z|ze|od|díky|zo|vďaka|[–—-])\s$")
# "rozvíjíme", "spolupracujeme": a title may be such a sentence, of two or three words.
_WE_DO = re.compile(rf"(?<![\w-])[{SMALL}]{{2,20}}(?:ujeme|áme|íme)(?![\w-])")
_LAST_ASIDE = re.compile(rf"\s[–-]\s(?:[{SMALL}]\S*\s{{0,2}}){{1,2}}$")
AROUND = 9
"""The word between a title and its payer is no longer, with its blanks."""


def before_verb(page: PageReading, start: int, end: int) -> int:
    """Return where the first Czech verb stands behind `start`, or `end`."""
    ended = _VERB.finditer(page.text, start + 2, end)
    known = page.lexicon.cue("verb_cs").finditer(page.text, start + 2, end)
    verb = min(_first_verb(page, ended, start, end), _first_verb(page, known, start, end))
    ours = _WE_DO.search(page.text, start + 2, verb)
    verb = ours.start() if ours and page.text.count(" ", start, ours.start()) > 2 else verb
    for pattern in (_MODAL, _GOES_ON):
        told = page.lexicon.worded(pattern).search(page.text, start + 2, verb)
        verb = told.start() if told else verb
    return verb


def _first_verb(page: PageReading, words: Iterable[re.Match[str]], start: int, end: int) -> int:
    """Return where the first of the words stands that is no noun, and not in capitals as a title may be."""
    nouns = page.lexicon.cue("not_verb")
    places = (word.start() for word in words if word[0][0].islower() and not _is_own(page.text, start, word))
    return next((place for place in places if not nouns.match(page.text, place)), end)


def _is_own(text: str, start: int, word: re.Match[str]) -> bool:
    """Say whether the word goes with the first one: "Učíme sa čítať", "Co nám dává les"."""
    return word[0] in ("sa", "nám", "vám") and " " not in text[start : word.start()].rstrip()


def before_source(page: PageReading, start: int, end: int) -> int:
    """Return where a sum or the place where the money is from is told behind `start`, or `end`."""
    newline = page.text.find("\n", start, end)
    while newline >= 0 and not _FIELD.match(page.text, newline):
        newline = page.text.find("\n", newline + 1, end)
    end = newline if newline >= 0 else end
    told = page.lexicon.worded(_SOURCE).search(page.text, start + 2, end)
    end = told.start() if told else end
    for phrase in page.phrases_within(start + 2, end):
        paid = _PAID_BY.search(page.text, max(start, phrase.start - AROUND), phrase.start) if phrase.sure else None
        if paid and phrase.kind in ("programme", "funder"):
            return paid.start()
    return end


def before_aside(text: str, start: int, end: int) -> int:
    """Leave out "– word" right before the verb: it begins the next clause."""
    dash = _LAST_ASIDE.search(text[start:end])
    return start + dash.start() if dash else end


def of_scheme(page: PageReading, start: int) -> bool:
    """Say whether the noun of a programme, a call or an event leads to the name: "z programu JPD2 – Jednotný …"."""
    first = page.sentence_at(start)[0]
    before = page.text[max(first, start - AROUND * 3) : start].rstrip()
    return any(noun.end() == len(before) for noun in page.lexicon.cue("titled_otherwise").finditer(before))
