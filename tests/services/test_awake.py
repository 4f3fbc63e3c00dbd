"""Sleep is held off while work goes on, over a real D-Bus with a session manager of our own."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from wizard.services.awake import kept_awake

pytestmark = pytest.mark.posix("D-Bus")

MANAGER = textwrap.dedent(
    """
    import subprocess, sys
    from jeepney import DBusAddress, MessageType, new_method_call, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.gnome.SessionManager"))
    worker = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
    asked = []
    while "Uninhibit" not in asked:
        message = bus.receive(timeout=20)
        if message.header.message_type is MessageType.method_call:
            asked.append(message.header.fields[3])
            bus.send(new_method_return(message, *(("u", (7,)) if asked[-1] == "Inhibit" else ())))
    assert worker.wait(20) == 0
    print(*asked)
    """
)


def asked_by(worker: list[str], environment: dict[str, str]) -> list[str]:
    """Return what a program asked the session manager."""
    command = ["dbus-run-session", "--", sys.executable, "-c", MANAGER, *worker]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_sleep_is_held_off_exactly_while_work_goes_on() -> None:
    code = "from wizard.services.awake import kept_awake\nwith kept_awake(): print('working')"
    assert asked_by([sys.executable, "-c", code], dict(os.environ)) == ["Inhibit", "Uninhibit"]


def test_where_it_cannot_be_held_off_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", raising=False)
    worked = False
    with kept_awake():
        worked = True
    assert worked
