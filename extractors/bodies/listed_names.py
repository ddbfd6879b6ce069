"""The names that a sentence lists behind a cue: "the following partners: A (IT), B and the company C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.addresses import country_after, is_country
from extractors.bodies.name_ends import ends_name
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import begins_department, has_organisation_word, is_organisation, trim
from extractors.bodies.remarks import said_to_join, said_to_lead
from extractors.bodies.subjects import is_project, name_start
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading
from extractors.text.worded import Worded

Found = tuple[str, int, int, str]
"""Field, start, end, and the last part of the rule's name."""

MOST_NAMES, LONGEST_CLAUSE = 40, 130
_BLANKS = re.compile(r"\s{1,20}")
SKIP = re.compile(
    r"\s{0,2}(?:(?:naší|naši|naším|naše|náš|our|its|the|these|tyto|těmito|dále|zejména|mj\.|i|také|například|např\.|and|following)\s)"
    r"{0,2}(?:(?:partner\w{0,12}|organizac\w{1,12})\s)?"
    r"(?:(?:sousedy|kolegy|přáteli|kamarády|neighbours|colleagues|friends)\s?[-–—,:]\s)?"
    r"(?:among others,?\s)?(?:the\s)?",
    re.IGNORECASE,
)
# "9 partners from 6 countries: A, B", "the following institutions: A"
_COUNTED = re.compile(r"[^:.;\n]{0,90}:\s")
# "three institutions – A, B", "dalšími dvěma školami – C"
_FEW = Worded(rf"(?:\s?[{SMALL}]{{2,20}}){{0,2}}\s?(?:{{few}}|\d{{1,2}})(?:\s[{SMALL}]{{2,20}}){{1,3}}\s[–—-]\s")
_JOINT = r"(?:and|a|und|as well as|a také|i|sowie|oraz|&)\s{1,2}"
_BETWEEN = re.compile(
    r"\s{0,2}(?:\([^()]{0,80}\)|\[[^\[\]]{0,40}\])?\s{0,2}"
    rf"(?:[,;]\s{{1,2}}(?:(?:{_JOINT}|y\s))?|{_JOINT}(?:(?:se?|with)\s(?=[^\W\d_]))?)"
)
# "X, který dodá …": a clause on one name of a list; ", a Y", ", Y" behind it
_RELATIVE = re.compile(
    r",\s(?:(?:ve?|se?|na|pro|od|z|u|o|k|do|with|from|in|for|of|at)\s)?"
    r"(?:kter(?:ý|á|é|í|ou|ým|ému|ém|ých|ými|ého)|jež|jenž|jehož|jejíž|jejichž|kde|which|who|whose|where)\s"
)
# The rest of a clause: words and "&", none of which tells where a body is, since when, or what it does
_REST = re.compile(rf"(?:\s(?:&|[{SMALL}]{{1,20}}(?![\w-]))){{1,4}}(?=[.,;)]|$|\s(?:a|and|i)\s[{CAPITAL}])")
_TELLS = re.compile(r"\s(?:ze?|ve?|od|do|na|in|from|at|since|by|\w{2,20}(?:ící|oucí|[nt][ýáéoaiy]))(?!\w)")
_IS = re.compile(r"(?<!\w)(?:je|byla?|bylo|bude)\s$")
_SINGULAR = re.compile(r"(?:je|byl[ao]?|jest|is|was)\s?$")
_SET_APART = re.compile('[(„“"]')
_GOES_ON = re.compile(r",\s(?:(?:a|and|i|dále|und)\s)?(?:the\s)?(?=[^\W\d_])")
_PLURAL = re.compile(
    r"\b(?:[Jj]sou to|jsou|byly|byla|tvoří|sú|boli|są|are|were"
    r"|(?:partnery|partners|partneři|účastníky|spoluřešiteli|spolupříjemci)[,:]?)\s?$"
)
_WITH_COUNTRY = re.compile(rf"(?P<name>[{CAPITAL}][^,;:.()\n]{{2,80}}?)\s\((?P<country>[^()\n]{{2,30}})\)")
_REMARK = re.compile(r"\s{0,2}\(([^()]{2,60})\)")
_TOWN_LAST = re.compile(rf"\s(?:from|z|ze|aus)\s[{CAPITAL}][\w-]{{2,30}}(?:$|(?=\s(?:and|a|und|i)\s[{CAPITAL}]))")
_ONE_WORD = re.compile(rf"[{CAPITAL}][\w-]{{2,30}}")
_FROM_TOWN = re.compile(
    rf"\s(?:from|in|z|ze|aus)\s(?:[{SMALL}]{{3,16}}\s)?(?:[{CAPITAL}][\w-]{{2,30}}(?:\s(?:nad|pod|u|v)\s|\s)?){{1,3}}(?=\s?(?:[,;.)]|$|[–-]\s|and\s|a\s|und\s|i\s))"
)
# "is X, the Slovak one Y"
_ONE = re.compile(r"(?:the\s)?[A-Z][a-z]{3,14}\sone\s(?:is\s)?")
_ADJECTIVE_LAST = re.compile(rf"(?<!\w)[{CAPITAL}]\w{{2,20}}(?:[ýáéí]|[ýí]ch|[ýí]mi|[ýí]m)$")
_NOUN_LAST = re.compile(rf"\s([{SMALL}]{{3,20}})(?=[,.;]|\s(?:a|i|and)\s[{CAPITAL}])")
_INSTRUMENTAL = re.compile(rf"[{CAPITAL}][{SMALL}]{{3,20}}(?:em|ím|ou)\s[{CAPITAL}]")
# "Osnovna šola Zgornji Dub": words in lower case between capitals, in a tongue of which we know no heads
_FOREIGN = re.compile(
    rf"[{CAPITAL}]\w{{2,20}}(?P<lower>(?:\s[{SMALL}]{{3,16}}){{1,2}})(?:\s[{CAPITAL}]\w{{1,20}}){{1,3}}"
)
_SEVERAL = re.compile(r",|\s(?:and|a|und|i|y|et|is|je|jsou|are)\s")
_LETTER = re.compile(r"[^\W\d_]")
_FROM_LAND = ("ian", "ish", "ese", "ean", "ech", "ch", "an", "ak", "eek", "iss", "aqi", "elsh", "oat", "erb")
_COMMON_BODY = re.compile(
    r"\s(?:school|partner|university|team|organi[sz]ation|institution|side|municipality|town)(?!\w)"
)
_SHORT_NAME = re.compile(r"[^\W\d_][\w-]{3,30}")
_OF = frozenset(
    ("de", "do", "da", "del", "della", "di", "du", "la", "i", "of", "w", "på", "till", "ved", "na", "nad", "pod", "u")
)
_AND = re.compile(rf"\s(?:and|a|und|i)\s(?:the\s)?(?=[{CAPITAL}])")
_JOINS = re.compile(_JOINT)
_PART_NEXT = re.compile(r",\s|\s[–-]\s")
_KIND_OF_PART = re.compile(rf"[{CAPITAL}][{SMALL}]{{3,20}}[áéý]\s")  # "Zemědělská fakulta"
# "partners besides the coordinator X are also Y and Z": others are named before
_BESIDE_OTHERS = Worded(r"\s{0,2}{beside}\s[^.:;\n]{3,100}?\s{then}\s(?=[^\W\d_])")
# "s partnerem projektu X", "together with colleagues from X": who they are, before whose they are
_PEOPLE_OF = Worded(r"\s{0,2}(?:(?:the|our|našimi)\s)?{people_of}\s(?:the\s)?(?=[^\W\d_])", re.IGNORECASE)
# "Institute for Water", "Ministry of Labour": what the body is for may go on behind "and"; where it is, too
_PURPOSE = re.compile(r"\s(?:of|for|pro|für|in|ve?)\s[^\W\d_]+(?:\s[^\W\d_]+)?$")
_SEATED = re.compile(
    r"(?:university|universit\w{1,3}|univerzit\w|city|town|municipality|college|academy)\sof\s", re.IGNORECASE
)


