"""People to ask about a project: name, e-mail, phone behind a word of their role. Not the press office's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from extractors.base import mention
from extractors.bodies.names import is_organisation, is_person
from extractors.bodies.role_persons import head_behind
from extractors.persons.contact_cards import find_cards
from extractors.persons.contact_parts import (
    EMAIL,
    PERSON,
    PHONE,
    Person,
    emails,
    is_phone,
    is_titled,
    names_of_people,
    people_named,
)
from extractors.persons.people import fuller_name
from extractors.text.lexicon import label_key
from extractors.text.reading import PageReading, Reading
from extractors.text.worded import Worded
from schemas.records import Mention

NAME, FIELDS = "contacts", ("contacts",)

REACH = 260
"""A contact's parts stand within so many code points behind the word of the role."""
HEAD = 24
"""The word of a role stands within so many code points from a line's head: "Kontakt pro média"."""
_SENTENCE_ENDS = (". ", "; ", ") ")
# Alone before an address on its line: the name was left on the line before, perhaps with its bracket.
_CARRIED = re.compile(r"(?:\([^()\n]{2,60}\))?[ \u00a0<(\[:–—-]*")


# Between a name and its role: ", ", " – ", ", Ph.D., ".
_APPOSED = Worded(
    r"(?:,\s(?:[A-Z][\w.]{1,6}\.?(?:\s?D\.)?|CSc\.),)?(?:,|\s[–—-])\s(?:{who_is}\s)?(?:the\s|hlavní\s|our\s|naše\s|náš\s)?"
    r"(?:[\w-]{0,12}[A-Z][\w-]{0,8}[A-Z][\w-]{0,8}\s)?"
)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield one mention per person; `attributes` hold the parts as printed."""
    for page in reading.pages:
        taken: list[tuple[int, int]] = []  # apart, and in order
        others = [pair.start for pair in page.labelled if pair.entry.field != "contacts"]
        found = [
            (person, rule)
            for start, rule, sure in _roles(page)
            for person in _people(page, start, sure, others)
            if "name" in person.parts or "phone" not in person.parts
        ]  # a phone without a name is the office's
        found += [(person, "listed") for person in _listed(page)]
        found += [(person, "card") for person in find_cards(page)]
        found += [(person, "verb") for person in _behind_verbs(page)]
        found += [(person, "before_role") for person in _before_role(page)]
        for person, rule in sorted(found, key=_surest):
            if _is_apart(person, taken):
                insort(taken, (person.start, person.end))
                if "name" in person.parts:
                    person.parts["name"] = fuller_name(person.parts["name"], reading)
                yield mention(page, "contacts", person.start, person.end, f"contacts.{rule}", person.parts)


def _is_apart(person: Person, taken: list[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (person.start, person.end))
    return (index == 0 or taken[index - 1][1] <= person.start) and (
        index == len(taken) or person.end <= taken[index][0]
    )


def _surest(item: tuple[Person, str]) -> tuple[bool, bool, int]:
    """Those with a name first, and of these what one row or line says, then those with more parts."""
    person, rule = item
    return "name" not in person.parts, rule != "card", -len(person.parts)


def _roles(page: PageReading) -> Iterator[tuple[int, str, bool]]:
    """Yield where the parts of a contact may begin, and whether only a person can stand there."""
    refused = page.lexicon.cue("not_project_person")
    for pair in page.labelled:
        if pair.entry.field != "contacts" or (pair.entry.weak and pair.form == "open"):
            continue
        if pair.form != "colon" and _line_above(page, pair.start):
            continue  # the name stands above its role, and the next one is another's
        if not refused.search(page.text, max(0, pair.start - 60), pair.end + 40):
            words = page.text[pair.start : pair.end]
            bodies = any(
                entry.field == "beneficiaries" and not entry.weak
                for entry in page.lexicon.labels.get(label_key(words), ())
            )
            yield pair.values[0][0], "label", not bodies and not pair.entry.weak
    for match in page.lexicon.cue("contact_colon").finditer(page.text):
        begins = page.text[max(0, match.start() - 2) : match.start()] in _SENTENCE_ENDS
        others = refused.search(page.text, match.start(), min(len(page.text), match.end() + 60))
        if page.readable(match.start()) and (begins or (not others and _is_titled_next(page, match.end()))):
            yield match.end(), "role", False
    for match in page.lexicon.cue("person_role").finditer(page.text):
        start, _ = page.sentence_at(match.start())
        if _line_above(page, match.start()):
            continue
        if page.readable(match.start()) and not refused.search(page.text, start, match.end() + 60):
            yield match.end(), "role", False


def _is_titled_next(page: PageReading, start: int) -> bool:
    """Say whether a person's title and name follow: "… Grant: 18 455 EUR Contact: Mgr. Jana Malá"."""
    name = next(names_of_people(page, start, min(len(page.text), start + HEAD)), None)
    return name is not None and is_titled(page, name.start()) and "\n" not in page.text[start : name.start()]


