"""A company's proxy that wants a password: squid, in front of services that speak TLS; and systemd's own timer."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.desktop.company import PASSWORD, Company
from tests.desktop.versions import versions
from tests.journeys.command_line.people import Administrator

PEER = versions("squid", "systemd")
# A manager of the user in a place of its own, as in a container without systemd: it needs the superuser.
MANAGER = """
mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
/lib/systemd/systemd --user >/dev/null 2>&1 &
for _ in $(seq 60); do systemctl --user is-system-running >/dev/null 2>&1 && break; sleep 0.5; done
systemctl --user set-environment {variables}
{command} || exit 1
sed -i 's/^OnCalendar=.*/OnCalendar=*-*-* *:*:00\\/5\\nAccuracySec=1s/' "$XDG_CONFIG_HOME"/systemd/user/*.timer
systemctl --user daemon-reload && systemctl --user restart "$(basename "$XDG_CONFIG_HOME"/systemd/user/*.timer)"
unit=$(basename "$XDG_CONFIG_HOME"/systemd/user/*.service)
for _ in $(seq 90); do
  systemctl --user show --property=Result,ExecMainStatus,ExecMainExitTimestampMonotonic "$unit" > "$REPORT"
  grep -q 'TimestampMonotonic=[1-9]' "$REPORT" && break
  sleep 1
done
systemctl --user list-timers >> "$REPORT"
kill %1
"""


@pytest.fixture
def company() -> Iterator[Company]:
    with Company() as company:
        yield company


@pytest.fixture
def admin(tmp_path: Path, company: Company) -> Administrator:
    admin = Administrator(tmp_path, company.ready)
    requests.post(
        f"{company.ready['sansan_url']}/standin/settings",
        json={"rate_limit": {"per_second": 0, "per_minute": 0}},
        timeout=10,
    ).raise_for_status()
    return admin


def use(admin: Administrator, company: Company, password: str) -> None:
    """Set what the person of the company has set; the browser of the tests has the proxy, too."""
    admin.variables = {**company.variables(password), "VISITOR_PROXY": company.proxy()}


@pytest.mark.parametrize(("password", "said"), [("", "wants a name and password"), ("wrong", "refuses the name")])
def test_password(admin: Administrator, company: Company, password: str, said: str) -> None:
    """A proxy whose password is missing or wrong is asked once"""
    use(admin, company, password)
    refused = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert (refused.code, said in refused.json["message"]) == (2, True), refused.stderr
    assert len([line for line in company.tunnels() if "/407 " in line]) == 1


def test_set_up_and_transfer(admin: Administrator, company: Company) -> None:
    """Set-up with the person's browser, and a transfer, through the proxy"""
    use(admin, company, PASSWORD)
    admin.set_up()
    assert admin.sync()["created"] > 0
    assert all("/200 " in line for line in company.tunnels())


@pytest.mark.timeout(300)
def test_timer(admin: Administrator, company: Company, tmp_path: Path) -> None:
    """A timer that fires, through the proxy: the password in the user's manager, not in the unit"""
    use(admin, company, PASSWORD)
    admin.set_up()
    report, runtime = tmp_path / "report", "/run/user-of-the-test"
    admin.variables |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_RUNTIME_DIR": runtime, "REPORT": str(report)}
    made = " ".join(f"'{word}'" for word in admin.command("schedule", "--daily", "06:30", "--json", "--lang", "en"))
    kept = ("PYTHONPATH", "TEST_KEYRING_FILE", "https_proxy", "PATH")
    environment = admin.environment()
    variables = " ".join(f"'{name}={environment[name]}'" for name in kept)
    script = MANAGER.format(variables=variables, command=made)
    done = subprocess.run(
        ["unshare", "--mount", "bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "himitsu" not in "".join(file.read_text() for file in (tmp_path / "config").rglob("*.service"))
    assert "Result=success" in report.read_text(), report.read_text() + done.stderr
    status = admin.type("status", "--json").json
    assert (status["last_run"]["state"], status["cards_sent"] > 0) == ("completed", True)
