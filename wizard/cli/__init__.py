"""The command line of ``interfaces.md``: one module a command, exit codes and languages here."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from wizard.cli.console import Console, configure_output
from wizard.cli.parser import parse
from wizard.domain.errors import AppError, SetupMustChange
from wizard.services.system.app_id import introduce
from wizard.services.system.elevated import is_elevated
from wizard.services.system.start_watch import StartWatch
from wizard.words.say import say_command, say_trouble

if TYPE_CHECKING:
    import logging
    from pathlib import Path
    from types import FrameType

    from wizard.domain.control import Control
    from wizard.services.secrets import Keyring
    from wizard.wiring import Services


def main(argv: Sequence[str] | None = None, watch: StartWatch | None = None) -> int:
    """Run one command and return its exit code. ``watch`` is told what becomes of the start of a window."""
    watch = watch or StartWatch()
    configure_output()
    options = parse(sys.argv[1:] if argv is None else argv)
    watch.begins(options.lang)
    console = Console(options.lang, options.json)
    try:
        if getattr(options, "variables", None):
            from wizard.services.schedulers.variables import set_variables

            set_variables(options.variables)
    except SetupMustChange as trouble:
        console.refuse(say_trouble(trouble, options.lang))
        return trouble.exit_code
    introduce()
    services = _services(options, console, watch)
    code = _run(options, console, services, watch)
    _log().info("%s ended with %d", options.logs or "-", code)
    return code


def _services(options: argparse.Namespace, console: Console, watch: StartWatch) -> Services:
    """Return everything outside; it is loaded only now, for the help needs none of it."""
    import logging

    from wizard.domain.control import Control
    from wizard.services.home import Home
    from wizard.services.logs import log_to
    from wizard.services.secrets import Keyring
    from wizard.wiring import Services

    control = Control()
    waits = partial(console.say, "keyring_waits")
    secrets = Keyring(waits, attended=not getattr(options, "fires", False))
    _stop_on_signal(control, secrets)
    logging.getLogger().addHandler(logging.NullHandler())  # else Python itself prints warnings
    if options.logs:
        log_to(Home.default(), options.log_level)
    if is_elevated():
        console.say("elevated")
    return Services(control=control, secrets=secrets, window_open=watch.opened)


def _run(options: argparse.Namespace, console: Console, services: Services, watch: StartWatch) -> int:
    opens_window = options.logs in ("window", "")
    try:
        return int(options.run(options, console, services))
    except AppError as trouble:
        file = _log_file(options) if opens_window else None
        _log().warning("refused: %s", trouble.code)
        sentence, code = say_trouble(trouble, options.lang), trouble.exit_code
    except KeyboardInterrupt:
        return 4
    except Exception as error:
        file = _log_file(options)
        _log().exception("unexpected")
        code = 4
        if isinstance(error, ImportError):  # a library of the system that is missing, as under Qt
            sentence = say_command("start_broken", options.lang, part=error)
        else:
            sentence = say_command("unexpected", options.lang, file=file)
    console.refuse(sentence)
    if opens_window:
        watch.failed(f"{sentence}\n\n{say_command('start_log', options.lang, file=file)}")
    return code


def _log() -> logging.Logger:
    import logging  # much comes with it that the help does not need

    return logging.getLogger(__name__)


def _log_file(options: argparse.Namespace) -> Path | None:
    """Return where the log of this command is; what touches nothing of the person's logs elsewhere."""
    from wizard.services.home import Home
    from wizard.services.logs import log_somewhere

    return log_somewhere(Home.default() if options.logs else None)


def _stop_on_signal(control: Control, secrets: Keyring) -> None:
    """The first interrupt stops the work at its next checkpoint; the second at once."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if control.cancelled:
            raise KeyboardInterrupt
        control.cancel()
        secrets.give_up()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
