"""Count which letters follow each other, for `pipeline/parse/letters.json`: what tells code pages apart.

    python -m scripts.make_letters [OUT]

Read are `scripts/letters/*.txt`, texts that we wrote for this, one file a language; `west.txt` mixes the languages of
western and northern Europe.  No text of the benchmarks or the tests is among them.  Written are natural logarithms of
a bigram model with back-off (Witten and Bell): `pairs` holds the probability of a letter after another, `single` that
of a letter alone, `backoff` the weight of `single` after a letter.  Pairs of two ASCII characters are left out: they
are the same under every code page.  The same bytes come out every time.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from pipeline.parse.letters import case_of, folded_char

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "pipeline" / "parse" / "letters.json"
LANGUAGES = ("cs", "sk", "pl", "de", "en", "west")

Model = dict[str, dict[str, float]]


def text_of(language: str) -> str:
    """Return all text of the language."""
    return (ROOT / "scripts" / "letters" / f"{language}.txt").read_text(encoding="utf-8")


def model(text: str) -> Model:
    """Return the logarithms of the bigram model of `text`."""
    folded = " " + "".join(map(folded_char, text)) + " "
    single = Counter(folded)
    pairs = Counter(pairwise(folded))
    after = Counter(first for first, _ in pairs)  # how many different ones follow
    total = sum(single.values())
    backoff = {char: after[char] / (single[char] + after[char]) for char in single}
    chance = {
        (a, b): (1 - backoff[a]) * n / single[a] + backoff[a] * single[b] / total
        for (a, b), n in pairs.items()
        if not (a + b).isascii()
    }
    return {
        "pairs": {a + b: _log(value) for (a, b), value in sorted(chance.items())},
        "single": {char: _log(n / total) for char, n in sorted(single.items())},
        "backoff": {char: _log(value) for char, value in sorted(backoff.items())},
    }


def cases(text: str) -> dict[str, float]:
    """Return the logarithms of: after a lower-case letter (l), a capital (u), another (o) stands an l or a u."""
    kinds = "".join(map(case_of, text))
    pairs = Counter(pairwise(kinds))
    result = {}
    for first in "luo":
        seen = {second: pairs[first, second] + 1 for second in "lu"}
        result.update({first + second: _log(n / sum(seen.values())) for second, n in sorted(seen.items())})
    return result


def _log(value: float) -> float:
    return round(math.log(value), 2)


def statistics() -> str:
    """Return the content of the data file."""
    texts = {language: text_of(language) for language in LANGUAGES}
    data = {
        "languages": {language: model(text) for language, text in texts.items()},
        "case": cases("\n".join(texts.values())),
    }
    lines = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")).replace(",\n", ",")
    return lines.replace("{\n", "{").replace("\n}", "}").replace("},", "},\n") + "\n"


def main() -> None:
    """Write the data file."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.write_text(statistics(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
