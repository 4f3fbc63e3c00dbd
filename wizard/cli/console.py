"""What a command prints: with ``--json`` one object on the last line of standard output, else plain text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from io import TextIOWrapper

from wizard.words.say import Lang, say_command, say_value

_CODED = ("state", "environment")  # answers that are codes


class Console:
    """Speaks one language. All but the answer goes to standard error."""

    def __init__(self, lang: Lang, json: bool) -> None:
        self.lang, self.json = lang, json
        self.skeleton: dict[str, object] = {}  # keys of the answer, for a refusal
        self.answered: dict[str, object] = {}  # the last answer

    def say(self, code: str, **details: object) -> None:
        """Tell the person something on the way."""
        self.tell(say_command(code, self.lang, **details))

    def tell(self, text: str) -> None:
        """Print a line to standard error."""
        print(text, file=sys.stderr, flush=True)

    def answer(self, values: Mapping[str, object]) -> None:
        """Print the answer of a command."""
        self.answered = dict(values)
        if self.json:
            _print_json(values)
            return
        for line in _lines(values, self.lang):
            print(line, flush=True)

    def refuse(self, sentence: str) -> None:
        """Say why the command did not do it."""
        self.tell(sentence)
        if self.json:
            _print_json({**self.skeleton, "message": sentence})


def configure_output() -> None:
    """Let every text be printed: what a stream's encoding lacks, as on a Windows of another language, as a code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _print_json(values: Mapping[str, object]) -> None:
    """Print readable text where that is UTF-8, else ASCII, which says the same in every encoding."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(json.dumps(values, ensure_ascii=not encoding.lower().startswith("utf")), flush=True)


def _lines(values: Mapping[str, object], lang: Lang) -> Iterator[str]:
    """Yield a line for each value, those inside another further to the right."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{say_command(key, lang)}:"
            yield from (f"  {line}" for line in _lines(value, lang))
        elif isinstance(value, list) and value:
            yield f"{say_command(key, lang)}:"
            yield from (f"  {_in_a_row(entry, lang)}" for entry in value)
        else:
            yield f"{say_command(key, lang)}: {_plain(key, value, lang)}"


def _in_a_row(entry: Mapping[str, object], lang: Lang) -> str:
    """Return one entry of a list: its values, named, in one line."""
    return ", ".join(line for line in _lines(entry, lang) if not line.endswith(": -"))


def _plain(key: str, value: object, lang: Lang) -> str:
    if value in (None, "", []):
        return "-"
    if isinstance(value, bool):
        return say_command("yes" if value else "no", lang)
    if isinstance(value, int):
        return f"{value:,}"
    return say_value(str(value), lang) if key in _CODED else str(value)
