"""Measure the reading of old encodings and the repair of garbled text, beside the usual libraries, as tables.

    python -m benchmarks.old_text [--passages N] [--write]

N passages of 120 to 400 bytes and N/5 whole pages are made for each encoding (benchmarks/passages.py); a text counts
as right if every character is.  charset-normalizer and chardet are asked in the same run, and ftfy for the repairs;
one that is not installed is left out.  --write puts the tables into docs/text.md.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

from benchmarks.passages import ENCODINGS, encode, pages, passages
from pipeline.parse.clean import final
from pipeline.parse.code_pages import characters
from pipeline.parse.encoding import decode
from pipeline.parse.repair import repair

DOC = Path(__file__).resolve().parent.parent / "docs" / "text.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"
MISREADINGS = ("cp1252", "latin-1", "cp1250", "iso-8859-2", "cp852", "mac_latin2")
WRONG_PAGES = (("cp1250", "cp1252"), ("iso-8859-2", "cp1252"), ("iso-8859-2", "cp1250"), ("cp852", "cp1250"))

Reader = Callable[[bytes], str]
Fixer = Callable[[str], str]
Case = tuple[str, str]


def readers() -> dict[str, Reader]:
    """Return what reads bytes, by name: ours first."""
    found: dict[str, Reader] = {"fondoskop": lambda content: decode(content).text}
    found |= {
        name: reader for name, reader in (("charset-normalizer", _normalizer()), ("chardet", _chardet())) if reader
    }
    return found


def _normalizer() -> Reader | None:
    try:
        from_bytes = import_module("charset_normalizer").from_bytes
    except ImportError:
        return None
    return lambda content: str(from_bytes(content).best() or "")


def _chardet() -> Reader | None:
    try:
        detect = import_module("chardet").detect
    except ImportError:
        return None
    return lambda content: _as(content, detect(content)["encoding"])


def _as(content: bytes, name: str | None) -> str:
    try:
        return content.decode(name or "ascii", "replace").removeprefix("\ufeff")
    except LookupError:
        return ""


def fixers() -> dict[str, Fixer]:
    """Return what repairs text, by name: ours first."""
    found: dict[str, Fixer] = {"fondoskop": lambda text: final(repair(text, markup=False)[0])}
    try:
        fix_text = import_module("ftfy").fix_text
    except ImportError:
        return found
    # Curly quotes are no damage.
    return found | {"ftfy": lambda text: str(fix_text(text, uncurl_quotes=False))}


def share(read: Reader, cases: Sequence[tuple[bytes, str]]) -> str:
    """Return the per cent of exact texts and the milliseconds for one."""
    started = time.perf_counter()
    right = sum(read(content) == text for content, text in cases)
    spent = 1000 * (time.perf_counter() - started) / len(cases)
    return f"{100 * right / len(cases):.1f} ({spent:.1f} ms)"


def misread(text: str, page: str) -> str:
    """Return what UTF-8 of `text` looks like in `page`; bytes that it lacks show as controls, as in a browser."""
    chars = [bytes([byte]).decode(page, "replace") for byte in text.encode()]
    return "".join(chr(byte) if char == "\ufffd" else char for byte, char in zip(text.encode(), chars, strict=True))


def paged(text: str, written: str, read: str) -> Case:
    """Return text of one code page as it looks in another, and the text."""
    content, held = encode(text, written)
    seen = [characters(read)[byte] if characters(read)[byte] != "\ufffd" else chr(byte) for byte in content]
    return "".join(seen), held


def repairs(count: int) -> dict[str, list[Case]]:
    """Return damaged and right texts, by kind of damage."""
    texts = [normalize("NFC", text) for _, text in passages("utf-8", count)]
    # A wrong code page spoils few letters; to be certain takes more text than a passage.
    fours = ["\n".join((texts * 4)[n : n + 4]) for n in range(count)]
    draw = random.Random("repairs")
    kinds = {f"utf-8 read as {page}": [(misread(text, page), text) for text in texts] for page in MISREADINGS}
    for page in MISREADINGS[:4]:
        kinds[f"utf-8 read as {page}, twice"] = [(misread(misread(text, page), page), text) for text in texts]
    for page in ("cp1252", "cp1250"):
        lossy = [(text.encode().decode(page, "replace"), text) for text in texts]
        kinds[f"utf-8 read as {page}, lacking bytes lost"] = lossy
    for written, read in WRONG_PAGES:
        kinds[f"{written} read as {read}"] = [paged(text, written, read) for text in fours]
    kinds["letters in parts (NFD)"] = [(normalize("NFD", text), text) for text in texts]
    kinds["full-width letters and digits"] = [(_wide(text), text) for text in texts]
    kinds["soft hyphens"] = [(_sown(text, "\u00ad", draw), text) for text in texts]
    kinds["zero-width characters"] = [(_sown(text, "\u200b", draw), text) for text in texts]
    kinds["bidirectional controls"] = [(_sown(text, "\u200e", draw), text) for text in texts]
    kinds["escaped entities"] = [(_escaped(text, "&"), text) for text in texts]
    kinds["double-escaped entities"] = [(_escaped(text, "&amp;"), text) for text in texts]
    kinds["clean text (nothing to do)"] = [(text, text) for text in texts]
    return kinds


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def _sown(text: str, char: str, draw: random.Random) -> str:
    return "".join(letter + char if letter.isalpha() and draw.random() < 0.1 else letter for letter in text)


def _escaped(text: str, start: str) -> str:
    return "".join(f"{start}#{ord(char)};" if char.isalpha() and not char.isascii() else char for char in text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def decoding(count: int) -> str:
    """Return the table of the encodings."""
    rows = []
    for encoding in ENCODINGS:
        cases = (list(passages(encoding, count)), list(pages(encoding, max(count // 5, 1))))
        rows.append([encoding, *(share(read, some) for some in cases for read in readers().values())])
    names = list(readers())
    return table(["encoding", *(f"passages: {n}" for n in names), *(f"pages: {n}" for n in names)], rows)


def repairing(count: int) -> str:
    """Return the table of the repairs."""
    rows = []
    for kind, cases in repairs(count).items():
        exact = [sum(fix(seen) == right for seen, right in cases) for fix in fixers().values()]
        rows.append([kind, *(f"{100 * right / len(cases):.1f}" for right in exact)])
    return table(["damage", *fixers()], rows)


def main() -> None:
    """Print both tables, or write them into the document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    some = options.passages
    text = (
        f"Per cent of texts with every character right, and milliseconds a text; {some} passages and "
        f"{max(some // 5, 1)} pages an encoding:\n\n{decoding(some)}\n"
        f"Per cent of {some} passages with every character right after the repair:\n\n{repairing(some)}"
    )
    print(text)
    if options.write:
        before, _, rest = DOC.read_text(encoding="utf-8").partition(BEGIN)
        DOC.write_text(before + BEGIN + text + END + rest.partition(END)[2], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
