"""systemd: a timer and a service of the user's own manager, one pair a profile (systemd.timer(5), systemd.service(5)).

``Persistent=true`` makes up a run that was missed while the computer was off. Without ``loginctl enable-linger`` the
user's manager, and so the timer, lives while the user is signed in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import DAYS, Schedule
from wizard.services.profiles import write_whole
from wizard.services.schedulers import job

_SERVICE = """\
[Unit]
Description=Sansan to Salesforce: {profile}

[Service]
Type=oneshot
{environment}{command}
"""
_TIMER = """\
[Unit]
Description=Sansan to Salesforce: {profile}

[Timer]
OnCalendar={calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""
# What the manager says of a timer that it does not run; anything else, and nothing, means that it does.
_STATES = {
    "is-enabled": ("disabled", "masked", "not-found", "bad"),
    "is-active": ("inactive", "failed", "deactivating"),
}


class Systemd:
    """The user's manager; ``folder`` holds its units."""

    name = "systemd"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of_user(cls) -> Systemd:
        """Return the manager of the user who runs this program."""
        config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        return cls(config / "systemd" / "user")

    def get(self, profile: str) -> Schedule | None:
        """Return what the timer's file says, and whether the manager runs it.

        Raises ``SetupMustChange`` when the file cannot be understood, or the manager not be asked.
        """
        text = self._text(self._timer(profile))
        if text is None:
            return None
        found = parse(text, self._timer(profile))
        states = [job.try_to("systemctl", "--user", ask, self._timer(profile).name).stdout for ask in _STATES]
        active = not any(state.strip() in off for state, off in zip(states, _STATES.values(), strict=True))
        return replace(job.with_words_of(found, self._command(profile)), active=active)

    def set(self, profile: str, schedule: Schedule) -> None:
        """Write both units and start the timer, in place of earlier ones, which stay where the new are refused."""
        files = (self._service(profile), self._timer(profile))
        before = [self._text(file) for file in files]
        self._write(files, (service(profile, schedule), timer(profile, schedule)))
        try:
            self._start(profile)
        except SetupMustChange:
            if None in before:
                self._delete(profile)
            else:
                self._write(files, before)
                with suppress(SetupMustChange):
                    self._start(profile)
            raise

    def remove(self, profile: str) -> None:
        """Stop the timer and delete both units. Raises ``SetupMustChange`` where the manager does not stop it."""
        if self._text(self._timer(profile)) is None:
            return self._delete(profile)
        job.ask("systemctl", "--user", "disable", "--now", self._timer(profile).name)
        self._delete(profile)
        job.ask("systemctl", "--user", "daemon-reload")
        return None

    def repair(self, profile: str) -> bool:
        """Write the units anew where this program was moved; say whether they were."""
        stored, wanted = next(iter(self._command(profile)), ""), job.this_program()[0]
        if not stored or not job.is_moved(stored, wanted, exists=Path(stored).exists()):
            return False
        found = self.get(profile)
        if not found or not found.active:
            return False
        text, line = self._text(self._service(profile)) or "", _command_line(profile, found)
        self._write([self._service(profile)], [re.sub(r"^ExecStart=.*$", lambda _: line, text, flags=re.MULTILINE)])
        job.ask("systemctl", "--user", "daemon-reload")
        return True

    def _start(self, profile: str) -> None:
        job.ask("systemctl", "--user", "daemon-reload")
        job.ask("systemctl", "--user", "enable", self._timer(profile).name)
        job.ask("systemctl", "--user", "restart", self._timer(profile).name)

    def _command(self, profile: str) -> list[str]:
        """Return the command that the service's file holds; empty where there is none."""
        found = re.search(r"^ExecStart=(.*)$", self._text(self._service(profile)) or "", re.MULTILINE)
        quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', found[1]) if found else []
        return [re.sub(r"\\(.)", r"\1", word).replace("$$", "$").replace("%%", "%") for word in quoted]

    def _text(self, file: Path) -> str | None:
        try:
            return file.read_text("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return ""

    def _write(self, files: Sequence[Path], texts: Sequence[str | None]) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for file, text in zip(files, texts, strict=True):
                write_whole(file, (text or "").encode())
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._folder)) from None

    def _delete(self, profile: str) -> None:
        try:
            self._timer(profile).unlink(missing_ok=True)
            self._service(profile).unlink(missing_ok=True)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._folder)) from None

    def _timer(self, profile: str) -> Path:
        return self._folder / f"{job.name(profile)}.timer"

    def _service(self, profile: str) -> Path:
        return self._folder / f"{job.name(profile)}.service"


def service(profile: str, schedule: Schedule) -> str:
    """Return the unit that transfers once."""
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.variables().items())
    return _SERVICE.format(profile=profile, environment=environment, command=_command_line(profile, schedule))


def _command_line(profile: str, schedule: Schedule) -> str:
    return "ExecStart=" + " ".join(_quoted(word).replace("$", "$$") for word in job.command(profile, schedule))


def timer(profile: str, schedule: Schedule) -> str:
    """Return the unit that says when."""
    return _TIMER.format(profile=profile, calendar=calendar(schedule))


def calendar(schedule: Schedule) -> str:
    """Return a calendar event (systemd.time(7))."""
    if schedule.every == "hourly":
        return f"*-*-* *:{schedule.minute:02}:00"
    day = f"{schedule.day.title()} " if schedule.every == "weekly" else ""
    return f"{day}*-*-* {schedule.time}:00"


def parse(text: str, file: Path) -> Schedule:
    """Return the schedule of a timer that ``timer`` wrote. Raises ``SetupMustChange`` (``schedule_by_hand``)."""
    found = re.search(r"^OnCalendar=(?:(\w{3}) )?\*-\*-\* (\*|\d\d):(\d\d):00$", text, re.MULTILINE | re.ASCII)
    day = (found[1] or "mon").lower() if found else ""
    if not found or day not in DAYS:
        raise SetupMustChange("schedule_by_hand", file=str(file))
    if found[2] == "*":
        return Schedule("hourly", minute=int(found[3]))
    return Schedule("weekly" if found[1] else "daily", int(found[2]), int(found[3]), day)


def _quoted(word: str) -> str:
    """Return a word in double quotes, with what systemd would read into it escaped."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    return f'"{escaped}"'
