"""Titles that no number reached: forms of a project's title, labelled titles side by side, the only sure one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from operator import attrgetter

from extractors.text.lexicon import label_key
from pipeline.resolve.anchors import ACRONYM, STRONG, Cluster, one_title
from pipeline.resolve.places import Places
from pipeline.resolve.title_index import TitleIndex
from schemas.records import Fact
from schemas.spans import Span

LABELLED, AFTER_NOUN, HEADED = "titles.labelled", "titles.after_project", "titles.headed"
LABEL = 60
"""A label stands at most so far before its value, in code points."""
BETWEEN = 120
"""Between two labelled titles of one project ("Acronym:", "Full title:") stand so many code points at most."""


class LabelledPlaces:
    """Where labelled titles stand, each with the place of its group in a list."""

    def __init__(self) -> None:
        self._starts: dict[int, list[tuple[int, int]]] = {}
        self._longest = 0

    def add(self, titles: Iterable[Fact], place: int) -> None:
        """Note the labelled ones among the titles of the group at `place`."""
        for fact in titles:
            span = fact.evidence.span
            if fact.evidence.rule == LABELLED:
                insort(self._starts.setdefault(span.page, []), (span.start, place))
                self._longest = max(self._longest, span.end - span.start)

    def near(self, span: Span) -> list[int]:
        """Return the groups with a labelled title that may be near enough."""
        starts = self._starts.get(span.page, [])
        first = bisect_left(starts, (span.start - BETWEEN - self._longest, -1))
        return [place for _, place in starts[first : bisect_left(starts, (span.end + BETWEEN + 1, -1))]]


class Untaken:
    """Groups of titles in their order, to be asked for those that may be a project's too."""

    def __init__(self, groups: list[list[Fact]], clusters: list[Cluster]) -> None:
        self.groups: dict[int, list[Fact]] = dict(enumerate(groups))
        facts = [fact for titles in (*groups, *(found.titles for found in clusters)) for fact in titles]
        self._index = TitleIndex(fact.value for fact in facts)
        self._labelled = LabelledPlaces()
        for place, group in enumerate(groups):
            self._labelled.add(group, place)
            for value in {str(fact.value) for fact in group}:
                self._index.add(value, place)

    def like(self, titles: list[Fact]) -> set[int]:
        """Return the places of the groups that may belong to these titles."""
        places = {place for value in {str(fact.value) for fact in titles} for place in self._index.near(value)}
        for fact in titles:
            places.update(self._labelled.near(fact.evidence.span) if fact.evidence.rule == LABELLED else ())
        return {place for place in places if place in self.groups}


def adopt(clusters: list[Cluster], left: list[list[Fact]], places: Places, *, last: bool = False) -> list[list[Fact]]:
    """Join what the number did not reach: a form of the title, a labelled title beside another ("Acronym:",
    "Full title:"), and the only sure or repeated title of a document with one number, wherever it stands; as a `last`
    resort the only long name behind "the project".

    Returns what is left over.
    """
    if not left:
        return []
    untaken = Untaken(_merged(left, places), clusters)
    for found in clusters:
        _take(found, untaken, places)
    groups = list(untaken.groups.values())
    if len(clusters) == 1 and not any(f.evidence.rule in STRONG for f in clusters[0].titles):
        sure = [group for group in groups if any(fact.evidence.rule in STRONG for fact in group)]
        repeated = [group for group in groups if sum(fact.evidence.rule != ACRONYM for fact in group) >= 2]
        placed = [group for group in groups if any(fact.evidence.rule in (ACRONYM, HEADED) for fact in group)]
        told = [group for group in groups if any(_is_long_name(fact) for fact in group)]
        others = ([], []) if clusters[0].titles else (placed, told if last else [])
        only = next((found for found in (sure, repeated, *others) if found), [])
        only = only if len(only) == 1 else []
        for group in only:
            clusters[0].titles += group
            groups.remove(group)
    return groups


def _is_long_name(title: Fact) -> bool:
    """Say whether words behind "the project" are three or more: a guess, but what else should they name."""
    return title.evidence.rule == AFTER_NOUN and str(title.value).count(" ") >= 2


def _take(found: Cluster, untaken: Untaken, places: Places) -> None:
    """Go once through the groups in their order; what has joined may bring in those behind it."""
    waiting = list(untaken.like(found.titles))
    heapify(waiting)
    last = -1
    while waiting:
        place = heappop(waiting)
        if place == last or not _one_project(found.titles, untaken.groups[place], places):
            continue
        last, group = place, untaken.groups.pop(place)
        found.titles += group
        for other in untaken.like(group):
            if other > place:
                heappush(waiting, other)


def _merged(left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Join labelled titles side by side."""
    groups: list[list[Fact]] = []
    labelled = LabelledPlaces()
    for group in left:
        likely = sorted({place for fact in group for place in labelled.near(fact.evidence.span)})
        beside = (at for at in likely if any(_neighbours(a, b, places) for a in groups[at] for b in group))
        place = next(beside, len(groups))
        if place == len(groups):
            groups.append([])
        groups[place] += group
        labelled.add(group, place)
    return groups


def _one_project(titles: list[Fact], group: list[Fact], places: Places) -> bool:
    return any(one_title(a.value, b.value) or _neighbours(a, b, places) for a in titles for b in group)


def _neighbours(first: Fact, second: Fact, places: Places) -> bool:
    a, b = first.evidence.span, second.evidence.span
    if not first.evidence.rule == second.evidence.rule == LABELLED or a.page != b.page:
        return False
    rows = places.row(a), places.row(b)
    if rows[0] != rows[1] and all(rows):
        return False
    early, late = sorted((a, b), key=attrgetter("start"))
    return len(places.between(early, late)) <= BETWEEN and not _of_two_records(early, late, places)


def _of_two_records(first: Span, last: Span, places: Places) -> bool:
    """Say whether one label stands before both, and others between: "Project: A", "Duration: …", "Project: B"."""
    page = places.page(first)
    if _is_form_again(page.text, first, last):
        return True
    pairs = page.labels_within(max(0, first.start - LABEL), last.start)
    names = [label_key(page.text[pair.start : pair.end]) for pair in pairs]
    ahead = [name for pair, name in zip(pairs, names, strict=True) if pair.start < first.start]
    behind = [name for pair, name in zip(pairs, names, strict=True) if pair.start >= first.end]
    return len(behind) >= 2 and ahead[-1:] == behind[-1:]


def _is_form_again(text: str, first: Span, last: Span) -> bool:
    """Say whether both lines begin with the same words and a line with a colon stands between, filled in or not."""
    own, again = (text[text.rfind("\n", 0, span.start) + 1 : span.start].strip() for span in (first, last))
    between = text[first.end : last.start].rpartition("\n")[0]
    return own == again != "" and own.endswith(":") and ":" in between
