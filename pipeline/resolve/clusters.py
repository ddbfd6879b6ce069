"""Which numbers and titles are one project: joined by nearness, likeness, and labels side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from extractors.number_titles import is_lead
from pipeline.normalise import numbers
from pipeline.resolve.anchors import ACRONYM, LISTED, OUTRIGHT, STRONG, Cluster, one_title
from pipeline.resolve.headings import add_headings
from pipeline.resolve.places import Places, order
from schemas.records import Fact

BESIDE = 12
"""A title in brackets right behind a number, or the other way round."""
LEAD = 40
"""So many code points at most stand between a title and its number where only "(reg. č." parts them."""
FAR = 2000
"""Even in one row of a table or one sentence, no title stands further from its number."""
CARD = "titles.card"
"""The head of a card stands above the card's number, and belongs to none before it."""
REGISTER = "registration_numbers.EDS"
NEAR = 320
"""A title and a number further apart, or with another number between, are not joined."""


def cluster(facts: Iterable[Fact], places: Places) -> list[Cluster]:
    """Return the projects that the numbers and titles speak of, in the order of first mention."""
    known = sorted(facts, key=order)
    by_number: dict[str, Cluster] = {}
    titles: list[list[Fact]] = []
    for fact in known:
        if fact.field == "registration_number":
            found = by_number.setdefault(numbers.key(str(fact.value)), Cluster(str(fact.value)))
            found.numbers.append(fact)
        elif fact.field == "titles":
            _group(titles, fact)
    _join_registers(by_number, places)
    _join_listed(titles, places)
    _join_long_forms(titles, places)
    _join_translations(titles, places)
    _join_cards(titles, places)
    numbered = list(by_number.values())
    titles = _pair_in_order(numbered, titles, places)
    loose = _link(numbered, titles, places)
    loose = _adopt(numbered, loose, places)
    add_headings(numbered, known, places)
    loose = _adopt(numbered, loose, places)
    loose = [group for group in loose if any(fact.evidence.rule != ACRONYM for fact in group)]
    return sorted([*numbered, *(Cluster(titles=group) for group in loose)], key=lambda c: c.first)


def _group(titles: list[list[Fact]], fact: Fact) -> None:
    for group in titles:
        if any(one_title(fact.value, other.value) for other in group[:6]):
            group.append(fact)
            return
    titles.append([fact])


def _join_registers(by_number: dict[str, Cluster], places: Places) -> None:
    """The state budget's register numbers a project that has a number of its own: beside that, it is no second one."""
    own = [c for c in by_number.values() if not _registered(c)]
    for key, found in list(by_number.items()):
        if not _registered(found):
            continue
        beside = [c for c in own if any(_same_place(a, b, places) for a in c.numbers for b in found.numbers)]
        if len(beside) == 1:
            beside[0].numbers += found.numbers
            del by_number[key]


def _registered(found: Cluster) -> bool:
    return all(fact.evidence.rule == REGISTER for fact in found.numbers)


def _same_place(first: Fact, second: Fact, places: Places) -> bool:
    a, b = first.evidence.span, second.evidence.span
    return places.section(a) == places.section(b) and abs(a.start - b.start) <= NEAR


def _join_listed(titles: list[list[Fact]], places: Places) -> None:
    """What an entry of a list begins with is another form of the title that a label or quotation in it gives."""
    owners = {
        entry: group
        for group in titles
        for fact in group
        if fact.evidence.rule in OUTRIGHT and (entry := places.entry(fact.evidence.span))
    }
    for group in list(titles):
        entries = [places.entry(fact.evidence.span) for fact in group if fact.evidence.rule == LISTED]
        owner = next((owners[entry] for entry in entries if entry in owners), group)
        if owner is not group:
            owner.extend(group)
            titles.remove(group)


def _join_long_forms(titles: list[list[Fact]], places: Places) -> None:
    """An acronym and the long name in brackets behind it are two forms of one title."""
    for group in list(titles):
        if not any(fact.evidence.rule == "titles.long_form" for fact in group):
            continue
        for other in titles:
            if other is not group and _bracketed(other, group, places):
                other.extend(group)
                titles.remove(group)
                break


