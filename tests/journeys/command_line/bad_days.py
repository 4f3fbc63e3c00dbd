"""The rows of docs/faults.md: what each orders at the stand-ins, and what else it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Rule = Mapping[str, Any]
SMALL, LARGE = 400, 2_100  # cards: two calls of 200 rows; one bulk job

_PAGE = (Path(__file__).parents[3] / "docs" / "faults.md").read_text("utf-8")


@dataclass(frozen=True)
class Row:
    """What the page promises."""

    fault: str
    exit: int
    sees: str
    kept: str


@dataclass(frozen=True)
class Bad:
    """What goes wrong. ``settings`` of Salesforce come from its statistics; ``read_seconds`` shortens our time-out."""

    sansan: tuple[Rule, ...] = ()
    salesforce: tuple[Rule, ...] = ()
    settings: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    revoked: bool = False
    cards: int = SMALL
    read_seconds: float = 60
    most: Mapping[int, int] | None = None  # rule of Salesforce → the most requests it may meet
    nothing_written: bool = False
    stalls: bool = False
    waits: float = 0  # seconds the server asks to wait


def rows() -> dict[str, Row]:
    """Read the page."""
    found = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \| (\d) \| (.+) \| (.+) \|$", _PAGE, re.MULTILINE)
    return {name: Row(fault, int(code), sees, kept) for name, fault, code, sees, kept in found}


PAGES = {"path": "/v6.0/bizCards"}
DATA = {"path": "/services/data/"}
BUT_UPLOADS = {"pattern": "^/services/data/(?!.*/batches)"}
UPSERT = {"pattern": "/composite/sobjects", "method": "PATCH"}
REFRESH = {"path": "/services/oauth2/token", "body_pattern": "grant_type=refresh_token"}
NEW_JOB = {"pattern": "/jobs/ingest$", "method": "POST"}
UPLOAD = {"pattern": "/jobs/ingest/.*/batches", "method": "PUT"}
CLOSE = {"pattern": "/jobs/ingest/[^/]+$", "method": "PATCH"}
STATUS = {"pattern": "/jobs/ingest/[^/]+$", "method": "GET"}
RESULTS = {"pattern": "/jobs/ingest/.*/successfulResults"}
FAILED_RESULTS = {"pattern": "/jobs/ingest/.*/failedResults"}


LIMITS = {"pattern": "/limits$", "method": "GET"}
USED_UP = [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "TotalRequests Limit exceeded."}]


TWO_WRITERS = "duplicate value found: <unknown> duplicates value on record with id: <unknown>"


def _holding(rows: int) -> Rule:
    """A trigger that holds for so many rows at once."""
    return {"object": "Sansan_CI__BizCard__c", "most_rows": rows}


def _refused(code: str, message: str = "") -> Rule:
    """The answer to an upsert of 200 rows that refuses each."""
    error = {"statusCode": code, "message": message or code, "fields": []}
    return {**UPSERT, "do": "answer", "status": 200, "body": [{"success": False, "errors": [error]}] * 200}


def _token(error: str, description: str) -> Rule:
    """A renewal that is refused."""
    return {**REFRESH, "do": "answer", "status": 400, "body": {"error": error, "error_description": description}}


_ONCE = {"times": 1, "do": "answer"}
ABORTED = (  # a job that takes its rows and ends without having processed any
    {**UPLOAD, **_ONCE, "status": 201, "body": ""},
    {**CLOSE, **_ONCE, "status": 200, "body": {"state": "UploadComplete"}},
    {**STATUS, **_ONCE, "status": 200, "body": {"state": "Aborted"}},
    {**RESULTS, **_ONCE, "status": 200, "body": '"sf__Id","sf__Created",Sansan_CI__BizCardId__c\n'},
    {**FAILED_RESULTS, **_ONCE, "status": 200, "body": '"sf__Id","sf__Error",Sansan_CI__BizCardId__c\n'},
)

BAD: dict[str, Bad] = {
    "sansan-slow": Bad(sansan=({**PAGES, "times": 1, "delay": 0.6},), read_seconds=0.3),
    "sansan-reset": Bad(sansan=({**PAGES, "times": 2, "do": "drop"},)),
    "sansan-cut": Bad(sansan=({**PAGES, "after": 1, "times": 2, "do": "cut"},)),
    "sansan-429-body": Bad(sansan=({**PAGES, "times": 2, "do": "too_many_requests", "retry_after": 7},), waits=7),
    "sansan-429-header": Bad(
        sansan=({**PAGES, "times": 2, "do": "too_many_requests_header", "retry_after": 7},), waits=7
    ),
    "sansan-429-long": Bad(sansan=({**PAGES, "after": 1, "do": "too_many_requests_header", "retry_after": 61},)),
    "sansan-5xx": Bad(sansan=({**PAGES, "every": 2, "times": 2, "do": "answer", "status": 503},)),
    "sansan-down": Bad(sansan=({**PAGES, "after": 1, "do": "answer", "status": 503},)),
    "sansan-silent": Bad(sansan=({**PAGES, "do": "drop"},)),
    "sansan-html": Bad(sansan=({**PAGES, "times": 2, "do": "html"},)),
    "sansan-garbage": Bad(sansan=({**PAGES, "times": 2, "do": "garbage"},)),
    "sansan-maintenance": Bad(sansan=({**PAGES, "do": "html", "status": 200},)),
    "sansan-gateway": Bad(sansan=({**PAGES, "times": 3, "do": "html", "status": 403},)),
    "sansan-gateway-stays": Bad(sansan=({**PAGES, "after": 1, "do": "html", "status": 403},)),
    "sansan-redirected": Bad(
        sansan=({**PAGES, "do": "answer", "status": 302, "headers": {"Location": "http://127.0.0.1:9/login"}},)
    ),
    "sansan-shape": Bad(sansan=({**PAGES, "times": 2, "do": "answer", "status": 200, "body": {"data": {"id": 1}}},)),
    "sansan-shape-stays": Bad(sansan=({**PAGES, "after": 1, "do": "answer", "status": 200, "body": [[]]},)),
    "sansan-portal": Bad(
        sansan=({**PAGES, "times": 2, "do": "html", "status": 403}, {**PAGES, "times": 1, "do": "redirect"})
    ),
    "sansan-key-ends": Bad(sansan=({**PAGES, "after": 1, "do": "answer", "status": 401},)),
    "salesforce-slow": Bad(salesforce=({**UPSERT, "times": 1, "do": "drip", "seconds": 12},), read_seconds=0.3),
    "salesforce-reset": Bad(salesforce=({**DATA, "every": 2, "times": 3, "do": "drop"},)),
    "salesforce-5xx": Bad(salesforce=({**DATA, "every": 2, "times": 3, "do": "answer"},)),
    "salesforce-html": Bad(salesforce=({**DATA, "every": 2, "times": 3, "do": "html", "status": 200},)),
    "salesforce-portal": Bad(
        salesforce=(
            REFRESH,
            *({**DATA, "every": 2, "times": 1, "do": "html", "status": status} for status in (401, 403, 413, 414)),
            {**DATA, "times": 1, "do": "redirect"},
        ),
        most={0: 1},
    ),
    "salesforce-portal-stays": Bad(salesforce=({**UPSERT, "after": 1, "do": "redirect"},)),
    "salesforce-renamed": Bad(
        salesforce=({**DATA, "after": 3, "do": "redirect", "body": "https://new.my.salesforce.com/"},)
    ),
    "salesforce-down": Bad(salesforce=({**UPSERT, "after": 1, "do": "answer", "status": 503},)),
    "salesforce-429-long": Bad(
        salesforce=({**UPSERT, "do": "answer", "status": 503, "headers": {"Retry-After": "120"}},), most={0: 1}
    ),
    "upsert-lost": Bad(salesforce=({**UPSERT, "times": 1, "do": "drop_after_work"},)),
    "upsert-cut": Bad(salesforce=({**UPSERT, "times": 1, "do": "cut"},)),
    "upsert-lost-for-good": Bad(salesforce=({**UPSERT, "do": "drop_after_work"},)),
    "upsert-shape": Bad(
        salesforce=({**UPSERT, "times": 2, "do": "answer", "status": 200, "body": {"success": 1}, "after_work": True},)
    ),
    "upsert-shape-stays": Bad(
        salesforce=({**UPSERT, "do": "answer", "status": 200, "body": [{"success": "yes"}], "after_work": True},)
    ),
    "rows-locked": Bad(salesforce=({**_refused("UNABLE_TO_LOCK_ROW"), "times": 1},)),
    "rows-locked-for-good": Bad(salesforce=(_refused("UNABLE_TO_LOCK_ROW"),)),
    "lock-in-trigger": Bad(settings=lambda _: {"locks_every": 3, "locks_in_triggers": True}),
    "two-writers": Bad(salesforce=({**_refused("DUPLICATE_VALUE", TWO_WRITERS), "times": 1},)),
    "automation-at-200": Bad(settings=lambda _: {"automations": [_holding(50)]}),
    "automation-few-calls": Bad(
        settings=lambda stats: {"automations": [_holding(20)], "daily_api_calls": stats["api_calls"] + 45},
    ),
    "daily-limit": Bad(
        salesforce=({**UPSERT, "after": 1, "do": "answer", "status": 403, "body": USED_UP},), most={0: 2}
    ),
    "daily-limit-near": Bad(
        salesforce=({**LIMITS, "delay": 0},),
        settings=lambda stats: {"daily_api_calls": stats["api_calls"] + 4},
        nothing_written=True,
    ),
    "too-many-at-once": Bad(salesforce=({**UPSERT, "times": 2, "do": "concurrent_limit"},)),
    "storage-full": Bad(settings=lambda stats: {"data_storage_mb": (stats["records"] + 250) / 512}),
    "storage-near": Bad(
        settings=lambda stats: {"data_storage_mb": stats["records"] // 512 + 1.0}, cards=LARGE, nothing_written=True
    ),
    "api-off": Bad(
        salesforce=({**DATA, "do": "answer", "status": 403, "body": [{"errorCode": "API_CURRENTLY_DISABLED"}]},)
    ),
    "job-lost": Bad(salesforce=({**NEW_JOB, "times": 1, "do": "drop_after_work"},), cards=LARGE),
    "upload-lost": Bad(salesforce=({**UPLOAD, "times": 1, "do": "drop_after_work"},), cards=LARGE),
    "upload-cut-off": Bad(salesforce=({**UPLOAD, "times": 1, "do": "drop"},), cards=LARGE),
    "close-lost": Bad(salesforce=({**CLOSE, "times": 1, "do": "drop_after_work"},), cards=LARGE),
    "status-lost": Bad(salesforce=({**STATUS, "times": 2, "do": "cut"},), cards=LARGE),
    "results-cut": Bad(salesforce=({**RESULTS, "times": 1, "do": "cut"},), cards=LARGE),
    "job-shape": Bad(
        salesforce=(
            {**NEW_JOB, "times": 1, "do": "answer", "status": 200, "body": {"id": None}, "after_work": True},
            {**STATUS, "times": 2, "do": "answer", "status": 200, "body": {"state": ["JobComplete"]}},
        ),
        cards=LARGE,
    ),
    "results-shape": Bad(
        salesforce=({**RESULTS, "do": "answer", "status": 200, "body": "Down for maintenance\nsince noon\n"},),
        cards=LARGE,
    ),
    "bulk-switched-off": Bad(settings=lambda _: {"bulk_switched_off": ["Sansan_CI__BizCard__c"]}, cards=LARGE),
    "job-results-gone": Bad(
        salesforce=({**RESULTS, **_ONCE, "status": 404}, {**FAILED_RESULTS, **_ONCE, "status": 404}), cards=LARGE
    ),
    "job-failed": Bad(settings=lambda _: {"jobs_to_fail": 1, "fail_after_rows": 700}, cards=LARGE),
    "job-aborted": Bad(salesforce=ABORTED, cards=LARGE),
    "job-stalled": Bad(settings=lambda _: {"jobs_to_stall": 1}, cards=LARGE, stalls=True),
    "job-expired-session": Bad(salesforce=({**STATUS, "times": 1, "do": "session_expired"},), cards=LARGE),
    "jobs-down": Bad(salesforce=({**UPLOAD, "do": "answer", "status": 503},), cards=LARGE),
    "session-ends": Bad(salesforce=({**UPSERT, "after": 1, "times": 1, "do": "session_expired"},)),
    "refresh-rotated": Bad(
        salesforce=({**UPSERT, "times": 1, "do": "session_expired"},),
        settings=lambda _: {"rotate_refresh_tokens": True},
    ),
    "refresh-5xx": Bad(salesforce=({**REFRESH, "times": 2, "do": "answer", "status": 503},)),
    "refresh-busy": Bad(salesforce=tuple({**REFRESH, "times": 1, "do": do} for do in ("token_busy", "token_retry"))),
    "refresh-page": Bad(
        salesforce=({**REFRESH, "times": 1, "do": "html", "status": 200}, {**REFRESH, "times": 1, "do": "redirect"})
    ),
    "refresh-page-stays": Bad(salesforce=({**REFRESH, "do": "html", "status": 403},)),
    "refresh-lost-steady": Bad(
        salesforce=(
            {**UPSERT, "times": 1, "do": "session_expired"},
            {**REFRESH, "after": 1, "times": 1, "do": "drop_after_work"},
        )
    ),
    "refresh-app-gone": Bad(
        salesforce=(_token("app_not_found", "External client app is not installed in this org"),), most={0: 1}
    ),
    "refresh-org-inactive": Bad(salesforce=(_token("invalid_grant", "inactive organization"),), most={0: 1}),
    "refresh-user-refused": Bad(salesforce=(_token("invalid_grant", "authentication failure"),), most={0: 1}),
    "refresh-lost": Bad(
        salesforce=({**REFRESH, "do": "drop_after_work"},),
        settings=lambda _: {"rotate_refresh_tokens": True},
        most={0: 1},
    ),
    "refresh-revoked": Bad(revoked=True),
    "refresh-refused": Bad(
        salesforce=(
            {**UPSERT, "after": 1, "times": 1, "do": "session_expired"},
            {**REFRESH, "after": 1, "do": "refresh_refused"},
        )
    ),
    "api-access-control": Bad(salesforce=({**DATA, "do": "api_access_control"}, REFRESH), most={0: 2, 1: 2}),
    # Six faults at the most for one call, and one for an upload: so many are borne, in whatever order they come.
    "bad-day": Bad(
        sansan=tuple({**PAGES, "every": n, "times": 2, "do": do} for n, do in ((3, "drop"), (4, "cut"), (3, "html"))),
        salesforce=(
            {**DATA, "every": 6, "times": 4, "do": "session_expired"},
            {**UPLOAD, "times": 1, "do": "drop"},
            *(
                {**BUT_UPLOADS, "every": every, "times": times, "do": do}
                for every, times, do in ((4, 3, "drop_after_work"), (5, 1, "cut"), (5, 1, "answer"), (4, 1, "drop"))
            ),
        ),
        cards=LARGE,
    ),
}
