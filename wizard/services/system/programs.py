"""Starting programs that are not ours: in the person's environment, no console window, nothing to read from.

The frozen program runs with library and plugin paths of its own, of which foreign programs die (PyInstaller,
``LD_LIBRARY_PATH`` and ``LD_LIBRARY_PATH_ORIG``).

A windowed program has no standard streams, so none is passed on (Python, ``sys.stdout``: "may be None").
"""

from __future__ import annotations

import locale
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence

_CREATE_NO_WINDOW = 0x08000000  # CreateProcess, dwCreationFlags


def creation_flags(platform: str = sys.platform) -> int:
    """Return the flags of a new process: on Windows a console program opens a window unless it is told not to."""
    return _CREATE_NO_WINDOW if platform == "win32" else 0


_before: dict[str, str | None] = {}  # what we set for Qt in our own process → how the person had it


def set_for_us(name: str, value: str) -> None:
    """Set a variable for this process and those of our own program, but for no foreign one."""
    _before.setdefault(name, os.environ.get(name))
    os.environ[name] = value


def foreign_environment(
    environment: Mapping[str, str] | None = None, bundle: str = getattr(sys, "_MEIPASS", "")
) -> dict[str, str]:
    """Return the environment as the person had it; ``bundle`` is the folder of the frozen program, if it is one."""
    given = dict(os.environ if environment is None else environment)
    if environment is None:
        given.update({name: value for name, value in _before.items() if value is not None})
        for name in [name for name, value in _before.items() if value is None]:
            given.pop(name, None)
    if not bundle:
        return given
    kept = {}
    for name, value in given.items():
        if name.startswith(("_PYI_", "_MEIPASS")) or name.endswith("_ORIG"):
            continue
        rest = os.pathsep.join(p for p in given.get(f"{name}_ORIG", value).split(os.pathsep) if not _within(p, bundle))
        if rest or not value:
            kept[name] = rest
    return kept


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def start(words: Sequence[str], more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a program that outlives us. Raises ``OSError`` when there is no such program."""
    return subprocess.Popen(  # noqa: S603 - no shell
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**foreign_environment(), **(more or {})},
        start_new_session=True,
        creationflags=creation_flags(),
    )


def run_tool(
    words: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end and return what it said.

    Raises ``OSError`` when there is no such tool, ``subprocess.TimeoutExpired`` when it takes longer.
    """
    return subprocess.run(  # noqa: S603 - no shell
        words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=locale.getpreferredencoding(do_setlocale=False),
        errors="replace",
        timeout=seconds,
        env=foreign_environment(environment),
        check=False,
        creationflags=creation_flags(),
    )


def tell_tool(command: str, told: str, seconds: float) -> int:
    """Run a person's command with a text in UTF-8 on its standard input, and return its exit code.

    It is split into words as a shell does, by no shell; on Windows its program does that itself. Raises as
    ``run_tool``, and ``ValueError`` for a command that cannot be split.
    """
    done = subprocess.run(  # noqa: S603 - no shell; the command is the person's own
        words_of(command),
        input=told.encode(),
        capture_output=True,
        timeout=seconds,
        env=foreign_environment(),
        check=False,
        creationflags=creation_flags(),
    )
    return done.returncode


def words_of(command: str, platform: str = sys.platform) -> list[str] | str:
    """Return a person's command as it is started. Raises ``ValueError`` for one that cannot be split."""
    return command if platform == "win32" else shlex.split(command)
