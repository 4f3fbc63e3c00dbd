"""Kills transfers at random points: ``python -m tests.soak --points 200 --cards 20000 --seed 1``."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.journeys.command_line.place import Place
from tests.soak.soak import Point, Soak


def points(random: Random, requests: int) -> Iterator[Point]:
    """Draw moments all over a transfer of so many requests, more early ones: what is continued has fewer left."""
    while True:
        yield Point(int(requests * random.random() ** 2), random.choice((0, 0.01, 0.1, 0.5)) * random.random())


def requests_of_a_transfer(place: Place) -> int:
    """Return how many requests an undisturbed transfer makes at both services together."""
    before = place.sansan.requests() + place.salesforce.requests()
    place.look_undisturbed()
    return place.sansan.requests() + place.salesforce.requests() - before


def main() -> None:
    """Soak; print the progress after each round, and a summary."""
    parser = argparse.ArgumentParser(description="Kill transfers at random points and continue them.")
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random, began = Random(options.seed), time.monotonic()

    def tell(progress: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s: {progress}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), options.cards)
        try:
            moments = points(random, requests_of_a_transfer(place))
            soak = Soak(place, moments, options.points, random, options.cards // 100, tell)
            soak.run()
        finally:
            place.close()
    print(
        f"Killed {soak.killed} times in {soak.rounds} rounds of {options.cards} cards (seed {options.seed}), "
        f"paused {soak.paused} times by faults; every end state as undisturbed. {time.monotonic() - began:.0f} seconds."
    )


if __name__ == "__main__":
    main()
