"""How fast, and how long it will take."""

from __future__ import annotations

from wizard.gui.pace import Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def paced(*points: tuple[float, int]) -> Pace:
    clock = Clock()
    pace = Pace(clock)
    for clock.now, done in points:
        pace.note(done)
    return pace


def test_nothing_is_known_at_first() -> None:
    assert paced().rate() == 0
    assert paced((0, 0)).rate() == 0
    assert paced((0, 0), (1, 100)).seconds_left(100, 1000) is None  # too early to say


def test_the_rate_tells_the_time_left() -> None:
    pace = paced((0, 0), (5, 500), (10, 1000))
    assert pace.rate() == 100
    assert pace.seconds_left(1000, 3000) == 20
    assert pace.seconds_left(1000, None) is None
    assert pace.seconds_left(3100, 3000) == 0


def test_only_the_last_half_minute_counts() -> None:
    pace = paced((0, 0), (10, 10_000), (20, 10_100), (41, 10_310))
    assert pace.rate() == 10
