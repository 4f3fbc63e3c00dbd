"""Files that LibreOffice Calc saved from our export come back the same. How they were made: ``renew.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.libreoffice.company import DIRECTORY, NOTES, RECIPIENTS
from tests.services.libreoffice.renew import FOLDER, SAVED
from wizard.domain.mapping import lines_of
from wizard.gui.recipients.preview import preview
from wizard.services.mapping_file import read, write


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_files_were_made_from_what_is_exported_today(tmp_path: Path, lang: str) -> None:
    write(tmp_path / "export.csv", lines_of(RECIPIENTS, NOTES), lang)
    assert (tmp_path / "export.csv").read_bytes() == (FOLDER / f"export_{lang}.csv").read_bytes()


def test_libreoffice_did_its_harm() -> None:
    assert b'"00012"' not in (FOLDER / "utf-8.csv").read_bytes()


@pytest.mark.parametrize("name", [*SAVED, "export_ja", "export_en"])
def test_what_libreoffice_saved_changes_nothing(name: str) -> None:
    found = preview(read(FOLDER / f"{name}.csv"), RECIPIENTS, DIRECTORY)
    assert found.faults == ()
    assert (found.same, found.changes) == (len(RECIPIENTS), {})
