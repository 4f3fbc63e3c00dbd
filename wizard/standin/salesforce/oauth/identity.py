"""Who is signed in: the identity address and userinfo (salesforce.md §1.4)."""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.routing import Call, Route

_PATHS = {
    "enterprise": "/services/Soap/c/{version}/",
    "metadata": "/services/Soap/m/{version}/",
    "partner": "/services/Soap/u/{version}/",
    "rest": "/services/data/v{version}/",
    "sobjects": "/services/data/v{version}/sobjects/",
    "search": "/services/data/v{version}/search/",
    "query": "/services/data/v{version}/query/",
    "recent": "/services/data/v{version}/recent/",
    "tooling_soap": "/services/Soap/T/{version}/",
    "tooling_rest": "/services/data/v{version}/tooling/",
}
_COLUMNS = (
    "Id,Username,CommunityNickname,Name,Email,FirstName,LastName,IsActive,UserType,LastModifiedDate,"
    "LanguageLocaleKey,LocaleSidKey,TimeZoneSidKey"
)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    userinfo = "/services/oauth2/userinfo"
    return [
        Route("GET", userinfo, "oauth2/userinfo", _userinfo, needs_user=False),
        Route("POST", userinfo, "oauth2/userinfo", _userinfo, needs_user=False),
        Route("GET", "/id/{organization}/{user}", "id", _identity, needs_user=False),
    ]


def _identity(call: Call) -> Response:
    user = _signed_in(call)
    if isinstance(user, Response):
        return user
    if (call.path["organization"], call.path["user"]) != (call.org.id, user["Id"]):
        return _refuse("Bad_OAuth_Token")
    return json_response(_identity_answer(call, user))


def _identity_answer(call: Call, user: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{call.org.url}/id/{call.org.id}/{user['Id']}",
        "asserted_user": True,
        "user_id": user["Id"],
        "organization_id": call.org.id,
        "username": user["Username"],
        "nick_name": user["CommunityNickname"],
        "display_name": user["Name"],
        "email": user["Email"],
        "email_verified": True,
        "first_name": user["FirstName"],
        "last_name": user["LastName"],
        "timezone": user["TimeZoneSidKey"],
        "photos": _photos(call),
        **dict.fromkeys(("addr_street", "addr_city", "addr_state"), None),
        "addr_country": "JP",
        "addr_zip": None,
        "mobile_phone": None,
        "mobile_phone_verified": False,
        "is_lightning_login_user": False,
        "status": {"created_date": None, "body": None},
        "urls": _urls(call, user),
        "active": bool(user["IsActive"]),
        "user_type": user["UserType"].upper(),
        "language": user["LanguageLocaleKey"],
        "locale": user["LocaleSidKey"],
        "utcOffset": 32400000,
        "last_modified_date": user["LastModifiedDate"],
        "is_app_installed": True,
    }


def _userinfo(call: Call) -> Response:
    user = _signed_in(call)
    if isinstance(user, Response):
        return user
    urls = _urls(call, user)
    answer = {
        "sub": f"{call.org.url}/id/{call.org.id}/{user['Id']}",
        "user_id": user["Id"],
        "organization_id": call.org.id,
        "preferred_username": user["Username"],
        "nickname": user["CommunityNickname"],
        "name": user["Name"],
        "email": user["Email"],
        "email_verified": True,
        "given_name": user["FirstName"],
        "family_name": user["LastName"],
        "zoneinfo": user["TimeZoneSidKey"],
        "photos": _photos(call),
        "profile": urls["profile"],
        "picture": _photos(call)["picture"],
        "address": {"country": "JP"},
        "urls": urls,
        "active": bool(user["IsActive"]),
        "user_type": user["UserType"].upper(),
        "language": user["LanguageLocaleKey"],
        "locale": user["LocaleSidKey"],
        "utcOffset": 32400000,
        "updated_at": user["LastModifiedDate"].replace("+0000", "Z"),
        "is_app_installed": True,
    }
    return json_response(answer)


def _signed_in(call: Call) -> dict[str, Any] | Response:
    if call.token is None:
        return _refuse("Missing_OAuth_Token")
    grant = call.org.tokens.session(call.token)
    if grant is None or "id" not in grant.scope:
        return _refuse("Bad_OAuth_Token")
    sql = f'SELECT {_COLUMNS} FROM "User" WHERE "Id" = ?'  # noqa: S608 - names from this file only
    return dict(zip(_COLUMNS.split(","), call.org.store.read(sql, (grant.user_id,))[0], strict=True))


def _refuse(text: str) -> Response:
    return Response(403, text.encode(), {"Content-Type": "text/plain; charset=UTF-8"})


def _photos(call: Call) -> dict[str, str]:
    return {name: f"{call.org.url}/profilephoto/005/{name[0].upper()}" for name in ("picture", "thumbnail")}


def _urls(call: Call, user: dict[str, Any]) -> dict[str, str]:
    """Return the addresses of the services; SOAP ones end in the 15-character organisation id."""
    urls = {name: call.org.url + path for name, path in _PATHS.items()}
    urls |= {name: url + call.org.id[:15] for name, url in urls.items() if "/Soap/" in url}
    urls["profile"] = f"{call.org.url}/{user['Id']}"
    return urls
