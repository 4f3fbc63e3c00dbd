"""Tools of the system are started without a console, and whatever they say can be read."""

from __future__ import annotations

import subprocess
import sys

from wizard.services.system import message, programs


def test_no_console_window_flashes_on_windows() -> None:
    assert programs.creation_flags("win32") == 0x08000000
    assert programs.creation_flags("linux") == programs.creation_flags("darwin") == 0


def test_a_tool_reads_nothing_and_may_speak_in_any_encoding() -> None:
    code = r"import sys; sys.stdout.buffer.write(sys.stdin.buffer.read() + b'\x83\x5c\xff ok')"
    assert programs.run_tool([sys.executable, "-c", code], 30).stdout.endswith(" ok")


def test_a_windowed_program_and_its_children_may_print() -> None:
    code = (
        "import sys; sys.stdin = sys.stdout = sys.stderr = None\n"
        "from wizard.services.system.streams import give_streams\n"
        "give_streams(); print('x'); print('y', file=sys.stderr); assert sys.stdin.read() == ''\n"
        "from wizard.cli import main; sys.exit(main(['--version']))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_the_dialog_of_a_mac_gets_its_texts_as_arguments() -> None:
    words = message.command("Title", 'Text; "x"', "darwin")
    assert words[0] == "osascript"
    assert words[-2:] == ["Title", 'Text; "x"']
    assert 'Text; "x"' not in words[2]
    assert message.command("Title", "Text", "linux") == []
