"""Versions, resources, limits, record counts and describes (salesforce.md §2.1, §2.3, §4.4)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.describe import describe, global_entry
from wizard.standin.salesforce.routing import Call, Route, rest
from wizard.standin.salesforce.settings import RECORDS_A_MEGABYTE
from wizard.standin.salesforce.store import quoted
from wizard.standin.salesforce.versions import VERSIONS

_SEASONS = ("Spring", "Summer", "Winter")
_RESOURCES = ("composite", "jobs", "limits", "metadata", "query", "queryAll", "sobjects")


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("GET", "/services/data", "versions", _versions, needs_user=False),
        rest("GET", "", "resources", _resources),
        rest("GET", "/limits", "limits", _limits),
        rest("GET", "/limits/recordCount", "limits/recordCount", _record_count),
        rest("GET", "/sobjects", "sobjects", _global),
        rest("GET", "/sobjects/{object}/describe", "sobjects/describe", _describe),
    ]


def _versions(call: Call) -> Response:
    return json_response([_version(number) for number in VERSIONS])


def _version(number: int) -> dict[str, str]:
    label = f"{_SEASONS[number % 3]} '{(number + 13) // 3}"
    return {"label": label, "url": f"/services/data/v{number}.0", "version": f"{number}.0"}


def _resources(call: Call) -> Response:
    answer = {name: f"{call.base}/{name}" for name in _RESOURCES}
    return json_response(answer | {"identity": f"{call.org.url}/id/{call.org.id}/{call.access.user_id}"})


def _limits(call: Call) -> Response:
    settings, usage = call.org.settings, call.org.usage
    used_storage = call.org.store.records // RECORDS_A_MEGABYTE
    allowed = {
        "DailyApiRequests": (settings.daily_api_calls, usage.api_calls),
        "DailyBulkApiBatches": (settings.daily_bulk_batches, call.org.jobs.worker.batches),
        "DailyBulkV2QueryJobs": (10000, 0),
        "DailyBulkV2QueryFileStorageMB": (976562, 0),
        "DataStorageMB": (round(settings.data_storage_mb), used_storage),
        "FileStorageMB": (10240, 0),
    }
    if "ManageUsers" not in call.access.permissions:  # [C]
        del allowed["DataStorageMB"], allowed["FileStorageMB"]
    answer = {name: {"Max": most, "Remaining": max(0, most - used)} for name, (most, used) in allowed.items()}
    return json_response(answer)


def _record_count(call: Call) -> Response:
    """Unknown and empty objects are left out (§2.3)."""
    counts = []
    for name in filter(None, call.query.get("sObjects", "").split(",")):
        kind = call.access.object(name.strip())
        if kind and not kind.setup:
            sql = f'SELECT count(*) FROM {quoted(kind.name)} WHERE "IsDeleted" = 0'  # noqa: S608
            counts.append({"count": call.org.store.read(sql)[0][0], "name": kind.name})
    return json_response({"sObjects": [entry for entry in counts if entry["count"]]})


def _global(call: Call) -> Response:
    kinds = [kind for kind in call.org.schema.all() if call.access.may(kind, "read")]
    entries = [global_entry(call.access, kind, call.base) for kind in kinds]
    return json_response({"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": entries})


def _describe(call: Call) -> Response:
    """A describe that has not changed since is answered by 304 (§4.4 [C]); by the second, in doubt it has [I]."""
    kind = call.object()
    changed = call.org.rights.changed.replace(microsecond=0) + timedelta(seconds=1)
    since = call.request.headers.get("if-modified-since")
    if since and (moment := _moment(since)) and moment >= changed:
        return Response(304)
    body = json.dumps(describe(call.access, kind, call.base, call.org.url), ensure_ascii=False).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if tag in call.request.headers.get("if-none-match", ""):
        return Response(304)
    headers = {"ETag": tag, "Last-Modified": format_datetime(changed, usegmt=True)}
    return Response(200, body, {"Content-Type": "application/json;charset=UTF-8", **headers})


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
