"""Which keyring the program takes where the system has none."""

from __future__ import annotations

import os
import subprocess
import sys


def test_the_keyring_in_memory_is_never_chosen_by_itself() -> None:
    nowhere = {k: v for k, v in os.environ.items() if k not in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS")}
    program = "import wizard.cli, keyring; print(type(keyring.get_keyring()).__module__)"
    chosen = subprocess.run([sys.executable, "-c", program], env=nowhere, capture_output=True, text=True, check=True)
    assert chosen.stdout.strip() != "wizard.services.memory_keyring"
