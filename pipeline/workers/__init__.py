"""Isolation: documents are read in processes of their own, within limits, and never in the one that stores.

pool.py     hands out tasks, watches the limits, replaces what dies        (this process)
nursery.py  loads every library once, then forks workers on request        (a child)
worker.py   puts itself under the limits, reads documents, answers         (its children)
channel.py  messages between pool and worker that never make the pool wait
"""

from pipeline.workers.pool import Pool, Reply, Supply, Task, Work, WorkersError, in_order
from pipeline.workers.stages import process_input

__all__ = ["Pool", "Reply", "Supply", "Task", "Work", "WorkersError", "in_order", "process_input"]
