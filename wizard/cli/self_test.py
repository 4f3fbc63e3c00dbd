"""``--self-test``: uses every part of the program once; a temporary home, the stand-in services, nothing real."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wizard.app.pipe import Connection
from wizard.cli.console import Console
from wizard.cli.window import has_screen
from wizard.words.say import say_command

if TYPE_CHECKING:
    from wizard.wiring import Services

_SECONDS, _SECONDS_TO_END = 300.0, 30.0  # patience with one part, and with the end of the process
# What Chromium and Qt say where there is no graphics card or no system bus; neither is needed.
_HARMLESS = re.compile(
    r"QRhiGles2: Failed|Failed to create RHI|Failed to connect to the bus|libva error|MESA|dri2 screen|"
    r"Failed to (load|initialize) (GLES|EGL|GL)|GLContext|gl_factory|ContextResult::k|[Vv]ulkan|vkCreateInstance|"
    r"GPU process (exited|launch)|GPUInfo not initialized|Unable to detect GPU vendor|"
    r"EGL: EGL_EXT_image_dma_buf_import|Compositor returned null texture|Sandboxing disabled by user|propagateSizeHints"
)


def run(_options: argparse.Namespace, console: Console, _services: Services) -> int:
    """Say on one line each thing that is not well; return 0 when all is."""
    _prepare_environment()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        problems = list(_problems(Path(folder), console))
    for problem in problems:
        console.tell(problem)
    if not problems:
        console.say("self_test_well")
    return 1 if problems else 0


def _prepare_environment() -> None:
    """Do without a screen where there is none. The embedded browser, which opens our own page only, may run as root."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


def _problems(folder: Path, console: Console) -> Iterator[str]:
    from wizard.app import self_test

    errors = folder / "standard-error.txt"
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=self_test.work, args=(theirs, folder / "home", errors, console.lang))
    process.start()
    theirs.close()
    ended = yield from _told(ours, console)
    process.join(_SECONDS_TO_END if ended else 0)
    if not ended or process.exitcode:
        process.kill()
        yield say_command("self_test_ended", console.lang, code=process.exitcode)
    for line in errors.read_text("utf-8", "replace").splitlines() if errors.exists() else ():
        if line.strip() and not _HARMLESS.search(line):
            yield say_command("self_test_line", console.lang, line=line)


def _told(pipe: Connection, console: Console) -> Generator[str, None, bool]:
    """Yield each problem that is told; return whether all was told."""
    with suppress(EOFError):
        while pipe.poll(_SECONDS):
            told = pipe.recv()
            if told is None:
                return True
            part, problem = told
            yield say_command("self_test_part", console.lang, part=part, problem=problem)
    return False
