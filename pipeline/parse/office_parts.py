"""The parts of an office file, which is a ZIP archive of XML: within limits, and with nothing from outside of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.settings import MIB, Settings
from pipeline.sources.budget import Budget
from pipeline.sources.streams import CHUNK
from pipeline.sources.zip_archive import opened
from pipeline.sources.zip_directory import Entry, entries, find_directory
from schemas.errors import Issue, ParseError, ReadError, ReasonCode, Severity, Stage

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

# XML of this size has some 20 million letters of markup and text; lxml takes six times as much memory for it.
_MOST = 64 * MIB
_MOST_PARTS = 20_000


class Parts:
    """The parts of an office file by their names."""

    def __init__(self, content: bytes, settings: Settings) -> None:
        self.issues: list[Issue] = []
        """What was lost of the parts that have been read."""
        self._file = io.BytesIO(content)
        self._budget = Budget(settings, len(content))
        directory = find_directory(self._file)
        found = entries(self._file, directory) if directory else iter(())
        self._entries: dict[str, Entry] = {
            entry.name.decode("utf-8", "replace"): entry for _, entry in zip(range(_MOST_PARTS), found, strict=False)
        }

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._entries)

    def xml(self, name: str) -> _Element | None:
        """Return the root of a part, None if there is none. Raises ParseError where a part is damaged, or a bomb."""
        from lxml import etree  # type: ignore[import-untyped]

        entry = self._entries.get(name)
        if entry is None:
            return None
        # no entity is replaced and nothing is fetched, whatever the file asks for
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
        try:
            root = etree.fromstring(self._bytes(entry), parser)
        except (ReadError, etree.XMLSyntaxError, ValueError) as error:
            raise ParseError(ReasonCode.CORRUPT_MEMBER, f"{name}: {error}") from error
        # lxml reads on behind what is no XML, and leaves out what it cannot place
        fatal = next((entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL), None)
        if fatal is not None:
            self.lost(f"{name}, line {fatal.line}: {fatal.message}")
        return root

    def lost(self, detail: str) -> None:
        """Tell of a part that something of it may be lost."""
        self.issues.append(Issue(ReasonCode.CORRUPT_MEMBER, Stage.PARSE, Severity.ERROR, detail[:300]))

    def _bytes(self, entry: Entry) -> bytes:
        source = opened(self._file, entry, self._budget)
        parts, size = [], 0
        while part := source.read(CHUNK):
            parts.append(part)
            size += len(part)
            if size > _MOST:
                raise ReadError(ReasonCode.TOO_LARGE, f"more than {_MOST} bytes")
        return b"".join(parts)


def local(element: _Element) -> str:
    """Return an element's name without its namespace, "" for comments. Strict and other files differ in namespaces."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: _Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" if there is none."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
