"""How the window was left, in one small file: nothing that matters, so a lost or damaged one is no fault."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock

from wizard.owner_only import owner_only
from wizard.services.home import Home
from wizard.services.profiles import write_whole

_LOCK = Lock()


class WindowMemory:
    """Short texts by name, for one home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def get(self, name: str) -> str:
        """Return what was kept under a name, empty when there is nothing."""
        return self._read().get(name, "")

    def keep(self, name: str, value: str) -> None:
        """Keep a text; where nothing can be written it is forgotten."""
        with _LOCK:
            kept = self._read() | {name: value}
            try:
                self._home.root.mkdir(parents=True, exist_ok=True, **owner_only(0o700))
                write_whole(self._path, json.dumps(kept).encode())
            except OSError:
                return

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}

    @property
    def _path(self) -> Path:
        return self._home.root / "window.json"
