"""The title of an entry of a list: what it begins with, before its number, payer, dates, sums and persons."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.bodies.names import begins_with_head, is_person, trim
from extractors.dates.date_grammar import DateGrammar, PrintedDate, find_dates
from extractors.money.amount_grammar import find_amounts
from extractors.naming.marked_bodies import names_a_body
from extractors.naming.names_within import belongs_to_title
from extractors.naming.prose_titles import ends_openly, past_article, refused_word
from extractors.naming.title_doubts import heads_no_project
from extractors.naming.title_ends import before_verb
from extractors.payers.paying_words import opens_with_paying
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Phrase, label_key
from extractors.text.lines import is_soft_break
from extractors.text.quotations import quotations
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Region

LONGEST_TITLE, QUOTED_WITHIN, NOUN_WITHIN, MOST_SEGMENTS, MOST_OF_LABEL = 260, 60, 120, 5, 4
OF_PROJECT = 16
"""The last words of a label stand so near its end."""
# A title in a list ends before a bracket, a mark, or a line break that does not only wrap it; commas belong to titles.
_SEGMENT_END = re.compile(r"\s\(|\s?(?:\.{3}|…)|[;|\t\[]|\.\s|:\s|\s::\s|\n")
_ROLE = re.compile(
    r"^(?:PI|Co-PI|řešitel\w*|spoluřešitel\w*|garant|investigator|hlavní řešitel\w*|č|no|id)\b", re.IGNORECASE
)
# The author or leader before a title: "Novák, J., Malá, K.: Title", "J. Novák – Title".
_NAME = rf"[{CAPITAL}][^\W\d_]{{1,20}}(?:-[{CAPITAL}][^\W\d_]{{1,20}})?"
_INITIALS = rf"(?:[{CAPITAL}]\.[ -]?){{1,3}}"
_AUTHORS = re.compile(
    rf"(?:(?:{_NAME},? {_INITIALS}|{_INITIALS} ?{_NAME})(?:,? (?:a |and |et al\.? )?|(?=[:(–-]))){{1,6}}"
    rf"(?:\((?:19|20)\d\d\))?\s?(?::|[–-])\s"
)
_ENUMERATOR = re.compile(
    r"(?:\d{1,2}\.\d{1,2}\s{1,3}(?=[^\W\d_])|(?:\d{1,2}(?:\.\d{1,2})?[.)]|[A-Z]?\d{0,2}[.)]|[a-z]\))\s)"
)
# "Projekt Nová lávka", "Project: New footbridge": the noun is no part of the title.
_NOUN = re.compile(rf"(?:Projekt|Project|PROJEKT|PROJECT):?\s(?=[„“\"»'‚]?[{CAPITAL}])")
# Words for kinds of grants and who gives them, which no title has.
_SCHEME = re.compile(
    r"\b(?:[Gg]rants?|[Ff]ellowships?|[Ff]oundation|[Aa]ward|Agency|Fund|Fond|grantu?|stipendium|[Nn]adace|agentura)\b"
)
_COMMAS = frozenset(",;–—")
_DASH = re.compile(r"\s[–—-]\s")
# "Rebuilding (and extension) of the hall", "of forests in Natura 2000 areas": a title goes on behind those.
_ASIDE = re.compile(rf"\s\([{SMALL}][^\W\d_]*(?: [^\W\d_]+){{0,5}}\)\s(?=[{SMALL}])")
_TITLE_DASH = re.compile(rf"\s[–—-]\s(?=[„“\"*_]{{0,2}}[{CAPITAL}])")
_COMPOUND = re.compile(r"-[^\W_]{2}")
_ON = re.compile(r" (?=[^\W\d_])")
# What may stand before the bold title of an entry: an enumerator, years, a colon.
_OPENING = re.compile(r"[\d\s.,:;()/•*–—-]{0,40}")
_PART = re.compile(r"[^,\s][^,]*")
_ORDINAL = re.compile(r"[IVX]{1,4}|\d{1,2}")
# "s.r.o", "č.p": letters with stops between; behind the last one a title goes on in lower case or with a figure.
_STOPS_WITHIN = re.compile(r"(?:[^\W\d_]{1,3}\.){1,3}[^\W\d_]{1,3}")
_GOES_ON = re.compile(rf"[{SMALL}]|\d{{1,4}}(?!\d|[./]\d)|[–-]\s")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{2}")
_FIGURE = re.compile(r"[^\n\d.;]{0,24}\d")
_COPYRIGHT = re.compile(r"\W{0,3}(?:©|\([cC]\)|[Cc]opyright)")
_PATH = re.compile(r"\s[>»›]\s")
_THREE_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]{0,40}){3}")
_LETTER = re.compile(rf"(?:[a-z]{{1,2}}[.-]?)?[{CAPITAL}0-9„“\"]")


def entry_title(page: PageReading, start: int, end: int, rules: DateGrammar) -> tuple[int, int] | None:
    """Return the span of the title of the entry between `start` and `end`, or None."""
    found = leading(page, start, end, rules)
    return (tidied(page, *found) if found else None) or _closing(page, start, end, rules)


def _closing(page: PageReading, start: int, end: int, rules: DateGrammar) -> tuple[int, int] | None:
    """Return what the last dash of an entry of one line sets off behind its facts: "2009, Via, 49 500 Kč – Title"."""
    block = page.block_at(start)
    dashes = [*_TITLE_DASH.finditer(page.text, start, end)]
    if not dashes or end - start > LONGEST_TITLE or page.text.find("\n", start, end) >= 0:
        return None
    dash = dashes[-1]
    if block is None or block.kind is BlockKind.HEADING or page.text.count(" ", dash.end(), end) < 2:
        return None
    taken = _taken(page, start, end, rules)
    stated = taken and taken[0][0] < dash.start() and not any(last > dash.start() for _, last in taken)
    return tidied(page, dash.end(), end) if stated else None


def tidied(page: PageReading, start: int, end: int, *, small: bool = False) -> tuple[int, int] | None:
    """Return the span without its enumerator, the noun and the marks at its ends, if it may be a title.

    `small`: it goes on from the words above its list, and begins with a small letter: "opravu kaple".
    """
    enumerator = _ENUMERATOR.match(page.text, start, end)
    first, last = trim(page.text, enumerator.end() if enumerator else start, end)
    noun = _NOUN.match(page.text, first, last)
    first, last = trim(page.text, noun.end(), last) if noun else (first, last)
    return (first, last) if _may_be_title(page, first, last, small=small) else None


def leading(page: PageReading, start: int, end: int, rules: DateGrammar) -> tuple[int, int] | None:
    """Return what is quoted or bold at the entry's head, or the first segment with no date, number, payer, author."""
    text = page.text
    if _COPYRIGHT.match(text, start, end):
        return None
    quoted = [q for q in quotations(text, start, end) if q[0] - start <= QUOTED_WITHIN]
    if quoted:
        return quoted[0]
    named = _set_apart(page, start, end) or _between_marks(page, start, end)
    if named:
        return named
    authors = _AUTHORS.match(text, start, end)
    taken = _taken(page, start, end, rules)
    bold = _emphasised(page, start, end)
    if bold:
        return _past(text, *bold, taken), bold[1]
    position = _past(text, authors.end() if authors else start, end, taken)
    block = page.block_at(position)
    if block and block.start > start and _is_named_head(page, start):
        return None  # a programme heads the stretch, and what follows is no title
    end = min(end, block.end) if block else end
    stop = min([begin for begin, _ in taken if begin > position], default=end)
    stop = min(stop, end)
    stop = _before_remark(page, position, _segment_end(page, position, stop, start))
    if text[stop : stop + 1] == ":" and text[position:stop].count(" ") <= 1:
        if block is None or block.kind is not BlockKind.HEADING or not _goes_on(page, position, stop):
            return None  # a label, or a name that a few words explain
        stop = _segment_end(page, stop + 1, end, start)
    return None if _ROLE.match(text[position:stop]) else _without_scheme(page, position, stop)


