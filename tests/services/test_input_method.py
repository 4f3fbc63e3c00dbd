"""Which input method Qt uses, against a bus that answers, one that hangs, and none."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wizard.services.system.input_method import choose, ibus_answers

pytestmark = pytest.mark.posix("D-Bus")
DAEMON = shutil.which("dbus-daemon") or ""
CONFIG = """<busconfig><listen>unix:path={socket}</listen><policy context="default"><allow send_destination="*"/>
<allow own="*"/><allow eavesdrop="true"/></policy></busconfig>"""


@contextmanager
def bus(folder: Path) -> Iterator[tuple[dict[str, str], subprocess.Popen[bytes]]]:
    """A bus of its own, announced as IBus announces its; whether somebody answers there is another matter."""
    config, socket = folder / "bus.conf", folder / "socket"
    config.write_text(CONFIG.format(socket=socket))
    daemon = subprocess.Popen([DAEMON, f"--config-file={config}", "--nofork", "--print-address=1"], stdout=-1)
    try:
        assert daemon.stdout
        daemon.stdout.readline()
        (folder / "address").write_text(f"# made by ibus\nIBUS_ADDRESS=unix:path={socket}\nIBUS_DAEMON_PID=1\n")
        yield {"IBUS_ADDRESS_FILE": str(folder / "address")}, daemon
    finally:
        daemon.kill()
        daemon.wait()
        if daemon.stdout:
            daemon.stdout.close()


ANSWERS = """
import sys
from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection(sys.argv[1])
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.IBus"))
print("ready", flush=True)
while True:
    asked = bus.receive()
    knows = asked.header.fields.get(HeaderFields.member) == "CreateInputContext"  # no Ping, as fcitx5
    if asked.header.message_type is MessageType.method_call and knows and "silent" not in sys.argv:
        bus.send(new_method_return(asked, "o", ("/org/freedesktop/IBus/InputContext_1",)))
"""


@contextmanager
def input_method(folder: Path, *more: str) -> Iterator[dict[str, str]]:
    """Something that owns the name of IBus, and answers unless told otherwise."""
    with bus(folder) as (environment, _):
        address = f"unix:path={folder / 'socket'}"
        running = subprocess.Popen([sys.executable, "-c", ANSWERS, address, *more], stdout=subprocess.PIPE)
        try:
            assert running.stdout
            assert running.stdout.readline() == b"ready\n"
            yield environment
        finally:
            running.kill()
            running.wait()
            if running.stdout:
                running.stdout.close()


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx5;ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"}, "wayland;fcitx;ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx;ibus"),
    ],
)
def test_fcitx_is_reached_as_ibus(tmp_path: Path, given: dict[str, str], chosen: str) -> None:
    with input_method(tmp_path) as where:
        environment = {**where, **given}
        assert choose(environment) == (chosen, "")


@pytest.mark.parametrize("given", [{}, {"QT_IM_MODULE": "xim"}, {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "w"}])
def test_where_neither_is_asked_for_nothing_changes(given: dict[str, str]) -> None:
    assert choose(given) == ("", "")


def test_one_that_owns_the_name_and_hangs_is_not_waited_for(tmp_path: Path) -> None:
    with input_method(tmp_path, "silent") as where:
        environment = {**where, "QT_IM_MODULE": "fcitx"}
        begun = time.monotonic()
        assert choose(environment) == ("fcitx;compose", "fcitx")
        assert time.monotonic() - begun < 20  # Qt would wait 50 seconds


def test_a_bus_without_an_input_method_does_not_answer_for_it(tmp_path: Path) -> None:
    with bus(tmp_path) as (environment, _):
        assert not ibus_answers(environment)


def test_a_bus_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    with bus(tmp_path) as (environment, daemon):
        daemon.send_signal(signal.SIGSTOP)
        assert not ibus_answers(environment)


def test_without_ibus_the_person_is_told(tmp_path: Path) -> None:
    environment = {"QT_IM_MODULE": "fcitx", "HOME": str(tmp_path), "DISPLAY": ":7.0"}
    assert choose(environment) == ("fcitx;compose", "fcitx")
