"""The tables of docs/numbers.md, made from the vocabulary: `python -m pipeline.commands.numbers_page`.

A test holds the page to them.
"""

from __future__ import annotations

from extractors.numbers.number_readings import read_number
from schemas.terms import IdentifierScheme
from schemas.vocabulary import Vocabulary, load_vocabulary


def scheme_table(vocabulary: Vocabulary) -> str:
    """Return a row per scheme: its name, an example, the example's parts, its programme, and what it needs."""
    rows = ["| scheme | whose | example | parts | programme | needs |", "| --- | --- | --- | --- | --- | --- |"]
    rows += [_row(scheme, vocabulary) for scheme in vocabulary.identifiers]
    return "\n".join(rows)


def repair_table(vocabulary: Vocabulary) -> str:
    """Return a row per repair, with its Czech name."""
    rows = ["| repair | means | Czech |", "| --- | --- | --- |"]
    rows += [f"| `{code}` | {english} | {czech} |" for code, (czech, english) in vocabulary.number_repairs.items()]
    return "\n".join(rows)


def friend_table(vocabulary: Vocabulary) -> str:
    """Return a row per false friend: an example, and the words before it that give it away."""
    rows = ["| false friend | example | refused behind |", "| --- | --- | --- |"]
    for friend in vocabulary.false_friends:
        words = ", ".join(friend.triggers[:4]) + (", …" if len(friend.triggers) > 4 else "")
        rows.append(f"| {friend.code.replace('_', ' ')} | `{friend.examples[0]}` | {words or 'anything'} |")
    return "\n".join(rows)


def _row(scheme: IdentifierScheme, vocabulary: Vocabulary) -> str:
    example = scheme.examples[0]
    reading = next(r for r in read_number(example, vocabulary) if r.scheme is scheme)
    parts = ", ".join(f"{vocabulary.number_parts[name].text_en} `{value}`" for name, value in reading.parts)
    told = f"of {scheme.period}" if scheme.period else ""
    needs = "words right before it" if scheme.lead else "words beside it" if scheme.context else ""
    return f"| {scheme.code} | {scheme.title_en} | `{example}` | {parts} | {scheme.programme or told} | {needs} |"


if __name__ == "__main__":
    known = load_vocabulary()
    print(repair_table(known), scheme_table(known), friend_table(known), sep="\n\n")
