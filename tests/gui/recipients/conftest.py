from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from wizard.app.runner import Runner
from wizard.domain.persons import owner_key
from wizard.domain.recipients import Directory, match_all
from wizard.gui.jobs import Jobs
from wizard.gui.languages import Languages
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.wiring import Services

from .people import CARDS, SALESFORCE, SANSAN
from .window import Window


@pytest.fixture(autouse=True)
def _english(languages: Languages) -> Iterator[None]:
    before = QLocale()
    languages.use("en")
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[RecipientsEditor]:
    """The editor with its people, shown and active, files offered."""
    widget = RecipientsEditor()
    qtbot.addWidget(widget)
    widget.resize(1000, 500)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    recipients = match_all(SANSAN, Directory(SALESFORCE), SALESFORCE[0])
    cards = {owner_key(user): count for user, count in zip(SANSAN, CARDS, strict=True)}
    jobs = Jobs()
    widget.set_files(Runner(Services()), jobs.runner())
    widget.set_data(recipients, SALESFORCE, SALESFORCE[0].id, cards)
    yield widget
    qtbot.waitUntil(lambda: not jobs.busy)


@pytest.fixture
def window(editor: RecipientsEditor, qtbot: QtBot) -> Window:
    """What a person sees and does in the editor."""
    return Window(editor, qtbot)