def names_after(page: PageReading, field: str, start: int, rule: str, known: bool = False) -> Iterator[Found]:
    """Yield the names that a sentence lists from `start`; "(coordinator)" behind one makes it the beneficiary.

    `known`: the word before says what the first one is, whatever its name looks like.
    """
    _, end = page.sentence_at(start)
    begin = _list_start(page, start, end)
    plural = bool(_PLURAL.search(page.text, max(0, start - 14), start))
    joined = False
    for listed in range(MOST_NAMES):
        one = _ONE.match(page.text, begin, end) if listed else None
        printed = one.end() if one else begin
        begin = name_start(page, printed, end, plural)
        printed = printed if listed else _behind_skipped(page, start, printed)
        stop, placed = _name_stop(page, begin, end, known and not listed)
        if (
            not _is_name(page, begin, stop)
            or _is_origin(page, begin, stop)
            or (listed and _begins_clause(page, field, printed, stop))
        ):
            return
        whole, stop = stop, without_country(page, begin, stop)
        placed = placed or stop < whole
        stop = _with_department(page, begin, stop, end)
        told = rule in ("sentence_is", "clause_role") and not (listed and field == "beneficiaries")
        told = told or placed or (known and not listed) or _is_called(page, printed, begin)
        after = None if ends_name(page.text, stop) else _before_next(page, start, stop, end)
        closing = _closing(page, begin, stop) if listed and not joined and not after else []
        for first, last in closing or _parted(page, begin, stop, listed, plural):
            short = rule == "sentence_by" and not listed and _is_short_name(page, first, last)
            short = short or (bool(closing) and _is_plain_word(page, first, last))
            if last > first and (told or short or shows_body(page, first, last)):
                told_field = "partners" if _joins(page, last) else field
                yield (
                    ("beneficiaries", first, last, "marked") if _leads(page, last) else (told_field, first, last, rule)
                )
        if not after:
            return
        joined = joined or _JOINS.search(after[0]) is not None
        begin = after.end()


