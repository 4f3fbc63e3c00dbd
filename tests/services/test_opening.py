"""Programs that are not ours: which are started for an address, and in what environment."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from wizard.services.system import programs
from wizard.services.system.opening import open_address, ways
from wizard.services.system.programs import foreign_environment, run_tool, set_for_us

ADDRESS = "https://login.example/?a=1&b=2"
SCREEN = {"DISPLAY": ":0"}


def tried(environment: dict[str, str], *there: str, address: str = ADDRESS) -> list[list[str]]:
    return ways(address, environment, "linux", lambda name: name if name in there else None)


def test_the_persons_own_browser_comes_first() -> None:
    named = {"BROWSER": os.pathsep.join(("mine --new %s", "other"))}
    assert tried({**named, **SCREEN}, "xdg-open")[:2] == [["mine", "--new", ADDRESS], ["other", ADDRESS]]


def test_without_a_screen_only_what_the_person_named_is_started() -> None:
    assert tried({}, "xdg-open", "w3m", "www-browser", "firefox") == []
    assert tried({"BROWSER": "mine"}, "xdg-open") == [["mine", ADDRESS]]


@pytest.mark.parametrize("text", ["w3m", "/usr/bin/lynx", "links -g %s", "www-browser", "elinks"])
def test_a_text_browser_is_never_started(text: str) -> None:
    assert tried({"BROWSER": text}) == []
    assert tried({"BROWSER": text, **SCREEN}, "w3m", "xdg-open") == [["xdg-open", ADDRESS]]


def test_a_file_is_opened_by_the_system_not_by_the_browser() -> None:
    assert tried({"BROWSER": "mine", **SCREEN}, "xdg-open", "firefox", address="/a/report.csv") == [
        ["xdg-open", "/a/report.csv"]
    ]


def test_one_that_fails_makes_way_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    python = f"{sys.executable} -c"
    good = f"{python} 'import sys; open(sys.argv[1], \"w\").write(sys.argv[2])' {said} %s"
    monkeypatch.setenv("BROWSER", os.pathsep.join((f"{python} 'raise SystemExit(1)' %s", "/no/such/program", good)))
    assert open_address(ADDRESS)
    assert said.read_text() == ADDRESS


@pytest.mark.posix("programs of Linux")
def test_it_is_said_when_nothing_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "w3m")
    assert not open_address(ADDRESS)


def test_the_frozen_programs_own_paths_are_not_handed_on() -> None:
    frozen = {
        "PATH": "/usr/bin:/bin",
        "LD_LIBRARY_PATH": "/opt/ours/_internal",
        "QT_PLUGIN_PATH": "/opt/ours/_internal/PySide6/Qt/plugins:/usr/lib/qt6/plugins",
        "QTWEBENGINEPROCESS_PATH": "/opt/ours/_internal/PySide6/Qt/libexec/QtWebEngineProcess",
        "_PYI_APPLICATION_HOME_DIR": "/opt/ours/_internal",
        "EMPTY": "",
    }
    own = {"PATH": "/usr/bin:/bin", "QT_PLUGIN_PATH": "/usr/lib/qt6/plugins", "EMPTY": ""}
    assert foreign_environment(frozen, "/opt/ours/_internal") == own
    before = {**frozen, "LD_LIBRARY_PATH_ORIG": "/home/me/lib"}
    assert foreign_environment(before, "/opt/ours/_internal") == {**own, "LD_LIBRARY_PATH": "/home/me/lib"}
    assert foreign_environment(frozen, "") == frozen


def test_what_is_set_for_us_alone_stays_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_before", {})
    monkeypatch.setenv("SET_BEFORE", "theirs")
    monkeypatch.delenv("NOT_SET", raising=False)
    for name in ("SET_BEFORE", "NOT_SET"):
        set_for_us(name, "ours")
    shown = "import json, os; print(json.dumps([os.environ.get(n) for n in ('SET_BEFORE', 'NOT_SET')]))"
    assert json.loads(run_tool([sys.executable, "-c", shown], 30).stdout) == ["theirs", None]
    monkeypatch.delenv("NOT_SET")


def test_one_place_starts_them_all() -> None:
    starts = re.compile(
        r"\b(Popen|subprocess\.(run|call|check_\w+)|os\.(system|exec\w*|spawn\w*)|webbrowser)\b|QProcess|QDesktop"
    )
    here = Path(programs.__file__)
    found = [file for file in here.parents[2].rglob("*.py") if file != here and starts.search(file.read_text("utf-8"))]
    assert found == []