def _listed(page: PageReading) -> Iterator[Person]:
    """Names with an e-mail in a list under a heading of contacts, or in a sentence that asks to turn to them."""
    asked, refused, role = (
        page.lexicon.cue("ask"),
        page.lexicon.cue("not_project_person"),
        page.lexicon.cue("person_role"),
    )
    previous = 0
    for mail in emails(page.text):
        if not page.readable(mail.start()):
            continue
        start, end = page.sentence_at(mail.start())
        heading = page.heading_before(mail.start())
        title = page.text[heading.start : heading.end] if heading else ""
        contacts = any(entry.field == "contacts" for entry in page.lexicon.labels.get(label_key(title), ()))
        of_project = page.lexicon.cue("project").search(page.text, start, end)
        if (refused.search(title) and not of_project) or refused.search(page.text, start, end):
            continue
        line = max(start, _line_of_name(page.text, start, mail.start()), mail.start() - 110, previous)
        names = _names(page, line, mail.start())
        card = _card(page, mail, max(previous, heading.end if heading else 0)) if contacts and not names else None
        previous = mail.end()
        if names and contacts and not of_project and page.lexicon.cue("office").search(page.text, line, mail.start()):
            continue  # the head of a service, under a heading of contacts alone
        if names and (contacts or asked.search(page.text, start, end) or _role_between(page, names[-1], mail)):
            yield Person(names[-1].start(), mail.end(), {"name": names[-1][0], "email": mail[0]})
        elif card:
            yield card
        elif not names and role.search(page.text, start, end):
            yield Person(mail.start(), mail.end(), {"email": mail[0]})


def _line_of_name(text: str, start: int, mail: int) -> int:
    """Return where the line of an address begins, or the one before it if the address is what was carried over."""
    line = text.rfind("\n", start, mail) + 1
    carried = line > start and _CARRIED.fullmatch(text, line, mail)
    return text.rfind("\n", start, line - 1) + 1 if carried else line


def _before_role(page: PageReading) -> Iterator[Person]:
    """ "říká Jana Malá, manažerka projektu": the name stands right before the word of the role."""
    for role in page.lexicon.cue("own_role").finditer(page.text):
        above = _line_above(page, role.start())
        names = [above] if above else list(names_of_people(page, max(0, role.start() - 60), role.start()))
        if not names or not page.readable(role.start()):
            continue
        between = page.text[names[-1].end() : role.start()]
        bracketed = between == " (" and page.text.startswith(")", role.end())
        apposed = above or bracketed or page.lexicon.worded(_APPOSED).fullmatch(between)
        if apposed and is_person(names[-1][0], page.lexicon):
            yield Person(names[-1].start(), names[-1].end(), {"name": names[-1][0]})


def _line_above(page: PageReading, role: int) -> re.Match[str] | None:
    """Return the name that is the line above the one that a role begins, in the same block: a card of two lines."""
    block = page.block_at(role)
    line = page.text.rfind("\n", 0, role) + 1
    if block is None or line <= block.start or page.text[line:role].strip():
        return None
    first = max(block.start, page.text.rfind("\n", 0, line - 1) + 1)
    name = PERSON.search(page.text, first, line - 1)
    if name is None or name.end() < line - 1:
        return None
    titles = page.text[first : name.start()]  # "Mgr. Ing. "
    return name if len(titles) <= HEAD and titles.count(" ") == titles.count(".") else None


def _behind_verbs(page: PageReading) -> Iterator[Person]:
    """ "The project is coordinated by Prof. Mary Stone": a person behind a verb of leading it, in its own sentence."""
    for verb in page.lexicon.cue("person_verb").finditer(page.text):
        name = head_behind(page, verb.end()) if page.readable(verb.start()) else None
        if name and page.lexicon.cue("project").search(page.text, *page.sentence_at(verb.start())):
            yield Person(name.start(), name.end(), {"name": name[0]})


