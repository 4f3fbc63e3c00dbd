"""The name by which Windows knows this program: its notifications and taskbar button belong to the shortcut with it.

The installer writes the same name into the shortcut, and the mutex into its own list of what must be closed first.
"""

from __future__ import annotations

import sys

APP_USER_MODEL_ID = "SansanSalesforce.Wizard"
MUTEX = "SansanSalesforceIsOpen"


def introduce() -> None:
    """Tell Windows who this process is, and let the installer see that the program is open."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_USER_MODEL_ID)
        ctypes.windll.kernel32.CreateMutexW(None, False, MUTEX)  # lives as long as the process
