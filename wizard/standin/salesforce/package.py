"""What installing the package Sansan_CI leaves in an organisation: permission sets that nobody has yet.

Labels: sansan.md §2.5 [C]; the API names and the exact rights of each set are inferred [I].
"""

from __future__ import annotations

from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.schema.bizcard import BIZ_CARD, BIZ_CARD_SETTINGS
from wizard.standin.salesforce.seed import Seeder

_READ = ("Read",)
_CARDS = ("Create", "Read", "Edit", "Delete", "ViewAllRecords", "ModifyAllRecords")
_STANDARD = ("Account", "Contact", "Lead")


def install(seeder: Seeder) -> None:
    """Write the package's permission sets with their object and field permissions."""
    run = _permission_set(seeder, "Sansan_DataSync", "Sansan データ連携実行ユーザ")
    bare = _permission_set(
        seeder, "Sansan_DataSync_NoStandard", "Sansan データ連携実行ユーザ(標準オブジェクト権限無し)"
    )
    managers = _permission_set(seeder, "Sansan_Admin", "Sansan 管理者")
    readers = _permission_set(seeder, "Sansan_User", "Sansan ユーザ")  # its label is cut in the source [I]
    connect = _permission_set(seeder, "Sansan_Connectivity_DataSync", "Sansan Connectivity データ連携実行ユーザ", "sci")
    for permission_set in (run, bare):
        _open(seeder, permission_set, BIZ_CARD, _CARDS)
        _open(seeder, permission_set, BIZ_CARD_SETTINGS, _READ)
    _open(seeder, readers, BIZ_CARD, _READ)
    _open(seeder, managers, BIZ_CARD_SETTINGS, _CARDS)
    for kind in _STANDARD:
        seeder.grant(run, kind, _CARDS)
        seeder.grant(connect, kind, _READ)


def _permission_set(seeder: Seeder, name: str, label: str, namespace: str = "Sansan_CI") -> str:
    return seeder.add("PermissionSet", Name=name, Label=label, NamespacePrefix=namespace, Type="Regular")


def _open(seeder: Seeder, permission_set: str, kind: ObjectType, rights: tuple[str, ...]) -> None:
    seeder.grant(permission_set, kind.name, rights)
    for field in kind.fields:
        if field.custom and field.permissionable:
            seeder.add(
                "FieldPermissions",
                ParentId=permission_set,
                SobjectType=kind.name,
                Field=f"{kind.name}.{field.name}",
                PermissionsRead=True,
                PermissionsEdit="Edit" in rights,
            )
