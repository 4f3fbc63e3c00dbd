"""What of the organisation's limits is left (salesforce.md §2.3 [C]); the resource needs the right View Setup."""

from __future__ import annotations

from wizard.services.salesforce.helpful import told
from wizard.services.salesforce.session import Api

CALLS, STORAGE = "DailyApiRequests", "DataStorageMB"

Limits = dict[str, tuple[int, int]]  # name → how many are left, of how many


def read_limits(api: Api) -> Limits:
    """Return the limits Salesforce tells; empty where it does not. Raises as ``helpful.told``."""
    return told(api, _read) or {}


def _read(api: Api) -> Limits:
    limits = api.json("GET", "/limits")
    return {name: (int(limits[name]["Remaining"]), int(limits[name]["Max"])) for name in (CALLS, STORAGE)}
