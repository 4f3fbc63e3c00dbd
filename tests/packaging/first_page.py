"""A person before a program that was just started from the menu: sees the first page, opens a list, closes the window.

By AT-SPI and pictures of the screen alone; ``resources/packaging/linux/first-page`` runs it in a desktop session.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.gui.reader import FOCUSED, Reader

LANGUAGES = ["日本語", "English"]


def main(pictures: str) -> None:
    """Print the tree of what is to be seen; fail where the page, its buttons or a row of the list is missing."""
    reader = Reader()
    for name in ("page-prepare", "step-list", "button-next", "button-cancel", "language"):
        reader.find(name)
    for ref in reader.showing():
        print(f"{reader.call(ref, 'Accessible', 'GetRoleName')}: {reader.read(ref, 'Name')}")
    take(f"{pictures}-page.png")
    reader.until(
        "the focus on the list of languages", lambda: reader.has(reader.find("language"), FOCUSED) or press_key("Tab")
    )
    press_key("alt+Down")
    reader.until("the list of languages", lambda: shown_rows(reader) == LANGUAGES)
    take(f"{pictures}-list.png")
    press_key("Escape")
    process = Path(f"/proc/{reader.process_id()}")
    assert process.exists()
    reader.press("button-cancel")
    reader.until("the end of the program", lambda: not process.exists())


def shown_rows(reader: Reader) -> list[str]:
    """Return the languages of the open list."""
    roles = [(reader.call(ref, "Accessible", "GetRoleName"), reader.read(ref, "Name")) for ref in reader.showing()]
    return [name for role, name in roles if role == "list item" and name in LANGUAGES]


def press_key(key: str) -> None:
    """Press a key, as the keyboard does."""
    subprocess.run(["xdotool", "key", key], check=True)


def take(picture: str) -> None:
    """Take a picture of the whole screen."""
    subprocess.run(["scrot", "--overwrite", picture], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