def _name_stop(page: PageReading, begin: int, end: int, known: bool) -> tuple[int, bool]:
    """Return where a name ends, or `begin`, and whether its country or its type shows so. `known`: it is a body's."""
    stop = max(_before_country(page, begin, end), _set_apart(page, begin, end))
    if stop > begin:
        return stop, True
    foreign = _FOREIGN.match(page.text, begin, end) if known else None
    if foreign and not page.lexicon.cue("title_stop", "name_stop", "finite").search(foreign["lower"]):
        return foreign.end(), False
    stop = _whole(page, begin, name_in_prose(page.text, begin, end, page.lexicon), end)
    return _to_end_of_clause(page, begin, stop, end), False


def _is_name(page: PageReading, begin: int, stop: int) -> bool:
    if stop <= begin or is_country(page.text[begin:stop], page.lexicon):
        return False
    if page.text[begin : stop + 1] in page.lexicon.vocabulary.academic_titles:
        return False  # "MUDr." of a person's name
    return _LETTER.search(page.text, begin, stop) is not None


def _is_origin(page: PageReading, begin: int, stop: int) -> bool:
    """Say whether one word says where a body comes from, and no more: "the Italian school"."""
    word = page.text[begin:stop]
    return word.isalpha() and word.endswith(_FROM_LAND) and _COMMON_BODY.match(page.text, stop) is not None


