"""The embedded browser's sandbox: what stands in its way is known before it ends the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wizard.services.system.sandbox import hindrance

pytestmark = pytest.mark.posix("user namespaces of Linux")


@pytest.mark.parametrize(
    ("variables", "user", "may_divide", "code"),
    [
        ({}, 1000, True, ""),
        ({}, 1000, False, "no_user_namespace"),
        ({}, 0, True, "window_as_root"),
        ({"QTWEBENGINE_DISABLE_SANDBOX": "1"}, 0, False, ""),
        ({"QTWEBENGINE_DISABLE_SANDBOX": "0"}, 0, True, "window_as_root"),
        ({"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --no-sandbox"}, 0, False, ""),
    ],
)
def test_what_stands_in_the_way(variables: dict[str, str], user: int, may_divide: bool, code: str) -> None:
    assert hindrance(variables, user, lambda: may_divide) == code


def test_the_trial_says_what_the_system_says() -> None:
    ours = "from wizard.services.system.sandbox import may_have_user_namespace as may; print(may())"
    told = subprocess.run([sys.executable, "-c", ours], capture_output=True, text=True, check=True).stdout.strip()
    systems = subprocess.run(["unshare", "--user", "--map-current-user", "true"], capture_output=True, check=False)
    assert told == str(systems.returncode == 0)
