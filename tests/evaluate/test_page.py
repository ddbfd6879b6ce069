"""The report: it shows errors where they stand, hides the half to check with, and needs nothing else."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from pipeline.evaluate.page import report
from pipeline.evaluate.run import LabelledSet, extracted
from pipeline.evaluate.score import Mistake
from pipeline.evaluate.where import MOST, places
from pipeline.settings import Settings
from schemas.vocabulary import load_vocabulary

MONTHS = load_vocabulary().months
VOID = {"meta", "rect", "path"}
TEXT = "Projekt „Žlutý kůň“, reg. č. CZ.1.04/3.1.03/C2.00017, je financován z ESF. <script>alert(1)</script>\n"
LABEL = {
    "document": {"language": "cs", "published": None},
    "projects": [{"registration_number": "CZ.1.04/3.1.03/C2.00017", "titles": ["alert"], "funders": ["ESF"]}],
}


class Tags(HTMLParser):
    """Counts opened and closed elements, and gathers what leads elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> LabelledSet:
    """Two documents with the same error, one in each half."""
    folder = tmp_path_factory.mktemp("gold")
    for name in ("docs", "labels"):
        (folder / name).mkdir()
    for key in ("seen", "unseen"):
        (folder / "docs" / f"{key}.txt").write_text(f"{TEXT}{key}\n", encoding="utf-8")
        (folder / "labels" / f"{key}.json").write_text(json.dumps(LABEL | {"source": {"repo": f"site/{key}"}}))
    (folder / "split.json").write_text(json.dumps({"seen": "build", "unseen": "check"}))
    return extracted(folder, Settings(workers=1), with_text=True)


def test_the_page_stands_alone_and_is_well_formed(gold: LabelledSet) -> None:
    page = report(gold, "a <set>", MONTHS)
    tags = Tags()
    tags.feed(page)
    assert (tags.open, tags.wrong) == ([], [])
    assert tags.links and all(link.startswith("#") for link in tags.links)
    assert "@import" not in page and "url(" not in page
    assert {f'id="{link[1:]}"' in page for link in tags.links} == {True}
    assert "<script" not in page and "a &lt;set&gt;" in page
    assert page == report(gold, "a <set>", MONTHS)


def test_the_half_to_check_with_is_shown_as_totals_alone(gold: LabelledSet) -> None:
    page = report(gold, "set", MONTHS)
    assert 'id="seen"' in page and "site/seen" in page
    assert "unseen" not in page
    assert "Per field, check" in page and "The other half, 1 documents" in page
    assert 'id="unseen"' in report(gold, "set", MONTHS, everything=True)


def test_errors_stand_in_their_context(gold: LabelledSet) -> None:
    page = report(gold, "set", MONTHS)
    spurious, missed = (page[page.index(f'<article class="{kind}"') :] for kind in ("spurious", "missed"))
    assert "<mark>Žlutý kůň</mark>“, reg. č. CZ.1.04" in spurious
    assert re.search(r"<code>titles\.\w+</code>, confidence 0\.\d\d", spurious)
    assert "expected in this field: alert" in spurious
    assert "<h3>titles <span>too much, in CZ.1.04" in spurious and "<h3>titles <span>missed, in CZ.1.04" in missed
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;" in missed


def prediction(text: str) -> dict[str, object]:
    return {"document": {"text": ["first page", text]}}


PRINTED = [
    ("registration_number", "CZ104310300017", "číslo CZ.1.04/3.1.03/00017 a", "CZ.1.04/3.1.03/00017"),
    ("titles", "Žlutý kůň | Kůň", "o „žlutý\nkůň“ a", "žlutý\nkůň"),
    ("titles", "Modrý kůň | Kůň", "náš kůň a", "kůň"),
    ("start", "2014-03-01", "od 1. 3. 2014 do", "1. 3. 2014"),
    ("start", "2014-03-01", "od 1. března 2014 do", "1. března 2014"),
    ("end", "2014-03-01", "by March 1, 2014 at", "March 1, 2014"),
    ("end", "2014-03", "do 03/2014", "03/2014"),
    ("end", "2014-03-31", "do konce roku 2014", "2014"),
    ("document.published", ("2014-03-31", None), "dne 31.3.2014", "31.3.2014"),
    ("funding", ("grant", 19700000.0, "CZK"), "dotace 19 700 000 Kč", "19 700 000"),
    ("funding", ("grant", 19700000.0, "CZK"), "dotace 19,7 mil. Kč", "19,7"),
    ("contacts", ("phone", "+420296325346"), "tel. 296 325 346", "296 325 346"),
    ("contacts", ("email", "a@b.cz"), "na a@b.cz nebo", "a@b.cz"),
    ("activities", ("seminar", 8, None), "celkem 8 seminářů", "8"),
    ("programme", "OPZ 2014", "z OPZ a", "OPZ"),
    ("funders", "ESF", "nic", None),
    ("document.language", ("cs", "en"), "nic", None),
]


@pytest.mark.parametrize(("field", "value", "text", "expected"), PRINTED)
def test_a_missed_value_is_looked_for_as_it_may_be_printed(
    field: str, value: object, text: str, expected: str | None
) -> None:
    kind = "differs" if field.startswith("document.") else "missed"
    found = places(Mistake("d", field, kind, value), prediction(text), MONTHS)
    assert [(place.page, place.quote) for place in found] == ([(2, expected)] if expected else [])


def test_few_places_are_shown() -> None:
    found = places(Mistake("d", "titles", "missed", "kůň"), prediction("kůň " * 9), MONTHS)
    assert len(found) == MOST and (found[0].before, found[0].after[:5]) == ("", " kůň ")
