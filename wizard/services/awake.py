"""Holds off the computer's sleep while work goes on; the screen may still darken."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_awake() -> Iterator[None]:
    """Hold off sleep. Ends with the block, and with the process however that ends; a refusal is only logged."""
    from wakepy import keep

    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            logging.getLogger(__name__).info("sleep is not held off")
        yield
