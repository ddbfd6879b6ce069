"""Where a name ends in running text.  Source: organisation notes, 4."""

from __future__ import annotations

import re

from extractors.bodies.adjective_names import completes
from extractors.bodies.name_ends import (
    abbreviates,
    agree_in_case,
    end_behind_acronym,
    end_of_branch,
    joint_school,
    lower_words,
    numbered_school,
    of_region,
)
from extractors.bodies.name_tails import end_behind_dash, end_of_school, end_with_seat
from extractors.bodies.names import (
    LONGEST,
    NAME_START,
    TOKEN,
    TOWN_OF,
    end_of_form,
    has_organisation_word,
    head_at,
    head_pattern,
    is_organisation,
    legal_form,
    organisation_word,
)
from extractors.payers.ministries import ministry_end
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon

# A Czech verb in the past: "skončil", "vytvořila"; "ředitel" and "vozidel" end alike.
_PAST = re.compile(r"[^\W\d_]{2,20}(?:[aiěu]|(?<!t)e|[sz]e)l[aoiy]?")
# "vyvíjíme", "buduje": in the present.
_PRESENT = re.compile(r"[^\W\d_]{3,20}(?:uje|ují|ujeme|íme|áme)")
# "vybudovat", "opravit": what a body is able to do, right behind its own name.
_INFINITIVE = re.compile(r"[^\W\d_]{2,20}(?:ovat|nout|[aá]vat|ívat|[aáií]t|ět)")
_ADJECTIVE = re.compile(r"(?:[ýáéí]|[sc]ke|ého|ému|ém|ým|ím|ých|ích|ou|ova|ovo|ovy|ově|ovu|[ůo]v)$")
# "Multikulturním centrem", "Západočeského institutu": an adjective with a capital before the head.
_ADJECTIVE_FIRST = re.compile(
    rf"[{CAPITAL}][^\W\d_]{{3,20}}(?:ý|á|é|í|ého|ému|ém|ým|ím|ou|ních|ných|ských)\s(?=[^\W\d_])"
)
# "automatizace, spol. s r.o.", "plus s.r.o.": words, and a legal form of letters with full stops
_LOWER_BEFORE_FORM = re.compile(
    rf"[{SMALL}]{{3,20}}(?:\s[{SMALL}]{{1,20}}){{0,3}}?(?:(?=, ?)|(?=\s[a-z]{{1,4}}\.\s?[a-z]))"
)
_OWN_NAME = re.compile(rf"(?:\s[{CAPITAL}][\w-]{{2,30}}){{1,4}}(?![\w@])")
# "družstvo", "nadační fond" without a comma: the noun of the name as well as its form
_LOWER_FORM = re.compile(rf"\s(?:[{SMALL}]{{3,20}}\s)?[{SMALL}]{{5,20}}")
_MIXED = re.compile(
    rf"[{SMALL}]{{3,20}}(?:\s[{SMALL}]{{3,20}}){{0,2}}(?:\s[{CAPITAL}][\w-]{{1,20}}){{1,3}}(?=,?\s[a-zA-Z]{{1,5}}\.)"
)
# "and water company X": what kind of company
_KIND_FIRST = re.compile(rf"[{SMALL}-]{{3,20}}\s")
_INDEFINITE = re.compile(r"\san?\s")
_MONTH = re.compile(r"\s[^\W\d_]{3,10}\s(?:19|20)\d\d(?!\d)")  # "from September 2017"
_SHORT_FIRST = re.compile(rf"[{CAPITAL}]{{2,5}}\s(?=[{CAPITAL}][{SMALL}])")  # "MAS Společnost pro rozvoj X"
_NAMED_NEXT = re.compile(rf"\s[{CAPITAL}][{SMALL}]+(?:ým|ou|em)\s")
_LOWER_NEXT = re.compile(rf"\s[{SMALL}]{{2}}")
_OF_NEXT = re.compile(rf"\sof\s(?:the\s)?[{CAPITAL}]")  # "Association of Millers": no form, but what it is
_AND = ("and", "a", "und", "&", "i")
# "Obecního úřadu ve Vraclavi": behind its town a name ends.
_IN_TOWN = re.compile(rf"\s(?:v|ve)(?:\s[{CAPITAL}]\w{{1,30}}){{1,3}}$")


