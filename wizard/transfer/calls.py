"""Rows through sObject Collections: locked ones are tried again, and fewer at once where an automation breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from wizard.domain.control import Control
from wizard.domain.results import RowError
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.row_errors import is_limit_of_automation, is_of_automation, passes
from wizard.transfer.slowdowns import SIZES, Slowdowns

PAUSES = (1, 2, 4, 8, 16, 30)  # seconds between the tries of a row: about 60 in all (interfaces.md)


class _HasCard(Protocol):
    @property
    def card_id(self) -> str: ...


R = TypeVar("R", bound=_HasCard)
Refused = tuple[R, RowError]


@dataclass
class Calls(Generic[R]):
    """Sends rows, and sends again those worth it.

    ``send`` makes one call, records what was done, and returns the rows that were refused; ``give_up`` records those
    refused for good. ``mend`` returns a row as it may go through, if there is such a way. ``pauses`` may be empty:
    then locked rows are given up at once. Raises ``Interrupted`` where small calls need more than is left today.
    """

    send: Callable[[Sequence[R]], Iterable[Refused[R]]]
    give_up: Callable[[Sequence[Refused[R]]], None]
    slowdowns: Slowdowns
    room: QuotaCheck
    control: Control
    mend: Callable[[R, RowError], R | None] = lambda _row, _error: None
    pauses: Sequence[float] = PAUSES
    _now: dict[int, list[R]] = field(default_factory=lambda: defaultdict(list), init=False)
    _later: list[tuple[int, Refused[R]]] = field(default_factory=list, init=False)
    _tries: dict[str, int] = field(default_factory=lambda: defaultdict(int), init=False)

    def run(self, rows: Iterable[R], refused: Iterable[Refused[R]] = ()) -> None:
        """Send rows; ``refused`` are those that another way of 200 rows at once has refused already."""
        self._now[self.slowdowns.size] += rows
        self._sort(refused, SIZES[0], self.slowdowns.size)
        while self._now or self._later:
            self._send_all()
            self._wait()

    def _send_all(self) -> None:
        while self._now:
            size = max(self._now)
            rows = self._now.pop(size)
            if size <= _SMALL and rows:
                self.room.check_small_calls(len(rows), size)
            while rows:
                part, rows = rows[:size], rows[size:]
                self.control.checkpoint()
                refused = list(self.send(part))
                self._learn(part, refused, size)
                self._sort(refused, len(part), size)
                if self.slowdowns.size < size and any(is_limit_of_automation(error) for _, error in refused):
                    self._now[self.slowdowns.size] += rows  # what was too much once is not tried again
                    break

    def _learn(self, part: Sequence[R], refused: Sequence[Refused[R]], size: int) -> None:
        broken = [error.message for _, error in refused if is_of_automation(error)]
        if broken and len(refused) == len(part):
            self.slowdowns.broke(len(part), broken[0])
        elif len(refused) < len(part):
            self.slowdowns.passed(len(part))
            if size < SIZES[0]:
                self.slowdowns.went_small(len(part) - len(refused))

    def _sort(self, refused: Iterable[Refused[R]], rows: int, size: int) -> None:
        """Decide what becomes of rows that were refused among so many; ``size`` is how many a call may take."""
        lost: list[Refused[R]] = []
        smaller = next((size for size in SIZES if size < rows), 0)
        for row, error in refused:
            if passes(error):
                self._later.append((size, (row, error)))
            elif is_of_automation(error) and smaller:
                self._now[smaller].append(row)
            elif mended := self.mend(row, error):
                self._now[self.slowdowns.size].append(mended)
            else:
                lost.append((row, error))
        if lost:
            self.give_up(lost)

    def _wait(self) -> None:
        """Wait before the next try of what passes; give up what was tried often enough."""
        over = [refused for _, refused in self._later if self._tries[refused[0].card_id] >= len(self.pauses)]
        rest = [(size, row) for size, (row, _) in self._later if self._tries[row.card_id] < len(self.pauses)]
        self._later.clear()
        if over:
            self.give_up(over)
        if rest:
            self.control.sleep(self.pauses[min(self._tries[row.card_id] for _, row in rest)])
        for size, row in rest:
            self._tries[row.card_id] += 1
            self._now[size].append(row)


_SMALL = 10  # rows a call; so small calls are held against what is left today
