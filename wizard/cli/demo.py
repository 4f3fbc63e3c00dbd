"""``--demo``: the product on the stand-in services; temporary home, keyring in memory, nothing real touched."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import keyring

from wizard.application.sync import Sync
from wizard.cli import setup, sync
from wizard.cli.console import Console
from wizard.cli.window import has_screen, open_window
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.services.schedulers.memory import MemoryScheduler

if TYPE_CHECKING:
    from wizard.wiring import Services

_CARDS, _USERS = 1_000, 20
_SETUP = """
profile = "demo"
[sansan]
name = "Demo"
api_key_env = "SANSAN_API_KEY"
requests_per_second = 0
requests_per_minute = 0
[salesforce]
environment = "production"
consumer_key = "{consumer_key}"
"""


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Start the stand-ins and show what the product does with them."""
    from wizard.standin.services import Standins

    standins = Standins(cards=_CARDS, users=_USERS, customers=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            console.say("demo_services")
            ready = standins.ready()
            services.home, services.own_scheduler = Home(Path(folder)), MemoryScheduler()
            with _pointed_at(ready):
                if has_screen():
                    return open_window(console, services, ready)
                console.say("demo_no_window")
                return _without_window(console, services, ready)
    finally:
        standins.close()


def _without_window(console: Console, services: Services, ready: dict[str, str]) -> int:
    """Set up, transfer and print the report, with a person's part of the sign-in played by a script."""
    services.open_address = partial(_sign_in, username=ready["username"], password=ready["password"])
    file = services.home.root / "setup.toml"
    file.write_text(_SETUP.format(**ready), "utf-8")
    given = argparse.Namespace(file=str(file))
    code = setup.run(given, console, services) or sync.exit_code(
        sync.transfer(Sync(None, console.lang), console, services)
    )
    for report in sorted(services.home.reports("demo").glob("*.csv")):
        lines = report.read_text("utf-8-sig").splitlines()
        print("\n".join([*lines[:12], "…"]), flush=True)
    return code


@contextmanager
def _pointed_at(ready: dict[str, str]) -> Iterator[None]:
    """Point the program at the stand-ins, with a keyring in memory."""
    names = {
        "SANSAN_API_URL": ready["sansan_url"],
        "SALESFORCE_LOGIN_URL": ready["salesforce_url"],
        "SANSAN_API_KEY": ready["api_key"],
    }
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    keyring.set_keyring(MemoryKeyring())
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _sign_in(address: str, username: str, password: str) -> None:
    """Play the person's part of the sign-in where there is no screen."""
    from wizard.standin.visitor import sign_in

    sign_in(address, username, password)
