"""A company with every kind of recipient, for pictures."""

from __future__ import annotations

from dataclasses import replace

from tests.journeys.people import ADMIN
from wizard.application.recipients import Matched
from wizard.domain.recipients import Directory, match_all
from wizard.domain.suggestions import suggest
from wizard.domain.users import SalesforceUser, SansanUser

from .people import HANAKO, JOHN, SANSAN, TARO

ICHIRO = SalesforceUser("005E", "b1@crm.example", "佐藤 一郎")
LEFT = SalesforceUser("005F", "left@corp.example", "中村 左知", barred="inactive")
CHATTER = SalesforceUser("005G", "chat@corp.example", "茶田 一", barred="licence")
USERS = (ADMIN, HANAKO, TARO, JOHN, ICHIRO, LEFT, CHATTER)
PEOPLE = (
    *SANSAN,
    SansanUser("u6", "中村 左知", "left@corp.example"),
    SansanUser("u7", "伊集院 薫", "kaoru@corp.example"),
    SansanUser("u8", "小林 さくら", "sakura@corp.example"),
)


def mixed() -> Matched:
    """Return the matches of everybody: automatic, suggested, unmatched, by hand, and all kinds of problems."""
    directory = Directory(USERS)
    found = list(match_all(PEOPLE, directory, ADMIN))
    found[5] = replace(found[5], user_id=LEFT.id, username=LEFT.username, reason="manual")
    found[6] = replace(found[6], user_id=TARO.id, username=TARO.username, reason="manual")
    found[7] = replace(found[7], user_id=JOHN.id, username=JOHN.username, reason="federation_id")
    return Matched(tuple(found), USERS, ADMIN, frozenset({HANAKO.id}), suggest(found, directory.users), listed=False)
