"""What of the organisation's limits is left (salesforce.md §2.3 [C]); the resource needs the right View Setup.

Storage is told only to who may Manage Users [C]: each limit may be missing by itself.
"""

from __future__ import annotations

from typing import Any

from wizard.services.salesforce.best_effort import best_effort
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import number, record

CALLS, STORAGE = "DailyApiRequests", "DataStorageMB"

Limits = dict[str, tuple[int, int]]  # name → how many are left, of how many


def read_limits(api: Api) -> Limits:
    """Return the limits Salesforce tells; empty where it does not. Raises as ``helpful.told``."""
    return best_effort(api, _read) or {}


def _read(api: Api) -> Limits:
    return api.understood("GET", "/limits", _left)


def _left(limits: Any) -> Limits:
    held = {name: record(limits[name]) for name in (CALLS, STORAGE) if name in record(limits)}
    return {name: (number(each, "Remaining"), number(each, "Max")) for name, each in held.items()}
