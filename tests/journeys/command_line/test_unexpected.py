"""A fault of the program itself: one sentence and a file, and the demo still touches nothing of the person's."""

from __future__ import annotations

import logging
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import truststore

from wizard.cli import main
from wizard.services.home import Home
from wizard.standin import services


class UnforeseenError(Exception):
    """Nobody foresaw it."""


def fail(*_given: object, **_named: object) -> None:
    raise UnforeseenError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that is not there yet; what ``main`` does to the process is taken back."""
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    handlers = list(logging.getLogger().handlers)
    yield tmp_path / "home"
    truststore.extract_from_ssl()
    for number, handler in signals.items():
        signal.signal(number, handler)
    for added in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(added)
        added.close()


def log_named_in(said: str) -> str:
    """Return the text of the file that a sentence names."""
    named = re.search(r"\S+\.log", said)
    assert named, said
    return Path(named[0]).read_text("utf-8")


def test_an_unforeseen_fault_is_a_sentence_that_names_the_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Home, "profiles", property(fail))
    assert main(["status", "--lang", "en"]) == 4
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert str(home) in said
    assert "UnforeseenError" in log_named_in(said)


def test_an_unforeseen_fault_of_the_demo_leaves_the_persons_folder_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(services, "Standins", fail)
    assert main(["--demo", "--lang", "en"]) == 4
    assert "UnforeseenError" in log_named_in(capsys.readouterr().err)
    assert not home.exists()
