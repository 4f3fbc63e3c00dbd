"""Ten fixed points of ``make soak`` with few cards."""

from __future__ import annotations

from itertools import cycle, starmap
from pathlib import Path
from random import Random

import pytest

from tests.journeys.command_line.place import Place
from tests.soak.soak import Point, Soak

POINTS = [(0, 0.3), (2, 0), (5, 0.01), (8, 0), (9, 0.03), (10, 0), (11, 0), (12, 0.05), (14, 0), (17, 0)]


@pytest.mark.timeout(900)  # far beyond what it takes, even where other work holds the machine
def test_killed_at_ten_points_and_continued_it_ends_as_undisturbed(tmp_path: Path) -> None:
    place = Place(tmp_path, 2_300)
    try:
        soak = Soak(place, cycle(starmap(Point, POINTS)), len(POINTS), Random(1), edits=30)
        soak.run()
        assert soak.killed == len(POINTS)
    finally:
        place.close()
