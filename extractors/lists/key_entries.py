"""Entries of a list in front matter: "projects.name", "projects.code", …, and again; each turn of keys is a project."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.lists.entry_marks import Entry, Marks
from extractors.naming.entry_titles import tidied
from extractors.text.lexicon import key_words
from extractors.text.reading import PageReading
from schemas.document import Block, BlockKind

FEWEST = 2
PEOPLE = ("partners", "beneficiaries", "contacts")


def key_turns(blocks: tuple[Block, ...]) -> Iterator[tuple[str, list[Block]]]:
    """Yield the path and the keys of each turn; one begins where a key stands again.

    A key that stands twice in a row has two values in one entry.
    """
    turn: list[Block] = []
    path = ""
    for block in blocks:
        own = block.key.rpartition(".")[0] if block.kind is BlockKind.FRONT_MATTER else ""
        if turn and (own != path or (block.key != turn[-1].key and any(block.key == b.key for b in turn))):
            yield path, turn
            turn = []
        path = own
        if own:
            turn.append(block)
    if turn:
        yield path, turn


def key_entries(page: PageReading, marks: Marks) -> Iterator[Entry]:
    """Yield the turns of each path of which half or more state facts of a project."""
    paths: dict[str, list[list[Block]]] = {}
    for path, turn in key_turns(page.blocks):
        paths.setdefault(path, []).append(turn)
    for path, turns in paths.items():
        if len(turns) < FEWEST:
            continue
        proven = [_proven(page, turn, marks) for turn in turns]
        if sum(proven) < FEWEST or sum(proven) * 2 < len(turns) or _names_others(page, path, turns, marks):
            continue
        for turn in turns:
            start, end = turn[0].start, turn[-1].end
            yield Entry(start, end, _title(page, turn) if marks.any(start, end) else None)


def _names_others(page: PageReading, path: str, turns: list[list[Block]], marks: Marks) -> bool:
    """Say whether the path's last word is that of people or bodies; payers with a number make a list of grants."""
    words = key_words(path.rpartition(".")[2])
    named = {e.field for e in (*page.lexicon.keys.get(words, ()), *page.lexicon.labels.get(words, ()))}
    numbered = any(marks.proof(turn[0].start, turn[-1].end) == "number" for turn in turns)
    return bool(named & set(PEOPLE)) or ("funders" in named and not numbered)


def _proven(page: PageReading, turn: list[Block], marks: Marks) -> bool:
    start, end = turn[0].start, turn[-1].end
    fields = {pair.entry.field for pair in page.labelled if pair.form == "key" and start <= pair.start < end}
    return bool(marks.proof(start, end)) or len(fields - {"titles", "published", *PEOPLE}) >= 2


def _title(page: PageReading, turn: list[Block]) -> tuple[int, int] | None:
    """Return the value of the key that names titles, or the first one if it may be a title and has no fact."""
    for block in turn:
        if page.lexicon.cue("title_key").fullmatch(key_words(block.key.rpartition(".")[2])):
            return block.start, block.end
    first = turn[0]
    labelled = any(pair.start == first.start and pair.entry.field != "titles" for pair in page.labelled)
    numbered = bool(page.numbers_within(first.start, first.end))
    known = labelled or numbered or page.phrases_at(first.start)
    return None if known else tidied(page, first.start, first.end)
