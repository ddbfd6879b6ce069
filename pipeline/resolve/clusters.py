"""Which numbers and titles are one project: joined by nearness, likeness, and labels side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from extractors.naming.card_titles import end_above
from extractors.naming.number_titles import is_lead
from pipeline.normalise import numbers
from pipeline.resolve.adopt import adopt
from pipeline.resolve.anchors import ACRONYM, LISTED, OUTRIGHT, STRONG, Cluster, one_title
from pipeline.resolve.headings import add_headings
from pipeline.resolve.places import Places, order
from pipeline.resolve.short_names import join_short_names
from pipeline.resolve.site_names import join_name_of_site
from pipeline.resolve.title_index import TitleIndex
from schemas.records import Fact
from schemas.spans import Span

BESIDE = 12
"""A title in brackets right behind a number, or the other way round."""
LEAD = 40
"""So many code points at most stand between a title and its number where only "(reg. č." parts them."""
FAR = 2000
"""Even in one row of a table or one sentence, no title stands further from its number."""
CARD = "titles.card"
"""The head of a card stands above the card's number, and belongs to none before it."""
REGISTER = "registration_numbers.EDS"
LONG_FORM = "titles.long_form"
COMPARED = 6
"""A title is held against so many forms of another; a title that each slide repeats has hundreds."""
_ABOVE = " \n|#*"
"""Marks between a card's head and the title above it; a dash parts two names of one line."""
NEAR = 320
"""A title and a number further apart, or with another number between, are not joined."""


def cluster(facts: Iterable[Fact], places: Places) -> list[Cluster]:
    """Return the projects that the numbers and titles speak of, in the order of first mention."""
    known = sorted(facts, key=order)
    by_number: dict[str, Cluster] = {}
    for fact in known:
        if fact.field == "registration_number":
            found = by_number.setdefault(numbers.key(str(fact.value)), Cluster(str(fact.value)))
            found.numbers.append(fact)
    titles = _grouped([fact for fact in known if fact.field == "titles"])
    _join_registers(by_number, places)
    _join_listed(titles, places)
    _join_long_forms(titles, places)
    _join_translations(titles, places)
    _join_cards(titles, places)
    numbered = list(by_number.values())
    titles = _pair_in_order(numbered, titles, places)
    loose = _link(numbered, titles, places)
    loose = adopt(numbered, loose, places)
    loose = _join_summaries(numbered, loose, places)
    add_headings(numbered, known, places)
    loose = join_short_names(numbered, adopt(numbered, loose, places, last=True), places)
    loose = join_name_of_site(numbered, loose, places)
    bodies = {fact.evidence.span for fact in known if fact.field in ("partners", "beneficiaries")}
    loose = [group for group in loose if any(_names(fact, bodies) for fact in group)]
    return sorted([*numbered, *(Cluster(titles=group) for group in loose)], key=lambda c: c.first)


def _names(title: Fact, bodies: set[Span]) -> bool:
    """Say whether a title alone may name a project: no acronym, and no body in bold that stands near a number."""
    rule = title.evidence.rule
    return rule != ACRONYM and not (rule == "titles.beside_number" and title.evidence.span in bodies)


def _grouped(titles: list[Fact]) -> list[list[Fact]]:
    """Put each title to the first group of which one of the first facts has a form of it."""
    groups: list[list[Fact]] = []
    index = TitleIndex(fact.value for fact in titles)
    for fact in titles:
        likely = index.near(fact.value)
        alike = (at for at in likely if any(one_title(fact.value, other.value) for other in groups[at][:COMPARED]))
        place = next(alike, len(groups))
        if place == len(groups):
            groups.append([])
        groups[place].append(fact)
        if len(groups[place]) <= COMPARED:
            index.add(fact.value, place)
    return groups


def _join_registers(by_number: dict[str, Cluster], places: Places) -> None:
    """The state budget's register numbers a project that has a number of its own: beside that, it is no second one."""
    own = [c for c in by_number.values() if not _registered(c)]
    near = PrintedNumbers(own)
    for key, found in list(by_number.items()):
        if not _registered(found):
            continue
        spans = [fact.evidence.span for fact in found.numbers]
        around = [(b, near.within(b.page, b.start - NEAR, b.start + NEAR + 1)) for b in spans]
        beside = {i for b, others in around for i, a in others if places.section(a.evidence.span) == places.section(b)}
        if len(beside) == 1:
            own[beside.pop()].numbers += found.numbers
            del by_number[key]


