"""Users, departments and tags of the demo company (sansan.md §1.3, §1.5)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.sansan.errors import ApiError, not_found
from wizard.standin.sansan.paging import list_answer
from wizard.standin.sansan.state import Call
from wizard.standin.world import SansanUser
from wizard.standin.world.people import DEPARTMENTS
from wizard.standin.world.tags import Tag

_USER_COLUMNS = (
    *("所属部署", "ユーザID", "ユーザ名", "ユーザ名の読み", "メールアドレス", "サブメールアドレス", "利用開始日"),
    *("言語", "メール受信形式", "AD連携用ID", "[権限] システム管理", "アカウントステータス", "削除フラグ"),
)
_ENGLISH_COLUMNS = (
    *("Department", "User ID", "User Name", "User Name Reading", "Email Address", "Sub Email Address", "Start Date"),
    *("Language", "Email Format", "AD ID", "[Permission] System Admin", "Account Status", "Delete Flag"),
)
_HEADERS = {
    "japanese": _USER_COLUMNS,
    "newer_japanese": tuple(name.replace("ユーザ", "ユーザー") for name in _USER_COLUMNS),
    "english": _ENGLISH_COLUMNS,
}


def users_csv(call: Call) -> Response:
    """``GET /organization/users?delimiter=comma|tab``: every user as CSV.

    The columns are those of Sansan's own bulk file (§1.3 [I]). Characters unknown to cp932 become "?" [I].
    """
    settings = call.state.settings
    ids = {
        user.id: user.id if settings.user_ids == "same" else f"login.{user.id}"
        for user in call.state.world.sansan_users
    }
    rows = (_user_row(user, ids[user.id]) for user in call.state.world.sansan_users)
    return _csv(call, _HEADERS[settings.users_csv_header], rows)


def departments_csv(call: Call) -> Response:
    """``GET /organization/departments?delimiter=comma|tab``; the columns are [I]."""
    rows = ((d["id"], d["name"], d["parentId"] or "") for d in _departments())
    return _csv(call, ("部署ID", "部署名", "上位部署ID"), rows)


def departments(call: Call) -> Response:
    """``GET /departments``: the departments as JSON; the fields are [I]."""
    return list_answer(call, _departments(), call.parameters.limit(100))


def user(call: Call) -> Response:
    """``GET /users/{id}``; the fields are [I]."""
    found = [user for user in call.state.world.sansan_users if user.id == call.id]
    if not found:
        raise not_found()
    return json_response(_user(found[0]))


def me(call: Call) -> Response:
    """``GET /me`` of v3: the key's user [I]."""
    return json_response(_user(call.viewer.user))


def tags(call: Call) -> Response:
    """``GET /tags``: ``range=me`` lists those the key's user made, ``all`` also others' not private ones [I].

    The name filter is ``tagName`` in one source and ``name`` in another [X]; both are taken unless a setting says else.
    """
    read = call.parameters
    own_only = read.choice("range", ("me", "all")) == "me"
    kind = read.choice("type", ("", "private", "public", "shared"))
    owner, name = read.text("ownerUserId"), _name_filter(call)
    limit = read.limit(100)
    found = [
        _tag(tag)
        for tag in call.state.store.cards.tags.all
        if (tag.owner == call.viewer.user or (not own_only and tag.type != "private"))
        and kind in ("", tag.type)
        and owner in (None, tag.owner.id)
        and name in tag.name
    ]
    return list_answer(call, found, limit, own_only, kind, owner, name)


def _name_filter(call: Call) -> str:
    known = call.state.settings.tag_filter
    given = [call.parameters.text(name) for name in ("tagName", "name") if known in (name, "both")]
    return next(filter(None, given), "")


def _tag(tag: Tag) -> dict[str, Any]:
    owner = {"id": tag.owner.id, "name": tag.owner.name}
    return {"id": tag.id, "name": tag.name, "type": tag.type, "owner": owner}


def _user(user: SansanUser) -> dict[str, Any]:
    return {"id": user.id, "name": user.name, "email": user.email, "departmentName": user.department}


def _user_row(user: SansanUser, user_id: str) -> Iterable[str]:
    status = "active" if user.active else "inactive"
    front = (user.department, user_id, user.name, user.reading, user.email, "", "2018/04/01")
    return (*front, "ja", "html", "", "0", status, "")


def _departments() -> list[dict[str, Any]]:
    ids = {path: f"d{place + 1:03d}" for place, path in enumerate(DEPARTMENTS)}
    return [
        {"id": ids[path], "name": path.rpartition("/")[2], "parentId": ids.get(path.rpartition("/")[0])}
        for path in DEPARTMENTS
    ]


def _csv(call: Call, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Response:
    settings = call.state.settings
    asked = call.parameters.choice("delimiter", ("comma", "tab"))
    told = asked if settings.users_csv_delimiter == "asked" else settings.users_csv_delimiter
    delimiter = {"comma": ",", "tab": "\t", "semicolon": ";"}[told]
    if settings.users_csv_refused:
        raise ApiError(403, "The API key's user may not read the organization.")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([columns, *rows])
    encoding = settings.users_csv_encoding
    charset = {"cp932": "Shift_JIS", "utf-16": "UTF-16"}.get(encoding, "UTF-8")
    body = text.getvalue().encode(encoding, "replace")
    return Response(200, body, {"Content-Type": f"text/csv;charset={charset}"})
