"""A transfer whose process breaks: what happened is said, and the log holds it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from wizard.app.runner import Runner
from wizard.application.command import Command, Report, ignore
from wizard.domain.control import Control
from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.services.home import Home
from wizard.services.logs import NAME
from wizard.wiring import Services


class Kept:
    """A keyring of one test, which forgets nothing."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self.held.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.held

    def set(self, name: str, value: str) -> None:
        self.held[name] = value

    def delete(self, name: str) -> None:
        raise SetupMustChange("no_keyring")


@dataclass(frozen=True)
class Breaks(Command[None]):
    long = True

    def run(self, services: Services, report: Report = ignore) -> None:
        raise ZeroDivisionError("佐藤 花子")


@dataclass(frozen=True)
class IsKilled(Command[None]):
    long = True

    def run(self, services: Services, report: Report = ignore) -> None:
        os._exit(137)


@dataclass(frozen=True)
class AsksTheKeyring(Command[tuple[object, ...]]):
    long = True

    def run(self, services: Services, report: Report = ignore) -> tuple[object, ...]:
        services.secrets.set("a", "1")
        found = services.secrets.get("a"), services.secrets.has("b")
        with pytest.raises(SetupMustChange, match="no_keyring"):
            services.secrets.delete("a")
        return found


@pytest.fixture
def backend(tmp_path: Path) -> Runner:
    return Runner(Services(home=Home(tmp_path), secrets=Kept()))  # type: ignore[arg-type]


def stopped_by(command: Command[None], backend: Runner) -> Interrupted:
    with pytest.raises(Interrupted) as caught:
        backend(command, ignore, Control())
    return caught.value


def test_the_keyring_of_the_window_answers_its_process(backend: Runner) -> None:
    assert backend(AsksTheKeyring(), ignore, Control()) == ("1", False)


def test_a_fault_of_the_program_is_named_and_logged(backend: Runner, tmp_path: Path) -> None:
    stopped = stopped_by(Breaks(), backend)
    assert (stopped.code, stopped.details["error"]) == ("transfer_crashed", "ZeroDivisionError")
    log = Path(str(stopped.details["file"])).read_text("utf-8")
    assert log == (Home(tmp_path).logs() / NAME).read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "child.py" in log
    assert "花子" not in log.replace('ZeroDivisionError("佐藤 花子")', "")


def test_a_process_that_is_killed_is_said_with_its_code(backend: Runner) -> None:
    stopped = stopped_by(IsKilled(), backend)
    assert (stopped.code, stopped.details["code"]) == ("transfer_ended_early", 137)
