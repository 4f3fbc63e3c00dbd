"""A notification reaches the desktop's own service, on a bus of the test's own."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.posix("D-Bus")

PROGRAM = """
import threading
from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection
from wizard.services.notify import notify

bus = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
desktop = open_dbus_connection("SESSION")
desktop.send_and_get_reply(new_method_call(bus, "RequestName", "su", ("org.freedesktop.Notifications", 0)))
teller = threading.Thread(target=notify, args=("タイトル", "Text; $(x) & 'y'"))
teller.start()
while True:
    message = desktop.receive(timeout=20)
    if message.header.fields.get(HeaderFields.member) == "Notify":
        desktop.send(new_method_return(message, "u", (1,)))
        print(message.body[3], "|", message.body[4])
        break
teller.join()
"""


def test_title_and_text_arrive_as_they_are() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", PROGRAM]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert shown.stdout.strip() == "タイトル | Text; $(x) & 'y'", shown.stderr
