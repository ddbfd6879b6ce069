"""Make a folder of documents as archives hold them: web pages of some 57 kB, press releases, text, slide decks.

    python -m benchmarks.mix FOLDER [--documents N] [--seed N]

45 % are web pages, of which a tenth is what a reader came for; 20 % press releases in Markdown, 15 % plain text,
20 % PDF decks of 16 slides. The same numbers give the same bytes. All that is told in them is invented.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.number_trials import czech_number
from benchmarks.passages import sentences
from scripts.make_sample_pdfs import Deck

KINDS = ("html",) * 9 + ("md",) * 4 + ("txt",) * 3 + ("pdf",) * 4
SLIDES = 16
_PROGRAMME = "Operační program Vzdělávání pro konkurenceschopnost"
_TOWNS = ("Dolní Lípa", "Horní Bříza nad Vodou", "Kamenný Újezdec", "Lhota u Mostu", "Stará Paseka", "Zelená Ves")
_BODIES = ("Město {}", "Základní škola {}", "Spolek pro rozvoj {}", "Technické služby {} s.r.o.", "Muzeum {}")
_THEMES = ("Společně", "Nová naděje", "Škola bez hranic", "Čistá voda", "Krok za krokem", "Paměť krajiny")
_AIMS = ("pro děti", "v obci", "a práce", "na venkově", "pro seniory", "přes řeku")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells of its project, as it is printed."""

    number: str
    title: str
    beneficiary: str
    partner: str
    start: str
    end: str
    amount: str
    contact: str
    mail: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Labels and values."""
        return [
            ("Název projektu", self.title),
            ("Registrační číslo", self.number),
            ("Příjemce", self.beneficiary),
            ("Partner projektu", self.partner),
            ("Období realizace", f"{self.start} – {self.end}"),
            ("Výše dotace", f"{self.amount} Kč"),
            (
                "Kontaktní osoba",
                f"{self.contact}, {self.mail}, tel. +420 {random.Random(self.number).randint(600, 799)} 111 222",
            ),
        ]


def invented(chance: random.Random) -> Facts:
    """Return the facts of one project."""
    year = chance.randint(2008, 2022)
    town, other = chance.sample(_TOWNS, 2)
    surname = chance.choice(("Horák", "Malý", "Dvořák", "Beneš", "Říha"))
    return Facts(
        czech_number(chance),
        f"{chance.choice(_THEMES)} {chance.choice(_AIMS)} {chance.randint(2, 99)}",
        chance.choice(_BODIES).format(town),
        chance.choice(_BODIES).format(other),
        f"{chance.randint(1, 28)}. {chance.randint(1, 12)}. {year}",
        f"{chance.randint(1, 28)}. {chance.randint(1, 12)}. {year + chance.randint(1, 4)}",
        f"{chance.randint(1, 99)} {chance.randint(100, 999)} {chance.randint(100, 999)}",
        f"Jan {surname}",
        f"jan.{chance.choice(('horak', 'maly', 'riha'))}@obec.example",
    )


def web_page(facts: Facts, chance: random.Random) -> bytes:
    """Return a page of a town: menus, scripts, boxes of news and a footer round the text."""
    said = sentences(chance)
    menu = "".join(f'<li class="menu-item item-{n}"><a href="/stranka/{n}">Stránka {n}</a></li>\n' for n in range(160))
    script = "var nastaveni = {" + ",".join(f'"klic{n}": "{chance.random():.12f}"' for n in range(420)) + "};"
    style = "\n".join(f".blok-{n} {{ margin: {n}px; padding: {n % 7}em; color: #{n:06x}; }}" for n in range(180))
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>\n" for label, value in facts.rows)
    prose = "".join(f"<p>{' '.join(next(said) for _ in range(5))}</p>\n" for _ in range(6))
    news = "".join(
        f'<li><a href="/aktualita/{n}"><span>{n}. 3. 2021</span> {next(said)[:80]}</a></li>' for n in range(60)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="cs"><head><meta charset="utf-8"><title>{facts.title} | Obec</title>'
        f"<style>{style}</style><script>{script}</script></head><body>"
        f'<header><nav><ul>{menu}</ul></nav></header><div id="obsah"><main><h1>{facts.title}</h1>'
        f"<p>Projekt je spolufinancován Evropským sociálním fondem a státním rozpočtem ČR ({_PROGRAMME}).</p>"
        f'<table class="projekt">{rows}</table>{prose}</main><aside><h2>Aktuality</h2><ul>{news}</ul></aside></div>'
        f"<footer><p>Obec, Náměstí 1, podatelna@obec.example</p><script>{script}</script></footer></body></html>"
    ).encode()


def press_release(facts: Facts, chance: random.Random) -> bytes:
    """Return a press release with front matter."""
    said = sentences(chance)
    facts_told = "\n".join(f"- **{label}:** {value}" for label, value in facts.rows)
    prose = "\n\n".join(" ".join(next(said) for _ in range(6)) for _ in range(9))
    head = f'---\ntitle: "{facts.title}"\ndate: 2021-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}\n---\n'
    return f"{head}\n{prose}\n\n## O projektu\n\n{facts_told}\n\nPodpořeno z programu {_PROGRAMME}.\n".encode()


def plain_text(facts: Facts, chance: random.Random) -> bytes:
    """Return a text, every fourth one in windows-1250."""
    said = sentences(chance)
    told = "\n".join(f"{label}: {value}" for label, value in facts.rows)
    prose = "\n\n".join("\n".join(next(said) for _ in range(6)) for _ in range(9))
    text = f"{facts.title.upper()}\n\n{told}\n\n{prose}\n"
    return text.encode("cp1250", "replace") if chance.random() < 0.25 else text.encode()


def slides(facts: Facts, chance: random.Random) -> bytes:
    """Return a deck: a title, facts on the second slide, bullets on the others, one table with rules."""
    said = sentences(chance)
    deck = Deck(facts.title, f"{facts.number} – {_PROGRAMME}")
    for number in range(SLIDES):
        deck.add_page()
        y = deck.lines(48, 40, 24, [facts.title if number == 0 else f"Část {number}"], bold=True)
        told = [f"{label}: {value}" for label, value in facts.rows] if number == 1 else []
        bullets = ["• " + " ".join(next(said).split())[:76] for _ in range(9)]
        deck.lines(48, y + 16, 13, told or bullets)
        if number == 5:
            for row in range(6):
                deck.line(48, 250 + 20 * row, 600, 250 + 20 * row)
            for column in range(4):
                deck.line(48 + 184 * column, 250, 48 + 184 * column, 350)
    return bytes(deck.output())


MAKERS: dict[str, Callable[[Facts, random.Random], bytes]] = {
    "html": web_page,
    "md": press_release,
    "txt": plain_text,
    "pdf": slides,
}


def make_mix(folder: Path, documents: int, seed: int = 1) -> None:
    """Write the documents, a folder for each hundred."""
    for number in range(documents):
        chance = random.Random(f"{seed} {number}")
        kind = KINDS[number * 7 % len(KINDS)]
        below = folder / f"{number // 100:04}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{kind}-{number:06}.{kind}").write_bytes(MAKERS[kind](invented(chance), chance))


def main() -> None:
    """Make the folder that the arguments name."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_mix(options.folder, options.documents, options.seed)


if __name__ == "__main__":
    main()
