"""Every file of packaging can be read by what will read it, and names nothing that is not there."""

from __future__ import annotations

import ast
import configparser
import plistlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import wizard
from wizard.services.system import app_id

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "resources" / "packaging"
SCRIPTS = [f for f in (*PACKAGING.rglob("*"), *(ROOT / ".ci").iterdir()) if f.is_file() and f.read_bytes()[:2] == b"#!"]
WORKFLOWS = {
    file.stem: yaml.safe_load(file.read_text("utf-8")) for file in (ROOT / ".github" / "workflows").glob("*.yml")
}
JOBS = WORKFLOWS["release"]["jobs"]


def test_the_spec_is_a_program() -> None:
    ast.parse((ROOT / "build.spec").read_text("utf-8"))


@pytest.mark.posix("bash")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda f: f.name)
def test_scripts_can_be_read_and_started(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111
    text = script.read_text("utf-8")
    assert ("set -e\n" if text.startswith("#!/bin/sh") else "set -euo pipefail\n") in text


def test_there_are_scripts() -> None:
    assert {"entry", "make-deb", "self-test", "run", "sign-and-notarise"} <= {script.name for script in SCRIPTS}


def test_the_menu_entry_names_the_program_and_its_icon() -> None:
    parser = configparser.RawConfigParser()
    parser.read(PACKAGING / "linux" / "sansan-salesforce.desktop", "utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"] == entry["Icon"] == "sansan-salesforce"
    assert entry["Categories"].endswith(";")


def test_the_control_file_has_what_debian_asks_for() -> None:
    text = (PACKAGING / "linux" / "control").read_text("utf-8")
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert {"Package", "Version", "Architecture", "Maintainer", "Description", "Depends"} <= fields.keys()
    made = (PACKAGING / "linux" / "make-deb").read_text("utf-8")
    assert set(re.findall(r"@\w+@", text)) == set(re.findall(r"@\w+@", made))


def test_the_windows_installer_needs_no_administrator_and_takes_what_is_built() -> None:
    text = (PACKAGING / "windows" / "sansan-salesforce.iss").read_text("utf-8")
    setup, _, _ = text.partition("[Languages]")
    directives = dict(line.split("=", 1) for line in setup.splitlines() if re.match(r"\w+=", line))
    assert directives["PrivilegesRequired"] == "lowest"
    assert directives["PrivilegesRequiredOverridesAllowed"].split() == ["dialog", "commandline"]
    assert directives["DefaultDirName"].startswith("{autopf}")  # the person's own folder without those rights
    assert directives["AppMutex"] == app_id.MUTEX
    assert f'AppUserModelID: "{app_id.APP_USER_MODEL_ID}"' in text
    assert f'#define Version "{wizard.__version__}"' in text
    for name in re.findall(r'"?((?:\.\.\\){3}[^*"\s]+)', text):
        found = (PACKAGING / "windows" / name.replace("\\", "/").replace("{#Name}", "sansan-salesforce")).resolve()
        assert found.parent in (ROOT / "dist", ROOT / "build") or found.exists() or found == ROOT / "dist"
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert sections == ["Setup", "Languages", "CustomMessages", "InstallDelete", "Files", "Icons", "Run", "Code"]
    assert "'--uninstall'" in text  # which a test of the command line holds


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == wizard.__version__
    assert f"sansan-salesforce_{wizard.__version__}_amd64.deb" in (ROOT / "README.md").read_text("utf-8")


def test_the_entitlements_of_macos_are_those_that_python_and_chromium_need() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements == {
        f"com.apple.security.cs.{name}": True
        for name in ("allow-jit", "allow-unsigned-executable-memory", "disable-library-validation")
    }


@pytest.mark.parametrize(("workflow", "job"), [(w, job) for w, read in WORKFLOWS.items() for job in read["jobs"]])
def test_a_job_needs_jobs_and_scripts_that_there_are(workflow: str, job: str) -> None:
    jobs = WORKFLOWS[workflow]["jobs"]
    needs = jobs[job].get("needs", [])
    assert set([needs] if isinstance(needs, str) else needs) <= jobs.keys()
    assert jobs[job]["runs-on"]
    for step in jobs[job]["steps"]:
        assert ("run" in step) != ("uses" in step)
        assert "@" in step.get("uses", "@")
        for path in re.findall(r"(?:resources|\.ci)[/\\][\w./\\-]+", step.get("run", "")):
            assert (ROOT / path.replace("\\", "/")).exists()


def test_the_release_is_built_for_all_three_systems_and_by_a_tag_only() -> None:
    assert {JOBS[job]["runs-on"].split("-")[0] for job in ("linux", "windows", "macos")} == {
        "ubuntu",
        "windows",
        "macos",
    }
    assert WORKFLOWS["release"][True] == {"push": {"tags": ["v*"]}}  # YAML reads the key "on" as true
    for job in ("windows", "macos"):
        assert any("--self-test" in step.get("run", "") for step in JOBS[job]["steps"])
    assert set(JOBS["publish"]["needs"]) == {"linux", "clean-debian", "windows", "macos"}  # all is tried first


def test_what_another_system_tries_is_there_and_holds_every_exit_code() -> None:
    tried = [step.get("run", "") for job in ("windows", "macos") for step in JOBS[job]["steps"]]
    assert any("try-installer.ps1" in run for run in tried)
    assert any("try_program.py" in run for run in tried)
    for script in (PACKAGING / "windows").glob("*.ps1"):
        text = script.read_text("utf-8")
        assert "$ErrorActionPreference = 'Stop'" in text
        assert "$PSNativeCommandUseErrorActionPreference = $true" in text
        for path in re.findall(r"(?:resources|\.ci)[/\\][\w./\\-]+", text):
            assert (ROOT / path.replace("\\", "/")).exists()
    mac = "".join(f.read_text("utf-8") for f in (PACKAGING / "macos").iterdir() if f.read_bytes()[:2] == b"#!")
    for asked in ("LSBackgroundOnly", "codesign --verify --deep --strict", "stapler staple", "ln -s /Applications"):
        assert asked in mac
    assert "--deep --timestamp" not in mac  # signing from outside in gives Qt's process the wrong entitlements


def test_the_container_file_copies_what_there_is_and_runs_as_nobody_special() -> None:
    text = (PACKAGING / "container" / "Containerfile").read_text("utf-8")
    lines = re.sub(r"\\\n", " ", text).splitlines()
    steps = [line.split(None, 1) for line in lines if line and not line.startswith("#")]
    assert {word for word, _ in steps} == {"FROM", "RUN", "COPY", "USER", "VOLUME", "ENV", "ENTRYPOINT", "CMD"}
    for words in (rest.split() for word, rest in steps if word == "COPY"):
        assert (ROOT / words[0]).exists()
    assert ["USER", "sansan"] in steps


def test_the_containers_lock_holds_no_qt_and_the_same_versions() -> None:
    ours = (ROOT / "requirements.lock").read_text("utf-8")
    theirs = (PACKAGING / "container" / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+==\S+)", theirs, re.MULTILINE)
    assert len(pinned) > 20
    assert "pyside6" not in theirs.lower()
    assert all(f"\n{pin} " in f"\n{ours}" for pin in pinned)
