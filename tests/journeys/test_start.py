"""The program as everybody starts it: without any argument, with a window."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.started import SECONDS, Desktop, Started
from wizard.cli.parser import parse
from wizard.start import opens_window
from wizard.start.show import tools

Start = Callable[..., Started]
BEFORE = Path(__file__).parents[1] / "support" / "home_of_before"  # as commit 761ed89 left it
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NO_PLATFORM = {"QT_QPA_PLATFORM": "none-such", "DISPLAY": ":0"}  # Qt ends the process, ours and that of its dialog


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[Started] = []

    def begin(*words: str, terminal: int | None = None, **variables: str) -> Started:
        begun.append(Started(tmp_path, *words, terminal=terminal, **variables))
        return begun[-1]

    yield begin
    for each in begun:
        each.end()


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@pytest.mark.parametrize("variables", [{}, {"LANG": ""}, {"LANG": "none_SUCH.UTF-8"}])
def test_the_plain_start_opens_the_window_and_a_second_one_shows_it(start: Start, variables: dict[str, str]) -> None:
    first = start(**OFFSCREEN, **variables)
    first.wait_for_window()
    assert start(**OFFSCREEN).process.wait(SECONDS) == 0
    assert first.process.poll() is None
    assert first.close() == 0, first.said()
    assert "Traceback" not in first.said()


def test_a_home_from_the_version_before_opens_with_what_is_in_it(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "profiles" / "production"
    folder.mkdir(parents=True)
    shutil.copy(BEFORE / "profile.json", folder)
    for name in ("ledger", "before"):
        with closing(sqlite3.connect(folder / f"{name}.sqlite")) as file:
            file.executescript((BEFORE / f"{name}.sql").read_text("utf-8"))
    opened = start(**OFFSCREEN, PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    opened.wait_for_window()
    assert opened.close() == 0
    assert "ERROR" not in opened.log()
    told = start("status", "--json", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert told.process.wait(SECONDS) == 0, told.said()
    assert json.loads(told.printed().splitlines()[-1])["cards_sent"] == 6


def test_a_native_fault_before_the_window_is_seen_and_its_cause_is_in_the_log(start: Start, desktop: Desktop) -> None:
    ended = start("--lang", "en", **NO_PLATFORM)
    assert ended.process.wait(SECONDS) != 0
    ended.wait_for(lambda: bool(desktop.shown()))
    (text,) = desktop.shown().values()
    assert "The program ended before its window was open." in text
    assert str(ended.home / "logs" / "sansan-salesforce.log") in text
    assert "no Qt platform plugin could be initialized" in ended.log()
    assert "Fatal Python error" in ended.log()


@pytest.mark.parametrize("module", ["orjson", "PySide6"])  # of the commands, and of the window alone
def test_a_missing_library_is_named_in_a_sentence(start: Start, desktop: Desktop, tmp_path: Path, module: str) -> None:
    (tmp_path / f"{module}.py").write_text("raise ImportError('libmissing.so.1: cannot open shared object file')")
    ended = start(**NO_PLATFORM, PYTHONPATH=str(tmp_path), LANG="ja_JP.UTF-8")
    assert ended.process.wait(SECONDS) == 4
    ended.wait_for(lambda: bool(desktop.shown()))
    (text,) = desktop.shown().values()
    assert "プログラムの一部を読み込めません（libmissing.so.1" in text
    assert "Traceback" not in ended.printed()
    assert "Traceback" in ended.log()


def test_a_home_that_cannot_be_written_is_seen_and_logged_elsewhere(start: Start, desktop: Desktop) -> None:
    desktop.home_is_a_file()
    ended = start("--lang", "en", **NO_PLATFORM)
    assert ended.process.wait(SECONDS) == 2
    ended.wait_for(lambda: bool(desktop.shown()))
    (text,) = desktop.shown().values()
    assert f"The folder “{ended.home}” cannot be written." in text
    assert "folder_not_writable" in Path(text.split("Log: ")[1].split("\n")[0]).read_text("utf-8")


def test_without_a_screen_the_desktops_notification_says_so(start: Start, desktop: Desktop) -> None:
    ended = start("--lang", "en")
    assert ended.process.wait(SECONDS) == 2
    ended.wait_for(lambda: bool(desktop.shown()))
    assert list(desktop.shown()) == ["busctl"]
    assert "There is no screen for the window." in desktop.shown()["busctl"]


def test_nothing_is_shown_where_nobody_sees_it_or_the_terminal_says_it(start: Start, desktop: Desktop) -> None:
    desktop.home_is_a_file()
    person, terminal = pty.openpty()
    at_terminal = start(terminal=terminal, **NO_PLATFORM)
    for ended in (at_terminal, start(**OFFSCREEN), start("status", **NO_PLATFORM)):
        assert ended.process.wait(SECONDS) == 2
    assert "cannot be written" in os.read(person, 10_000).decode()
    os.close(person)
    os.close(terminal)
    seen = start(**NO_PLATFORM)  # a last one that is shown: whatever the others began would be there by now
    seen.wait_for(lambda: bool(desktop.shown()))
    assert list(desktop.shown()) == ["zenity"]
    assert desktop.times_shown() == 1


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["--demo"], True),
        (["--lang", "ja", "--log-level=debug"], True),
        (["sync"], False),
        (["--lang", "ja", "status"], False),
        (["--help"], False),
        (["--self-test"], False),
    ],
)
def test_a_command_line_without_a_command_opens_the_window(words: list[str], opens: bool) -> None:
    assert opens_window(words) is opens


def test_a_tool_that_cannot_show_the_text_is_not_asked() -> None:
    assert [words[0] for words in tools("text", {"DISPLAY": ":0"})] == ["zenity", "kdialog", "xmessage"]
    assert [words[0] for words in tools("文", {"DISPLAY": ":0"})] == ["zenity", "kdialog"]
    assert [words[0] for words in tools("text", {"WAYLAND_DISPLAY": "wayland-0"})] == ["zenity", "kdialog"]


@pytest.mark.parametrize(
    ("argv", "lang"),
    [
        ([], "en"),
        (["--lang", "ja"], "ja"),
        (["--lang=ja"], "ja"),
        (["--lang", "en", "status", "--lang", "ja"], "ja"),
        (["status", "--profile", "ja"], "en"),
    ],
)
def test_the_language_is_read_from_every_command_line(
    argv: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert parse(argv).lang == lang
