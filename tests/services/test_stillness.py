"""The system's wish that nothing shall move."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.services.reduced_motion import command, reduced_motion_wanted

pytestmark = pytest.mark.posix("a tool stood in for by a shell script")


@pytest.mark.parametrize(("said", "still"), [("false", True), ("true", False), ("", False)])
@pytest.mark.parametrize(("platform", "program"), [("linux", "gsettings"), ("darwin", "defaults")])
def test_it_is_read_from_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, program: str, said: str, still: bool
) -> None:
    answer = {"false": "1", "true": "0"}.get(said, "") if platform == "darwin" else said
    place = tmp_path / program
    place.write_text(f'#!/bin/sh\n[ "$*" = "{" ".join(command(platform)[0][1:])}" ] && echo "{answer}"\n', "utf-8")
    place.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reduced_motion_wanted(platform) is still


def test_where_the_system_cannot_be_asked_things_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not reduced_motion_wanted("linux")
