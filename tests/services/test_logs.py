"""The log: who reads it learns what ran and why it failed, and nothing about a person."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from wizard.services.home import Home
from wizard.services.logs import NAME, last_lines, log_to


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    yield
    for handler in set(root.handlers) - set(before):
        handler.close()
    root.handlers = before
    logging.raiseExceptions = True


def log() -> logging.Logger:
    return logging.getLogger("wizard.test")


def test_every_line_names_the_run_told_of_last(tmp_path: Path) -> None:
    log_to(Home(tmp_path))
    log().info("before")
    log().info("begins", extra={"run": "20260101-000000"})
    log().info("after")
    lines = last_lines(Home(tmp_path), 10)
    assert [" 20260101-000000 " in line for line in lines] == [False, True, True]


def test_no_secret_and_no_address_is_written_not_even_by_a_traceback(tmp_path: Path) -> None:
    log_to(Home(tmp_path))
    secrets = [
        "sato@example.com",
        "5Aep861TSESvWeug_xztpnAk6BGQxRdovMLhHso81iyYKO6hTm45JVxz3FLewCKgI4BbUp19OzGfqG2TdCfqa",
    ]
    try:
        raise ValueError(f"owner sato@example.com, refresh_token={secrets[1]}")
    except ValueError:
        log().exception("unexpected")
    written = "\n".join(last_lines(Home(tmp_path), 100))
    assert "Traceback" in written
    assert not any(secret in written for secret in secrets)


def test_the_level_is_chosen(tmp_path: Path) -> None:
    log_to(Home(tmp_path), "warning")
    log().info("small")
    log().warning("large")
    assert [line.rpartition(" ")[2] for line in last_lines(Home(tmp_path), 10)] == ["large"]


def test_a_large_log_is_turned_at_the_next_start_and_old_ones_go(tmp_path: Path) -> None:
    folder = Home(tmp_path).logs()
    for _ in range(5):
        (folder / NAME).write_bytes(b"x" * 1_000_001)
        log_to(Home(tmp_path))
    assert sorted(file.name for file in folder.iterdir()) == [NAME, f"{NAME}.1", f"{NAME}.2", f"{NAME}.3"]
    assert (folder / NAME).stat().st_size == 0


@pytest.mark.posix("modes of files")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    file = log_to(Home(tmp_path))
    assert file is not None
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file in its place")
    assert log_to(Home(tmp_path)) is None
    log().warning("lost")
    assert capfd.readouterr().err == ""


@pytest.mark.posix("a full device")
def test_a_full_disk_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log_to(Home(tmp_path))
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.FileHandler)
    full = open("/dev/full", "w")  # noqa: PTH123, SIM115 - every write to it meets a full disk
    handler.setStream(full).close()
    log().warning("lost")
    with suppress(OSError):
        full.close()
    handler.stream = None  # type: ignore[assignment] # it is closed
    assert capfd.readouterr().err == ""


def test_a_traceback_says_where_and_what_and_nothing_of_a_card(tmp_path: Path) -> None:
    log_to(Home(tmp_path))
    try:
        try:
            raise LookupError("佐藤 花子")
        except LookupError as inner:
            raise RuntimeError("John Smith, 503") from inner
    except RuntimeError:
        log().exception("unexpected")
    written = "\n".join(last_lines(Home(tmp_path), 100))
    assert written.index("LookupError") < written.index("RuntimeError: 503")
    assert "test_a_traceback_says_where" in written
    assert "花子" not in written.replace('raise LookupError("佐藤 花子")', "")
    assert "Smith" not in written.replace('raise RuntimeError("John Smith, 503")', "")
