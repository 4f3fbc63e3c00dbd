"""The recurring transfer on Linux: units that systemd accepts, whose command transfers and tells of failures."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.command_line.people import SUPPORT, Administrator, Answer, Salesforce
from tests.services.faulty import Faulty, answer

pytestmark = pytest.mark.posix("systemd")


@pytest.fixture
def planner(admin: Administrator) -> Administrator:
    """An administrator whose systemctl only writes down what it is told."""
    admin.variables = {
        "XDG_CONFIG_HOME": str(admin.folder / "config"),
        "SYSTEMCTL_LOG": str(admin.folder / "systemctl.log"),
        "PATH": f"{SUPPORT / 'bin'}:{os.environ['PATH']}",
    }
    admin.set_up()
    return admin


def unit_name(admin: Administrator) -> str:
    """A home that is named has units of its own."""
    home = admin.environment()["SANSAN_SALESFORCE_HOME"]
    return f"sansan-salesforce-production-{hashlib.sha256(home.encode()).hexdigest()[:8]}"


def unit(admin: Administrator, kind: str) -> Path:
    return admin.folder / "config" / "systemd" / "user" / f"{unit_name(admin)}.{kind}"


def fire(admin: Administrator) -> Answer:
    """Do what the manager does when the time has come: the unit's command, with no variables but the unit's."""
    text = unit(admin, "service").read_text()
    lines = [line.removeprefix("Environment=") for line in text.splitlines() if line.startswith("Environment=")]
    variables = dict(shlex.split(line)[0].split("=", 1) for line in lines)
    (command,) = (line.removeprefix("ExecStart=") for line in text.splitlines() if line.startswith("ExecStart="))
    kept = {name: admin.environment()[name] for name in ("PATH", "PYTHONPATH", "TEST_KEYRING_FILE")}
    words = [word.replace("$$", "$").replace("%%", "%") for word in shlex.split(command)]
    done = subprocess.run(words, env={**kept, **variables}, capture_output=True, text=True, timeout=110, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("wanted", "schedule", "calendar"),
    [
        (("--hourly",), "hourly", "*-*-* *:00:00"),
        (("--daily", "6:30"), "daily 06:30", "*-*-* 06:30:00"),
        (("--weekly", "sun", "23:05"), "weekly sun 23:05", "Sun *-*-* 23:05:00"),
    ],
)
def test_a_schedule_is_made_shown_changed_and_removed(
    planner: Administrator, wanted: tuple[str, ...], schedule: str, calendar: str
) -> None:
    assert planner.type("schedule", "--json").json["schedule"] is None
    made = planner.type("schedule", *wanted, "--json", "--lang", "en")
    assert (made.code, made.json["schedule"], made.json["scheduler"]) == (0, schedule, "systemd")
    assert f"OnCalendar={calendar}\nPersistent=true\n" in unit(planner, "timer").read_text()
    assert planner.type("schedule", "--json").json["schedule"] == schedule
    changed = planner.type("schedule", "--daily", "07:00", "--json").json
    assert changed["schedule"] == "daily 07:00"
    assert planner.type("schedule", "--remove", "--json").json["schedule"] is None
    assert not unit(planner, "timer").exists()
    assert not unit(planner, "service").exists()
    name = unit_name(planner)
    told = Path(planner.variables["SYSTEMCTL_LOG"]).read_text().splitlines()
    assert told.count(f"--user restart {name}.timer") == 2
    assert told[-2:] == [f"--user disable --now {name}.timer", "--user daemon-reload"]


def test_systemd_itself_accepts_the_units(planner: Administrator) -> None:
    planner.type("schedule", "--weekly", "mon", "06:30")
    command = ["systemd-analyze", "--user", "verify", str(unit(planner, "timer"))]
    runtime = planner.folder / "run"
    runtime.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime)}
    checked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert unit_name(planner) not in checked.stderr, checked.stderr
    calendar = subprocess.run(
        ["systemd-analyze", "calendar", "Mon *-*-* 06:30:00"], capture_output=True, text=True, check=True
    )
    assert "Mon" in calendar.stdout


def test_what_the_timer_starts_transfers_the_cards(planner: Administrator, salesforce: Salesforce) -> None:
    planner.type("schedule", "--daily", "06:30")
    fired = fire(planner)
    assert fired.code == 0, fired.stderr
    assert (
        len(salesforce.query("SELECT Id FROM Sansan_CI__BizCard__c"))
        == planner.type("status", "--json").json["cards_sent"]
    )


def environment_of(admin: Administrator) -> dict[str, str]:
    lines = unit(admin, "service").read_text().splitlines()
    words = [shlex.split(line.removeprefix("Environment="))[0] for line in lines if line.startswith("Environment=")]
    return dict(word.split("=", 1) for word in words)


def test_a_scheduled_run_has_what_the_hand_had(planner: Administrator) -> None:
    authority = "/etc/ssl/certs/ca-certificates.crt"
    given = {
        "https_proxy": "http://proxy.example:3128",
        "HTTPS_PROXY": "http://other.example:3128",
        "all_proxy": "http://me@proxy.example:3128",
        "no_proxy": "localhost,127.0.0.1,.corp.example",
        "NO_PROXY": "localhost",
        "REQUESTS_CA_BUNDLE": authority,
        "CURL_CA_BUNDLE": authority,
        "SSL_CERT_FILE": os.path.relpath(authority),
    }
    planner.variables |= given
    made = planner.type("schedule", "--daily", "06:30", "--json", "--lang", "en")
    assert made.code == 0, made.stderr
    found = environment_of(planner)
    assert {name: found.get(name) for name in given} == {**given, "SSL_CERT_FILE": authority}
    assert "network-online" not in unit(planner, "service").read_text()


def test_a_password_stands_in_no_unit_and_that_is_said(planner: Administrator) -> None:
    planner.variables["https_proxy"] = "http://person:secret-word@proxy.example"
    made = planner.type("schedule", "--daily", "06:30", "--json", "--lang", "en")
    text = unit(planner, "service").read_text()
    assert planner.ready["api_key"] not in text
    assert "secret-word" not in text + made.stdout + made.stderr
    assert "environment variables https_proxy hold a password" in made.json["message"]


def test_a_schedule_that_could_not_work_is_not_made(planner: Administrator) -> None:
    """The hand reaches Sansan at an address that only its own variable names, and a password must not be kept."""
    with Faulty(answer(407)) as proxy:
        planner.variables |= {
            "SANSAN_API_URL": "https://api.sansan.example",
            "HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}",
        }
        made = planner.type("schedule", "--daily", "06:30", "--json", "--lang", "en")
    assert made.code == 2
    assert "no schedule was made" in made.json["message"]
    assert "wants a name and password" in made.json["message"]
    assert not unit(planner, "timer").exists()


def test_the_proof_moves_no_card(planner: Administrator, salesforce: Salesforce) -> None:
    assert planner.type("schedule", "--daily", "06:30").code == 0
    assert salesforce.query("SELECT Id FROM Sansan_CI__BizCard__c") == []
    assert planner.type("status", "--json").json["last_run"] is None


def test_a_failure_is_told_at_the_next_look_until_a_transfer_succeeds(planner: Administrator) -> None:
    planner.type("schedule", "--daily", "06:30")
    keyring = planner.folder / "keyring.json"
    secrets = keyring.read_text()
    keyring.write_text("{}")
    assert fire(planner).code == 3
    said = planner.type("status", "--json", "--lang", "en").json["message"]
    assert said.startswith("An automatic transfer failed. There is no Salesforce sign-in in the keyring.")
    keyring.write_text(secrets)
    assert fire(planner).code == 0
    assert planner.type("status", "--json", "--lang", "en").json["message"] == "The transfer is complete."


def test_where_there_is_no_systemd_nothing_is_left(planner: Administrator) -> None:
    planner.variables["SYSTEMCTL_REFUSES"] = "1"
    refused = planner.type("schedule", "--hourly", "--json", "--lang", "en")
    assert refused.code == 2
    assert "Failed to connect to bus" in refused.json["message"]
    assert not unit(planner, "timer").exists()


@pytest.mark.parametrize("words", [("--daily", "24:00"), ("--weekly", "someday", "06:00"), ("--daily", "٦:30")])
def test_a_wrong_time_is_refused(planner: Administrator, words: tuple[str, ...]) -> None:
    refused = planner.type("schedule", *words, "--lang", "en")
    assert refused.code == 2
    assert words[-1] in refused.stderr
    assert not unit(planner, "timer").exists()


def test_a_timer_changed_by_hand_is_named_and_may_be_set_again(planner: Administrator) -> None:
    planner.type("schedule", "--hourly")
    timer = unit(planner, "timer")
    timer.write_text(timer.read_text().replace("*:00:00", "*:0/5"))
    shown = planner.type("schedule", "--lang", "en")
    assert shown.code == 2
    assert "changed by hand" in shown.stderr
    assert planner.type("schedule", "--hourly", "--json").json["schedule"] == "hourly"


def test_one_that_was_switched_off_in_systemd_is_said(planner: Administrator) -> None:
    planner.type("schedule", "--daily", "06:30")
    planner.variables["SYSTEMCTL_STATE"] = "disabled"
    shown = planner.type("schedule", "--json", "--lang", "en")
    assert (shown.code, shown.json["schedule"]) == (0, None)
    assert "every day at 06:30) is switched off in systemd" in shown.json["message"]


def test_a_run_that_is_not_overdue_transfers_nothing(planner: Administrator) -> None:
    planner.type("schedule", "--hourly")
    since = datetime.now().isoformat()
    assert planner.type("schedule", "--run", "--overdue-since", since, "--json").code == 0
    assert planner.type("status", "--json").json["last_run"] is None
    assert planner.type("schedule", "--run", "--overdue-since", "2026-01-01T00:00:00", "--json").json["state"]
    assert planner.type("status", "--json").json["last_run"]


def test_a_scheduled_run_speaks_the_language_it_was_set_in(planner: Administrator) -> None:
    planner.type("schedule", "--daily", "06:30", "--lang", "ja")
    assert '"--lang" "ja"' in unit(planner, "service").read_text()
    (planner.folder / "keyring.json").write_text("{}")
    assert "もう一度認証してください" in fire(planner).stderr


def test_an_uninstaller_ends_every_schedule_and_forgets_secrets_only_if_wished(planner: Administrator) -> None:
    planner.type("schedule", "--daily", "06:30")
    assert planner.type("--uninstall").code == 0
    assert not unit(planner, "timer").exists()
    assert planner.type("sync", "--json").code == 0
    assert planner.type("--uninstall", "--forget").code == 0
    assert planner.type("sync", "--json").code == 3


def test_one_run_a_week_compares_every_card_unless_never(planner: Administrator) -> None:
    made = planner.type("schedule", "--daily", "06:30", "--json").json
    assert made["full"] == "weekly"
    compared = ["check" in planner.type("schedule", "--run", "--json").json for _ in range(3)]
    assert compared == [False, True, False]  # the first one has nothing to compare with
    assert planner.type("schedule", "--full", "never", "--json").json["full"] == "never"
    assert planner.type("schedule", "--json").json["schedule"] == "daily 06:30"
    assert '"--full" "never"' in unit(planner, "service").read_text()


def test_without_a_schedule_there_is_nothing_to_compare_weekly(planner: Administrator) -> None:
    refused = planner.type("schedule", "--full", "never", "--lang", "en")
    assert refused.code == 2
    assert "has no schedule yet" in refused.stderr


def test_a_failed_run_tells_the_command_of_the_persons_choice(planner: Administrator) -> None:
    place = planner.folder / "told.json"
    planner.type("schedule", "--daily", "06:30", "--on-failure", f"tee '{place}'")
    assert fire(planner).code == 0
    assert not place.exists()
    (planner.folder / "keyring.json").write_text("{}")
    assert fire(planner).code == 3
    told = json.loads(place.read_text())
    assert (told["profile"], told["exit_code"], told["state"]) == ("production", 3, "failed")
    assert told["message"]


def test_a_schedule_that_does_not_run_is_told(planner: Administrator) -> None:
    planner.sync()
    planner.type("schedule", "--hourly")
    assert "missed" not in planner.type("status", "--json", "--lang", "en").json["message"]
    with closing(sqlite3.connect(planner.folder / "home" / "profiles" / "production" / "ledger.sqlite")) as ledger:
        ledger.execute("UPDATE runs SET started = '2026-01-01T00:00:00+00:00'")
        ledger.commit()
    (planner.folder / "home" / "profiles" / "production" / "scheduled-since").write_text("2026-01-01T00:00:00")
    assert "missed twice or more" in planner.type("status", "--json", "--lang", "en").json["message"]