def _registered(found: Cluster) -> bool:
    return all(fact.evidence.rule == REGISTER for fact in found.numbers)


def _join_listed(titles: list[list[Fact]], places: Places) -> None:
    """What an entry of a list begins with is another form of the title that a label or quotation in it gives."""
    owners = {
        entry: group
        for group in titles
        for fact in group
        if fact.evidence.rule in OUTRIGHT and (entry := places.entry(fact.evidence.span))
    }
    joined: set[int] = set()
    for group in titles:
        entries = [places.entry(fact.evidence.span) for fact in group if fact.evidence.rule == LISTED]
        owner = next((owners[entry] for entry in entries if entry in owners), group)
        if owner is not group:
            owner.extend(group)
            joined.add(id(group))
    _leave_out(titles, joined)


def _leave_out(titles: list[list[Fact]], joined: set[int]) -> None:
    """Take out the groups that have joined others."""
    titles[:] = [group for group in titles if id(group) not in joined]


def _join_long_forms(titles: list[list[Fact]], places: Places) -> None:
    """An acronym and the long name in brackets behind it are two forms of one title."""
    turns = {id(group): turn for turn, group in enumerate(titles)}
    homes: dict[tuple[int, int], list[list[Fact]]] = {}
    for group in titles:
        _note_ends(group, group, homes)
    joined: set[int] = set()
    for group in titles:
        spans = [fact.evidence.span for fact in group if fact.evidence.rule == LONG_FORM]
        before = [home for b in spans for end in range(b.start - 4, b.start) for home in homes.get((b.page, end), ())]
        others = sorted(before, key=lambda home: turns[id(home)])
        kept = (home for home in others if home is not group and id(home) not in joined)
        other = next((home for home in kept if _bracketed(home, group, places)), None)
        if other is not None:
            other.extend(group)
            _note_ends(group, other, homes)
            joined.add(id(group))
    _leave_out(titles, joined)


def _note_ends(titles: list[Fact], home: list[Fact], homes: dict[tuple[int, int], list[list[Fact]]]) -> None:
    for fact in titles:
        homes.setdefault((fact.evidence.span.page, fact.evidence.span.end), []).append(home)


def _join_translations(titles: list[list[Fact]], places: Places) -> None:
    """Titles that only a slash parts are one project's in two languages."""
    ends: dict[tuple[int, int], list[tuple[int, list[Fact]]]] = {}
    for turn, group in enumerate(titles):
        for fact in group:
            ends.setdefault((fact.evidence.span.page, fact.evidence.span.end), []).append((turn, group))
    joined: set[int] = set()
    for group in titles:
        before = [home for fact in group for home in _before_slash(fact, ends, places) if home[1] is not group]
        if before:
            turn, other = min(before, key=lambda home: home[0])
            for fact in group:
                ends.setdefault((fact.evidence.span.page, fact.evidence.span.end), []).append((turn, other))
            other.extend(group)
            joined.add(id(group))
            group.clear()
    _leave_out(titles, joined)


