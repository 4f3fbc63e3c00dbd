"""What the start of a window tells about itself, to whoever watches it."""

from __future__ import annotations


class StartWatch:
    """Watches nothing: for commands, and where the person reads the terminal."""

    def begins(self, lang: str) -> None:
        """Note the language that the person reads."""

    def opened(self) -> None:
        """Note that the window is open: whatever happens from now on is said there."""

    def failed(self, text: str) -> None:
        """Show the person why the window does not open. Returns at once."""
