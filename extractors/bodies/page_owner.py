"""Who speaks on a page that says "we": the body that two places name, of title, head, foot and address.

"Our project", "jsme získali dotaci" name nobody. A site names its owner in the title behind a bar, in its head, in the
line of copyright, before an address. One such place may be another's (an agency that made the site, a payer's sign):
only a body that two of them agree on is taken, and no payer, no newspaper, no agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from extractors.bodies.names import end_of_form, ends_in_form, has_organisation_word, is_person
from extractors.text.letters import SMALL
from extractors.text.lexicon import Lexicon
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind, Region
from schemas.vocabulary import Vocabulary

LONGEST, MOST, COVER = 110, 40, 4
"""A name takes at most so many code points; of so many blocks at either end of a page the lines are asked; so many
lines make a letterhead."""
_TITLES = ("title", "og:title", "og:site_name", "author", "publisher", "copyright", "application-name")
_PARTS = re.compile(r"\s[-–—|·•»›]{1,2}\s|\s?[|»›•]\s?|:\s|\n")
_MARK = re.compile(
    r"[\W\d_]{0,16}(?:(?:copyright|c\)|from:|od:|odesílatel:|contact:|kontakt:)[\W\d_]{0,16}){0,2}", re.IGNORECASE
)
_TAIL = re.compile(
    rf"\s?[,(·•|–]\s?|\s-\s|\s?<|\s(?=IČO?|ID No|tel)|[*_]{{1,2}}|\s(?:19|20)\d\d(?!\d)|(?<=[{SMALL}]{{4}})\.\s"
    r"|\s(?:všechna práva|all rights)",
    re.IGNORECASE,
)
_SENDERS = ("from", "od", "odesílatel", "sender", "von")
_SENDER = re.compile(rf"(?:{'|'.join(_SENDERS)})\s?:\s", re.IGNORECASE)
_SENT = re.compile(rf":\s(?:{'|'.join(rf'(?<={who}:.)|(?<={who}.:.)' for who in _SENDERS)})", re.IGNORECASE)
"""What a sender's line has, tried at its colon: most pages have none."""
# Behind a name: a house number and a post code, or the number of the body.
_ADDRESS = re.compile(r"\d[^\n]{0,30}\d{3}\s?\d{2}(?!\d)|IČO?\W{1,3}\d")
_POST_CODE = re.compile(r"[\dI](?:(?<=\d)\d\d\s?\d\d|(?<=I)ČO?\W{1,3}\d)")
"""No address lacks it, and it is looked for in a tenth of the time."""
_WORD = re.compile(r"\w[\w’'-]*")


def owner_of(pages: Sequence[PageReading]) -> str:
    """Return the longest form of the one body that two places of a document agree on; "" if there is none."""
    return _agreed(pages[0], {part for page in pages for part in _parts(page)})


def _agreed(page: PageReading, parts: set[tuple[str, str]]) -> str:
    found = {(place, name) for place, part in parts if (name := _named(place, part, page))}
    known = [(place, name, _own(name, page)) for place, name in sorted(found)]
    told = {(place, own) for place, _, own in known if own}  # a menu's entries have the same words again and again
    agreed = {
        name: own
        for place, name, own in known
        if own and any(other != place and (own <= words or words <= own) for other, words in told)
    }
    if not agreed:
        return ""
    lexicon = page.lexicon
    name = max(agreed, key=lambda name: (len(agreed[name]), _shows_body(name, lexicon), -len(name), name))
    whole = agreed[name]
    return name if _shows_body(name, lexicon) and all(own <= whole for own in agreed.values()) else ""


def signed_by_another(page: PageReading, name: str) -> bool:
    """Say whether a line of copyright of the page names another body than this one: "© Město X"."""
    own = _own(name, page)
    for block in page.page.blocks[-MOST:]:
        line = page.page.text[block.start : min(block.end, block.start + LONGEST)].partition("\n")[0]
        signed = _signature(line, page)
        if signed and _shows_body(signed, page.lexicon):
            told = _own(signed, page)
            return not (told <= own or own <= told)
    return False


