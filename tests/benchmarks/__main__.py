"""Runs every measure: ``python -m tests.benchmarks``. Arguments go to ``bench_transfer``."""

from __future__ import annotations

import subprocess
import sys

from tests.benchmarks import bench_transfer

bench_transfer.main(sys.argv[1:])
for name in ("bench_stages", "bench_recipients", "bench_undecided", "bench_window", "bench_links", "bench_start"):
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=True)