def _is_named_head(page: PageReading, start: int) -> bool:
    """Say whether a heading or a bold line with words in it begins here."""
    block = page.block_at(start)
    if block is None or not _THREE_LETTERS.search(page.text, block.start, block.end):
        return False
    return block.kind is BlockKind.HEADING or trim(page.text, block.start, block.end) in page.page.emphasis


def _goes_on(page: PageReading, start: int, colon: int) -> bool:
    """Say whether a heading's title goes on behind its colon: "Library: shelves and lamps", no acronym, no label."""
    words = page.text[start:colon]
    return sum(map(str.isupper, words)) <= 1 and not is_label(page, words)


def _taken(page: PageReading, start: int, end: int, rules: DateGrammar) -> list[tuple[int, int]]:
    """The numbers, payers, dates and sums of the entry, by start."""
    return sorted(
        [(n.start, n.end) for n in page.numbers_within(start, end)]
        + [(p.start, p.end) for p in page.phrases_within(start, end) if not _in_name(page, start, p)]
        + [(d.start, d.end) for d in find_dates(page.text, rules, start, end) if not _is_word(page, d)]
        + [(a.start, a.end) for a in find_amounts(page.text, page.lexicon.vocabulary, start, end)]
    )


def _in_name(page: PageReading, start: int, phrase: Phrase) -> bool:
    """Say whether a programme's or payer's name is part of a title or of an acronym: "LIFE-WETMEADOWS"."""
    return bool(_COMPOUND.match(page.text, phrase.end)) or belongs_to_title(page, start, phrase)


