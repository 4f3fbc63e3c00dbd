"""The stand-in, and jsforce from the package index, installed here on first use."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.services.standin_salesforce.client import CALLBACK, CARD, CARD_ID, Browser, Client
from tests.services.standin_salesforce.packages import files, zipped
from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

HERE = Path(__file__).parent
INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]

Tour = Callable[[str], Any]


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: install Node.js 18 or newer (with npm) to try the stand-in with jsforce")
    return found


def installed() -> bool:
    """Whether every package of package-lock.json is there in its version; a broken installation is none."""
    packages = json.loads((HERE / "package-lock.json").read_text())["packages"]
    return all(version(HERE / path) == entry["version"] for path, entry in packages.items() if path)


def version(folder: Path) -> str | None:
    description = folder / "package.json"
    return str(json.loads(description.read_text())["version"]) if description.exists() else None


@pytest.fixture(scope="session")
def node() -> str:
    """Node.js, with the packages of package-lock.json beside this file."""
    found, npm = program("node"), program("npm")
    with FileLock(Path(tempfile.gettempdir()) / "sansan-salesforce-npm.lock"):  # several processes may test at once
        install(npm)
    return found


def install(npm: str) -> None:
    if not installed():
        done = subprocess.run([npm, *INSTALL], cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"npm {' '.join(INSTALL)} failed in {HERE}:\n{done.stderr}")


@pytest.fixture
def standin() -> Iterator[SalesforceStandin]:
    running = SalesforceStandin(World.build(cards=5, users=10))
    yield running
    running.close()


@pytest.fixture
def tour(node: str, standin: SalesforceStandin) -> Tour:
    """Run one tour of tour.mjs and return what it found; a person with a browser signs in for it."""
    world = World.build(cards=5, users=10)
    assert Client(standin.url, world).assign().status_code == 201
    given = {
        "url": standin.url,
        "consumerKey": world.consumer_key,
        "callback": CALLBACK,
        "object": CARD,
        "key": CARD_ID,
        "text": "Sansan_CI__LastName__c",
        "zip": base64.b64encode(zipped(files())).decode(),
    }

    def run(name: str) -> Any:
        environment = {**os.environ, "STANDIN": json.dumps(given)}
        with subprocess.Popen(
            [node, "tour.mjs", name],
            cwd=HERE,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            code = sign_in(Browser(standin.url, world), address) if address else ""
            output, errors = process.communicate(f"{code}\n", timeout=60)
        assert process.returncode == 0, errors
        return json.loads(output.splitlines()[-1])

    return run


def sign_in(browser: Browser, address: str) -> str:
    """Log in and press Allow, as the person would; return the code that the callback receives."""
    return browser.decide(browser.log_in(browser.http.get(address)))["code"]
