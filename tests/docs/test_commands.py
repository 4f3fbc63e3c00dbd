"""What people are told to type is what works: every command line of the documents and of our own sentences is run."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.commands import PROGRAM, ROOT, lines, options, references, subcommands, words
from tests.docs.conftest import Customer
from tests.support.started import SECONDS, Started
from wizard.cli.parser import make_parser

LINES = lines()
# What is not run here, and why. Each pattern must still fit a line.
NOT_RUN = {
    r"sudo apt install \./.*\.deb": "changes the system; try-on-clean-debian does it in one of its own",
    r"python -m venv .*|\.venv/bin/pip .*": "installs anew; the Windows and macOS jobs of checks.yml do it",
    r"\.venv/bin/sansan-salesforce --demo": "as the same line without the folder",
    r"\.venv/bin/python -m pytest": "is this very suite",
    r"python -m tests\.benchmarks.*": "takes minutes",
    r"podman .*": "needs a container engine and a live sign-in; tests/packaging/test_server.py runs what it starts",
    r"head -c 32 .*": "makes the password for the container",
    r"[SF]=http://.*": "names the stand-ins for the lines below it",
    rf"{PROGRAM} --self-test": "tests/packaging/test_self_test.py runs it",
}
WINDOWS = {PROGRAM, f"{PROGRAM} --demo"}
# Lines that nobody wrote down, for the options that stand in the help alone.
BY_HELP = [
    f"{PROGRAM} --version",
    f"{PROGRAM} --help",
    f"{PROGRAM} sync --samples --log-level debug --lang ja --profile production --json",
    f"{PROGRAM} status --profile production --json",
    f"{PROGRAM} undo RUN --even-changed --profile production --json",
    f"{PROGRAM} explain CARD --profile production --json",
    f"{PROGRAM} link --dry-run --create none --fill-empty --profile production --json",
    f"{PROGRAM} explain CARD --profile production --json",
    f"{PROGRAM} schedule --hourly --profile production --json",
    f"{PROGRAM} schedule --weekly mon 06:30",
    f"{PROGRAM} schedule --daily 06:30 --full never --on-failure true --json",
    f"{PROGRAM} export FILE --profile production --json",
    f"{PROGRAM} setup setup.toml --json",
    f"{PROGRAM} disconnect --remove --profile production --json",
]
STANDINS = [
    *(line for line in LINES if line.startswith(f"{PROGRAM} standin")),
    f"{PROGRAM} standin --sandbox --package absent",
]


def not_run(line: str) -> bool:
    return any(re.fullmatch(pattern, line) for pattern in NOT_RUN)


TYPED = [
    line
    for line in (*LINES, *BY_HELP)
    if line.startswith(PROGRAM) and line not in (*WINDOWS, *STANDINS) and not not_run(line)
]
CURLS = [line for line in LINES if line.startswith("curl ")]
MADE = [line for line in LINES if line.startswith("make")]


def test_every_documented_line_is_run_or_left_out_for_a_reason() -> None:
    known = {*WINDOWS, *STANDINS, *TYPED, *CURLS, *MADE}
    assert [f"{LINES[line]}: {line}" for line in LINES if line not in known and not not_run(line)] == []
    assert [pattern for pattern in NOT_RUN if not any(re.fullmatch(pattern, line) for line in LINES)] == []
    assert {PROGRAM, f"{PROGRAM} --demo", f"{PROGRAM} setup setup.toml", f"{PROGRAM} sync"} <= LINES.keys()
    assert len(TYPED) + len(CURLS) + len(MADE) > 50


def test_every_option_of_the_help_is_used_in_a_line_that_is_run() -> None:
    unused = {f"{name} {option}" for name, parser in subcommands().items() for option in options(parser)}
    unused |= options(make_parser("en"))
    for line in (*TYPED, *STANDINS, *WINDOWS, f"{PROGRAM} --self-test"):
        typed = words(line)[1:]
        command = next((word for word in typed if word in subcommands()), "")
        unused -= {f"{command} {word}".strip() for word in typed}
    alike = {"-h", "--help", "--lang", "--log-level"}  # each command's come from one place
    assert {each for each in unused if each.split()[-1] not in alike} == set()


@pytest.mark.parametrize("line", sorted(WINDOWS))
def test_a_line_that_opens_the_window_does(tmp_path: Path, line: str) -> None:
    started = Started(tmp_path, *words(line)[1:], QT_QPA_PLATFORM="offscreen")
    try:
        started.wait_for_window()
        assert started.close() == 0, started.said()
    finally:
        started.end()
    assert "Traceback" not in started.said()


@pytest.mark.parametrize("line", TYPED)
def test_a_line_can_be_typed_as_written(request: pytest.FixtureRequest, line: str) -> None:
    customer: Customer = request.getfixturevalue("leaving" if "disconnect" in line else "customer")
    try:
        answer = customer.type(line)
    except SystemExit as end:  # the help and the version end the program
        assert end.code == 0
        return
    assert answer.code == 0, answer.stderr
    assert "--json" not in line or answer.json


@pytest.mark.parametrize("line", STANDINS)
def test_the_stand_ins_start_as_written(line: str) -> None:
    typed = [re.sub(r"^88\d\d$", "0", word) for word in words(line)[1:]]  # the ports may be taken here
    command = [sys.executable, "-m", "wizard", *typed]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        ready = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        assert running.wait(SECONDS) == 0
    assert {"sansan_url", "salesforce_url", "api_key", "consumer_key", "username", "password"} <= ready.keys()


@pytest.mark.parametrize("line", CURLS)
def test_a_bad_day_is_rehearsed_as_written(rehearsal: Customer, line: str) -> None:
    done = rehearsal.shell(line)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", MADE)
def test_a_task_is_there(line: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", *words(line)[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_command_that_is_named_is_in_the_help() -> None:
    shown = make_parser("en").format_help()
    assert {"setup", "sync"} <= references()
    assert [name for name in subcommands() if not re.search(rf"^ +{name} ", shown, re.MULTILINE)] == []


def test_the_readmes_way_without_make_is_that_of_the_windows_and_macos_jobs() -> None:
    jobs = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
    for line in (line for line in LINES if line.startswith(".venv/bin/pip")):
        assert f"- run: {line.removeprefix('.venv/bin/')}\n" in jobs
