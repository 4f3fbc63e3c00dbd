"""The variables of a scheduled run, for schedulers that can give none: kept in a file that the command names."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from wizard.domain.errors import SetupMustChange


def text_of(variables: Mapping[str, str]) -> bytes:
    """Return what the file holds."""
    return json.dumps(variables).encode()


def set_variables(file: str) -> None:
    """Set the variables that the file holds, before anything reads them.

    Raises ``SetupMustChange`` (``schedule_by_hand``) where it cannot be read: without them a run would go elsewhere.
    """
    try:
        os.environ.update(json.loads(Path(file).read_text("utf-8")))
    except (OSError, ValueError, AttributeError, TypeError):
        raise SetupMustChange("schedule_by_hand", file=file) from None
