"""Whom a page means by a common noun with a part in a project: "město", "the Hospital", "naše škola".

The name in full stands elsewhere on the page: in its title, its head or foot, or earlier in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.bodies.name_lists import split_names
from extractors.bodies.name_prose import name_in_prose
from extractors.bodies.names import end_of_form, ends_in_form
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from extractors.text.windows import lowered, matches_at, places_of
from schemas.compiled import compiled
from schemas.document import Block, BlockKind, Region
from schemas.vocabulary import Vocabulary

LONGEST_BEFORE, MOST, HEAD, OFTEN = 70, 200, 120, 3
"""Adjectives before a noun take at most so many code points; of a noun so many places are looked at; a letterhead
stands within so many of a page's first code points."""
FAR = 5
"""A name that begins with a noun in lower case has its first capital within so many words."""
_OWN = re.compile(r"(?:the|our|its|naš\w{1,3}|náš|tat[oé]|této|toto)\s", re.IGNORECASE)
_OF_NAME = re.compile(r"\sof\s(?:the\s)?[^\W\d_a-z]")
"""Behind a noun: "Museum of Kyjov" is a name."""
_LAST_WORD = re.compile(
    r"(?P<mark>[,;:–]\s{1,20})?(?P<own>(?:the|our|naše|naša|náš)\s)?(?<!\w)(?P<noun>[^\W\d_]{3,20})\s{1,20}$",
    re.IGNORECASE,
)
_OURS = re.compile(r"(?:our|naš[ei]|naší|náš)\s$", re.IGNORECASE)
_ENDINGS = "(?:ý|á|é|í|ého|ému|ém|ým|ím|ou|ova|ovy|ově|ovu|ovo)"
_ADJECTIVES = re.compile(rf"(?<!\w)[{CAPITAL}][\w-]{{2,30}}{_ENDINGS}\s(?:[\w-]{{2,30}}{_ENDINGS}\s){{0,2}}$")
_CAPITALS = re.compile(rf"(?:(?<!\w)[{CAPITAL}][\w’'&-]{{2,30}}\s){{1,4}}$")
# "Rudohoří", "v Horní Lhotě", "of Applied Physics": what follows a noun up to the last capital.
_SMALL = r"(?:(?:nad|pod|u|v|ve|na|při|pro|sv\.|of|the|for|in|on|de|am|an|der)\s){0,2}"
_PROPER = re.compile(
    rf"\s{_SMALL}[{CAPITAL}\d][\w’'.-]{{0,30}}(?<!\.)(?:\s(?:(?:a|and)\s)?{_SMALL}[{CAPITAL}\d][\w’'.-]{{0,30}}(?<!\.)){{0,6}}"
)
_ADVERB = re.compile(rf"[{SMALL}]{{3,20}}(?:tně|eně|aně|ově|ečně|vě|ly)")  # "škola samostatně"
_NUMERAL = re.compile(r"^\S+\s[IVX]{1,5}$")  # "v kraji III": the third part of a project's title
_LAST_NUMERAL = re.compile(r"\s[IVX]{1,5}$")
_JOINT = re.compile(r"\s(?:a|i|and)\s")
_WORD = re.compile(r"\w[\w’'-]*")
_WHOSE = re.compile(
    r"\s(?:of\s(?:the\s|our\s)?|naší\s|našeho\s|v projektu\s)?(?P<noun>[^\W\d_]{3,20})"
    r"(?:\s(?:v projektu|in (?:the )?project))?\s{0,2}[:\n\t|–-]?\s{0,3}",
    re.IGNORECASE,
)
_ROLE_ENDS = re.compile(r"\s{0,3}(?:$|[\n\t,;.(|–])|\s(?:projektu|příspěvkem|of the project)")
# Behind the name of who runs a site stands its number as a body, or its post code and town.
_IMPRINT = re.compile(rf"(?<!\w)IČO?\W{{1,3}}\d|,\s\d{{3}}\s?\d{{2}}\s[{CAPITAL}]")
_FIRST = (Region.HEAD, Region.FOOTER, Region.NAVIGATION)


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """A kind of organisation: its forms in Czech and Slovak, and its words in English, all in lower case.

    Each is made once, and answers are kept under it: two are the same if they are one.
    """

    inflected: frozenset[str]
    english: frozenset[str]

    @property
    def forms(self) -> frozenset[str]:
        """All forms."""
        return self.inflected | self.english


@lru_cache(maxsize=2)
def _nouns(vocabulary: Vocabulary) -> dict[str, Noun]:
    """The nouns by each of their forms."""
    found: dict[str, Noun] = {}
    for line in vocabulary.cues["owner_nouns"]:
        inflected, _, english = line.partition("/")
        noun = Noun(frozenset(inflected.split()), frozenset(english.split()))
        found.update(dict.fromkeys(noun.forms, noun))
    return found


