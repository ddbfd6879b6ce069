"""Who acts in a sentence: the subject before a verb, if it is an organisation and no payer or project."""

from __future__ import annotations

import re
import unicodedata

from extractors.bodies.addresses import is_country
from extractors.bodies.name_prose import head_after_adjectives, name_in_prose
from extractors.bodies.names import (
    begins_with_head,
    head_at,
    inflected_head,
    is_organisation,
    is_person,
    legal_form_at,
    trim,
)
from extractors.bodies.owners import bare_subject
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading

ARTICLE = re.compile(r"(?:the|an?)\s(?=[A-Z])", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?:the|an?|our)\s")
_BEFORE_KIND = ("the ", "The ", " and ", " with ")
_LOWER = re.compile(rf"[{SMALL}-]{{3,20}}\s")
_NATION = re.compile(r"[A-Z][a-z]{1,14}(?:ian|ish|ese|ean|ech|an|ch|ic)\s")
_CZECH_ADJECTIVE = re.compile(rf"[{SMALL}-]{{3,20}}(?:ý|á|é|í|ou|ým|ého|ému|ém|[nv]e)\s")
# Between a subject and its verb: a bracket, "ze Žďáru nad Sázavou", an adverb or a year.
_PLACE = re.compile(r"(?:\s?\([^()\n]{0,80}\))?,?\s?(?:(?:z|ze|v|ve|in|of)\s\S{2,30}(?:\s\S{2,20}){0,3}?\s)?")
# "díky dotaci", "v roce 2019", "as the lead partner": said of the subject, before its verb.
_PHRASE = re.compile(
    r"(?:díky|za pomoci|s pomocí|v|ve|od|na|z|ze|po|jako|as|with|in|under)\s(?:[\w.-]{1,20}\s){1,4}", re.IGNORECASE
)
# "jsou město Lípa a …": of these the noun is the first word of the name.
_ITS_NAME = ("město", "obec", "městys", "mesto")
# "…, Nadace Kořeny podpořila": no legal form behind the comma.
_FORM_FIRST = re.compile(rf"[{CAPITAL}][{SMALL}]{{4,20}}\s[{CAPITAL}]")
# "Lumex photonics s.r.o." elsewhere on the page shows that "Lumex" acts.
_FORM = r"(?:s\.\s?r\.\s?o|a\.\s?s|z\.\s?[sú]|o\.\s?p\.\s?s|GmbH|Ltd|Inc)(?!\w)"
# "X, a school in the hills, has won …", "X – and nobody else – obtained …"
_ASIDE = re.compile(r"(?:\s?\([^()\n]{0,80}\))?(?:,\s[^,;:\n]{3,90},|\s[–—-]\s[^–—\n]{3,90}\s[–—-])\s?")
# "Eurolux, rodinná firma z Lípy": what a name is of.
_EXPLAINS = re.compile(rf",\s(?:(?:an?|the)\s)?(?P<first>[{SMALL}-]{{3,20}})\s(?P<second>[{SMALL}]{{1,24}})")
_YEAR = re.compile(r"(?:(?:v roce|in)\s)?\d{4}\s")


# "polský Instytut Pracy": where it comes from is no part of the name.
_FROM_WHERE = re.compile(rf"[{SMALL}]{{2,20}}[sc]k(?:ý|á|é|ou|ým|ého|ému)\s(?=[{CAPITAL}])")


def name_start(page: PageReading, begin: int, end: int, plural: bool = False) -> int:
    """Skip "the", "společností", "partnerskou školou" before the name itself."""
    text = page.text
    begin = _behind_kind(page, begin, end)
    for _ in range(2):
        noun = page.lexicon.cue("organisation_nouns").match(text, begin, end)
        article = ARTICLE.match(text, begin, end)
        if article:
            begin = article.end()
        elif noun and text[begin].islower() and re.match(rf"\s[„\"]?[{CAPITAL}]", text[noun.end() : noun.end() + 3]):
            if noun[0].lower() in _ITS_NAME:
                break
            several = plural or not inflected_head(text, begin, page.lexicon)
            begin = noun.end() + 1 if several or noun[0].lower().startswith(("společnost", "firm")) else begin
    where = _FROM_WHERE.match(text, begin, end)
    return head_after_adjectives(text, where.end() if where else begin, end, page.lexicon)