def _is_word(page: PageReading, date: PrintedDate) -> bool:
    """Say whether a bare year is a word of a title: letters stand right before it, and the title goes on behind."""
    on = None if date.month else _ON.match(page.text, date.end)
    if on is None or not page.text[max(0, date.start - 2) : date.start - 1].isalpha():
        return False
    return not page.lexicon.cue("finance", "project_noun").match(page.text, on.end())


def _past(text: str, position: int, end: int, taken: list[tuple[int, int]]) -> int:
    """Return the first letter or figure from `position` on that is part of none of those."""
    for _ in range(MOST_SEGMENTS):
        while position < end and not text[position].isalnum():
            position += 1
        covering = next((stop for begin, stop in taken if begin <= position < stop), None)
        if covering is None:
            break
        position = covering
    return position


def _emphasised(page: PageReading, start: int, end: int) -> tuple[int, int] | None:
    """Return the bold or italic words that open the entry, behind a year or an enumerator at most."""
    first = bisect_left(page.emphasis, (start, 0))
    span = page.emphasis[first] if first < len(page.emphasis) else (end, end)
    opens = span[1] < end and _OPENING.fullmatch(page.text, start, span[0])
    if not opens or _SCHEME.search(page.text, *span) or names_a_body(page, *span):
        return None
    return span if tidied(page, *span) or _is_whole(page, *span, end) else None


def _is_whole(page: PageReading, start: int, end: int, limit: int) -> bool:
    """Say whether bold words that read as a sentence stand as a title does, with a number or payer right behind."""
    words = page.text[start:end]
    spoken = page.lexicon.cue("finance", "project", "thanks").search(words)
    fit = words[:1].isupper() and 3 <= words.count(" ") + 1 <= 20 and not spoken and words[-1] not in ".!:"
    behind = min(limit, end + NOUN_WITHIN)
    near = page.numbers_within(end, behind) or any(phrase.sure for phrase in page.phrases_within(end, behind))
    return fit and bool(near) and page.text[end : end + 3].strip()[:1] in ("", "(", ",", "–", "-", "*")


def _set_apart(page: PageReading, start: int, end: int) -> tuple[int, int] | None:
    """Return the bold or italic words right behind the first "projekt" of an entry that begins as a sentence.

    A heading may begin with the noun: "Project *Blue Wells*".
    """
    noun = page.lexicon.cue("project_noun").search(page.text, start, min(end, start + NOUN_WITHIN))
    if noun is None:
        return None
    first = bisect_left(page.emphasis, (noun.end(), 0))
    span = page.emphasis[first] if first < len(page.emphasis) else (end, end)
    block = page.block_at(start)
    if noun.start() == start and not (block and block.kind is BlockKind.HEADING and span[1] == block.end):
        return None
    gap = page.text[noun.end() : span[0]]
    return span if span[1] < end and not gap.strip(' :„“"*_') and "\n" not in gap else None


