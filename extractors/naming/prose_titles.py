"""Titles without quotation marks in prose: "v rámci projektu X", "the project X (number)", "the X project".

Where an unquoted title ends is a guess; `named` and `within` have words that announce a title, the others have not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractors.bodies.names import begins_with_head, has_organisation_word, is_person
from extractors.naming.names_before_noun import NOUN_AFTER, dashed_names, past_joints
from extractors.naming.names_within import belongs_to_title
from extractors.naming.owned_names import behind_owner
from extractors.naming.project_names import before_brackets, called_titles
from extractors.naming.sentence_case import past_sentence_case
from extractors.naming.series import past_english, past_series
from extractors.naming.signed_names import signed_names
from extractors.naming.subtitles import past_colon
from extractors.naming.title_doubts import in_label, is_before_name, is_of_role
from extractors.naming.title_ends import before_aside, before_source, before_verb, of_scheme
from extractors.naming.title_halts import before_halt
from extractors.numbers.number_grammar import find_czech
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lines import is_soft_break, paragraph_end
from extractors.text.quotations import past_unclosed
from extractors.text.reading import PageReading
from extractors.text.windows import lowered, matches_round, places_of

LONGEST, BESIDE = 300, 30
UNOWNED, OWNED = 60, 120
"""What introduces a title stands so near behind the noun, or behind it and the body whose project it is."""
BEFORE_NOUN, BEHIND_NOUN = 32, 32
"""What the noun "projekt" or "akce" begins with ("v rámci realizace"), and what tells that it is one ("s názvem")."""
# A capital, a figure, or an acronym such as "eLearn".
_CAPITAL = re.compile(rf"[{CAPITAL}0-9]|[a-z]{{1,2}}-?[A-Z]")
_LONG_FORM = re.compile(r"\s{0,2}[\"“”]?\s?\(([^()]{12,250})\)")
# The sentence's end is its own bound: a full stop inside it is that of an abbreviation.
_END = re.compile(r"[,;:()|\"„“”»«\t]|[!?](?:\s|$)")
_CZECH_NOUN = re.compile(
    r"(?<!\w)(?P<within>v rámci (?:realizace |řešení )?)?"
    r"(?:(?:mikro|mini|pod)?projekt(?:u|em|om)?(?!\w)|(?-i:projekte)(?!\w)"
    r"|(?:žádost\w{0,3}|iniciativ\w{1,3}|akc\w{1,3}) (?=(?:s|pod) názvem|nazvan))",
    re.IGNORECASE,
)
NOUN_SIGNS = ("projekt", "žádost", "iniciativ", "akc")
"""Whatever the pattern takes holds one of these: it is tried nowhere else."""
# Works that name a project in lower case; these nouns are in the genitive what they are in the nominative.
_WORKS = re.compile(rf"[{SMALL}]{{2,20}}(?:kce|ace|ení|ání|tí)\s[^\W\d_]{{3}}")
_NOUN_BEFORE = re.compile(
    r"(?<![\w-])[Pp]rojects?(?![\w-])(?P<intro>\s(?:called|entitled|named|titled))?(?:[ \n]|[:,]\s)(?:the\s)?"
)
_NAME = r"(?:[A-Z0-9][\w&+’'/.-]{0,30}\s){0,3}(?:[A-Z]|[a-z]{1,2}-?[A-Z])[\w&+’'/.-]{1,30}"
# "OpenStreets.eu, a new project on …", "X is a European cooperation project": what calls itself a project.
_CALLED = re.compile(
    rf"(?P<name>{_NAME}(?:\s[–—-]\s[A-Z][^\n.,;:()]{{12,120}}?)?)(?:\s\([^()\n]{{2,60}}\))?,?\s"
    r"(?:is\s|as\s|was\s|has been\s)?(?:our\s|an?\s|the\s(?:first\s|new\s))"
    r"(?:[^\s.;:()]{1,30}\s){0,9}?[Pp]roject(?![\w-])"
)
# "HEAT – Heat health action in towns" in a sentence on a project.
_PAIR = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][A-Z0-9-]{1,14}\s){0,2}[A-Z](?=[\w/-]{0,20}[A-Z0-9])[\w/-]{2,24}\s[–—]\s[A-Z][^\n.,;:()–—]{12,140}?)"
    r"(?=[,.;:(]|\s(?:is|was|has|will|je|byl|bude)\s)"
)
_SHORT_AND_DASH = re.compile(r"(?:[A-Z][A-Z0-9-]{1,14}\s){0,2}[A-Z](?=[\w-]{0,20}[A-Z0-9])[\w-]{2,24}\s[–—]\s[A-Z]")
# Things of one kind, which are no name: "a Research for SMEs project".
_KINDS = re.compile(r"[A-Z]{2,8}s")
_DASH = re.compile("[–—]")
# "Komunikace II", "MAP III": the second or third of its name.
_NUMBERED = re.compile(rf"[{CAPITAL}][^\W\d_]{{2,30}} (?:I{{1,3}}|I?V|VI{{1,3}})")
_LETTER = re.compile(rf"[{CAPITAL}](?:[.,;:)]|$)")
_FUNDED_VERBS = r"(?:has|have|is|was|are|were|will|receive[ds]?)\s"
_FUNDED_VERB = re.compile(rf"\s{_FUNDED_VERBS}")
_FUNDED = re.compile(
    r"(?:(?:The|Our)\s)?(?P<name>(?:[A-Z0-9][\w&+’'/-]{0,30}\s){0,3}(?:[A-Z0-9]|[a-z]{1,2}[A-Z])[\w&+’'/-]{1,30}(?:\.[a-z]{2,4})?)"
    r"(?:\s[Pp]roject)?\s"
    rf"{_FUNDED_VERBS}(?:been\s|being\s|be\s|also\s)?"
    r"(?:received\s|awarded\s(?:an?\s|funding|support|EUR|€|CZK|£|\d)|(?:partly\s|partially\s)?(?:co-?)?(?:fund|financ)"
    r"|supported\s|a\s(?:[A-Z]\S{1,30}\s){1,4}(?:funded\s)?project)"
)
_ARTICLE = re.compile(r"(?:The|An?) (?=[A-Z]\S{0,30} \S)(?!.{0,150}(?<!\w)project(?!\w))")
_TOKEN = re.compile(r"[^\s()\[\]\"„“”;|]+")


def prose_titles(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each unquoted title, and of the long form in brackets behind it."""
    for start, end, rule in (*before_brackets(page), *called_titles(page), *_czech(page), *_english(page)):
        start, end = _without_neighbours(page, start, end)
        if (
            end - start >= 3
            and (rule == "works" or _CAPITAL.match(page.text, start))
            and not _refused_word(page, start, end)
            and not is_person(page.text[start:end], page.lexicon)
        ):
            beside = bool(page.numbers_within(end, end + BESIDE + 1))
            yield start, end, "beside_number" if beside and rule == "after_project" else rule
            yield from long_form(page.text, end)