def _behind_kind(page: PageReading, begin: int, end: int) -> int:
    """Skip "the non-profit organisation", "norskou neziskovou organizací" before a name with a capital."""
    article, behind = _ARTICLE_BEFORE.match(page.text, begin, end), page.text.endswith(_BEFORE_KIND, 0, begin)
    position = article.end() if article else begin
    for _ in range(2):
        word = (_LOWER if article or behind else _CZECH_ADJECTIVE).match(page.text, position, end)
        word = word or (_NATION.match(page.text, position, end) if article else None)
        if not word:
            return begin
        position = word.end()
        noun = page.lexicon.cue("body_nouns").match(page.text, position, end)
        if noun and re.match(rf"\s[„\"]?[{CAPITAL}]", page.text[noun.end() : noun.end() + 3]):
            return noun.end() + 1
    return begin


_OPENING = re.compile(
    r"[,;:–]\s(?:(?:na|pro|v|ve|za|k|do|o|for|in|to|of)\s)?(?:kter[ýáéou]{1,2}\s|něj\s|nějž\s|nichž\s|něhož\s|which\s|whom\s)?"
    rf"|\s-\s|\sže\s|\sthat\s|\b(?:[Nn]aše|[Nn]aša|[Oo]ur)\s(?=[{CAPITAL}])|\b(?:Naše|Our)\s\w+,?\s"
)


def _is_explained(page: PageReading, start: int, end: int) -> bool:
    """ "Eurolux, rodinná firma z Lípy,": what body a name is of stands behind its comma."""
    aside = _EXPLAINS.match(page.text, end) if page.text[start].isupper() else None
    nouns = page.lexicon.cue("body_nouns")
    return aside is not None and any(nouns.match(page.text, aside.start(word)) for word in ("first", "second"))


_LINE = re.compile(rf"\n(?=[{CAPITAL}])")
_CAPITAL_WORD = re.compile(rf"(?<![\w-])[{CAPITAL}][\w-]*")
_AGREES = re.compile(r"(?:[ýáéí]|\d)$")
_WORD_BEFORE = re.compile(r"([^\W\d_]{1,24}|\d{1,24})\.?\s$")
LONGEST = 120
"""A body that acts and its verb stand within so many code points."""


def subject_of(page: PageReading, stop: int) -> tuple[int, int] | None:
    """The subject of a verb at `stop`: the organisation at the head of the sentence or of its last clauses."""
    text, lexicon = page.text, page.lexicon
    start, _ = page.sentence_at(stop)
    openings = [
        start,
        *(m.end() for m in _OPENING.finditer(text, start, stop) if m.end() < stop),
    ]
    lines = (m.end() for m in _LINE.finditer(text, start, stop))  # "Title of the page, 4⏎Město X zahájilo"
    heads = [line for line in lines if begins_with_head(text, line, lexicon)]
    if text[start:stop].rstrip().endswith(",") and len(openings) > 1 and text[openings[-1]].islower():
        openings.pop()  # "X, a school in the hills, has won": the clause before the verb is told of X
    for opening in (*heads[-1:], *sorted(set(openings), reverse=True)[:6]):
        begin = opening
        while begin < stop and not re.match(r"[^\W\d_]", text[begin]):
            begin += 1
        if lexicon.cue("branch").match(text, opening, stop):
            continue  # "Diakonie X – středisko v Lukách": of it the name before the dash is a part
        if opening > start and legal_form_at(text, opening - 2, lexicon) and not _FORM_FIRST.match(text, opening, stop):
            continue
        noun = bare_subject(page, begin, stop)
        if noun and _is_gap(page, noun[1], stop):
            return noun
        begin = name_start(page, begin, stop)
        end = name_in_prose(text, begin, stop, lexicon)
        first, last = trim(text, begin, end)
        if last <= first or not _is_gap(page, max(end, last), stop):
            continue
        words = text[first:last]
        if is_organisation(words, lexicon) or is_proper(page, first, last) or _is_explained(page, first, last):
            return None if is_person(words, lexicon) and not is_organisation(words, lexicon) else (first, last)
    return _body_before(page, start, stop)


