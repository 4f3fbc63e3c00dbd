"""A person who starts a program that cannot open its window, by AT-SPI alone: reads the sentence, closes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.gui.reader import Reader, accessibility_bus


def main() -> None:
    """Start the program, whose home is a file; print what its dialog says, and see it go."""
    accessibility_bus()  # first: whoever starts later finds it
    started = subprocess.Popen([sys.executable, "-m", "wizard", "--lang", "ja"], stderr=subprocess.DEVNULL)
    assert started.wait(60) == 2  # at once: nobody needs to read first
    reader = Reader()
    dialog = Path(f"/proc/{reader.process_id()}")
    reader.find("dialog-start")
    print("\n".join(str(reader.read(ref, "Name")) for ref in reader.showing()))
    ok = next(ref for ref in reader.showing() if reader.read(ref, "Name") == "OK")
    reader.call(ok, "Action", "DoAction", "i", (0,))
    reader.until("the end of the dialog", lambda: not dialog.exists())


if __name__ == "__main__":
    main()