def _begins_clause(page: PageReading, field: str, printed: int, stop: int) -> bool:
    """Say whether the list is over: "vedoucím partnerem je X, partnery jsou Y", "příjemcem je A, B je partnerem"."""
    if field == "beneficiaries" and page.lexicon.cue("partner_word").match(page.text, printed):
        return True
    return page.text[printed - 2 : printed] == ", " and _acts(page, stop)


def _is_called(page: PageReading, printed: int, begin: int) -> bool:
    """Say whether the words before a name tell what body it is: "spolek X"."""
    if begin <= printed:
        return False
    kind = is_organisation(page.text[printed:begin], page.lexicon)
    return kind or page.lexicon.cue("body_nouns").match(page.text, printed) is not None


def shows_body(page: PageReading, first: int, last: int) -> bool:
    """Say whether words with capitals, or a word of organisations, show that a body is named."""
    return _is_title_case(page, first, last) or is_organisation(page.text[first:last], page.lexicon)


def _joins(page: PageReading, end: int) -> bool:
    """Say whether "(partner)" stands behind a name."""
    remark = _REMARK.match(page.text, end)
    return remark is not None and said_to_join(remark[1], page.lexicon)


def _leads(page: PageReading, end: int) -> bool:
    """Say whether "(coordinator)" or "který je vedoucím partnerem" stands behind a name."""
    remark = _REMARK.match(page.text, end)
    if remark and said_to_lead(remark[1], page.lexicon):
        return True
    clause = _RELATIVE.match(page.text, end)
    lead = clause and page.lexicon.cue("beneficiary_before", "lead_verbs").match(page.text, clause.end())
    return lead is not None


def _before_next(page: PageReading, start: int, stop: int, end: int) -> re.Match[str] | None:
    """Return what stands between a name and the next one of the list that begins at `start`."""
    behind = behind_place(page, stop, end)
    after = None if _RELATIVE.match(page.text, behind, end) else _BETWEEN.match(page.text, behind, end)
    if after or _SINGULAR.search(page.text, max(0, start - 5), start):
        return after
    return _behind_clause(page, behind, end)


def _set_apart(page: PageReading, begin: int, end: int) -> int:
    """Return the end of a name in bold or italics that begins at `begin`, and of no other words; else `begin`."""
    for start, stop in page.emphasis:
        if start == begin and stop <= end and not _SEVERAL.search(page.text, start, stop):
            return trim(page.text, start, stop)[1]
    return begin


def _behind_clause(page: PageReading, start: int, end: int) -> re.Match[str] | None:
    """ "X, který dodá stroje, a Y": where the list goes on behind what is told of one name, with a sure name."""
    if not _RELATIVE.match(page.text, start, end):
        return None
    if page.lexicon.cue("consortium_noun", "partner_word").search(page.text, start, min(end, start + 60)):
        return None  # "led by X, whose consortium includes Y": others than those told of before
    apart = _SET_APART.search(page.text, start, end)
    limit = min(apart.start() if apart else end, start + LONGEST_CLAUSE)
    for joint in _GOES_ON.finditer(page.text, start + 2, limit):
        begin = name_start(page, joint.end(), end)
        stop = name_in_prose(page.text, begin, end, page.lexicon)
        called = page.lexicon.cue("body_nouns").match(page.text, joint.end())
        if (
            not page.text[begin:stop].islower()
            and stop > begin
            and (called or is_organisation(page.text[begin:stop], page.lexicon))
        ):
            return None if _acts(page, stop) else joint
    return None


def _acts(page: PageReading, stop: int) -> bool:
    """Say whether a verb stands behind a name."""
    blank = _BLANKS.match(page.text, stop)
    return blank is not None and bool(page.lexicon.cue("said", "copula").match(page.text, blank.end()))


def _whole(page: PageReading, begin: int, stop: int, end: int) -> int:
    """ "Rovný chodník,": behind an adjective, a word in lower case and a mark, the word belongs to the name."""
    noun = _NOUN_LAST.match(page.text, stop, end) if _ADJECTIVE_LAST.search(page.text, begin, stop) else None
    return noun.end() if noun and not page.lexicon.cue("title_stop", "name_stop", "finite").match(noun[1]) else stop


