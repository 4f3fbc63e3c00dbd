"""Writes the files of this folder anew: ``make libreoffice-files`` (LibreOffice Calc must be installed).

Our export is opened as a person opens it, cells guessed to be numbers included, and saved as CSV in each encoding.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.services.libreoffice.company import NOTES, RECIPIENTS
from wizard.domain.mapping import lines_of
from wizard.services.mapping_file import write

FOLDER = Path(__file__).parent
_FILTER = "Text - txt - csv (StarCalc):"
_UTF_8 = "44,34,76,1"  # comma, double quote, LibreOffice's number for UTF-8, from line 1
SAVED = {  # file → language of our export, and what LibreOffice is told: separator, quote, encoding, first line
    "utf-8": ("ja", _UTF_8),
    "utf-16": ("ja", "44,34,65535,1"),
    "windows-932": ("ja", "44,34,60,1"),
    "shift_jis-semicolon": ("ja", "59,34,64,1"),
    "euc-jp": ("ja", "44,34,69,1"),
    "iso-2022-jp": ("ja", "44,34,72,1"),
    "utf-8-tab": ("en", "9,34,76,1"),
    "windows-1252": ("en", "44,34,1,1"),
}


def main() -> None:
    """Export, then have LibreOffice save each copy."""
    office = shutil.which("soffice") or sys.exit("LibreOffice Calc is not installed: apt-get install libreoffice-calc")
    for lang in ("ja", "en"):
        write(FOLDER / f"export_{lang}.csv", lines_of(RECIPIENTS, NOTES), lang)
    for name, (lang, options) in SAVED.items():
        with tempfile.TemporaryDirectory() as folder:
            command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += [f"--infilter={_FILTER}{_UTF_8}", "--convert-to", f"csv:{_FILTER}{options}", "--outdir", folder]
            subprocess.run([*command, FOLDER / f"export_{lang}.csv"], check=True, timeout=120)
            shutil.copyfile(Path(folder) / f"export_{lang}.csv", FOLDER / f"{name}.csv")


if __name__ == "__main__":
    main()
