"""Try an installed program as its user: set-up, keyring, a run that the system's own scheduler starts, its end.

``try_program.py PROGRAM [WINDOWED-PROGRAM]``. The services are the program's own stand-ins, the browser is the tests'.
Home and keyring are the person's; nothing of it is left behind. For the runners of Windows and macOS, where it was not
yet seen green; a test runs it on Linux.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
PROFILE = "try-program"
PATIENCE = 300.0  # seconds for a run that the scheduler was told to begin
SETUP = """
profile = "{profile}"
[sansan]
name = "Integration user"
api_key_env = "SANSAN_API_KEY"
[salesforce]
environment = "production"
consumer_key = "{consumer_key}"
"""


class Program:
    """The program with the environment of one try."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.words, self.folder = words, folder
        self.environment = dict(os.environ)

    def run(self, *words: str, expected: int = 0) -> dict[str, Any]:
        """Run a command and return its answer. Raises ``AssertionError`` for another exit code."""
        command = [*self.words, *words, "--lang", "en", "--json"]
        done = subprocess.run(command, env=self.environment, capture_output=True, encoding="utf-8", check=False)
        print("$", *words, "→", done.returncode, done.stderr.strip(), flush=True)
        assert done.returncode == expected, done.stdout
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
        return answer

    @contextmanager
    def services(self) -> Iterator[dict[str, str]]:
        """Give the stand-in services, and set the environment on them."""
        command = [*self.words, "standin", "--cards", "50"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
            assert process.stdout
            ready = json.loads(process.stdout.readline())
            self.environment |= {
                "SANSAN_API_URL": ready["sansan_url"],
                "SALESFORCE_LOGIN_URL": ready["salesforce_url"],
                "SANSAN_API_KEY": ready["api_key"],
                "BROWSER": f"{sys.executable} {ROOT / 'tests' / 'support' / 'visit.py'} %s",
                "VISITOR_USERNAME": ready["username"],
                "VISITOR_PASSWORD": ready["password"],
            }
            try:
                yield ready
            finally:
                process.terminate()


def start_now(program: Program) -> None:
    """Tell the system's scheduler to begin the scheduled run at once, as its time would."""
    name = f"sansan-salesforce-{PROFILE}"
    if sys.platform == "win32":
        command = ["schtasks", "/Run", "/TN", name]
    elif sys.platform == "darwin":
        command = ["launchctl", "kickstart", f"gui/{os.getuid()}/{name}"]
    else:
        command = ["systemctl", "--user", "start", f"{name}.service"]
    subprocess.run(command, env=program.environment, check=True)


def wait_for_run(program: Program, before: str | None) -> None:
    """Wait until another run than ``before`` has ended well."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        last = program.run("status", "--profile", PROFILE)["last_run"]
        if last and last["run"] != before and last["state"] == "completed":
            return
        time.sleep(5)
    raise AssertionError("the scheduled run did not come")


def two_at_once(program: Program) -> None:
    """Let two processes write the keyring at the same moment; both must do, and the sign-in be there still."""
    words = [*program.words, "schedule", "--hourly", "--profile", PROFILE]
    both = [subprocess.Popen(words, env=program.environment) for _ in range(2)]
    codes = {process.wait(timeout=PATIENCE) for process in both}
    assert codes == {0}, codes
    program.run("sync", "--profile", PROFILE)


def main(doors: list[str]) -> None:
    """Try all; raise at the first thing that is not as it must be."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        program = Program(doors[0].split("|"), Path(folder))
        for door in doors:  # a deliberate fault at each: no such set-up
            Program(door.split("|"), Path(folder)).run("sync", "--profile", "nobody", expected=2)
        with program.services() as ready:
            file = Path(folder, "setup.toml")
            file.write_text(SETUP.format(profile=PROFILE, **ready), "utf-8")
            program.run("setup", str(file))
            try:
                program.run("schedule", "--daily", "03:00", "--profile", PROFILE)
                assert program.run("schedule", "--profile", PROFILE)["schedule"] == "daily 03:00"
                start_now(program)
                wait_for_run(program, None)
                two_at_once(program)
            finally:
                program.run("schedule", "--remove", "--profile", PROFILE)
                assert program.run("schedule", "--profile", PROFILE)["schedule"] is None
                program.run("disconnect", "--profile", PROFILE, "--remove")
    print("all well")


if __name__ == "__main__":
    main(sys.argv[1:])
