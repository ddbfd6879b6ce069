"""A pattern that begins with a cue, tried where a text has the cue, finds what it finds anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.bodies.genitive_owners import _BEHIND_TITLE, _RIGHT_BEHIND
from extractors.bodies.resolutions import _COUNCIL
from extractors.bodies.role_sentences import _DONE_BY
from extractors.bodies.role_which import _WHICH, AHEAD
from extractors.bodies.told_owners import _AT_FIRM
from extractors.naming.action_names import _NOUN
from extractors.naming.paid_works import _AIM, _WORK
from extractors.text.lexicon import Lexicon
from extractors.text.reading import MASK
from extractors.text.windows import matches_round
from extractors.text.worded import Worded
from schemas.vocabulary import load_vocabulary

LEXICON = Lexicon.of(load_vocabulary())
USES = {
    "action_names": (_NOUN, ("invested", "action_noun"), "dotace na investiční akci Oprava soklu; "),
    "works": (_WORK, ("spent_on",), "£300 was spent on the restoration of Mill House. "),
    "aims": (_AIM, ("aims",), "The aim of the Green Bridges is to "),
    "council": (_COUNCIL, ("council",), "Rada města Dubova schvaluje "),
    "firm": (_AT_FIRM, ("project_any",), "projekty ve společnosti Kolo a.s. "),
    "done_by": (_DONE_BY, ("done_between",), "It was carried out between 2009 and 2011 by the Town of Elm. "),
    "owned": (_RIGHT_BEHIND, ("owned_nouns",), "díky projektu Úřadu práce "),
    "set_apart": (_BEHIND_TITLE, ("owned_nouns",), f"díky projektu Most {MASK * 6} Úřadu práce "),
}
PIECES = st.sampled_from((*(told for _, _, told in USES.values()), " ", "\n", "x", "akce ", "aim of", "  který "))


@pytest.mark.parametrize("name", USES)
@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_nothing_is_passed_over(name: str, text: str) -> None:
    pattern, groups, told = USES[name]
    for words in (text, f"{text} {told}"):
        assert _spans(pattern, words) == [match.span() for match in LEXICON.begun(pattern, words, *groups)]
    assert _spans(pattern, f"{text} {told}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((", ", "která ", "který", "jež ", "which", " ", "\n", "X", MASK, "s")), max_size=30))
def test_no_pronoun_is_passed_over(parts: list[str]) -> None:
    text = "Spolek Most, který vede ".join(("", "".join(parts)))
    begins = LEXICON.cue("who").begins(text, 0, len(text))
    found = matches_round(begins, LEXICON.worded(_WHICH), text, 2, AHEAD)
    assert _spans(_WHICH, text) == [match.span() for match in found]


def _spans(pattern: Worded, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in LEXICON.worded(pattern).finditer(text)]
