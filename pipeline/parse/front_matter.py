"""Front matter: YAML, TOML or JSON at the head of a press release, read into lines of key and value."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.sniff import has_front_matter

_FENCE = re.compile(r"(---|\+\+\+|;;;)[ \t]{0,20}\n")
_END = re.compile(r"^(?:---|\+\+\+|;;;|\.\.\.)[ \t]{0,20}$", re.M)
_LINE = re.compile(
    r"""[ \t]{0,40}(?:-[ \t]{1,9})?["']?([\w.@:/-]{1,80}?)["']?[ \t]{0,20}[:=]"""
    r"""(?:[ \t]{1,40}(.*)|[ \t]{0,40})$"""
)
_ITEM = re.compile(r"[ \t]{0,40}-[ \t]{1,40}(.+)$")
# Anchors, aliases, merges and tags: never needed in a press release, and the means of every YAML bomb.
_UNSAFE = re.compile(r"""(?:^|[\s:\[{,-])(?:[&*][\w-]{1,80}(?=[\s,\]}]|$)|!{1,2}[\w/<]{1,80}|<<[ \t]{0,9}:)""", re.M)
# 64 KiB take PyYAML 1.5 s; what people write has at most 10.
_MAX_CHARS = 65536
_MAX_DEPTH = 20
_MAX_VALUES = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """A scalar of the front matter under its dotted path, such as `taxonomy.tags`."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood before the body. `problem` is "" or says why it was read line by line."""

    entries: tuple[Entry, ...]
    body: str
    problem: str = ""


def split_front_matter(text: str) -> FrontMatter:
    """Return the entries and the body of `text`, whose lines end in LF.

    Never raises: what is broken is read line by line, and `problem` says so.
    """
    text = text.lstrip("\ufeff \n")
    if not has_front_matter(text):
        return FrontMatter((), text)
    if text.startswith("{"):
        return _json_object(text)
    fence = _FENCE.match(text)
    if fence is None:
        return FrontMatter((), text)
    end = _closing(text, fence[1], fence.end())
    if end is None:
        return _unclosed(text, fence.end())
    head, body = text[fence.end() : end.start()], text[end.end() :]
    return _read(fence[1], head, body.lstrip("\n"))


def _closing(text: str, fence: str, start: int) -> re.Match[str] | None:
    """Return the line that closes the fence; a YAML block may end in three dots too."""
    for found in _END.finditer(text, start):
        mark = found.group().strip()
        if mark == fence or (fence == "---" and mark == "..."):
            return found
    return None


def _unclosed(text: str, start: int) -> FrontMatter:
    """Read the lines of key and value up to the first blank line; the rest is the body."""
    head, _, body = text[start:].partition("\n\n")
    if not _LINE.match(head.split("\n", 1)[0]):
        return FrontMatter((), text)
    return FrontMatter(tuple(_by_line(head)), body, "the front matter is not closed")


def _read(fence: str, head: str, body: str) -> FrontMatter:
    try:
        entries, problem = tuple(_entries(fence, head)), ""
    except (ValueError, RecursionError) as error:
        entries, problem = tuple(_by_line(head)), " ".join(str(error).split())[:200] or type(error).__name__
    if not problem:
        problem = _oddity(head, entries)
    return FrontMatter(entries, body, problem)


def _oddity(head: str, entries: tuple[Entry, ...]) -> str:
    if head.strip() and not entries:
        return "no key with a value"
    keys = [line.partition(":")[0] for line in head.split("\n") if line[:1].isalpha() and ":" in line]
    double = sorted({key for key in keys if keys.count(key) > 1}) if len(keys) < _MAX_VALUES else []
    return f"key given twice: {', '.join(double)[:100]}" if double else ""


def _entries(fence: str, head: str) -> Iterator[Entry]:
    """Yield the entries; ValueError for what the format does not allow or we do not read."""
    if len(head) > _MAX_CHARS:
        raise ValueError(f"{len(head)} characters, more than {_MAX_CHARS}")
    if fence == "+++":
        yield from _flat("", tomllib.loads(head, parse_float=str), 0)
    elif fence == ";;;":
        yield from _flat("", json.loads(head, parse_float=str, parse_int=str), 0)
    else:
        yield from _yaml(head)


def _json_object(text: str) -> FrontMatter:
    try:
        root, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text)
        return FrontMatter(tuple(_flat("", root, 0)), text[end:].lstrip())
    except (ValueError, RecursionError) as error:
        return FrontMatter((), text, f"JSON: {error}"[:200])


def _yaml(head: str) -> Iterator[Entry]:
    """Compose nodes and make no objects of them: dates stay as printed, and nothing is run."""
    import yaml

    if _UNSAFE.search(head):
        raise ValueError("anchors, aliases, merges or tags")
    try:
        root = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ValueError("no mapping of keys to values")
    budget = _MAX_VALUES
    stack: list[tuple[str, yaml.Node]] = [("", root)] if root is not None else []
    while stack:
        key, node = stack.pop()
        budget -= 1
        if budget < 0 or key.count(".") > _MAX_DEPTH:
            raise ValueError("too deep or too many values")
        if isinstance(node, yaml.ScalarNode):
            yield Entry(key, node.value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend((key, item) for item in reversed(node.value))
        else:
            stack.extend((_dotted(key, _key(name)), item) for name, item in reversed(node.value))


def _key(node: object) -> str:
    value = getattr(node, "value", "")
    return value if isinstance(value, str) else "?"


def _flat(key: str, value: object, depth: int) -> Iterator[Entry]:
    if depth > _MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _flat(_dotted(key, str(name)), item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _flat(key, item, depth + 1)
    elif value is not None:
        yield Entry(key, str(value))


def _dotted(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _by_line(head: str) -> Iterator[Entry]:
    """Read `key: value` and `- item` lines; other lines go on with the value before them."""
    key, value = "", ""
    for line in head[:_MAX_CHARS].split("\n"):
        pair = _LINE.match(line[:4000])
        item = None if pair else _ITEM.match(line[:4000])
        if not pair and not item:
            value = f"{value} {line.strip()}".strip()
            continue
        if value:
            yield Entry(key or "?", _unquoted(value))
        key, value = (pair[1], pair[2] or "") if pair else (key, item[1] if item else "")
    if value:
        yield Entry(key or "?", _unquoted(value))


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return value
