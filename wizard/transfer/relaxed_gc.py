"""How often Python looks for garbage while many cards pass through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLD = 1_000_000  # new objects; cards and rows hold no circles, and looking at them costs a twentieth of a run


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Look for unreachable objects more rarely until the block ends, and not among what was there before it.

    Cards and rows go by themselves; only what refers to itself waits, as a failed request does.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
