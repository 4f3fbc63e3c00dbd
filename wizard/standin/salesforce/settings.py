"""What a tester may change while the stand-in runs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Settings:
    """Seconds, and switches. The life of a code is not documented; it is short (salesforce.md §1.2 [I]).

    ``remember_consent``: who has allowed the app is not asked again, as on the real service [I].
    ``session_lifetime`` counts from the last use: two hours by default (§1.3 [C]).
    ``deploy_seconds``: how long a metadata deploy stays in progress before it does its work.
    """

    rotate_refresh_tokens: bool = False
    remember_consent: bool = False
    code_lifetime: float = 60
    session_lifetime: float = 7200
    deploy_seconds: float = 0

    def change(self, values: dict[str, Any]) -> None:
        """Take over new values. Raises ValueError for an unknown name or a wrong type; then nothing changes."""
        known = {field.name: type(field.default) for field in fields(self)}
        for name, value in values.items():
            right = (bool,) if known.get(name) is bool else (int, float)
            if name not in known or type(value) not in right:
                raise ValueError(f"no such setting or wrong value: {name}")
        for name, value in values.items():
            setattr(self, name, value)
