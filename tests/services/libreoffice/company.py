"""The recipients whose export went through LibreOffice: all that spreadsheets are known to harm."""

from __future__ import annotations

from wizard.domain.recipients import Directory, Recipient
from wizard.domain.users import SalesforceUser, SansanUser

ADMIN = SalesforceUser("005A", "admin@corp.example", "管理者", "admin@corp.example")
USERS = (
    ADMIN,
    SalesforceUser("005B", "+81.taka@corp.example", "髙橋 花子"),
    SalesforceUser("005C", "taro;yamada@corp.example.uat", "山田 太郎"),
    SalesforceUser("005D", "'john@corp.example", "Smith, John"),
)
DIRECTORY = Directory(USERS)
RECIPIENTS = tuple(
    Recipient(sansan, user.id, user.username, reason)
    for sansan, user, reason in (
        (SansanUser("u1", "髙橋 花子", "=taka@corp.example"), USERS[1], "username"),
        (SansanUser("u2", "𠮷野家 ｶﾅ", "taro@corp.example"), USERS[2], "manual"),
        (SansanUser("u3", 'O"Brien, Zoë', "zoe@corp.example"), USERS[3], "email"),
        (SansanUser("00012", "=SUM(A1:A9)", ""), USERS[2], "manual"),
        (SansanUser("0123456789012345", "佐藤 一郎", ""), ADMIN, "default"),
        (SansanUser("3-4", "田中; 二郎", ""), ADMIN, "default"),
    )
)
NOTES = tuple(f"{recipient.reason}, 照合" for recipient in RECIPIENTS)
