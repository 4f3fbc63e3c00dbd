"""Runs every measure: ``python -m tests.benchmarks``. Arguments go to ``bench_transfer``."""

from __future__ import annotations

import subprocess
import sys

from tests.benchmarks import bench_transfer

bench_transfer.main(sys.argv[1:])
subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_recipients"], check=True)
