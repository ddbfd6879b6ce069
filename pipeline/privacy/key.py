"""The key of the hashes: 32 random bytes in a file beside the database that its owner alone can read.

Who has the database without the key cannot tell whom it forgot, not even by trying names.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import replace
from pathlib import Path

from pipeline.privacy.marks import Forgotten, mark
from pipeline.settings import Settings
from schemas.errors import ReasonCode, StoreError

_BYTES = 32
# its hash tells whether a key is the one that the other hashes were made with
CHECK = "key"


def key_file(db: Path) -> Path:
    """Return where the key of a database stands."""
    return db.with_name(f"{db.name}.key")


def with_forgotten(connection: sqlite3.Connection, db: Path, settings: Settings) -> Settings:
    """Return the settings with the persons that this database has forgotten. Raises StoreError: forgotten_key."""
    marks = frozenset(bytes(row[0]) for row in connection.execute("SELECT mark FROM forgotten"))
    return replace(settings, forgotten=Forgotten(_key_for(db, marks), marks)) if marks else settings


def key_to_forget_with(connection: sqlite3.Connection, db: Path) -> bytes:
    """Return the key of the database; where it has forgotten nobody yet, a new one. Raises StoreError as above."""
    marks = frozenset(bytes(row[0]) for row in connection.execute("SELECT mark FROM forgotten"))
    if marks:
        return _key_for(db, marks)
    key = secrets.token_bytes(_BYTES)
    descriptor = os.open(key_file(db), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(descriptor, "w") as stream:  # noqa: PTH123 -- an open descriptor has no path
        stream.write(key.hex() + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return key


def _key_for(db: Path, marks: frozenset[bytes]) -> bytes:
    place = key_file(db)
    try:
        key = bytes.fromhex(place.read_text())
        if mark(key, CHECK, CHECK) in marks:
            return key
        problem = "is not the one that persons were forgotten with"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    except ValueError:
        problem = "is no key"
    detail = f"{place.name} {problem}; without it, persons who were forgotten would come back"
    raise StoreError(ReasonCode.FORGOTTEN_KEY, detail)
