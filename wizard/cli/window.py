"""Opening the window, where there is a screen for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wizard.cli.console import Console
from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.services import preset
from wizard.services.system.elevated import is_elevated
from wizard.services.system.message import show_message
from wizard.services.system.sandbox import hindrance_here
from wizard.words.say import say_command

if TYPE_CHECKING:
    from wizard.wiring import Services


def has_screen() -> bool:
    """Whether a window can be shown: on Linux a display must be named."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(console: Console, services: Services, demo: Mapping[str, str] | None = None) -> int:
    """Open the wizard, or Home once something is set up. Raises ``SetupMustChange`` without a screen.

    The demo knows nothing of the administrator's preset.
    """
    if not has_screen():
        raise SetupMustChange("no_screen")
    if code := hindrance_here():
        raise SetupMustChange(code)
    if is_elevated():  # a windowed program has no console to say it on
        show_message("Sansan → Salesforce", say_command("elevated", console.lang))
    services.preset = None if demo else preset.place()
    with services.home.window_lock() as first:
        if not first:
            return _show_the_first(services)
        from wizard.app.window import run

        return run(services, console.lang, demo)


def _show_the_first(services: Services) -> int:
    """Bring the window forward that is open on this home. Raises ``Interrupted`` where that program does not answer."""
    from wizard.app.single import ask_to_show

    if not ask_to_show(services.home.root):
        raise Interrupted("window_does_not_answer")
    return 0
