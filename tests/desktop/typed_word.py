"""A person who types Japanese into the recipients: by AT-SPI to the table, then by the keys of the screen.

Prints as JSON who gets the cards of the first row in the end. Usage: typed_word PICTURE [KEY], where the key switches
the input method on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.gui.reader import Reader, program, walk_to_recipients

_FIELD, _TABLE = "input-filter", "table-recipients"


def screen(*command: str) -> None:
    """Do something with the keys of the screen."""
    subprocess.run(["xdotool", *command], check=True)


def focus(reader: Reader, name: str) -> None:
    """Put the focus there."""
    assert reader.call(reader.find(name), "Component", "GrabFocus")


def composes(reader: Reader, switch: str) -> bool:
    """Type a letter into the search field; whether the input method, which starts meanwhile, made kana of it."""
    focus(reader, _FIELD)
    screen("key", *([switch] if switch else []), "a", "Return")
    seen = reader.until("a letter", lambda: reader.text(_FIELD))
    reader.write(_FIELD, "")
    return bool(seen == "あ")


def type_word(reader: Reader, picture: str) -> str:
    """Type a name right on the first row, turn it into kanji, and take who is found."""
    focus(reader, _TABLE)
    before = recipient(reader)
    screen("key", "Home")
    screen("type", "--delay", "300", "kaneko")
    screen("key", "space")
    subprocess.run(["import", "-window", "root", picture], check=True)
    screen("key", "Return")
    reader.until("who is found", lambda: [heard for heard in reader.announcements() if heard.startswith("金子")])
    screen("key", "Return")
    return str(reader.until("the new recipient", lambda: (name := recipient(reader)) != before and name))


def recipient(reader: Reader) -> str:
    """Return who gets the cards of the first row."""
    cell = reader.call(reader.find(_TABLE), "Table", "GetAccessibleAt", "ii", (0, 3))
    return str(reader.read(cell, "Name"))


def main() -> None:
    picture, switch = sys.argv[1], sys.argv[2] if sys.argv[2:] else ""
    with program() as reader:
        walk_to_recipients(reader, os.environ["SANSAN_API_KEY"], os.environ["CONSUMER_KEY"])
        screen("search", "--sync", "--name", "Sansan", "windowactivate", "--sync")
        reader.until("the input method", lambda: composes(reader, switch))
        print(json.dumps(type_word(reader, picture)))


if __name__ == "__main__":
    main()
