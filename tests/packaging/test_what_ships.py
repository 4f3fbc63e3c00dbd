"""What is in the wheel, and whose licences must be with it."""

from __future__ import annotations

import runpy
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTICES = runpy.run_path(str(ROOT / "resources" / "packaging" / "notices.py"))
SHIPPED = (ROOT / "resources" / "licences" / "NOTICES.txt").read_text("utf-8")


def test_the_wheel_holds_all_that_the_program_looks_for_and_nothing_of_packaging(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    files = (file.relative_to(ROOT) for file in (ROOT / "resources").rglob("*") if file.is_file())
    wanted = {f"wizard/{file}" for file in files if file.parts[1] not in ("packaging", "README.md")}
    assert wanted == {name for name in names if name.startswith("wizard/resources/")}
    assert not any(name.startswith("tests") for name in names)


@pytest.mark.parametrize("package", NOTICES["packages"]())
def test_every_package_shipped_has_its_notice(package: str) -> None:
    assert f"\n{package}\n" in SHIPPED or f"\n{package}: " in SHIPPED


def test_a_notice_holds_the_text_of_the_licence() -> None:
    (file,) = (f for f in distribution("keyring").files or () if f.name == "LICENSE")
    assert file.read_text("utf-8").strip() in SHIPPED


@pytest.mark.parametrize(("name", "last"), [("LGPL-3.0.txt", "for the\nLibrary.\n"), ("GPL-3.0.txt", ".html>.\n")])
def test_the_licences_of_qt_are_there_to_the_last_word(name: str, last: str) -> None:
    assert (ROOT / "resources" / "licences" / name).read_text("utf-8").endswith(last)
