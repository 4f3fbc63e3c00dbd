"""Counts the instructions a card takes, next to the plain script: ``python -m tests.benchmarks.bench_instructions``.

By valgrind, at few cards and at more, so that the start counts for nothing. The same on a busy computer as on an idle
one, so the measure of what a change of the code costs. Needs ``valgrind``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.bench_transfer import Bench, ready

FEW, MORE = 3_000, 9_000
_TOOL = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]


def instructions(command: Sequence[str], env: Mapping[str, str] | None = None, folder: Path | None = None) -> int:
    """Return how many instructions a command takes, which must end well."""
    done = subprocess.run([*_TOOL, *command], env=env, cwd=folder, capture_output=True, text=True, check=True)
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    if found is None:
        raise RuntimeError("valgrind told nothing")
    return int(found[1].replace(",", ""))


def a_card(bench: Bench, build: Path | None = None) -> float:
    """Return the instructions of one card in a first transfer, of another build where its folder is given."""
    counts = []
    for cards in (FEW, MORE):
        bench.start(cards)
        admin = bench.home()
        counts.append(instructions(admin.command("sync", "--json"), admin.environment(), build))
    return (counts[1] - counts[0]) / (MORE - FEW)


def a_card_plainly(bench: Bench) -> float:
    """Return the same of the plain script."""
    counts = []
    for cards in (FEW, MORE):
        bench.start(cards)
        words = [sys.executable, "-m", "tests.benchmarks.plain", bench.address, str(bench.folder / "plain.csv")]
        counts.append(instructions(words))
    return (counts[1] - counts[0]) / (MORE - FEW)


def main() -> None:
    """Print both, and their ratio."""
    with ready(MORE) as bench:
        ours, plain = a_card(bench), a_card_plainly(bench)
    print(f"instructions a card: {ours:,.0f}, the plain script {plain:,.0f}, ratio {ours / plain:.2f}")


if __name__ == "__main__":
    main()
