"""Marks round a name change nothing: a page with links or bold names in it gives what it gives without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from text_cases import projects, run_case

NAMES = (
    "Safe Roads to School",
    "Orchard Primary School",
    "Lindenhof Schule",
    "Liceo Monteverde",
    "Dům vody Lipová",
    "University of Eastern Lipová",
    "Dubová University",
    "Orchard Foundation",
    "Základní škola Dubová",
    "Stavby Lípa, s. p.",
)
LIST = "- Orchard Primary School\n- Lindenhof Schule\n- Liceo Monteverde (Italy)\n- Dům vody Lipová"
START = "The project Safe Roads to School, No. 2019-1-CZ01-KA201-061999, runs from 1 September 2019 to 31 August 2021."
LISTS = {
    "list below a colon": f"{START}\n\nPartners of the project:\n\n{LIST}\n\nThe pupils met three times in Lipová.",
    "list right below a colon": f"{START}\n\nPartners:\n{LIST}\n\nThe pupils met three times in Lipová.",
    "list below a heading": f"{START}\n\n## Partners\n\n{LIST}\n\n## Meetings\n\nThe pupils met three times in Lipová.",
    "list below a label": f"{START}\n\n**Partners**\n\n{LIST}\n\nThe pupils met three times in Lipová.",
}
PROSE = {
    "who leads": f"{START} It is coordinated by University of Eastern Lipová. The pupils met in Lipová.",
    "whose research": f"{START} We thank the specific research of Dubová University (internal grant DUB/A/1712/2020).",
    "a label of a role": "Projekt „Zelené dvory“, CZ.1.02/3.1.00/10.09999, partner projektu: Stavby Lípa, s. p.",
    "a body before the noun": "Spolu se Základní škola Dubová projekt „Zelené dvory“ (CZ.1.02/3.1.00/10.09999).",
    "an entry with its payer": "# Projects\n\n- Orchard Foundation gave 60 000 CZK in 2019.\n- Blue Wells, LIFE, 2018",
}
MARKS = {"link": "[{}](https://www.example.org/a)", "span": '<span class="n">{}</span>', "bold": "**{}**", "em": "*{}*"}
NOTES = {"note": "{}[^1]", "raised": '{}<sup><a href="#f">1</a></sup>', "brackets": '{}<sup><a href="#f">[1]</a></sup>'}


def _told(text: str, name: str, folder: Path) -> list[dict[str, Any]]:
    case = {"id": name, "media": "press", "text": f"---\ntitle: Meetings of pupils\n---\n\n{text}\n"}
    found = projects(run_case(case, folder))
    return [{key: value for key, value in project.items() if key != "evidence"} for project in found]


def _marked(text: str, mark: str) -> str:
    for name in NAMES:
        text = text.replace(name, (MARKS | NOTES)[mark].format(name))
    return text


@pytest.mark.parametrize("mark", ("link", "span"))
@pytest.mark.parametrize("page", LISTS)
def test_links_in_a_list_change_nothing(page: str, mark: str, tmp_path: Path) -> None:
    """Four partners are read, and the same facts whether their names are marked or not."""
    plain = _told(LISTS[page], "plain", tmp_path)
    assert len(plain[0]["partners"]) == 4
    assert _told(_marked(LISTS[page], mark), "marked", tmp_path) == plain


@pytest.mark.parametrize("mark", MARKS | NOTES)
@pytest.mark.parametrize("page", PROSE)
def test_a_marked_body_is_no_title(page: str, mark: str, tmp_path: Path) -> None:
    """The records are the same whether names of bodies are marked or not."""
    assert _told(_marked(PROSE[page], mark), "marked", tmp_path) == _told(PROSE[page], "plain", tmp_path)


AS_QUOTED = {
    "behind its name": "The school is part of a project called „Blue Wells“ with two schools. It costs 250 000 EUR.",
    "a building": "Akce „Rekonstrukce školního hřiště“ stála 2 400 000 Kč, z toho dotace SFŽP byla 900 000 Kč.",
    "an entry": "# Projects\n\n- 2019: Visit to Austria, „Blue Wells of the Hills“, with two schools, Erasmus+\n- "
    "2020: Visit to Poland, „Green Wells of the Plain“, with two schools, Erasmus+\n- "
    "2021: Visit to Norway, „White Wells of the Sea“, with two schools, EEA Grants",
    "a question": "# Projects\n\n- „Whose is the well?“ – debates, 2019, Erasmus+\n"
    "- „Green wells“ – walks, 2020, Erasmus+",
    "a heading": "# Projects\n\n## Project „Blue wells of the hills“\n\nPaid by the Erasmus+ programme in 2019.\n\n"
    "## Project „Green wells of the plain“\n\nPaid by the Erasmus+ programme in 2020.",
}


@pytest.mark.parametrize("marks", ("**", "*", "`"))
@pytest.mark.parametrize("page", AS_QUOTED)
def test_marks_do_what_quotation_marks_do(page: str, marks: str, tmp_path: Path) -> None:
    """Titles are read in bold and in italics as they are in quotation marks."""
    plain = _told(AS_QUOTED[page], "plain", tmp_path)
    marked = AS_QUOTED[page].replace("„", marks).replace("“", marks)
    assert any(project["titles"] for project in plain)
    assert _told(marked, "marked", tmp_path) == plain
