"""Beneficiaries and partners, by label, list and sentence.

"Příjemce: X", "realizátorem projektu je X", "led by X"; "Partneři: X, Y", a list under "Consortium".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.bodies.agreement_parties import of_agreements
from extractors.bodies.country_members import with_countries
from extractors.bodies.grouped_members import in_groups
from extractors.bodies.lead_lists import below_leads
from extractors.bodies.list_headings import over_lists
from extractors.bodies.listed_names import Found
from extractors.bodies.names import begins_department, ends_in_form, is_organisation, is_person
from extractors.bodies.owners import Owners, bare_noun, is_clause, is_ours, told_roles
from extractors.bodies.page_owner import joined_by_owner, told_by_owner
from extractors.bodies.placed_lines import on_placed_lines
from extractors.bodies.printed_names import PrintedNames
from extractors.bodies.resolutions import by_councils
from extractors.bodies.role_clauses import in_clauses
from extractors.bodies.role_company import in_company
from extractors.bodies.role_joins import joining
from extractors.bodies.role_labels import below_lines, labelled, listed, named_keys
from extractors.bodies.role_marks import bracketed, marked
from extractors.bodies.role_nouns import by_role
from extractors.bodies.role_owned import owned
from extractors.bodies.role_persons import beside_heads
from extractors.bodies.role_sentences import in_sentences
from extractors.bodies.role_verbs import made_with_grants, objects_first, verbs_first
from extractors.bodies.role_which import runs_programme, told_behind
from extractors.bodies.told_owners import told_owners
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.reading import PageReading, Reading
from schemas.document import BlockKind
from schemas.records import Mention

NAME, FIELDS = "organisations", ("beneficiaries", "partners")

# "univerzita a Pohybik": a common noun and a name, and which "univerzita" is meant is not told here
_NOUN_AND = re.compile(rf"[{SMALL}]{{3,20}}\s(?:a|and)\s[{CAPITAL}]")
# "škola na MŠMT žádost", "obec o dotaci"
_NOUN_TO = re.compile(rf"(?P<noun>[{SMALL}]{{3,20}})\s(?:na|o|od|u|k|ke|do|z|ze|za|pro|při|s|se|po)\s")
_PERSON = re.compile(r"^(?:(?:Ing|Mgr|Bc|Dr|PhDr|RNDr|MUDr|JUDr|doc|prof|Prof|Doc)\.\s?){1,3}")
# Funds pay, and take no part.
_FUNDS = ("EU", "ESF", "ESF+", "ERDF", "CF", "YEI", "CZ-STATE", "EEA-NORWAY", "NEXTGENEU", "JTF", "EAFRD")
# Behind or before a person's name; "Dr." stands in the names of schools too.
_DEGREE = re.compile(r"(?<!\w)(?:Ing|Mgr|Bc|PhDr|RNDr|MUDr|JUDr|PhD|Ph\.\s?D|CSc|DrSc|doc|prof)(?:\.|(?!\w))")
# A national agency with the code that a form gives it: "PL01 Foundation for …".
_AGENCY = re.compile(r"[A-Z]{2}0\d(?:\s|$)")
_SOLE = re.compile(r":\s{1,3}$")
_WOMAN = re.compile(rf"[A-Z][{SMALL}]+\s[{CAPITAL}]\w+ová")


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the organisations named in a role, each as printed; then the owner of a page that names no other."""
    led: list[str] = []
    rules: list[str] = []
    printed = PrintedNames(reading.pages)
    for found in _by_role(reading, printed):
        if found.field == "beneficiaries":
            led.append(found.attributes.get("stands_for", found.raw))
            rules.append(found.evidence.rule)
        yield found
    labelled_alone = rules == ["organisations.label"]  # "Žadatel: X": whose project it is, whoever tells of it
    for page, start, end, name in told_by_owner(reading.pages, led, labelled_alone):
        led.append(name)
        yield _meant(page, ("beneficiaries", start, end), "owner", name, printed)
    for page, (field, start, end, rule) in told_owners(reading.pages) if not led else ():
        if page.readable(start) and _names_one(page, field, start, end):
            yield mention(page, field, start, end, f"organisations.{rule}")
    for page, start, end, name in joined_by_owner(reading.pages):
        yield _meant(page, ("partners", start, end), "owner", name, printed)


def _by_role(reading: Reading, printed: PrintedNames) -> Iterator[Mention]:
    owners = Owners(reading.pages)
    for page in reading.pages:
        seen: set[tuple[str, int]] = set()
        whole: list[tuple[str, int, int]] = []
        for field, start, end, rule in _found(page):
            if (field, start) in seen or not page.readable(start):
                continue
            if any(field == known and first < start and end <= last for known, first, last in whole):
                continue  # "University of Y" in "Institute of X, University of Y"
            noun = bare_noun(page, start, _noun_end(page, start, end))
            if noun:
                seen.add((field, start))
                name = owners.meant_by(noun, page, is_ours(page, start))  # nothing if it stands nowhere
                yield from [_meant(page, (field, start, end), "meant", name, printed)] if name else ()
            elif _names_one(page, field, start, end):
                seen.add((field, start))
                whole.append((field, start, end))
                yield mention(page, field, start, end, f"organisations.{rule}")
        for field, start, end, name in told_roles(page, owners):
            yield _meant(page, (field, start, end), "role", name, printed)
        for field, start, end, name in by_councils(page):
            yield _meant(page, (field, start, end), "council", name, printed)