def _join_translations(titles: list[list[Fact]], places: Places) -> None:
    """Titles that only a slash parts are one project's in two languages."""
    ends: dict[tuple[int, int], list[tuple[int, list[Fact]]]] = {}
    for turn, group in enumerate(titles):
        for fact in group:
            ends.setdefault((fact.evidence.span.page, fact.evidence.span.end), []).append((turn, group))
    for group in list(titles):
        before = [home for fact in group for home in _before_slash(fact, ends, places) if home[1] is not group]
        if before:
            turn, other = min(before, key=lambda home: home[0])
            for fact in group:
                ends.setdefault((fact.evidence.span.page, fact.evidence.span.end), []).append((turn, other))
            other.extend(group)
            titles[:] = [kept for kept in titles if kept is not group]
            group.clear()


def _before_slash(
    title: Fact, ends: dict[tuple[int, int], list[tuple[int, list[Fact]]]], places: Places
) -> Iterator[tuple[int, list[Fact]]]:
    """Yield the titles, with their turn, that end right before the title, with a slash and nothing else between."""
    span = title.evidence.span
    text = places.page(span).text
    for end in range(span.start - 1, span.start - 4, -1):
        if text[max(0, end) : span.start].strip() == "/":
            yield from (home for home in ends.get((span.page, end), ()) if home[1])


def _join_cards(titles: list[list[Fact]], places: Places) -> None:
    """The head of a card and what stands right above it, "SenSYS" over "Sensing systems", are one project's."""
    ends = {(f.evidence.span.page, f.evidence.span.end): group for group in titles for f in group}
    for group in list(titles):
        above = (_above(fact, ends, places) for fact in group if fact.evidence.rule == CARD)
        other = next((found for found in above if found is not None and found is not group), None)
        if other is not None:
            other.extend(group)
            ends |= {(f.evidence.span.page, f.evidence.span.end): other for f in group}
            titles[:] = [kept for kept in titles if kept is not group]


def _above(card: Fact, ends: dict[tuple[int, int], list[Fact]], places: Places) -> list[Fact] | None:
    """Return the title that ends right above the card's head, with nothing but marks between."""
    span = card.evidence.span
    text = places.page(span).text
    before = text[max(0, span.start - 9) : span.start]
    end = span.start - len(before) + len(before.rstrip(" \n|#*"))
    return ends.get((span.page, end)) if span.start - end <= 8 else None


def _bracketed(head: list[Fact], long: list[Fact], places: Places) -> bool:
    for first in head:
        for second in long:
            a, b = first.evidence.span, second.evidence.span
            if a.page == b.page and 0 < b.start - a.end <= 4 and second.evidence.rule == "titles.long_form":
                return places.between(a, b).strip() in ("(", ":", "– (", "–", "—", "-")
    return False


class PrintedNumbers:
    """The numbers of all projects by place, so that a title need not be held against each of a long list."""

    def __init__(self, clusters: list[Cluster]) -> None:
        found = [(order(fact), i, fact) for i, item in enumerate(clusters) for fact in item.numbers]
        found.sort(key=lambda entry: entry[:2])
        self._numbers = [(i, fact) for _, i, fact in found]
        self._starts = [(place[0], place[1]) for place, _, _ in found]
        self._longest = max((place[2] - place[1] for place, _, _ in found), default=0)

    def within(self, page: int, start: int, end: int) -> list[tuple[int, Fact]]:
        """Return the numbers that begin on the page between the two places, each with its project's index."""
        return self._numbers[bisect_left(self._starts, (page, start)) : bisect_left(self._starts, (page, end))]

    def near(self, title: Fact) -> list[tuple[int, Fact]]:
        """Return the numbers that are not too far from the title to be its own."""
        span = title.evidence.span
        return self.within(span.page, span.start - FAR - self._longest, span.end + FAR + 1)


