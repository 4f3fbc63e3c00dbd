"""The program as everybody starts it: without any argument, with a window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wizard.cli.parser import parse

pytestmark = pytest.mark.posix("signals, and a start without a screen")

SECONDS = 60.0  # patience with one start on a busy machine


class Started:
    """A program that was started as from a menu: no argument, no terminal, and an environment of its own."""

    def __init__(self, home: Path, **variables: str) -> None:
        self.home = home
        self._errors = home.parent / f"{home.name}-standard-error.txt"
        with self._errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "wizard"],
                env={"PATH": os.environ["PATH"], "SANSAN_SALESFORCE_HOME": str(home), **variables},
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                start_new_session=True,
            )

    def log(self) -> str:
        file = self.home / "logs" / "sansan-salesforce.log"
        return file.read_text("utf-8") if file.exists() else ""

    def wait_for_window(self) -> None:
        end = time.monotonic() + SECONDS
        while "window open" not in self.log():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def said(self) -> str:
        return self._errors.read_text("utf-8") + self.log()

    def close(self) -> int:
        """End it as the session does at log-out, and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    begun: list[Started] = []

    def begin(**variables: str) -> Started:
        offscreen = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1", "HOME": str(tmp_path)}
        begun.append(Started(tmp_path / "home", **offscreen, **variables))
        return begun[-1]

    yield begin
    for each in begun:
        each.process.kill()
        each.process.wait()


def test_the_plain_start_opens_the_window_and_a_second_one_shows_it(start: Callable[..., Started]) -> None:
    first = start()
    first.wait_for_window()
    assert start().process.wait(SECONDS) == 0
    assert first.process.poll() is None
    assert first.close() == 0, first.said()
    assert "Traceback" not in first.said()


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