def long_form(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The long name in brackets behind an acronym: "SYCLOPS (Scaling extreme …)"."""
    match = _LONG_FORM.match(text, end)
    if (
        match
        and match[1].count(" ") >= 3
        and not re.search(r"\d{4}|\d/\d", match[1])
        and _CAPITAL.match(match[1])
        and not find_czech(match[1])
    ):
        yield match.start(1), match.end(1), "long_form"


def _without_neighbours(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """Leave out a programme or fund at either end ("projekt OP LZZ Strategie …"), and a number behind the title."""
    for number in page.numbers_over(start, end):
        end = min(end, number.start)
    for phrase in page.phrases_over(start, end):
        if phrase.start <= start < phrase.end:
            own = page.lexicon.cue("programme_in_name").fullmatch(page.text, start, phrase.end)
            start = start if own and phrase.end < end else _behind_compound(page.text, phrase.end, end)
        elif phrase.end == end and phrase.start > start and not belongs_to_title(page, start, phrase):
            end = phrase.start
    while start < end and not page.text[start].isalnum():
        start += 1
    while end > start and (page.text[end - 1].isspace() or page.text[end - 1] in ",:;(–-"):
        end -= 1
    return start, _before_small_words(page, start, end)


def _behind_compound(text: str, start: int, end: int) -> int:
    """Return where the words behind a payer begin: "-funded" is part of the first, as in "the EU-funded X project"."""
    if text[start : start + 1] == "-":
        blank = text.find(" ", start, end)
        return blank if blank >= 0 else end
    return min(start, end)


def _before_small_words(page: PageReading, start: int, end: int) -> int:
    """Leave out "a", "and", "na" at the end: they belong to what follows."""
    for _ in range(3):
        blank = page.text.rfind(" ", start, end)
        if blank < 0 or page.text[blank + 1 : end] not in page.lexicon.small_words:
            break
        end = blank
    return end


def _refused_word(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words are no title: "This project", a month, a title before a name."""
    words = page.text[start:end].lower().split()
    own = len(words) > 1 and page.lexicon.cue("our_in_name").match(page.text, start)  # "projekt Naše třída"
    return (refused_word(words[0], page) and not own) or (len(words) == 1 and words[0].isdigit())


def _refused_before(page: PageReading, start: int, end: int) -> bool:
    first = page.text[start:end].split()[0].lower()
    return _refused_word(page, start, end) or first in page.lexicon.vocabulary.cues["no_title_before"]


def refused_word(word: str, page: PageReading) -> bool:
    """Say whether no title begins with the word: "this", "our", "May"."""
    return word.rstrip(".,:").lower() in page.lexicon.vocabulary.cues["no_title"]


def past_article(words: str) -> str:
    """Leave out the article of a title of three words or more: "The Keys of the Mill", but not "The project"."""
    article = _ARTICLE.match(words)
    return words[article.end() :] if article else words


def ends_openly(words: str, page: PageReading) -> bool:
    """Say whether the last word is a small one, and no numeral: "… čerpat z", but not "… stage I"."""
    last = words.split()[-1]
    return (last if len(last) == 1 else last.lower()) in page.lexicon.small_words


def _czech(page: PageReading) -> Iterator[tuple[int, int, str]]:
    text = page.text
    intro = page.lexicon.cue("title_intro")
    nouns = places_of(lowered(text), *NOUN_SIGNS)
    for noun in matches_round(nouns, _CZECH_NOUN, text, BEFORE_NOUN, BEHIND_NOUN):
        if not page.readable(noun.start()) or in_label(page, noun.end() - 1):
            continue
        begin = noun.end()
        introduced = intro.search(text, begin, begin + OWNED)
        if introduced and _leads(page, begin, introduced.start()):
            begin, rule = introduced.end(), "named"
        else:
            rule = "within" if noun["within"] else "after_project"
        start = begin + len(text[begin : begin + 4]) - len(text[begin : begin + 4].lstrip(" :\u00a0*_\n"))
        block = page.block_at(noun.start())
        newline = text.find("\n", begin, start)
        if newline >= 0 and not (block and is_soft_break(text, newline, block.start)):
            continue
        start = past_unclosed(text, start, block.end if block else start)
        if rule != "named" and ":" in text[begin:start] and not _opens(page, noun.start()):
            continue  # "Cíl projektu: …" is another label
        if rule == "within" and _of_payer(page, noun):
            continue
        works = rule == "within" and _WORKS.match(text, start)
        if start == begin or not (works or _CAPITAL.match(text, start)):
            continue
        if rule != "named" and (_of_person(page, noun, start) or _is_no_name(page, noun, start)):
            continue
        start = behind_owner(page, start) if rule == "after_project" else start
        if start < 0:
            continue
        _, limit = page.sentence_at(noun.start())
        limit = paragraph_end(text, start, block.start if block else start, min(limit, start + LONGEST))
        end = _past_subtitle(page, start, limit)
        halt = before_halt(page, start, start + 2, end, "title_stop")
        end = before_aside(text, start, halt) if halt < end else end
        end = before_verb(page, start, before_source(page, start, end))
        if rule == "after_project" and is_before_name(text, start, end):
            continue  # "projektu Erasmus „X“": the quotation is the name
        if works:
            rule = "works"
        elif rule == "after_project" and _is_name(page, start, end):
            rule = "in_sentence"
        yield start, end, rule
    for after in page.lexicon.cue("title_before").finditer(text):
        yield page.sentence_at(after.start())[0], after.start(), "named"


def _leads(page: PageReading, start: int, end: int) -> bool:
    """Say whether the noun leads to the words that introduce a title: no other clause stands between."""
    gap = page.text[start:end]
    near = len(gap) <= UNOWNED or ("," not in gap and before_verb(page, start - 1, end) == end)
    return near and not any(mark in gap for mark in ".!?;\n")


def _is_no_name(page: PageReading, noun: re.Match[str], start: int) -> bool:
    """Say whether a verb or a letter follows, "PROJEKT JE …", or a kind of project is told: "Typ projektu C"."""
    if page.lexicon.cue("finite").match(page.text, start) or _LETTER.match(page.text, start):
        return True
    kinds = page.lexicon.cue("kind_of").finditer(page.text, max(0, noun.start() - 16), noun.start())
    return any(kind.end() + 1 == noun.start() for kind in kinds)


def _past_subtitle(page: PageReading, start: int, limit: int) -> int:
    """Return where a title ends at its first mark; a colon before a few words of no sentence stands within it."""
    mark = _END.search(page.text, start, limit)
    english = past_english(page.text, start, mark.start(), limit) if mark else 0
    mark = _END.search(page.text, english, limit) if english else mark
    series = past_series(page, mark.start(), limit) if mark else 0
    mark = _END.search(page.text, series, limit) if series else mark
    subtitle = past_colon(page, start, mark.start(), limit) if mark else 0
    return subtitle or (mark.start() if mark else limit)


def _of_payer(page: PageReading, noun: re.Match[str]) -> bool:
    """Say whether the sentence has its project and its payer: "Projekt podpořila nadace X v rámci projektu Y".

    Y is a programme of the payer, unless a number stands with it.
    """
    first, last = page.sentence_at(noun.start())
    if page.numbers_within(first, last):
        return False
    one = page.lexicon.cue("project_noun").search(page.text, first, noun.start())
    return bool(one and page.lexicon.cue("payer_after").search(page.text, one.end(), noun.start()))


def _opens(page: PageReading, offset: int) -> bool:
    """Say whether nothing stands before the word in its line."""
    return not page.text[page.text.rfind("\n", 0, offset) + 1 : offset].strip(" *•–-")


def _of_person(page: PageReading, noun: re.Match[str], start: int) -> bool:
    """Say whether the project's author follows: "vedoucí projektu Jan Novák", "s autorkou projektu Janou Novou"."""
    role = page.lexicon.cue("project_person")
    before = any(match.end() + 1 >= noun.start() for match in role.finditer(page.text, noun.start() - 25, noun.start()))
    words = re.findall(r"\S+", page.text[start : start + 60])[:2]
    named = len(words) == 2 and all(word[0].isupper() for word in words)
    return (named and (before or is_person(" ".join(words), page.lexicon))) or is_of_role(page, noun.start(), start)


def _is_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether the words behind "projekt" can only be its name, and no organisation's: three, or two and the second
    in lower case."""
    words = re.findall(r"[^\W\d_]{3,}", page.text[start:end])
    if _NUMBERED.fullmatch(page.text, start, end):
        return not has_organisation_word(page.text[start:end], page.lexicon)
    if len(words) == 2:
        joined = page.text[start:end].count(" ") > 1 and not begins_with_head(page.text, start, page.lexicon)
        return words[1].islower() and (joined or not has_organisation_word(page.text[start:end], page.lexicon))
    return len(words) >= 3 and not begins_with_head(page.text, start, page.lexicon)


def _english(page: PageReading) -> Iterator[tuple[int, int, str]]:
    """Capitalised words behind or before "project": "the project National Platform", "Horizon project X (…)"."""
    yield from signed_names(page)
    verbs = _FUNDED_VERB.search(page.text) is not None
    ends = [end for _, end in page.emphasis]
    for block in page.blocks:
        named = page.text.find("roject", block.start, block.end) >= 0  # a noun of either rule
        if not (named or verbs or _DASH.search(page.text, block.start, block.end)):
            continue  # most blocks of a Czech page
        for noun in _NOUN_BEFORE.finditer(page.text, block.start, block.end) if named else ():
            limit = paragraph_end(page.text, noun.end(), block.start, block.end)
            end = _capitalised(page.text, noun.end(), limit, page.lexicon.small_words)
            end = end and _past_long_name(page, noun.end(), end, limit)
            end = end and past_sentence_case(page, noun.end(), end, limit)
            end = end and max(end, _past_own_colon(page, noun.end(), end, limit))
            plural = noun[0].lower().startswith("projects") and not noun["intro"]
            compound = plural and (noun[0][0] == "P" or noun[0].endswith("the "))  # "the Small Projects Fund"
            part = page.lexicon.cue("project_part").match(page.text, noun.end(), end)
            if end and not compound and not part and not in_label(page, noun.start()):
                yield noun.end(), end, "named" if noun["intro"] else "after_project"
        dashed = list(dashed_names(page, block.start, block.end)) if named else []
        yield from ((*span, "subject") for span in dashed)
        for first, _ in (page.sentence_at(block.start), *_within(page, block.start, block.end)):
            match = _FUNDED.match(page.text, first, block.end) if verbs else None
            common = match and page.lexicon.cue("undertaking").fullmatch(match["name"])
            if match and not common and not has_organisation_word(match["name"], page.lexicon):
                yield *match.span("name"), "subject"
            else:
                yield from _self_called(page, first, block.end)
        if named:
            yield from _before_noun(page, block.start, block.end, {*(end for _, end in dashed), *ends})


def _before_noun(page: PageReading, first: int, last: int, whole: set[int]) -> Iterator[tuple[int, int, str]]:
    """What stands right before the noun, but where a whole name ends: "the Women on Wheels project"."""
    for match in NOUN_AFTER.finditer(page.text, first, last):
        start, end = match.span(1)
        while start < end and _refused_before(page, start, end):
            start = page.text.find(" ", start, end) + 1 or end
            if not page.text[start:end].strip():
                break
        name = page.text[start:end].strip()
        body = match["aside"] and has_organisation_word(name, page.lexicon)
        if not name or _KINDS.fullmatch(name) or end - 1 in whole or body:
            continue
        start = past_joints(page, start) if start == match.start(1) else start
        if start >= 0:
            yield start, end - 1, "before_project"


def _self_called(page: PageReading, first: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """The subject of a sentence that calls it a project, or a short and a long name in a sentence on a project."""
    text, limit = page.text, min(limit, page.sentence_at(first)[1])
    match = _CALLED.match(text, first, limit) if text.find("roject", first, limit) >= 0 else None
    paired = match is None and (text.find("–", first, limit) >= 0 or text.find("—", first, limit) >= 0)
    if paired and page.lexicon.cue("project_noun").search(text, first, limit):
        match = _PAIR.search(text, first, limit)
    if match is None or has_organisation_word(match["name"], page.lexicon) or of_scheme(page, match.start("name")):
        return
    if match.re is _CALLED and page.lexicon.cue("project_part").match(text, match.end() + 1):
        return
    start, end = match.span("name")
    known = [phrase for phrase in page.phrases_within(start, end) if phrase.sure]
    if known and known[0].start == start and match.re is _PAIR:
        start = known.pop(0).end + 1  # "OPZ ORBIT – Orbits of rural transport"
    if not known and end > start:
        yield start, end, "subject"


def _within(page: PageReading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences that begin behind `start` and before `end`."""
    first = bisect_right(page.sentences, start, key=lambda span: span[0])
    for index in range(first, len(page.sentences)):
        if page.sentences[index][0] >= end:
            return
        yield page.sentences[index]


def _past_long_name(page: PageReading, start: int, end: int, limit: int) -> int:
    """Return the end of the long name that a dash sets behind an acronym: "ALGAE – Cold-adapted algae for mines"."""
    if not _SHORT_AND_DASH.match(page.text, start, end):
        return end
    limit = min(limit, page.sentence_at(start)[1], start + LONGEST)
    mark = _END.search(page.text, end, limit)
    stop = mark.start() if mark else limit
    return before_verb(page, start, before_halt(page, start, end, stop, "title_stop", "called_stop"))


def _past_own_colon(page: PageReading, start: int, end: int, limit: int) -> int:
    """Return where the words behind a colon end that stands within the name or right behind it, or 0."""
    colon = page.text.find(":", start, end + 1)
    return past_colon(page, start, colon, min(limit, page.sentence_at(start)[1])) if colon > 0 else 0


def _capitalised(text: str, start: int, limit: int, small_words: frozenset[str]) -> int:
    """Return the end of the capitalised words from `start` on, small words between them allowed; 0 if none."""
    end, position = 0, start
    for match in _TOKEN.finditer(text, start, min(limit, start + 200)):
        if match.start() > position and text[position : match.start()] not in (" ", "\n"):
            break
        word = match[0]
        bare = word.rstrip(".,:!?")
        if bare and _CAPITAL.match(bare):
            end = match.start() + len(bare)
        elif word.lower() not in small_words or not end:
            break
        if word != bare and not (word.endswith(":") and end):
            break
        position = match.end()
    return end