def _between_marks(page: PageReading, start: int, end: int) -> tuple[int, int] | None:
    """Return the bold or italic words near the entry's start, or at its end, that commas or dashes set off: "Visit,
    *Wells*, 2020"."""
    for span in page.emphasis[bisect_left(page.emphasis, (start + 1, 0)) :][:3]:
        if span[1] > end or (span[0] - start > QUOTED_WITHIN and page.text[span[1] : end].strip(" *_.")):
            return None
        before, behind = page.text[start : span[0]].rstrip(" *_"), page.text[span[1] : end].lstrip(" *_")
        set_off = before[-1:] in _COMMAS and (not behind or behind[0] in _COMMAS)
        if set_off and not names_a_body(page, *span) and tidied(page, *span):
            return span
    return None


def _before_remark(page: PageReading, start: int, end: int) -> int:
    """Leave out what a dash sets off if it tells of the project: "Title – balls, goals", "Title – a project"."""
    dash = _DASH.search(page.text, start + 3, end)
    if dash is None:
        return end
    words = page.text[dash.end() : end].strip(" ,;–-")
    paid = words.count(" ") <= 1 and page.lexicon.cue("finance").match(words)  # "– dotace", and the sum
    told = paid or page.lexicon.cue("project_noun", "finite").search(words) or before_verb(page, dash.end(), end) < end
    return dash.start() if words[:1].islower() and (told or ", " in words) else end


def _segment_end(page: PageReading, start: int, limit: int, block_start: int) -> int:
    text, block = page.text, page.block_at(start)
    headed = block is not None and (block.kind is BlockKind.HEADING or _stands_alone(page, block, limit))
    for mark in _SEGMENT_END.finditer(text, start, limit):
        if text[mark.start()] == "\n" and _wraps(page, mark.start(), block_start):
            continue
        words = text[start : mark.start()]
        if mark[0][-1] == "(" and _ASIDE.match(text, mark.start(), limit):
            continue
        if mark[0][0] == "." and (headed or _abbreviates(page, words, mark.end())):
            continue
        if mark[0] == ": " and (words.count(" ") >= 2 or _ACRONYM.search(words)) and not is_label(page, words):
            continue  # a title and its subtitle
        return mark.start()
    return limit


def _stands_alone(page: PageReading, block: Block, limit: int) -> bool:
    """Say whether a title up to `limit` fills a paragraph that is a line with no full stop at its end."""
    if block.kind is not BlockKind.PARAGRAPH or limit != block.end or block.end - block.start > LONGEST_TITLE:
        return False
    return page.text[limit - 1] != "." and page.text.find("\n", block.start, limit) < 0


def _wraps(page: PageReading, newline: int, block_start: int) -> bool:
    if _begins_facts(page, newline + 1):
        return False
    if page.wrapped:
        return is_soft_break(page.text, newline, block_start)
    return page.text[newline + 1 : newline + 2].islower()


def _begins_facts(page: PageReading, start: int) -> bool:
    """Say whether a line begins with a word of paying and its sum or year: "dotace 120 000 Kč"."""
    word = page.lexicon.cue("finance").match(page.text, start)
    return word is not None and bool(_FIGURE.match(page.text, word.end()))


def _abbreviates(page: PageReading, words: str, behind: int) -> bool:
    """Say whether the full stop behind the words is that of "sv." or "II.", or of "č.p." or "s.r.o." in a title."""
    last = words.rpartition(" ")[2].lstrip("(")
    if _STOPS_WITHIN.fullmatch(last) and _GOES_ON.match(page.text, behind):
        return True
    return last.lower() in page.lexicon.abbreviations or bool(_ORDINAL.fullmatch(last))


def _without_scheme(page: PageReading, start: int, end: int) -> tuple[int, int] | None:
    """Leave out the kind of grant, its payer and its holder before the title: "X Foundation, Impuls grant, Title"."""
    if not _SCHEME.search(page.text, start, end):
        return start, end
    parts = [match.span() for match in _PART.finditer(page.text, start, end)]
    own = [
        part
        for part in parts
        if not _SCHEME.search(page.text, *part) and not is_person(page.text[slice(*part)], page.lexicon)
    ]
    return own[-1] if own else None


