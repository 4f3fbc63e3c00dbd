"""A screen reader's view of the window, from another process: AT-SPI over D-Bus, nothing of Qt or of ours.

Run by itself it walks the whole wizard and prints what it met as JSON; ``test_screen_reader`` gives it a screen, a
bus and the stand-in services.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests" / "support"
ON_SCREEN = ("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x900x24 -nolisten tcp")
SPI = "org.a11y.atspi."
PATIENCE = 60.0  # seconds
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SENSITIVE, SHOWING, FOCUSABLE, FOCUSED = 24, 25, 11, 12  # bits of AtspiStateType
LABELLED_BY = 2  # of AtspiRelationType
NAMED_ROLES = ("push button", "button", "text", "password text", "check box", "radio button", "combo box", "table",
               "list", "progress bar", "toggle button", "tree table")  # fmt: skip

Ref = tuple[str, str]  # bus name, object path


class Reader:
    """Finds what is to be seen by its id, reads it, and acts as assistive technology does."""

    def __init__(self) -> None:
        self._bus = open_dbus_connection(accessibility_bus())
        rule = MatchRule(type="signal", interface=SPI + "Event.Object", member="Announcement")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self._heard: deque[Any] = deque()
        self._bus.filter(rule, queue=self._heard)
        registry = DBusAddress("/org/a11y/atspi/registry", SPI + "Registry", SPI + "Registry")
        self._bus.send_and_get_reply(new_method_call(registry, "RegisterEvent", "s", ("object:announcement",)))
        self.app: Ref = self.until("the program", self._find_app)

    def process_id(self) -> int:
        """Return the program's number."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        asked = new_method_call(bus, "GetConnectionUnixProcessID", "s", (self.app[0],))
        return int(self._bus.send_and_get_reply(asked, timeout=20).body[0])

    def call(self, ref: Ref, interface: str, method: str, signature: str = "", values: tuple[Any, ...] = ()) -> Any:
        address = DBusAddress(ref[1], ref[0], SPI + interface)
        answer = self._bus.send_and_get_reply(new_method_call(address, method, signature or None, values), timeout=20)
        if answer.header.message_type is MessageType.error:
            raise LookupError(answer.header.fields.get(HeaderFields.error_name), method)
        return answer.body[0]

    def read(self, ref: Ref, name: str, interface: str = "Accessible") -> Any:
        answer = self._bus.send_and_get_reply(Properties(DBusAddress(ref[1], ref[0], SPI + interface)).get(name))
        if answer.header.message_type is MessageType.error:
            raise LookupError(name)
        return answer.body[0][1]

    def has(self, ref: Ref, state: int) -> bool:
        low, high = self.call(ref, "Accessible", "GetState")
        return bool((low | high << 32) >> state & 1)

    def showing(self, ref: Ref | None = None, depth: int = 0) -> Iterator[Ref]:
        """Everything in sight, but nothing of a web page."""
        for child in self.call(ref or self.app, "Accessible", "GetChildren"):
            if depth > 1 and not self.has(child, SHOWING):
                continue
            yield child
            if self.call(child, "Accessible", "GetRoleName") != "document web":
                yield from self.showing(child, depth + 1)

    def look_for(self, name: str) -> Ref | None:
        try:
            return next((r for r in self.showing() if self.read(r, "AccessibleId").rpartition(".")[2] == name), None)
        except LookupError:  # it went while we looked
            return None

    def find(self, name: str) -> Ref:
        return self.until(name, lambda: self.look_for(name))

    def press(self, name: str) -> None:
        def enabled() -> Ref | None:
            ref = self.look_for(name)
            return ref if ref and self.has(ref, SENSITIVE) else None

        self.call(self.until(f"{name} enabled", enabled), "Action", "DoAction", "i", (0,))

    def write(self, name: str, words: str) -> None:
        assert self.call(self.find(name), "EditableText", "SetTextContents", "s", (words,))

    def text(self, name: str) -> str:
        """Return what stands in a field."""
        return str(self.call(self.find(name), "Text", "GetText", "ii", (0, -1)))

    def name(self, name: str) -> str:
        return str(self.read(self.find(name), "Name"))

    def nameless(self) -> list[str]:
        """Controls in sight that a reader could not name."""
        found = []
        for ref in self.showing():
            role = self.call(ref, "Accessible", "GetRoleName")
            if role in NAMED_ROLES and not self.read(ref, "Name") and not self.read(ref, "Description"):
                found.append(f"{role} {self.read(ref, 'AccessibleId').rpartition('.')[2]}")
        return found

    def choices(self) -> dict[str, str]:
        """Label and name of each combo box in sight, by its id, as a screen reader says them."""
        boxes = [ref for ref in self.showing() if self.call(ref, "Accessible", "GetRoleName") == "combo box"]
        return {str(self.read(ref, "AccessibleId")).rpartition(".")[2]: self._said(ref) for ref in boxes}

    def _said(self, ref: Ref) -> str:
        relations = self.call(ref, "Accessible", "GetRelationSet")
        labels = [label for kind, targets in relations if kind == LABELLED_BY for label in targets]
        return ": ".join([str(self.read(each, "Name")) for each in (*labels, ref)])

    def focused(self) -> list[str]:
        """Roles of all that says it has the focus."""
        return [str(self.call(ref, "Accessible", "GetRoleName")) for ref in self.showing() if self.has(ref, FOCUSED)]

    def announcements(self) -> list[str]:
        self.name("language")  # so that what is under way has arrived
        return [str(message.body[3][1]) for message in self._heard]

    def until(self, what: str, true: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := true():
                return found
            time.sleep(0.05)
        raise TimeoutError(what)

    def _find_app(self) -> Ref | None:
        desktop = (SPI + "Registry", "/org/a11y/atspi/accessible/root")
        for child in self.call(desktop, "Accessible", "GetChildren"):
            if "sansan" in str(self.read(child, "Name")):
                return (str(child[0]), str(child[1]))
        return None


def accessibility_bus() -> str:
    """Return the address of the bus of assistive technology, which is started where it is not there yet."""
    session = open_dbus_connection("SESSION")
    asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
    return str(session.send_and_get_reply(asked, timeout=PATIENCE).body[0])


def walk_to_recipients(reader: Reader, key: str, consumer_key: str) -> dict[str, Any]:
    """Go from the first page to the recipients; return what was met."""
    met: dict[str, Any] = {"pages": [], "nameless": [], "steps_with_focus": [], "choices": {}}
    go_on(reader, met, "prepare")
    arrive(reader, met, "sansan")
    reader.write("input-api-key", "0" * 32)
    reader.press("button-test-key")
    reader.find("message-bar")
    met["error"] = reader.name("message-text")
    reader.write("input-api-key", key)
    reader.press("button-test-key")
    reader.until("the key works", lambda: [heard for heard in reader.announcements() if "works" in heard])
    reader.press("button-next")
    arrive(reader, met, "environment")
    met["why_not"] = reader.read(reader.find("input-consumer-key"), "Description")
    reader.write("input-consumer-key", consumer_key)
    reader.press("button-next")
    go_on(reader, met, "sign-in", "button-own-browser")
    go_on(reader, met, "connection")
    go_on(reader, met, "sansan-user")
    arrive(reader, met, "recipients")
    return met


def arrive(reader: Reader, met: dict[str, Any], page: str) -> None:
    """Look round on a page."""
    reader.find(f"page-{page}")
    met["pages"].append(reader.name(f"page-{page}"))
    met["nameless"] += [f"{page}: {control}" for control in reader.nameless()]
    met["steps_with_focus"] += [page for role in reader.focused() if role == "list item"]
    met["choices"] |= reader.choices()


def go_on(reader: Reader, met: dict[str, Any], page: str, button: str = "button-next") -> None:
    """Look round on a page and press what leads on."""
    arrive(reader, met, page)
    reader.press(button)


def walk(reader: Reader, key: str, consumer_key: str) -> dict[str, Any]:
    """Go from the first page to the result; return what was met."""
    met = walk_to_recipients(reader, key, consumer_key)
    reader.press("button-skip-recipient")
    reader.until("what is not transferred", lambda: [h for h in reader.announcements() if "Not transferred" in h])
    reader.press("button-undo")
    reader.press("button-next")
    reader.find("message-bar")
    reader.press("button-next")
    go_on(reader, met, "permission-set", "button-assign-permission-set")
    reader.press("button-next")
    go_on(reader, met, "review", "button-save-and-transfer")
    arrive(reader, met, "finished")
    met["created"] = reader.name("number-created")
    met["announced"] = reader.announcements()
    return met


def variables(ready: dict[str, str], folder: Path) -> dict[str, str]:
    """Return the environment of a person with a screen, whose services are the stand-ins."""
    left_out = ("QT_QPA_PLATFORM", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS")
    return {
        **{name: value for name, value in os.environ.items() if name not in left_out},
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "SANSAN_API_URL": ready["sansan_url"],
        "SALESFORCE_LOGIN_URL": ready["salesforce_url"],
        "SANSAN_API_KEY": ready["api_key"],
        "CONSUMER_KEY": ready["consumer_key"],
        "SANSAN_SALESFORCE_HOME": str(folder / "home"),
        "PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring",
        "TEST_KEYRING_FILE": str(folder / "keyring.json"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(SUPPORT))),
        "BROWSER": f"{sys.executable} {SUPPORT / 'visit.py'} %s",
        "VISITOR_USERNAME": ready["username"],
        "VISITOR_PASSWORD": ready["password"],
    }


@contextmanager
def program() -> Iterator[Reader]:
    """Start the accessibility bus and the program; end both."""
    launcher = next(path for path in LAUNCHERS if Path(path).exists())
    nowhere = subprocess.DEVNULL  # its own children would keep our output open
    bus = subprocess.Popen([launcher, "--launch-immediately"], stdin=nowhere, stdout=nowhere, stderr=nowhere)
    app = subprocess.Popen([sys.executable, "-m", "wizard", "--lang", "en"])
    try:
        yield Reader()
        app.terminate()
        assert app.wait(30) == 0
    finally:
        app.kill()
        bus.terminate()
        for process in (app, bus):
            process.wait(30)


def main() -> None:
    with program() as reader:
        print(json.dumps(walk(reader, os.environ["SANSAN_API_KEY"], os.environ["CONSUMER_KEY"])))


if __name__ == "__main__":
    main()
