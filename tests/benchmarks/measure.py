"""What a command costs: wall time, processor time and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor, and peak memory in MB, of one process from start to end."""

    wall: float
    cpu: float
    peak_mb: float


def cost(command: Sequence[str], env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, which must be a good one, and return what it cost (Linux)."""
    began = time.perf_counter()
    running = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    wall = time.perf_counter() - began
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"ended with {running.returncode}: {' '.join(command)}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
