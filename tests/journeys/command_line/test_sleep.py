"""Sleep is held off in transfers that no window watches."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.people import Administrator
from tests.services.test_awake import asked_by

pytestmark = pytest.mark.posix("D-Bus")


def test_a_transfer_and_its_undo_hold_off_sleep(admin: Administrator) -> None:
    admin.set_up()
    run = admin.sync()["run"]
    for words in (["schedule", "--run"], ["undo", run]):
        assert asked_by(admin.command(*words), admin.environment()) == ["Inhibit", "Uninhibit"]
