"""The command lines that people are told to type: in the documents, and in the program's own sentences."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wizard.cli.parser import make_parser
from wizard.words import checks, commands, errors, items, mapping, oauth, operation, reasons, setup_file

ROOT = Path(__file__).parents[2]
PROGRAM = "sansan-salesforce"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^( *)```sh\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


@cache
def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Return the program's commands with what each takes."""
    (group,) = (action for action in make_parser("en")._actions if isinstance(action, argparse._SubParsersAction))
    return dict(group.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Return the options of a command, as its help shows them."""
    shown = (action for action in parser._actions if action.help != argparse.SUPPRESS)
    return {name for action in shown for name in action.option_strings}


def lines() -> dict[str, str]:
    """Return each line as written, without comment, with the first place it stands in."""
    found: dict[str, str] = {}
    for place, text in _texts():
        for line in (*_of_blocks(text), *_of_spans(text)):
            found.setdefault(line, place)
    return found


def references() -> set[str]:
    """Return the commands that are named without anything to type after them."""
    return {span for _, text in _texts() for span in _SPAN.findall(text) if span in subcommands()}


def _texts() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        yield document.relative_to(ROOT).as_posix(), document.read_text("utf-8")
    for table in (checks, commands, errors, items, mapping, oauth, operation, reasons, setup_file):
        yield table.__name__, "\n".join(_sentences(vars(table)))
    for file in (ROOT / "resources" / "i18n").glob("*.ts"):
        yield file.name, file.read_text("utf-8")


def _sentences(value: object) -> Iterator[str]:
    """Yield every text in a table of sentences, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if not str(name).startswith("__"):
                yield from _sentences(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _sentences(each)


def _of_blocks(text: str) -> Iterator[str]:
    for _, block in _BLOCK.findall(text):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            if bare := re.sub(r"(^|\s)#.*", "", line).strip():
                yield bare


def _of_spans(text: str) -> Iterator[str]:
    outside = _BLOCK.sub("", text)
    for span in _SPAN.findall(outside):
        words = span.split()
        if words[0] in (PROGRAM, "make") and all(re.fullmatch(r"[\w.,:/\\-]+", word) for word in words):
            yield span
        elif words[0] in subcommands() and len(words) > 1 and not re.search(r"[^\w\s.,:/<>-]", span):
            yield f"{PROGRAM} {span}"


def words(line: str) -> list[str]:
    """Return a line as the shell takes it apart."""
    return shlex.split(line)
