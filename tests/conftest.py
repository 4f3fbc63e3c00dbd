"""Random values are the same in every run, and leave nothing behind. Tests of POSIX alone say why they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip on Windows what needs POSIX, with its reason; nothing anywhere else."""
    for item in items:
        for marker in item.iter_markers("posix"):
            (reason,) = marker.args
            if os.name != "posix":
                item.add_marker(pytest.mark.skip(reason=f"needs {reason}"))


@pytest.fixture(autouse=True)
def no_lingering_sign_in() -> Iterator[None]:
    """Let no test hold the addresses of a sign-in that is over."""
    yield
    if callback := sys.modules.get("wizard.services.salesforce.callback"):
        callback.end_lingering()
