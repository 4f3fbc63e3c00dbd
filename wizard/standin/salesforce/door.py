"""What may come in: short enough, a live session, a user with the API, calls left for the day (salesforce.md §2.5)."""

from __future__ import annotations

from wizard.standin.http import Request
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.oauth.faults import fault_at
from wizard.standin.salesforce.org import Org
from wizard.standin.salesforce.rights import Access

LONGEST_HEAD = 16_384  # bytes of an address, alone or with the headers (§2.2 [C]; the codes [I])


def refuse_too_long(request: Request) -> None:
    """Raise ApiError when the address or the headers are longer than Salesforce reads."""
    address = len(request.raw_path) + len(request.raw_query)
    if address > LONGEST_HEAD:
        raise ApiError(414, "URI_TOO_LONG", f"The URI is longer than {LONGEST_HEAD} bytes")
    if address + sum(len(name) + len(value) for name, value in request.headers.items()) > LONGEST_HEAD:
        raise ApiError(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", f"URI and headers are longer than {LONGEST_HEAD} bytes")


def admit(org: Org, token: str | None) -> Access:
    """Return the rights of the user behind an access token. Raises ApiError."""
    if token is None:
        raise ApiError(401, "INVALID_AUTH_HEADER", "INVALID_AUTH_HEADER")
    grant = org.tokens.session(token)
    access = org.rights.of(grant.user_id) if grant and "api" in grant.scope else None
    if access is None:
        raise ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")
    if access.user_id in org.tokens.frozen:
        raise ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")
    if "ApiEnabled" not in access.permissions:
        text = "The REST API is not enabled for this Organization or Partner."
        raise ApiError(403, "API_DISABLED_FOR_ORG", text)
    if fault_at(org.settings, "session"):
        raise ApiError(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API")
    if org.usage.api_calls > org.settings.daily_api_calls:
        raise ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
    return access
