"""Where the program begins: whatever goes wrong before its window is open is logged, and shown to the person.

Loads nothing but what the standard library needs, so that a part that cannot be loaded is a sentence, too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from wizard.services.system.start_watch import StartWatch
from wizard.services.system.streams import give_streams

_WITH_VALUE = ("--lang", "--log-level")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    give_streams()  # before all that may print: a windowed program has none, nor have its own processes
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a process of its own begins here, too
    words = list(sys.argv[1:] if argv is None else argv)
    if not opens_window(words) or sys.stderr.isatty():
        return _run(words, StartWatch())
    from wizard.start.watch import Watched

    with Watched() as watch:
        return _run(words, watch)


def opens_window(words: Sequence[str]) -> bool:
    """Whether a command line opens the window: it holds no command."""
    options = iter(words)
    for word in options:
        if word in _WITH_VALUE:
            next(options, None)
        elif word != "--demo" and word.partition("=")[0] not in _WITH_VALUE:
            return False
    return True


def _run(words: Sequence[str], watch: StartWatch) -> int:
    try:
        from wizard.cli import main as run

        return run(words, watch)
    except Exception as error:  # a library that is missing or damaged, or a fault before a command begins
        from wizard.start.log import failed

        text = failed(error)
        print(text, file=sys.stderr)
        watch.failed(text)
        return 4
