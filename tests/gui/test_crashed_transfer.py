"""A transfer whose process breaks: what happened is said, and the log holds it."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.journeys.people import ACCOUNT, ADMIN
from wizard.app import child, transfer_part
from wizard.app.backend import ServicesBackend
from wizard.app.tasks import Task
from wizard.domain.control import Control, ignore
from wizard.domain.errors import Interrupted
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess
from wizard.services.home import Home
from wizard.services.logs import NAME
from wizard.wiring import Services


class Kept:
    """A keyring of one test."""

    def get(self, name: str) -> str:
        return "x"

    def notices(self) -> tuple[()]:
        return ()


def breaks(pipe: Connection, home: Path, task: Task, secrets: dict[str, str]) -> None:
    def do(*_: object) -> None:
        raise ZeroDivisionError("佐藤 花子")

    child.do = do  # type: ignore[assignment]
    child.work(pipe, home, task, secrets)


def is_killed(_pipe: Connection, _home: Path, _task: Task, _secrets: dict[str, str]) -> None:
    os._exit(137)


@pytest.fixture
def transfer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[object], Interrupted]:
    """Return what stops a transfer whose process does this."""
    services = Services(home=Home(tmp_path), secrets=Kept())  # type: ignore[arg-type]
    access = SalesforceAccess("production", "https://login.example.invalid", "3MVG9")
    services.profiles.save(Profile("i", "p", SansanAccess("Key"), access, ACCOUNT, CardChoice(), ADMIN, (), "package"))

    def run(body: object) -> Interrupted:
        monkeypatch.setattr(transfer_part.child, "work", body)
        with pytest.raises(Interrupted) as caught:
            ServicesBackend(services).transfer("p", "en", ignore, Control())
        return caught.value

    return run


def test_a_fault_of_the_program_is_named_and_logged(transfer: Callable[[object], Interrupted], tmp_path: Path) -> None:
    stopped = transfer(breaks)
    assert (stopped.code, stopped.details["error"]) == ("transfer_crashed", "ZeroDivisionError")
    log = Path(str(stopped.details["file"])).read_text("utf-8")
    assert log == (Home(tmp_path).logs() / NAME).read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "child.py" in log
    assert "花子" not in log.replace('ZeroDivisionError("佐藤 花子")', "")


def test_a_process_that_is_killed_is_said_with_its_code(transfer: Callable[[object], Interrupted]) -> None:
    stopped = transfer(is_killed)
    assert (stopped.code, stopped.details["code"]) == ("transfer_ended_early", 137)
