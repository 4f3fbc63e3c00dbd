"""The administrator of the tests, in this process and with little patience: a minute of waiting takes a moment."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import keyring
import requests

from tests.journeys.command_line.people import Administrator, Answer
from tests.support.file_keyring import FileKeyring
from tests.support.hasty import FASTER, UNHURRIED
from wizard.cli.console import Console
from wizard.cli.parser import parse
from wizard.domain.control import Control
from wizard.domain.errors import AppError
from wizard.services.salesforce import bulk
from wizard.standin.visitor import sign_in
from wizard.wiring import Services
from wizard.words.say import say_trouble


class HastyControl(Control):
    """Time passes more quickly; ``waited`` are the seconds it was asked to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        super().sleep(seconds / FASTER)


@dataclass
class HastyAdministrator(Administrator):
    """Types commands without a process for each. ``stalled`` are the seconds a job may make no progress."""

    waited: list[float] = field(default_factory=list)
    stalled: float = UNHURRIED

    def type(self, *words: str, **variables: str) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        patience = mock.patch.object(bulk, "STALLED", self.stalled)
        with (
            environment({**self.environment(), **variables}),
            patience,
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = self._run(words)
        return Answer(code, out.getvalue(), err.getvalue())

    def _visit(self, url: str) -> None:
        sign_in(url, self.ready["username"], self.ready["password"])

    def _run(self, words: tuple[str, ...]) -> int:
        options, control = parse(words), HastyControl()
        console = Console(options.lang, options.json)
        try:
            return int(options.run(options, console, Services(control=control, open_address=self._visit)))
        except AppError as trouble:
            console.refuse(say_trouble(trouble, options.lang))
            return trouble.exit_code
        finally:
            self.waited = control.waited


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set what the command reads of its environment, the keyring included, and put it back."""
    before, backend = dict(os.environ), keyring.get_keyring()
    os.environ.update(variables)
    keyring.set_keyring(FileKeyring())
    try:
        yield
    finally:
        keyring.set_keyring(backend)
        os.environ.clear()
        os.environ.update(before)


class Faults:
    """Orders faults of one stand-in."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/standin/"
        self._session = requests.Session()
        self._session.trust_env = False

    def order(self, *rules: Mapping[str, object]) -> None:
        self.post("faults", list(rules))

    def post(self, what: str, body: object = None) -> None:
        self._session.post(self._url + what, json=body, timeout=10).raise_for_status()

    def patch(self, what: str, body: object) -> None:
        self._session.patch(self._url + what, json=body, timeout=10).raise_for_status()

    def get(self, what: str) -> Any:
        return self._session.get(self._url + what, timeout=10).json()

    def met(self) -> list[int]:
        """How many requests each rule met."""
        return [rule["met"] for rule in self._rules()]

    def fired(self) -> list[int]:
        """How often each rule fired."""
        return [rule["fired"] for rule in self._rules()]

    def stats(self) -> dict[str, Any]:
        """What it did so far."""
        return dict(self.get("stats"))

    def requests(self) -> int:
        """How many requests the service itself has answered, ours left out."""
        stats = self.stats()["requests"]
        groups = (groups if isinstance(groups, dict) else {path: groups} for path, groups in stats.items())
        return sum(n for group in groups for name, n in group.items() if not name.startswith("standin"))

    def clear(self) -> None:
        self._session.delete(self._url + "faults", timeout=10).raise_for_status()

    def _rules(self) -> list[dict[str, int]]:
        return list(self.get("faults"))
