"""What the frozen program tells Windows and macOS about itself."""

from __future__ import annotations

import ast
import plistlib
import runpy
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
IDENTITY = runpy.run_path(str(ROOT / "resources" / "packaging" / "identity.py"))
BUNDLE = runpy.run_path(str(ROOT / "resources" / "packaging" / "bundle.py"))


def test_a_mac_shows_it_in_the_dock_and_speaks_the_persons_language() -> None:
    told = plistlib.loads(plistlib.dumps(IDENTITY["info_plist"]()))
    assert not told["LSBackgroundOnly"]
    assert set(told["CFBundleLocalizations"]) == {"ja", "en"}
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert {"NSBluetoothAlwaysUsageDescription", "NSLocalNetworkUsageDescription"} <= told.keys()


def test_an_exe_names_its_version_and_its_publisher() -> None:
    text = IDENTITY["version_resource"]("1.2.3", "sansan-salesforce-window")
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    strings = {
        call.args[0].value: call.args[1].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "StringStruct"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant)
    }
    assert strings["FileVersion"] == strings["ProductVersion"] == "1.2.3"
    assert strings["OriginalFilename"] == "sansan-salesforce-window.exe"
    assert strings["CompanyName"]
    assert "filevers=(1, 2, 3, 0)" in text


@pytest.mark.parametrize("name", ["program.ico", "program.icns"])
def test_an_icon_is_drawn_for_each_system(tmp_path: Path, name: str) -> None:
    icon = tmp_path / "build" / name
    IDENTITY["make_icon"](ROOT / "resources" / "icons" / "program.svg", icon, 256)
    drawn = QImage(str(icon))
    assert (drawn.width(), drawn.height()) == (256, 256)
    assert any(drawn.pixelColor(x, 128).alpha() for x in range(256))


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("Versions/A/QtWebEngineCore", True),
        ("Versions/A/Helpers/QtWebEngineProcess.app/Contents/MacOS/QtWebEngineProcess", True),
        ("Versions/A/Resources/qtwebengine_locales/ja.pak", True),
        ("Versions/A/Resources/qtwebengine_locales/de.pak", False),
        ("Versions/A/Resources/qtwebengine_devtools_resources.pak", False),
    ],
)
def test_what_is_left_out_is_left_out_of_frameworks_too(inside: str, wanted: bool) -> None:
    assert BUNDLE["wanted"](f"PySide6/Qt/lib/QtWebEngineCore.framework/{inside}") is wanted
    assert not BUNDLE["wanted"](f"PySide6/Qt/lib/QtCharts.framework/{inside}")


def test_the_spec_asks_only_what_there_is() -> None:
    spec = ast.parse((ROOT / "build.spec").read_text("utf-8"))
    asked = {
        name.name
        for node in ast.walk(spec)
        if isinstance(node, ast.ImportFrom) and node.module == "identity"
        for name in node.names
    }
    assert asked <= IDENTITY.keys()