def _to_end_of_clause(page: PageReading, begin: int, stop: int, end: int) -> int:
    """ "Partnerem je Cesta bez schodů.": behind a verb, words that show no body reach the clause's end as one name."""
    rest = _REST.match(page.text, stop, end) if stop > begin else None
    if not rest or not _IS.search(page.text, max(0, begin - 9), begin):
        return stop
    if has_organisation_word(page.text[begin:stop], page.lexicon) or _TELLS.search(page.text, *rest.span()):
        return stop
    other = page.lexicon.cue("title_stop", "name_stop", "finite", "said", "acts", "adverb")
    return stop if other.search(page.text, *rest.span()) else rest.end()


def _is_title_case(page: PageReading, start: int, end: int) -> bool:
    """Say whether a name that nothing else shows is two to six words with capitals: "Teatro do Gesto"."""
    words = page.text[start:end].split()
    plain = [word for word in words[1:-1] if word not in _OF]
    if all(word.isupper() for word in words):
        return False  # "TA ČR"
    return (
        2 <= len(words) <= 6
        and all(word[0].isupper() and (len(word) > 2 or word.isupper()) for word in (words[0], words[-1]))
        and all(word[0].isupper() for word in plain)
    )


def _is_short_name(page: PageReading, start: int, end: int) -> bool:
    """Say whether a word is a name with capitals inside, "Health-RI", "TalWind", and not the project's."""
    capitals = sum(char.isupper() for char in page.text[start:end])
    return capitals > 1 and bool(_SHORT_NAME.fullmatch(page.text, start, end)) and not is_project(page, start, end)


def _before_country(page: PageReading, begin: int, end: int) -> int:
    """Return the end of a name of few words with its country in brackets, "Haute école X (BE)"; else `begin`."""
    match = _WITH_COUNTRY.match(page.text, begin, end)
    return match.end("name") if match and is_country(match["country"], page.lexicon) else begin


def counted_opening(page: PageReading, start: int, end: int) -> re.Match[str] | None:
    """Return "nine partners from six countries: "; of "X and its partners are: " a verb shows that it is no opening."""
    counted = _COUNTED.match(page.text, start, end) or page.lexicon.worded(_FEW).match(page.text, start, end)
    return None if counted is None or page.lexicon.cue("finite").search(counted[0]) else counted


def _list_start(page: PageReading, start: int, end: int) -> int:
    """Skip "9 partners from 6 countries: " and "the following organisations: "; else no more than small words."""
    text = page.text
    counted = counted_opening(page, start, end)
    if counted and not is_organisation(re.sub(rf"[{SMALL}]\S*", "", counted[0]), page.lexicon):
        return counted.end()
    others = page.lexicon.worded(_BESIDE_OTHERS).match(text, start, end)
    start = others.end() if others else start
    skip = page.lexicon.worded(_PEOPLE_OF).match(text, start) or SKIP.match(text, start)
    begin = skip.end() if skip else start
    return begin + 2 if text.startswith(": ", begin) else begin


def without_country(page: PageReading, start: int, end: int) -> int:
    """Cut "from Italy and Norrvik School" off "Liceo Monteverde from Italy and Norrvik School"."""
    for word in re.compile(r"\s(?=(?:from|in|z|ze|v|ve)\s)").finditer(page.text, start, end):
        if country_after(page.text, word.start(), end + 1, page.lexicon) > word.start():
            return word.start()
    town = _TOWN_LAST.search(page.text, start, end)
    alone = town and _ONE_WORD.fullmatch(page.text, start, town.start())  # "Symbiosa from Vienna"
    return town.start() if town and (alone or _is_title_case(page, start, town.start())) else end


