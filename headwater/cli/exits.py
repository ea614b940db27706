"""How the program leaves: every exit code with what it means, as the reference lists them."""

from __future__ import annotations

DONE, UNFORESEEN, USAGE, QUARANTINED, REFUSED, STORE, BUSY, STOPPED = 0, 1, 2, 3, 4, 5, 6, 130

EXITS: tuple[tuple[int, str], ...] = (
    (DONE, "done"),
    (UNFORESEEN, "an error nobody foresaw, a defect of this program; `-v` says where"),
    (USAGE, "usage or configuration; an unknown or ambiguous name; a store that isn't there"),
    (QUARANTINED, "done, some rows are in quarantine"),
    (REFUSED, "file refused, nothing of it was written"),
    (STORE, "the store can't be reached, the checkpoint is kept, the same command goes on; or `verify` finds problems"),
    (BUSY, "another load holds the store"),
    (STOPPED, "stopped by Ctrl-C; a load goes on by the same command"),
)
"""Exit code → what it means. The errors of `headwater.graph.errors` carry theirs."""

__all__ = ["BUSY", "DONE", "EXITS", "QUARANTINED", "REFUSED", "STOPPED", "STORE", "UNFORESEEN", "USAGE"]