def _join_summaries(numbered: list[Cluster], loose: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """What a section headed "In English" names is the page's one project again. Returns what is left over."""
    if len(numbered) != 1:
        return loose
    again = [group for group in loose if all(_in_summary(fact, places) for fact in group)]
    for group in again if len(again) == 1 else ():
        numbered[0].titles += group
    return [group for group in loose if group not in again] if len(again) == 1 else loose


def _in_summary(title: Fact, places: Places) -> bool:
    page = places.page(title.evidence.span)
    head = page.heading_before(title.evidence.span.start)
    return head is not None and bool(page.lexicon.cue("summary_head").fullmatch(page.text, head.start, head.end))


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
    joined: set[int] = set()
    for group in titles:
        above = (_above(fact, ends, places) for fact in group if fact.evidence.rule == CARD)
        other = next((found for found in above if found is not None and found is not group), None)
        if other is not None:
            other.extend(group)
            ends |= {(f.evidence.span.page, f.evidence.span.end): other for f in group}
            joined.add(id(group))
    _leave_out(titles, joined)


def _above(card: Fact, ends: dict[tuple[int, int], list[Fact]], places: Places) -> list[Fact] | None:
    """Return the title that ends right above the card's head, with nothing but marks or a picture between."""
    span = card.evidence.span
    page = places.page(span)
    end = end_above(page, span.start, _ABOVE)
    above, own = page.block_at(end - 1) if end else None, page.block_at(span.start)
    return ends.get((span.page, end)) if above and own and above.region is own.region else None


def _bracketed(head: list[Fact], long: list[Fact], places: Places) -> bool:
    for first in head:
        for second in long:
            a, b = first.evidence.span, second.evidence.span
            if a.page == b.page and 0 < b.start - a.end <= 4 and second.evidence.rule == LONG_FORM:
                return places.between(a, b).strip() in ("(", ":", "– (", "–", "—", "-")
    return False


class PrintedNumbers:
    """The numbers of all projects by place, so that a title need not be held against each of a long list."""

    def __init__(self, clusters: list[Cluster]) -> None:
        found = [(order(fact), i, fact) for i, item in enumerate(clusters) for fact in item.numbers]
        found.sort(key=lambda entry: entry[:2])
        self._numbers = [(i, fact) for _, i, fact in found]
        self._starts = [(place[0], place[1]) for place, _, _ in found]
        changes = (a.value != b.value for (_, a), (_, b) in pairwise(self._numbers))
        self._runs = list(accumulate(changes, initial=0))
        self._longest = max((place[2] - place[1] for place, _, _ in found), default=0)

    def within(self, page: int, start: int, end: int) -> list[tuple[int, Fact]]:
        """Return the numbers that begin on the page between the two places, each with its project's index."""
        return self._numbers[bisect_left(self._starts, (page, start)) : bisect_left(self._starts, (page, end))]

    def parted(self, number: Fact, page: int, start: int, end: int) -> bool:
        """Say whether a number of another value begins on the page between the two places."""
        first, last = bisect_left(self._starts, (page, start)), bisect_left(self._starts, (page, end)) - 1
        if first > last:
            return False
        return self._runs[first] != self._runs[last] or self._numbers[first][1].value != number.value

    def near(self, title: Fact, in_row: bool) -> Iterator[tuple[int, Fact]]:
        """Yield the numbers that may be the title's own: not too far, and in sight of it unless it stands in a row."""
        span = title.evidence.span
        first = bisect_left(self._starts, (span.page, span.start - FAR - self._longest))
        middle = bisect_left(self._starts, (span.page, span.start))
        last = bisect_left(self._starts, (span.page, span.end + FAR + 1))
        if in_row:
            yield from self._numbers[first:last]
        else:
            yield from self._in_sight(range(middle - 1, first - 1, -1), span)
            yield from self._in_sight(range(middle, last), span)

    def _in_sight(self, turns: Iterable[int], span: Span) -> Iterator[tuple[int, Fact]]:
        """Yield numbers going away from the span, until one of another value stands between, and all that overlap."""
        hidden = None
        for turn in turns:
            cluster, number = self._numbers[turn]
            own = number.evidence.span
            if hidden is not None and abs(own.start - hidden) > self._longest:
                return
            if self.parted(number, span.page, min(own.end, span.end), max(own.start, span.start)):
                hidden = own.start if hidden is None else hidden
            else:
                yield cluster, number


def _link(clusters: list[Cluster], titles: list[list[Fact]], places: Places) -> list[list[Fact]]:
    """Give each title group the number that stands nearest to one of its occurrences; return the groups left over."""
    pairs: list[tuple[int, int, int, int]] = []
    numbers_of = PrintedNumbers(clusters)
    for j, group in enumerate(titles):
        costs: dict[int, int] = {}
        for title in group:
            for i, number in numbers_of.near(title, places.row(title.evidence.span) is not None):
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
    paired = {id(group) for group in sure}
    return [group for group in left if id(group) not in paired]


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
    row = places.row(b)
    if row and row == places.row(a):
        return 0
    if numbers_of.parted(number, a.page, low, high):
        return NEAR + 1
    entries = places.entry(a), places.entry(b)
    if entries[0] != entries[1] and all(entries):
        return NEAR + 1
    if entries[0] and title.evidence.rule == LISTED and places.heads_entry(b):
        return min(distance, BESIDE)
    if places.sentence(a) == places.sentence(b):
        return distance if distance <= NEAR else NEAR
    if title.evidence.rule not in STRONG:
        return 150 + distance * 2
    return min(60 + distance * 2, NEAR) if places.of_one_table(a, b) else 60 + distance * 2