def _found(page: PageReading) -> list[Found]:
    """What all rules find; of two that find a name at one place the first counts."""
    return [
        *listed(page),
        *labelled(page),
        *below_lines(page),
        *named_keys(page),
        *in_sentences(page),
        *in_clauses(page),
        *in_company(page),
        *joining(page),
        *by_role(page),
        *verbs_first(page),
        *made_with_grants(page),
        *objects_first(page),
        *beside_heads(page),
        *told_behind(page),
        *owned(page),
        *marked(page),
        *bracketed(page),
        *over_lists(page),
        *with_countries(page),
        *on_placed_lines(page),
        *in_groups(page),
        *below_leads(page),
        *of_agreements(page),
    ]


def _meant(page: PageReading, role: tuple[str, int, int], rule: str, name: str, printed: PrintedNames) -> Mention:
    """ "Obec získala dotaci" alone names nobody: the name stands elsewhere, and is quoted from there."""
    rule = f"organisations.{rule}"
    return mention(page, *role, rule, {"stands_for": name}, printed.evidence(name, page, rule))


def _names_one(page: PageReading, field: str, start: int, end: int) -> bool:
    """Say whether the words name an organisation, or a person who applies."""
    name = page.text[start:end]
    if name[0].islower() and bare_noun(page, start, start + len(name.split()[0])) and _is_giver(page, start, end):
        return False  # "předložila škola MŠMT projekt": to whom
    if not _plausible(name, page) or name.lower() in page.lexicon.common_nouns or _is_union(page, start, end):
        return False
    if runs_programme(page, start):
        return False
    return (
        not is_person(name, page.lexicon)
        or is_organisation(name, page.lexicon)
        or _natural_person(page, field, start, end)
    )


def _is_union(page: PageReading, start: int, end: int) -> bool:
    """Say whether the name is that of the Union or one of its funds: it pays, and neither runs nor takes part."""
    return any(
        p.kind == "funder" and p.code in _FUNDS and p.start <= start and end <= p.end
        for p in page.phrases_over(start, end)
    )


def _is_giver(page: PageReading, start: int, end: int) -> bool:
    """Say whether a known payer is all that stands behind a noun: "škola MŠMT"."""
    behind = page.text.find(" ", start, end) + 1
    return any(p.kind == "funder" and p.start == behind and p.end >= end for p in page.phrases_over(start, end))


def _noun_end(page: PageReading, start: int, end: int) -> int:
    """The end of a noun before a preposition and what is no name: "podala škola na MŠMT žádost"; else `end`."""
    noun = _NOUN_TO.match(page.text, start, end)
    if not noun or not bare_noun(page, start, noun.end("noun")):
        return end
    payer = any(p.kind == "funder" and p.start == noun.end() for p in page.phrases_over(noun.end(), end))
    return noun.end("noun") if payer or page.text[start:end].split()[-1].islower() else end


def _natural_person(page: PageReading, field: str, start: int, end: int) -> bool:
    """Say whether a person applies: by a remark, "Jan Dub (fyzická osoba)", or in a column of applicants."""
    block = page.block_at(start)
    if field != "beneficiaries" or block is None:
        return False
    if block.label and block.table and block.column > 1 and block.row > 1:
        words = page.text[block.label[0] : block.label[1]]
        return bool(page.lexicon.cue("applicant").match(words)) and not page.text[start:end].islower()
    if block.kind is not BlockKind.META and _SOLE.search(page.text, max(block.start, start - 40), start):
        label = page.lexicon.cue("sole_applicant").search(page.text, max(block.start, start - 40), start)
        return label is not None and not page.text[label.end() : start].strip(" :")
    opener = re.compile(r"\s?\(").match(page.text, end)
    return opener is not None and bool(page.lexicon.cue("natural_person").match(page.text, opener.end()))


def _plausible(name: str, page: PageReading) -> bool:
    letters = sum(char.isalpha() for char in name)
    if name.lower().startswith(("all ", "každ", "viz ", "n/a")) or (" " not in name and name[:1].islower()):
        return False
    if _NOUN_AND.match(name) or _AGENCY.match(name) or is_clause(name) or _DEGREE.search(name):
        return False
    if page.lexicon.cue("partner_word").match(name) and not is_organisation(name, page.lexicon):
        return False  # "Spoluřešitel cizí": a label
    if name[:1].islower() and begins_department(name, 0, page.lexicon):
        return False  # "odborem v Dubí": of whom, it does not say
    if _WOMAN.fullmatch(name) and not is_organisation(name, page.lexicon):
        return False  # "Obec Lipová" is none
    if letters * 2 <= len(name) - name.count(" ") and not ends_in_form(name, 0, len(name), page.lexicon):
        return False  # "CI2, o. p. s." has more marks than letters, and is a name
    return letters >= 2 and "@" not in name and not _PERSON.match(name)
