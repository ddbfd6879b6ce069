"""Words that tell a fact, each of which may stand for the others of its group: alterations of wording alone.

Words of a group have one grammatical form, so that the sentence round them stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.altered_page import Altered

SUMS = (
    ("Celkové náklady", "Celkové výdaje", "Celkové náklady projektu", "Celkové výdaje projektu"),
    ("Rozpočet projektu", "Rozpočet", "Celkový rozpočet", "Celkový rozpočet projektu"),
    ("Výše dotace", "Výše podpory", "Výše grantu", "Výše příspěvku", "Výše poskytnuté podpory"),
    ("Dotace", "Podpora", "Získaná dotace", "Poskytnutá podpora", "Schválená podpora"),
    ("dotaci ve výši", "podporu ve výši", "grant ve výši", "příspěvek ve výši", "finanční příspěvek ve výši"),
    ("dotace ve výši", "podpora ve výši", "finanční podpora ve výši"),
    ("dotace činí", "podpora činí", "dotace představuje", "podpora dosahuje"),
    ("náklady činí", "náklady dosahují", "výdaje činí", "náklady představují"),
    ("s rozpočtem", "v hodnotě", "s celkovým rozpočtem", "v celkové hodnotě", "s celkovými náklady"),
    ("vlastní zdroje", "vlastní podíl", "spoluúčast", "vlastní prostředky"),
    ("získal", "obdržel", "dostal"),
    ("získala", "obdržela", "dostala"),
    ("získalo", "obdrželo", "dostalo"),
    ("získali jsme", "obdrželi jsme", "dostali jsme"),
    ("a grant of", "a subsidy of", "an award of", "a contribution of"),
    ("grant of", "subsidy of", "award of", "contribution of"),
    ("a budget of", "a total budget of", "an overall budget of", "total costs of"),
    ("Budget", "Total budget", "Project budget", "Overall budget"),
    ("Grant", "Support", "Grant awarded", "Amount of the grant", "Subsidy"),
    ("was awarded", "was granted", "received", "obtained", "secured"),
    ("EU contribution", "EU support", "EU share", "EU funding"),
    ("own contribution", "own share", "own resources", "own funds"),
)
"""Before a sum."""
TIMES = (
    ("Doba realizace", "Doba trvání", "Realizace projektu", "Období realizace", "Trvání projektu", "Termín realizace"),
    ("Zahájení", "Začátek", "Zahájení projektu", "Datum zahájení", "Začátek projektu"),
    ("Ukončení", "Konec", "Ukončení projektu", "Datum ukončení", "Konec projektu"),
    ("Duration", "Project duration", "Project period", "Implementation period", "Time frame"),
    ("Start", "Start date", "Begin", "Project start", "Starting date"),
    ("End", "End date", "Project end", "Completion", "Closing date"),
    ("běží od", "trvá od", "probíhá od", "se realizuje od"),
    ("probíhal od", "trval od", "běžel od", "byl realizován od", "se realizoval od"),
    ("probíhal v letech", "byl realizován v letech", "běžel v letech", "se uskutečnil v letech"),
    ("byl zahájen", "začal", "odstartoval", "byl spuštěn"),
    ("byl ukončen", "skončil", "byl dokončen", "byl uzavřen"),
    ("potrvá do", "poběží do", "bude probíhat do", "skončí"),
    ("runs from", "lasts from", "takes place from", "is running from", "is carried out from"),
    ("ran from", "lasted from", "took place from", "was carried out from"),
    ("started in", "began in", "was launched in", "kicked off in"),
    ("ended in", "finished in", "was completed in", "closed in"),
)
"""Before a date."""
NUMBERS = (
    ("reg. č.", "registrační číslo", "č. projektu", "reg. číslo", "pod číslem"),
    ("Registrační číslo projektu", "Registrační číslo", "Číslo projektu", "Reg. č. projektu", "Kód projektu"),
    ("Grant agreement No", "Grant Agreement Number", "Project No.", "Project number", "Agreement No."),
    ("grant No.", "grant no.", "project No.", "under No.", "grant number"),
)
"""Before a number of a project."""
_SUM = r"(?=:?\s{1,2}(?:cca |asi )?(?:Kč|CZK|EUR|€|\$|USD)?\s?\d[\d .,\u00a0]{2,15})"
_DATE = r"(?=:?\*{0,2}:?\s{1,2}(?:\d{1,2}[. /]|(?:19|20)\d\d|[^\W\d_]{3,10}\s(?:19|20)\d\d))"
_NUMBER = r"(?=:?\*{0,2}:?\s{1,2}[A-Z]{0,4}[\d./-]{4})"

Groups = tuple[tuple[str, ...], ...]


def reworded(text: str, groups: Groups, behind: str, step: int) -> str:
    """Return the text with each word of a group before what `behind` shows exchanged for the `step`-th next one.

    A word with a capital stands as a label, with no word before it.
    """
    for group in groups:
        words = "|".join(re.escape(word) for word in sorted(group, key=len, reverse=True))
        before = r"(?<![\w-])(?<!\w )" if group[0][0].isupper() else r"(?<![\w-])"
        text = re.sub(rf"{before}({words}){behind}", partial(_other, group, step), text)
    return text


def _other(group: Sequence[str], step: int, match: re.Match[str]) -> str:
    return group[(group.index(match[1]) + step) % len(group)]


def _alteration(groups: Groups, behind: str, step: int) -> Callable[[Altered], str]:
    """Return an alteration that leaves front matter as it is."""

    def altered(page: Altered) -> str:
        front, body = page.parts()
        return front + reworded(body, groups, behind, step)

    return altered


WORD_ALTERATIONS: dict[str, Callable[[Altered], str]] = {
    "sums_reworded": _alteration(SUMS, _SUM, 1),
    "sums_reworded_again": _alteration(SUMS, _SUM, 2),
    "times_reworded": _alteration(TIMES, _DATE, 1),
    "times_reworded_again": _alteration(TIMES, _DATE, 2),
    "numbers_reworded": _alteration(NUMBERS, _NUMBER, 1),
}
"""All of them, by name."""
