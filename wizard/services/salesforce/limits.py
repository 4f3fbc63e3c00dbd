"""What of the organisation's limits is left (salesforce.md §2.3 [C]); the resource needs the right View Setup."""

from __future__ import annotations

from wizard.domain.errors import Refused
from wizard.services.salesforce.session import Api

CALLS, STORAGE = "DailyApiRequests", "DataStorageMB"
RECORDS_A_MEGABYTE = 512  # 2 kB a record, whatever it holds (§2.3 [I])

Limits = dict[str, tuple[int, int]]  # name → how many are left, of how many


def read_limits(api: Api) -> Limits:
    """Return the limits Salesforce tells; empty where it does not."""
    try:
        told = api.json("GET", "/limits")
        return {name: (int(told[name]["Remaining"]), int(told[name]["Max"])) for name in (CALLS, STORAGE)}
    except (Refused, KeyError, TypeError, ValueError):
        return {}
