"""A small company: who is in Sansan, who is in Salesforce."""

from __future__ import annotations

from wizard.domain.users import SalesforceUser, SansanUser

ADMIN = SalesforceUser("005A", "admin@corp.example", "システム 管理者", "admin@corp.example")
HANAKO = SalesforceUser("005B", "hanako@corp.example", "髙橋 花子", "hanako@corp.example")
TARO = SalesforceUser("005C", "taro@sfdc.corp.example", "山田 太郎", "taro@corp.example")
JOHN = SalesforceUser("005D", "john@corp.example", "Smith John", "john@corp.example")
SALESFORCE = (ADMIN, HANAKO, TARO, JOHN)

SANSAN = (
    SansanUser("u1", "髙橋 花子", "hanako@corp.example"),
    SansanUser("u2", "ヤマダ タロウ", "taro@corp.example"),
    SansanUser("u3", "佐藤 一郎", "ichiro@corp.example"),
    SansanUser("u4", "Smith John", "john@corp.example"),
    SansanUser("u5", "鈴木 名無し", ""),
)
CARDS = (12, 5, 1200, 7, 3)