def _link(clusters: list[Cluster], titles: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Give each title group the number that stands nearest to one of its occurrences; return the groups left over."""
    pairs: list[tuple[int, int, int, int]] = []
    numbers_of = PrintedNumbers(clusters)
    for j, group in enumerate(titles):
        costs: dict[int, int] = {}
        for title in group:
            for i, number in numbers_of.near(title):
                costs[i] = min(_cost(number, title, numbers_of, places), costs.get(i, NEAR + 1))
        pairs += [(cost, -len(group), i, j) for i, cost in costs.items() if cost <= NEAR]
    taken: dict[int, int] = {}
    titled: set[int] = set()
    for cost, _, i, j in sorted(pairs):
        if j in taken and cost <= BESIDE and i not in titled:
            # one title printed beside two numbers: a project paid under both
            clusters[i].titles += [t for t in titles[j] if _beside(t, clusters[i], numbers_of, places)]
            titled.add(i)
        if j in taken or (i in titled and cost > 60 and not _labelled(titles[j])):
            continue
        taken[j] = i
        titled.add(i)
        clusters[i].titles += titles[j]
    return [group for j, group in enumerate(titles) if j not in taken]


def _adopt(clusters: list[Cluster], left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Join what the number did not reach: a form of the title, a labelled title beside another ("Acronym:",
    "Full title:"), and the only sure or repeated title of a document with one number, wherever it stands."""
    groups = _merged(left, places)
    for found in clusters:
        for group in list(groups):
            if _one_project(found.titles, group, places):
                found.titles += group
                groups.remove(group)
    if len(clusters) == 1 and not any(f.evidence.rule in STRONG for f in clusters[0].titles):
        sure = [group for group in groups if any(fact.evidence.rule in STRONG for fact in group)]
        repeated = [group for group in groups if sum(fact.evidence.rule != ACRONYM for fact in group) >= 2]
        placed = [group for group in groups if any(fact.evidence.rule == ACRONYM for fact in group)]
        only = next((found for found in (sure, repeated, [] if clusters[0].titles else placed) if found), [])
        only = only if len(only) == 1 else []
        for group in only:
            clusters[0].titles += group
            groups.remove(group)
    return groups


def _pair_in_order(clusters: list[Cluster], left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Numbers listed in one block at the end belong to as many sure titles, in their order."""
    sure = [group for group in left if any(fact.evidence.rule in STRONG for fact in group)]
    listed = {places.sentence(number.evidence.span) for found in clusters for number in found.numbers}
    apart = not any(places.sentence(fact.evidence.span) in listed for group in sure for fact in group)
    pages = {fact.evidence.span.page for group in [*sure, *(c.numbers for c in clusters)] for fact in group}
    if len(clusters) < 2 or len(clusters) != len(sure) or len(listed) != 1 or len(pages) != 1 or not apart:
        return left
    for found, group in zip(clusters, sorted(sure, key=lambda g: order(g[0])), strict=True):
        found.titles += group
    return [group for group in left if group not in sure]


def _merged(left: list[list[Fact]], places: Places) -> list[list[Fact]]:
    groups: list[list[Fact]] = []
    for group in left:
        home = next((g for g in groups if any(_neighbours(a, b, places) for a in g for b in group)), None)
        if home is None:
            groups.append(list(group))
        else:
            home += group
    return groups


def _one_project(titles: list[Fact], group: list[Fact], places: Places) -> bool:
    return any(one_title(a.value, b.value) or _neighbours(a, b, places) for a in titles for b in group)


def _neighbours(first: Fact, second: Fact, places: Places) -> bool:
    a, b = first.evidence.span, second.evidence.span
    if not first.evidence.rule == second.evidence.rule == "titles.labelled" or a.page != b.page:
        return False
    rows = places.row(a), places.row(b)
    if rows[0] != rows[1] and all(rows):
        return False
    return len(places.between(a, b)) <= 120


def _beside(title: Fact, found: Cluster, numbers_of: PrintedNumbers, places: Places) -> bool:
    return any(_cost(number, title, numbers_of, places) <= BESIDE for number in found.numbers)


def _labelled(group: list[Fact]) -> bool:
    return any(fact.evidence.rule in ("titles.labelled",) for fact in group)


def _cost(number: Fact, title: Fact, numbers_of: PrintedNumbers, places: Places) -> int:
    """Return how far apart number and title stand, in code points; more than NEAR if they have nothing in common."""
    a, b = number.evidence.span, title.evidence.span
    if a.page != b.page:
        return NEAR + 1
    low, high = min(a.end, b.end), max(a.start, b.start)
    distance = max(0, high - low)
    if title.evidence.rule == CARD and a.end <= b.start:
        return NEAR + 1
    if b.end <= a.start and distance <= LEAD and is_lead(places.between(b, a)):
        distance = 0
    if distance > FAR:
        return NEAR + 1
    row, other_row = places.row(a), places.row(b)
    if row and row == other_row:
        return 0
    entries = places.entry(a), places.entry(b)
    if entries[0] != entries[1] and all(entries):
        return NEAR + 1
    if any(other.value != number.value for _, other in numbers_of.within(a.page, low, high)):
        return NEAR + 1
    if entries[0] and title.evidence.rule == LISTED and places.heads_entry(b):
        return min(distance, BESIDE)
    weak = title.evidence.rule not in STRONG
    if places.sentence(a) == places.sentence(b):
        return distance if distance <= NEAR else NEAR
    return 60 + distance * 2 if not weak else 150 + distance * 2
