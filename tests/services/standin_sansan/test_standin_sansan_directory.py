"""Users, departments and tags."""

from __future__ import annotations

import csv
import io

import pytest


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize(("name", "delimiter"), [("comma", ","), ("tab", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_user_list_is_csv_in_any_encoding(caller, world, name, delimiter, encoding):
    caller.control("POST", "settings", {"users_csv_encoding": encoding})
    answer = caller.get("v6.0/organization/users", delimiter=name)
    assert answer.headers["Content-Type"].startswith("text/csv")
    users = rows(answer.content.decode(encoding), delimiter)
    assert [user["メールアドレス"] for user in users] == [user.email for user in world.sansan_users]
    assert {user["アカウントステータス"] for user in users} == {"active", "inactive"}
    assert users[0]["ユーザ名"] == world.sansan_users[0].name


def test_the_user_list_may_be_refused(caller):
    caller.control("POST", "settings", {"users_csv_refused": True})
    assert caller.get("v6.0/organization/users").status_code == 403
    assert caller.get("v6.0/tags").status_code == 200


def test_another_delimiter_is_a_400(caller):
    assert caller.get("v6.0/organization/users", delimiter=";").status_code == 400


def test_departments_come_as_csv_and_in_pages_of_json(caller):
    listed = rows(caller.get("v6.0/organization/departments").text)
    first = caller.get("v6.0/departments", limit=5).json()
    second = caller.get("v6.0/departments", limit=5, nextPageToken=first["nextPageToken"]).json()
    data = first["data"] + second["data"]
    assert [d["name"] for d in data] == [row["部署名"] for row in listed]
    known = {d["id"] for d in data}
    assert all(d["parentId"] in known or d["parentId"] is None for d in data)


def test_one_user(caller, world):
    user = world.sansan_users[3]
    assert caller.get(f"v6.0/users/{user.id}").json()["name"] == user.name
    assert caller.get("v6.0/users/nobody").status_code == 404


def test_tags_by_type_owner_and_name(caller, world):
    every = caller.get("v6.0/tags", range="all").json()["data"]
    assert {tag["type"] for tag in every} == {"public", "shared", "private"}
    assert len([tag for tag in every if tag["type"] == "private"]) == 1
    shared = caller.get("v6.0/tags", range="all", type="shared").json()["data"]
    assert shared == [tag for tag in every if tag["type"] == "shared"]
    named = caller.get("v6.0/tags", range="all", tagName="展示").json()["data"]
    assert [tag["name"] for tag in named] == ["展示会"]
    none = caller.get("v6.0/tags", range="all", ownerUserId=world.sansan_users[5].id).json()["data"]
    assert none == []
    assert caller.get("v6.0/tags", limit=101).status_code == 400
