"""A person's command is told of a failed run: the answer on standard input, once a cause and day."""

from __future__ import annotations

import json
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.services.failure_hook import FailureHook
from wizard.services.home import Home
from wizard.services.system.programs import words_of

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture
def hook(tmp_path: Path) -> FailureHook:
    Home(tmp_path).folder("p")
    return FailureHook(Home(tmp_path), "p")


def command(place: Path) -> str:
    code = f"import sys; open({str(place)!r}, 'ab').write(sys.stdin.buffer.read() + b'\\n')"
    return shlex.join([sys.executable, "-c", code])


def test_it_gets_the_answer_once_a_cause_and_day(tmp_path: Path, hook: FailureHook) -> None:
    place = tmp_path / "told with a space"
    hook.set(command(place))
    for cause, day in (("a", MONDAY), ("a", MONDAY), ("b", MONDAY), ("a", TUESDAY)):
        hook.tell(cause, {"state": "failed", "message": "原因"}, day)
    told = [json.loads(line) for line in place.read_text("utf-8").splitlines()]
    assert told == [{"state": "failed", "message": "原因"}] * 3


def test_an_empty_command_ends_it(tmp_path: Path, hook: FailureHook) -> None:
    place = tmp_path / "told"
    hook.set(command(place))
    hook.set("")
    hook.tell("a", {}, MONDAY)
    assert not place.exists()


def test_a_command_that_cannot_be_read_is_refused(hook: FailureHook) -> None:
    with pytest.raises(SetupMustChange) as refused:
        hook.set('mail "me')
    assert refused.value.code == "hook_unreadable"


@pytest.mark.parametrize("bad", ["/nowhere/at-all", "false"])
def test_its_own_faults_stop_nothing(hook: FailureHook, bad: str) -> None:
    hook.set(bad)
    hook.tell("a", {}, MONDAY)


def test_a_damaged_file_tells_nobody(tmp_path: Path, hook: FailureHook) -> None:
    for damaged in ("", "[]", '{"command": 1}', "x"):
        (tmp_path / "profiles" / "p" / "on-failure.json").write_text(damaged)
        hook.tell("a", {}, MONDAY)


def test_windows_splits_a_command_itself() -> None:
    assert words_of(r'"C:\a b\x.exe" y', "win32") == r'"C:\a b\x.exe" y'
    assert words_of("'/a b/x' y", "linux") == ["/a b/x", "y"]
