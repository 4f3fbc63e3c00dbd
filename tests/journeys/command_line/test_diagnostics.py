"""The log and the diagnostics of a set-up that has transferred."""

from __future__ import annotations

import re
import stat

import pytest

from tests.journeys.command_line.people import Administrator


@pytest.mark.posix("modes of files")
def test_they_tell_of_runs_and_hold_no_secret_and_no_person(admin: Administrator) -> None:
    admin.set_up()
    run = admin.sync()["run"]
    file = admin.folder / "diagnostics.txt"
    shown = admin.type("diagnostics", str(file), "--lang", "en")
    assert shown.code == 0, shown.stderr
    assert shown.stderr == f"Saved in {file}.\n"
    assert shown.stdout == file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert f"run {run} sync completed" in shown.stdout
    assert re.search(r"sign-in browser Chromium [\d.]+, security patches up to [\d.]+, Qt WebEngine", shown.stdout)
    assert f" {run} wizard.transfer.run_end sync begins" in shown.stdout
    secrets = [admin.ready[name] for name in ("api_key", "consumer_key", "username", "password")]
    kept = (admin.folder / "keyring.json").read_text("utf-8").split('"')[3::4]
    assert len(kept) == 2
    log = (admin.folder / "home" / "logs" / "sansan-salesforce.log").read_text("utf-8")
    for text in (shown.stdout, log):
        assert not [secret for secret in (*secrets, *kept) if secret in text]
        assert "@" not in text


def test_a_file_that_cannot_be_written_is_one_sentence(admin: Administrator) -> None:
    refused = admin.type("diagnostics", str(admin.folder / "absent" / "x.txt"), "--lang", "en")
    assert refused.code == 2
    assert refused.stderr.startswith("The folder “")


def test_what_touches_nothing_writes_no_log_and_says_what_is_wrong_once(admin: Administrator) -> None:
    port = admin.ready["sansan_url"].rpartition(":")[2]
    refused = admin.type("standin", "--sansan-port", port, "--lang", "en")
    assert (refused.code, refused.stderr) == (2, "The given port is in use. Choose another.\n")
    assert not (admin.folder / "home").exists()


def test_the_level_of_the_log_is_chosen(admin: Administrator) -> None:
    admin.type("status", "--log-level", "warning")
    log = (admin.folder / "home" / "logs" / "sansan-salesforce.log").read_text("utf-8")
    assert "refused: nothing_set_up" in log
    assert "ended with" not in log
