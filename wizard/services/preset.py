"""The administrator's preset: a set-up file for a whole computer (docs/guide.en.md); it holds no secret."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from wizard.services import setup_file
from wizard.services.setup_file import Setup


def place(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> Path:
    """Return where this system keeps what is set for all its users; administrators write there."""
    folders = {
        "win32": Path(environ.get("PROGRAMDATA") or r"C:\ProgramData"),
        "darwin": Path("/Library/Application Support"),
    }
    return folders.get(platform, Path("/etc")) / "sansan-salesforce" / "preset.toml"


def read(path: Path) -> Setup | None:
    """Return what the preset says; None when there is none.

    Raises ``SetupMustChange`` as ``setup_file.read`` does; also when it is there and may not be read.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        pass  # something is there: reading says what is wrong with it
    return setup_file.read(path)
