"""The process that transfers for the window, so that the window stays live: it knows no Qt.

Talks with its parent over one pipe. It sends ``("progress", Progress)``, ``("secret", name, value)`` (to be kept, or
forgotten where the value is empty, before it goes on), and at the end ``("result", result of the task)`` or
``("trouble", Trouble)``. It receives ``pause``, ``resume``, ``cancel``, and ``kept`` or the ``Trouble`` why it was not.
"""

from __future__ import annotations

import faulthandler
import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import truststore

from wizard.app.pipe import Connection
from wizard.app.tasks import Task, do
from wizard.domain.control import Control
from wizard.domain.errors import Interrupted, Trouble
from wizard.domain.redact import named
from wizard.services.home import Home
from wizard.services.logs import log_to
from wizard.wiring import Services

_log = logging.getLogger(__name__)


class PipedSecrets:
    """The secrets the parent gave; a new one goes back to it, to be kept in the keyring."""

    def __init__(self, secrets: dict[str, str], link: Link) -> None:
        self._secrets, self._link = dict(secrets), link

    def get(self, name: str) -> str:
        """Return a secret, empty when there is none."""
        return self._secrets.get(name, "")

    def has(self, name: str) -> bool:
        """Whether a secret was given."""
        return name in self._secrets

    def set(self, name: str, value: str) -> None:
        """Have a secret kept, and wait until it is. Raises what kept the parent's keyring from it."""
        self._secrets[name] = value
        self._link.send("secret", name, value)
        self._link.wait_until_kept()

    def delete(self, name: str) -> None:
        """Have a secret forgotten, and wait until it is."""
        self._secrets.pop(name, None)
        self._link.send("secret", name, "")
        self._link.wait_until_kept()

    def check(self) -> None:
        """The parent's keyring was checked when the set-up was saved."""

    def notices(self) -> tuple[Trouble, ...]:
        """The parent's keyring tells of itself there."""
        return ()

    def give_up(self) -> None:
        """The parent decides how long it waits."""


class Link:
    """The child's end of the pipe. A parent that is gone cancels the work."""

    def __init__(self, pipe: Connection, control: Control) -> None:
        self._pipe, self._control = pipe, control
        self._kept: queue.Queue[Trouble | None] = queue.Queue()
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, *message: Any) -> None:
        """Tell the parent something."""
        with self._lock:
            self._pipe.send(message)

    def wait_until_kept(self) -> None:
        """Wait for the parent's word. Raises why it was not kept, ``Interrupted`` when there is no parent any more."""
        while True:
            try:
                if fault := self._kept.get(timeout=0.5):
                    raise fault
                return
            except queue.Empty:
                self._control.checkpoint()

    def _listen(self) -> None:
        orders: dict[str, Callable[[], None]] = {
            "pause": self._control.pause,
            "resume": self._control.resume,
            "cancel": self._control.cancel,
            "kept": lambda: self._kept.put(None),
        }
        try:
            while True:
                order = self._pipe.recv()
                if isinstance(order, Trouble):
                    self._kept.put(order)
                else:
                    orders[order]()
        except (EOFError, OSError):
            self._control.cancel()


def work(pipe: Connection, home: Path, task: Task, secrets: dict[str, str]) -> None:
    """Do a task with a saved set-up; the body of the process."""
    truststore.inject_into_ssl()
    file = log_to(Home(home))
    if file:
        faulthandler.enable(file.open("a", encoding="utf-8"))
    control = Control()
    link = Link(pipe, control)
    services = Services(home=Home(home), secrets=PipedSecrets(secrets, link), control=control)
    try:
        link.send("result", do(task, services, lambda progress: link.send("progress", progress)))
    except Trouble as trouble:
        link.send("trouble", trouble)
    except Exception as error:
        _log.exception("unexpected")
        with suppress(OSError):  # a parent that is gone hears nothing
            link.send("trouble", Interrupted("transfer_crashed", error=named(error), file=str(file or "")))
