"""Beneficiaries and partners in lists, beside labels, below lines that are labels, and in the keys of front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.bodies.addresses import cut_place, is_address, is_country, is_place
from extractors.bodies.leads import beside_holder, lead_among, lead_of_row, leads_behind, led_by_another
from extractors.bodies.list_items import Member, is_sentence, names_of_line
from extractors.bodies.listed_names import Found
from extractors.bodies.name_ends import cut_tail
from extractors.bodies.name_lists import split_names
from extractors.bodies.names import (
    begins_with_head,
    ends_in_form,
    is_no_persons_name,
    is_organisation,
    legal_form,
    trim,
)
from extractors.bodies.numbered_lines import numbered_lines
from extractors.bodies.participants import announces, find_participants, is_column_word
from extractors.bodies.wrapped_lists import (
    lines_below,
    names_of_cell,
    names_on_lines,
    of_another,
    parted_names,
    whole_lines,
)
from extractors.labelling.labels import LabelledValue
from extractors.text.kept import kept
from extractors.text.letters import CAPITAL, SMALL
from extractors.text.lexicon import key_words, label_key
from extractors.text.logos import without_logo
from extractors.text.reading import MASK, PageReading
from schemas.document import Block, BlockKind

FIELDS = ("beneficiaries", "partners")

_LINE = re.compile(r"[^\n]+")
_REMARK = re.compile(r"[^:\n]{1,32}:\s")
_REMARK_BELOW = re.compile(r"\n[^:\n]{1,32}:[^\S\n]")
# "X, other participants: Y": in a sentence the next label ends the value.
_NEXT_LABEL = re.compile(rf"[,;]\s{{1,2}}[{SMALL}][^,:;.\n]{{2,40}}:\s")
_NEXT_SENTENCE = re.compile(rf"(?<=[^\W\d_]{{2}}|[\w.]\))\.\s{{1,2}}(?P<label>[{CAPITAL}][^,:;.\n]{{2,40}}):\s")
_SENTENCE = re.compile(rf"\s[{CAPITAL}][{SMALL}]{{1,20}}\s[{SMALL}]{{2}}")
_BRANCH = re.compile(rf"[{CAPITAL}]{{2,4}}\s[{CAPITAL}]")
_ANY_LABEL = re.compile(r"[^\W\d_][^:\n]{2,40}:(?=.)")
_ALL_LOWER = re.compile(rf"[{CAPITAL}][{SMALL}]+(?:\s[{SMALL}]+){{3,20}}[.:]?")  # "The work went on in these steps"
_CAPITALISED = re.compile(r"[^\W\d_]")
_COLON_LAST = re.compile(r"[ \u00a0*]{0,3}:[ \u00a0*]{0,3}(?:\n|$)")


def listed(page: PageReading) -> Iterator[Found]:
    """The members of all lists of partners, by the part that each is given."""
    for _, member in _lists(page):
        if member.lead:
            yield "beneficiaries", member.start, member.end, "marked"
        else:
            yield "partners", member.start, member.end, "label_list"


@kept
def _lists(page: PageReading) -> list[tuple[Block, Member]]:
    """The members of all lists of partners, each with the block that it stands in."""
    found = [(page.block_at(member.start), member) for members in find_participants(page) for member in members]
    return [(block, member) for block, member in found if block]


def labelled(page: PageReading) -> Iterator[Found]:
    """The names in the values of labels."""
    tables = {block.table for block, _ in _lists(page) if block.table}
    for pair in page.labelled:
        field = pair.entry.field
        block = page.block_at(pair.start)
        if block and (block.kind is BlockKind.META or block.names_page):
            continue
        if pair.entry.weak and pair.form == "cell" and block and block.table in tables:
            continue  # "Organisation" over a column of partners
        if field not in FIELDS or (pair.entry.weak and pair.form == "open") or _read_as_list(page, pair):
            continue
        if pair.form == "open" and _is_sentence(page, *pair.values[0]):
            continue
        if pair.form == "below" and _is_prose(page, *pair.values[0]):
            continue
        if field == "partners" and of_another(page, pair):
            continue
        rule = "label" if pair.form in ("colon", "cell", "open") else "label_list"
        found = list(_names(page, pair))
        if field == "beneficiaries" and ((len(found) > 1 and led_by_another(page, pair)) or beside_holder(page, pair)):
            field = "partners"
        lead = lead_among(page, found) if field == "beneficiaries" and len(found) > 1 else -1
        for place, (start, end) in enumerate(found):
            if lead not in (-1, place):
                yield "partners", start, end, rule
            elif field == "partners" and (
                leads_behind(page, end) or (pair.form == "cell" and lead_of_row(page, start))
            ):
                yield "beneficiaries", start, end, "marked"
            else:
                yield field, start, end, rule


def _is_sentence(page: PageReading, start: int, end: int) -> bool:
    """ "Coordinated by X, the project …", "The coordinator of the project, X, has …": a label's words at its head."""
    if page.text[start] == ",":
        return True
    quoted = (
        page.masked.find(MASK * 3, start, end) >= 0 and page.text[page.masked.find(MASK * 3, start, end)] not in "(["
    )
    return quoted or bool(page.lexicon.cue("copula", "project_noun").search(page.text, start, end))


