"""A program that was started as from a menu: no argument, no terminal, and an environment of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SECONDS = 60.0  # patience with one start on a busy machine


class Started:
    """``folder`` holds the home; what it printed and what the desktop was asked to show can be read."""

    def __init__(self, folder: Path, *words: str, terminal: int | None = None, **variables: str) -> None:
        self.home, self._tools = folder / "home", folder / "tools"
        self._tools.mkdir(exist_ok=True)
        self._printed = folder / f"printed-{len(list(folder.iterdir()))}.txt"
        # A short name: a socket in it has at most 108 characters.
        self.temporary = Path(tempfile.gettempdir(), f"start-{zlib.crc32(str(folder).encode()):x}")
        self.temporary.mkdir(exist_ok=True)
        own = {
            "SANSAN_SALESFORCE_HOME": str(self.home),
            "HOME": str(folder),
            "TMPDIR": str(self.temporary),
            "LANG": "C.UTF-8",
            "PATH": f"{self._tools}:{os.environ['PATH']}",
        }
        with self._printed.open("w") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "wizard", *words],
                env={**own, "QTWEBENGINE_DISABLE_SANDBOX": "1", **variables},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed if terminal is None else terminal,
                start_new_session=True,
            )

    def wait_for_window(self) -> None:
        """Wait until the window answers a second start; raise what was said where it never does."""
        self.wait_for(lambda: self._answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()

    def wait_for(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        end = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def _answers(self) -> bool:
        """Ask as a second start does: the connection is taken, and ended, once the window lives."""
        for place in self.temporary.glob("sansan-salesforce-*"):
            with suppress(OSError), socket.socket(socket.AF_UNIX) as asked:
                asked.settimeout(1)
                asked.connect(str(place))
                return asked.recv(1) == b""
        return False

    def log(self) -> str:
        """Return all logs below the folder: that of the home, and any that was begun elsewhere."""
        places = (self.home.parent, self.temporary)
        return "".join(file.read_text("utf-8") for place in places for file in place.glob("*/logs/*.log"))

    def printed(self) -> str:
        """Return what it printed."""
        return self._printed.read_text("utf-8")

    def said(self) -> str:
        """Return what it printed and logged."""
        return self.printed() + self.log()

    def close(self) -> int:
        """End it as the session does at log-out, and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS)

    def end(self) -> None:
        """Leave nothing of it."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.temporary, ignore_errors=True)


class Desktop:
    """What a desktop offers for showing a text, each a program that keeps what it was given."""

    def __init__(self, folder: Path) -> None:
        self._home, self._folder = folder / "home", folder / "tools"
        self._folder.mkdir()
        for name in ("zenity", "kdialog", "xmessage", "busctl"):
            tool = self._folder / name
            tool.write_text('#!/bin/sh\nfor word; do echo "$word"; done > "$0.$$" && mv "$0.$$" "$0.shown.$$"\n')
            tool.chmod(0o755)

    def home_is_a_file(self) -> None:
        """Put a file where the program's folder should be, which not even root can write into."""
        self._home.touch()

    def shown(self) -> dict[str, str]:
        """Return what was shown, by the program that showed it."""
        return {file.name.split(".")[0]: file.read_text("utf-8") for file in self._folder.glob("*.shown.*")}

    def times_shown(self) -> int:
        """Return how often something was shown."""
        return len(list(self._folder.glob("*.shown.*")))
