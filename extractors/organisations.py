"""Beneficiaries and partners, by label and by sentence.

"Příjemce: X", "realizátorem projektu je X", "projekt realizovaný X", "led by X"; "Partneři: X, Y", "ve spolupráci s X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.base import mention
from extractors.labels import LabelledValue
from extractors.lexicon import label_key
from extractors.names import (
    cut_tail,
    ends_name,
    head_after_adjectives,
    is_organisation,
    is_person,
    name_in_prose,
    split_names,
    trim,
)
from extractors.reading import PageReading, Reading
from schemas.document import BlockKind
from schemas.records import Mention

NAME, FIELDS = "organisations", ("beneficiaries", "partners")

_PERSON = re.compile(r"^(?:(?:Ing|Mgr|Bc|Dr|PhDr|RNDr|MUDr|JUDr|doc|prof|Prof|Doc)\.\s?){1,3}|^[A-Z]\w+\s[A-Z]\w+ová$")
# "Projekt „X“ realizuje Y": the title stands between the noun and the verb.
_PROJECT_VERB = re.compile(
    r"(?<!\w)projekt\w{0,2}\s[„\"“][^„“”\"\n]{2,200}[“”\"]\s(?:\([^()\n]{0,80}\)\s)?"
    r"(?:realiz|předkl|koordin|vede|řeší|připravil)\w{0,6}\s",
    re.IGNORECASE,
)
# Between "nositelem" and its verb: "projektu „X“ je", "dotace bylo".
_ROLE_VERB = re.compile(r"[^.;\n]{0,120}?(?<!\w)(?:je|jsou|byl|byla|bylo|byli|bude|se stal|se stala|se stalo)\s")
_SKIP = re.compile(
    r"\s{0,2}(?:(?:naší|naši|naším|our|its|the|these|tyto|dále|zejména|mj\.|i|také)\s){0,2}(?:(?:partner\w*|organizac\w+)\s)?"
)


def extract(reading: Reading) -> Iterator[Mention]:
    """Yield the organisations named in a role, each as printed."""
    for page in reading.pages:
        seen: set[tuple[str, int]] = set()
        for field, start, end, rule in [
            *_labelled(page),
            *_in_sentences(page),
            *_marked(page),
            *_over_lists(page),
        ]:
            name = page.text[start:end]
            if (field, start) in seen or not page.readable(start) or not _plausible(name):
                continue
            if not is_person(name, page.lexicon) or is_organisation(name, page.lexicon):
                seen.add((field, start))
                yield mention(page, field, start, end, f"organisations.{rule}")


Found = tuple[str, int, int, str]


def _plausible(name: str) -> bool:
    letters = sum(char.isalpha() for char in name)
    if name.lower().startswith(("all ", "každ", "viz ")) or (" " not in name and name[:1].islower()):
        return False
    return letters >= 2 and letters * 2 > len(name) - name.count(" ") and "@" not in name and not _PERSON.match(name)


def _labelled(page: PageReading) -> Iterator[Found]:
    for pair in page.labelled:
        field = pair.entry.field
        if field == "partners" and page.lexicon.cue("no_partner").search(
            page.text, max(0, pair.start - 18), pair.start
        ):
            continue
        if field not in FIELDS or (pair.entry.weak and pair.form == "open"):
            continue
        values = pair.values if field == "partners" else _first_lines(page.text, pair)
        both = field == "beneficiaries" and _PERSON_OR_BODY.search(page.text, pair.start, pair.end)
        for first_start, end in values:
            start, end = _first_column(page.text, _behind_remark(page, first_start, end), end)
            whole = pair.form == "cell" and "\n" in page.text[start:end] and bool(page.page.words)
            start, end = _without_logo(page.text, start, end)
            pieces = [trim(page.text, start, end)] if whole else split_names(page.text, start, end, page.lexicon)
            if field == "beneficiaries":
                first = trim(page.text, start, cut_tail(page.text, start, end))
                pieces = pieces if len(values) > 1 or len(pieces) == 1 else _one_or_many(page, pieces, first)
            for begin, stop in pieces:
                known = is_organisation(page.text[begin:stop], page.lexicon)
                key = label_key(page.text[begin:stop])
                if key in page.lexicon.labels or key in page.lexicon.countries:
                    continue  # a second row of column heads; where the partner is from
                if known or (not both and _CAPITALISED.match(page.text, begin)):
                    yield (
                        field,
                        begin,
                        stop,
                        "label" if pair.form in ("colon", "cell", "open") else "label_list",
                    )


_LOGO = re.compile(
    r"(?:logo(?:typ)?\s(?:of\s|the\s)?)?(?P<name>[^\n]{2,120}?)(?:\s[-–]?\s?logo(?:typ)?)?", re.IGNORECASE
)
_REMARK = re.compile(r"[^:\n]{2,32}:\s")
_IN_BRACKETS = re.compile(
    r"(?<!\w)partner\w{0,5}\s(?:organi[sz]\w+|institu\w+|school|škol\w+|univer\w+)\s?\((?P<name>[^()]{3,90})\)",
    re.IGNORECASE,
)
# A coordinator or an investigator may be a person: only what shows an organisation is one.
_PERSON_OR_BODY = re.compile(r"[ck]oordin|řešitel|investigator|solver", re.IGNORECASE)
_CAPITALISED = re.compile(r"[^\W\d_]")


def _behind_remark(page: PageReading, start: int, end: int) -> int:
    """ "For the Government: X": a short remark before the name is not part of it."""
    remark = _REMARK.match(page.text, start, end)
    if remark and remark.end() < end and not is_organisation(remark[0], page.lexicon):
        return remark.end()
    return start


def _first_column(text: str, start: int, end: int) -> tuple[int, int]:
    """In a line of columns ("2<tab>Institute of X<tab>DE") the name is the first column that is no number."""
    if "\n" in text[start:end]:
        return start, end
    for column in re.compile(r"[^\t]+").finditer(text, start, end):
        if sum(char.isalpha() for char in column[0]) >= 3:
            return column.span()
    return start, end


def _without_logo(text: str, start: int, end: int) -> tuple[int, int]:
    """The alternative text of a picture: "Logo X", "X – logo"."""
    match = _LOGO.fullmatch(text, start, end)
    return match.span("name") if match else (start, end)


def _first_lines(text: str, pair: LabelledValue) -> tuple[tuple[int, int], ...]:
    """A beneficiary's further lines are its address: only a list has more names."""
    if len(pair.values) > 1 and text[pair.values[0][1] : pair.values[1][0]].strip(" \n\u00a0"):
        return pair.values
    return pair.values[:1]


