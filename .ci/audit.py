"""Ask the public database for known vulnerabilities of the locked packages; ``--strict`` fails where nobody answers.

A package the database does not know counts as not asked: pip-audit itself would pass over it and say that all is well.
pip-audit lives in a virtual environment of its own, made once. PIP_AUDIT names another program in its place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
ENVIRONMENT = HERE / "build" / "audit"
PATIENCE = 180
OPTIONS = ("--format", "json", "--progress-spinner", "off", "--timeout", "10", "--require-hashes", "--disable-pip")
# The sign-in browser inside PySide6, which no database of Python packages knows: base, security patches, and when that
# Chromium became stable (by Google's announced schedule: 153 on 8 September 2026, then one every two weeks).
BROWSER = {"PySide6-Addons": "6.11.3", "base": "140.0.7339.264", "patches": "155.0.8059.85", "stable": "2026-10-06"}


def main(strict: bool) -> int:
    """Tell the age of the sign-in browser, then ask for the packages; see ``check``."""
    print(browser_age(date.today()))
    return check(strict)


def browser_age(today: date) -> str:
    """Return how old the security patches of the sign-in browser are."""
    days = (today - date.fromisoformat(BROWSER["stable"])).days
    return (
        f"Sign-in browser: Chromium {BROWSER['base']} with security patches up to {BROWSER['patches']}, stable since "
        f"about {BROWSER['stable']} ({days} days ago), in PySide6 {BROWSER['PySide6-Addons']}."
    )


def check(strict: bool) -> int:
    """Return 1 for a vulnerability; also where not all could be asked, if that is to be strict."""
    try:
        packages = audit()
    except (OSError, ValueError, KeyError, subprocess.SubprocessError) as fault:
        return not_asked(str(fault).strip().splitlines()[-1] if str(fault).strip() else type(fault).__name__, strict)
    known = [(p["name"], p["version"], v["id"]) for p in packages for v in p.get("vulns", ())]
    for name, version, vulnerability in known:
        print(f"AUDIT: {name} {version} has a known vulnerability: {vulnerability}")
    skipped = [p["name"] for p in packages if "skip_reason" in p]
    if not packages or skipped:
        unknown = not_asked(f"it did not answer for {len(skipped)} of {len(packages)} packages", strict)
        return 1 if known else unknown
    if not known:
        print(f"Audit: no known vulnerability in {len(packages)} packages.")
    return 1 if known else 0


def not_asked(why: str, strict: bool) -> int:
    """Say so, and return how it ends."""
    print(f"AUDIT NOT DONE: the database of known vulnerabilities could not be asked ({why}).", file=sys.stderr)
    return 1 if strict else 0


def audit() -> list[dict[str, Any]]:
    """Return what pip-audit says of each package; it ends with 1 where it found something."""
    lock = str(HERE / "requirements.lock")
    command = [program(), *OPTIONS, "--requirement", lock]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours
    if not done.stdout.startswith("{"):
        raise ValueError(done.stderr or f"pip-audit ended with {done.returncode}")
    return list(json.loads(done.stdout)["dependencies"])


def program() -> str:
    """Return pip-audit, installed where it is not yet. Raises ``SubprocessError`` where it cannot be."""
    if given := os.environ.get("PIP_AUDIT"):
        return given
    there = ENVIRONMENT / "bin" / "pip-audit"
    if not there.exists():
        run(sys.executable, "-m", "venv", str(ENVIRONMENT))
        run(str(ENVIRONMENT / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "pip-audit>=2.9")
    return str(there)


def run(*command: str) -> None:
    """Run a command quietly. Raises ``SubprocessError`` where it fails."""
    subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603 - ours


if __name__ == "__main__":
    sys.exit(main("--strict" in sys.argv[1:]))
