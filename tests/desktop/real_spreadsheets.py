"""Spreadsheets that open and save what we write: LibreOffice Calc and Gnumeric, without a window."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.versions import versions
from tests.services.libreoffice.company import DIRECTORY, NOTES, RECIPIENTS
from wizard.domain.mapping import lines_of
from wizard.domain.outcome import Outcome
from wizard.gui.recipients.preview import preview
from wizard.services.mapping_file import read, write
from wizard.transfer.report import write_rows

PEER = versions("libreoffice-calc-nogui", "gnumeric")


def libreoffice(file: Path, folder: Path) -> Path:
    as_text = "Text - txt - csv (StarCalc):44,34,76,1"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter={as_text}"]
    command += ["--convert-to", f"csv:{as_text}", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder / file.name


def gnumeric(file: Path, folder: Path) -> Path:
    subprocess.run(["ssconvert", file, folder / file.name], check=True, capture_output=True, timeout=110)
    return folder / file.name


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    (tmp_path / "saved").mkdir()
    return tmp_path / "saved"


@pytest.mark.parametrize("spreadsheet", [libreoffice, gnumeric])
def test_ids(spreadsheet: Callable[[Path, Path], Path], tmp_path: Path, saved: Path) -> None:
    """Ids of Salesforce in a report that was opened and saved"""
    file = write_rows(tmp_path / "rows.csv", [Outcome("b1", "003E00000000123", "created")], "en")
    with spreadsheet(file, saved).open(encoding="utf-8-sig", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert row["salesforce_id"] == "003E00000000123IAA"


@pytest.mark.parametrize("spreadsheet", [libreoffice, gnumeric])
def test_mapping(spreadsheet: Callable[[Path, Path], Path], tmp_path: Path, saved: Path) -> None:
    """A mapping file that was opened and saved changes nothing unnoticed"""
    write(tmp_path / "recipients.csv", lines_of(RECIPIENTS, NOTES), "ja")
    found = preview(read(spreadsheet(tmp_path / "recipients.csv", saved)), RECIPIENTS, DIRECTORY)
    assert found.changes == {}
    assert found.same + len(found.faults) == len(RECIPIENTS)
