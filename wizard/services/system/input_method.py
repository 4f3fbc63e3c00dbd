"""Which input method Qt is to use on Linux; decided before Qt starts.

The Qt that comes with the program has no part for fcitx, but fcitx5 answers as IBus, too. Qt waits up to 50 seconds for
an IBus that does not answer, so it is asked here first (qtbase, ``qibusplatforminputcontext.cpp``).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_SECONDS = 2.0
_BY_IBUS = ("fcitx", "fcitx5", "ibus")
_MACHINE_ID = (Path("/var/lib/dbus/machine-id"), Path("/etc/machine-id"))


def choose(environment: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Return what ``QT_IM_MODULES`` is to be, empty for as it is; and what was asked for and does not answer, if so."""
    asked = _asked_for(environment)
    wanted = next((name for name in asked if name in _BY_IBUS), "")
    if not wanted:
        return "", ""
    others = [name for name in asked if name != "ibus"]
    if ibus_answers(environment):
        return ";".join([*others, "ibus"]), ""
    return ";".join([*others, "wayland" if environment.get("WAYLAND_DISPLAY") else "compose"]), wanted


def ibus_answers(environment: Mapping[str, str]) -> bool:
    """Whether something answers as IBus within four seconds."""
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    try:
        bus = open_dbus_connection(_address(environment), auth_timeout=_SECONDS)
        with bus:
            ibus = DBusAddress("/org/freedesktop/IBus", "org.freedesktop.IBus", "org.freedesktop.IBus")
            asks = new_method_call(ibus, "CreateInputContext", "s", ("sansan-salesforce",))  # fcitx5 answers no Ping
            answer = bus.send_and_get_reply(asks, timeout=_SECONDS)  # what was created ends with the connection
            return answer.header.message_type is MessageType.method_return
    except Exception:  # nobody there, no such bus, no answer in time, or one that jeepney cannot read
        return False


def _asked_for(environment: Mapping[str, str]) -> list[str]:
    """Return what Qt would try, in its order; on X11 the system's own variable counts where Qt's are not set."""
    named = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE") or ""
    if not named and not environment.get("WAYLAND_DISPLAY"):
        named = environment.get("XMODIFIERS", "").removeprefix("@im=")
    return [name for name in named.split(";") if name]


def _address(environment: Mapping[str, str]) -> str:
    """Return where IBus listens, by the file that Qt reads. Raises ``OSError`` or ``StopIteration`` without one."""
    given = environment.get("IBUS_ADDRESS_FILE")
    lines = (Path(given) if given else _address_file(environment)).read_text("utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("IBUS_ADDRESS="))


def _address_file(environment: Mapping[str, str]) -> Path:
    machine = next(file for file in _MACHINE_ID if file.exists()).read_text("ascii").strip()
    host, number = "unix", environment.get("WAYLAND_DISPLAY", "")
    if not number:
        host, _, number = environment.get("DISPLAY", ":0").partition(":")
    home = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/"), ".config")
    return Path(home, "ibus", "bus", f"{machine}-{host or 'unix'}-{number.partition('.')[0]}")