def _shows_body(name: str, lexicon: Lexicon) -> bool:
    """Say whether a legal form or a noun of its kind shows a body; letters alone may be a project's acronym."""
    return ends_in_form(name, 0, len(name), lexicon) or has_organisation_word(name, lexicon)


def _parts(page: PageReading) -> Iterator[tuple[str, str]]:
    """What stands where a site names itself, each with the kind of the place; which of it is a name is asked later."""
    text, blocks = page.page.text, page.page.blocks
    yield from _letterhead(page)
    signed = "©" in text or _POST_CODE.search(text) is not None or _SENT.search(text) is not None
    for block in (*blocks[:MOST], *blocks[MOST:][-MOST:]):
        place = _place(block)
        if not (place or signed):
            continue
        for line in text[block.start : min(block.end, block.start + 600)].split("\n"):
            if place:
                yield from ((place, part) for part in _PARTS.split(line) if part)
            elif _SENDER.match(line):
                yield "sender", line
            elif "©" in line[:3]:
                yield "foot", line
            elif _POST_CODE.search(line) and _ADDRESS.search(line[:200]):
                yield "address", line


def _named(place: str, part: str, page: PageReading) -> str:
    """The name that a part begins with; a line of a letterhead is a body's name and nothing else."""
    name = _name(part, page)
    return name if place != "letterhead" or (name == part and _shows_body(name, page.lexicon)) else ""


def _signature(line: str, page: PageReading) -> str:
    """The name in a line of copyright; nothing if it is none."""
    return _name(line, page) if "©" in line[:3] else ""


def _letterhead(page: PageReading) -> Iterator[tuple[str, str]]:
    """The lines that a document opens with: a letterhead, a cover."""
    if page.page.number != 1:
        return
    if any(block.region in (Region.HEAD, Region.FOOTER) for block in page.page.blocks):
        return  # a site's page: its head and foot are marked
    told = [b for b in page.blocks if b.kind not in (BlockKind.META, BlockKind.FRONT_MATTER)][:COVER]
    told = [b for b in told if page.page.words or b.kind is not BlockKind.HEADING]  # a heading is the title once more
    lines = (line for block in told for line in page.page.text[block.start : block.end].split("\n"))
    for line in (words.partition("\t")[0].strip(" *_") for words in islice(lines, COVER)):
        if len(line) <= LONGEST:
            yield "letterhead", line


def _place(block: Block) -> str:
    """The kind of the place that a block is; "" for what the page tells, which is most of it."""
    if block.region is Region.MAIN and block.kind not in (BlockKind.META, BlockKind.FRONT_MATTER):
        return ""
    if block.kind in (BlockKind.META, BlockKind.FRONT_MATTER):
        key = block.key.lower()
        return ("title" if "title" in key else "meta") if key in _TITLES else ""
    if block.region in (Region.HEAD, Region.NAVIGATION):
        return "head"
    return "foot" if block.region is Region.FOOTER else ""


def _name(part: str, page: PageReading) -> str:
    """The name that a line begins with, behind a mark of copyright; nothing if it is none."""
    if len(part) < 3 or " " not in part[:LONGEST]:
        return ""  # an entry of a menu: a body has two words at least, or a legal form
    mark = _MARK.match(part)
    start = mark.end() if mark else 0
    if not part[start:].lstrip(" ,*_")[:1].isupper():
        return ""
    tail = _TAIL.search(part, start + 2)
    end = tail.start() if tail else len(part)
    end = max(end, end_of_form(part, end, page.lexicon))
    name = part[start:end].strip(" ,*_")
    name = name if ends_in_form(name, 0, len(name), page.lexicon) else name.rstrip(".")
    if not 3 <= len(name) <= LONGEST or is_person(name, page.lexicon):
        return ""
    return "" if page.lexicon.cue("not_owner", "copula").search(name) else name


