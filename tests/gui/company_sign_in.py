"""The embedded sign-in in a company's network, which ``tests/desktop`` makes and names in the environment.

Not part of the suite. SIGN_IN says what is to come of it: ``connection``, or words of the message.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator

import keyring
import pytest
import truststore

from tests.gui.person import Person
from tests.gui.test_walk import walk_to_sign_in
from wizard.services.memory_keyring import MemoryKeyring


@pytest.fixture
def ready() -> Iterator[dict[str, str]]:
    """What the stand-ins behind the company's network said."""
    truststore.inject_into_ssl()  # as the program does when it starts
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield json.loads(os.environ["READY"])
    keyring.set_keyring(before)
    truststore.extract_from_ssl()


def test_sign_in(open_real: Callable[..., Person], ready: dict[str, str]) -> None:
    person = open_real()
    if os.environ["SIGN_IN"] == "connection":
        walk_to_sign_in(person, ready)
        person.sign_in(ready["username"], ready["password"])
        person.until_page("connection")
    else:
        person.open("sign-in")
        person.open_embedded()
        person.until(lambda: os.environ["SIGN_IN"] in person.message)
    assert person.shell.grab().save(os.environ["PICTURE"])
