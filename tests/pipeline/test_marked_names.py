"""Marks round a name change nothing: a page with links in it gives what it gives without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from text_cases import projects, run_case

NAMES = ("Safe Roads to School", "Orchard Primary School", "Lindenhof Schule", "Liceo Monteverde", "Dům vody Lipová")
LIST = "- Orchard Primary School\n- Lindenhof Schule\n- Liceo Monteverde (Italy)\n- Dům vody Lipová"
START = "The project Safe Roads to School, No. 2019-1-CZ01-KA201-061999, runs from 1 September 2019 to 31 August 2021."
PAGES = {
    "list below a colon": f"{START}\n\nPartners of the project:\n\n{LIST}\n\nThe pupils met three times in Lipová.",
    "list right below a colon": f"{START}\n\nPartners:\n{LIST}\n\nThe pupils met three times in Lipová.",
    "list below a heading": f"{START}\n\n## Partners\n\n{LIST}\n\n## Meetings\n\nThe pupils met three times in Lipová.",
    "list below a label": f"{START}\n\n**Partners**\n\n{LIST}\n\nThe pupils met three times in Lipová.",
}
MARKS = {"link": "[{}](https://www.example.org/a)", "span": '<span class="n">{}</span>'}


def _told(text: str, name: str, folder: Path) -> list[dict[str, Any]]:
    case = {"id": name, "media": "press", "text": f"---\ntitle: Meetings of pupils\n---\n\n{text}\n"}
    found = projects(run_case(case, folder))
    return [{key: value for key, value in project.items() if key != "evidence"} for project in found]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("page", PAGES)
def test_a_mark_round_names_changes_nothing(page: str, mark: str, tmp_path: Path) -> None:
    """Four partners are read, and the same facts whether their names are marked or not."""
    marked = PAGES[page]
    for name in NAMES:
        marked = marked.replace(name, MARKS[mark].format(name))
    plain = _told(PAGES[page], "plain", tmp_path)
    assert len(plain[0]["partners"]) == 4
    assert _told(marked, "marked", tmp_path) == plain
