"""Batches on their way: sent in the background, some at once, while the next cards are read."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from wizard.domain.plan import Change
from wizard.transfer.sending import Sender

Aim = tuple[bytes, str, str]
"""What a change brings about: fingerprint of the content, key of the owner in Sansan, id of the recipient."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch on its way; ``sent`` tells whether it was, or was given up before."""

    sent: Future[bool]
    aims: dict[str, Aim]
    reached: datetime | None


class Outbox:
    """Hands each batch to a free sender, as many at once as there are; the first fault is raised by a later call.

    ``advance`` is called, in order and in the caller's thread, with the update up to which all is settled.
    """

    def __init__(self, senders: Sequence[Sender], advance: Callable[[datetime], None]) -> None:
        self._senders, self._advance = senders, advance
        self._free: queue.SimpleQueue[Sender] = queue.SimpleQueue()
        for sender in senders:
            self._free.put(sender)
        self._pool = ThreadPoolExecutor(len(senders), thread_name_prefix="outbox")
        self._under_way: deque[_Batch] = deque()
        self._broken = False

    @property
    def done(self) -> int:
        """How many cards were dealt with."""
        return sum(sender.done for sender in self._senders)

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return sum(sender.failed for sender in self._senders)

    def put(self, changes: Sequence[Change], reached: datetime | None) -> None:
        """Send a batch; with it, everything updated up to ``reached`` is settled. Waits while all are busy."""
        while len(self._under_way) >= len(self._senders):
            self._finish_one()
        aims = {c.card_id: (c.fingerprint, c.owner_key, c.recipient_id) for c in changes}
        self._under_way.append(_Batch(self._pool.submit(self._send, changes), aims, reached))

    def aims(self, card_ids: Sequence[str]) -> dict[str, Aim]:
        """Return what those cards that are on their way were last sent for; the ledger does not know their end yet."""
        return {i: batch.aims[i] for batch in self._under_way for i in batch.aims.keys() & card_ids}

    def flush(self) -> None:
        """Wait until everything is sent."""
        while self._under_way:
            self._finish_one()

    def close(self) -> None:
        """Begin nothing more; what is being sent comes to its end."""
        self._broken = True
        self._pool.shutdown(wait=True)
        while self._under_way and self._under_way[0].sent.exception() is None:
            self._finish_one()

    def _finish_one(self) -> None:
        batch = self._under_way[0]
        sent = batch.sent.result()
        self._under_way.popleft()
        if sent and batch.reached:
            self._advance(batch.reached)

    def _send(self, changes: Sequence[Change]) -> bool:
        if self._broken:
            return False
        sender = self._free.get()
        try:
            sender.send(changes)
        except BaseException:
            self._broken = True
            raise
        finally:
            self._free.put(sender)
        return True
