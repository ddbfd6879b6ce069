"""The report of an evaluation: one HTML page that needs nothing else and opens offline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from pipeline.evaluate.calibrate import calibrated
from pipeline.evaluate.compare import items
from pipeline.evaluate.judge import Judged, judge, site
from pipeline.evaluate.page_parts import quotation, share, shown, table
from pipeline.evaluate.plot import reliability_svg
from pipeline.evaluate.run import HALVES, LabelledSet
from pipeline.evaluate.score import CORE, EXTRA, OF_DOCUMENT, ORDER, Count, Mistake, Score, score, worst_first
from pipeline.evaluate.where import Place, places, texts

STYLE = Path(__file__).with_name("page.css")
FIELDS = (*(f"document.{name}" for name in OF_DOCUMENT), "projects", *CORE, *EXTRA)
# the first documents are those to look at; the others are opened by a click or a key
OPEN = 3
KINDS = {"missed": "missed", "spurious": "too much", "differs": "another one stated"}


def report(gold: LabelledSet, name: str, months: Mapping[str, int], everything: bool = False) -> str:
    """Return the page. Of a split set it shows single documents of the half `build` alone, unless `everything`.

    `months` is the vocabulary's, to find dates in texts. Same set, same page.
    """
    total = gold.score()
    open_keys = [key for key in gold.labels if everything or gold.open_to_view(key)]
    mistakes = worst_first(gold.shown(total.mistakes, everything))
    sections = [
        ("totals", "Totals", _totals(gold, total)),
        ("fields", "Fields", _fields(gold, total)),
        ("sites", "Sites", _sites(gold, open_keys, mistakes)),
        ("confidence", "Confidence", _confidence(judge(gold.labels, gold.predictions))),
        ("documents", "Documents, worst first", _documents(gold, open_keys, mistakes, months)),
    ]
    links = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title, _ in sections)
    body = "\n".join(f'<section id="{key}"><h2>{title}</h2>\n{content}</section>' for key, title, content in sections)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Evaluation: {escape(name)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style></head>\n<body><main>\n"
        f"<h1>Evaluation: {escape(name)}</h1>\n<nav><ul>{links}</ul></nav>\n{body}\n</main></body></html>\n"
    )


def _scores(gold: LabelledSet, total: Score) -> list[tuple[str, Score]]:
    """All documents, then each half that there is."""
    present = [half for half in HALVES if half in gold.halves.values()]
    parts = [(half, gold.score(half)) for half in present]
    return [("all", total), *((half, part) for half, part in parts if part.documents)]


def _totals(gold: LabelledSet, total: Score) -> str:
    head = ("", "documents", "records", "records right in all core fields", "core F1", "F1 of all fields")
    return table(
        "Whole records, and fields taken together",
        head,
        [
            (
                *(half, str(part.documents), str(part.records), share(part.perfect_records)),
                *(share(part.count(name).f1) for name in ("core fields", "all fields")),
            )
            for half, part in _scores(gold, total)
        ],
        "numbers",
    )


def _fields(gold: LabelledSet, total: Score) -> str:
    return "\n".join(
        table(
            f"Per field, {half}",
            ("field", "precision", "recall", "F1", "right", "too much", "missed"),
            [
                (name, share(c.precision), share(c.recall), share(c.f1), str(c.tp), str(c.fp), str(c.fn))
                for name in ORDER
                if (c := part.counts.get(name))
            ],
            "numbers",
        )
        for half, part in _scores(gold, total)
    )


def _sites(gold: LabelledSet, open_keys: Sequence[str], mistakes: Sequence[Mistake]) -> str:
    """A row per site, worst first, with what was missed and was too much in each field."""
    own: dict[str, list[str]] = defaultdict(list)
    for key in open_keys:
        own[site(key, gold.labels[key])].append(key)
    wrong = {
        name: Counter((m.field, m.kind) for m in mistakes if m.document in set(keys)) for name, keys in own.items()
    }
    rows = []
    for name in sorted(own, key=lambda name: (-wrong[name].total(), name)):
        part = score({key: gold.labels[key] for key in own[name]}, gold.predictions)
        counts = (str(part.documents), str(part.records), share(part.count("all fields").f1))
        rows.append((escape(name), *counts, *(_cell(part, wrong[name], field) for field in FIELDS)))
    head = (
        "site",
        "documents",
        "records",
        "F1",
        *(field.removeprefix("document.").replace("_", " ") for field in FIELDS),
    )
    key = '<p>In a field: <span class="missed">−</span> values missed, <span class="spurious">+</span> too much, '
    key += '<span class="missed">≠</span> another one stated; a number alone is of values that are all right.</p>'
    return key + table("Per site and field", head, rows, "numbers grid")


def _cell(part: Score, wrong: Counter[tuple[str, str]], field: str) -> str:
    """Return the errors of one site in one field, or else how many values are right."""
    count = part.counts.get(field, Count())
    missed, spurious, other = (wrong[field, kind] for kind in ("missed", "spurious", "differs"))
    if field == "projects":
        missed, spurious = count.fn, count.fp
    marks = [f'<span class="missed">−{missed}</span>'] if missed else []
    marks += [f'<span class="spurious">+{spurious}</span>'] if spurious else []
    marks += [f'<span class="missed">≠{other}</span>'] if other else []
    return " ".join(marks) or (f'<span class="fine">{count.tp}</span>' if count.tp else "")


def _confidence(values: Sequence[Judged]) -> str:
    if not values:
        return "<p>No value was extracted.</p>"
    fresh, forecasts = calibrated(values)
    svg = reliability_svg(forecasts, f"Confidence on {fresh.sites} sites, each by a table made without it")
    rows = [
        (f"<code>{escape(rule)}</code>", field, str(row.right), str(row.support), share(row.precision))
        for (field, rule), row in sorted(fresh.rules.items(), key=lambda item: (item[1].precision, item[0]))
    ]
    head = ("rule", "field", "right", "values", "precision")
    figure = f'<figure class="plot">{svg}</figure>'
    rules = table("Rules", head, rows, "numbers")
    return f"{figure}\n<details><summary>All rules, the worst first</summary>{rules}</details>"


def _documents(
    gold: LabelledSet, open_keys: Sequence[str], mistakes: Sequence[Mistake], months: Mapping[str, int]
) -> str:
    by_document: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        by_document[mistake.document].append(mistake)
    closed, fine = len(gold.labels) - len(open_keys), len(open_keys) - len(by_document)
    notes = f"<p>{fine} of {len(open_keys)} documents have no error."
    if closed:
        notes += f" The other half, {closed} documents, serves to check with and is not shown (--details all does)."
    parts = [f"{notes}</p>"]
    for place, (key, own) in enumerate(by_document.items()):
        kinds = Counter(m.kind for m in own)
        words = ", ".join(f"{kinds[kind]} {name}" for kind, name in KINDS.items() if kinds[kind])
        head = f"<b>{escape(key)}</b> {words} <small>{escape(site(key, gold.labels[key]))}</small>"
        rows = "\n".join(_error(m, gold, months) for m in own)
        opened = " open" if place < OPEN else ""
        parts.append(f'<details id="{escape(key)}"{opened}><summary>{head}</summary>\n{rows}</details>')
    return "\n".join(parts)


def _error(mistake: Mistake, gold: LabelledSet, months: Mapping[str, int]) -> str:
    prediction = gold.predictions.get(mistake.document, {})
    found = places(mistake, prediction, months)
    head = f"{escape(mistake.field)} <span>{KINDS[mistake.kind]}{_where(mistake)}</span>"
    lines = [f'<article class="{mistake.kind}"><h3>{head}</h3>']
    lines += [f"<p>{line}</p>" for line in _words(mistake)]
    lines += [quotation(place) + _by(place) for place in found]
    if not found and mistake.kind == "missed":
        known = "It was not found in the text in any form that this search knows."
        lines.append(
            f'<p class="none">{known if any(texts(prediction)) else "No text was read from the document."}</p>'
        )
    return "".join(lines) + "</article>"


def _where(mistake: Mistake) -> str:
    """Return the project of a value, by which those of a list can be told apart: its number or else its title."""
    for project in (mistake.gold, mistake.found):
        number, titles = project.get("registration_number"), project.get("titles")
        title = str(titles[0]).partition(" | ")[0] if isinstance(titles, (list, tuple)) and titles else ""
        if number or title:
            return f", in {escape(str(number or title))}"
    return ""


def _words(mistake: Mistake) -> Iterator[str]:
    if mistake.kind == "differs" and isinstance(mistake.value, tuple):
        yield f"expected <b>{shown(mistake.value[0])}</b>, found <b>{shown(mistake.value[1])}</b>"
        return
    spurious = mistake.kind == "spurious"
    yield f"{'found' if spurious else 'expected'} <b>{shown(mistake.value)}</b>"
    record, word = (mistake.gold, "expected") if spurious else (mistake.found, "found")
    if not record:
        yield "the label has no such project" if spurious else "the project was not found"
        return
    others = [shown(item) for item in items(record, mistake.field)]
    yield f"{word} in this field: {'; '.join(others) if others else '<i>nothing</i>'}"


def _by(place: Place) -> str:
    if not place.rule:
        return ""
    return f'<p class="rule"><code>{escape(place.rule)}</code>, confidence {place.confidence:.2f}</p>'