def _body_before(page: PageReading, start: int, stop: int) -> tuple[int, int] | None:
    """The body right before a verb, whatever the sentence begins with: "V loňském roce Obec Lipová získala".

    Only what stands behind no preposition and is in the nominative acts; a part of a longer name begins before it.
    """
    text, lexicon = page.text, page.lexicon
    for word in _CAPITAL_WORD.finditer(text, max(start + 1, stop - LONGEST), stop):
        before = _WORD_BEFORE.search(text, max(start, word.start() - 24), word.start())
        head = head_at(text, word.start(), stop, lexicon.vocabulary)
        if head is None or inflected_head(text, word.start(), lexicon):
            continue
        if before is None or before[1][0].isupper() or lexicon.cue("governs").fullmatch(before[1]):
            joint = before is not None and before[1] in ("a", "and", "i")
            if not joint or not lexicon.cue("finite").search(text, start, before.start() if before else start):
                continue  # "byl hrazen z programu a Kraj X směl čerpat": a clause of its own
        elif not (_AGREES.search(before[1]) or lexicon.cue("before_actor").fullmatch(before[1])):
            continue  # "podle ředitele Nemocnice X": its nominative and genitive look the same
        end = name_in_prose(text, word.start(), stop, lexicon)
        first, last = trim(text, word.start(), end)
        if " " in text[first:last] and _is_gap(page, max(end, last), stop):
            return first, last
    return None


def is_payer(page: PageReading, start: int, end: int) -> bool:
    """Say whether the name is that of a known payer: what it runs is a programme."""
    return any(p.kind == "funder" and p.start <= start and end <= p.end for p in page.phrases_over(start, end))


def _is_gap(page: PageReading, start: int, stop: int) -> bool:
    """Say whether between a subject and its verb stand no more than a bracket, a place and adverbs."""
    blank = page.text[start : start + 1] == " "
    for place in (
        _PLACE.match(page.text, start, stop),
        _PHRASE.match(page.text, start + blank, stop),
        _ASIDE.match(page.text, start, stop),
        None,
    ):
        position = place.end() if place else start
        for _ in range(4):
            while position < stop and page.text[position] in " ,\u00a0":
                position += 1
            if position < stop and page.lexicon.cue("in_cooperation", "along_with").match(page.text, position, stop):
                return not page.lexicon.cue("finite", "acts", "obtained").search(page.text, position, stop)
            word = page.lexicon.cue("adverb").match(page.text, position, stop) or _YEAR.match(page.text, position, stop)
            if not word:
                break
            position = word.end()
        if position >= stop:
            return True
    return False


def is_proper(page: PageReading, start: int, end: int) -> bool:
    """Say whether one word at the head of a sentence is a name: "Jihlava", if it has its capital elsewhere too."""
    word = page.text[start:end]
    if " " in word or len(word) < 4 or is_country(word, page.lexicon):
        return False
    if page.lexicon.cue("no_subject").fullmatch(word):
        return False
    stem = re.escape(word[:-1] if unicodedata.normalize("NFD", word[-1])[0] in "aeiouy" else word)
    if re.search(rf"[{SMALL}]\s{stem}\w{{0,3}}(?!\w)", page.text):
        return True
    return bool(re.search(rf"(?<!\w){re.escape(word)}\s(?:[\w-]{{2,20}}\s){{0,2}}{_FORM}", page.page.text))


def is_project(page: PageReading, start: int, end: int) -> bool:
    """Say whether a single word with capitals inside is the project's acronym: "the AQUA project", or a contract's."""
    text, lexicon = page.text, page.lexicon
    word = text[start:end]
    if " " in word or not any(char.isupper() for char in word[1:]):
        return False
    agreement = lexicon.cue("agreement").search(text, end, page.sentence_at(start)[1])
    if agreement and not lexicon.cue("project").search(text, end, agreement.start()):
        return True
    noun = lexicon.cue("project_noun")
    places = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").finditer(text)
    return any(
        lexicon.cue("project").match(text, place.end() + 1)
        or noun.search(text, max(0, place.start() - 9), place.start())
        for place in places
    )
