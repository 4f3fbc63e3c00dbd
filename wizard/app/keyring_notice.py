"""Says in the window that the keyring waits for its person, who may have to answer in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.services.secrets import Keyring
from wizard.wiring import Services
from wizard.words.say import say_command


class KeyringNotice(QObject):
    """Gives the services a keyring that tells; its calls come from worker threads, the words appear in the window's."""

    _waits = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._shell: Shell | None = None
        self._languages: Languages | None = None
        self._secrets = services.secrets = Keyring(self._waits.emit, attended=True)
        self._waits.connect(self._say)

    def show_in(self, shell: Shell, languages: Languages) -> None:
        """Say it in this window; when it closes, the keyring is waited for no longer."""
        self._shell, self._languages = shell, languages
        shell.jobs.stopping.connect(self._secrets.give_up)

    @Slot()
    def _say(self) -> None:
        if self._shell and self._languages:
            self._shell.bar.note(say_command("keyring_waits", self._languages.lang))