def _two_names(text: str, start: int, end: int, following: int, limit: int, lexicon: Lexicon) -> bool:
    """Say whether "and" parts two organisations: "Charles University and Rural Trade Foundation"."""
    if joint_school(text, start, end, following, lexicon):
        return False  # "ZŠ a MŠ X"
    adjective = _ADJECTIVE_FIRST.match(text, following, limit)
    starts = (following, adjective.end()) if adjective else (following,)
    if any(head_at(text, begin, limit, lexicon.vocabulary) for begin in starts):
        return True
    if agree_in_case(text, start, following, lexicon):
        return True
    form_first = legal_form(lexicon.vocabulary).match(text, following, limit)
    kind = _KIND_FIRST.match(text, following, limit)
    called = form_first or lexicon.cue("body_nouns").match(text, kind.end() if kind else following, limit)
    called = called or lexicon.cue("body_nouns").match(text, following, limit)
    if called and NAME_START.match(text[called.end() :][1:3]):
        return True  # "Univerzitou Karlovou a firmou X"
    stop = following
    for token in TOKEN.finditer(text, following, min(limit, following + 90)):
        if not NAME_START.match(token[0]):
            form = legal_form(lexicon.vocabulary).match(text, max(following, token.start() - 1), limit)
            stop = form.end() if form and stop > following else stop
            body = lexicon.cue("lower_heads").match(text, token.start(), limit) if stop > following else None
            stop = body.end() if body else stop
            break
        stop = token.end()
    bare_head = head_pattern(lexicon.vocabulary).fullmatch(text, start, end)
    return (
        not bare_head and is_organisation(text[start:end], lexicon) and is_organisation(text[following:stop], lexicon)
    )