def behind_place(page: PageReading, stop: int, end: int) -> int:
    """Skip a country or a town behind a name: "X GmbH from Plauen-Neudorf and the University of Y"."""
    behind = country_after(page.text, stop, end, page.lexicon)
    town = _FROM_TOWN.match(page.text, stop, end) if behind == stop else None
    return town.end() if town else behind


def _with_department(page: PageReading, start: int, stop: int, limit: int) -> int:
    """The end of a name with the part behind its comma: "X, Abteilung Kultur", "Faculty of Y, University of X"."""
    text, lexicon = page.text, page.lexicon
    mark = _PART_NEXT.match(text, stop, limit)
    if not mark:
        return stop
    begin = mark.end()
    whole = begins_department(text, start, lexicon) and lexicon.cue("university").search(text, begin, begin + 60)
    kind = _KIND_OF_PART.match(text, begin, limit)
    if not (whole or begins_department(text, kind.end() if kind else begin, lexicon)) or not text[begin].isupper():
        return stop
    if lexicon.cue("faculty").match(text, begin) and not lexicon.cue("university").search(text, start, stop):
        return stop  # "Obec Dub, Fakulta architektury X": the faculty of another
    return max(stop, name_in_prose(text, begin, limit, lexicon))


def _closing(page: PageReading, start: int, end: int) -> list[tuple[int, int]]:
    """The last two of a list with commas, "A, B and C": its one "and" parts them, whatever the last name looks like."""
    text = page.text
    joints = list(_AND.finditer(text, start, end))
    if len(joints) != 1 or joints[0][0].strip() == "i":
        return []
    left, right = (start, joints[0].start()), (joints[0].end(), end)
    alone = " " not in text[slice(*right)].strip()
    one_purpose = _PURPOSE.search(text, *left) and not _SEATED.search(text, *left)
    if alone and one_purpose and not is_organisation(text[slice(*right)], page.lexicon):
        return []  # "Ministry of Youth and Sports"
    return [trim(text, *left), trim(text, *right)]


def _is_plain_word(page: PageReading, start: int, end: int) -> bool:
    """Say whether one word with a capital closes a list: "A, B and Symbiosa"."""
    word = page.text[start:end]
    return len(word) > 3 and word.isalpha() and word[0].isupper() and not is_country(word, page.lexicon)


def _behind_skipped(page: PageReading, start: int, begin: int) -> int:
    """Where the word for a body begins that was skipped before a name, "organizací Symbiosa"; else `begin`."""
    nouns = list(page.lexicon.cue("body_nouns").finditer(page.text, start, begin))
    return nouns[-1].start() if nouns and not page.text[nouns[-1].end() : begin].strip() else begin


def _parted(page: PageReading, start: int, end: int, listed: int, plural: bool) -> list[tuple[int, int]]:
    """The last two of a list, "B and C": two, unless the second alone is no name ("Youth and Sports")."""
    text, lexicon = page.text, page.lexicon
    joint = _AND.search(text, start, end)
    if joint and joint[0].strip() == "i" and not is_organisation(text[joint.end() : end], lexicon):
        joint = None  # "Associació Salut i Natura"
    by_case = joint and not listed and _INSTRUMENTAL.match(text, joint.end(), end)
    if by_case and joint and not is_organisation(text[start : joint.start()], lexicon):
        return [trim(text, start, joint.start()), trim(text, joint.end(), end)]  # "firmou X a Povodím Y"
    if joint and not listed and plural and not lexicon.cue("school").search(text, start, joint.start()):
        return [trim(text, start, joint.start()), trim(text, joint.end(), end)]
    if joint and listed:
        right = text[joint.end() : end]
        left = is_organisation(text[start : joint.start()], lexicon)
        czech = joint[0].strip() == "a" and left and _is_title_case(page, joint.end(), end)
        if (is_organisation(right, lexicon) and not left) or (plural and not left) or czech:
            return [trim(text, start, joint.start()), trim(text, joint.end(), end)]
    return [trim(text, start, end)]
