"""Keyrings that are locked, keep what is to be deleted, or refuse what is to be saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import Administrator

ROTATING = {"rotate_refresh_tokens": True}


def secrets(admin: Administrator) -> dict[str, str]:
    return dict(json.loads(Path(admin.folder, "keyring.json").read_text()))


@pytest.mark.parametrize("keyring", ["KeepingKeyring", "DenyingKeyring"])
def test_a_key_that_stays_is_named_with_where_to_remove_it(admin: Administrator, keyring: str) -> None:
    admin.set_up()
    stubborn = {"PYTHON_KEYRING_BACKEND": f"stubborn_keyring.{keyring}"}
    said = admin.type("disconnect", "--remove", "--json", "--lang", "en", **stubborn)
    assert said.code == 2
    assert len(said.json["not_deleted"]) == 2
    assert all(entry.removeprefix("sansan-salesforce: ") in f"{secrets(admin)}" for entry in said.json["not_deleted"])
    assert "still there" in said.json["message"]
    assert "was deleted" not in said.json["message"]
    assert "Credential Manager" in said.json["message"]
    again = admin.type("disconnect", "--remove", "--json", "--lang", "en")
    assert (again.code, again.json["not_deleted"], secrets(admin)) == (0, [], {})
    assert admin.type("status", "--json").code == 2, "removed"


def test_a_locked_keyring_stops_every_command_with_the_cure(admin: Administrator) -> None:
    admin.set_up()
    locked = {"PYTHON_KEYRING_BACKEND": "stubborn_keyring.LockedKeyring"}
    before = secrets(admin)
    for words in (
        ("setup", admin.setup_file()),
        ("sync",),
        ("sync", "--dry-run"),
        ("schedule", "--daily", "06:30"),
        ("schedule", "--run"),
        ("disconnect",),
    ):
        said = admin.type(*words, "--json", "--lang", "en", **locked)
        assert (said.code, "Unlock it" in said.json["message"]) == (4, True), words
    assert secrets(admin) == before
    assert admin.type("status", "--json", **locked).code == 0


def test_a_renewed_sign_in_that_may_not_overwrite_is_kept_and_told(admin: Administrator) -> None:
    admin.variables["PYTHON_KEYRING_BACKEND"] = "stubborn_keyring.AskingKeyring"
    Faults(admin.ready["salesforce_url"]).post("settings", ROTATING)
    assert "KeePassXC" in admin.set_up()["message"]
    for _ in range(2):
        assert "KeePassXC" in admin.sync()["message"]
    admin.variables["PYTHON_KEYRING_BACKEND"] = "file_keyring.FileKeyring"
    assert admin.sync()["message"] == "The transfer is complete."
    admin.type("disconnect")
    assert secrets(admin) == {}


def test_a_renewed_sign_in_that_cannot_be_saved_does_its_work_and_is_told(admin: Administrator) -> None:
    Faults(admin.ready["salesforce_url"]).post("settings", ROTATING)
    admin.set_up()
    admin.variables["PYTHON_KEYRING_BACKEND"] = "stubborn_keyring.FullKeyring"
    answer = admin.sync()
    assert answer["created"] > 0
    assert "could not be saved in the keyring" in answer["message"]
    assert "could not be saved in the keyring" in admin.type("status", "--json", "--lang", "en").json["message"]
