"""Everything that is made once before measuring: a saved set-up, prepared answers, and the cards."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.journeys.command_line.people import CARD, Administrator, Salesforce
from tests.support.visit import access_token

USERS, SEED = 40, 1
_VERSION = "67.0"


def prepare(folder: Path) -> Administrator:
    """Set up once with the stand-ins, and keep what Salesforce answers besides jobs."""
    with standins(200) as ready:
        admin = Administrator(folder, ready)
        told = admin.set_up()
        (folder / "answers.json").write_text(json.dumps(_answers(ready, told["user"])), "utf-8")
    return admin


def render_cards(folder: Path, cards: int) -> None:
    """Render the cards in a process of its own, so that this one stays small."""
    script = "import sys, pathlib; from tests.benchmarks.pages import render; from wizard.standin.world import World;"
    build = f"render(pathlib.Path(sys.argv[1]), World.build({cards}, {USERS}, {SEED}))"
    subprocess.run([sys.executable, "-c", script + build, str(folder)], check=True)


def fresh_home(admin: Administrator, folder: Path, address: str, per_second: float = 0) -> Administrator:
    """Return an administrator with a copy of the set-up that asks the replay server, at this rate."""
    shutil.copytree(admin.folder / "home", folder / "home")
    shutil.copy(admin.folder / "keyring.json", folder)
    profile = next((folder / "home").rglob("profile.json"))
    saved = json.loads(profile.read_text("utf-8"))
    saved["sansan"]["requests_per_second"] = per_second
    profile.write_text(json.dumps(saved), "utf-8")
    return Administrator(folder, {**admin.ready, "sansan_url": address, "salesforce_url": address})


@contextmanager
def standins(cards: int) -> Iterator[dict[str, str]]:
    words = ["standin", "--cards", str(cards), "--users", str(USERS), "--seed", str(SEED)]
    running = subprocess.Popen([sys.executable, "-m", "wizard", *words], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    try:
        yield json.loads(running.stdout.readline())
    finally:
        running.terminate()
        running.communicate()


def _answers(ready: dict[str, str], username: str) -> dict[str, object]:
    """Return the answers of the stand-in that the replay server gives, by the name it knows them under."""
    users = Salesforce(ready).query("SELECT Id, Name, Username, Email, IsActive, UserType FROM User")
    user_id = next(user["Id"] for user in users if user["Username"] == username)
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {access_token(ready)}"
    data = f"{ready['salesforce_url']}/services/data/"
    describe = f"sobjects/{CARD}/describe"
    return {
        "token": {
            "access_token": "prepared",
            "instance_url": "",  # the server's own address, which it fills in
            "id": f"https://login.salesforce.com/id/00D000000000001AAA/{user_id}",
        },
        "versions": session.get(data, timeout=10).json(),
        describe: session.get(f"{data}v{_VERSION}/{describe}", timeout=10).json(),
        "users": {"totalSize": len(users), "done": True, "records": users},
        "limits": {name: {"Max": 10_000_000, "Remaining": 9_999_000} for name in ("DailyApiRequests", "DataStorageMB")},
    }