def _is_prose(page: PageReading, start: int, end: int) -> bool:
    """Say whether a paragraph below a heading tells something: sentences with verbs, and no names alone."""
    first = page.sentence_at(start)
    verbs = page.lexicon.cue("finite", "said", "acts", "won", "obtained", "takes_part")
    return is_sentence(page, start, end) and verbs.search(page.text, start, min(first[1], end)) is not None


def named_keys(page: PageReading) -> Iterator[Found]:
    """Front matter with a part for each organisation: "partners.name", "coordinator.name"."""
    for block in page.blocks:
        above, _, last = block.key.rpartition(".")
        if block.kind is BlockKind.FRONT_MATTER and above and page.lexicon.cue("name_keys").fullmatch(last):
            for entry in page.lexicon.keys.get(key_words(above.rpartition(".")[2]), ()):
                if entry.field in FIELDS:
                    yield entry.field, block.start, block.end, "label_list"


def below_lines(page: PageReading) -> Iterator[Found]:
    """A line that is a label, and below it "Name: X" or, one on a line, "Italy: X"."""
    text = page.text
    for block in page.blocks:
        if block.kind is not BlockKind.PARAGRAPH or not _REMARK_BELOW.search(text, block.start, block.end):
            continue
        field = ""
        for line in _LINE.finditer(text, block.start, block.end):
            fields = _fields_of(page, line[0])
            if fields:
                field = next((name for name in FIELDS if name in fields), "")
                continue
            if field and _REMARK.match(line[0]) and not _fields_of(page, line[0].partition(":")[0]):
                for member in names_of_line(page, _behind_remark(page, *line.span()), line.end()):
                    yield field, member.start, member.end, "label_list"
            field = field if field == "partners" and _REMARK.match(line[0]) else ""


def _fields_of(page: PageReading, words: str) -> set[str]:
    """The fields that a line announces, if it is a label and nothing else."""
    known = page.lexicon.label_entries(words)
    return set() if is_country(words, page.lexicon) else {entry.field for entry in known if not entry.weak}


def _read_as_list(page: PageReading, pair: LabelledValue) -> bool:
    """The section below a heading of partners is read as a whole."""
    block = page.block_at(pair.start)
    return (
        pair.entry.field == "partners"
        and block is not None
        and block.kind is BlockKind.HEADING
        and announces(page, block)
    )


def _names(page: PageReading, pair: LabelledValue) -> Iterator[tuple[int, int]]:
    """Yield the names in the value of a label: one of each line or cell, or several with commas between."""
    text, partners = page.text, pair.entry.field == "partners"
    if partners and (parted := parted_names(page, pair)):
        yield from parted
        return
    values = tuple(_without_faculties(page, pair.values)) if partners else _first_lines(page, pair)
    if partners and page.page.words and pair.form == "below" and len(values) > 1:
        values = whole_lines(page, values)
    stop = page.lexicon.cue("partner_with").search(text, *pair.values[0]) if not partners else None
    label = text[pair.start : pair.end]
    cue = page.lexicon.cue  # a coordinator may be a person; "lead partner" is a body, whatever its name looks like
    both = not partners and cue("person_or_body").search(label) and not cue("body_label").search(label)
    both = both and not any(is_place(text[first:last], page.lexicon) for first, last in pair.values[1:2])
    for first_start, last_end in values:
        if first_start != values[0][0] and partners and _opens_label(page, first_start, last_end):
            return
        start = _behind_remark(page, first_start, last_end)
        start, end = _first_column(text, start, last_end)
        start, end = without_logo(text, start, stop.start() if stop and len(values) == 1 else end)
        end = _before_next_sentence(page, start, _before_next_label(page, start, end))
        end = _before_inner_label(page, start, end, pair.form == "run")
        start, end = _of_country(page, start, end)
        for begin, last in _pieces(page, pair, values, start, end):
            words = text[begin:last]
            if pair.form != "cell" and _is_row(page, begin, last):
                continue
            column_word = (pair.form != "colon" or first_start != values[0][0]) and is_column_word(page, begin, last)
            if label_key(words) in page.lexicon.labels or column_word or _is_heading(page, begin, last):
                continue  # a second row of column heads, the next label
            if is_country(words, page.lexicon) or is_address(words, page.lexicon):
                continue
            if first_start != values[0][0] and is_place(text[first_start:last_end], page.lexicon):
                continue
            if words[:1].islower() and not begins_with_head(text, begin, page.lexicon):
                continue  # "at least three neighbours, a school": who may apply
            if is_organisation(words, page.lexicon) or (
                (not both or is_no_persons_name(words, page.lexicon)) and _CAPITALISED.match(text, begin)
            ):
                yield begin, last
    yield from lines_below(page, pair) if partners else ()


