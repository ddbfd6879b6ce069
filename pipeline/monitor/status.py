"""How things stand: the last run, how it ended, what went wrong anew, how old the last good run is."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store import queries
from pipeline.store.connect import is_held
from pipeline.store.queries import Json

HOUR = 3600


@dataclass(frozen=True, slots=True)
class State:
    """What `status` tells. `problems` are codes; none means that all is well.

    never_run; run_killed, run_failed, run_interrupted: the last run did not end well; newly_wrong: it did, but
    some documents went wrong for the first time; too_old: the last good run is older than was asked for.
    `age_hours` is the time since then, None if there was none.
    """

    problems: tuple[str, ...]
    running: bool
    last_run: Json | None
    last_good_run: Json | None
    age_hours: float | None
    failed_anew: tuple[Json, ...]
    still_wrong: tuple[Json, ...]

    def to_json(self) -> Json:
        """Return the object that `status --json` prints."""
        return {"problems": list(self.problems), **{k: v for k, v in asdict(self).items() if k != "problems"}}


def state(connection: sqlite3.Connection, db: Path, now: datetime | None = None, max_age: float | None = None) -> State:
    """Return how things stand at `now`; `max_age` is in hours."""
    runs = queries.runs(connection)
    held = bool(runs) and runs[-1]["outcome"] == "running" and is_held(db)
    ended = runs[:-1] if held else runs
    last = _judged(ended[-1]) if ended else None
    good = next((run for run in reversed(ended) if run["outcome"] == "finished"), None)
    age = _age(str(good["ended"]), now or datetime.now(UTC)) if good else None
    wrong = queries.wrong_inputs(connection)
    anew = tuple(row for row in wrong if last and row["wrong_since"] == last["id"])
    problems = []
    if last is None:
        problems.append("never_run")
    elif last["outcome"] != "finished":
        problems.append(f"run_{last['outcome']}")
    if anew:
        problems.append("newly_wrong")
    if max_age is not None and (age is None or age > max_age):
        problems.append("too_old")
    still = tuple(row for row in wrong if row not in anew)
    return State(tuple(problems), held, last, good, age, anew, still)


def state_lines(found: State) -> list[str]:
    """Return the state in sentences for people, most important first."""
    lines = ["all is well" if not found.problems else f"look at this: {', '.join(found.problems)}"]
    last = found.last_run
    if last:
        counted = ", ".join(f"{last[name]} {name}" for name in queries.OUTCOMES if last[name]) or "none"
        when = f", ended {last['ended']}" if last["ended"] else ""
        lines.append(f"last run: {last['id']}, {last['outcome']}{when}; {last['discovered']} inputs: {counted}")
        if last["extracted_again"] or last["untouched"]:
            lines.append(
                f"rules changed: {last['extracted_again']} documents extracted again, {last['untouched']} untouched"
            )
    if found.running:
        lines.append("a run is at work")
    if found.age_hours is not None and found.last_good_run:
        lines.append(f"last good run: {found.last_good_run['id']}, {found.age_hours:.1f} hours ago")
    lines.append(f"{len(found.failed_anew)} inputs went wrong in the last run, {len(found.still_wrong)} before")
    return lines


def _judged(run: Json) -> Json:
    """Return a run that has ended: one without an end, whose lock nobody holds, was killed."""
    return run | {"outcome": "killed"} if run["outcome"] == "running" else run


def _age(ended: str, now: datetime) -> float:
    """Return the hours since then; 0 where the clock has gone back."""
    return round(max(0.0, (now - datetime.fromisoformat(ended)).total_seconds()) / HOUR, 3)
