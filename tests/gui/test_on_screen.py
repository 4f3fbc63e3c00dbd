"""What is free of a screen."""

from __future__ import annotations

from PySide6.QtCore import QRect

from wizard.gui.on_screen import inside, told_free


def test_a_wayland_session_does_not_tell_of_its_panels_so_room_is_left_for_one() -> None:
    screen, window = QRect(0, 0, 1280, 720), QRect(0, 0, 1280, 760)
    assert told_free(screen, "xcb") == screen
    assert inside(window, told_free(screen, "wayland")).height() == 672
    assert told_free(screen, "wayland-egl") == told_free(screen, "wayland")
