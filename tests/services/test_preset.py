from __future__ import annotations

from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.services.preset import place, read

FILE = """
profile = "production"
[sansan]
name = "Integration user"
api_key_env = "SANSAN_API_KEY"
[salesforce]
environment = "sandbox"
consumer_key = "3MVG9abc"
"""


@pytest.mark.parametrize(
    ("platform", "folder"),
    [("win32", "/shared"), ("darwin", "/Library/Application Support"), ("linux", "/etc"), ("freebsd14", "/etc")],
)
def test_it_lies_where_each_system_keeps_what_is_for_everybody(platform: str, folder: str) -> None:
    expected = Path(folder) / "sansan-salesforce" / "preset.toml"
    assert place(platform, {"PROGRAMDATA": "/shared"}) == expected


def test_windows_without_its_variable_has_its_usual_folder() -> None:
    assert str(place("win32", {})).startswith(r"C:\ProgramData")


def test_where_there_is_none_nothing_is_set(tmp_path: Path) -> None:
    assert read(tmp_path / "absent" / "preset.toml") is None
    (tmp_path / "file").touch()
    assert read(tmp_path / "file" / "preset.toml") is None


def test_it_is_a_set_up_file(tmp_path: Path) -> None:
    file = tmp_path / "preset.toml"
    file.write_text(FILE, "utf-8")
    found = read(file)
    assert found is not None
    assert (found.environment, found.consumer_key) == ("sandbox", "3MVG9abc")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("environment = ", "setup_file_not_toml"),
        (FILE.replace("sandbox", "sandpit"), "setup_file_wrong"),
        (FILE.replace("[salesforce]", "[salesforce]\npassword = 'x'"), "setup_file_wrong"),
    ],
)
def test_a_wrong_one_is_said(tmp_path: Path, content: str, code: str) -> None:
    file = tmp_path / "preset.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(SetupMustChange) as caught:
        read(file)
    assert (caught.value.code, caught.value.details["file"]) == (code, str(file))


def test_one_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    with pytest.raises(SetupMustChange) as caught:
        read(tmp_path)
    assert caught.value.code == "setup_file_missing"
