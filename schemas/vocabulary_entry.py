"""One table of a vocabulary file, read value by value; every error names the file and the key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


class VocabularyError(ValueError):
    """A vocabulary file that cannot be used: which file, which key, and why."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(f"{file}: {key}: {message}")
        self.file = file
        self.key = key
        self.message = message


class Entry:
    """One TOML table: hands out typed values, and refuses keys that nobody asked for."""

    def __init__(self, file: str, key: str, data: object) -> None:
        self.file = file
        self.key = key
        if not isinstance(data, dict):
            raise self.error("", "must be a table")
        self.data: dict[str, object] = data
        self.asked: set[str] = set()

    def error(self, name: str, message: str) -> VocabularyError:
        """Return the error that says what is wrong with the value `name`."""
        return VocabularyError(self.file, f"{self.key}.{name}" if name else self.key, message)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text in NFC; without a default it must be there."""
        self.asked.add(name)
        value = self.data.get(name, default)
        if not isinstance(value, str):
            raise self.error(name, "must be a text")
        return self._clean(name, value) if value else value

    def texts(self, name: str, *, fold: bool = False, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts, none twice (with `fold`, in no other case either)."""
        self.asked.add(name)
        value = self.data.get(name, [])
        if not isinstance(value, list) or (required and not value):
            raise self.error(name, "must be a list of texts" + (" and not empty" if required else ""))
        cleaned = tuple(self._clean(name, item) for item in value)
        seen: set[str] = set()
        for item in cleaned:
            form = item.casefold() if fold else item
            if form in seen:
                raise self.error(name, f"{item!r} stands twice")
            seen.add(form)
        return cleaned

    def table(self, name: str) -> dict[str, object]:
        """Return a table, empty where there is none."""
        self.asked.add(name)
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, "must be a table")
        return value

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where there is none."""
        self.asked.add(name)
        value = self.data.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(name, "must be a whole number")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; false where it is not said."""
        self.asked.add(name)
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            raise self.error(name, "must be true or false")
        return value

    def one_of(self, name: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return a text that is one of the codes in `allowed`."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.error(name, f"unknown code {value!r}")
        return value

    def pattern(self, name: str) -> str:
        """Return the source of a regular expression that compiles."""
        value = self.text(name)
        try:
            re.compile(value)
        except re.error as error:
            raise self.error(name, f"not a pattern: {error}") from error
        return value

    def done(self) -> None:
        """Raise VocabularyError if the table holds a key that was not asked for."""
        for name in self.data:
            if name not in self.asked:
                raise self.error(name, "unknown key")

    def finish(self) -> None:
        """Take the keys that are for people only, then refuse what is left."""
        self.text("source", "")
        self.text("note", "")
        self.done()

    def _clean(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, "must be a text and not empty")
        if value != value.strip() or "…" in value or not unicodedata.is_normalized("NFC", value):
            raise self.error(name, f"{value!r} has blanks at an end, a gap mark, or is not NFC")
        return value
