"""Where the unexpected is written down."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from wizard.domain.errors import Trouble
from wizard.services.home import Home


def log_to(home: Home) -> Path | None:
    """Send log records to the home's log file and return it; None where it cannot be written."""
    try:
        file = home.logs() / "sansan-salesforce.log"
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        file.chmod(0o600)
    except (OSError, Trouble):
        logging.getLogger().addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return file
