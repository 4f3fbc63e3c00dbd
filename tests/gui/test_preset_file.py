"""The administrator's preset over the real services: its file, its faults, a set-up made and changed under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.gui.person import Person
from tests.gui.test_walk import walk_to_review, walk_to_sign_in
from wizard.app.runner import Runner
from wizard.application.overview import ReadOverview
from wizard.application.preset import Preset
from wizard.cli.console import Console
from wizard.cli.window import open_window as open_program
from wizard.domain.fieldmap import Options
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Environment
from wizard.services.home import Home
from wizard.services.preset import place
from wizard.wiring import Services

KEY = "3MVG9" + "b" * 80
FILE = f"""
profile = "p"
[sansan]
name = "n"
api_key_env = "K"
[salesforce]
environment = "custom"
domain = "x.lightning.force.com"
consumer_key = " {KEY} "
[cards]
memo = false
"""


def overview_with(file: Path, tmp_path: Path) -> tuple[Preset | None, str]:
    services = Services(home=Home(tmp_path / "home"), preset=file)
    overview = Runner(services)(ReadOverview("en"))
    trouble = overview.preset_trouble
    return overview.preset, str(trouble.details["said"]) if trouble else ""


def test_the_real_file_is_read_as_a_saved_set_up_would_say_it(tmp_path: Path) -> None:
    file = tmp_path / "preset.toml"
    assert overview_with(file, tmp_path) == (None, "")
    file.write_text(FILE, "utf-8")
    cards = CardChoice(options=Options(memo=False))
    expected = Preset(Environment("custom", "https://x.my.salesforce.com", KEY), cards, str(file))
    assert overview_with(file, tmp_path) == (expected, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("profile = ", "is not valid TOML"),
        (FILE.replace("custom", "customs"), "salesforce.environment"),
        (FILE.replace(KEY, "3MVG9..."), "salesforce.consumer_key: give the consumer key"),
        (FILE.replace("x.lightning.force.com", "localnet"), "salesforce.domain: give an address"),
    ],
)
def test_what_could_not_be_mended_in_the_window_is_not_locked_in(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "preset.toml"
    file.write_text(content, "utf-8")
    found, why = overview_with(file, tmp_path)
    assert found is None
    assert said in why
    assert str(file) in why


def test_one_signs_in_with_the_administrators_key_and_changes_settings_under_it(
    open_real: Callable[..., Person], ready: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "preset.toml"
    content = FILE.replace("custom", "sandbox").replace('domain = "x.lightning.force.com"\n', "")
    file.write_text(content.replace(KEY, ready["consumer_key"]), "utf-8")
    person = open_real(preset=file)
    walk_to_sign_in(person, ready, pastes_consumer_key=False)
    person.sign_in(ready["username"], ready["password"])
    walk_to_review(person)
    person.click("button-save-only")
    person.until_page("home")
    person.click("button-change-sandbox")
    person.until_page("review")
    person.shell.jump("environment")
    person.until_page("environment")
    assert person.text("summary-environment") == f"Set by your administrator ({file})."


def test_the_window_looks_for_it_and_the_demo_does_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    looked_at: list[Path | None] = []

    def run(services: Services, _lang: str, _demo: Mapping[str, str] | None) -> int:
        looked_at.append(services.preset)
        return 0

    monkeypatch.setattr("wizard.app.window.run", run)
    services = Services(home=Home(tmp_path))
    for demo in (None, {"api_key": "k"}):
        assert open_program(Console("en", False), services, demo) == 0
    assert looked_at == [place(), None]