def head_after_adjectives(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Skip up to two words in lower case before a head: "brněnské občanské sdružení X" begins at "občanské"."""
    if head_at(text, start, limit, lexicon.vocabulary):
        return start
    position = start
    for _ in range(2):
        word = re.compile(r"[^\W\d_]+\s").match(text, position, limit)
        if not word or not word[0][0].islower() or word[0].strip() in lexicon.small_words:
            return start
        position = word.end()
        if head_at(text, position, limit, lexicon.vocabulary):
            return position
    return start


def _goes_on(following: list[str], before: str, form_first: bool, lexicon: Lexicon) -> bool:
    """ "Moravskou zemskou knihovnou X", "Základná škola X": a word of organisations in lower case makes a head; behind
    a legal form that stands first one word in lower case is part of the name: "o.s. Otevřená vrata"."""
    if form_first:
        return " " in before.strip() and before.split()[-1][0].isupper()
    if " " in before.strip() or not _ADJECTIVE.search(before):
        return False
    return any(organisation_word(lexicon.vocabulary).fullmatch(word) for word in following)


def _goes_to_object(text: str, start: int, end: int, token: re.Match[str], lexicon: Lexicon) -> bool:
    """ "Charita Lípa tříletý projekt", "Škola Lípa vybudovat": behind a name of its own comes what the body does."""
    own = text[start:end].rpartition(" ")[2][:1].isupper() and end > start and token.start() == end + 1
    object_ = lexicon.cue("project_object").match(text, token.end() + 1)
    return own and (object_ is not None or _INFINITIVE.fullmatch(token[0].rstrip(".,")) is not None)


def _before_form(text: str, start: int, limit: int, lexicon: Lexicon) -> bool:
    """ "Compas automatizace, spol. s r.o.": words in lower case belong to the name up to its legal form."""
    match = _LOWER_BEFORE_FORM.match(text, start, min(limit, start + 80))
    if match is None or not legal_form(lexicon.vocabulary).match(text, match.end()):
        return False
    return text[match.end()] == "," or not any(_PAST.fullmatch(word) for word in match[0].split())


def _end_of_mixed(text: str, start: int, position: int, limit: int, lexicon: Lexicon) -> int:
    """ "Zkušebna kovů Plasy a.s.": behind one word with a capital the form closes the name; else 0."""
    words = _MIXED.match(text, position, min(limit, position + 80)) if " " not in text[start:position].strip() else None
    form = legal_form(lexicon.vocabulary).match(text, words.end()) if words else None
    if not words or not form:
        return 0
    other = lexicon.cue("title_stop", "name_stop", "finite", "said", "acts", "body_nouns").search(text, *words.span())
    verb = any(_PAST.fullmatch(word) or _PRESENT.fullmatch(word) for word in words[0].split())
    small = any(word in lexicon.small_words for word in words[0].split())
    return 0 if other or verb or small else form.end()


def _behind_body(text: str, end: int, limit: int, lexicon: Lexicon) -> int:
    """ "Bytové družstvo Rozkvět": behind a body's noun in lower case its own name may stand, and its legal form."""
    own = _OWN_NAME.match(text, end, limit)
    return end_of_form(text, own.end() if own else end, lexicon)


def name_in_prose(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return where the name that begins at `start` ends in running text; `start` itself if none begins there."""
    end = _end_in_prose(text, start, limit, lexicon)
    if end <= start:
        return start
    whole = end_behind_dash(text, start, end, limit, lexicon)
    if whole == end and text[end : end + 3] in (" – ", " - ") and _is_short_form(text, start, end, limit, lexicon):
        return _end_in_prose(text, end + 3, limit, lexicon)
    whole = max(whole, end_of_school(text, start, end, limit, lexicon))
    return whole if whole > end else end_with_seat(text, end, limit, lexicon)


def _is_short_form(text: str, start: int, end: int, limit: int, lexicon: Lexicon) -> bool:
    """ "CARITAS – Vyšší odborná škola X": what shows no body stands before the dash, and the whole name behind it."""
    head = head_at(text, end + 3, limit, lexicon.vocabulary)
    return head is not None and head[0][0].isupper() and not has_organisation_word(text[start:end], lexicon)


def _end_in_prose(text: str, start: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of a name before its first mark.

    Behind a known head ("Ministerstvem …") lower-case words belong to the name up to a verb, a stop word or a
    mark; otherwise only capitalised words and the small ones between them.
    """
    whole = ministry_end(text, start, limit)
    if whole > start:
        return whole
    head = head_at(text, start, limit, lexicon.vocabulary)
    short = None if head else _SHORT_FIRST.match(text, start, limit)
    head = head_at(text, short.end(), limit, lexicon.vocabulary) if short else head
    end = head.end() if head else start
    form = legal_form(lexicon.vocabulary).match(text, start, limit)
    if form and NAME_START.match(text[form.end() :].lstrip()[:2]):
        end = form.end()  # "o.s. Otevřená vrata": the legal form stands first
    elif not head and not NAME_START.match(text, start):
        head = TOWN_OF.match(text, start, limit)
        if not head:
            return start
        end = head.end() - 1
    stop, past_noun = lexicon.cue("title_stop", "name_stop"), lexicon.cue("not_verb")
    if closed := end_behind_acronym(text, start, limit, lexicon):
        return closed
    for token in TOKEN.finditer(text, end, min(limit, start + LONGEST)):
        word = token[0].rstrip(".,;:)")
        legal = legal_form(lexicon.vocabulary).match(text, max(token.start() - 1, start))
        if legal and legal.end() > token.start() and not (token.start() == start and _OF_NEXT.match(text, legal.end())):
            return _behind_body(text, legal.end(), limit, lexicon) if _LOWER_FORM.fullmatch(legal[0]) else legal.end()
        if word in _AND and end < token.start() and _two_names(text, start, end, token.end() + 1, limit, lexicon):
            break
        if word == "to" and head and _LOWER_NEXT.match(text, token.end()):
            break  # "Fundacja X to deliver": what follows is what they are to do
        if word in ("s", "se") and head and _NAMED_NEXT.match(text, token.end()):
            break  # "Krajská knihovna v Dubci s Městským muzeem"
        if word == "and" and _INDEFINITE.match(text, token.end()):
            break  # "the University of X and a school whose name nobody knows"
        capital = bool(NAME_START.match(word))
        body = None if capital or head or end == start else lexicon.cue("lower_heads").match(text, token.start(), limit)
        if body:
            return _behind_body(text, body.end(), limit, lexicon)  # "Nordby kommune"
        if not capital and not head and (closed := _end_of_mixed(text, start, token.start(), limit, lexicon)):
            return closed
        small = word.lower() in lexicon.small_words
        if end > start and numbered_school(text, start, token.start(), limit, lexicon):
            continue  # its number is a word with a capital, and comes next
        if token[0] in ("–", "-") and end > start and (branch := end_of_branch(text, token.end() + 1, limit, lexicon)):
            return branch
        if token[0][0] in '(–-„"' or (stop.match(text, token.start()) and not capital):
            break
        if word in ("za", "o", "for", "in", "v", "od", "from", "since") and (
            text[token.end() + 1 : token.end() + 2].isdigit() or _MONTH.match(text, token.end())
        ):
            break  # "buduje Univerzita X za 88,3 mil. Kč", "by the Centre in 2022"
        if head and not capital and _PAST.fullmatch(word) and not past_noun.match(word):
            break
        if head and not capital and _PRESENT.fullmatch(word):
            break
        if head and not capital and _goes_to_object(text, start, end, token, lexicon):
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
            following = legal_form(lexicon.vocabulary).match(text, token.start() + len(word))
            begins_next = (
                re.match(rf"\s[{CAPITAL}]", text[following.end() : following.end() + 2]) if following else None
            )
            if following and not (begins_next and following[0].lstrip(", ")[:1].isupper()):
                end = following.end()  # ", z. s." ends this name; ", Občianske združenie X" begins the next
            break
    return end