def _one_or_many(page: PageReading, pieces: list[tuple[int, int]], first: tuple[int, int]) -> list[tuple[int, int]]:
    """Keep the pieces that are organisations; the rest are parts of an address."""
    kept = [piece for piece in pieces if is_organisation(page.text[piece[0] : piece[1]], page.lexicon)]
    return kept or [pieces[0] if pieces else first]


def _in_sentences(page: PageReading) -> Iterator[Found]:
    lexicon, text = page.lexicon, page.text
    project = lexicon.cue("project")
    for field, group in (("beneficiaries", "beneficiary_is"), ("partners", "partner_is")):
        for match in lexicon.cue(group).finditer(text):
            yield from _names_after(page, field, match.end(), "sentence_is")
    for field, group in (("beneficiaries", "beneficiary_by"), ("partners", "partner_with")):
        for match in lexicon.cue(group).finditer(text):
            start, end = page.sentence_at(match.start())
            if project.search(text, start, end):
                yield from _names_after(page, field, match.end(), "sentence_by")
    for match in lexicon.cue("beneficiary_before").finditer(text):
        yield from _name_before(page, match.start())
    for match in lexicon.cue("beneficiary_role").finditer(text):
        verb = _ROLE_VERB.match(text, match.end())
        if verb:
            yield from _names_after(page, "beneficiaries", verb.end(), "sentence_is")
    for match in _PROJECT_VERB.finditer(text):
        if page.readable(match.start()):
            yield from _names_after(page, "beneficiaries", match.end(), "sentence_is")
    for match in _IN_BRACKETS.finditer(text):
        if is_organisation(match["name"], lexicon) or match["name"][0].isupper():
            yield "partners", *match.span("name"), "bracket"
    for match in lexicon.cue("partner_after").finditer(text):
        start, _ = page.sentence_at(match.start())
        for first, last in split_names(text, start, match.start(), lexicon):
            begin = first + (4 if text[first : first + 4].lower() == "the " else 0)
            yield "partners", begin, last, "sentence_is"


def _over_lists(page: PageReading) -> Iterator[Found]:
    """ "Projekty města X", "Projects of the Institute": a heading over a list names who runs them."""
    announced = page.lexicon.cue("project_heading")
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and block.end - block.start <= 120:
            match = announced.search(page.text, block.start, block.end)
            if match:
                yield from _names_after(page, "beneficiaries", match.end(), "heading")


def _marked(page: PageReading) -> Iterator[Found]:
    """ "X (coordinator)", "Y – lead partner": the line's name before the mark."""
    text = page.text
    for match in page.lexicon.cue("marked_lead").finditer(text):
        block = page.block_at(match.start())
        bracket = text[match.start() - 1 : match.start()] in ("(", " ") and match.start() >= 3
        if not block or not bracket:
            continue
        opener = max(text.rfind("(", block.start, match.start()), text.rfind(" – ", block.start, match.start()))
        if opener < 0 or match.start() - opener > 4:
            continue
        start = max(
            block.start,
            *(text.rfind(mark, block.start, opener) + len(mark) for mark in ("\n", ", ", "; ", "• ")),
        )
        first, last = trim(text, start, opener)
        if is_organisation(text[first:last], page.lexicon):
            yield "beneficiaries", first, last, "marked"


def _names_after(page: PageReading, field: str, start: int, rule: str) -> Iterator[Found]:
    text = page.text
    _, end = page.sentence_at(start)
    skip = _SKIP.match(text, start)
    begin = skip.end() if skip else start
    if text.startswith(":", begin):
        begin += 2
    for _ in range(12):
        begin = head_after_adjectives(text, begin, end, page.lexicon)
        stop = name_in_prose(text, begin, end, page.lexicon)
        if stop <= begin:
            return
        first, last = trim(text, begin, stop)
        if last > first and (rule == "sentence_is" or is_organisation(text[first:last], page.lexicon)):
            yield field, first, last, rule
        after = re.compile(r"\s{0,2}(?:\([^()]{0,80}\))?\s{0,2}(?:,|a|and|;|i){1,2}\s{1,2}").match(text, stop, end)
        if not after or ends_name(text, stop):
            return
        begin = after.end()


def _name_before(page: PageReading, stop: int) -> Iterator[Found]:
    """The subject of "… has been implementing": the organisation at the head of the sentence's last clause."""
    text = page.text
    start, _ = page.sentence_at(stop)
    comma = text.rfind(", ", start, stop)
    begin = comma + 2 if comma > 0 else start
    while begin < stop and not re.match(r"[^\W\d_]", text[begin]):
        begin += 1
    if text[begin : begin + 4].lower() == "the ":
        begin += 4
    end = name_in_prose(text, begin, stop, page.lexicon)
    if end >= stop - 8 and is_organisation(text[begin:end], page.lexicon):
        yield "beneficiaries", *trim(text, begin, end), "sentence_before"
