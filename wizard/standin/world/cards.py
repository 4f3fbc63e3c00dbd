"""The business cards of a world, each made on demand from its number alone; none is kept in memory."""

from __future__ import annotations

from wizard.standin.world import World, layout
from wizard.standin.world.companies import Company, company
from wizard.standin.world.hashing import Ids, mix, pick
from wizard.standin.world.names import FIRST_NAMES, FOREIGN_FIRST, FOREIGN_LAST, LAST_NAMES, Name
from wizard.standin.world.quirks import Card, apply_quirk
from wizard.standin.world.relations import Relations
from wizard.standin.world.tags import Tag, Tags
from wizard.standin.world.timeline import Timeline, day, iso, registered

_DEPARTMENTS = (
    *("営業部", "第一営業部 法人グループ", "総務部", "購買課", "経営企画室", "情報システム部", "R&D", None),
    *(
        "マーケティング本部",
        "海外事業部",
        "品質保証部",
        "人事部",
        "Sales",
        "カスタマーサポート",
        "広報・IR室",
    ),
)
_TITLES = (
    *("部長", "課長", "主任", "代表取締役社長", "取締役 常務執行役員", "マネージャー", None, "係長", "室長"),
    *("担当", "シニアコンサルタント", "Director", "工学博士", "顧問", "リーダー", "エンジニア"),
)
_MEMOS = (
    "展示会で名刺交換。",
    "紹介: 山田様より",
    "来月再訪",
    "Met at the booth",
    "担当変更あり。後任は未定。",
)


class Cards:
    """The generated cards 0 to ``count`` - 1, in the order of their ``updatedTime``.

    ``world.card_count`` of them are completed and not past; the others come on top.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.relations = Relations(world.seed, world.card_count, len(world.sansan_users))
        self.count = self.relations.count
        self.timeline = Timeline(self.count)
        self.ids = Ids(world.seed, 1)
        self.person_ids = Ids(world.seed, 2)
        self.tags = Tags(world.sansan_users)
        self._company_ids = Ids(world.seed, 3)
        self._companies = max(5, min(7200, world.card_count // 8))
        self._salt = mix(mix(world.seed) ^ 0xCA4D)

    def find(self, card_id: str) -> int | None:
        """Return the number of the card with this id, or None."""
        number = self.ids.number(card_id)
        return number if number is not None and number < self.count else None

    def status(self, number: int) -> str:
        """Return ``entryStatus``: completed, and for a few processing or unreadable."""
        return layout.status(number)

    def tags_of(self, number: int) -> list[Tag]:
        """Return the tags of a card, private ones included."""
        return self.tags.of_card(self._bits(number) >> 8, self.relations.owner(number))

    def card(self, number: int) -> Card:
        """Return the fields of a card, named as in sansan.md §1.5, without ``tags``."""
        if (status := self.status(number)) != "completed":
            return self._frame(number, status)
        person = self.relations.person(number)
        card = {**self._frame(number, status), **self._person(person, number)}
        apply_quirk(card, number)
        return card

    def _bits(self, number: int) -> int:
        return mix(number ^ self._salt)

    def _frame(self, number: int, status: str) -> Card:
        """What is known before anybody has read the card."""
        person = self.relations.person(number)
        owner = self.world.sansan_users[self.relations.owner(number)]
        updated = self.timeline.updated(number)
        entered = registered(updated)
        return {
            "id": self.ids.of(number),
            "personId": self.person_ids.of(person),
            "companyId": None,
            "exchangeDate": day(entered - self._bits(person) % 10 * 86400),
            "registeredTime": iso(entered),
            "updatedTime": iso(updated),
            "owner": {"id": owner.id, "name": owner.name, "email": owner.email},
            **_BLANK,
            "entryStatus": status,
        }

    def _person(self, person: int, number: int) -> Card:
        bits, printed = self._bits(person), self._bits(number)
        foreign = bits % 9 == 0
        employer = (bits >> 4 if number % 20 != 18 else printed >> 4) % self._companies
        last, first = _name(bits, foreign=foreign)
        firm = company(employer, foreign=foreign)
        return {
            "companyId": self._company_ids.of(employer * 2 + foreign),
            "lastName": last.written,
            "firstName": first.written,
            "lastNameReading": last.kana,
            "firstNameReading": first.kana,
            "departmentName": pick(_DEPARTMENTS, printed >> 20),
            "title": pick(_TITLES, printed >> 28),
            "email": _address(first, last, firm, printed),
            "mobile": f"090-{1000 + (bits >> 12) % 9000}-{1000 + (bits >> 44) % 9000}" if bits & 64 else None,
            "memo": pick(_MEMOS, printed >> 40) if printed & 0x7000000000 == 0 else None,
            **_printed(firm, printed),
        }


def _address(first: Name, last: Name, firm: Company, bits: int) -> str | None:
    """Some cards have no address, as many that of a mailbox which colleagues share."""
    if bits & 15 == 0:
        return None
    return f"info@{firm.domain}" if bits & 15 == 1 else f"{first.latin}.{last.latin}@{firm.domain}"


def _name(bits: int, *, foreign: bool) -> tuple[Name, Name]:
    if foreign:
        return pick(FOREIGN_LAST, bits >> 16), pick(FOREIGN_FIRST, bits >> 16)
    return pick(LAST_NAMES, bits >> 16), pick(FIRST_NAMES, bits >> 32)


def _printed(firm: Company, bits: int) -> Card:
    """What a company prints on every card of its people."""
    line = 1000 + (bits >> 12) % 9000
    return {
        "companyName": firm.name,
        "tel": f"{firm.tel}-{line}",
        "secondTel": f"{firm.tel}-0001" if bits & 48 == 0 else None,
        "fax": f"{firm.tel}-{line + 1}" if bits & 64 else None,
        "countryCode": firm.country,
        "postalCode": firm.postal_code,
        "prefecture": firm.prefecture,
        "city": firm.city,
        "street": firm.street,
        "building": firm.building,
        "address": firm.address,
        "url": f"https://www.{firm.domain}/",
    }


_BLANK: Card = dict.fromkeys(
    (
        *("lastName", "firstName", "lastNameReading", "firstNameReading", "companyName", "departmentName"),
        *("title", "email", "mobile", "tel", "secondTel", "fax", "countryCode", "postalCode", "prefecture"),
        *("city", "street", "building", "address", "url", "memo"),
    )
)
