"""Opening the window, where there is a screen for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from wizard.cli.console import Console
from wizard.domain.errors import SetupMustChange
from wizard.services import preset
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
    services.preset = None if demo else preset.place()
    from wizard.app.window import run

    return run(services, console.lang, demo)
