"""A second, small process that waits for word of a start, and shows the person why the window never came.

A fault of Qt or of a graphics driver ends a process on the spot; then nobody is left in it to say so. Windows cannot
divide a process: there only what the program itself notices is shown.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from types import TracebackType

from wizard.services.system.start_watch import StartWatch
from wizard.start.show import show


class Watched(StartWatch):
    """For a start without a terminal. The end of the ``with`` is a good end."""

    def __init__(self) -> None:
        self._pipe = _divide() if sys.platform != "win32" else None

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        self.opened()

    def begins(self, lang: str) -> None:
        """As in ``StartWatch``."""
        self._tell("begins", lang)

    def opened(self) -> None:
        """As in ``StartWatch``."""
        self._tell("opened", "")
        self._close()

    def failed(self, text: str) -> None:
        """As in ``StartWatch``; on Windows returns when the person has read it."""
        if sys.platform == "win32":
            show(text)
        self._tell("failed", text)
        self._close()

    def _tell(self, word: str, more: str) -> None:
        if self._pipe is not None:
            with suppress(OSError):  # the watcher was killed
                os.write(self._pipe, json.dumps([word, more]).encode() + b"\n")

    def _close(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None


def _divide() -> int:
    """Begin to watch, in a process that nobody has to wait for; return where to tell it. Not on Windows."""
    if sys.platform == "win32":
        raise OSError("no fork")
    theirs, ours = os.pipe()
    child = os.fork()
    if not child:
        try:
            if not os.fork():
                os.close(ours)
                _watch(theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    os.waitpid(child, 0)
    return ours


def _watch(pipe: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window hears it
    _let_go_of_streams()
    lang = os.environ.get("LANG", "")
    with os.fdopen(pipe, encoding="ascii") as told:
        for line in told:
            word, more = json.loads(line)
            if word == "opened":
                return
            if word == "failed":
                show(more)
                return
            lang = more
    from wizard.start.log import ended_unseen

    show(ended_unseen(lang))


def _let_go_of_streams() -> None:
    """Hold nothing open that somebody reads to its end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
