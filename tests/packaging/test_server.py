"""Many customers from one host: the container's entry command, run without a container, with a real Secret Service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.command_line.people import Administrator, Answer, Salesforce
from wizard.standin.services import Standins

pytestmark = pytest.mark.posix("the entry script of the container")

ENTRY = Path(__file__).parents[2] / "resources" / "packaging" / "container" / "entry"


class Host:
    """A volume, a mounted password, and the entry command; each call is a container of its own."""

    def __init__(self, folder: Path, ready: dict[str, str]) -> None:
        self.admin, self.password = Administrator(folder, ready), folder / "password"
        self.password.write_text("of the volume")
        left_out = ("PYTHON_KEYRING_BACKEND", "SANSAN_SALESFORCE_HOME", "DBUS_SESSION_BUS_ADDRESS")
        self.environment = {
            **{name: value for name, value in self.admin.environment().items() if name not in left_out},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DATA_VOLUME": str(folder / "volume"),
            "KEYRING_PASSWORD_FILE": str(self.password),
        }

    def run(self, *words: str) -> Answer:
        done = subprocess.run(
            [ENTRY, *words], env=self.environment, capture_output=True, text=True, timeout=110, check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    standins = Standins(cards=60, users=8)
    yield Host(tmp_path, standins.ready())
    standins.close()


def test_set_up_once_and_transferred_ever_after_with_the_keyring_on_the_volume(host: Host) -> None:
    made = host.run("setup", host.admin.setup_file(), "--json")
    assert made.code == 0, made.stderr
    first = host.run("schedule", "--run", "--json")
    assert (first.code, first.json["created"]) == (0, 60), first.stderr
    again = host.run("schedule", "--run", "--json")
    assert (again.code, again.json["created"]) == (0, 0), again.stderr
    assert len(Salesforce(host.admin.ready).query("SELECT Id FROM Sansan_CI__BizCard__c")) == 60
    kept = b"".join(file.read_bytes() for file in (host.password.parent / "volume").rglob("*") if file.is_file())
    assert host.admin.ready["api_key"].encode() not in kept


def test_a_keyring_that_cannot_be_written_stops_it_before_anything_is_sent(host: Host) -> None:
    host.run("setup", host.admin.setup_file(), "--json")
    host.password.write_text("a wrong one")
    refused = host.run("schedule", "--run", "--json", "--lang", "en")
    assert refused.code == 4
    assert refused.json["message"].startswith("The keyring is locked")


def test_without_a_password_nothing_is_begun(host: Host) -> None:
    host.password.unlink()
    refused = host.run("schedule", "--run")
    assert (refused.code, refused.stdout) == (2, "")
    assert "No keyring password" in refused.stderr


def test_the_command_line_needs_no_qt(tmp_path: Path) -> None:
    program = "import sys, json; sys.modules['PySide6'] = None; import wizard.cli as c; c.main(['status', '--json'])"
    environment = {**os.environ, "SANSAN_SALESFORCE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)