def _is_heading(page: PageReading, start: int, end: int) -> bool:
    """Say whether a value is the next label, known or not: "CO-APPLICANTS:" over "ABOUT THE PROJECT:"."""
    colon = _COLON_LAST.match(page.text, end)
    return colon is not None and not is_organisation(page.text[start:end], page.lexicon)


def _opens_label(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line below a value begins another label, known or not: "EQUAL theme :Employability", or a
    sentence."""
    label = _ANY_LABEL.match(page.text, start, end)
    if label and not is_country(label[0].rstrip(" :"), page.lexicon):
        return not is_organisation(page.text[label.end() : end], page.lexicon)
    told = _ALL_LOWER.fullmatch(page.text, start, end)
    said = told and (told[0][-1] == ":" or page.lexicon.cue("finite", "said", "acts").search(told[0]))
    return bool(said) and not is_organisation(page.text[start:end], page.lexicon)


def _before_next_label(page: PageReading, start: int, end: int) -> int:
    """ "X, other participants: Y", "X. Partners: Y": where the next label or the sentence of one begins."""
    following = _NEXT_LABEL.search(page.text, start, end)
    end = following.start() if following else end
    opened = (m for m in _NEXT_SENTENCE.finditer(page.text, start, end) if label_key(m["label"]) in page.lexicon.labels)
    return next((m.start() for m in opened), end)


def _before_inner_label(page: PageReading, start: int, end: int, glued: bool) -> int:
    """ "X Vykonavatel Y", "X Subcontractor: Y": where the label of another begins, with a colon if not glued."""
    for label in page.lexicon.cue("inner_labels").finditer(page.text, start + 3, end):
        if page.text[label.start()].isupper() and (glued or page.text.startswith(":", label.end())):
            return label.start()
    return end


def _of_country(page: PageReading, start: int, end: int) -> tuple[int, int]:
    """ "Velká Británie (X Ltd)": the name stands in the bracket behind its country."""
    opener = page.text.find("(", start, end)
    close = page.text.find(")", opener, end) if opener > 0 else -1
    if close == end - 1 and is_country(page.text[start:opener], page.lexicon):
        return opener + 1, close
    return start, end


def _before_next_sentence(page: PageReading, start: int, end: int) -> int:
    """ "X a.s. The hospital is a partner": where a sentence begins behind a legal form."""
    for form in legal_form(page.lexicon.vocabulary).finditer(page.text, start + 2, end):
        following = _SENTENCE.match(page.text, form.end(), end) if page.text[form.end() - 1] == "." else None
        if following and page.lexicon.cue("finite", "said", "acts").search(page.text, form.end(), end):
            return form.end()
    return end


def _pieces(
    page: PageReading, pair: LabelledValue, values: tuple[tuple[int, int], ...], start: int, end: int
) -> list[tuple[int, int]]:
    text, lexicon = page.text, page.lexicon
    if pair.form == "below" and page.page.words and "\n" in text[start:end]:  # a broken line
        return [trim(text, start, cut_place(text, start, cut_tail(text, start, end, lexicon), lexicon))]
    numbered = numbered_lines(text, start, end)
    if numbered:
        return [trim(text, first, cut_tail(text, first, last, lexicon)) for first, last in numbered]
    if pair.form == "cell" and "\n" in text[start:end] and page.page.words:
        return names_of_cell(page, start, end)
    if pair.entry.field == "partners" and len(values) > 1 and not page.page.words:
        if any(is_address(text[first:last], lexicon) for first, last in values) and (start, end) != values[0]:
            return [] if not is_organisation(text[start:end], lexicon) else [trim(text, start, end)]
        if whole := _placed_name(page, start, end):
            return [whole]
        return [(m.start, m.end) for m in names_of_line(page, start, end)]
    if pair.entry.field == "partners" and (lines := names_on_lines(page, start, end)):
        return _without_faculties(page, lines)
    pieces = split_names(text, start, end, lexicon)
    pieces = [trim(text, first, cut_place(text, first, last, lexicon)) for first, last in pieces]
    if pair.entry.field == "beneficiaries" and len(values) == 1 and len(pieces) > 1:
        if pair.form == "cell" and len(pieces) == 2 and _BRANCH.match(text, pieces[1][0]):
            return [(pieces[0][0], pieces[1][1])]  # "Svaz včelařů, ZO Dubí": the local branch of one body
        return _one_or_many(page, pieces)
    if (len(pieces) == 2 and _is_town(page, pair, pieces)) or _is_placed(page, pieces):
        return pieces[:1]
    if pair.entry.field == "partners":
        pieces = _without_faculties(page, pieces)
    if not pieces and pair.entry.field == "beneficiaries":
        return [trim(text, start, cut_tail(text, start, end, lexicon))]
    return pieces


def _placed_name(page: PageReading, start: int, end: int) -> tuple[int, int] | None:
    """ "X, socialno podjetje – Slovenia": of a line that ends in a country the parts show no second organisation."""
    first, last = trim(
        page.text, start, cut_tail(page.text, start, cut_place(page.text, start, end, page.lexicon), page.lexicon)
    )
    parts = split_names(page.text, first, last, page.lexicon)
    others = any(is_organisation(page.text[slice(*part)], page.lexicon) for part in parts[1:])
    return (first, last) if last < end and len(parts) > 1 and not others and ";" not in page.text[first:last] else None


def _is_town(page: PageReading, pair: LabelledValue, pieces: list[tuple[int, int]]) -> bool:
    """ "Partner: Alternative to Violence (ATV), Oslo": one word behind one name is its town, if the label has one."""
    (first, last), (begin, end) = pieces
    word, label = page.text[begin:end], page.text[pair.start : pair.end]
    several = page.lexicon.cue("label_plural").search(label) or " " not in page.text[first:last]
    return not several and word.istitle() and word.isalpha() and not is_organisation(word, page.lexicon)


def _is_placed(page: PageReading, pieces: list[tuple[int, int]]) -> bool:
    """ "Střední škola X, Plzeň, the Czech Republic": of three parts the last is a country and the second its town."""
    if len(pieces) != 3 or not is_country(page.text[slice(*pieces[2])], page.lexicon):
        return False
    town = page.text[slice(*pieces[1])]
    return (
        town.istitle()
        and is_organisation(page.text[slice(*pieces[0])], page.lexicon)
        and not is_organisation(town, page.lexicon)
    )


def _without_faculties(page: PageReading, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "MASARYK UNIVERSITY" over "Faculty of Pharmacy": a faculty without a university of its own is part of that."""
    university, faculty = page.lexicon.cue("university"), page.lexicon.cue("faculty")
    owned = (False, *(university.search(page.text, *piece) is not None for piece in pieces))
    return [
        piece
        for piece, (before, own) in zip(pieces, pairwise(owned), strict=True)
        if own or not (before and faculty.match(page.text, *piece))
    ]


def _is_row(page: PageReading, start: int, end: int) -> bool:
    """Say whether a line below the value is a row of its own: a label, a gap, a value ("Duration      May 2019")."""
    gap = re.compile(r"\s{3,}|\t").search(page.text, start, end)
    return gap is not None and label_key(page.text[start : gap.start()]) in page.lexicon.labels


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


def _first_lines(page: PageReading, pair: LabelledValue) -> tuple[tuple[int, int], ...]:
    """A beneficiary's further lines are its address: only a list has more names, and a line may be broken."""
    text = page.text
    first, last = pair.values[0]
    if len(pair.values) > 1 and page.page.words and text[first:last].split()[-1] in page.lexicon.small_words:
        return ((first, pair.values[1][1]),)  # "Agrarian Chamber of the" over "Highlands"
    if len(pair.values) > 1 and text[pair.values[0][1] : pair.values[1][0]].strip(" \n\u00a0"):
        return pair.values
    return pair.values[:1]


def _one_or_many(page: PageReading, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the pieces that are organisations; the rest are parts of an address."""
    kept = [piece for piece in pieces if is_organisation(page.text[piece[0] : piece[1]], page.lexicon)]
    universities = [piece for piece in kept if page.lexicon.cue("university").search(page.text, *piece)]
    if len(universities) == 1:  # "University of X, Faculty of Y", "Ústav Z, Fakulta Y, Univerzita X": its parts
        return [piece for piece in kept if piece in universities or not _is_part(page, piece)]
    return kept or pieces[:1]


def _is_part(page: PageReading, piece: tuple[int, int]) -> bool:
    """Say whether words beside a university name a part of it, and no body with a legal form of its own."""
    words = page.text[slice(*piece)]
    cue = page.lexicon.cue("faculty", "department", "university_part")
    return cue.search(words) is not None and not ends_in_form(page.text, *piece, page.lexicon)
