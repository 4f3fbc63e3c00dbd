"""Which files go into the frozen program."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BUNDLE = runpy.run_path(str(Path(__file__).parents[2] / "resources" / "packaging" / "bundle.py"))
QT = "PySide6/Qt/lib"
SYSTEM = "/lib/x86_64-linux-gnu"


@pytest.mark.parametrize("name", ["libstdc++.so.6", "libgcc_s.so.1", "libz.so.1", "libX11.so.6", "libsoftokn3.chk"])
def test_a_library_of_the_system_stays_the_systems(name: str) -> None:
    for folder in (SYSTEM, "/usr/lib64", "/lib"):
        assert BUNDLE["trim"]([(name, f"{folder}/{name}", "BINARY")]) == []


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("libxcb-cursor.so.0", f"{SYSTEM}/libxcb-cursor.so.0"),  # not installed with every desktop
        ("libpython3.11.so.1.0", f"{SYSTEM}/libpython3.11.so.1.0"),
        ("libpython3.12.so.1.0", "/opt/python/lib/libpython3.12.so.1.0"),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so"),
        (f"{QT}/libicudata.so.73", f"/venv/lib/python3.11/site-packages/{QT}/libicudata.so.73"),
        ("vcruntime140.dll", "C:\\Windows\\System32\\vcruntime140.dll"),
    ],
)
def test_what_the_program_needs_and_a_system_may_lack_comes_along(target: str, source: str) -> None:
    entry = (target, source, "BINARY")
    assert BUNDLE["trim"]([entry]) == [entry]


FRAMEWORK = f"{QT}/Qt%s.framework"


@pytest.mark.parametrize(
    "entries",
    [
        [(f"{QT}/libQt6%s.so.6", "/venv/file", "BINARY"), ("libQt6%s.so.6", f"{QT}/libQt6%s.so.6", "SYMLINK")],
        [
            (f"{FRAMEWORK}/Versions/A/Qt%s", "/venv/file", "BINARY"),
            (f"{FRAMEWORK}/Versions/Current", "A", "SYMLINK"),
            (f"{FRAMEWORK}/Qt%s", "Versions/Current/Qt%s", "SYMLINK"),
        ],
    ],
)
def test_a_link_goes_with_what_it_leads_to(entries: list[tuple[str, str, str]]) -> None:
    def of(name: str) -> list[tuple[str, str, str]]:
        return [(t.replace("%s", name), s.replace("%s", name), kind) for t, s, kind in entries]

    assert BUNDLE["trim"]([*of("Core"), *of("Charts")]) == of("Core")
    assert BUNDLE["trim"](of("Core")[1:]) == []
