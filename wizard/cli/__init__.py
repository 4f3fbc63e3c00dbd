"""The command line of ``interfaces.md``: one module a command, exit codes and languages here."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import truststore

from wizard.cli.console import Console
from wizard.cli.logs import log_to
from wizard.cli.parser import parse
from wizard.domain.control import Control
from wizard.domain.errors import Trouble
from wizard.services.home import Home
from wizard.wiring import Services
from wizard.words.say import say_command, say_trouble


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parse(sys.argv[1:] if argv is None else argv)
    console = Console(options.lang, options.json)
    truststore.inject_into_ssl()
    control = Control()
    _stop_on_signal(control)
    try:
        return int(options.run(options, console, Services(control=control)))
    except Trouble as trouble:
        console.refuse(say_trouble(trouble, options.lang))
        return trouble.exit_code
    except KeyboardInterrupt:
        return 4
    except Exception:
        file = log_to(Home.default())
        logging.getLogger(__name__).exception("unexpected")
        console.refuse(say_command("unexpected", options.lang, file=file))
        return 4


def _stop_on_signal(control: Control) -> None:
    """The first interrupt stops the work at its next checkpoint; the second at once."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if control.cancelled:
            raise KeyboardInterrupt
        control.cancel()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