def is_label(page: PageReading, words: str) -> bool:
    """Say whether the words are a label, or begin with one of paying: "Realizace", "Financováno z prostředků".

    One that no list has may end in the noun: "Registračni čislo projektu", "Aims of the project".
    """
    if page.lexicon.cue("of_project").search(words, max(0, len(words) - OF_PROJECT)):
        return True
    return label_key(words) in page.lexicon.labels or opens_with_paying(words, page.lexicon)


def _may_be_title(page: PageReading, start: int, end: int, *, small: bool = False) -> bool:
    """Say whether the words are no label, sentence, path of links or person, and stand in no footer."""
    words = page.text[start:end]
    block = page.block_at(start)
    if (
        not (4 if words.isupper() else 6) <= len(words) <= LONGEST_TITLE
        or not (_LETTER.match(words) or (small and words[0].isalpha()))
        or not _THREE_LETTERS.search(words)
        or _PATH.search(words)
    ):
        return False
    if _only_payers(page, start, end):
        return False  # a payer or programme heads its projects
    if block is None or block.region is Region.FOOTER:
        return False
    if _tells_of_project(page, start, end):
        return False
    asks = _asks(page.text, end)
    if refused_word(past_article(words).split()[0], page) and not asks:
        return False
    if _is_common_word(page, block, words):
        return False  # it names a section
    if words.count(" ") == 1 and words.split()[0].lower() in page.lexicon.small_words:
        return False
    if ends_openly(words, page):
        return False  # a sentence cut before a payer: "Naučíte se čerpat z"
    if block.kind is BlockKind.TABLE_CELL and _names_body(page, start, words):
        return False
    if before_verb(page, start, end) < end or heads_no_project(page, start, end):
        return False
    said = None if asks else page.lexicon.cue("finite").search(words)
    said = said or page.lexicon.cue("projects", "thanks").match(words)
    return not (said or page.lexicon.is_generic(words) or is_label(page, words) or is_person(words, page.lexicon))


def _is_common_word(page: PageReading, block: Block, words: str) -> bool:
    """Say whether the words are one word that is no acronym: "Calendar", "CALENDAR" where all headings are like it."""
    if " " in words or any(map(str.isdigit, words)):
        return False
    return sum(map(str.isupper, words)) < 2 or (
        block.kind is BlockKind.HEADING and words.isupper() and page.capital_heads
    )


def _only_payers(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are payers and programmes alone: "MINISTERSTVO ZEMĚDĚLSTVÍ / NAZV"."""
    position = start
    for phrase in sorted(page.phrases_within(start, end), key=lambda phrase: (phrase.start, -phrase.end)):
        if phrase.start >= position and not any(map(str.isalnum, page.text[position : phrase.start])):
            position = phrase.end
    return position > start and not any(map(str.isalnum, page.text[position:end]))


def _tells_of_project(page: PageReading, start: int, end: int) -> bool:
    """Say whether a few words tell what of a project follows, and name none: "Ident. kód projektu"."""
    noun = page.lexicon.cue("project_noun").search(page.text, start, end)
    if noun is None or page.text.count(" ", start, end) >= MOST_OF_LABEL:
        return False
    known = [(phrase.start, phrase.end) for phrase in page.phrases_within(start, end)]
    own = [at for at in range(start + 1, end) if not any(first <= at < last for first, last in known)]
    return noun.start() > start and not any(page.text[at].isupper() for at in own)


def _asks(text: str, end: int) -> bool:
    """Say whether a question ends here and its line goes on: "Why are leaves thin? – Grant 12"; others are headings."""
    stop = end if text[end - 1 : end] == "?" else end + 1
    return text[stop - 1 : stop] == "?" and bool(text[stop : stop + 1].strip() or text[stop + 1 : stop + 2].strip())


def _names_body(page: PageReading, start: int, words: str) -> bool:
    """Say whether a cell names an organisation, and no project of it behind a dash."""
    head = begins_with_head(page.text, start, page.lexicon)
    return head and words.count(" ") <= 6 and not re.search(r"\s[–-]\s", words)
