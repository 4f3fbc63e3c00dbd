"""What the parts of the backend share."""

from __future__ import annotations

from dataclasses import replace

from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded
from wizard.domain.ports import CardSource
from wizard.domain.profile import SANSAN_KEY, Profile, SansanAccess, secret_name
from wizard.flow.answers import Answers, Connection
from wizard.wiring import Services


class Part:
    """Holds the services; each call works with a control of its own."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def _with(self, control: Control) -> Services:
        return replace(self._services, control=control, hurried=True)

    def _saved(self, profile_id: str) -> Profile | None:
        """Return the saved set-up of this id."""
        return next((profile for profile in self._services.profiles.loadable() if profile.id == profile_id), None)

    def _key(self, connection: Connection) -> str:
        return self._services.sansan_key(connection.secret)

    def _access(self, connection: Connection) -> SansanAccess:
        """Return how Sansan is read: as the set-up of this key says, else by default."""
        saved = self._saved(connection.secret.removesuffix(f"/{SANSAN_KEY}"))
        access = saved.sansan if saved else SansanAccess(connection.name)
        return replace(access, name=connection.name, api_version=connection.api_version)

    def _source(self, connection: Connection, control: Control) -> CardSource:
        opened = self._with(control).sansan(self._access(connection), self._key(connection))
        return opened(connection.api_version)

    def _used_secrets(self) -> set[str]:
        """Return the names of the Sansan keys that saved set-ups use."""
        return {secret_name(profile.id, SANSAN_KEY) for profile in self._services.profiles.loadable()}


def chosen(answers: Answers) -> Connection:
    """Return the chosen Sansan connection. Raises ``SignInNeeded`` when its key is gone."""
    if answers.connection is None:
        raise SignInNeeded("sansan_key_gone")
    return answers.connection
