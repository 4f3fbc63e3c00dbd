"""A build may bring a packaged app's consumer key; this one brings none."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard import resources, vendor
from wizard.domain.errors import SetupMustChange
from wizard.services import setup_file

FILE = """
profile = "p"
[sansan]
name = "n"
api_key_env = "K"
[salesforce]
environment = "production"
"""


def test_this_build_brings_no_key() -> None:
    assert vendor.consumer_key() == ""


def test_a_packaged_key_stands_in_where_a_set_up_file_gives_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "setup.toml"
    file.write_text(FILE, "utf-8")
    with pytest.raises(SetupMustChange, match="setup_file_wrong"):
        setup_file.read(file)
    (tmp_path / "vendor.toml").write_text('consumer_key = "3MVG9packaged"\n', "utf-8")
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    assert setup_file.read(file).consumer_key == "3MVG9packaged"
