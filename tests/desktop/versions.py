"""Which programs were tried."""

from __future__ import annotations

import subprocess


def versions(*packages: str) -> str:
    """Return the names and versions of Debian packages."""
    told = subprocess.run(["dpkg-query", "--show", *packages], capture_output=True, text=True, check=True).stdout
    return ", ".join(" ".join(line.split()) for line in told.splitlines())
