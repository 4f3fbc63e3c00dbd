"""The process that works for the window, so that the window stays live: it knows no Qt.

Talks with its parent over one pipe. It sends ``("progress", report)``, ``("secrets", method, *values)``
to ask the parent's keyring, and at the end ``("result", the command's)`` or ``("trouble", AppError)``. It receives the
orders ``pause``, ``resume`` and ``cancel``, and ``("answer", value)`` or ``("fault", AppError)`` from the keyring.
"""

from __future__ import annotations

import faulthandler
import logging
import queue
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from wizard.app.pipe import Connection
from wizard.application.command import Command
from wizard.domain.control import Control
from wizard.domain.errors import AppError, Interrupted
from wizard.domain.redact import named
from wizard.services.home import Home
from wizard.services.logs import log_to
from wizard.wiring import Services

_log = logging.getLogger(__name__)


class ParentSecrets:
    """The parent's keyring. Every method raises what the parent's does."""

    def __init__(self, parent: Parent) -> None:
        self._ask = parent.ask

    def get(self, name: str) -> str:
        """Return a secret, empty when there is none."""
        return str(self._ask("get", name))

    def has(self, name: str) -> bool:
        """Whether there is a secret."""
        return bool(self._ask("has", name))

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        self._ask("set", name, value)

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._ask("delete", name)

    def check(self) -> None:
        """Make sure that the keyring can be used."""
        self._ask("check")

    def notices(self) -> tuple[AppError, ...]:
        """Return what the keyring tells of itself."""
        return tuple(self._ask("notices"))

    def give_up(self) -> None:
        """The parent decides how long it waits."""


class Parent:
    """The child's end of the pipe. A parent that is gone cancels the work."""

    def __init__(self, pipe: Connection, control: Control) -> None:
        self._pipe, self._control = pipe, control
        self._answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._sending, self._asking = threading.Lock(), threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, *message: Any) -> None:
        """Tell the parent something."""
        with self._sending:
            self._pipe.send(message)

    def ask(self, method: str, *values: str) -> Any:
        """Ask the parent's keyring and wait. Raises ``Interrupted`` when there is no parent any more."""
        with self._asking:
            self.send("secrets", method, *values)
            while True:
                try:
                    kind, value = self._answers.get(timeout=0.5)
                except queue.Empty:
                    self._control.checkpoint()
                    continue
                if kind == "fault":
                    raise value
                return value

    def _listen(self) -> None:
        orders = {"pause": self._control.pause, "resume": self._control.resume, "cancel": self._control.cancel}
        try:
            while True:
                told = self._pipe.recv()
                if isinstance(told, str):
                    orders[told]()
                else:
                    self._answers.put(told)
        except (EOFError, OSError):
            self._control.cancel()


def work(pipe: Connection, home: Path, command: Command[Any]) -> None:
    """Run a command; the body of the process."""
    file = log_to(Home(home))
    if file:
        faulthandler.enable(file.open("a", encoding="utf-8"))
    control = Control()
    parent = Parent(pipe, control)
    services = Services(home=Home(home), secrets=ParentSecrets(parent), control=control, held=None)
    try:
        parent.send("result", command.run(services, lambda told: parent.send("progress", told)))
    except AppError as trouble:
        parent.send("trouble", trouble)
    except Exception as error:
        _log.exception("unexpected")
        with suppress(OSError):  # a parent that is gone hears nothing
            parent.send("trouble", Interrupted("transfer_crashed", error=named(error), file=str(file or "")))
