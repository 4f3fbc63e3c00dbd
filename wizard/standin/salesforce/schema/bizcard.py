"""The objects of the managed package Sansan_CI (sansan.md §2.5).

The API names are documented; the lengths, the Name fields and which fields are unique are inferred [I].
"""

from __future__ import annotations

from dataclasses import replace

from wizard.standin.salesforce.schema.fields import (
    FIXED,
    area,
    audit,
    choice,
    date,
    deleted,
    email,
    flag,
    lookup,
    owner,
    phone,
    record_id,
    text,
    url,
    viewed,
)
from wizard.standin.salesforce.schema.model import Field, ObjectType

_NS = "Sansan_CI__"


def _auto_number(label: str, form: str) -> Field:
    return text(
        "Name", label, 80, required=True, defaulted=True, auto_number=form, name_field=True, id_lookup=True, **FIXED
    )


def _link(name: str, label: str, target: str) -> Field:
    """The package shows the record a card is linked to; the API names are inferred [I]."""
    return lookup(f"{_NS}{name}", label, target, relationship=f"{_NS}{name.removesuffix('c')}r")


BIZ_CARD = ObjectType(
    f"{_NS}BizCard__c",
    "名刺",
    "a0A",
    (
        record_id("レコード ID"),
        owner(),
        deleted(),
        _auto_number("名刺番号", "BC-{:08d}"),
        *audit(),
        *viewed(),
        text(f"{_NS}CompanyName__c", "会社名", 255),
        text(f"{_NS}Department__c", "部署", 255),
        text(f"{_NS}Title__c", "役職", 255),
        text(f"{_NS}LastName__c", "姓", 80),
        text(f"{_NS}FirstName__c", "名", 80),
        text(f"{_NS}PhoneticLastName__c", "姓カナ", 80),
        text(f"{_NS}PhoneticFirstName__c", "名カナ", 80),
        phone(f"{_NS}Phone__c", "電話"),
        phone(f"{_NS}Phone2__c", "電話2"),
        phone(f"{_NS}Mobile__c", "携帯"),
        phone(f"{_NS}Fax__c", "Fax"),
        email(f"{_NS}Email__c", "メールアドレス"),
        url(f"{_NS}Url__c", "URL"),
        area(f"{_NS}Tags_Original__c", "タグ(オリジナル)", 32768),
        choice(f"{_NS}Tags__c", "タグ", (), 4099),
        area(f"{_NS}Note__c", "メモ", 32768),
        text(f"{_NS}CountryCode__c", "国コード", 2),
        text(f"{_NS}Address__c", "住所", 255),
        text(f"{_NS}PostalCode__c", "郵便番号", 20),
        text(f"{_NS}State__c", "都道府県", 80),
        text(f"{_NS}City__c", "市区町村", 80),
        text(f"{_NS}Street__c", "町名・番地", 255),
        text(f"{_NS}Building__c", "建物名", 255),
        date(f"{_NS}ExchangeDate__c", "名刺交換日"),
        text(f"{_NS}BizCardId__c", "名刺ID", 64, external_id=True, id_lookup=True, unique=True),
        text(f"{_NS}OwnerId_Original__c", "所有者 ID (オリジナル)", 255),
        flag(f"{_NS}IsVirtualCard__c", "デジタル名刺", permissionable=True),
        flag(f"{_NS}IsBizCardInbox__c", "メール署名取込", permissionable=True),
        flag(f"{_NS}IsUserCreated__c", "ユーザ名刺作成", permissionable=True),
        flag(f"{_NS}ResignFlag__c", "退職済み", permissionable=True),
        date(f"{_NS}PersonnelChangeIssuedDate__c", "人事異動発令日"),
        _link("Contact__c", "取引先責任者", "Contact"),
        _link("Lead__c", "リード", "Lead"),
        _link("Account__c", "取引先", "Account"),
    ),
    plural="名刺",
)

_KEY = f"{_NS}BizCardId__c"
_PLAIN_KEY = replace(BIZ_CARD.by_name[_KEY.lower()], external_id=False, id_lookup=False, unique=False)

BIZ_CARD_WITHOUT_KEY = replace(
    BIZ_CARD, fields=tuple(_PLAIN_KEY if field.name == _KEY else field for field in BIZ_CARD.fields)
)
"""The card object of a package whose card id is a text like any other [I]."""

_LINKS = {f"{_NS}{name}__c" for name in ("Contact", "Lead", "Account")}

BIZ_CARD_WITHOUT_LINKS = replace(BIZ_CARD, fields=tuple(f for f in BIZ_CARD.fields if f.name not in _LINKS))
"""The card object of a package that links in another way [I]."""

BIZ_CARD_SETTINGS = ObjectType(
    f"{_NS}BizCard_Settings__c",
    "名刺設定",
    "a0B",
    (
        record_id("レコード ID"),
        owner(),
        deleted(),
        _auto_number("設定番号", "BCS-{:04d}"),
        *audit(),
        choice(f"{_NS}Mode__c", "モード", ("SOC", "SLC"), restricted=True),
        flag(f"{_NS}LinkCards__c", "名刺を関連づける", permissionable=True),
    ),
    plural="名刺設定",
)
