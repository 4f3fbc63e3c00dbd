"""What a person reads who does not ask for JSON: words in their language, no codes, nothing of Python."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.people import Administrator

CODES = ("cards_read", "rows_file", "federation_id", "completed", "True", "None", "{", "production,")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_command_answers_in_words(admin: Administrator, lang: str) -> None:
    done = admin.type("setup", admin.setup_file(), "--lang", lang)
    answers = [done, admin.type("sync", "--dry-run", "--lang", lang)]
    answers += [admin.type("sync", *more, "--lang", lang) for more in ([], ["--full"], ["--missing"])]
    answers.append(admin.type("status", "--lang", lang))
    run = next(line.split(": ")[1] for line in answers[2].stdout.splitlines() if "run-" not in line and "-" in line)
    answers.append(admin.type("undo", run, "--lang", lang))
    for answer in answers:
        assert answer.code == 0, answer.stderr
        lines = answer.stdout.splitlines()
        assert not [line for line in lines if any(code in line for code in CODES)]
        assert not [line for line in lines if not line.strip()]
    assert {"ja": "前回の転送:", "en": "Last run:"}[lang] in answers[5].stdout.splitlines()
    assert {"ja": "  ユーザー名が一致: ", "en": "  same username: "}[lang] in done.stdout


def test_an_encoding_without_japanese_stops_nothing(admin: Administrator) -> None:
    admin.variables["PYTHONIOENCODING"] = "ascii"
    assert (
        admin.type("setup", admin.setup_file(), "--json", "--lang", "ja")
        .json["message"]
        .startswith("設定を保存しました")
    )
    assert admin.type("sync", "--json", "--lang", "ja").json["state"] == "completed"
    for command in ("status", "diagnostics", "--help"):
        told = admin.type(command, "--lang", "ja")
        assert (told.code, told.stdout.isascii()) == (0, True), told.stderr
    assert admin.type("undo", "none", "--json", "--lang", "ja").json["message"].endswith("。")