def _own(name: str, page: PageReading) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(name) if len(word) > 3 or word[0].isupper()]
    spelled = _spelled_out(page.lexicon.vocabulary)
    whole = (part for word in words for part in spelled.get(word, (word,)))
    return frozenset(word for word in whole if word not in page.lexicon.small_words)


@lru_cache(maxsize=2)
def _spelled_out(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return "zš" -> "základní", "škola"."""
    forms = (line.partition(" ") for line in vocabulary.cues["spelled_out"])
    return {short: tuple(whole.split()) for short, _, whole in forms}


def told_by_owner(
    pages: Sequence[PageReading], known: Sequence[str], labelled_alone: bool = False
) -> Iterator[tuple[PageReading, int, int, str]]:
    """Where a document tells of its owner's projects: page, span, name.

    If it has another for a beneficiary, or its owner takes part in another's project, only where "we" run one; none if
    a label alone names the one beneficiary, and it is another.
    """
    others = ("we_join",) if known else ("we_join", "lead_told")
    mixed = any(page.lexicon.cue(*others).search(page.text) for page in pages)
    places = [(page, *span) for page in pages for span in _told(page)]
    owns = [_own(other, pages[0]) for other in known] if places else []
    if not places or not all(owns):
        return
    parts = {part for page in pages for part in _parts(page)}
    runs = any(page.lexicon.cue("we_run").search(page.text) for page in pages)
    if not runs and not _may_be_owners(pages[0], parts, owns):
        return
    name = _agreed(pages[0], parts)
    if not name:
        return
    whole = _own(name, pages[0])
    alike = all(own <= whole or whole <= own for own in owns)
    if labelled_alone and not alike:
        return
    if mixed or not alike:
        places = [(page, *span) for page in pages for span in _we_run(page)]
        known = ()
    printed = min(known, key=lambda form: (-known.count(form), -len(form), form), default=name)
    yield from ((page, start, end, printed) for page, start, end in places)


def _may_be_owners(page: PageReading, parts: set[tuple[str, str]], owns: Sequence[frozenset[str]]) -> bool:
    """Say whether a word of each body stands where the site names itself: of another than the owner none need do."""
    told = "\n".join([part for _, part in parts]).lower()
    spelled = _spelled_out(page.lexicon.vocabulary)
    whole = {word for short in spelled if short in told for word in spelled[short]}
    return all(any(word in told or word in whole for word in own) for own in owns)


def joined_by_owner(pages: Sequence[PageReading]) -> Iterator[tuple[PageReading, int, int, str]]:
    """Where a document says that its owner takes part in another's project: page, span, name. "We are a partner"."""
    found = ((page, m.span()) for page in pages for m in page.lexicon.cue("we_part").finditer(page.text))
    places = [(page, *span) for page, span in found if page.readable(span[0]) and not _leads(page, span[1])]
    name = owner_of(pages) if places else ""
    yield from ((page, start, end, name) for page, start, end in places if name)


def _leads(page: PageReading, end: int) -> bool:
    """ "Our role: coordinator"."""
    return bool(page.lexicon.cue("role_lead").search(page.text, end, end + 40))


def _told(page: PageReading) -> Iterator[tuple[int, int]]:
    """The spans by which a page speaks of a project: "we received", or a project's number."""
    found = [m.span() for m in page.lexicon.cue("we_run").finditer(page.text)]
    found += [(number.start, number.end) for number in page.numbers]
    return (span for span in found if page.readable(span[0]))


def _we_run(page: PageReading) -> Iterator[tuple[int, int]]:
    """The spans by which a page says that "we" run a project, in a block that names no other lead or part."""
    for match in page.lexicon.cue("we_run").finditer(page.text):
        block = page.block_at(match.start())
        if block and not page.lexicon.cue("we_join", "lead_told").search(page.text, block.start, block.end):
            yield match.span()
