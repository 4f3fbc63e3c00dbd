"""A schedule without anybody's own sign-in: systemd's own timer starts it, day by day, as the integration user."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.desktop.versions import versions
from tests.journeys.command_line.people import Administrator, Sansan
from tests.journeys.command_line.test_unattended import SECTION, forget, keyring
from wizard.standin.services import Standins

PEER = versions("systemd", "faketime")
DAYS = 7
KEPT = ("PYTHONPATH", "TEST_KEYRING_FILE", "PATH", "SANSAN_SALESFORCE_HOME")
# A manager of the user in a place of its own, as in a container without systemd: it needs the superuser. The timer's
# file stays as it is; a drop-in lets it fire once, at once. The days are libfaketime's, for the program alone.
MANAGER = """
mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
/lib/systemd/systemd --user >/dev/null 2>&1 &
for _ in $(seq 60); do systemctl --user is-system-running >/dev/null 2>&1 && break; sleep 0.5; done
systemctl --user set-environment {variables}
{command} || exit 1
units="$XDG_CONFIG_HOME/systemd/user"
timer=$(basename "$units"/*.timer) service=$(basename "$units"/*.service)
mkdir "$units/$timer.d" "$units/$service.d"
printf '[Timer]\\nOnCalendar=\\nOnActiveSec=1s\\nAccuracySec=1s\\n' > "$units/$timer.d/soon.conf"
printf '[Unit]\\nOnFailure=told.service\\n[Service]\\nSuccessExitStatus=4\\n' > "$units/$service.d/told.conf"
printf '[Service]\\nEnvironment="LD_PRELOAD={library}" "FAKETIME_TIMESTAMP_FILE={place}/day" FAKETIME_NO_CACHE=1 \\
FAKETIME_DONT_FAKE_MONOTONIC=1\\n' > "$units/$service.d/days.conf"
printf '[Service]\\nType=oneshot\\nExecStart=/bin/touch "{place}/told"\\n' > "$units/told.service"
systemctl --user stop "$timer"; systemctl --user daemon-reload
ended() {{ systemctl --user show --value --property=ExecMainExitTimestampMonotonic "$service"; }}
fire() {{
  echo "$1" > "{place}/day"
  before=$(ended); systemctl --user start "$timer"
  for _ in $(seq 150); do [ "$(ended)" != "$before" ] && [ "$(ended)" != 0 ] && break; sleep 0.3; done
  systemctl --user stop "$timer"
  systemctl --user show --value --property=ExecMainStatus "$service" >> "{place}/codes"
}}
for day in $(seq 0 {last}); do fire "+$day"d; done
[ -e "{place}/told" ] && exit 2
mv "$TEST_KEYRING_FILE" "$TEST_KEYRING_FILE.kept"; echo '{{}}' > "$TEST_KEYRING_FILE"
fire "+{last}d"
mv "$TEST_KEYRING_FILE.kept" "$TEST_KEYRING_FILE"
kill %1
"""


@pytest.fixture
def standins() -> Iterator[Standins]:
    with closing(Standins(cards=40, users=8)) as running:
        yield running


@pytest.fixture
def admin(tmp_path: Path, standins: Standins) -> Administrator:
    admin = Administrator(tmp_path, standins.ready())
    Sansan(admin.ready).settings(rate_limit={"per_second": 0, "per_minute": 0})
    admin.variables = {"SALESFORCE_CONSUMER_SECRET": admin.ready["consumer_secret"]}
    return admin


def library() -> str:
    found = subprocess.run(["dpkg", "--listfiles", "libfaketime"], capture_output=True, text=True, check=True).stdout
    return next(line for line in found.splitlines() if line.endswith("libfaketimeMT.so.1"))


def runs(admin: Administrator) -> list[tuple[str, str, str]]:
    file = admin.folder / "home" / "profiles" / "production" / "ledger.sqlite"
    with closing(sqlite3.connect(file)) as ledger:
        return list(ledger.execute("SELECT substr(started, 1, 10), kind, state FROM runs ORDER BY number"))


@pytest.mark.timeout(600)
def test_week(admin: Administrator, tmp_path: Path) -> None:
    """A week of days from a timer as integration user: one full comparison, a failure told, taken back by a person"""
    told = admin.set_up(SECTION)
    forget(admin, "refresh-token")
    assert sorted(name.rpartition("/")[2] for name in keyring(admin)) == [
        "salesforce-consumer-secret",
        "sansan-api-key",
    ]
    admin.variables |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_RUNTIME_DIR": "/run/user-of-the-test"}
    environment = admin.environment()
    made = admin.command("schedule", "--daily", "06:30", "--json", "--lang", "en")
    script = MANAGER.format(
        variables=" ".join(f"'{name}={environment[name]}'" for name in KEPT),
        command=" ".join(f"'{word}'" for word in made),
        library=library(),
        place=tmp_path,
        last=DAYS - 1,
    )
    done = subprocess.run(
        ["unshare", "--mount", "bash", "-c", script],
        env=environment, capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "codes").read_text().split() == ["0"] * DAYS + ["3"]
    assert (tmp_path / "told").exists(), "OnFailure= of the service"
    seen = runs(admin)
    assert [kind for _, kind, _ in seen] == ["sync", "full", *["sync"] * (DAYS - 2)]
    assert len({day for day, _, _ in seen}) == DAYS
    assert {state for _, _, state in seen} == {"completed"}
    status = admin.type("status", "--json").json
    assert status["last_run"]["user"] == told["unattended"]["user"]
    (first, *_) = status["undo"]
    assert admin.type("undo", first["run"], "--json").code == 3
    admin.set_up(SECTION)
    taken_back = admin.type("undo", first["run"], "--json").json
    assert (taken_back["deleted"], taken_back["left"]) == (status["cards_sent"], 0), json.dumps(taken_back)