def _role_between(page: PageReading, name: re.Match[str], mail: re.Match[str]) -> bool:
    """ "Jana Malá, koordinátorka projektu (mala@…)", "Jana Malá (coordinator) mala@…", "… (coordination, mala@…)"."""
    between = name.end(), mail.start()
    bracket = re.compile(r"\s\(([^(),]{3,40})[),]").match(page.text, *between)
    lead = bracket and page.lexicon.cue("marked_lead").fullmatch(bracket[1])
    return bool(lead or page.lexicon.cue("person_role").search(page.text, *between))


def _names(page: PageReading, start: int, end: int) -> list[re.Match[str]]:
    """The names of people, without what stands in brackets behind them and is where they work."""
    found = people_named(page, start, end)
    return [m for m in found if page.text.count("(", start, m.start()) == page.text.count(")", start, m.start())]


def _card(page: PageReading, mail: re.Match[str], start: int) -> Person | None:
    """A card: name, role, employer, phone and e-mail on lines or blocks of their own; nobody else's between."""
    begin = max(start, mail.start() - REACH)
    names = [m for m in _names(page, begin, mail.start()) if is_person(m[0], page.lexicon) or _own_line(page, m)]
    if not names:
        return None
    phones = [m for m in PHONE.finditer(page.text, names[-1].end(), mail.start()) if is_phone(page, m)]
    parts = {"name": names[-1][0], "email": mail[0]} | ({"phone": phones[0][0]} if phones else {})
    return Person(names[-1].start(), mail.end(), parts)


def _own_line(page: PageReading, match: re.Match[str]) -> bool:
    """Say whether a name stands alone on its line or block, titles aside."""
    block = page.block_at(match.start())
    if block is None:
        return False
    start, end = max(block.start, match.start() - REACH), min(block.end, match.end() + REACH)
    first = max(start, page.text.rfind("\n", start, match.start()) + 1)
    newline = page.text.find("\n", match.end(), end)
    rest = page.text[first : match.start()] + page.text[match.end() : newline if newline > 0 else end]
    return len(rest.strip(" ,")) <= 16


def _people(page: PageReading, start: int, sure: bool, others: list[int]) -> Iterator[Person]:
    """Group what stands behind the role, up to the next of the `others`: a mail or phone belongs to the name before."""
    text = page.text
    limit = _limit(page, start, others)
    pieces = sorted(
        [(m.start(), m.end(), "email", m[0]) for m in EMAIL.finditer(text, start, limit)]
        + [(m.start(), m.end(), "phone", m[0]) for m in PHONE.finditer(text, start, limit) if is_phone(page, m)]
        + [(m.start(), m.end(), "name", m[0]) for m in names_of_people(page, start, min(limit, start + REACH))]
    )
    person: Person | None = None
    for begin, end, kind, raw in pieces:
        if not page.readable(begin):
            continue
        if kind == "name" and not _is_named(page, begin, raw, person, begin - start, sure):
            continue
        if person is None or kind in person.parts:
            if person and person.parts.keys() != {"name"}:
                yield person
            elif person and kind == "name":
                yield person
                if begin - person.end > 40:
                    return
            if person and kind != "name":
                return
            person = Person(begin, end, {kind: raw})
        elif begin - person.end <= 120:
            person.end, person.parts[kind] = end, raw
    if person:
        yield person


def _is_named(page: PageReading, begin: int, raw: str, person: Person | None, distance: int, sure: bool) -> bool:
    """Say whether capitalised words are a person: by title, given name or ending, or right behind a sure label."""
    if person is None and distance > 80:
        return False
    known = is_person(raw, page.lexicon) or (person is None and is_titled(page, begin))
    return known or (sure and person is None and distance <= 30 and not is_organisation(raw, page.lexicon))


def _limit(page: PageReading, start: int, labels: list[int]) -> int:
    """Contacts end with their block if it holds an address or a phone, at the next label of another field, and after
    REACH code points."""
    limit = min(len(page.text), start + REACH)
    others = page.lexicon.cue("not_project_person")
    for line in re.compile(r"\n").finditer(page.text, start, limit):
        if others.search(page.text, line.end(), line.end() + HEAD):
            limit = line.start()  # "PR: …" below the project's person
            break
    end = block.end if (block := page.block_at(start)) else limit
    if end < limit and (EMAIL.search(page.text, start, end) or PHONE.search(page.text, start, end)):
        limit = end
    index = bisect_right(labels, start)
    return min([limit, *labels[index : index + 1]])
