"""Which Chromium the embedded sign-in page is, and how far its security patches go."""

from __future__ import annotations


def chromium() -> str:
    """Return the versions in one line; why they are not known where Qt WebEngine cannot be loaded."""
    try:
        from PySide6.QtWebEngineCore import (  # 0.6 s, and libraries that a server may lack
            qWebEngineChromiumSecurityPatchVersion,
            qWebEngineChromiumVersion,
            qWebEngineVersion,
        )
    except ImportError as fault:
        return f"unknown ({fault})"
    told = (qWebEngineChromiumVersion(), qWebEngineChromiumSecurityPatchVersion(), qWebEngineVersion())
    base, patches, engine = map(_text, told)
    return f"Chromium {base}, security patches up to {patches}, Qt WebEngine {engine}"


def _text(value: object) -> str:
    """Return a text: by its stubs PySide6 gives bytes; it gives texts (tried with 6.11.3)."""
    return value.decode() if isinstance(value, bytes) else str(value)
