"""What a command prints: with ``--json`` one object on the last line of standard output, else plain text."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.words.say import Lang, say_command


@dataclass
class Console:
    """Speaks one language. All but the answer goes to standard error."""

    lang: Lang
    json: bool
    skeleton: dict[str, object] = field(default_factory=dict)  # keys of the answer, for a refusal

    def say(self, code: str, **details: object) -> None:
        """Tell the person something on the way."""
        self.tell(say_command(code, self.lang, **details))

    def tell(self, text: str) -> None:
        """Print a line to standard error."""
        print(text, file=sys.stderr, flush=True)

    def answer(self, values: Mapping[str, object]) -> None:
        """Print the answer of a command."""
        if self.json:
            print(json.dumps(values, ensure_ascii=False), flush=True)
            return
        for key, value in values.items():
            print(f"{say_command(key, self.lang)}: {_plain(value, self.lang)}", flush=True)

    def refuse(self, sentence: str) -> None:
        """Say why the command did not do it."""
        self.tell(sentence)
        if self.json:
            print(json.dumps({**self.skeleton, "message": sentence}, ensure_ascii=False), flush=True)


def _plain(value: object, lang: Lang) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(inner, lang)}" for key, inner in value.items())
    return "-" if value is None else str(value)
