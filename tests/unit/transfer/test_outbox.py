"""Batches on their way: several at once, and the mark never runs ahead of what is settled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from typing import cast

import pytest

from tests.unit.transfer.sansan import at
from wizard.domain.errors import Interrupted
from wizard.domain.plan import Change
from wizard.transfer.outbox import Outbox
from wizard.transfer.sending import Sender


def change(card_id: str) -> Change:
    return Change(card_id, (), "", "owner", "005A", b"print", creates=True)


class Scripted:
    """Sends as told: ``work`` gets the card of the batch, and may wait or raise."""

    def __init__(self, work: Callable[[str], None]) -> None:
        self._work = work
        self.done = self.failed = 0

    def send(self, changes: Sequence[Change]) -> None:
        for one in changes:
            self._work(one.card_id)
        self.done += len(changes)


def opened(work: Callable[[str], None], marks: list[datetime], senders: int = 2) -> closing[Outbox]:
    scripted = [Scripted(work) for _ in range(senders)]
    return closing(Outbox(cast("list[Sender]", scripted), marks.append))


@pytest.fixture
def marks() -> list[datetime]:
    return []


def test_two_batches_are_sent_at_once(marks: list[datetime]) -> None:
    both = threading.Barrier(2, timeout=10)

    def work(_: str) -> None:
        both.wait()

    with opened(work, marks) as outbox:
        outbox.put([change("A")], at(1))
        outbox.put([change("B")], at(2))
        outbox.flush()
        assert (outbox.done, outbox.failed) == (2, 0)
    assert marks == [at(1), at(2)]


def test_the_mark_waits_for_the_earlier_batch(marks: list[datetime]) -> None:
    later_sent, go_on = threading.Event(), threading.Event()

    def work(card_id: str) -> None:
        if card_id == "A":
            assert go_on.wait(10)
        else:
            later_sent.set()

    with opened(work, marks) as outbox:
        outbox.put([change("A")], at(1))
        outbox.put([change("B")], at(2))
        assert later_sent.wait(10)
        assert marks == []
        assert set(outbox.aims(["A", "B", "C"])) == {"A", "B"}
        go_on.set()
        outbox.flush()
        assert outbox.aims(["A", "B"]) == {}
    assert marks == [at(1), at(2)]


def test_a_fault_stops_what_comes_after_and_the_mark(marks: list[datetime]) -> None:
    sent: list[str] = []

    def work(card_id: str) -> None:
        sent.append(card_id)
        if card_id == "B":
            raise Interrupted("storage_limit_exceeded")

    with opened(work, marks, senders=1) as outbox:
        outbox.put([change("A")], at(1))
        outbox.put([change("B")], at(2))
        with pytest.raises(Interrupted):
            outbox.put([change("C")], at(3))
    assert (sent, marks) == (["A", "B"], [at(1)])


def test_closing_lets_what_is_being_sent_come_to_its_end(marks: list[datetime]) -> None:
    begun = threading.Semaphore(0)
    with opened(lambda _: begun.release(), marks) as outbox:
        outbox.put([change("A")], at(1))
        outbox.put([], None)
        outbox.put([change("B")], at(2))
        assert begun.acquire(timeout=10)
        assert begun.acquire(timeout=10)
    assert marks == [at(1), at(2)]
