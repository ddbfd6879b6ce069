"""What belongs to a name behind the mark that seems to end it: its seat and its form, a second half behind a dash.

"Základní škola X, okres Zlín, příspěvková organizace"; "THEIA - krizové centrum o.p.s.".
"""

from __future__ import annotations

import re

from extractors.bodies.names import end_of_form, ends_in_form, head_at, head_pattern, is_organisation
from extractors.text.letters import CAPITAL
from extractors.text.lexicon import Lexicon

MOST_PLACES = 3
"""District, town and street stand between a name and its form at most."""
_PLACE = re.compile(rf",\s{{1,2}}(?P<words>(?:okres\s)?[{CAPITAL}0-9][^,;:()\n|\t]{{1,40}}?)(?=,\s)")
_HALF = re.compile(r"\s[-–]\s[^\W\d_][\w.&-]{0,24}(?:\s[^\W\d_][\w.&-]{0,24}){0,4}")
_HALF_LONGEST = 80
_FOUNDER = re.compile(
    rf"\s(?:[{CAPITAL}][\w-]{{2,25}}ého\skraje|(?:hlavního\s)?města\s[{CAPITAL}]\w{{2,20}}|(?:města|obce|městyse|kraje)(?!\w|\s[{CAPITAL}]))"
)
_SEAT = re.compile(
    rf",\s[{CAPITAL}][\w-]{{1,20}}(?:\s[\w-]{{1,20}}){{0,3}},\s[{CAPITAL}][^,;:()\n|]{{2,40}}?\s\d{{1,4}}(?:/\d{{1,4}})?(?![\d/])"
)
_WORD_END = re.compile(r"(?<=\w)(?=,?\s)")


def end_with_seat(text: str, end: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of the form that closes a public body's name behind its seat; `end` itself if none does."""
    founder = _FOUNDER.match(text, end, limit) if text.endswith("organizace", 0, end) else None
    if founder:
        return founder.end()  # "příspěvková organizace Středočeského kraje"
    position = end
    for _ in range(MOST_PLACES):
        place = _PLACE.match(text, position, limit)
        if not place or is_organisation(place["words"], lexicon):
            return end
        position = place.end()
        form = lexicon.cue("public_form").match(text, position + 2, limit)
        if form:
            return max(form.end(), end_of_form(text, position, lexicon))
    return end


def end_of_school(text: str, start: int, end: int, limit: int, lexicon: Lexicon) -> int:
    """ "Gymnázium, Vrbka, Mírové nám. 23": town and street are the name where a kind of school has no other."""
    seat = _SEAT.match(text, end, limit) if lexicon.cue("school").match(text, start, end) else None
    bare = seat is not None and head_pattern(lexicon.vocabulary).fullmatch(text, start, end) is not None
    return seat.end() if seat and bare else end


def end_behind_dash(text: str, start: int, end: int, limit: int, lexicon: Lexicon) -> int:
    """Return the end of a name's second half that a legal form closes, "A - krizové centrum o.p.s."; else `end`."""
    half = _HALF.match(text, end, min(limit, end + _HALF_LONGEST))
    if not half or ends_in_form(text, start, end, lexicon):
        return end
    begin = end + 3
    head = head_at(text, begin, limit, lexicon.vocabulary)
    if (head and head[0][0].isupper()) or lexicon.cue("title_stop", "name_stop", "finite").search(
        text, begin, half.end()
    ):
        return end  # "Obec A – Technické služby B, s.r.o." are two
    for word in _WORD_END.finditer(text, begin, half.end() + 3):
        form = end_of_form(text, word.start(), lexicon)
        if form > word.start():
            return form
    return end