def bare_noun(page: PageReading, start: int, end: int) -> Noun | None:
    """Return the noun that the words are, with no more than "the" or "naše" before and an adverb behind it."""
    own = _OWN.match(page.text, start, end)
    begin = own.end() if own else start
    words = page.text[begin:end].split()
    alone = len(words) == 1 or (len(words) == 2 and words[0].islower() and _ADVERB.fullmatch(words[1]))
    return _nouns(page.lexicon.vocabulary).get(words[0].lower()) if alone else None


def is_ours(page: PageReading, start: int) -> bool:
    """Say whether "naše" or "our" stands before a noun at `start`."""
    return bool(_OURS.search(page.text, max(0, start - 6), start))


def bare_subject(page: PageReading, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of a bare noun that a clause begins with at `start`: "our museum", "město"."""
    own = _OWN.match(page.text, start, stop)
    word = _WORD.match(page.text, own.end() if own else start, stop)
    if word and word[0].lower() in _nouns(page.lexicon.vocabulary) and not _OF_NAME.match(page.text, word.end(), stop):
        return word.span()
    return None


def bare_noun_before(page: PageReading, start: int, stop: int) -> tuple[int, int] | None:
    """Return the span of a bare noun right before `stop` that begins a clause: "…, naše univerzita je partnerem"."""
    subject = _LAST_WORD.search(page.text, max(start, stop - 40), stop)
    begins = subject is not None and (subject.start() == start or bool(subject["own"]) or bool(subject["mark"]))
    if subject and begins and subject["noun"].lower() in _nouns(page.lexicon.vocabulary):
        return subject.span("noun")
    return None


Name = tuple[str, frozenset[str], bool]
"""A name as printed, the words that are its own, and whether it stands where a site names itself."""


@dataclass(frozen=True, slots=True)
class Owners:
    """What the common nouns of a document mean: each noun is looked up once on a page, however often it stands."""

    pages: Sequence[PageReading]
    _found: dict[tuple[int, Noun], list[Name]] = field(default_factory=dict)
    _meant: dict[tuple[int, Noun, bool], str] = field(default_factory=dict)

    def meant_by(self, noun: Noun, page: PageReading, ours: bool = False) -> str:
        """Return the only full name of the kind on the page, or else in the document; "" if there is none or several.

        Of several the one counts that stands in the page's title, its first heading, its head or foot. What is `ours`
        and stands once, and in no such place, may be another's: "together with the municipality of X".
        """
        key = (id(page), noun, ours)
        if key not in self._meant:
            scopes = ([page], self.pages)
            self._meant[key] = next((name for scope in scopes if (name := self._chosen(noun, scope, ours))), "")
        return self._meant[key]

    def _chosen(self, noun: Noun, pages: Sequence[PageReading], ours: bool) -> str:
        names = [name for page in pages for name in self._names(noun, page)]
        if ours and len(names) == 1 and not names[0][2]:
            return ""
        found = _only(names) or _only([name for name in names if name[2]])
        broken = any(page.page.words for page in pages)  # a line of a PDF may end inside a name
        return found or ("" if broken else _only(_repeated(names)))

    def _names(self, noun: Noun, page: PageReading) -> list[Name]:
        key = (id(page), noun)
        if key not in self._found:
            self._found[key] = _names(noun, page)
        return self._found[key]


def _only(names: list[Name]) -> str:
    """Return the form printed most often of the one name that all are; "" if they are several."""
    words = max((own for _, own, _ in names), key=lambda own: (len(own), sorted(own)), default=None)
    if words is None or any(not own <= words for _, own, _ in names):
        return ""
    counts = Counter(printed for printed, _, _ in names)
    return min(counts, key=lambda printed: (printed[0].islower(), -counts[printed], -len(printed), printed))


def _repeated(names: list[Name]) -> list[Name]:
    """The names that stand three times at least, if the others stand once: a page may tell of others too."""
    counts = Counter(own for _, own, _ in names)
    often = {own for own, count in counts.items() if count >= OFTEN}
    return (
        [name for name in names if name[1] in often] if all(n == 1 or own in often for own, n in counts.items()) else []
    )


def _names(noun: Noun, page: PageReading) -> list[Name]:
    found: list[Name] = []
    heading = next((block for block in page.page.blocks if block.kind is BlockKind.HEADING), None)
    text = page.page.text
    begins = places_of(lowered(text), *noun.forms)
    for index, match in enumerate(matches_at(begins, _pattern(noun), text, 0, len(text))):
        if index >= MOST:
            break
        span = _name_round(noun, page, match)
        own = _own_words(text[slice(*span)], page) if span else frozenset()
        if span and own and not _NUMERAL.search(text[slice(*span)]) and not is_clause(text[slice(*span)]):
            found.append((text[slice(*span)], own, _stands_first(page, span[0], heading)))
    return found


def is_clause(words: str) -> bool:
    """ "škola čeká další práce", "školy šesti zemí": a noun in lower case, and no name of its own near behind it."""
    own = next((place for place, word in enumerate(words.split()) if not word[0].islower()), FAR)
    return own >= FAR


@lru_cache(maxsize=64)
def _pattern(noun: Noun) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(noun.forms)))})(?!\w)", re.IGNORECASE)


def _name_round(noun: Noun, page: PageReading, match: re.Match[str]) -> tuple[int, int] | None:
    """The name round a noun: in Czech with the adjectives before it, in English with all that has capitals."""
    text = page.page.text
    before = (_ADJECTIVES if match[0].lower() in noun.inflected else _CAPITALS).search(
        text, max(0, match.start() - LONGEST_BEFORE), match.start()
    )
    begin = before.start() if before else match.start()
    own = _OWN.match(text, begin, match.start())
    begin = own.end() if own else begin
    newline = text.find("\n", match.end())
    limit = newline if newline >= 0 else len(text)
    if match[0].islower() and not before and _JOINT.match(text, match.end()):
        return None  # "ústav a Energetický servis"
    capitals = _PROPER.match(text, match.end(), limit)
    end = (
        _before_numeral(text, match.end(), capitals.end())
        if capitals
        else name_in_prose(text, begin, limit, page.lexicon)
    )
    form = end_of_form(text, end, page.lexicon)
    names = split_names(text, begin, max(match.end(), form, end), page.lexicon)
    if not names or names[0][1] < match.end():
        return None
    return names[0] if not text[slice(*names[0])].isupper() or _is_letterhead(text, *names[0]) else None


def _before_numeral(text: str, start: int, end: int) -> int:
    """ "Šablony pro ZŠ Lhota II": the number is the project's."""
    numeral = _LAST_NUMERAL.search(text, start, end)
    return numeral.start() if numeral and numeral.start() > start else end


def _is_letterhead(text: str, start: int, end: int) -> bool:
    """Say whether a line at the head of a page is the name in capitals and nothing else: "MĚSTO HORNÍ LHOTA"."""
    return end < HEAD and text[start - 1 : start].strip() == "" and text[end : end + 1] in ("\n", "")


def _own_words(name: str, page: PageReading) -> frozenset[str]:
    """The words that tell one organisation from others of its kind, without endings; one has a capital at least."""
    known, kinds = _no_own_words(page.lexicon), page.lexicon.cue("body_kinds")
    end = next((m.start() for m in re.finditer(",", name) if ends_in_form(name, 0, len(name), page.lexicon)), len(name))
    words = [word for word in _WORD.findall(name[:end]) if word.lower() not in known and not kinds.fullmatch(word)]
    if not any(word[0].isupper() for word in words):
        return frozenset()
    return frozenset(word.lower()[: max(3, len(word) - 2)] for word in words if len(word) > 3 or word[0].isupper())


@lru_cache(maxsize=2)
def _no_own_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(_nouns(lexicon.vocabulary)) | lexicon.small_words


def _stands_first(page: PageReading, offset: int, heading: Block | None) -> bool:
    """Say whether a site names itself here: its title, the first `heading`, a head, menu or foot."""
    block = page.page.block_at(offset)
    if block is None:
        return False
    newline = page.page.text.find("\n", offset, block.end)
    imprint = _IMPRINT.search(page.page.text, offset, newline if newline >= 0 else block.end)
    return block.region in _FIRST or block.kind is BlockKind.META or block is heading or imprint is not None


def told_roles(page: PageReading, owners: Owners) -> Iterator[tuple[str, int, int, str]]:
    """ "Role kraje: příjemce", "Role of the institute | partner": field, the span of the role, the name in full."""
    labels = list(page.lexicon.cue("role_label").finditer(page.text))
    cells = _cells_by_label(page) if labels else {}
    for label in labels:
        whose = _WHOSE.match(page.text, label.end())
        noun = _nouns(page.lexicon.vocabulary).get(whose["noun"].lower()) if whose else None
        if noun is None or whose is None:
            continue
        starts = dict.fromkeys((whose.end(), *cells.get(label.start(), ())))
        found = [role for start in starts if (role := _role_at(page, start))]
        name = owners.meant_by(noun, page) if found else ""
        yield from ((role, start, end, name) for role, start, end in found if name)


def _cells_by_label(page: PageReading) -> dict[int, list[int]]:
    """Where the cells begin that stand under a label, by the place of the label."""
    cells: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.label:
            cells.setdefault(block.label[0], []).append(block.start)
    return cells


def _role_at(page: PageReading, start: int) -> tuple[str, int, int] | None:
    """The role that stands at `start`, and nothing of the kind behind it: no "partner search"."""
    for name, group in (("beneficiaries", "role_lead"), ("partners", "role_part")):
        role = page.lexicon.cue(group).match(page.text, start) if page.readable(start) else None
        if role and _ROLE_ENDS.match(page.text, role.end()):
            return name, *role.span()
    return None
