"""The whole wizard, walked from another process through AT-SPI, as a screen reader sees it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.gui.reader import ON_SCREEN, ROOT, variables
from wizard.flow.steps import IDS
from wizard.gui.texts import step_title
from wizard.standin.services import Standins

pytestmark = pytest.mark.posix("Xvfb and the accessibility bus")

_PATIENCE = 240  # seconds; 15 where nothing else runs


@pytest.mark.timeout(300)
def test_the_wizard_is_walked_through_the_accessibility_bus_alone(tmp_path: Path) -> None:
    standins = Standins(cards=40, users=5)
    ready = standins.ready()
    command = [*ON_SCREEN, "dbus-run-session", "--", sys.executable, "-m", "tests.gui.reader"]
    said = tmp_path / "said"  # a file: a process left over would hold a pipe open
    with said.open("w") as file:
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables(ready, tmp_path),
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = running.wait(_PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)
            running.wait(30)
            standins.close()
    assert code == 0, said.read_text()[-3000:]
    met = json.loads(next(line for line in said.read_text().splitlines() if line.startswith("{")))
    titles = [step_title(step) for step in IDS if step != "transfer"]
    assert met["pages"] == titles
    assert met["nameless"] == []
    assert "did not accept the API key" in met["error"]
    assert int(met["created"]) > 0
    assert [title for title in titles if title not in met["announced"]] == []
    assert met["error"] in met["announced"]
    assert met["steps_with_focus"] == []
    assert met["choices"]["language"] == "Language: English"
    assert met["choices"]["choose-sansan-user"].startswith("Integration user: ")
    assert met["why_not"] == "Enter the consumer key."
    assert "You can go on: Next" in met["announced"]
    assert "The transfer has ended." in met["announced"]
    assert "Stopped. You can continue it." not in met["announced"]
