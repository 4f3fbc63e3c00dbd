"""The users of the demo company on both sides, and how they correspond (or fail to)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wizard.standin.world.hashing import mix, pick
from wizard.standin.world.names import FIRST_NAMES, FOREIGN_FIRST, FOREIGN_LAST, LAST_NAMES, Name, words

DOMAIN = "sakura-shoji.example"
"""Mail domain of the demo company, which uses both services."""

DEPARTMENTS = (
    "営業本部",
    "営業本部/第一営業部",
    "営業本部/第二営業部",
    "営業本部/第二営業部/西日本課",
    "マーケティング部",
    "カスタマーサクセス部",
    "管理本部/人事部",
    "管理本部/情報システム部",
    "Overseas Sales",
)
"""Sansan departments as paths, parents before children."""

# How the n-th Sansan user stands in Salesforce; the pattern repeats, so small worlds have the main cases too.
_KINDS = words(
    """
    username username email username none username username left federation username
    inactive platform chatter_free username duplicate username username chatter_external username username
    """
)

_LICENCES = {
    "platform": "Salesforce Platform",
    "chatter_free": "Chatter Free",
    "chatter_external": "Chatter External",
}


@dataclass(frozen=True)
class SalesforceSeed:
    """One user of the demo Salesforce organisation; ``licence`` is the licence's name as Salesforce shows it.

    ``licence`` is one of "Salesforce", "Salesforce Platform", "Chatter Free", "Chatter External".
    ``federation_id`` holds the Sansan e-mail address where it is set.
    """

    first_name: str
    last_name: str
    username: str
    email: str
    federation_id: str | None
    active: bool
    licence: str
    administrator: bool


@dataclass(frozen=True)
class SansanUser:
    """One Sansan user; ``department`` is a path ("A/B"); an inactive one has left but still owns cards."""

    id: str
    name: str
    reading: str
    email: str
    department: str
    active: bool


def administrator() -> SalesforceSeed:
    """Return the administrator who signs in to Salesforce; has no Sansan user."""
    username = f"admin@{DOMAIN}"
    return SalesforceSeed("管理者", "システム", username, username, None, True, "Salesforce", True)


def build_people(users: int, seed: int) -> tuple[tuple[SansanUser, ...], tuple[SalesforceSeed, ...]]:
    """Return ``users`` Sansan users and the Salesforce users of the same company, the administrator first."""
    sansan: list[SansanUser] = []
    salesforce = [administrator()]
    used: set[str] = {"admin"}
    for number in range(users):
        last, first = _full_name(number, seed)
        local = _free_local_part(f"{first.latin}.{last.latin}", used)
        kind = _KINDS[number % len(_KINDS)]
        user = _sansan_user(number, last, first, local, seed, active=kind != "left")
        sansan.append(user)
        salesforce += _counterparts(kind, last, first, local, user.email)
    for number in range(1 + users // 15):
        last, first = _full_name(users + number, seed)
        seed_of = _seed(last, first, _free_local_part(f"{first.latin}.{last.latin}", used))
        salesforce.append(replace(seed_of, administrator=number == 0))  # the second administrator
    return tuple(sansan), tuple(salesforce)


def _full_name(number: int, seed: int) -> tuple[Name, Name]:
    bits = mix(mix(seed) ^ (number << 8))
    if number % 8 == 6:
        foreigner = bits % len(FOREIGN_LAST)
        return FOREIGN_LAST[foreigner], FOREIGN_FIRST[foreigner]
    return pick(LAST_NAMES, bits), pick(FIRST_NAMES, bits >> 24)


def _free_local_part(wanted: str, used: set[str]) -> str:
    local, count = wanted, 1
    while local in used:
        count += 1
        local = f"{wanted}{count}"
    used.add(local)
    return local


def _sansan_user(number: int, last: Name, first: Name, local: str, seed: int, *, active: bool) -> SansanUser:
    department = pick(DEPARTMENTS, mix(seed + number) >> 16)
    if number % 10 == 5:  # typed by hand once: the same address in another case
        local = local.title()
    name, reading = f"{last.written} {first.written}", f"{last.kana} {first.kana}"
    return SansanUser(f"u{number + 1:05d}", name, reading, f"{local}@{DOMAIN}", department, active)


def _counterparts(kind: str, last: Name, first: Name, local: str, email: str) -> list[SalesforceSeed]:
    """Return the Salesforce users of one Sansan user: usually one, none or two in the awkward cases."""
    elsewhere = f"{local}@sfdc.{DOMAIN}"
    if kind == "none":
        return []
    if kind == "email":
        return [_seed(last, first, local, username=elsewhere)]
    if kind == "federation":
        return [_seed(last, first, local, username=elsewhere, email=elsewhere, federation_id=email)]
    if kind == "duplicate":
        second = f"{local}.old@sfdc.{DOMAIN}"
        return [_seed(last, first, local, username=name) for name in (elsewhere, second)]
    active = kind not in ("left", "inactive")
    return [_seed(last, first, local, active=active, licence=_LICENCES.get(kind, "Salesforce"))]


def _seed(
    last: Name,
    first: Name,
    local: str,
    *,
    username: str | None = None,
    email: str | None = None,
    federation_id: str | None = None,
    active: bool = True,
    licence: str = "Salesforce",
) -> SalesforceSeed:
    address = f"{local}@{DOMAIN}"
    return SalesforceSeed(
        first.written,
        last.written,
        username or address,
        email or address,
        federation_id,
        active,
        licence,
        administrator=False,
    )
