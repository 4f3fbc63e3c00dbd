"""``--uninstall``: what an uninstaller asks for before the program is gone; not for people, and so not in the help."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from wizard.application.disconnect import forget_setup
from wizard.cli.console import Console
from wizard.domain.errors import AppError, SetupMustChange
from wizard.words.say import say_trouble

if TYPE_CHECKING:
    from wizard.wiring import Services

if TYPE_CHECKING:
    from wizard.wiring import Services


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """End the schedule of every set-up; with ``--forget`` disconnect each. One that fails stops no other."""
    code = 0
    for name in services.profiles.names():
        try:
            services.scheduler.remove(name)
            if options.forget:
                forget_setup(services.profiles.pick(name), services)
        except AppError as trouble:
            console.tell(f"{name}: {say_trouble(trouble, console.lang)}")
            code = SetupMustChange.exit_code
    return code
