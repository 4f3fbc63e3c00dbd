"""A customer who has set up and transferred, as the documents assume, for every command line that they name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from tests.docs.commands import PROGRAM, ROOT, words
from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Answer, Sansan
from wizard.standin.services import Standins

BIN = ROOT / "tests" / "support" / "bin"


@dataclass
class Customer:
    """Types lines as written: FILE, RUN and CARD are replaced by a file, the run that was just done, and a card."""

    folder: Path
    ready: dict[str, str]
    places: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        Sansan(self.ready).settings(rate_limit={"per_second": 0, "per_minute": 0})
        self.card = str(Sansan(self.ready).cards()[0]["id"])
        self.origin = HastyAdministrator(self.folder, self.ready)
        self.origin.set_up()
        self.run = str(self.origin.sync()["run"])

    def type(self, line: str) -> Answer:
        """Type a command of the program, at home with what was set up and transferred."""
        admin = self._admin()
        (admin.folder / "setup.toml").write_text(self._of_the_readme(), "utf-8")
        replaced = {
            "FILE": str(admin.folder / "file"),
            "RUN": self.run,
            "CARD": self.card,
            "setup.toml": str(admin.folder / "setup.toml"),
        }
        if line.startswith(f"{PROGRAM} setup"):
            replaced["FILE"] = replaced["setup.toml"]
        return admin.type(*(replaced.get(word, word) for word in words(line)[1:]))

    def shell(self, line: str) -> subprocess.CompletedProcess[str]:
        """Let the shell do a line on the stand-ins; an answer that refuses is a failure."""
        (self.folder / ".curlrc").write_text("fail\nsilent\nshow-error\nnoproxy = *\n", "utf-8")
        addresses = f"S={self.ready['sansan_url']}; F={self.ready['salesforce_url']}; "
        return subprocess.run(
            ["bash", "-c", addresses + line.replace("/ID", f"/{self.card}")],
            env={"PATH": "/usr/bin:/bin", "CURL_HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    def _admin(self) -> HastyAdministrator:
        folder = self.folder / str(next(self.places))
        shutil.copytree(self.folder / "home", folder / "home")
        shutil.copy(self.folder / "keyring.json", folder)
        tools = {"PATH": f"{BIN}:/usr/bin:/bin", "SYSTEMCTL_LOG": str(folder / "systemctl.log")}
        admin = HastyAdministrator(folder, self.ready, {**tools, "XDG_CONFIG_HOME": str(folder / "config")})
        admin.variables["SALESFORCE_CONSUMER_SECRET"] = self.ready["consumer_secret"]
        admin.set_up('[unattended]\nconsumer_secret_env = "SALESFORCE_CONSUMER_SECRET"\n')  # and a sign-in of its own
        return admin

    def _of_the_readme(self) -> str:
        text = (ROOT / "README.md").read_text("utf-8")
        block = text.split("```toml\n")[1].split("```")[0]
        return block.replace("3MVG9...", self.ready["consumer_key"])


@pytest.fixture(scope="module")
def customer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Customer]:
    standins = Standins(cards=20, users=5)
    yield Customer(tmp_path_factory.mktemp("customer"), standins.ready())
    standins.close()


@pytest.fixture
def leaving(tmp_path: Path) -> Iterator[Customer]:
    """One whose sign-in may be revoked."""
    standins = Standins(cards=20, users=5)
    yield Customer(tmp_path, standins.ready())
    standins.close()


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Customer]:
    """Another one, whose services are treated badly."""
    standins = Standins(cards=20, users=5)
    yield Customer(tmp_path_factory.mktemp("rehearsal"), standins.ready())
    standins.close()
