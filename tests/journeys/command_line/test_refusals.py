"""Bad input: one plain sentence on what to do, the right exit code, never a traceback, nothing saved."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.journeys.command_line.people import Administrator, Answer


def refused(answer: Answer, code: int, *words: str) -> None:
    assert answer.code == code, answer.stderr
    assert "Traceback" not in answer.stderr
    for word in words:
        assert word in answer.json["message"]


def saved(admin: Administrator) -> list[Path]:
    return list((admin.folder / "home").rglob("profile.json"))


@pytest.fixture
def setup(admin: Administrator):
    def run(*words: str, more: str = "", changes: dict[str, str] | None = None, **variables: str) -> Answer:
        file = admin.setup_file(more, **(changes or {}))
        answer = admin.type("setup", file, "--json", "--lang", "en", *words, **variables)
        assert not saved(admin)
        return answer

    return run


def test_a_wrong_key(setup) -> None:
    refused(setup(SANSAN_API_KEY="W" * 32), 3, "API key", "Integration with Other Services")


def test_a_key_that_is_not_there(setup) -> None:
    refused(setup(SANSAN_API_KEY=""), 2, "SANSAN_API_KEY")


def test_plain_http_to_another_computer(setup) -> None:
    refused(setup(SANSAN_API_URL="http://sansan.example"), 2, "not encrypted")
    refused(setup(SALESFORCE_LOGIN_URL="http://login.example"), 2, "not encrypted")


def test_a_wrong_consumer_key_is_told_before_the_browser_opens(setup) -> None:
    answer = setup(changes={"consumer_key": "3MVG9wrongwrongwrongwrong"})
    refused(answer, 2, "consumer key")
    assert "Sign in to Salesforce in your browser" not in answer.stderr


def test_denied_consent(setup) -> None:
    refused(setup(VISITOR_PRESSES="cancel"), 3, "press Allow")


def test_no_keyring(setup) -> None:
    for backend in ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"):
        refused(setup(PYTHON_KEYRING_BACKEND=backend), 2, "keyring")


def test_a_folder_that_cannot_be_written(setup, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(setup(SANSAN_SALESFORCE_HOME=str(tmp_path / "file" / "home")), 2, "cannot be written")


def test_a_closed_port(setup) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        refused(setup(SANSAN_API_URL=f"http://127.0.0.1:{taken.getsockname()[1]}"), 4, "does not answer")


def test_a_malformed_setup_file(admin: Administrator) -> None:
    file = admin.setup_file("[cards]\nmemo = 3\ncolour = 1\n")
    refused(admin.type("setup", file, "--json", "--lang", "en"), 2, "cards.memo", "cards.colour")
    refused(admin.type("setup", str(admin.folder / "none.toml"), "--json", "--lang", "en"), 2, "cannot be read")


def test_a_mapping_file_with_wrong_lines_names_them_all(admin: Administrator, setup) -> None:
    lines = "Sansanのメールアドレス,転送先Salesforceのユーザー名\n,x@y.example\nnobody@example.com,x@y.example\n"
    (admin.folder / "recipients.csv").write_text(lines, "cp932")
    answer = setup(more='[recipients]\nfile = "recipients.csv"\n')
    refused(answer, 2, "Line 2", "Line 3", "nobody@example.com")


def test_cards_do_not_move_to_another_object(admin: Administrator) -> None:
    admin.set_up()
    file = admin.setup_file('[destination]\nobject = "own"\n')
    refused(admin.type("setup", file, "--json", "--lang", "en"), 2, "another object", "another profile")


@pytest.mark.parametrize("standins", [{"package": "absent"}], indirect=True)
def test_a_package_that_is_asked_for_but_absent(setup) -> None:
    refused(setup(more='[destination]\nobject = "package"\n'), 2, "package")


def test_another_organisation_is_refused_with_both_names(admin: Administrator, setup) -> None:
    told = admin.set_up()
    profile = saved(admin)[0]
    profile.write_text(profile.read_text().replace('"id": "00D', '"id": "00DX'))
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    refused(answer, 2, told["organization"], "production")


def test_without_a_setup_every_command_says_what_to_do(admin: Administrator) -> None:
    for command in ("sync", "status"):
        refused(admin.type(command, "--json", "--lang", "en"), 2, "setup")


def test_the_language_of_the_system_counts(admin: Administrator) -> None:
    assert "設定" in admin.type("status", "--json", LANG="ja_JP.UTF-8").json["message"]
    assert "set up" in admin.type("status", "--json", LANG="de_DE.UTF-8").json["message"]


@pytest.mark.posix("modes of files")
def test_secrets_are_in_the_keyring_only(admin: Administrator) -> None:
    admin.set_up()
    admin.sync()
    keyring = (admin.folder / "keyring.json").read_text()
    assert admin.ready["api_key"] in keyring
    for file in (admin.folder / "home").rglob("*"):
        if file.is_file():
            assert admin.ready["api_key"].encode() not in file.read_bytes()
            assert file.stat().st_mode & 0o077 == 0, f"{file} can be read by others"
