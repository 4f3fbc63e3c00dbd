"""Measures a transfer against a replay server (docs/performance.md): ``python -m tests.benchmarks.bench_transfer``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import requests

from tests.benchmarks.measure import Cost, cost
from tests.benchmarks.preparation import fresh_home, prepare, render_cards
from tests.journeys.command_line.people import Administrator

SMALL = 10_000
ALLOWED, ANSWER = 10, 0.15  # requests a second, seconds an answer takes
PAGE = 300


@dataclass
class Bench:
    """One prepared set-up and a running replay server."""

    admin: Administrator
    address: str
    folder: Path

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._numbers = count(1)

    def start(self, cards: int, delay: float = 0) -> None:
        """Let the server forget what it met, and serve so many cards."""
        query = {"cards": str(cards), "delay": str(delay)}
        self._session.post(f"{self.address}/replay/start", params=query, timeout=10).raise_for_status()

    def stats(self) -> dict[str, Any]:
        """Return what the server met since the start."""
        return dict(self._session.get(f"{self.address}/replay/stats", timeout=10).json())

    def home(self, per_second: float = 0) -> Administrator:
        """Return somebody who has set up, and never transferred."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        return fresh_home(self.admin, folder, self.address, per_second)

    def module(self, name: str, *words: str) -> Cost:
        """Return what another way of doing it costs."""
        return cost([sys.executable, "-m", f"tests.benchmarks.{name}", self.address, *words])


def sync(admin: Administrator) -> Cost:
    """Return what one transfer costs."""
    return cost(admin.command("sync", "--json"), admin.environment())


def speed(bench: Bench, cards: int) -> dict[str, float]:
    """Measure a first transfer without any limit, next to the floor, the bare libraries, and the plain script."""
    bench.start(cards)
    ours = sync(bench.home())
    stats = bench.stats()
    moved = str(cards), json.dumps(stats["uploads"])
    floor, bare = bench.module("floor", *moved), bench.module("bare", *moved)
    bench.start(cards)
    plain = bench.module("plain", str(bench.folder / "plain.csv"))
    return {
        "cards": cards,
        "requests": stats["requests"],
        "wall": ours.wall,
        "floor wall": floor.wall,
        "wall / floor": ours.wall / floor.wall,
        "bare wall / floor": bare.wall / floor.wall,
        "cpu": ours.cpu,
        "plain wall": plain.wall,
        "plain cpu": plain.cpu,
        "cpu / plain cpu": ours.cpu / plain.cpu,
        "plain peak MB": plain.peak_mb,
    }


def memory(bench: Bench, large: int) -> dict[str, float]:
    """Measure the most memory at few and at many cards."""
    peaks = {}
    for cards in (SMALL, large):
        bench.start(cards)
        peaks[cards] = sync(bench.home()).peak_mb
    few, many = peaks.values()
    return {"few": SMALL, "peak MB at few": few, "many": large, "peak MB at many": many, "more MB": many - few}


def unchanged(bench: Bench, cards: int) -> dict[str, float]:
    """Count the requests of a sync with nothing changed, at few and at many cards."""
    counts = {}
    for size in (SMALL, cards):
        bench.start(size)
        admin = bench.home()
        sync(admin)
        before = bench.stats()["requests"]
        sync(admin)
        counts[f"requests at {size}"] = bench.stats()["requests"] - before
    return counts


def rate(bench: Bench, cards: int) -> dict[str, float]:
    """Measure the share of the allowed rate that is used, from the first page to the last and over all."""
    bench.start(cards, ANSWER)
    ours = sync(bench.home(ALLOWED))
    stats = bench.stats()
    reading = stats["last"] - stats["first"] + 1 / ALLOWED
    allowed = ALLOWED * PAGE
    return {
        "cards": cards,
        "wall": ours.wall,
        "reading": reading,
        "share in cards": cards / reading / allowed,
        "share in requests": stats["pages"] / reading / ALLOWED,
        "share in cards, start and end included": cards / ours.wall / allowed,
    }


MEASURES = {"speed": speed, "memory": memory, "unchanged": unchanged, "rate": rate}


@contextmanager
def ready(cards: int) -> Iterator[Bench]:
    """Prepare everything and run the server."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        admin = prepare(folder)
        render_cards(folder, cards)
        command = [sys.executable, "-m", "tests.benchmarks.replay", name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            try:
                yield Bench(admin, server.stdout.readline().strip(), folder)
            finally:
                server.terminate()


def main(words: list[str] | None = None) -> None:
    """Measure what was asked for and print it, as a table and as JSON on the last line."""
    options = _parser().parse_args(words)
    results: dict[str, dict[str, float]] = {}
    with ready(max(SMALL, options.cards, options.large if "memory" in options.only else 0)) as bench:
        for name in options.only:
            results[name] = MEASURES[name](bench, options.large if name == "memory" else options.cards)
            _show(name, results[name])
    print(json.dumps(results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure a transfer.")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=200_000, help="cards of the memory measure")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    return parser


def _show(name: str, numbers: dict[str, float]) -> None:
    print(name)
    for what, number in numbers.items():
        print(f"  {what:<40}{number:>12,.0f}" if number == int(number) else f"  {what:<40}{number:>12,.2f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
