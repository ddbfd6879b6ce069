"""Results of many files without a database, in the order of their paths: for `extract` and `evaluate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.discover import Input, discover, fingerprint
from pipeline.failures import failure
from pipeline.settings import Settings
from pipeline.workers import Pool, Supply, Task, Work, in_order, process_input
from schemas.errors import Issue, ReasonCode, Severity, Stage
from schemas.records import DocumentResult


def results(sources: Sequence[Path], settings: Settings, work: Work = process_input) -> Iterator[DocumentResult]:
    """Yield one result per file below `sources`, ordered by path. Raises MissingSource at the first one."""
    yield from processed(discover(sources), settings, work)


def processed(inputs: Sequence[Input], settings: Settings, work: Work = process_input) -> Iterator[DocumentResult]:
    """Yield one result per input, in the order of the inputs; unreadable places give failed results."""
    readable = [item for item in inputs if not item.problem]
    tasks = (Task(number, item.target, item.source) for number, item in enumerate(readable))
    settings = replace(settings, workers=max(1, min(settings.workers, len(readable))))
    with Pool(settings, work) as pool:
        replies = in_order(pool.run(Supply(tasks)))
        for item in inputs:
            if item.problem:
                problem = Issue(ReasonCode.UNREADABLE_FILE, Stage.READ, Severity.ERROR, item.problem)
                yield failure(item.source, "", problem)
                continue
            reply = next(replies)
            lost = fingerprint(item.target, settings) if reply.lost else reply.result.sha256
            yield replace(reply.result, sha256=lost)
