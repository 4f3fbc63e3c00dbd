"""Reading the command line; its help and its faults speak the chosen language."""

from __future__ import annotations

import argparse
from collections.abc import Container, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from wizard import __version__
from wizard.cli.console import Console
from wizard.services.system.language import system_is_japanese
from wizard.words.say import LANGUAGES, Lang, say_command

if TYPE_CHECKING:
    from wizard.wiring import Services

LEVELS = ("warning", "info", "debug")  # of the log
_COMMANDS = (
    "setup",
    "sync",
    "link",
    "status",
    "explain",
    "undo",
    "schedule",
    "diagnostics",
    "export",
    "disconnect",
    "standin",
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options with ``run``, the command's function. Leaves the program on faults and help."""
    lang = _language(argv)
    options = make_parser(lang, argv).parse_args(argv)
    options.lang = lang
    if options.demo or options.self_test:  # they touch nothing of the person's
        options.logs = ""
    return options


def make_parser(lang: Lang, words: Container[str] = _COMMANDS) -> argparse.ArgumentParser:
    """Return what reads a command line of these words, speaking a language.

    A command that is not among them is only named: each brings much along.
    """

    def text(code: str) -> str:
        return say_command(code, lang)

    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=text("help_lang"))
    common.add_argument("--log-level", choices=LEVELS, default=argparse.SUPPRESS, help=text("help_log_level"))
    _Parser.lang = lang
    parser = _Parser(allow_abbrev=False, prog="sansan-salesforce", description=text("about"), parents=[common])
    parser.add_argument("--version", action="version", version=__version__, help=text("version"))
    parser.add_argument("--demo", action="store_true", help=text("help_demo"))
    parser.add_argument("--self-test", action="store_true", help=text("help_self_test"))
    parser.add_argument("--uninstall", action="store_true", help=argparse.SUPPRESS)  # the uninstaller's
    parser.add_argument("--forget", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_no_command, json=False, log_level="info", logs="window")
    commands = parser.add_subparsers(metavar="…")
    for name in _COMMANDS:
        sub = commands.add_parser(name, allow_abbrev=False, help=text(f"help_{name}"), parents=[common])
        if name in words:
            command = import_module(f"wizard.cli.{name}")
            command.add_arguments(sub, text)
            sub.set_defaults(run=command.run, logs="" if name == "standin" else name)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says faults in one sentence of the language ``lang``."""

    lang: Lang = "en"

    def error(self, message: str) -> NoReturn:
        self.exit(2, say_command("usage", self.lang, detail=message) + "\n")


def _no_command(options: argparse.Namespace, console: Console, services: Services) -> int:
    if options.self_test or options.uninstall or options.demo:
        name = "self_test" if options.self_test else "uninstall" if options.uninstall else "demo"
        return int(import_module(f"wizard.cli.{name}").run(options, console, services))
    from wizard.cli.window import open_window

    return open_window(console, services)


def _language(argv: Sequence[str]) -> Lang:
    """Return what ``--lang`` says, else the system's language: Japanese if it is Japanese, else English."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    finder.add_argument("--lang", nargs="?")  # a missing or wrong value is the real parser's to refuse
    given = finder.parse_known_args(argv)[0].lang
    if given in LANGUAGES:
        return "ja" if given == "ja" else "en"
    return "ja" if system_is_japanese() else "en"
