"""Batches on their way: sent one after another in the background, while the next cards are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from wizard.domain.plan import Change

WAITING = 1  # batches that may wait behind the one being sent: the memory that overlapping costs

Send = Callable[[Sequence[Change], datetime | None], None]
Aim = tuple[bytes, str, str]
"""What a change brings about: fingerprint of the content, key of the owner in Sansan, id of the recipient."""


class Outbox:
    """Hands batches to ``send``, in order; the first fault of one is raised by the next call."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="outbox")
        self._under_way: deque[tuple[Future[None], dict[str, Aim]]] = deque()
        self._broken = False

    def put(self, changes: Sequence[Change], reached: datetime | None) -> None:
        """Send a batch; with it, everything updated up to ``reached`` is settled. Waits when too many wait."""
        while len(self._under_way) > WAITING:
            self._finish_one()
        future = self._pool.submit(self._run, changes, reached)
        aims = {c.card_id: (c.fingerprint, c.owner_key, c.recipient_id) for c in changes}
        self._under_way.append((future, aims))

    def aims(self, card_ids: Sequence[str]) -> dict[str, Aim]:
        """Return what those cards that are on their way were last sent for; the ledger does not know their end yet."""
        return {i: aims[i] for _, aims in self._under_way for i in aims.keys() & card_ids}

    def flush(self) -> None:
        """Wait until everything is sent."""
        while self._under_way:
            self._finish_one()

    def close(self) -> None:
        """End without sending what still waits; what is being sent comes to its end."""
        self._broken = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish_one(self) -> None:
        future, _ = self._under_way[0]
        future.result()
        self._under_way.popleft()

    def _run(self, changes: Sequence[Change], reached: datetime | None) -> None:
        if self._broken:
            return
        try:
            self._send(changes, reached)
        except BaseException:
            self._broken = True
            raise
