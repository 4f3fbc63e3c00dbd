"""The program speaks the language of the system's own menus, whatever started it."""

from __future__ import annotations

import pytest

from wizard.services.system.language import is_japanese, of_defaults, of_identifier


@pytest.mark.parametrize(
    ("variables", "system", "japanese"),
    [
        ({}, ["ja-JP", "en-US"], True),  # Finder, launchd, Task Scheduler: no LANG at all
        ({}, ["en-JP", "ja-JP"], False),  # an English display in Japan's regional format
        ({}, [], False),
        ({"LANG": "ja_JP.UTF-8"}, ["en-US"], True),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, ["ja"], False),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP", "LANG": "en_US"}, [], True),
        ({"LANG": "Japanese_Japan.932"}, [], True),
    ],
)
def test_the_display_language_decides_where_no_variable_does(
    variables: dict[str, str], system: list[str], japanese: bool
) -> None:
    assert is_japanese(variables, system) is japanese


@pytest.mark.parametrize(("identifier", "language"), [(0x0411, "ja"), (0x0409, "en"), (0x0804, "en"), (0x0011, "ja")])
def test_identifiers_of_windows(identifier: int, language: str) -> None:
    assert of_identifier(identifier) == language


def test_the_preferred_languages_of_a_mac() -> None:
    assert of_defaults('(\n    "ja-JP",\n    "en-US"\n)\n') == ["ja-JP", "en-US"]
    assert of_defaults("(\n    ja,\n    en\n)\n") == ["ja", "en"]
    assert of_defaults("") == []
