"""Whether Qt's embedded browser can build its sandbox on Linux; where it cannot, it ends the whole process at once.

Chromium refuses root, and needs a user namespace of its own (``zygote_host_impl_linux.cc``). Containers often forbid
that, and Ubuntu from 23.10 on to programs without an AppArmor profile that allows it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_CLONE_NEWUSER = 0x10000000  # linux/sched.h


def hindrance(variables: Mapping[str, str], user: int, may_divide: Callable[[], bool]) -> str:
    """Return the code of what stands in the way; empty where nothing does, or where the sandbox is switched off."""
    off = variables.get("QTWEBENGINE_DISABLE_SANDBOX", "0") not in ("", "0")
    if off or "--no-sandbox" in variables.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split():
        return ""
    if user == 0:
        return "window_as_root"
    return "" if may_divide() else "no_user_namespace"


def hindrance_here() -> str:
    """Return what stands in the way on this computer."""
    if not sys.platform.startswith("linux"):
        return ""
    return hindrance(os.environ, os.geteuid(), may_have_user_namespace)


def may_have_user_namespace() -> bool:
    """Try it, in a process of its own; there are none on Windows."""
    if sys.platform == "win32":
        return False
    user = os.getuid()
    child = os.fork()
    if not child:
        code = 1
        try:
            if ctypes.CDLL(None).unshare(_CLONE_NEWUSER) == 0:
                Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
                code = 0
        except OSError:
            code = 1
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0
